"""Which field of a project each column of the list is: what was found, and how to change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.entry import plain
from seutukuva.ui.fields import quiet
from seutukuva.ui.project_lists.work import DESK, field_titles, is_page
from seutukuva.ui.uploads.correcting import cut
from seutukuva.ui.uploads.letters import letter

HOW = {
    "remembered": N_("as last time"),
    "exact": N_("same words"),
    "similar": N_("known from another list: please check"),
    "analyst": N_("you chose"),
    "none": N_("not known"),
}
_TO_CHECK = ("similar",)
_MOST_ASKED, _MOST_NOTES = 15, 6
LEFT_OUT = ""
Columns = Sequence[Mapping[str, Any]]


def matching() -> None:
    """The columns with their fields, and how to change them; of a page, what it tells."""
    mapping = DESK.read("mapping")
    columns, titles = mapping["columns"], field_titles()
    if is_page(mapping["format"]):
        _told(columns, titles)
        return
    unsure = [one for one in columns if needs_a_look(one)]
    missing = [titles[one] for one in mapping["missing"]]
    _summary(columns, unsure, missing)
    for note in mapping["notes"][:_MOST_NOTES]:
        st.caption(f":material/info: {plain(note['message'])}")
    with st.expander(_("All columns and their fields"), icon=":material/view_column:"):
        _table(columns, titles)
    # Of a list that nobody has described, somebody says what its columns are.
    open_ones = [one for one in columns if missing and _is_open(one)]
    asked = [*unsure, *open_ones][:_MOST_ASKED]
    with st.expander(_("Correct columns"), icon=":material/edit:", expanded=bool(asked)):
        _corrections(columns, asked, titles)


def needs_a_look(column: Mapping[str, Any]) -> bool:
    """Whether somebody should look at a column before the list is stored."""
    return bool(column["filled"]) and column["how"] in _TO_CHECK


def _is_open(column: Mapping[str, Any]) -> bool:
    """Whether nobody knows what a column is, and it may be something of a project."""
    return bool(column["filled"]) and column["how"] == "none" and not column["is_personal"]


def _summary(columns: Columns, unsure: Columns, missing: Sequence[str]) -> None:
    known = [one for one in columns if one["field"]]
    words = _("{matched} of {all} columns are a field of a project; the others are not stored.")
    if len(known) == len(columns):
        words = _("Each of the {all} columns is a field of a project.")
    told = [words.format(matched=texts.number(len(known)), all=texts.number(len(columns)))]
    if unsure:
        words = ngettext("{n} column needs a look.", "{n} columns need a look.", len(unsure))
        told.append(words.format(n=texts.number(len(unsure))))
    st.markdown(" ".join(told))
    if missing:
        st.error(
            _("Missing: {fields}. Choose the column below.").format(fields=", ".join(missing)),
            icon=":material/view_column:",
        )


def _told(columns: Columns, titles: Mapping[str, str]) -> None:
    """What a page tells: fields with their values, and what the page calls them."""
    table = {
        _("Field"): [plain(_title(one, titles)) for one in columns],
        _("Value"): [_sample(one) for one in columns],
        _("Heading"): [plain(cut(one["heading"])) for one in columns],
    }
    told = _("Fields of the project with the value that the page tells.")
    st.table(pd.DataFrame(table), hide_index=True, border="horizontal", alt=told)


def _table(columns: Columns, titles: Mapping[str, str]) -> None:
    table = {
        _("Column"): [letter(one["column"]) for one in columns],
        _("Heading"): [plain(cut(one["heading"])) for one in columns],
        _("Field"): [plain(_title(one, titles)) for one in columns],
        _("Matched by"): [_how(one) for one in columns],
        _("For example"): [_sample(one) for one in columns],
    }
    told = _("Columns of the list with the field that each of them is.")
    st.table(pd.DataFrame(table), hide_index=True, border="horizontal", alt=told)


def _sample(column: Mapping[str, Any]) -> str:
    return plain(cut(", ".join(column["sample"]))) or "–"


def _title(column: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    field = column["field"]
    return titles.get(field, field) if field else _("left out")


def _how(column: Mapping[str, Any]) -> str:
    if column["is_personal"]:
        return _("about persons: never stored")
    return _(HOW[column["how"]])


def _corrections(columns: Columns, asked: Columns, titles: Mapping[str, str]) -> None:
    names = {one["column"]: f"{letter(one['column'])}: {cut(one['heading'])}" for one in columns}
    known = {one["column"] for one in asked}
    picked = st.multiselect(
        _("Columns to change, besides those below")
        if asked
        else _("Columns whose field you choose"),
        [at for at in names if at not in known],
        format_func=names.__getitem__,
        key=DESK.key("more_columns"),
        placeholder=_("Choose one or more"),
        select_all=False,
    )
    shown = [*asked, *(one for one in columns if one["column"] in picked)]
    if not shown:
        return
    options = {LEFT_OUT: _("(leave out)"), **titles}
    with st.form(DESK.key("corrections"), enter_to_submit=False):
        for one in shown:
            sample = ", ".join(one.get("sample") or ())
            example = f" – {quiet(cut(sample))}" if sample else ""
            field = one["field"] or LEFT_OUT
            st.selectbox(
                # A label is markdown, an option is not.
                quiet(names[one["column"]]) + example,
                list(options),
                index=list(options).index(field) if field in options else 0,
                format_func=options.__getitem__,
                key=DESK.key(f"column_{one['column']}"),
                placeholder=_("Choose"),
            )
        st.form_submit_button(
            _("Apply"),
            type="primary",
            key=DESK.key("apply"),
            on_click=_apply,
            args=([one["column"] for one in shown], texts.language()),
        )


def _apply(columns: Sequence[int], language: str) -> None:
    texts.use(language)
    if not DESK.current():
        return
    decided = DESK.read("corrections")
    chosen = {
        str(at): {"field": st.session_state[DESK.key(f"column_{at}")] or LEFT_OUT} for at in columns
    }
    DESK.corrected({**decided, "columns": {**decided.get("columns", {}), **chosen}})
