"""Who asks: a person with grants. Told without names: those stand in the table of persons alone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

# What an entry is by that was made at this computer, or by the program itself.
LOCAL = "local"
# Where a grant comes from: from the app's own grants, or from a claim of the sign-in provider.
GRANTED, CLAIMED = "grant", "claim"
PSEUDONYM = re.compile(r"p-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody has in this programme.

    Attributes:
        role: id of a role of ``data/definitions/roles.toml``; one that nobody knows gives nothing.
        organisation: for which it holds; "" where the role asks for none.
        until: last day on which it holds; None: until it is revoked.
        origin: ``GRANTED`` or ``CLAIMED``.
    """

    role: str
    organisation: str = ""
    until: dt.date | None = None
    origin: str = GRANTED

    def holds_on(self, day: dt.date) -> bool:
        """Whether it holds on a day, its last one included."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever asks.

    Attributes:
        id: a pseudonym ``p-<16 hex>``, ``LOCAL``, or "" for nobody.
        name: as the sign-in provider tells it; for this person's own eyes, never stored in the
            log.
        grants: roles; those that have run out count no more.
        is_local: at this very computer, or the program itself: full rights.
        is_signed_in: known by a sign-in provider.
        ends_at: when the sign-in ends, in UTC; None for others.
    """

    id: str
    name: str = ""
    grants: tuple[Grant, ...] = ()
    is_local: bool = False
    is_signed_in: bool = False
    ends_at: dt.datetime | None = None


LOCAL_PERSON = Person(LOCAL, is_local=True)
# What the program does by itself, whoever is signed in: purging by date, keeping its own key.
PROGRAM = LOCAL_PERSON
NOBODY = Person("")
