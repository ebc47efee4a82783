"""One need: what is known of it, the next step in one click, everything in a form, its history."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from seutukuva import access, records, settings, store, texts
from seutukuva.errors import RecordConflict, RecordsError
from seutukuva.interviews import needs
from seutukuva.interviews.needs import BY_HAND, STANDING, WITHDRAWN, Need
from seutukuva.records import batches, contacts
from seutukuva.texts import N_, _
from seutukuva.ui import entry
from seutukuva.ui.needs import names
from seutukuva.ui.needs.listing import firm
from seutukuva.ui.versions import of_entries, version_table

SOURCE = "companies/needs"
TAKEN = N_("Taken to work.")
ANSWERED = N_("Marked as answered today.")
FOLLOWED = N_("Marked as followed up.")
DELETED = N_("The contact person has been deleted.")
MEANWHILE = N_("Somebody else has changed it meanwhile. Read what is there now, and click again.")
# Fields of a need told in an interview that the interview says.
_OF_INTERVIEW = ("subject", "firm", "municipality", "raised")
_CONTACT = "need_contact"


def facts(need: Need, today: dt.date) -> None:
    """Firm, place, who answers until when, and how it stands."""
    late = names.lateness(need, today)
    due = names.day(need.due) + (f" ({late})" if late else "")
    told = (
        (_("Firm"), firm(need)),
        (_("Municipality"), names.of("municipality", need.municipality)),
        (_("Service group"), names.of("service_group", need.service_group)),
        (_("Answered by"), names.of("organisation", need.organisation)),
        (_("Told on"), names.day(need.raised)),
        (_("Due"), due),
        (_("State"), names.state(need)),
        (_("Answered on"), names.day(need.answered)),
        (_("To be followed up on"), names.day(need.follow_up)),
        (_("What has been done"), need.text),
    )
    lines = [
        f"- **{name}:** {entry.plain(value)}"
        for name, value in told
        if value not in ("", names.NOTHING)
    ]
    st.markdown("\n".join(lines))
    if need.source == WITHDRAWN:
        st.info(
            _(
                "The interview that told of this need has been withdrawn, or replaced by a newer "
                "one that does not tell of it. What was done stays here."
            ),
            icon=":material/block:",
        )
    elif need.source == STANDING and not need.asks_contact:
        st.info(
            _("It is not known whether this firm wants to be contacted."), icon=":material/help:"
        )


def steps(need: Need, today: dt.date) -> None:
    """The next step in one click, and the contact person where they are kept."""
    entry.notice(f"steps_{need.id}")
    if not access.may_enter(needs.KIND, {"organisation": need.organisation}):
        return
    with st.container(horizontal=True):
        if need.state == needs.OPEN:
            _step(_("Take to work"), need, "take", {"state": needs.IN_PROGRESS}, TAKEN)
        if need.is_waiting:
            done = {"state": needs.ANSWERED, "answered": today.isoformat()}
            _step(_("Answered today"), need, "answered", done, ANSWERED)
        if need.to_follow_up(today):
            _step(_("Followed up"), need, "followed", {"follow_up": ""}, FOLLOWED)
        sees_persons = access.may_see("contacts") and access.may_enter(contacts.KIND)
        if need.source == STANDING and settings.keeps_contacts() and sees_persons:
            st.button(
                _("Show the contact person"),
                key=f"contact_{need.id}",
                on_click=_look_up,
                args=(need, texts.language()),
                icon=":material/person:",
            )
    if (told := st.session_state.pop(_CONTACT, None)) and sees_persons:
        _person(told, need)


def _step(label: str, need: Need, name: str, changes: dict[str, str], done: str) -> None:
    st.button(
        label,
        key=f"step_{name}_{need.id}",
        on_click=_take_step,
        args=(need, changes, done, texts.language()),
    )


def _take_step(need: Need, changes: dict[str, str], done: str, language: str) -> None:
    # A callback runs before the page has said which language it speaks.
    texts.use(language)
    form = f"steps_{need.id}"
    body = need.body() | changes
    try:
        records.append(
            needs.KIND, body, id=need.id, by=access.LOCAL, source=SOURCE, expect=need.seq
        )
    except RecordConflict:
        entry.tell(form, gone=MEANWHILE)
    except RecordsError as error:
        entry.tell(form, problems=(str(error),))
    else:
        # The form below holds what was there before.
        entry.forget(needs.KIND, need.id)
        entry.tell(form, done)


def _look_up(need: Need, language: str) -> None:
    texts.use(language)
    key = (batches.record_id(need.origin["batch"]), need.origin["response"])
    try:
        found = contacts.of([key], by=access.LOCAL, why=need.id)
    except RecordsError as error:
        st.session_state[_CONTACT] = str(error)
    else:
        st.session_state[_CONTACT] = found


def _delete(need: Need, contact_id: str, language: str) -> None:
    texts.use(language)
    form = f"steps_{need.id}"
    try:
        contacts.delete(contact_id)
    except RecordsError as error:
        entry.tell(form, problems=(str(error),))
    else:
        entry.tell(form, DELETED)


def _person(told: Any, need: Need) -> None:
    """Shown once: gone with the next click. Each look stands in the log."""
    if isinstance(told, str):
        st.warning(entry.plain(told), icon=":material/person_off:")
        return
    if not told:
        st.info(_("No contact person is kept for this firm."), icon=":material/person_off:")
    for one in told:
        parts = (one.name, one.role, one.email, one.phone)
        st.info(entry.plain(" · ".join(part for part in parts if part)), icon=":material/person:")
        st.button(
            _("Delete the contact person"),
            key=f"delete_contact_{one.id}",
            on_click=_delete,
            args=(need, one.id, texts.language()),
            icon=":material/person_remove:",
            help=_("For good: nobody can bring it back."),
        )


def working(need: Need, today: dt.date) -> None:
    """The form that changes everything about it, and for one entered by hand its withdrawal."""
    versions = store.history(need.id)
    newest = versions[-1] if versions else None
    of_interview = _OF_INTERVIEW if need.source != BY_HAND else ()
    shape = entry.Shape(
        asked=tuple(
            one.id
            for one in names.kind().fields
            if one.type != "data" and one.id not in of_interview
        ),
        begins_with=need.body(),
        record_id=need.id,
        complete=lambda body: needs.completed(body, today),
    )
    with st.expander(_("Assign, answer or close"), icon=":material/edit:", expanded=True):
        entry.form(names.kind(), newest, SOURCE, shape)
    if newest and need.source == BY_HAND:
        with st.expander(_("Withdraw this need"), icon=":material/delete:"):
            entry.withdrawal(newest, SOURCE)


def history(need: Need) -> None:
    """Every version of what was done."""
    if need.seq is None:
        st.caption(_("Nobody has taken it to work yet."))
        return
    version_table(
        names.kind(),
        of_entries(store.history(need.id)),
        # Which interview told of it is for programs.
        lambda version: {**version, "origin": None},
        told=_("Versions of what was done about the need, the newest first."),
        key="need_history",
    )


def entering(today: dt.date) -> None:
    """The form for a need that no interview has told of."""
    shape = entry.Shape(
        begins_with={"raised": today.isoformat(), "state": needs.OPEN},
        complete=lambda body: needs.completed(body, today),
    )
    with st.expander(_("Enter a need by hand"), icon=":material/add:"):
        entry.form(names.kind(), None, SOURCE, shape)
