"""What is wrong in the file, row by row, and the same in a marked-up copy of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import intake, texts
from seutukuva.errors import UploadRefused
from seutukuva.export.sheets import sentence
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import takeaway
from seutukuva.ui.entry import plain
from seutukuva.ui.uploads.desk import Desk

SEVERITIES = {
    "error": N_("error: the row is not stored"),
    "warning": N_("warning"),
    "note": N_("note"),
}
_ICONS = {
    "error": ":material/block:",
    "warning": ":material/warning:",
    "note": ":material/info:",
}
_MOST, _MOST_LINES, _MOST_ROWS, _LONGEST = 25, 8, 4, 140


def problems(desk: Desk, *, by: str = "value", has_sheet: bool = True) -> None:
    """Counts of problems, the first of them, and the marked-up copy of a sheet.

    Args:
        by: what tells one problem of a column from another besides its code: the ``value``, or,
            where hardly two rows have the same one, the ``message``.
        has_sheet: whether rows and columns of a sheet mean something to whoever sent the file.
    """
    found = desk.read("problems")["problems"]
    if not found:
        st.success(_("Nothing is wrong in this file."), icon=":material/check_circle:")
        return
    groups = _grouped(found, by)
    if not has_sheet:
        _lines(groups[:_MOST], _heading)
        return
    _lines(groups[:_MOST_LINES], _where)
    with st.expander(_("Problems by row"), icon=":material/rule:"):
        _listed(groups)
    upload_id, language = desk.current(), texts.language()
    name = PurePath(desk.read("upload")["name"]).stem
    takeaway.workbook(
        _("The file with its problems marked (XLSX)"),
        partial(marked, upload_id, language),
        f"{name} – {_('checked')}.xlsx",
        desk.key("marked"),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """The same problem of a column, on all its rows; ``value``: the first where they differ."""

    first: Mapping[str, Any]
    rows: tuple[int, ...]
    value: str


def _grouped(found: Sequence[Mapping[str, Any]], by: str) -> list[_Group]:
    """Problems without their repetitions, the worst and most frequent first."""
    alike: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for one in found:
        name = tuple(one[key] for key in ("severity", "code", "column", by))
        alike.setdefault(name, []).append(one)
    groups = [
        _Group(ones[0], tuple(one["row"] for one in ones if one["row"]), _value(ones))
        for ones in alike.values()
    ]
    order = list(SEVERITIES)
    return sorted(groups, key=lambda one: (order.index(one.first["severity"]), -len(one.rows)))


def _value(ones: Sequence[Mapping[str, Any]]) -> str:
    """What stands in the cells; of several values the first, and that there are others."""
    first = str(ones[0]["value"] or "")
    return first if all(one["value"] == ones[0]["value"] for one in ones) else f"{first} …"


def _lines(groups: Sequence[_Group], where: Callable[[_Group], str]) -> None:
    """A line for each of some problems."""
    lines = [
        f"- {_ICONS[one.first['severity']]} {where(one)}{plain(one.first['message'])}"
        for one in groups
    ]
    st.markdown("\n".join(lines))


def _heading(one: _Group) -> str:
    """What the file calls it; empty for what is about the whole file."""
    heading = str(one.first["heading"] or "")
    return f"**{plain(heading)}**: " if heading else ""


def _where(one: _Group) -> str:
    """The rows, and the column; empty for what is about the whole file."""
    parts = []
    if one.rows:
        parts.append(ngettext("Row {rows}", "Rows {rows}", len(one.rows)).format(rows=_rows(one)))
    if one.first["column"]:
        parts.append(_("column {letter}").format(letter=one.first["column"]))
    return f"**{', '.join(parts)}**: " if parts else ""


def _rows(one: _Group) -> str:
    shown = ", ".join(str(row) for row in one.rows[:_MOST_ROWS])
    rest = len(one.rows) - _MOST_ROWS
    if rest <= 0:
        return shown or "–"
    more = ngettext("and {n} other", "and {n} others", rest)
    return f"{shown} {more.format(n=texts.number(rest))}"


def _listed(groups: Sequence[_Group]) -> None:
    shown = groups[:_MOST]
    table = {
        _("Rows with it"): [_rows(one) for one in shown],
        _("Column"): [_column(one.first) for one in shown],
        _("Value"): [plain(one.value) or "–" for one in shown],
        _("Severity"): [_(SEVERITIES[one.first["severity"]]) for one in shown],
        _("Problem"): [plain(one.first["message"]) for one in shown],
    }
    if any(one.first["allowed"] for one in shown):
        table[_("Allowed")] = [_allowed(one.first) for one in shown]
    st.table(
        pd.DataFrame(table),
        hide_index=True,
        border="horizontal",
        alt=_("Problems of the file by row."),
    )
    if len(groups) > len(shown):
        st.caption(
            _("The first {n} of {all} are shown; the marked file holds all of them.").format(
                n=texts.number(len(shown)), all=texts.number(len(groups))
            )
        )


def _allowed(problem: Mapping[str, Any]) -> str:
    """What is allowed; of many answers the first, for the marked file names more."""
    return plain(shorten(str(problem["allowed"] or ""), _LONGEST, placeholder=" …")) or "–"


def _column(problem: Mapping[str, Any]) -> str:
    if not problem["column"]:
        return "–"
    return f"{problem['column']}: {plain(str(problem['heading'] or ''))}"


def marked(upload_id: str, language: str) -> bytes:
    """The marked-up copy, made when it is asked for; without the reader's session."""
    texts.use(language)
    try:
        intake.step(upload_id, "marked")
        return intake.file(upload_id, "marked.xlsx").read_bytes()
    except UploadRefused as error:
        # A download has no place for a message but its content, which is to open all the same.
        return sentence(str(error), language)
