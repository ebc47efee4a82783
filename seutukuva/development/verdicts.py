"""How a KPI stands against its target: what is expected by its newest figure, and how far it is.

Expected is the straight way from the baseline to the target. How much of it is enough to be on
course is a programme's dated table of thresholds, the same as of its projects. Which way is wanted
follows from the KPI's polarity, and where it has none from the target itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from seutukuva.definitions import Thresholds
from seutukuva.development.targets import Decision, expected, last_day, moment

REACHED, ON_COURSE, SOMEWHAT_BEHIND, BEHIND = "reached", "on_course", "somewhat_behind", "behind"
WRONG_WAY, UNKNOWN = "wrong_way", "unknown"
STATES = (REACHED, ON_COURSE, SOMEWHAT_BEHIND, BEHIND, WRONG_WAY, UNKNOWN)
# Why nothing can be said.
NO_FIGURE, NOTHING_NEWER, NO_DIRECTION = "no_figure", "nothing_newer", "no_direction"
NO_THRESHOLDS, WITHIN_CHANCE = "no_thresholds", "within_chance"
TARGET_PASSED, NO_SAME_SEASON = "target_passed", "no_same_season"
# A verdict that rests on an older figure says so.
OLD_YEARS = 3
_WANTED = {"up": 1, "down": -1}
# Figures of few decimals miss each other by the last digit of a float.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Basis:
    """What is judged: the newest figure that can be held against a target.

    Attributes:
        period: of the figure; "" without any.
        polarity: "up", "down" or "none".
        decimals: that it is shown with: what looks the same is no difference.
        interval: 95 % interval of a figure of a sample; where what is expected lies within it,
            chance alone may make the difference, and nothing is said.
        reason: why there is no figure.
    """

    period: str
    value: float | None
    polarity: str
    decimals: int = 0
    interval: tuple[float, float] | None = None
    reason: str = NO_FIGURE


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a KPI stands against one target.

    Attributes:
        state: one of ``STATES``; ``reason``: why it is unknown, else "".
        expected: by the period of the figure; None before the baseline.
        share: of the way expected by then, how much has been gone; below zero the wrong way. None
            where no way was to be gone.
        is_over: the target's own period has come.
        is_limit: the target is no better than the baseline: what may be lost, not what is gained.
        wanted: 1 where more is better, -1 where less is, 0 unknown.
        period: of the figure that is judged; "" without any.
        is_old: that figure is more than ``OLD_YEARS`` years old.
    """

    state: str
    reason: str = ""
    expected: float | None = None
    share: float | None = None
    is_over: bool = False
    is_limit: bool = False
    wanted: int = 0
    period: str = ""
    is_old: bool = False


def verdict(
    decision: Decision, basis: Basis, thresholds: Thresholds | None, on: dt.date
) -> Verdict:
    """The verdict on the newest figure.

    Args:
        thresholds: in force on the day of the verdict.
        on: that day. When the target's period is over by then, only a figure of that period, or
            a later one, tells whether it was reached.
    """
    due = last_day(decision.target_period)
    if basis.value is None or not basis.period:
        return Verdict(UNKNOWN, basis.reason, is_over=due < on)
    known = last_day(basis.period)
    is_over = known >= due
    wanted = _WANTED.get(basis.polarity, _sign(decision.target - decision.baseline))
    by_then = expected(decision, basis.period)
    reason = _why_not(decision, basis, by_then, wanted)
    if not is_over and due < on:
        reason = TARGET_PASSED
    if not reason and thresholds is None:
        reason = NO_THRESHOLDS
    if reason or thresholds is None or by_then is None:
        return Verdict(UNKNOWN, reason, by_then, is_over=due < on, period=basis.period)
    judged = _judged(decision, basis, wanted, by_then, thresholds)
    return replace(judged, is_old=(on - known).days > OLD_YEARS * 366)


def _why_not(decision: Decision, basis: Basis, by_then: float | None, wanted: int) -> str:
    """Why a figure cannot be judged; "" where it can."""
    if by_then is None or moment(basis.period) <= moment(decision.baseline_period):
        return NOTHING_NEWER
    if not wanted:
        return NO_DIRECTION
    ends = basis.interval
    return WITHIN_CHANCE if ends and ends[0] <= by_then <= ends[1] else ""


def _judged(
    decision: Decision, basis: Basis, wanted: int, by_then: float, limits: Thresholds
) -> Verdict:
    is_over = last_day(basis.period) >= last_day(decision.target_period)
    value = basis.value or 0.0
    slack = 0.5 * 10**-basis.decimals + _NOTHING
    way = (by_then - decision.baseline) * wanted
    gone = (value - decision.baseline) * wanted
    is_reached = (value - decision.target) * wanted >= -slack
    is_limit = (decision.target - decision.baseline) * wanted <= _NOTHING
    if is_limit:
        state = _kept(gone - way >= -slack, is_reached, is_over)
    elif gone < -slack and not is_reached:
        state = WRONG_WAY
    else:
        state = _climbed(gone, way, is_reached, is_over, limits)
    share = gone / way if way > _NOTHING and not is_limit else None
    return Verdict(state, "", by_then, share, is_over, is_limit, wanted, basis.period)


def _climbed(gone: float, way: float, is_reached: bool, is_over: bool, limits: Thresholds) -> str:
    if is_reached:
        return REACHED
    share = gone / way
    if share >= limits.green - _NOTHING and not is_over:
        return ON_COURSE
    return SOMEWHAT_BEHIND if share >= limits.amber - _NOTHING else BEHIND


def _kept(is_as_expected: bool, is_reached: bool, is_over: bool) -> str:
    """Of a target that is no better than the baseline, and so is reached at its end at the
    earliest."""
    if is_over:
        return REACHED if is_reached else BEHIND
    if is_as_expected:
        return ON_COURSE
    return SOMEWHAT_BEHIND if is_reached else BEHIND


def _sign(number: float) -> int:
    return (number > _NOTHING) - (number < -_NOTHING)
