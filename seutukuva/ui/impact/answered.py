"""Challenge → area of effort → measures, from both sides, and what is not answered."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from seutukuva.impact import answers, told
from seutukuva.impact.answers import Matrix
from seutukuva.impact.told import Rows
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.fields import plain
from seutukuva.ui.takeaway import take_away_table


def answered(matrix: Matrix, place: str) -> None:
    """How far the plan answers the challenges of an area.

    Args:
        place: name of the area.
    """
    words = told.in_short(matrix)
    if not matrix.answers:
        st.info(words, icon=":material/help:")
        return
    if matrix.unanswered:
        st.warning(words, icon=":material/rule:")
    else:
        st.success(words, icon=":material/check_circle:")
    _table(told.challenge_rows(matrix), "impact_challenges", place)
    _table(told.effort_rows(matrix), "impact_efforts", place)
    if points := told.open_points(matrix):
        st.subheader(_("Not answered yet"), anchor=False)
        st.markdown("\n".join(f"- {plain(one)}" for one in points))
    if any(one.state in (answers.NO_AREA, answers.OTHER_AREA) for one in matrix.answers):
        st.caption(_("A measure answers within the area of effort that it belongs to."))


def _table(rows: Rows, key: str, place: str) -> None:
    columns = tuple(sheets.text(one) for one in rows.columns)
    lines = tuple(
        sheets.Line(
            _cell(row[0], ""),
            tuple(_cell(one, name) for one, name in zip(row[1:], rows.columns[1:], strict=True)),
        )
        for row in rows.rows
    )
    sheets.show([sheets.Sheet(rows.caption, columns, lines, css="sk-needs sk-written")])
    take_away_table(
        key=key,
        title=rows.caption,
        place=place,
        values=pd.DataFrame(rows.rows, columns=list(rows.columns)),
        alternative=rows.caption,
    )


def _cell(text: str, label: str) -> sheets.Cell:
    # Each measure on a line of its own.
    return sheets.Cell("<br>".join(map(escape, text.split("\n"))), label=label)
