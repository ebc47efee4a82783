"""What will be stored, and the yes to it: all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from seutukuva import access, intake, records, texts
from seutukuva.errors import RecordsError
from seutukuva.interviews import batches as listed
from seutukuva.interviews import remembering, rounds
from seutukuva.records import batches
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import refusals
from seutukuva.ui.entry import plain
from seutukuva.ui.uploads import work
from seutukuva.ui.uploads.agreeing import agreeing
from seutukuva.ui.uploads.agreeing import in_short as told_in_short
from seutukuva.ui.uploads.correcting import needs_a_look
from seutukuva.ui.uploads.letters import letter

SOURCE = "companies/upload"
_MOST, _LONGEST = 8, 60
STORED = N_("Stored. The results are on the page “{page}”.")
ALREADY = N_("This file is stored already, with the same meaning of its columns. Nothing changed.")


def accepting() -> None:
    """The summary of what will be stored, and the button."""
    summary = work.read("summary")
    st.markdown(_told(summary))
    _left_out(work.read("mapping")["columns"])
    _elsewhere()
    if summary.get("already"):
        st.info(_(ALREADY), icon=":material/done_all:")
    elif not summary["stored"]:
        st.warning(
            _("There is no row to store. Correct the columns above, or take another file."),
            icon=":material/block:",
        )
    else:
        remember = _("Remember these columns and answers for the next file of this kind")
        agreeing(work.DESK, summary["warnings"], _accept, remember=remember)


def _left_out(columns: Sequence[Mapping[str, Any]]) -> None:
    """Which columns are not stored, and why."""
    personal = [one for one in columns if one["is_personal"] and not one["keep"]]
    unasked = [
        one
        for one in columns
        if not one["question"] and not one["keep"] and one["filled"] and one not in personal
    ]
    told = (
        (_("Not stored, because they are about persons: {columns}."), personal),
        (
            _(
                "Not stored, because they answer no question: {columns}. What should be kept all "
                "the same can be chosen above, under “Correct columns and answers”."
            ),
            unasked,
        ),
    )
    for words, ones in told:
        if ones:
            st.caption(words.format(columns=_headings(ones)))


def _headings(columns: Sequence[Mapping[str, Any]]) -> str:
    """The first headings, and how many more there are."""
    shown = [
        f"{letter(one['column'])} {plain(one['heading'][:_LONGEST])}" for one in columns[:_MOST]
    ]
    more = len(columns) - len(shown)
    if more > 0:
        words = ngettext("{n} other column", "{n} other columns", more)
        shown.append(words.format(n=texts.number(more)))
    return ", ".join(shown)


def in_short() -> None:
    """What became of the file, at a glance."""
    summary = work.read("summary")
    can = summary["stored"]
    words = ngettext("{n} interview can be stored", "{n} interviews can be stored", can)
    stored = words.format(n=texts.number(can))
    told_in_short(stored, can, summary["refused"], summary["warnings"], _refusals())
    if can and not summary.get("already"):
        st.markdown(_next(needs_a_look(work.read("mapping"))))


def _refusals() -> list[str]:
    """Why nothing of the file can be stored, where it is for the file as a whole."""
    return [
        plain(one["message"])
        for one in work.read("problems")["problems"]
        if one["severity"] == "error" and not one["row"]
    ]


def _next(unsure: bool) -> str:
    """What to do now."""
    if unsure:
        return _(
            "Next: look at what is marked under “Correct columns and answers”, then accept at the "
            "end, under “Store”."
        )
    return _("Next: accept at the end, under “Store”.")


def _elsewhere() -> None:
    """That the same file counts in another round: the round may be wrong."""
    upload = work.read("upload")
    others = [
        one
        for one in listed.standing()
        if one.file_sha256 == upload["sha256"] and one.wave != upload["wave"]
    ]
    if others:
        names = ", ".join(rounds.name(one.wave, texts.language()) for one in others)
        st.warning(
            _("The same file is stored for {round} already. Is this the right round?").format(
                round=names
            ),
            icon=":material/event_busy:",
        )


def _told(summary: Mapping[str, Any]) -> str:
    n = summary["stored"]
    words = ngettext(
        "**{n} interview** will be stored", "**{n} interviews** will be stored", n
    ).format(n=texts.number(n))
    if summary["refused"]:
        words += ngettext(", {n} row will not", ", {n} rows will not", summary["refused"]).format(
            n=texts.number(summary["refused"])
        )
    return words + ". " + _("Nothing is stored before you accept.")


def _accept(upload_id: str) -> None:
    mapping = intake.read(upload_id, "mapping")
    corrections = intake.read(upload_id, "corrections")
    before = records.latest_seq()
    entry = batches.accept(
        intake.folder(upload_id), by=access.LOCAL, source=SOURCE, accepted_warnings=True
    )
    # Somebody else may have accepted the same file a moment ago.
    work.DESK.tell(*(("stored", "") if entry.seq > before else ("done", _(ALREADY))))
    if st.session_state.get(work.DESK.key("remember")):
        try:
            remembering.remember(mapping, corrections or {}, by=access.LOCAL, source=SOURCE)
        except RecordsError as error:
            work.DESK.tell("warning", refusals.told(error))
    work.leave()
