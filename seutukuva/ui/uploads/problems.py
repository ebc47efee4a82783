"""What is wrong in the file, row by row, and the same in a marked-up copy of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from seutukuva.ui.uploads import work

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


def problems() -> None:
    """Counts of problems, the first of them, and the marked-up copy."""
    found = work.read("problems")["problems"]
    if not found:
        st.success(_("Nothing is wrong in this file."), icon=":material/check_circle:")
        return
    groups = _grouped(found)
    _first_lines(groups)
    with st.expander(_("Problems by row"), icon=":material/rule:"):
        _listed(groups)
    upload_id, language = work.current(), texts.language()
    name = PurePath(work.read("upload")["name"]).stem
    takeaway.workbook(
        _("The file with its problems marked (XLSX)"),
        partial(marked, upload_id, language),
        f"{name} – {_('checked')}.xlsx",
        "upload_marked",
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """The same problem of the same value in the same column, on all its rows."""

    first: Mapping[str, Any]
    rows: tuple[int, ...]


def _grouped(found: Sequence[Mapping[str, Any]]) -> list[_Group]:
    """Problems without their repetitions, the worst and most frequent first."""
    alike: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for one in found:
        name = tuple(one[key] for key in ("severity", "code", "column", "value"))
        alike.setdefault(name, []).append(one)
    groups = [
        _Group(ones[0], tuple(one["row"] for one in ones if one["row"])) for ones in alike.values()
    ]
    order = list(SEVERITIES)
    return sorted(groups, key=lambda one: (order.index(one.first["severity"]), -len(one.rows)))


def _first_lines(groups: Sequence[_Group]) -> None:
    """A line for each of the worst problems."""
    lines = [
        f"- {_ICONS[one.first['severity']]} {_where(one)}{plain(one.first['message'])}"
        for one in groups[:_MOST_LINES]
    ]
    st.markdown("\n".join(lines))


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
    table = pd.DataFrame(
        {
            _("Rows with it"): [_rows(one) for one in shown],
            _("Column"): [_column(one.first) for one in shown],
            _("Value"): [plain(str(one.first["value"] or "")) or "–" for one in shown],
            _("Severity"): [_(SEVERITIES[one.first["severity"]]) for one in shown],
            _("Problem"): [plain(one.first["message"]) for one in shown],
            _("Allowed"): [_allowed(one.first) for one in shown],
        }
    )
    st.table(table, hide_index=True, border="horizontal", alt=_("Problems of the file by row."))
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
    work.use(language)
    try:
        intake.step(upload_id, "marked")
        return intake.file(upload_id, "marked.xlsx").read_bytes()
    except UploadRefused as error:
        # A download has no place for a message but its content, which is to open all the same.
        return sentence(str(error), language)
