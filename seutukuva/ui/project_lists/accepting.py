"""What will be stored of a list, and the yes to it: all or nothing."""

from __future__ import annotations

import streamlit as st

from seutukuva import access, intake, records, texts
from seutukuva.projects import lists
from seutukuva.records import project_batches
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.entry import plain
from seutukuva.ui.project_lists.work import DESK, SOURCE, needs_day
from seutukuva.ui.uploads.agreeing import agreeing
from seutukuva.ui.uploads.agreeing import in_short as told_in_short

STORED = N_("Stored. The projects of the list are on the page “{page}”.")
ALREADY = N_("This list is stored already, of the same day. Nothing changed.")


def in_short() -> None:
    """What became of the list, at a glance; without a day nothing can have become of it."""
    if needs_day():
        return
    summary = DESK.read("summary")
    can = summary["stored"]
    words = ngettext("{n} project can be stored", "{n} projects can be stored", can)
    stored = words.format(n=texts.number(can))
    told_in_short(stored, can, summary["refused"], summary["warnings"], _refusals())


def _refusals() -> list[str]:
    """Why nothing can be stored, where it is for the list as a whole."""
    return [
        plain(one["message"])
        for one in DESK.read("problems")["problems"]
        if one["severity"] == "error" and not one["row"]
    ]


def accepting() -> None:
    """What will be stored, and the button."""
    summary = DESK.read("summary")
    _elsewhere()
    if summary.get("already"):
        st.info(_(ALREADY), icon=":material/done_all:")
    elif not summary["stored"]:
        words = _("There is no project to store. Correct the columns above, or take another list.")
        if needs_day():
            words = _("Write above of which day the list is: then it can be stored.")
        st.warning(words, icon=":material/block:")
    else:
        n = summary["stored"]
        words = ngettext("**{n} project** will be stored", "**{n} projects** will be stored", n)
        st.markdown(
            f"{words.format(n=texts.number(n))}. {_('Nothing is stored before you accept.')}"
        )
        agreeing(DESK, summary["warnings"], _accept)


def _elsewhere() -> None:
    """That the same file counts as the list of another day: the day may be wrong."""
    upload, summary = DESK.read("upload"), DESK.read("summary")
    others = [
        one
        for one in lists.standing()
        if one.file_sha256 == upload["sha256"] and one.batch != summary.get("batch")
    ]
    if others:
        st.warning(
            _("The same file is stored already, read otherwise or as the list of another day."),
            icon=":material/event_busy:",
        )


def _accept(upload_id: str) -> None:
    before = records.latest_seq()
    entry = project_batches.accept(
        intake.folder(upload_id), by=access.LOCAL, source=SOURCE, accepted_warnings=True
    )
    # Somebody else may have accepted the same list a moment ago.
    if entry.seq > before:
        DESK.tell("stored")
    else:
        DESK.tell("done", _(ALREADY))
    DESK.leave()
