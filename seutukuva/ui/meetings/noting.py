"""The agenda with what was said on each item; two people may write on the same item at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from seutukuva import access, definitions, records, store, texts
from seutukuva.errors import RecordConflict, RecordsError
from seutukuva.meetings import agendas, register
from seutukuva.meetings.agendas import Item
from seutukuva.meetings.register import Meeting, Note
from seutukuva.records import Entry
from seutukuva.texts import N_, _
from seutukuva.ui import drafts, entry
from seutukuva.ui.meetings import names
from seutukuva.ui.meetings.working import history
from seutukuva.ui.printing import unprinted

ITEM = "item"
TAKEN = N_("The proposed agenda has been taken. Change it where needed.")


def without_agenda(meeting: Meeting) -> None:
    """What to do where there is no agenda: the clock proposes one, or it is written."""
    st.info(_("This meeting has no agenda yet."), icon=":material/list:")
    event = definitions.load().calendar.of_meeting(meeting.type)
    if event is None or not event.agenda or not access.may_enter(register.KIND):
        return
    st.button(
        _("Take the agenda that the yearly clock proposes"),
        key="agenda_proposed",
        icon=":material/event_note:",
        on_click=_take,
        args=(meeting.id, meeting.row, [one[texts.language()] for one in event.agenda]),
    )


def _take(meeting_id: str, row: int, titles: Sequence[str]) -> None:
    items = agendas.fresh(titles)
    newest = records.history(meeting_id)[-1]
    body = {
        **newest.body,
        "agenda": "\n".join(one.title for one in items),
        "items": agendas.stored(items),
    }
    change(meeting_id, row, body, TAKEN)


def change(meeting_id: str, row: int, body: Mapping[str, Any], done: str) -> None:
    """Store another version of a meeting by a click; what became of it is told by the page."""
    try:
        records.append(
            register.KIND,
            body,
            id=meeting_id,
            by=access.LOCAL,
            source=names.SOURCE,
            expect=row,
        )
    except RecordConflict:
        entry.tell(meeting_id, gone=MEANWHILE)
    except RecordsError as error:
        entry.tell(meeting_id, problems=(str(error),))
    else:
        # The form of the meeting begins with what is stored now.
        entry.forget(register.KIND, meeting_id)
        entry.tell(meeting_id, done)


MEANWHILE = N_(
    "Somebody else has changed the meeting meanwhile. It is shown as it is now: "
    "look at it, then click again."
)


def noting(meeting: Meeting, notes: Sequence[Note]) -> None:
    """Each item with its note, and the form of the one that is written on: ``?item=…``."""
    st.caption(_("Notes are confidential: they speak of what firms have told. They enter no pack."))
    by_item = {one.item: one for one in notes}
    asked = st.query_params.get(ITEM, "")
    for place, item in enumerate(meeting.items, 1):
        _item(meeting, item, place, by_item.get(item.id), is_open=item.id == asked)
    known = {one.id for one in meeting.items}
    if left := [one for one in notes if one.item not in known]:
        st.markdown(f"**{_('Notes on what is no longer on the agenda')}**")
        for one in left:
            st.markdown(f"*{entry.plain(one.subject or names.NOTHING)}*")
            _text(one.text)


def _item(meeting: Meeting, item: Item, place: int, note: Note | None, *, is_open: bool) -> None:
    with st.container(border=is_open, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{texts.number(place)}. {entry.plain(item.title)}**", width="stretch")
            if access.may_enter(register.NOTE):
                with st.container(width="content", key=f"unprinted_switch_{item.id}"):
                    _switch(item, note, is_open=is_open)
        if note:
            _text(note.text)
        if is_open and access.may_enter(register.NOTE):
            with unprinted(f"note_{item.id}"):
                _writing(meeting, item)


def _text(text: str) -> None:
    # As it was written, line by line; nothing in it is markup.
    st.markdown("  \n".join(entry.plain(line) for line in text.split("\n")))


def _switch(item: Item, note: Note | None, *, is_open: bool) -> None:
    label = _("Close") if is_open else _("Change the note") if note else _("Write a note")
    icon = ":material/close:" if is_open else ":material/edit_note:"
    st.button(
        label,
        key=f"note_{item.id}",
        icon=icon,
        type="tertiary",
        on_click=_turn,
        args=("" if is_open else item.id,),
    )


def _turn(item_id: str) -> None:
    if item_id:
        st.query_params[ITEM] = item_id
    else:
        st.query_params.pop(ITEM, None)


def _writing(meeting: Meeting, item: Item) -> None:
    own_id = register.note_id(meeting.id, item.id)
    versions = store.history(own_id)
    newest = versions[-1] if versions else None
    prefix = entry.form_id(register.NOTE, own_id)
    _renew(prefix, own_id, newest)
    _meanwhile(prefix, own_id, newest)
    entry.form(
        names.kind(register.NOTE),
        newest,
        names.SOURCE,
        entry.Shape(
            asked=("text",),
            record_id=own_id,
            complete=partial(_completed, meeting, item),
            keeps_draft=True,
        ),
    )
    if newest and not newest.is_withdrawn:
        with st.expander(_("Withdraw it"), icon=":material/delete:"):
            entry.withdrawal(newest, names.SOURCE)
    if versions:
        history(register.NOTE, versions, f"note_{item.id}")


def _completed(meeting: Meeting, item: Item, body: entry.Body) -> entry.Body:
    own = {"meeting": meeting.id, "round": meeting.round, "item": item.id, "subject": item.title}
    return {**body, **own}


def _renew(prefix: str, own_id: str, newest: Entry | None) -> None:
    """A form in which nothing has been typed begins with what somebody else has saved since."""
    state = st.session_state
    key = f"{prefix}_text"
    if key not in state or newest is None or state.get(f"{prefix}_seen") == newest.seq:
        return
    if state[key] == state[f"{prefix}_began"]["text"] and not entry.is_refused(prefix):
        entry.forget(register.NOTE, own_id)


def _meanwhile(prefix: str, own_id: str, newest: Entry | None) -> None:
    """Show what somebody else has saved while one was writing, and offer to keep both texts."""
    theirs = str(newest.body.get("text", "")) if newest and not newest.is_withdrawn else ""
    mine = _unseeing(prefix, own_id, newest)
    if newest is None or mine is None or not theirs or theirs in mine:
        return
    st.warning(
        _("Somebody else has written on this item meanwhile. Both texts can be kept."),
        icon=":material/compare_arrows:",
    )
    st.caption(_("Saved meanwhile"))
    with st.container(border=True):
        _text(theirs)
    st.button(
        _("Put their text before mine"),
        key=f"{prefix}_both",
        icon=":material/merge:",
        on_click=_both,
        args=(prefix, own_id, newest, theirs, mine, texts.language()),
    )


def _unseeing(prefix: str, own_id: str, newest: Entry | None) -> str | None:
    """What has been typed without regard to the newest version; None where there is no such."""
    state = st.session_state
    if newest is None:
        return None
    if f"{prefix}_text" in state:
        began = state[f"{prefix}_began"].get("text", "")
        has_seen = state[f"{prefix}_seen"] == newest.seq and began == newest.body.get("text", "")
        return None if has_seen else str(state[f"{prefix}_text"])
    # The form is not open yet: then what was kept of it will stand there.
    draft = drafts.at_work(register.NOTE, own_id)
    has_seen = draft is None or draft.seen == newest.seq
    return None if has_seen else str(draft.values.get("text", "")) if draft else None


def _both(prefix: str, own_id: str, newest: Entry, theirs: str, mine: str, language: str) -> None:
    """Their text, then one's own, in the form: saved only when that is pressed."""
    state = st.session_state
    own = str(state.get(f"{prefix}_text", mine))
    entry.fill(register.NOTE, own_id, text=f"{theirs}\n\n{own}".strip())
    state[f"{prefix}_seen"] = newest.seq
    state[f"{prefix}_began"] = {**state.get(f"{prefix}_began", {}), "text": theirs}
    if f"{prefix}_id" in state:
        drafts.keep(register.NOTE, prefix, language)
