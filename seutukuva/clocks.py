"""Whether this computer's clock can be believed before something is deleted because of the day."""

from __future__ import annotations

import datetime as dt
import logging
from contextlib import suppress

from seutukuva import dates
from seutukuva.errors import MissingData, SeutukuvaError

journal = logging.getLogger(__name__)

# A clock that is years ahead must not delete what is not due: after so many days without an entry
# or a new version somebody has to say that it is right.
LONGEST_SILENCE = 400


def runs_ahead(today: dt.date | None = None) -> bool:
    """Whether the day is so long after anything entered or published that the clock may be wrong.

    What it keeps from being deleted is told in the log of the server, with what to do. Where
    nothing was ever entered or published, or that cannot be read, nobody knows, and it is believed.

    Args:
        today: the day by the clock.
    """
    day = today or dt.date.today()
    newest = _newest_day()
    if newest is None or (day - newest).days <= LONGEST_SILENCE:
        return False
    journal.warning(
        "nothing was deleted by date: this computer's clock says %s, and nobody has "
        "entered or published anything since %s. If the clock is right, run "
        "python -m etl purge",
        *(day, newest),
    )
    return True


def _newest_day() -> dt.date | None:
    """The last day on which anything was entered or published; None where nobody knows."""
    # What only forgets old files needs neither the log nor the statistics to be imported.
    from seutukuva import records, store

    days = []
    with suppress(SeutukuvaError):
        rows = records.since(records.latest_seq() - 1)
        days += [dates.day_saved(one.recorded_at) for one in rows]
    with suppress(MissingData):
        days.append(dates.day_saved(store.current_version().published_at))
    return max((one for one in days if one), default=None)
