"""Which ideas are at which stage, which wait too long, and what awaits the steering group?"""

import streamlit as st

from seutukuva import access, definitions, showing, ui
from seutukuva.pipeline import appraisal, board, register, since
from seutukuva.pipeline.model import DECISION, IDEA, Idea, Score
from seutukuva.texts import _
from seutukuva.ui import pipeline, printing

PAGE = {"order": 45, "title": "Idea pipeline", "icon": ":material/view_kanban:"}

today = showing.today()
rules = definitions.load().pipeline


def scores() -> list[Score]:
    return register.scores() if access.may_see("scores") else []


def in_short() -> None:
    if every := register.ideas():
        told = register.decisions()
        day, was_held = pipeline.last_meeting(today)
        found = since.news(every, told, day)
        pipeline.in_short(board.board(every, rules, today), told, found, was_held=was_held)


def pictures() -> None:
    every = register.ideas()
    ui.entry.notice(IDEA)
    if not every:
        # The address may name one that has been withdrawn.
        pipeline.opened(every)
        pipeline.nothing_yet()
        return
    with printing.unprinted("opening"):
        opened = pipeline.opened(every)
    if opened:
        with st.container(border=True):
            one_idea(opened, every)
    st.header(_("Ideas by stage"), anchor=False)
    with printing.unprinted("choice"):
        shown = pipeline.chosen(every)
    pipeline.narrowed(shown, every)
    pipeline.stages(board.board(shown.rows, rules, today), shown.rows, register.decisions())


def one_idea(idea: Idea, every: list[Idea]) -> None:
    decisions, locks, told = register.decisions(), register.locks(), scores()
    pipeline.facts(idea, today)
    pipeline.follows(idea, decisions)
    pipeline.way(idea, today)
    placed = pipeline.appraised(idea, every, locks, told)
    if own := [one for one in decisions if one.idea == idea.id]:
        pipeline.decided(own, {idea.id: idea}, of_one=True)
    if pipeline.is_due(idea, decisions):
        # What a project has done needs statistics; the idea itself does not.
        ui.guarded(pipeline.project_of, idea, today)
    ui.entry.notice(DECISION)
    if access.may_enter():
        with printing.unprinted("idea_forms"):
            if locks and access.may_see("scores"):
                pipeline.scoring(idea, locks[0], told)
            pipeline.deciding(idea, decisions, placed, today)
            pipeline.working(idea, today)
    pipeline.history(idea)


def entering() -> None:
    if access.may_enter("idea"):
        with printing.unprinted("entering"):
            pipeline.new_idea(today)


def ranked() -> None:
    st.header(_("Appraisal and ranking"), anchor=False)
    if not access.may_see("scores"):
        pipeline.kept_away()
        return
    locks, every, told = register.locks(), register.ideas(), scores()
    if lock := pipeline.round_of(locks):
        pipeline.round_told(lock, is_newest=lock is locks[0])
        if lock.criteria:
            rounds = pipeline.compared(lock, locks)
            placed = appraisal.ranking(appraisal.of_rounds(rounds, every, told))
            pipeline.ranking(placed, {one.id: one for one in every}, lock.criteria)
    pipeline.open_round(locks, told, today)


def decisions() -> None:
    st.header(_("Decisions on ideas"), anchor=False)
    pipeline.decided(register.decisions(), {one.id: one for one in register.ideas()})


def moving() -> None:
    if every := register.ideas():
        day, was_held = pipeline.last_meeting(today)
        found = since.news(every, register.decisions(), day)
        pipeline.since_meeting(found, {one.id: one for one in every}, was_held=was_held)
        pipeline.ageing(board.board(every, rules, today))
        pipeline.going_on(every)


head = st.container()
for section in (in_short, pictures, entering, ranked, decisions, moving):
    ui.guarded(section)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Idea pipeline"),
        _(
            "Which ideas are at which stage, which wait too long, and what awaits the steering "
            "group?"
        ),
    )
    printing.styles()
