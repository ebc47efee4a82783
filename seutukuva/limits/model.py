"""The limits of a server process, and how an administrator sets others.

``SEUTUKUVA_LIMITS="sessions=400 idle_minutes=60"`` changes some of them for every process.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache

from seutukuva.errors import SeutukuvaError

SETTING = "SEUTUKUVA_LIMITS"
MIB = 1 << 20


class WrongLimits(SeutukuvaError):
    """``SEUTUKUVA_LIMITS`` cannot be understood."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process gives to all, and to one reader.

    A reader is known by address, and where signed in by the cookie of the sign-in. An address of
    this computer has no limits of its own: it is the person who sits here, or a proxy that does
    not say whom it asks for.

    Attributes:
        sessions: open pages of a process; further readers are asked to come back in a moment.
        sessions_of_address: of one address: an office may share one.
        sessions_of_person: of one browser that is signed in.
        idle_minutes: an open page in which nothing was done for so long is ended; 0: never.
        clicks_per_second, clicks_at_once: of one page; what comes faster waits.
        clicks_of_address: of all pages of an address, a second; ten times as many at once.
        api_per_second, api_at_first: requests of an address to the open data.
        api_at_once, api_at_once_of_address: of them under way at the same moment.
        uploads_at_once, uploads_of_session: files under way.
        upload_seconds: a file that takes longer to come is not waited for.
        upload_mib, upload_mib_of_session: of files kept in memory while their pages are open.
        exports_at_once, exports_waiting: files being made to take away, and in the queue.
        exports_of_session: of them of one page.
        packs_mib: of packs that are kept to be taken away; the oldest go first.
    """

    sessions: int = 250
    sessions_of_address: int = 120
    sessions_of_person: int = 20
    idle_minutes: int = 120
    clicks_per_second: int = 3
    clicks_at_once: int = 30
    clicks_of_address: int = 40
    api_per_second: int = 10
    api_at_first: int = 100
    api_at_once: int = 8
    api_at_once_of_address: int = 3
    uploads_at_once: int = 8
    uploads_of_session: int = 2
    upload_seconds: int = 180
    upload_mib: int = 500
    upload_mib_of_session: int = 60
    exports_at_once: int = 2
    exports_waiting: int = 24
    exports_of_session: int = 4
    packs_mib: int = 200


# What may be switched off with 0; of everything else there has to be one.
_MAY_BE_ZERO = frozenset(("idle_minutes",))
_MOST = 1_000_000


def current() -> Limits:
    """The limits as the environment says.

    Raises:
        WrongLimits: a name or a number is none.
    """
    return read(os.environ.get(SETTING) or "")


def problem() -> str:
    """What is wrong with the limits that are set; "" where nothing is."""
    try:
        current()
    except WrongLimits as error:
        return str(error)
    return ""


@lru_cache(maxsize=8)
def read(text: str) -> Limits:
    """Limits of a text: ``name=number``, parted by spaces or commas.

    Raises:
        WrongLimits: a name or a number is none.
    """
    found: dict[str, int] = {}
    known = [one.name for one in fields(Limits)]
    for part in text.replace(",", " ").split():
        name, _, number = part.partition("=")
        if name not in known:
            raise _wrong(f"there is no limit {name!r}", f"one of: {', '.join(known)}")
        if name in found:
            raise _wrong(f"{name} is said twice", "say it once")
        found[name] = _number(name, number)
    return Limits(**found)


def told(limits: Limits) -> Mapping[str, int]:
    """Every limit by its name, for whoever prints them."""
    return asdict(limits)


def _number(name: str, text: str) -> int:
    least = 0 if name in _MAY_BE_ZERO else 1
    is_number = text.isascii() and text.isdecimal() and len(text) < 10
    if not is_number or not least <= int(text) <= _MOST:
        raise _wrong(f"{name}={text} is no number from {least} to {_MOST}", f"such as {name}=100")
    return int(text)


def _wrong(what: str, todo: str) -> WrongLimits:
    return WrongLimits(what, where=SETTING, todo=todo)
