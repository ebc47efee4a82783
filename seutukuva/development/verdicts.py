"""How a KPI stands against its target: what is expected by now, and how far it has come.

Expected is the straight way from the baseline to the target. How much of it is enough to be on
course is a programme's dated table of thresholds, the same as of its projects. Which way is wanted
follows from the KPI's polarity, and where it has none from the target itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from seutukuva.definitions import Thresholds
from seutukuva.development.targets import Decision, expected, moment

REACHED, ON_COURSE, SOMEWHAT_BEHIND, BEHIND = "reached", "on_course", "somewhat_behind", "behind"
WRONG_WAY, UNKNOWN = "wrong_way", "unknown"
STATES = (REACHED, ON_COURSE, SOMEWHAT_BEHIND, BEHIND, WRONG_WAY, UNKNOWN)
# Why nothing can be said.
NO_FIGURE, NOTHING_NEWER, NO_DIRECTION = "no_figure", "nothing_newer", "no_direction"
NO_THRESHOLDS, WITHIN_CHANCE = "no_thresholds", "within_chance"
_WANTED = {"up": 1, "down": -1}
# Figures of few decimals miss each other by the last digit of a float.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a KPI stands against one target.

    Attributes:
        state: one of ``STATES``; ``reason``: why it is unknown, else "".
        expected: by the newest period; None before the baseline.
        share: of the way expected by now, how much has been gone; below zero the wrong way. None
            where no way was to be gone.
        is_over: the target's own period has come.
        is_floor: the target is no better than the baseline: what may be lost, not what is gained.
    """

    state: str
    reason: str = ""
    expected: float | None = None
    share: float | None = None
    is_over: bool = False
    is_floor: bool = False


def verdict(
    decision: Decision,
    period: str,
    value: float | None,
    polarity: str,
    thresholds: Thresholds | None,
    interval: tuple[float, float] | None = None,
) -> Verdict:
    """The verdict on the newest figure.

    Args:
        period: of the newest figure; "" without any.
        polarity: "up", "down" or "none".
        thresholds: in force on the day of the verdict.
        interval: 95 % interval of a figure of a sample; where what is expected lies within it,
            chance alone may make the difference, and nothing is said.
    """
    if value is None or not period:
        return Verdict(UNKNOWN, NO_FIGURE)
    by_now = expected(decision, period)
    wanted = _WANTED.get(polarity, _sign(decision.target - decision.baseline))
    if by_now is None or moment(period) <= moment(decision.baseline_period):
        return Verdict(UNKNOWN, NOTHING_NEWER, by_now)
    if not wanted:
        return Verdict(UNKNOWN, NO_DIRECTION, by_now)
    if thresholds is None:
        return Verdict(UNKNOWN, NO_THRESHOLDS, by_now)
    if interval and interval[0] <= by_now <= interval[1]:
        return Verdict(UNKNOWN, WITHIN_CHANCE, by_now)
    return _judged(decision, period, value, wanted, by_now, thresholds)


def _judged(
    decision: Decision,
    period: str,
    value: float,
    wanted: int,
    by_now: float,
    limits: Thresholds,
) -> Verdict:
    is_over = moment(period) >= moment(decision.target_period)
    way = (by_now - decision.baseline) * wanted
    gone = (value - decision.baseline) * wanted
    is_reached = (value - decision.target) * wanted >= -_NOTHING
    is_floor = (decision.target - decision.baseline) * wanted <= _NOTHING
    if is_floor:
        state = _kept(gone - way >= -_NOTHING, is_reached, is_over)
    else:
        state = _climbed(gone, way, is_reached, is_over, limits)
    share = gone / way if way > _NOTHING and not is_floor else None
    return Verdict(state, "", by_now, share, is_over, is_floor)


def _climbed(gone: float, way: float, is_reached: bool, is_over: bool, limits: Thresholds) -> str:
    if is_reached:
        return REACHED
    if gone < -_NOTHING:
        return WRONG_WAY
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
