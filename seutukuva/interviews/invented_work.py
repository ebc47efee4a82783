"""What has been done about the needs of invented firms: so that the list looks as one in use does.

Of the rounds before, all has been answered. Of the newest, most has been; some wait, some are late,
and some are to be followed up. What is done with a need hangs on where it was told alone, and the
days on the day of loading: a need told half a year ago is due next week because another day was
agreed on.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

from seutukuva import dates, records
from seutukuva.interviews import needs
from seutukuva.interviews.needs import ANSWERED, CLOSED, IN_PROGRESS, OPEN, Need

# What came of those that are closed, the usual first; of every ten, so many as it stands here.
OUTCOMES = (
    *("helped", "helped", "helped", "helped", "helped", "referred", "referred"),
    *("project", "not_needed", "no_service"),
)
# What stands with a need of the newest round, of every twenty.
_NEWEST = (
    *("closed",) * 8,
    *("answered",) * 3,
    *("to_follow_up",) * 2,
    *("in_progress",) * 3,
    *("open",) * 2,
    *("late",) * 2,
)
_USUAL_DAYS, _RECENT_DAYS = (2, 20), 30


def load(today: dt.date, *, by: str, source: str) -> int:
    """Record it for the invented needs that nobody has worked on; gives how many these were.

    Raises:
        AccessRefused, RecordRefused: not here.
        RecordsError: it could not be stored.
    """
    own = [one for one in needs.listed(is_demonstration=True).needs if one.source == needs.STANDING]
    newest = max((str(one.origin["wave"]) for one in own), default="")
    bodies = {}
    for need in own:
        changes = work(need, today, is_newest=need.origin["wave"] == newest)
        if need.seq is None and changes:
            bodies[need.id] = needs.completed({**need.body(), **changes}, today)
    return len(records.append_all(needs.KIND, bodies, by=by, source=source))


def work(need: Need, today: dt.date, *, is_newest: bool) -> Mapping[str, Any]:
    """What is to be changed in the record of an invented need; empty for one told after today."""
    # Its id is another one on each computer.
    told = (need.origin[name] for name in ("wave", "response", "question", "option"))
    draw = random.Random("|".join(map(str, told)))
    raised = dates.first_day(need.raised)
    if raised > today:
        return {}

    def on(day: dt.date) -> str:
        return max(day, raised).isoformat()

    how = draw.choice(_NEWEST) if is_newest else "closed"
    answered = raised + dt.timedelta(days=draw.randint(*_USUAL_DAYS))
    if is_newest and draw.random() < 0.3:
        answered = today - dt.timedelta(days=draw.randint(0, _RECENT_DAYS))
    answered = min(answered, today)
    soon = dt.timedelta(days=draw.randint(1, 21))
    if how == "closed":
        return {"state": CLOSED, "outcome": draw.choice(OUTCOMES), "answered": on(answered)}
    if how == "answered":
        return {"state": ANSWERED, "answered": on(answered), "follow_up": on(today + soon)}
    if how == "to_follow_up":
        return {"state": ANSWERED, "answered": on(answered), "follow_up": on(today - soon)}
    if how == "late":
        return {"state": IN_PROGRESS, "due": on(today - soon)}
    return {"state": IN_PROGRESS if how == "in_progress" else OPEN, "due": on(today + soon)}
