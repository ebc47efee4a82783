"""Who is at the page: full rights on one's own computer, elsewhere a way to sign in and out.

It stands at the top of the side bar, above the menu.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from seutukuva import access, definitions, formats, people, settings, texts
from seutukuva.definitions import Role
from seutukuva.editions import names
from seutukuva.errors import SeutukuvaError
from seutukuva.people.model import Grant, Person
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import presentation
from seutukuva.ui.fields import plain

log = logging.getLogger(__name__)

# Whose choices the session holds.
_WHOSE = "person_of_session"
# Why the sign-in does not count any more, with the page that says so; and what was said last.
_WHY, _TOLD = "person_signed_out_because", "person_was_told"
_UNKNOWN = "unknown"
_STYLE = Path(__file__).with_name("person.css")
_REASONS = {
    "ended": N_("You have been signed out."),
    "expired": N_("Your sign-in has ended: its time was over. Sign in again."),
    "idle": N_("You have been signed out, for nothing was done for a while. Sign in again."),
    _UNKNOWN: N_("Whether you are signed in cannot be asked just now. Try again in a moment."),
}
_OTHER = N_("Your sign-in does not count here. Sign in again.")


def begin() -> None:
    """Let nothing of one person's choices reach another; first in every run."""
    if settings.mode() != "sign_in":
        return
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from seutukuva.sign_in import watching

    person, state = access.person(), st.session_state
    run = get_script_run_ctx(suppress_warning=True)
    reason = people.refusal() or (watching.reason(run.session_id) if run else "")
    before = state.get(_WHOSE)
    # Where it cannot be asked whether somebody is still signed in, they may be back at once.
    if reason != _UNKNOWN:
        if before is not None and before != person.id:
            state.clear()
        state[_WHOSE] = person.id
    page = run.page_script_hash if run else ""
    if reason and reason != state.get(_TOLD):
        state[_TOLD], state[_WHY] = reason, (reason, page)
    elif state.get(_WHY, ("", page))[1] != page:
        # Told on the page where it happened, and not on every page from there on.
        del state[_WHY]


def show() -> None:
    """Who is at the page, in the side bar; why somebody is no more, above the page."""
    if why := st.session_state.get(_WHY):
        st.info(_(_REASONS.get(why[0], _OTHER)), icon=":material/logout:")
    if presentation.is_on():
        return
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    person = access.person()
    if person.is_local:
        with st.sidebar.container(key="person_local"):
            st.caption(_("On this computer: full rights"))
    elif person.is_signed_in:
        with st.sidebar.container(key="person_signed_in"):
            _signed_in(person)
    elif settings.mode() == "sign_in":
        with st.sidebar.container(key="person_nobody"):
            _button("person_sign_in")


def offer() -> None:
    """A way to sign in, on a page that is not shown; nothing where one has, or cannot."""
    if settings.mode() == "sign_in" and not access.person().is_signed_in:
        _button("person_offer")


def _button(key: str) -> None:
    from seutukuva.sign_in import configuration

    provider = configuration.load().provider.name
    with_what = _("With your account: {provider}").format(provider=plain(provider))
    st.button(
        _("Sign in"),
        key=key,
        icon=":material/login:",
        help=with_what if provider else None,
        on_click=_sign_in,
    )


def _signed_in(person: Person) -> None:
    st.markdown(f"**{plain(person.name) or _('Signed in')}**")
    st.caption(roles(person))
    until = person.ends_at.astimezone() if person.ends_at else None
    st.caption(_("Until {when}").format(when=formats.moment(until, texts.language())))
    with st.container(key="person_out", horizontal=True, vertical_alignment="center"):
        st.button(
            _("Sign out"),
            key="person_sign_out",
            icon=":material/logout:",
            help=_("In every browser that you are signed in with."),
            on_click=_sign_out,
        )


def roles(person: Person) -> str:
    """A person's roles in words, each with the organisation that it is for."""
    known = definitions.load().roles.roles
    told = sorted({_role(one, known) for one in access.standing_grants(person)})
    if not told:
        return _("No role yet: the administrator grants one.")
    return ngettext("Role: {roles}", "Roles: {roles}", len(told)).format(roles=" · ".join(told))


def _role(grant: Grant, known: Mapping[str, Role]) -> str:
    title = known[grant.role].title[texts.language()]
    if not grant.organisation:
        return title
    return f"{title} ({_of(grant.organisation)})"


def _of(own_id: str) -> str:
    areas = definitions.load().areas
    return names.area(own_id) if own_id in areas else names.organisation(own_id)


def _sign_in() -> None:
    st.session_state.pop(_WHY, None)
    st.login()


def _sign_out() -> None:
    from seutukuva.sign_in import sessions

    person = access.person()
    try:
        if person.is_signed_in:
            sessions.sign_out(person.id)
    except SeutukuvaError as error:
        log.warning("a sign-out could not be noted: %s", error)
    st.session_state.clear()
    st.logout()
