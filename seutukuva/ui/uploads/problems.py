"""What is wrong in the file, row by row, and the same in a marked-up copy of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import formats, intake, texts
from seutukuva.errors import UploadRefused
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
_MOST = 25


def problems() -> None:
    """Counts of problems, the first of them, and the marked-up copy."""
    found = work.read("problems")["problems"]
    if not found:
        st.success(_("Nothing is wrong in this file."), icon=":material/check_circle:")
        return
    _kinds(found)
    with st.expander(
        _("Problems by row"),
        icon=":material/rule:",
        expanded=any(one["severity"] == "error" for one in found),
    ):
        _listed(found)
    upload_id, language = work.current(), texts.language()
    name = PurePath(work.read("upload")["name"]).stem
    takeaway.workbook(
        _("The file with its problems marked (XLSX)"),
        partial(marked, upload_id, language),
        f"{name} – {_('checked')}.xlsx",
        "upload_marked",
    )


def _kinds(found: Sequence[Mapping[str, Any]]) -> None:
    """One line a kind of problem, the worst and most frequent first."""
    order = list(SEVERITIES)
    by_code: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in found:
        by_code.setdefault((one["severity"], one["code"]), []).append(one)
    kinds = sorted(by_code.items(), key=lambda kind: (order.index(kind[0][0]), -len(kind[1])))
    lines = []
    for (severity, _code), ones in kinds:
        first = ones[0]
        where = _where(first)
        more = ""
        if len(ones) > 1:
            more = " " + ngettext("(and {n} other)", "(and {n} others)", len(ones) - 1).format(
                n=formats.number(len(ones) - 1, 0, texts.language())
            )
        lines.append(f"- {_ICONS[severity]} {where}{plain(first['message'])}{more}")
    st.markdown("\n".join(lines))


def _where(problem: Mapping[str, Any]) -> str:
    if not problem["row"]:
        return ""
    return f"**{_('Row {row}').format(row=problem['row'])}**: "


def _listed(found: Sequence[Mapping[str, Any]]) -> None:
    shown = found[:_MOST]
    table = pd.DataFrame(
        {
            _("Row"): [str(one["row"] or "–") for one in shown],
            _("Column"): [_column(one) for one in shown],
            _("Value"): [plain(str(one["value"] or "")) or "–" for one in shown],
            _("Severity"): [_(SEVERITIES[one["severity"]]) for one in shown],
            _("Problem"): [plain(one["message"]) for one in shown],
            _("Allowed"): [plain(str(one["allowed"] or "")) or "–" for one in shown],
        }
    )
    st.table(table, hide_index=True, border="horizontal", alt=_("Problems of the file by row."))
    if len(found) > len(shown):
        st.caption(
            _("The first {n} of {all} are shown; the marked file holds all of them.").format(
                n=len(shown), all=formats.number(len(found), 0, texts.language())
            )
        )


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
        # A download has no place for a message but its content.
        return str(error).encode()
