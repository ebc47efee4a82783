"""The statistics' release calendar: what will be new before a meeting, and what will not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva import definitions, formats, store, wording
from seutukuva.definitions import Definitions, Indicator
from seutukuva.definitions.calendar import YearlyClock
from seutukuva.yearly_clock.occurrences import COMING, NOW, Occurrence, occurrences

# How figures will stand at a meeting. OUT: they have been expected before today, and so are
# probably to be had already; PERHAPS: the month of the meeting is that of the release.
OUT, NEW, PERHAPS = "out", "new", "perhaps"
SAME, UNKNOWN = "same", "unknown"
STATES = (NEW, PERHAPS, OUT, SAME, UNKNOWN)
_AHEAD = dt.timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Release:
    """Figures of one source that come together.

    Attributes:
        source, indicators: ids.
        period: the newest that any of them has; ``oldest`` the newest of the one that lags most.
        announced: the day that the producer has announced; None where none is.
        expected: the month that the rhythm lets expect, ``2027M04``; "" where none.
        rhythm: how often new ones come.
        state: one of ``STATES``.
    """

    source: str
    indicators: tuple[str, ...]
    oldest: str
    period: str
    announced: dt.date | None
    expected: str
    rhythm: str
    state: str


def next_round(clock: YearlyClock, today: dt.date, held: Iterable[Any] = ()) -> Occurrence | None:
    """The next meeting that statistics are made for; None where the clock has no such.

    It is the first kind of meeting that waits for other events of the clock.
    """
    event = next((one for one in clock.events if one.kind == "meeting" and one.inputs), None)
    every = occurrences(clock, today, today + _AHEAD, today, held)
    own = (one for one in every if one.event == event and one.state in (NOW, COMING))
    return next(own, None)


def releases(meeting: Occurrence | None, today: dt.date) -> list[Release]:
    """Every source's figures by how they will stand at a meeting.

    Args:
        meeting: None: how they will stand at it is not known.

    Raises:
        MissingData: nothing has been published.
    """
    found = definitions.load()
    updated = {
        str(row["source_id"]): row["producer_updated"]
        for row in store.run("shared/sources").to_dict("records")
    }
    newest = store.run("pages/about/indicators").to_dict("records")
    together: dict[tuple[Any, ...], list[tuple[str, str]]] = {}
    for row in newest:
        one = found.indicators.get(str(row["indicator_id"]))
        # What has no figures yet says nothing at a meeting.
        if one and not formats.is_missing(row["latest_period"]):
            key = _key(found, one, updated)
            together.setdefault(key, []).append((one.id, str(row["latest_period"])))
    made = []
    for (source, announced, expected, rhythm), own in together.items():
        periods = sorted((period for _id, period in own), key=formats.period_start)
        ids = tuple(one for one, _period in own)
        state = standing(announced, expected, meeting, today)
        made.append(
            Release(source, ids, periods[0], periods[-1], announced, expected, rhythm, state)
        )
    return sorted(made, key=_order)


def _key(
    found: Definitions, indicator: Indicator, updated: Mapping[str, Any]
) -> tuple[str, dt.date | None, str, str]:
    source = found.sources[indicator.source_id]
    announced = indicator.next_release or source.next_release
    rhythm = indicator.rhythm or source.rhythm
    expected = wording.expected_month(rhythm, updated.get(source.id)) or ""
    return source.id, announced, "" if announced else expected, rhythm


def standing(
    announced: dt.date | None, expected: str, meeting: Occurrence | None, today: dt.date
) -> str:
    """How figures will stand at a meeting, one of ``STATES``.

    A month is all that a rhythm lets expect: what is expected in the month of the meeting may
    come before it or after.
    """
    if announced is None and not expected:
        return UNKNOWN
    month = f"{announced:%YM%m}" if announced else expected
    this_month = f"{today:%YM%m}"
    if announced and announced <= today or not announced and month < this_month:
        return OUT
    if meeting is None:
        return UNKNOWN
    first, last = meeting.first_day, meeting.last_day
    if announced:
        if announced <= first:
            return NEW
        return PERHAPS if announced <= last else SAME
    if month < f"{first:%YM%m}":
        return NEW
    return PERHAPS if month <= f"{last:%YM%m}" else SAME


def _order(one: Release) -> tuple[int, str, str, str]:
    day = one.announced.isoformat() if one.announced else one.expected.replace("M", "-")
    return STATES.index(one.state), day, one.source, one.period
