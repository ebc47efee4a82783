"""How the file was read: its sheets, its heading rows, its signs; all of it can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.entry import plain
from seutukuva.ui.uploads.desk import Desk
from seutukuva.ui.uploads.letters import letter

_STATES = {
    "visible": N_("visible"),
    "hidden": N_("hidden, not read"),
    "very_hidden": N_("hidden by a program, not read"),
    "chart": N_("a chart, not read"),
    "macro": N_("a macro sheet, not read"),
}
_SEPARATORS = {
    ";": N_("semicolon"),
    ",": N_("comma"),
    "\t": N_("tab"),
    "|": N_("vertical bar"),
}
_DECIMALS = {
    "": N_("as each column shows it"),
    ",": N_("comma: 4,5"),
    ".": N_("point: 4.5"),
}
_ENCODINGS = ("utf-8", "utf-16", "cp1252", "iso-8859-1", "iso-8859-15", "cp850", "mac-roman")
_SIGNS = ("encoding", "separator", "decimal")
_READ_BY = ("sheet", "header_rows", *_SIGNS)
_MOST_HEADING_ROWS = 3
_PREVIEW_COLUMNS, _PREVIEW_ROWS, _LONGEST = 12, 8, 40


def reading(desk: Desk) -> None:
    """What was read, in a sentence and a preview, and the choices behind it."""
    if not desk.current() or not (inspected := desk.read("inspected")):
        return
    sheet = _chosen(desk, inspected)
    if sheet is None:
        return
    st.markdown(_told(desk, inspected, sheet))
    for note in inspected.get("notes", []):
        where = f" ({plain(note['where'])})" if note.get("where") else ""
        st.caption(f":material/info: {plain(note['message'])}{where}")
    _preview(sheet)
    with st.expander(_("Was it read wrongly?"), icon=":material/tune:"):
        _choices(desk, inspected, sheet)


def _chosen(desk: Desk, inspected: Mapping[str, Any]) -> dict[str, Any] | None:
    asked = desk.read("choices").get("sheet", inspected["proposed_sheet"])
    readable = [one for one in inspected["sheets"] if one.get("file")]
    return next((one for one in readable if one["index"] == asked), None) or next(
        iter(readable), None
    )


def _told(desk: Desk, inspected: Mapping[str, Any], sheet: Mapping[str, Any]) -> str:
    rows = sheet["rows"] - sheet["first_row"] + 1 - sheet.get("blank_count", 0)
    parts = [
        desk.rows(rows),
        ngettext("{n} column", "{n} columns", sheet["columns"]).format(n=sheet["columns"]),
        ngettext(
            "headings on row {rows}", "headings on rows {rows}", len(sheet["header_rows"])
        ).format(rows=", ".join(str(row) for row in sheet["header_rows"]) or "–"),
    ]
    if inspected["format"] == "csv":
        parts += [_separator(inspected["separator"]), str(inspected["encoding"]).upper()]
    else:
        parts.insert(0, _("sheet “{name}”").format(name=plain(sheet["name"])))
    return _("Read: {what}.").format(what=" · ".join(parts))


def _separator(sign: str) -> str:
    # gettext takes an empty message for the head of its catalogue.
    return _(_SEPARATORS[sign]) if sign in _SEPARATORS else sign or _("no separator")


def _preview(sheet: Mapping[str, Any]) -> None:
    headings = [
        f"{letter(at)} · {name[:_LONGEST]}"
        for at, name in enumerate(sheet["headings"][:_PREVIEW_COLUMNS])
    ]
    rows = [row[:_PREVIEW_COLUMNS] for row in sheet["preview"][:_PREVIEW_ROWS]]
    if not rows:
        return
    with st.expander(_("First rows as they were read"), icon=":material/table_view:"):
        table = pd.DataFrame(
            [[plain(str(cell or "")[:_LONGEST]) for cell in row] for row in rows],
            columns=[plain(name) for name in headings],
        )
        st.table(table, hide_index=True, border="horizontal", alt=_("First rows of the file."))
        more = len(sheet["headings"]) - len(headings)
        if more > 0:
            st.caption(ngettext("{n} more column.", "{n} more columns.", more).format(n=more))


def _choices(desk: Desk, inspected: Mapping[str, Any], sheet: Mapping[str, Any]) -> None:
    sheets = inspected["sheets"]
    if len(sheets) > 1:
        _sheets(sheets)
    with st.form(desk.key("reading_form"), enter_to_submit=False):
        _where(desk, sheets, sheet)
        decimal = desk.read("choices").get("decimal", "")
        st.selectbox(
            _("Decimal mark of numbers written as text"),
            list(_DECIMALS),
            index=list(_DECIMALS).index(decimal) if decimal in _DECIMALS else 0,
            format_func={one: _(words) for one, words in _DECIMALS.items()}.__getitem__,
            key=desk.key("decimal"),
            placeholder=_("Choose"),
        )
        if inspected["format"] == "csv":
            _signs(desk, inspected)
        st.form_submit_button(
            _("Read it again"),
            key=desk.key("read_again"),
            on_click=_reread,
            args=(desk, texts.language()),
        )


def _sheets(sheets: Sequence[Mapping[str, Any]]) -> None:
    table = pd.DataFrame(
        {
            _("Sheet"): [plain(one["name"]) for one in sheets],
            _("Rows"): [texts.number(one["rows"]) for one in sheets],
            _("State"): [_(_STATES.get(one["state"], one["state"])) for one in sheets],
        }
    )
    st.table(table, hide_index=True, border="horizontal", alt=_("Sheets of the file."))


def _where(desk: Desk, sheets: Sequence[Mapping[str, Any]], sheet: Mapping[str, Any]) -> None:
    """The sheet, and the rows of its headings."""
    names = {one["index"]: one["name"] for one in sheets if one.get("file")}
    st.selectbox(
        _("Sheet"),
        list(names),
        index=list(names).index(sheet["index"]),
        format_func=names.__getitem__,
        key=desk.key("sheet"),
        placeholder=_("Choose"),
    )
    left, right = st.columns(2)
    first, last = min(sheet["header_rows"], default=1), max(sheet["header_rows"], default=1)
    left.number_input(_("First heading row"), min_value=1, value=first, key=desk.key("header_row"))
    right.selectbox(
        _("Heading rows"),
        range(1, _MOST_HEADING_ROWS + 1),
        index=min(_MOST_HEADING_ROWS, max(1, last - first + 1)) - 1,
        key=desk.key("header_rows"),
        placeholder=_("Choose"),
    )


def _signs(desk: Desk, inspected: Mapping[str, Any]) -> None:
    left, right = st.columns(2)
    encodings = list(dict.fromkeys([inspected["encoding"], *_ENCODINGS]))
    left.selectbox(
        _("Character encoding"), encodings, key=desk.key("encoding"), placeholder=_("Choose")
    )
    separators = list(dict.fromkeys([inspected["separator"], *_SEPARATORS]))
    right.selectbox(
        _("Separator of columns"),
        separators,
        format_func={one: _separator(one) for one in separators}.__getitem__,
        key=desk.key("separator"),
        placeholder=_("Choose"),
    )


def _reread(desk: Desk, language: str) -> None:
    texts.use(language)
    if not desk.current():
        return
    state = st.session_state
    first = int(state[desk.key("header_row")])
    decided = desk.read("choices")
    # What is decided of the file besides how it is read stays decided.
    choices: dict[str, Any] = {key: decided[key] for key in decided if key not in _READ_BY}
    choices["sheet"] = state[desk.key("sheet")]
    choices["header_rows"] = list(range(first, first + int(state[desk.key("header_rows")])))
    before = decided.get("sheet", desk.read("inspected")["proposed_sheet"])
    if choices["sheet"] != before:
        # Another sheet has headings of its own: where they are is found anew.
        del choices["header_rows"]
    for key in _SIGNS:
        value = state.get(desk.key(key))
        # What was found and nobody touched stays found: a choice is taken at its word.
        if value and (key in decided or value != desk.read("inspected").get(key)):
            choices[key] = value
    desk.write("choices", choices)
    desk.redo("inspect")
