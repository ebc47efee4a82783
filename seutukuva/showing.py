"""What a run shows: the newest state, or an edition, frozen at a meeting.

An edition is a version of the statistics and a row of the log. What asks which day it is asks
here, so that an edition's texts, deadlines and states are those of its day.
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seutukuva.published import Version
    from seutukuva.records.entries import Head

# What a session remembers of the edition that its pages show.
REMEMBERED = "edition_shown"


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition that is shown.

    Attributes:
        edition: its name, ``2026-10``.
        version: of the statistics.
        head: newest row of the log that it knows.
        day: on which it was frozen; all that tells of a "today" means this day.
    """

    edition: str
    version: Version
    head: Head
    day: dt.date


_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)


def hold(edition: Shown | None) -> None:
    """Show an edition from here on, in this run; None: the newest state."""
    _shown.set(edition)


def shown() -> Shown | None:
    """The edition that this run shows; None when it shows the newest state."""
    return _shown.get()


def today() -> dt.date:
    """The day that figures and texts speak of: an edition's own, else this one."""
    found = _shown.get()
    return found.day if found else dt.date.today()
