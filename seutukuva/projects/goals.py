"""Whether a goal has been reached by a day, by its own value or by the project's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seutukuva.projects.model import Figure, Goal

REACHED, COMING, MISSED, UNKNOWN = "reached", "coming", "missed", "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a goal stands on a day.

    Attributes:
        state: ``REACHED``, ``COMING`` (its day is still to come), ``MISSED`` or ``UNKNOWN``
            (nobody tells how much is aimed at, or what was reached by its day).
        value: what has been reached, None where nobody tells; ``seen_on``: of which day it is.
        is_of_reports: the value is the project's own figure, not one written for the goal.
    """

    state: str
    value: float | None = None
    seen_on: date | None = None
    is_of_reports: bool = False


def standing(goal: Goal, realised: Figure | None, on: date) -> Standing:
    """How a goal stands on a day.

    Args:
        realised: the figure of the goal's measure that counts on the day. The newer of it and of
            the value written for the goal tells.
    """
    value, seen_on, is_of_reports = _newest(goal, realised, on)
    is_over = goal.due is not None and goal.due < on
    if goal.target is None:
        return Standing(UNKNOWN if is_over else COMING, value, seen_on, is_of_reports)
    if value is None:
        return Standing(UNKNOWN if is_over else COMING)
    # Where less is aimed at than there was, down is the way.
    is_down = goal.baseline is not None and goal.target < goal.baseline
    is_there = value <= goal.target if is_down else value >= goal.target
    state = REACHED if is_there else MISSED if is_over else COMING
    return Standing(state, value, seen_on, is_of_reports)


def _newest(
    goal: Goal, realised: Figure | None, on: date
) -> tuple[float | None, date | None, bool]:
    own = goal.reached is not None and (goal.seen_on is None or goal.seen_on <= on)
    if realised and (not own or (goal.seen_on or date.min) < realised.as_of):
        return realised.value, realised.as_of, True
    return (goal.reached, goal.seen_on, False) if own else (None, None, False)
