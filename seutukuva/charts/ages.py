"""People by age and sex, summed to age groups, and what can be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from seutukuva import formats
from seutukuva.charts.observations import Rows, as_mappings
from seutukuva.charts.specification import Side

_WIDTH = 5  # years of an age group
_OPEN_FROM = 100
_SEXES: tuple[Side, ...] = ("men", "women", "total")
_CLOSED = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_OPEN = re.compile(r"(\d+)\s*[-–+]")


@dataclass(frozen=True, slots=True, order=True)
class AgeGroup:
    """Ages low … high in years, both included; `high` is None for an open group."""

    low: int
    high: int | None = None

    def label(self) -> str:
        """ "45–49", "85+", "0"."""
        if self.high is None:
            return f"{self.low}+"
        return f"{self.low}" if self.high == self.low else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Ages:
    """Numbers of people by age group and side; None where one of its ages has no value."""

    groups: tuple[AgeGroup, ...]
    counts: Mapping[tuple[AgeGroup, Side], float | None]
    sides: tuple[Side, ...]
    period: str = ""
    is_uneven: bool = field(default=False)

    @property
    def is_whole(self) -> bool:
        """True where there is a value for every group and side."""
        cells = [self.counts.get((group, side)) for group in self.groups for side in self.sides]
        return bool(cells) and None not in cells

    def of(self, group: AgeGroup) -> float | None:
        """Everyone in a group; None where a side has no value."""
        found = [self.counts.get((group, side)) for side in self.sides]
        known = [count for count in found if count is not None]
        return sum(known) if known and len(known) == len(found) else None

    @property
    def total(self) -> float:
        """Everyone of whom there is a value."""
        return sum(count for count in self.counts.values() if count is not None)

    @property
    def median_group(self) -> AgeGroup | None:
        """The group in which the middle person is; None where figures are missing."""
        if not self.is_whole or self.total <= 0:
            return None
        reached = 0.0
        for group in self.groups:
            reached += self.of(group) or 0.0
            if reached >= self.total / 2:
                return group
        return None

    def share(self, low: int, high: int | None = None) -> float | None:
        """Per cent aged low … high; None where the groups do not begin and end there."""
        starts = {group.low for group in self.groups}
        ends = high is None or (high + 1) in starts
        if not (self.is_whole and self.total > 0 and low in starts and ends):
            return None
        inside = [
            self.of(group) or 0.0
            for group in self.groups
            if group.low >= low and (high is None or group.low <= high)
        ]
        return 100 * sum(inside) / self.total


def ages(rows: Rows, open_from: int | None = None) -> Ages:
    """Reads rows age, sex, value and, if any, period and status.

    Single years and five-year groups become five-year groups, the last one open; other groups
    stay as they are. With figures by sex a "total" is left aside.

    Args:
        rows: age: a number, "0-4", "0–4", "85+" or "85-"; sex: "men", "women" or "total".
        open_from: where the open group begins, if the rows leave a choice.

    Raises:
        ValueError: an age or sex that is not understood, two rows of the same age and sex, or
            rows of several periods.
    """
    found = list(as_mappings(rows))
    periods = sorted({str(row["period"]) for row in found if row.get("period")})
    if len(periods) > 1:
        raise ValueError(f"ages of several periods: {', '.join(periods)}")
    figures = _figures(found)
    by_sex = any(sex != "total" and value is not None for (_, sex), value in figures.items())
    sides: tuple[Side, ...] = ("men", "women") if by_sex else ("total",)
    figures = {key: value for key, value in figures.items() if key[1] in sides}
    given = sorted({group for group, _ in figures}, key=_place)
    bins = _bins(given, open_from)
    counts: dict[tuple[AgeGroup, Side], float | None] = {}
    for (group, sex), value in figures.items():
        key = (bins[group], sex)
        before = counts.get(key, 0.0)
        counts[key] = None if before is None or value is None else before + value
    groups = tuple(sorted(set(bins.values()), key=_place))
    return Ages(groups, counts, sides, periods[0] if periods else "", _is_uneven(groups))


def _place(group: AgeGroup) -> int:
    return group.low


def _figures(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[AgeGroup, Side], float | None]:
    figures: dict[tuple[AgeGroup, Side], float | None] = {}
    for row in rows:
        key = (age_group(row["age"]), _side(row["sex"]))
        if key in figures:
            raise ValueError(f"two rows of age {row['age']} and sex {row['sex']}")
        is_told = row.get("status") not in formats.VALUELESS
        value = row["value"]
        figures[key] = float(value) if is_told and not formats.is_missing(value) else None
        if (figures[key] or 0.0) < 0:
            raise ValueError(f"fewer than no people of age {row['age']}")
    return figures


def _side(sex: object) -> Side:
    for one in _SEXES:
        if sex == one:
            return one
    raise ValueError(f"sex {sex!r}: must be men, women or total")


def age_group(age: object) -> AgeGroup:
    """An age as it stands in data: 7, "7", "0-4", "0–4", "85+", "85-", "85 -"."""
    text = str(int(age)) if isinstance(age, int | float) else str(age).strip()
    if match := _CLOSED.fullmatch(text):
        low, high = int(match[1]), int(match[2])
        if low <= high:
            return AgeGroup(low, high)
    if match := _OPEN.fullmatch(text):
        return AgeGroup(int(match[1]))
    if text.isdecimal():
        return AgeGroup(int(text), int(text))
    raise ValueError(f"age {age!r}: must look like 7, 0-4 or 85+")


def _bins(given: list[AgeGroup], open_from: int | None) -> dict[AgeGroup, AgeGroup]:
    """The group that each given one belongs to."""
    starts = [group.low for group in given if group.high is None]
    if any(start % _WIDTH for start in starts) or any(_is_wide(group) for group in given):
        return {group: group for group in given}
    start = min([*starts, *([open_from] if open_from is not None else []), _OPEN_FROM])
    return {group: AgeGroup(start) if group.low >= start else _bin(group.low) for group in given}


def _bin(low: int) -> AgeGroup:
    first = low // _WIDTH * _WIDTH
    return AgeGroup(first, first + _WIDTH - 1)


def _is_wide(group: AgeGroup) -> bool:
    return group.high is not None and group.low // _WIDTH != group.high // _WIDTH


def _is_uneven(groups: Iterable[AgeGroup]) -> bool:
    widths = {group.high - group.low for group in groups if group.high is not None}
    return len(widths) > 1
