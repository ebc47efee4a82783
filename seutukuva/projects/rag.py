"""Green, amber or red: how a project's figure stands by the thresholds in force, or why it is grey.

Held against what was expected by the day up to which the figure is counted, so that a project
that reports twice a year is not behind only because its next report has not come yet. The colour
is never all: `colour` and `words` say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seutukuva import formats, texts
from seutukuva.definitions import Measure, Thresholds
from seutukuva.projects.measuring import Number, Undefined, achievement, expected, is_number
from seutukuva.texts import N_, _

GREEN, AMBER, RED, GREY = "G", "A", "R", "–"
JUDGED, STALE, NOT_FINAL, NONE_JUDGED = "judged", "stale", "not_final", "none_judged"
# A share that is exact on paper may miss the limit by the last digit of a float.
_SLACK = 1e-9
# What is above what was expected by more than a green figure may lag: of a result, of money, and
# of money more than all that was granted.
MORE, EARLY, OVER = "more", "early", "over"

COLOURS = {GREEN: N_("Green"), AMBER: N_("Amber"), RED: N_("Red"), GREY: N_("Grey")}
_SENTENCES = {
    GREEN: N_("Goes as expected: {share} of what was expected."),
    AMBER: N_("Below what was expected: {share} of it."),
    RED: N_("Far below what was expected: {share} of it."),
}
_EXCESS = {
    MORE: N_("More than expected by then: {share} of what was expected."),
    EARLY: N_("Spent ahead of time: {share} of what was expected by then."),
    OVER: N_("More spent than was granted: {share} of what was expected by then."),
}
_GREY = {
    Undefined.NOTHING: N_("Not judged: none was planned and none has come."),
    Undefined.UNPLANNED: N_("Not judged: it has come though none was planned."),
    Undefined.NOT_PLANNED: N_("Not judged: no plan is known."),
    Undefined.NOT_REPORTED: N_("Not judged: nothing has been reported."),
    Undefined.TOO_EARLY: N_("Not judged: too little of the project’s time has gone."),
    Undefined.AT_END: N_("Not judged yet: expected at the project’s end only."),
    Undefined.NO_DATES: N_("Not judged: the project’s dates are not known."),
    Undefined.NO_RULES: N_("Not judged: no limits were in force on that day."),
    Undefined.OTHER_DAYS: N_("Not judged: money and results are not told up to the same day."),
    STALE: N_("Not judged: the newest report is too old."),
    NOT_FINAL: N_("Not judged yet: the final figures have not been reported."),
    NONE_JUDGED: N_("Not judged: none of the projects can be judged yet."),
}


@dataclass(frozen=True, slots=True)
class Status:
    """How a figure stands.

    Attributes:
        letter: ``GREEN``, ``AMBER``, ``RED`` or ``GREY``.
        reason: ``JUDGED``; of a grey one, why: ``STALE``, ``NOT_FINAL`` or an ``Undefined``, of
            several projects ``NONE_JUDGED``.
        ratio: realised by expected, as it was judged.
        excess: of a green one that is well above, ``MORE``, ``EARLY`` or ``OVER``; else "".
    """

    letter: str
    reason: str
    ratio: Number
    excess: str = ""


def status(
    measure: Measure,
    planned: float | None,
    realised: float | None,
    elapsed: Number,
    reported_on: date | None,
    on: date,
    thresholds: Thresholds | None,
    counted: Number | None = None,
) -> Status:
    """How a realised figure stands on a day.

    Grey before ``least_elapsed``, without a plan, without a report in ``stale_months``; and what
    is expected at the end only, before it. A figure of the end stays judged however old it is.

    Args:
        elapsed: share of the project's time that has gone by the day.
        reported_on: the day up to which the figure is counted.
        counted: share of the time that had gone by then; left out, ``elapsed``.
    """
    counted = elapsed if counted is None else counted
    reason = _why_not(measure, planned, realised, elapsed, thresholds)
    if reason or thresholds is None or reported_on is None or not is_number(counted):
        return grey(reason or Undefined.NOT_REPORTED)
    if counted < thresholds.least_elapsed:
        return grey(Undefined.TOO_EARLY)
    if counted < 1 and _months(reported_on, on) >= thresholds.stale_months:
        return grey(STALE)
    if counted < 1 and measure.timing == "at_end":
        return grey(NOT_FINAL)
    by_then = expected(planned, counted, measure.timing)
    ratio = achievement(realised, by_then if is_number(by_then) else None)
    return by_ratio(ratio, thresholds, measure, achievement(realised, planned))


def by_ratio(
    ratio: Number, thresholds: Thresholds | None, measure: Measure, share: Number
) -> Status:
    """How a share of what was expected stands; grey where it is none.

    Args:
        share: realised by all that was planned.
    """
    if isinstance(ratio, Undefined):
        return grey(ratio)
    if thresholds is None:
        return grey(Undefined.NO_RULES)
    if ratio >= thresholds.green - _SLACK:
        return Status(GREEN, JUDGED, ratio, _excess(ratio, thresholds, measure, share))
    return Status(AMBER if ratio >= thresholds.amber - _SLACK else RED, JUDGED, ratio)


def _excess(ratio: float, thresholds: Thresholds, measure: Measure, share: Number) -> str:
    is_money = measure.kind == "money"
    if is_money and is_number(share) and share > 1 + _SLACK:
        return OVER
    if ratio <= 2 - thresholds.green + _SLACK:
        return ""
    return EARLY if is_money else MORE


def _why_not(
    measure: Measure,
    planned: float | None,
    realised: float | None,
    elapsed: Number,
    thresholds: Thresholds | None,
) -> str:
    """Why a figure cannot be judged whatever its size; "" where it can."""
    if thresholds is None:
        return Undefined.NO_RULES
    if planned is None or planned <= 0:
        held = achievement(realised, planned)
        return held if isinstance(held, Undefined) else Undefined.NOTHING
    if isinstance(elapsed, Undefined):
        return elapsed
    if elapsed < thresholds.least_elapsed:
        return Undefined.TOO_EARLY
    if elapsed < 1 and measure.timing == "at_end":
        return Undefined.AT_END
    return Undefined.NOT_REPORTED if realised is None else ""


def grey(reason: str) -> Status:
    """Not judged, and why."""
    return Status(GREY, reason, reason if isinstance(reason, Undefined) else Undefined.NOT_REPORTED)


def _months(since: date, on: date) -> int:
    """Whole months from a day to another."""
    return (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)


def colour(status: Status) -> str:
    """The colour as a word, for who does not see it."""
    return _(COLOURS[status.letter])


def words(status: Status) -> str:
    """The status in one sentence."""
    if status.letter == GREY:
        return _(_GREY[status.reason])
    ratio = status.ratio * 100 if is_number(status.ratio) else None
    share = formats.percent(ratio, 1, texts.language())
    sentence = _EXCESS.get(status.excess) or _SENTENCES[status.letter]
    return _(sentence).format(share=share)
