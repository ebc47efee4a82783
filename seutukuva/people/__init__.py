"""People: who is signed in, and what they were granted."""

from __future__ import annotations

import datetime as dt
import logging
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from seutukuva import settings
from seutukuva.errors import SeutukuvaError
from seutukuva.people.model import CLAIMED, NOBODY, Grant, Person

if TYPE_CHECKING:
    from seutukuva.sign_in.configuration import SignIn
    from seutukuva.sign_in.sessions import Standing

log = logging.getLogger(__name__)

# A run asks hundreds of times who it is for: asked anew after so many seconds, and at each change.
FRESH = 1.0
_HELD = "_seutukuva_person"


@dataclass(frozen=True, slots=True)
class _Held:
    """What was found for a run: of which state of things, and when."""

    key: tuple[int, int, int]
    asked_at: float
    person: Person
    reason: str


def current() -> Person:
    """Who is signed in where this run belongs to; ``NOBODY`` where nobody is."""
    if settings.mode() != "sign_in" or "streamlit.runtime.scriptrunner" not in sys.modules:
        return NOBODY
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return _of(get_script_run_ctx(suppress_warning=True))


def later() -> Callable[[], Person]:
    """A way to ask once more, when this run is over, who it belonged to and what they may then.

    For work that a click on this page starts in another thread, as the making of a file.
    """
    if settings.mode() != "sign_in" or "streamlit.runtime.scriptrunner" not in sys.modules:
        return lambda: NOBODY
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    return partial(_of, get_script_run_ctx(suppress_warning=True))


def _of(run: Any) -> Person:
    from seutukuva.sign_in import sessions

    if run is None or not run.user_info.get("is_logged_in"):
        return NOBODY
    key = (sessions.generation(), id(run.user_info), len(run.user_info))
    held: _Held | None = getattr(run, _HELD, None)
    if held and held.key == key and time.monotonic() - held.asked_at < FRESH:
        return held.person
    person, reason = _asked(dict(run.user_info))
    # Beginning a sign-in is a change itself.
    key = (sessions.generation(), *key[1:])
    setattr(run, _HELD, _Held(key, time.monotonic(), person, reason))
    return person


def refusal() -> str:
    """Why the sign-in of this run does not count, a word of ``sign_in``; "" where there is none."""
    if settings.mode() != "sign_in" or "streamlit.runtime.scriptrunner" not in sys.modules:
        return ""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    held: _Held | None = getattr(get_script_run_ctx(suppress_warning=True), _HELD, None)
    return held.reason if held else ""


def changed() -> None:
    """Say that somebody's rights have changed: who asks is asked anew, at once in this process."""
    if settings.mode() == "sign_in":
        from seutukuva.sign_in import sessions

        sessions.changed()


def _asked(user_info: Mapping[str, Any]) -> tuple[Person, str]:
    """The person of a page; ``NOBODY`` and why, whenever anything about the sign-in is wrong."""
    from seutukuva.people import persons
    from seutukuva.sign_in import configuration, sessions
    from seutukuva.sign_in.lifetimes import Refused

    try:
        standing = sessions.standing(user_info)
        if standing is None:
            return NOBODY, ""
        by = configuration.load()
        person = Person(
            id=standing.person_id,
            name=persons.name(standing.person_id),
            grants=_grants(standing, user_info, by),
            is_signed_in=True,
            ends_at=dt.datetime.fromtimestamp(standing.ends_at, dt.UTC),
        )
        return person, ""
    except Refused as refused:
        log.info("a sign-in does not count: %s", refused.reason)
        return NOBODY, refused.reason
    except SeutukuvaError as error:
        log.warning("who has signed in cannot be told: %s", error)
        return NOBODY, "unknown"


def _grants(standing: Standing, user_info: Mapping[str, Any], by: SignIn) -> tuple[Grant, ...]:
    from seutukuva.people import grants

    return (*of_claims(user_info, by), *grants.of(standing.person_id))


def of_claims(user_info: Mapping[str, Any], by: SignIn) -> tuple[Grant, ...]:
    """The roles that the provider's claims give: one that is the value, or a list that holds it.

    An e-mail address gives one only where the provider has checked it.
    """
    from seutukuva.sign_in import lifetimes

    is_checked = lifetimes.is_address_checked(user_info, by)
    addresses = {"email", by.claims["email"]}
    return tuple(
        Grant(role=one.role, organisation=one.organisation, origin=CLAIMED)
        for one in by.grants
        if (is_checked or one.claim not in addresses) and _says(user_info.get(one.claim), one.value)
    )


def _says(claim: Any, value: str) -> bool:
    return claim == value or (isinstance(claim, list) and value in claim)
