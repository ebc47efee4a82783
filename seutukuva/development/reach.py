"""Whether a target can be reached: the pace it asks for, and who has ever moved that fast.

The pace of a number of persons, firms or euros is in per cent a year, compounded, so that areas of
different size can be held against each other; that of a share or a rate is its own change a year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Window:
    """What an area did between two figures of the same time of year."""

    area_id: str
    begun: str
    ended: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Run:
    """The pace of one window, in the unit of ``Need``."""

    window: Window
    a_year: float


@dataclass(frozen=True, slots=True)
class Need:
    """What a target asks for from its newest figure on.

    Attributes:
        years: until the target, at least a part of one.
        a_year: change a year: in per cent with ``is_rate``, else in the figure's own unit; 0 where
            the target is met.
        way: 1 where the figure has to rise, -1 where it has to fall, 0 where the target is met.
    """

    years: float
    a_year: float
    is_rate: bool
    way: int

    @property
    def whole_years(self) -> int:
        """The length of the stretches of the past that it is held against."""
        return max(1, round(self.years))


@dataclass(frozen=True, slots=True)
class Reached:
    """How often some areas have moved as fast as a target asks for.

    Attributes:
        areas: with any window; ``areas_reached``: those with one that was fast enough.
        windows: of all of them, overlapping; ``windows_reached``: those that were fast enough.
        fastest: the window that went furthest the way that is needed; None without any.
    """

    areas: int
    areas_reached: int
    windows: int
    windows_reached: int
    fastest: Run | None


def need(value: float, target: float, years: float, wanted: int, *, is_rate: bool) -> Need | None:
    """The change a year that leads from the newest figure to a target.

    Args:
        years: between the two; nothing can be said where there are none left.
        wanted: 1 where more is better, -1 where less is; 0 where only the target says it.
        is_rate: in per cent a year; what begins or ends at nothing has no such rate and is told in
            its own unit.
    """
    if years <= 0:
        return None
    distance = target - value
    is_met = abs(distance) <= _NOTHING or distance * wanted < 0
    if is_met:
        return Need(years, 0.0, is_rate, 0)
    as_rate = is_rate and value > 0 and target > 0
    return Need(years, _pace(value, target, years, as_rate), as_rate, 1 if distance > 0 else -1)


def reached(asked: Need, windows: Iterable[Window], years: int = 0) -> Reached:
    """How often the pace that is needed was reached in windows of its length.

    A window that begins or ends at nothing has no rate and is left out where rates are compared.

    Args:
        years: length of the windows; by default that of the need.
    """
    length = years or asked.whole_years
    runs = [
        Run(one, _pace(one.before, one.after, length, asked.is_rate))
        for one in windows
        if not asked.is_rate or min(one.before, one.after) > 0
    ]
    enough = [one for one in runs if (one.a_year - asked.a_year) * asked.way >= -_NOTHING]
    return Reached(
        areas=len({one.window.area_id for one in runs}),
        areas_reached=len({one.window.area_id for one in enough}),
        windows=len(runs),
        windows_reached=len(enough),
        fastest=max(runs, key=lambda one: one.a_year * asked.way, default=None),
    )


def _pace(before: float, after: float, years: float, is_rate: bool) -> float:
    if is_rate:
        return 100.0 * float((after / before) ** (1 / years) - 1)
    return (after - before) / years
