"""What is new between two states of the statistics, the most unusual first.

Unusual is measured against the series itself: how far the change lies from the median of the
changes before it, in robust standard deviations, |change − median| ÷ (1.4826 · MAD), where MAD is
the median absolute deviation (F. R. Hampel, 1974). A change that is ordinary for a lively series
is a sensation in a quiet one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, overload

from seutukuva import formats, verdicts
from seutukuva.definitions import Definitions, Indicator
from seutukuva.texts import N_, _
from seutukuva.verdicts import wording
from seutukuva.verdicts.series import finite

Row = Mapping[str, Any]
Series = Mapping[tuple[str, str], Sequence[Row]]

FALSE_ALARMS = 0.002
# Fewer earlier changes do not say what is usual.
FEWEST_CHANGES = 5
# A record among few figures is none.
FEWEST_FOR_RECORD = 8
MOST_UNUSUAL = 100.0
_TO_DEVIATION = 1.4826
KINDS = {
    "new_period": N_("New figure: {indicator}, {area}, {period}: {after}."),
    "revision": N_("Revised: {indicator}, {area}, {period}: was {before}, is now {after}."),
    "lost_period": N_("Figure no longer in the data: {indicator}, {area}, {period}: was {before}."),
    "record_high": N_("Highest so far: {indicator}, {area}, {period}: {after}; before {before}."),
    "record_low": N_("Lowest so far: {indicator}, {area}, {period}: {after}; before {before}."),
    "turned_trend": N_(
        "Trend changed: {indicator}, {area}: was {trend_before}, now {trend_after}."
    ),
}


@dataclass(frozen=True, slots=True)
class Novelty:
    """One thing that is new about one series.

    Attributes:
        kind: a key of `KINDS`.
        period: the newest period concerned.
        before, after: of a revision both values; of a new figure the one it is compared to, the
            period or, of months and quarters, the year before; of a record the record until then.
        unusual: 0 and more, at most 100; 0 also where too few changes are known.
        trend_before, trend_after: states of `verdicts.Trend`, where the trend turned.
        periods: how many periods of the series are concerned.
    """

    kind: str
    indicator_id: str
    area_id: str
    period: str
    before: float | None
    after: float | None
    unusual: float
    trend_before: str = ""
    trend_after: str = ""
    periods: int = 1


@dataclass(frozen=True, slots=True)
class Novelties(Sequence[Novelty]):
    """All that is new, the most unusual first, and how many trends were tested to find it."""

    items: tuple[Novelty, ...]
    tests: int

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, place: int) -> Novelty: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Novelty, ...]: ...

    def __getitem__(self, place: int | slice) -> Novelty | tuple[Novelty, ...]:
        return self.items[place]

    @property
    def expected_false_alarms(self) -> float:
        """How many trends would be found by chance alone in that many tests."""
        return expected_false_alarms(self.tests)


def expected_false_alarms(tests: int) -> float:
    """Trends that chance alone shows in that many independent tests at p = 0.002."""
    return FALSE_ALARMS * tests


@dataclass(frozen=True, slots=True)
class _Change:
    """Both states of one series, by period."""

    indicator: Indicator
    area_id: str
    before: Mapping[str, float]
    after: Mapping[str, float]

    @property
    def new(self) -> list[str]:
        return sorted(set(self.after) - set(self.before))

    @property
    def lost(self) -> list[str]:
        return sorted(set(self.before) - set(self.after))

    @property
    def revised(self) -> list[str]:
        both = set(self.before) & set(self.after)
        return sorted(period for period in both if self.before[period] != self.after[period])

    def novelty(self, kind: str, period: str, unusual: float, **more: Any) -> Novelty:
        """A novelty of this series with the values of the period itself."""
        given = {"before": self.before.get(period), "after": self.after.get(period)} | more
        return Novelty(kind, self.indicator.id, self.area_id, period, unusual=unusual, **given)


def novelties(before: Series, after: Series, definitions: Definitions) -> Novelties:
    """What is new in `after`.

    Args:
        before, after: rows of `period`, `value` and `status` by indicator and area. Denominators
            of shares are taken from the same series, so that trends are tested as on the pages.
    """
    found: list[Novelty] = []
    tests = 0
    for key in sorted({*before, *after}):
        indicator = definitions.indicators.get(key[0])
        if indicator is None:
            continue
        change = _Change(indicator, key[1], _values(before.get(key)), _values(after.get(key)))
        if change.before == change.after:
            continue
        found += _of_figures(change)
        turned, tested = _turned(change, before, after)
        found += turned
        tests += tested
    found.sort(key=lambda one: (-one.unusual, one.indicator_id, one.area_id, one.kind))
    return Novelties(tuple(found), tests)


def _values(rows: Sequence[Row] | None) -> dict[str, float]:
    figures = {row["period"]: finite(row["value"]) for row in rows or ()}
    return {period: value for period, value in figures.items() if value is not None}


def _of_figures(change: _Change) -> list[Novelty]:
    usual = _Usual(change)
    found = []
    if change.new:
        period = change.new[-1]
        unusual = usual.of_period(period)
        earlier = _compared_to(period, change.indicator)
        found.append(
            change.novelty(
                "new_period",
                period,
                unusual,
                before=change.after.get(earlier),
                periods=len(change.new),
            )
        )
    if change.revised:
        sizes = {one: abs(change.after[one] - change.before[one]) for one in change.revised}
        # Of equal ones the newest.
        period = max(change.revised, key=lambda one: (sizes[one], one))
        unusual = usual.of_size(sizes[period])
        found.append(change.novelty("revision", period, unusual, periods=len(change.revised)))
    if change.lost:
        found.append(change.novelty("lost_period", change.lost[-1], 0.0, periods=len(change.lost)))
    return found + _record(change, usual)


def _record(change: _Change, usual: _Usual) -> list[Novelty]:
    """The newest figure, if it is new or revised, beyond all figures before it."""
    # A series that was not there before breaks no record.
    if not change.before or not change.after:
        return []
    newest = max(change.after)
    earlier = [value for period, value in change.after.items() if period != newest]
    value = change.after[newest]
    if change.before.get(newest) == value or len(earlier) < FEWEST_FOR_RECORD:
        return []
    unusual = usual.of_period(newest)
    if value > max(earlier):
        return [change.novelty("record_high", newest, unusual, before=max(earlier))]
    if value < min(earlier):
        return [change.novelty("record_low", newest, unusual, before=min(earlier))]
    return []


def _compared_to(period: str, indicator: Indicator) -> str:
    """The period whose figure a change is counted from: without the season."""
    if indicator.period_kind == "year":
        return formats.previous_period(period)
    return formats.same_period_last_year(period)


class _Usual:
    """How a series usually changes, and how unusual a change of it is."""

    def __init__(self, change: _Change) -> None:
        self._indicator = change.indicator
        self._changes = {
            period: value - change.after[earlier]
            for period, value in change.after.items()
            if (earlier := _compared_to(period, change.indicator)) in change.after
        }

    def of_period(self, period: str) -> float:
        """How unusual the change up to a period is, among those before it."""
        if period not in self._changes:
            return 0.0
        earlier = [one for at, one in self._changes.items() if at < period]
        return self._robust(self._changes[period], earlier, median(earlier) if earlier else 0.0)

    def of_size(self, size: float) -> float:
        """How large a correction is beside the usual spread of changes."""
        return self._robust(size, list(self._changes.values()), 0.0)

    def _robust(self, change: float, usual: Sequence[float], middle: float) -> float:
        if len(usual) < FEWEST_CHANGES:
            return 0.0
        centre = median(usual)
        deviation = _TO_DEVIATION * median(abs(one - centre) for one in usual)
        # Published figures are rounded: half a unit of the last digit is always usual.
        deviation = max(deviation, 0.5 * 10.0**-self._indicator.decimals)
        return min(abs(change - middle) / deviation, MOST_UNUSUAL)


def _turned(change: _Change, before: Series, after: Series) -> tuple[list[Novelty], int]:
    """A trend that is told differently now, and whether there was one to test (1 or 0)."""
    old, new = (_trend(change, series) for series in (before, after))
    if not new.is_calculated:
        return [], 0
    if not old.is_calculated or old.state == new.state:
        return [], 1
    period = max(change.after)
    unusual = _Usual(change).of_period(period)
    turned = change.novelty(
        "turned_trend", period, unusual, trend_before=old.state, trend_after=new.state
    )
    return [turned], 1


def _trend(change: _Change, series: Series) -> verdicts.Trend:
    rows = series.get((change.indicator.id, change.area_id), ())
    rate = change.indicator.rate
    bases = _values(series.get((rate.denominator, change.area_id))) if rate else None
    return verdicts.trend(change.indicator, rows, bases)


def novelty_words(found: Definitions, novelty: Novelty, language: str) -> str:
    """One sentence; "" for what no longer has a name."""
    indicator = found.indicators.get(novelty.indicator_id)
    area = found.areas.get(novelty.area_id)
    if indicator is None or area is None:
        return ""

    def figure(value: float | None) -> str:
        # Persons and years a title says; % and € stand beside the number.
        unit = indicator.unit[language].partition("/")[0]
        signed = indicator.display == "signed"
        short = unit if unit in ("%", "€") else ""
        return formats.value_with_unit(value, indicator.decimals, short, language, signed=signed)

    def state(code: str) -> str:
        return _(wording.STATES[code]) if code else ""

    return _(KINDS[novelty.kind]).format(
        indicator=indicator.label(language),
        area=area.name[language],
        period=formats.period(novelty.period, language),
        before=figure(novelty.before),
        after=figure(novelty.after),
        trend_before=state(novelty.trend_before),
        trend_after=state(novelty.trend_after),
    )
