"""Axes: round ticks, when zero is shown, and time without month names of the drawing library."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from seutukuva import formats
from seutukuva.charts.specification import Axis, Tick
from seutukuva.charts.wording import Wording

_TIME_STEPS = {
    "year": (1, 2, 5, 10, 20, 50, 100),
    "quarter": (1, 2, 4, 8, 20, 40, 80, 200),
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240, 600),
}
# What fits on the axis of a phone.
_MOST_TICKS = 6
# Zero is shown when it costs at most half of the height.
_CHEAP_ZERO = 0.5


def axis_of(values: Sequence[float], words: Wording) -> Axis:
    """The axis of an indicator's values, with zero on it where they are written with signs."""
    return value_axis(
        min(values),
        max(values),
        language=words.language,
        unit=words.measure,
        zero=words.signed,
        finest=10.0**-words.decimals,
    )


def value_axis(
    low: float,
    high: float,
    *,
    language: str,
    unit: str = "",
    zero: bool = False,
    finest: float = 0.0,
) -> Axis:
    """A round axis over low … high with about five ticks.

    With `zero` zero is always on it; otherwise when the values are near it. A cut axis does not
    have zero: the chart must then say so. `finest` is the smallest step that means anything:
    there are no half persons.
    """
    if zero or _is_cheap(low, high):
        low, high = min(low, 0.0), max(high, 0.0)
    if math.isclose(low, high, rel_tol=1e-9, abs_tol=1e-9):
        # A one is lost in a number of more digits than a float has.
        room = max(1.0, 1e-8 * abs(high))
        low, high = (low, high + room) if zero else (low - room, high + room)
    step = max(_round_step((high - low) / 4), finest)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    decimals = next(d for d in range(99) if math.isclose(step * 10**d, round(step * 10**d)))
    ticks = [
        Tick(index * step, formats.number(index * step, decimals, language))
        for index in range(first, last + 1)
    ]
    return Axis(first * step, last * step, tuple(ticks), unit)


def _is_cheap(low: float, high: float) -> bool:
    nearest, farthest = sorted((abs(low), abs(high)))
    return low * high <= 0 or nearest <= _CHEAP_ZERO * farthest


def _round_step(rough: float) -> float:
    scale = 10.0 ** math.floor(math.log10(rough))
    return next(factor * scale for factor in (1, 2, 2.5, 5, 10) if factor * scale >= rough * 0.999)


def time_axis(first: int, last: int, kind: str, language: str) -> Axis:
    """The time axis over positions first … last (see `formats.period_index`).

    Room is left on both sides: half a period of one point, three per cent of the length of many.
    """
    room = max(0.5, 0.03 * (last - first))
    step = next(
        (step for step in _TIME_STEPS[kind] if (last - first) / step + 1 <= _MOST_TICKS),
        _TIME_STEPS[kind][-1],
    )
    positions = [index for index in range(first, last + 1) if index % step == 0] or [first]
    texts = _time_texts(positions, step, kind, language)
    ticks = tuple(Tick(float(at), text) for at, text in zip(positions, texts, strict=True))
    return Axis(first - room, last + room, ticks)


def _time_texts(positions: list[int], step: int, kind: str, language: str) -> list[str]:
    per_year = formats.periods_a_year(kind)
    if step >= per_year and positions[0] % per_year == 0:
        return [str(position // per_year) for position in positions]
    if kind == "quarter":
        return [formats.period(formats.period_at(at, kind), language, "short") for at in positions]
    texts, year_before = [], None
    for position in positions:
        year, month = divmod(position, 12)
        name = formats.month_name(month + 1, language, "short")
        texts.append(name if year == year_before else f"{name}\n{year}")
        year_before = year
    return texts


def day_position(day: dt.date, kind: str) -> float:
    """A day on the time axis, where a period's own value stands in the middle of the period.

    The first day of 2009 is thus half-way between the values of 2008 and 2009.
    """
    months = 12 // formats.periods_a_year(kind)
    index, month = divmod(day.year * 12 + day.month - 1, months)
    return index + (month + (day.day - 1) / 31) / months - 0.5
