"""Entering a part of a meeting, changing it, withdrawing it, and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from seutukuva import access, records, store
from seutukuva.texts import _
from seutukuva.ui import entry, opening
from seutukuva.ui.meetings import names
from seutukuva.ui.printing import unprinted
from seutukuva.ui.versions import Version, of_entries, version_table


@dataclass(frozen=True, slots=True)
class Part:
    """What is entered of a meeting.

    Attributes:
        kind: of the record.
        key: its name in the address, ``?action=…``.
        titles: of those that there are, by id.
    """

    kind: str
    key: str
    titles: Mapping[str, str]
    shape: entry.Shape


def part(own: Part, *, new: str, which: str, choose: str, change: str) -> None:
    """The forms of a part: of a new one, and of the one that is chosen; nothing for readers."""
    entry.notice(own.kind)
    if not access.may_enter(own.kind):
        return
    with unprinted(f"part_{own.key}"):
        with st.expander(new, icon=":material/add:"):
            entry.form(names.kind(own.kind), None, names.SOURCE, own.shape)
        asked = st.query_params.get(own.key, "")
        if asked and asked not in own.titles:
            # Somebody else may have withdrawn it: then the form that would tell is gone.
            entry.notice(asked)
        if opened := opening.opened(own.key, which, own.titles, choose):
            _changing(own, opened, change)


def _changing(own: Part, record_id: str, change: str) -> None:
    versions = store.history(record_id)
    newest = versions[-1]
    with st.container(border=True):
        st.markdown(f"**{change}**")
        entry.form(names.kind(own.kind), newest, names.SOURCE, own.shape)
        with st.expander(_("Withdraw it"), icon=":material/delete:"):
            entry.withdrawal(newest, names.SOURCE)
        history(own.kind, versions, own.key)


def history(kind: str, versions: list[records.Entry], key: str) -> None:
    """Every version of a record, in an expander."""
    with st.expander(_("History"), icon=":material/history:"):
        version_table(
            names.kind(kind),
            of_entries(versions),
            in_words,
            told=_("Versions, the newest first."),
            key=f"{key}_history",
        )


def in_words(version: Version) -> dict[str, object]:
    """A version with what only programs read left out, and pages by their names."""
    found = dict(version)
    for name in ("items", "content", "origin", "meeting", "item"):
        found.pop(name, None)
    if found.get("round"):
        found["round"] = names.round_name(str(found["round"]))
    if found.get("pages"):
        listed = found["pages"] if isinstance(found["pages"], list | tuple) else ()
        pages = [one for one in listed if isinstance(one, str)]
        found["pages"] = ", ".join(map(names.page_title, pages))
    return found
