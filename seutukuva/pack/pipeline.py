"""Needs and ideas on their way to become projects; for the steering group, which chooses them."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import definitions, formats, texts
from seutukuva.pack.model import STEERING_GROUP, Listing, Section
from seutukuva.pack.scope import Scope
from seutukuva.pipeline import board, register
from seutukuva.pipeline.board import Board, Waiting
from seutukuva.texts import _
from seutukuva.ui.portfolio.names import money
from seutukuva.ui.portfolio.names import owner as organisation


def sections(scope: Scope) -> tuple[Section, ...]:
    """The stages with their ideas, and the ideas one by one; nothing for anybody else."""
    rules = definitions.load().pipeline
    if scope.audience != STEERING_GROUP or not rules.stages:
        return ()
    subject = _("Ideas on their way")
    found = board.board(register.ideas(), rules, scope.day)
    open_ones = [
        one for column in found.columns if not column.stage.is_end for one in column.waiting
    ]
    if not any(column.waiting for column in found.columns):
        why = _("No need or idea has been entered.")
        return (Section("pipeline", subject, missing=why),)
    words = _("Ideas on their way: {n}, waiting too long: {late}")
    return (
        Section(
            "pipeline",
            subject,
            title=words.format(n=texts.number(found.open), late=texts.number(len(found.late))),
            sentences=_sentences(found),
            listing=_stages(found),
            notes=(
                _(
                    "An idea waits too long when more of the owners’ meetings have gone by than "
                    "its stage allows."
                ),
            ),
            priority=7,
        ),
        *_ideas(open_ones, subject),
    )


def _sentences(found: Board) -> tuple[str, ...]:
    told = []
    if awaiting := found.awaiting(register.decisions()):
        titles = "; ".join(one.idea.title for one in awaiting)
        told.append(_("Awaiting the steering group’s choice: {titles}.").format(titles=titles))
    if found.late:
        titles = "; ".join(one.idea.title for one in found.late[:3])
        told.append(_("Waiting too long: {titles}.").format(titles=titles))
    return tuple(told)


def _stages(found: Board) -> Listing:
    speak = texts.language()
    shown: list[tuple[str, ...]] = []
    values: list[tuple[float | str | None, ...]] = []
    for one in found.columns:
        money_planned = _planned(one.waiting)
        longest = "–" if one.longest is None else texts.number(one.longest)
        title = one.stage.title[speak]
        counts = (texts.number(one.n), texts.number(one.late))
        shown.append((title, *counts, longest, money(money_planned)))
        values.append((title, float(one.n), float(one.late), _float(one.longest), money_planned))
    columns = (
        *(_("Stage"), _("Ideas"), _("Waiting too long")),
        *(_("Longest wait, days"), _("Planned money")),
    )
    return Listing(
        _("Ideas by stage"),
        columns,
        tuple(shown),
        tuple(values),
        (False, True, True, True, True),
        (3, 1, 1.2, 1.4, 1.6),
    )


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)


def _planned(own: Sequence[Waiting]) -> float | None:
    told = [one.idea.money_total for one in own if one.idea.money_total is not None]
    return sum(told) if told else None


def _ideas(own: Sequence[Waiting], chapter: str) -> tuple[Section, ...]:
    if not own:
        return ()
    speak = texts.language()
    stages = definitions.load().pipeline.stages
    shown: list[tuple[str, ...]] = []
    values: list[tuple[float | str | None, ...]] = []
    for one in own:
        idea = one.idea
        stage = stages[idea.stage].title[speak]
        mark = " ■" if one.is_late else ""
        head = (idea.title, idea.development_area or "–", organisation(idea.owner))
        since = formats.date(idea.since, speak)
        days = texts.number(one.days) + mark
        shown.append((*head, stage, since, days, money(idea.money_total)))
        # Beside the days the mark would make a text of a number.
        values.append((*head, stage + mark, since, float(one.days), idea.money_total))
    columns = (
        *(_("Idea"), _("Area"), _("Owner"), _("Stage"), _("Since"), _("Days")),
        _("Planned money"),
    )
    return (
        Section(
            "ideas",
            _("Open ideas one by one"),
            listing=Listing(
                _("Ideas that wait for something; ■ marks those that wait too long"),
                columns,
                tuple(shown),
                tuple(values),
                (False, False, False, False, False, True, True),
                (3.4, 0.8, 1.3, 2.4, 1.3, 0.9, 1.5),
            ),
            chapter=chapter,
            is_slide=False,
        ),
    )
