"""Figures of many areas in the form that compares them; the only place here that asks for data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from seutukuva import definitions, made, measures, store
from seutukuva.definitions import Definitions

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """One indicator at one time in many areas.

    Attributes:
        period: the time of all values.
        earlier: the period that a change is from; "" for a form that is no change.
        form: of the values, as of `measures`: level, per_1000, change or change_year.
        values, statuses: by area that has a value of this time.
        elsewhere: areas whose newest figure, or what it is compared to, is of another time.
    """

    indicator_id: str
    period: str
    earlier: str
    form: str
    values: Mapping[str, float] = field(repr=False)
    statuses: Mapping[str, str] = field(repr=False)
    elsewhere: frozenset[str] = frozenset()


def choosable(area_ids: Sequence[str]) -> tuple[str, ...]:
    """Indicators by which these areas can be held beside each other, by theme.

    At least half of the areas have a figure, one side of it is better, and it is no projection.
    """
    found = definitions.load()

    def make() -> tuple[str, ...]:
        counts = {
            row["indicator_id"]: row["area_count"]
            for row in store.rows("pages/situation/vitality_choosable", area_ids=list(area_ids))
        }
        fitting = [
            one
            for one in found.indicators.values()
            if one.polarity != "none"
            and one.phrase.verb != "projection"
            and 2 * counts.get(one.id, 0) >= max(len(area_ids), 1)
        ]
        return tuple(one.id for one in definitions.by_theme(found, fitting))

    return made.once(make, "vitality choosable", tuple(area_ids))


def newest(indicator_ids: Sequence[str], kind: str, country: str) -> dict[str, Figures]:
    """The newest figures of all areas of a kind in a country, by indicator.

    The time is that which most areas have: a figure of another one is not compared with them.
    """
    chosen = tuple(indicator_ids)

    def make() -> dict[str, Figures]:
        rows = store.rows(
            "shared/newest_everywhere", indicator_ids=list(chosen), kind=kind, country=country
        )
        grouped = _grouped(rows, ("indicator_id",))
        return {name: _figures(definitions.load(), mine) for (name,), mine in grouped.items()}

    return made.once(make, "vitality newest", chosen, kind, country)


def yearly(indicator_ids: Sequence[str], kind: str, country: str) -> dict[tuple[str, str], Figures]:
    """Figures of every year by indicator and year; monthly indicators have none."""
    return {
        (name, year): one
        for name in indicator_ids
        for year, one in _years_of(name, kind, country).items()
    }


def _years_of(indicator_id: str, kind: str, country: str) -> dict[str, Figures]:
    """One indicator at a time: a reader who adds another one waits for that alone."""

    def make() -> dict[str, Figures]:
        rows = store.rows(
            "pages/situation/vitality_years",
            indicator_id=indicator_id,
            kind=kind,
            country=country,
        )
        grouped = _grouped(rows, ("period",))
        return {year: _figures(definitions.load(), mine) for (year,), mine in grouped.items()}

    return made.once(make, "vitality years", indicator_id, kind, country)


def _grouped(rows: Iterable[Row], keys: tuple[str, ...]) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return found


def _figures(found: Definitions, rows: Sequence[Row]) -> Figures:
    """The rows of one indicator, each of another area."""
    indicator = found.indicators[rows[0]["indicator_id"]]
    form = measures.comparable(indicator, measures.bases(found))
    is_change = form in measures.CHANGES
    times = Counter(_time(row, is_change) for row in rows)
    # Of two that as many areas have, the later.
    time = max(times, key=lambda one: (times[one], one))
    values, statuses, elsewhere = {}, {}, set()
    for row in rows:
        if _time(row, is_change) != time:
            elsewhere.add(row["area_id"])
            continue
        value = measures.of_newest(row, form, indicator)
        if value is not None:
            values[row["area_id"]], statuses[row["area_id"]] = value, row["status"]
    return Figures(indicator.id, *time, form, values, statuses, frozenset(elsewhere))


def _time(row: Row, is_change: bool) -> tuple[str, str]:
    return row["period"], (row["earlier_period"] or "") if is_change else ""
