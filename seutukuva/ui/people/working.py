"""Forms of the administrator: enter somebody, give and take away roles, end sign-ins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import streamlit as st

from seutukuva import access, dates, definitions, formats, texts
from seutukuva.errors import InvalidRecord, RecordsError
from seutukuva.people import grants, managing, rights
from seutukuva.people.grants import Given
from seutukuva.people.persons import KnownPerson
from seutukuva.texts import N_, _
from seutukuva.ui import entry, refusals
from seutukuva.ui.audit import names

ENTERED = N_("Entered. Open the person above to give a role.")
GIVEN = N_("The role is given. It holds from the next click on.")
TAKEN = N_("The role is taken away. It counts no more at the next click.")
ENDED = N_("Every sign-in of this person has ended: open pages stop within a minute.")
NO_DAY = N_("Until: this is no day. Write it as 31.12.2027, or leave it empty.")
_ADDING, _GIVING, _TAKING, _ENDING = "people_add", "people_give", "people_take", "people_end"


def became() -> None:
    """What became of the last click, wherever on the page it was."""
    for form in (_ADDING, _GIVING, _TAKING, _ENDING):
        entry.notice(form)


def adding() -> None:
    """Enter somebody by the e-mail address, before the first sign-in."""
    if not access.may_enter(grants.KIND):
        return
    with st.form(f"{_ADDING}_form", enter_to_submit=False):
        st.caption(
            _(
                "Whoever signs in first with this address, confirmed by the sign-in service, is "
                "this person. No message is sent."
            )
        )
        st.text_input(_("E-mail address"), key=f"{_ADDING}_email", autocomplete="off")
        st.form_submit_button(_("Enter"), key=f"{_ADDING}_save", on_click=_add, args=_told())


def giving(person: KnownPerson) -> None:
    """Give a person a role, with a reason and a last day."""
    if not access.may_enter(grants.KIND):
        return
    found, speak = definitions.load(), texts.language()
    roles = {one.id: one.title[speak] for one in found.roles.roles.values()}
    whose = _organisations()
    with st.form(f"{_GIVING}_{person.id}", enter_to_submit=False):
        left, right = st.columns(2)
        with left:
            st.selectbox(
                _("Role"),
                list(roles),
                index=None,
                format_func=roles.__getitem__,
                key=f"{_GIVING}_role",
                placeholder=_("Choose"),
            )
            st.text_input(
                _("Until (last day, empty: until revoked)"),
                key=f"{_GIVING}_until",
                autocomplete="off",
            )
        with right:
            st.selectbox(
                _("For which organisation or municipality"),
                list(whose),
                format_func=whose.__getitem__,
                key=f"{_GIVING}_organisation",
                placeholder=_("Choose"),
            )
            st.text_input(_("Why"), key=f"{_GIVING}_reason", autocomplete="off")
        st.caption(_("Write no names of persons: what is saved stays in the history."))
        st.form_submit_button(
            _("Give the role"),
            type="primary",
            key=f"{_GIVING}_save",
            on_click=_give,
            args=(person.id, *_told()),
        )


def taking(person: KnownPerson) -> None:
    """Take a role away, with a reason."""
    today = rights.today()
    standing = {one.id: one for one in grants.of_person(person.id) if one.is_standing(today)}
    if not standing or not access.may_enter(grants.KIND):
        return
    titles = {
        one.id: names.role(one.grant.role, one.grant.organisation) for one in standing.values()
    }
    with st.form(f"{_TAKING}_{person.id}", enter_to_submit=False):
        st.selectbox(
            _("Role that is taken away"),
            list(titles),
            format_func=titles.__getitem__,
            key=f"{_TAKING}_id",
            placeholder=_("Choose"),
        )
        st.text_input(_("Why it is taken away"), key=f"{_TAKING}_reason", autocomplete="off")
        st.form_submit_button(
            _("Take the role away"),
            key=f"{_TAKING}_save",
            on_click=_take,
            args=(standing, *_told()),
        )


def ending(person: KnownPerson) -> None:
    """End every sign-in of a person at once: a lost computer, somebody who has left."""
    if not person.has_signed_in or not access.may_enter(grants.KIND):
        return
    st.caption(
        _(
            "Ends every sign-in of this person in every browser. Roles stay: take them away if "
            "the person is not to come back."
        )
    )
    st.button(
        _("End every sign-in"),
        key=f"{_ENDING}_save",
        icon=":material/logout:",
        on_click=_end,
        args=(person.id, *_told()),
    )


def _told() -> tuple[str]:
    # A callback runs before the page has said which language it speaks.
    return (texts.language(),)


def _organisations() -> dict[str, str]:
    """Ids and names of what a role can be given for; "" is none."""
    programme, speak = definitions.load().programme, texts.language()
    own = {one.id: one.short for one in programme.organisations.values()}
    areas = sorted(programme.areas, key=lambda one: formats.sort_key(_area(one), speak))
    return {"": _("none"), **own, **{one: _area(one) for one in areas}}


def _area(area_id: str) -> str:
    return names.of_organisation(area_id)


def _add(language: str) -> None:
    texts.use(language)
    key = f"{_ADDING}_email"
    _done(_ADDING, lambda: managing.add(st.session_state[key]), ENTERED, {key: ""})


def _give(person_id: str, language: str) -> None:
    texts.use(language)
    state = st.session_state
    fields = ("role", "organisation", "until", "reason")
    role, organisation, typed, reason = (state[f"{_GIVING}_{one}"] for one in fields)
    try:
        until = _day(typed)
    except ValueError:
        entry.tell(_GIVING, problems=(_(NO_DAY),))
        return
    _done(
        _GIVING,
        lambda: grants.give(
            person_id, role or "", organisation=organisation or "", until=until, reason=reason
        ),
        GIVEN,
        {f"{_GIVING}_{one}": None if one == "role" else "" for one in fields},
    )


def _day(typed: str) -> dt.date | None:
    return dates.last_day(dates.read(typed)) if typed.strip() else None


def _take(standing: dict[str, Given], language: str) -> None:
    texts.use(language)
    state = st.session_state
    given = standing.get(state[f"{_TAKING}_id"])
    if given is None:
        return
    reason = state[f"{_TAKING}_reason"]
    _done(
        _TAKING,
        lambda: grants.revoke(given.id, reason=reason, expect=given.seq),
        TAKEN,
        {f"{_TAKING}_reason": ""},
    )


def _end(person_id: str, language: str) -> None:
    texts.use(language)
    _done(_ENDING, lambda: managing.end_sign_ins(person_id), ENDED, {})


def _done(
    form: str, work: Callable[[], object], done: str, emptied: Mapping[str, str | None]
) -> None:
    """Do what was clicked; say what became of it, and empty the form where it was done."""
    try:
        work()
    except InvalidRecord as error:
        entry.tell(form, problems=tuple(text for _field, text in error.problems))
    except RecordsError as error:
        entry.tell(form, problems=(refusals.sentence(error.what), refusals.sentence(error.todo)))
    else:
        st.session_state.update(emptied)
        entry.tell(form, done)
