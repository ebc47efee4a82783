"""Figures of small areas: whether a few people move them much, and means that move less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from seutukuva.definitions import Indicator
from seutukuva.formats import finite
from seutukuva.verdicts.control import periods_a_year
from seutukuva.verdicts.intervals import counted
from seutukuva.verdicts.series import Point, Row, newest_points

# The UK Office for National Statistics marks rates of fewer than 20 cases as unreliable.
FEW_CASES = 20
# A level that is usually more than a tenth off the years around it.
JUMPY = 0.1
FEWEST_JUMPS = 3
# Older jumps say little about today.
_YEARS = 10


@dataclass(frozen=True, slots=True)
class Variation:
    """Whether a figure varies strongly, and the numbers that say so.

    Attributes:
        reason: "few_cases", "few_others" (all but a few are cases), "jumpy" or "".
        count: cases behind the newest figure; None where they are not known.
        denominator: of how many.
        typical_jump: median distance of a figure from the mean of the figures a year before and
            a year after; None where fewer than three have both.
        typical_level: median of the figures without their signs.
        n: figures looked at.
    """

    is_strong: bool
    reason: str
    count: int | None
    denominator: float | None
    typical_jump: float | None
    typical_level: float | None
    n: int

    def __bool__(self) -> bool:
        return self.is_strong


def varies_strongly(
    indicator: Indicator,
    rows: Iterable[Row],
    denominators: Mapping[str, float] | None = None,
) -> Variation:
    """Whether few people stand behind the newest figure, or the series jumps.

    Few: cases or non-cases are under 20, of shares with a known denominator and of counts. Where
    the cases are not known, jumpy: the median distance from the mean of the years around is over
    a tenth of the median level; of a balance, which goes through zero, as large as the balance
    itself. A slow rise or a business cycle is no jump.
    """
    points = newest_points(rows, _YEARS * 12 + 12)
    if not points:
        return Variation(False, "", None, None, None, None, 0)
    count, base = _behind(indicator, points[-1], denominators)
    jump, level = _jumps(points)
    reason = ""
    if count is not None:
        if count < FEW_CASES:
            reason = "few_cases"
        elif base is not None and 0 <= base - count < FEW_CASES:
            reason = "few_others"
    elif jump is not None and level is not None:
        most = level if indicator.display == "signed" else JUMPY * level
        reason = "jumpy" if jump > 0 and jump >= most else ""
    return Variation(bool(reason), reason, count, base, jump, level, len(points))


def _behind(
    indicator: Indicator, newest: Point, denominators: Mapping[str, float] | None
) -> tuple[int | None, float | None]:
    """Cases behind a figure, and of how many."""
    if indicator.rate:
        base = finite((denominators or {}).get(newest.period))
        if base is None or base <= 0 or newest.value < 0 or indicator.rate.factor <= 0:
            return None, base
        return counted(newest.value, base, indicator.rate.factor), base
    # A balance is the difference of two counts, and small where both are large.
    return (round(newest.value), None) if indicator.is_count and newest.value >= 0 else (None, None)


def _jumps(points: Sequence[Point]) -> tuple[float | None, float | None]:
    """Median distance from the mean of the years around, and median level without signs."""
    newest = points[-1]
    year = periods_a_year(newest)
    recent = {point.at: point.value for point in points if newest.at - point.at <= _YEARS * year}
    jumps = [
        abs(value - (recent[at - year] + recent[at + year]) / 2)
        for at, value in recent.items()
        if at - year in recent and at + year in recent
    ]
    if len(jumps) < FEWEST_JUMPS:
        return None, None
    return median(jumps), median(abs(value) for value in recent.values())


def rolling(
    rows: Iterable[Row], window: int = 3, denominators: Mapping[str, float] | None = None
) -> list[dict[str, Any]]:
    """Means of consecutive figures, oldest first; never over a gap or a break.

    With denominators the mean is that of all people of the window together: the sum of cases over
    the sum of denominators.

    Returns:
        Rows of `period` (the last of the window), `first_period`, `value`, `status` (of a
        tentative figure in the window, if there is one) and `n`, the length of the window.

    Raises:
        ValueError: `window` is less than 1.
    """
    if window < 1:
        raise ValueError("a window holds at least one figure")
    points = newest_points(rows)
    found = []
    for end in range(window, len(points) + 1):
        part = points[end - window : end]
        is_gapless = part[-1].at - part[0].at == window - 1
        if not is_gapless or any(point.status == "break" for point in part[1:]):
            continue
        mean = _mean(part, denominators)
        if mean is not None:
            found.append(
                {
                    "period": part[-1].period,
                    "first_period": part[0].period,
                    "value": mean,
                    "status": _status(part),
                    "n": window,
                }
            )
    return found


def _mean(part: Sequence[Point], denominators: Mapping[str, float] | None) -> float | None:
    values = [point.value for point in part]
    if denominators is None:
        return sum(values) / len(values)
    bases = [finite(denominators.get(point.period)) for point in part]
    known = [base for base in bases if base is not None and base > 0]
    if len(known) < len(part):
        return None
    return sum(v * base for v, base in zip(values, known, strict=True)) / sum(known)


def _status(part: Sequence[Point]) -> str:
    held = {point.status for point in part}
    return next((one for one in ("preliminary", "estimated") if one in held), "final")
