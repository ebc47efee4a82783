"""What planned and realised figures say: shares, courses and costs, or why nothing can be said.

Every function gives a number or a reason, never an exception, NaN or infinity.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeGuard

from seutukuva.definitions import Thresholds

# Outcomes of fewer ended projects say too little about how far the next one may fall.
FEWEST_ENDED = 10


class Undefined(StrEnum):
    """Why a figure is not defined.

    ``NOTHING``: none was planned and none came. ``UNPLANNED``: some came though none was planned.
    ``NOT_PLANNED``, ``NOT_REPORTED``: nobody has told. ``TOO_EARLY``: too little time has gone.
    ``AT_END``: the measure comes true at the project's end only. ``NO_DATES``: no start and end
    that fit. ``NONE_REALISED``: a cost of something of which there is none. ``NO_RULES``: no
    thresholds are in force. ``WITHHELD``: so few persons that they could be recognised.
    ``OTHER_DAYS``: the money and what came of it are never told up to the same day.
    """

    NOTHING = "nothing"
    UNPLANNED = "unplanned"
    NOT_PLANNED = "not_planned"
    NOT_REPORTED = "not_reported"
    TOO_EARLY = "too_early"
    AT_END = "at_end"
    NO_DATES = "no_dates"
    NONE_REALISED = "none_realised"
    NO_RULES = "no_rules"
    WITHHELD = "withheld"
    OTHER_DAYS = "other_days"


Number = float | Undefined


def is_number(value: Number | None) -> TypeGuard[float]:
    """Whether it is a number and no reason."""
    return value is not None and not isinstance(value, Undefined)


def achievement(realised: float | None, planned: float | None) -> Number:
    """Realised by planned; 1 is all that was planned. Of nothing planned it is not defined.

    Nor is it of figures that are no amounts, or of a plan that is as good as none.
    """
    if planned is None or not math.isfinite(planned):
        return Undefined.NOT_PLANNED
    if realised is None or not math.isfinite(realised):
        return Undefined.NOT_REPORTED
    if planned > 0:
        ratio = realised / planned
        return ratio if math.isfinite(ratio) else Undefined.UNPLANNED
    return Undefined.UNPLANNED if realised > 0 else Undefined.NOTHING


def absorption(paid: float | None, granted: float | None) -> Number:
    """How much of the money that was granted has been paid; may pass 1."""
    return achievement(paid, granted)


def payment_gap(absorption: Number, achievement: Number) -> Number:
    """How far the money is ahead of the results, −1 … 1 and beyond: absorption − achievement."""
    if not is_number(absorption):
        return absorption
    return absorption - achievement if is_number(achievement) else achievement


def elapsed(start: date | None, end: date | None, on: date) -> Number:
    """The share of a project's time that has gone at the end of a day, 0 … 1.

    The first and the last day count: (on − start + 1)/(end − start + 1) days.
    """
    if start is None or end is None or end < start:
        return Undefined.NO_DATES
    share = ((on - start).days + 1) / ((end - start).days + 1)
    return min(max(share, 0.0), 1.0)


def expected(planned: float | None, elapsed: Number, timing: str) -> Number:
    """How much of what was planned should have come true by a day.

    Args:
        elapsed: share of the time by that day.
        timing: ``linear``: in step with time. ``slow_start``: slowly at first and at the end, by
            the cubic S-curve 3t² − 2t³, which starts and ends level and has half at half time.
            ``at_end``: nothing before the end.
    """
    if planned is None:
        return Undefined.NOT_PLANNED
    if not is_number(elapsed):
        return elapsed
    if timing == "at_end":
        return planned if elapsed >= 1 else 0.0
    return planned * (_s_curve(elapsed) if timing == "slow_start" else elapsed)


def _s_curve(time: float) -> float:
    return time * time * (3 - 2 * time)


def pace(
    realised: float | None, expected: Number, elapsed: Number, thresholds: Thresholds | None
) -> Number:
    """Realised by what was expected; 1 is in step. Not defined before ``pace_from``."""
    if realised is None:
        return Undefined.NOT_REPORTED
    if not is_number(expected):
        return expected
    if not is_number(elapsed):
        return elapsed
    if thresholds is None:
        return Undefined.NO_RULES
    if elapsed < thresholds.pace_from or expected <= 0:
        return Undefined.TOO_EARLY
    return realised / expected


def forecast(realised: float | None, elapsed: Number, thresholds: Thresholds | None) -> Number:
    """What the whole project comes to if it goes on as so far: realised by the time elapsed.

    Not defined before ``forecast_from``, because little time makes small numbers large.
    """
    if realised is None:
        return Undefined.NOT_REPORTED
    if not is_number(elapsed):
        return elapsed
    if thresholds is None:
        return Undefined.NO_RULES
    if elapsed < thresholds.forecast_from or elapsed <= 0:
        return Undefined.TOO_EARLY
    return realised / elapsed


class Ended(NamedTuple):
    """What ended projects came to, of what they had planned of a measure.

    ``projects``: how many. ``low``, ``high``: shares of the plan, to less than which one in ten
    came, and to more than which one in ten.
    """

    projects: int
    low: float
    high: float


def forecast_interval(planned: float, realised: float, ended: Ended) -> tuple[float, float] | None:
    """Between what a project may come to, as eight of ten ended ones did of what they planned.

    Returns:
        Never below what is realised already; none of no plan and with fewer than ten ended
        projects.
    """
    if planned <= 0 or ended.projects < FEWEST_ENDED:
        return None
    low = max(planned * ended.low, realised)
    return low, max(low, planned * ended.high)


def cost_per(money: float | None, count: float | None) -> Number:
    """Euros for one job, participant, …; of a group, the sum of money by the sum of counts."""
    if money is None or count is None:
        return Undefined.NOT_REPORTED
    return money / count if count > 0 else Undefined.NONE_REALISED


def leverage(total: float | None, public: float | None) -> Number:
    """Euros of private money that came with one public euro: (total − public)/public."""
    if total is None or public is None:
        return Undefined.NOT_REPORTED
    return (total - public) / public if public > 0 else Undefined.NOTHING


def share(part: float | None, whole: float | None) -> Number:
    """A part of a whole, 0 … 1: women of all, for example."""
    if part is None or whole is None:
        return Undefined.NOT_REPORTED
    return part / whole if whole > 0 else Undefined.NOTHING


def concentration(amounts: Mapping[str, float]) -> dict[str, Number]:
    """The share that each has of the whole, the largest first."""
    whole = sum(amounts.values())
    ordered = sorted(amounts.items(), key=lambda one: (-one[1], one[0]))
    return {name: share(amount, whole) for name, amount in ordered}
