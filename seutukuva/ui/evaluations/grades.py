"""The table of an evaluation: grade, the one before, reason and improvements of each criterion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.evaluations.standing import Line, Standing, spread_told
from seutukuva.meetings import register as meetings
from seutukuva.meetings.register import Action
from seutukuva.texts import N_, _
from seutukuva.ui import sheets
from seutukuva.ui.fields import own_list
from seutukuva.ui.takeaway import take_away_table

NOTHING = "–"
# A sign with a word: no change is told by a colour alone.
_UP, _SAME, _DOWN = N_("▲ {n} up"), N_("= as before"), N_("▼ {n} down")


def table(found: Standing, today: dt.date) -> None:
    """All criteria in their order."""
    columns = (_("Criterion"), _("Grade"), _("Before"), _("Reason"), _("Improvements"))
    caption = _("Grades of the evaluation by criterion, with the grades before and improvements.")
    speak = texts.language()
    lines = tuple(
        sheets.Line(
            sheets.text(one.criterion.title[speak], one.criterion.description[speak]),
            (
                _grade(found, one, columns[1]),
                sheets.text(_before(one), _change(one), label=columns[2]),
                _written(one.grade.reason if one.grade else "", columns[3]),
                _actions(one.actions, columns[4], today),
            ),
        )
        for one in found.lines
    )
    heads = tuple(sheets.text(one) for one in columns)
    sheets.show([sheets.Sheet(caption, heads, lines, css="sk-needs sk-written sk-graded")])
    st.caption(_scale(found))
    take_away_table(
        key="evaluation_grades",
        title=found.evaluation.title,
        values=pd.DataFrame([_taken(one, today) for one in found.lines], columns=list(columns)),
        alternative=caption,
        notes=[_scale(found), spread_told(found), _fingerprint(found)],
    )


def _scale(found: Standing) -> str:
    speak = texts.language()
    said = (f"{n} {one[speak]}" for n, one in enumerate(found.evaluation.frozen.grades, 1))
    return _("Scale: {grades}.").format(grades=", ".join(said))


def _fingerprint(found: Standing) -> str:
    one = found.evaluation
    day = formats.date(one.frozen_on, texts.language())
    words = _("Criteria frozen {day}, fingerprint {signs}.")
    return words.format(day=day, signs=one.frozen.fingerprint)


def grade_words(found: Standing, value: int) -> str:
    """A grade with what it means: “3 – Satisfactory”."""
    scale = found.evaluation.frozen.grades
    # A body that was changed past the log's rules may hold one that the scale lacks.
    meaning = scale[value - 1][texts.language()] if value <= len(scale) else ""
    return f"{value} – {meaning}" if meaning else str(value)


def _grade(found: Standing, one: Line, label: str) -> sheets.Cell:
    if one.grade is None:
        return sheets.text(_("not graded yet"), label=label)
    value, most = one.grade.value, len(found.evaluation.frozen.grades)
    # For the eye that looks down the column; the words say the same.
    dots = "●" * min(value, most) + "○" * max(0, most - value)
    words = escape(grade_words(found, value))
    return sheets.Cell(f'<span aria-hidden="true">{dots}</span><br>{words}', label=label)


def _before(one: Line) -> str:
    return str(one.before.value) if one.before else NOTHING


def _change(one: Line) -> str:
    if one.change is None:
        return ""
    words = _(_UP) if one.change > 0 else _(_DOWN) if one.change < 0 else _(_SAME)
    return words.format(n=abs(one.change))


def _written(text: str, label: str) -> sheets.Cell:
    return sheets.Cell("<br>".join(map(escape, (text or NOTHING).split("\n"))), label=label)


def _actions(actions: Sequence[Action], label: str, today: dt.date) -> sheets.Cell:
    told = [escape(action_told(one, today)) for one in actions]
    return sheets.Cell("<br>".join(told) or NOTHING, label=label)


def action_told(one: Action, today: dt.date) -> str:
    """An improvement with whose it is, by when, and how it stands."""
    found, speak = definitions.load(), texts.language()
    owner = own_list("organisation", found).get(one.owner, one.owner)
    states = {field.id: field for field in found.kinds[meetings.ACTION].fields}["state"].choices
    state = states[one.state][speak] if one.state in states else one.state
    if one.days_late(today):
        state = _("{state}, late").format(state=state)
    due = formats.date(one.due, speak) if one.due else NOTHING
    return f"{one.text} ({owner}, {due}: {state})"


def _taken(one: Line, today: dt.date) -> tuple[object, ...]:
    return (
        one.criterion.title[texts.language()],
        one.grade.value if one.grade else None,
        one.before.value if one.before else None,
        one.grade.reason if one.grade else "",
        "\n".join(action_told(action, today) for action in one.actions),
    )
