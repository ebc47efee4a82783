"""Grading: one criterion at a time, with the grade before beside it, and what is to be improved."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from seutukuva import access, definitions, records, selectors, texts
from seutukuva.evaluations import register
from seutukuva.evaluations.standing import Line, Standing
from seutukuva.meetings import register as meetings
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.evaluations.grades import action_told, grade_words
from seutukuva.ui.fields import plain

SOURCE = "meetings/evaluations"
_KEY = "criterion"


def grading(found: Standing, today: dt.date) -> None:
    """The forms of one criterion: its grade, and an improvement for the plan."""
    if not access.may_enter(register.GRADE) or not found.evaluation.has_opened(today):
        return
    st.header(_("Grade the criteria"), anchor=False)
    line = _line(found)
    speak = texts.language()
    st.markdown(f"**{line.criterion.title[speak]}.** {line.criterion.description[speak]}")
    if line.before and found.before:
        words = _("In “{before}” it got {grade}: {reason}").format(
            before=plain(found.before.title),
            grade=grade_words(found, line.before.value),
            reason=plain(line.before.reason),
        )
        st.info(words, icon=":material/history:")
    left, right = st.columns(2)
    with left:
        st.subheader(_("Grade and reason"), anchor=False)
        _grade(found, line, today)
    with right:
        st.subheader(_("Improvement for the plan"), anchor=False)
        _improvement(found, line, today)


def _line(found: Standing) -> Line:
    """The criterion to grade, ``?criterion=…``; by default the first without a grade."""
    known = {one.criterion.id: one for one in found.lines}
    first = next((one for one in found.lines if one.grade is None), found.lines[0])
    names = {key: _named(one) for key, one in known.items()}
    picked = selectors.choose_one(
        _KEY, _("Criterion"), list(known), first.criterion.id, names.__getitem__
    )
    return known[picked]


def _named(one: Line) -> str:
    title = one.criterion.title[texts.language()]
    return f"{title} · {one.grade.value}" if one.grade else title


def _grade(found: Standing, line: Line, today: dt.date) -> None:
    evaluation, criterion = found.evaluation, line.criterion.id

    def complete(body: entry.Body) -> entry.Body:
        return register.completed_grade(body, evaluation, criterion, today)

    scale = range(1, len(evaluation.frozen.grades) + 1)
    record_id = register.grade_id(evaluation.id, criterion)
    history = records.history(record_id)
    shape = entry.Shape(
        asked=("grade", "reason"),
        begins_with={"evaluation": evaluation.id, "criterion": criterion},
        record_id=record_id,
        lists={"grade": {str(n): grade_words(found, n) for n in reversed(scale)}},
        complete=complete,
    )
    kind = definitions.load().kinds[register.GRADE]
    entry.notice(entry.form_id(register.GRADE, record_id))
    entry.form(kind, history[-1] if history else None, SOURCE, shape)


def _improvement(found: Standing, line: Line, today: dt.date) -> None:
    for one in line.actions:
        st.markdown(f"- {plain(action_told(one, today))}")
    evaluation, criterion = found.evaluation, line.criterion.id

    def complete(body: entry.Body) -> entry.Body:
        asked_for = {"evaluation": evaluation.id, "criterion": criterion}
        return meetings.completed_action({**body, "origin": asked_for, "state": "open"}, today)

    kind = definitions.load().kinds[meetings.ACTION]
    entry.notice(entry.form_id(meetings.ACTION))
    shape = entry.Shape(
        asked=("text", "owner", "due", "development_area"),
        begins_with={"state": meetings.OPEN},
        complete=complete,
    )
    entry.form(kind, None, SOURCE, shape)
    st.caption(_("It joins the actions that every meeting follows up."))
