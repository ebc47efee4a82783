"""Which way a series goes, by the published test that fits it, or why that cannot be said.

Yearly shares and rates with known denominators: the five-point test of Fingertips
(`proportions`). Other yearly series of at least eight years: Mann–Kendall (`kendall`). Quarterly
and monthly series: control limits of the differences from the year before (`control`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from seutukuva import formats
from seutukuva.definitions import Indicator
from seutukuva.formats import finite
from seutukuva.verdicts import control, intervals, kendall, proportions
from seutukuva.verdicts.judgements import judgement
from seutukuva.verdicts.series import (
    Point,
    Row,
    Stretch,
    newest_points,
    newest_stretch,
)

RISING, FALLING, STEADY, NOT_CALCULATED = "rising", "falling", "steady", "not_calculated"
_STATES = {1: RISING, -1: FALLING, 0: STEADY}
# Differences taken from figures of one decimal miss zero by the last digit of a float.
_NOTHING = 1e-9
# Years from a figure to the next with one of them missing.
_ONE_MISSING = 2
# A calculated future always goes one way: it has no trend of its own to test.
_PROJECTION = "projection_not_forecast"


@dataclass(frozen=True, slots=True)
class Trend:
    """A verdict on the course of a series.

    Attributes:
        method: "proportion", "intervals", "mann_kendall", "control_limits", or "none" where no
            test could be chosen.
        state: "rising", "falling", "steady" or "not_calculated".
        judgement: "better" or "worse"; "" where steady or where no direction is wanted.
        reason: code of `wording.REASONS`: why it cannot be calculated, or why it is steady
            ("all_equal", "single_year").
        statistic: chi-square, Mann–Kendall's S, or the newest difference from the year before.
        p_value: two-sided; None for control limits, which have none.
        slope: per period, in the unit of the figures; None for control limits.
        tau: Kendall's tau-b, of "mann_kendall" only.
        n: how many points were tested or, without a test, how many there are in a row; of
            "control_limits" how many differences the limits come from.
        needed: how many figures in a row the test that fits needs.
        first_period, last_period: what the verdict is about: the years tested, or the newest
            period and the same one a year before for "control_limits".
        threshold: of chi-square, or of p for "mann_kendall"; the limit that the newest
            difference is held against for "control_limits".
        usual: for "control_limits", first and last period of the differences from which it is
            known what is usual.
    """

    method: str
    state: str
    judgement: str = ""
    reason: str = ""
    statistic: float | None = None
    p_value: float | None = None
    slope: float | None = None
    tau: float | None = None
    n: int = 0
    needed: int = 0
    first_period: str = ""
    last_period: str = ""
    threshold: float | None = None
    usual: tuple[str, str] | None = None

    @property
    def is_calculated(self) -> bool:
        """True where there is a verdict."""
        return self.state != NOT_CALCULATED

    @property
    def direction(self) -> int:
        """1 for rising, −1 for falling, else 0."""
        return {RISING: 1, FALLING: -1}.get(self.state, 0)


def trend(
    indicator: Indicator,
    rows: Iterable[Row],
    denominators: Mapping[str, float] | None = None,
) -> Trend:
    """The trend of one indicator in one area.

    Args:
        rows: `period`, `value` and `status` of each figure, in any order.
        denominators: what the shares are shares of, by period.
    """
    if _PROJECTION in indicator.caveats:
        return Trend("none", NOT_CALCULATED, reason="projection")
    if indicator.period_kind != "year":
        return _judged(_by_control_limits(rows, indicator), indicator)
    points = newest_points(rows, kendall.MOST + 1)
    stretch = newest_stretch(points, kendall.MOST)
    if not stretch.points:
        return Trend("none", NOT_CALCULATED, reason="no_figures")
    # Ranks need no figure of every year: single years may be missing.
    ranked = newest_stretch(points, kendall.MOST, _ONE_MISSING)
    found = None
    if indicator.rate and denominators and len(stretch.points) >= proportions.POINTS:
        five = stretch.points[-proportions.POINTS :]
        found = _by_proportion(five, denominators, indicator.rate.factor)
    if found is None and len(ranked.points) >= kendall.FEWEST:
        found = _by_ranks(ranked.points)
    return _judged(found or _untested(stretch if indicator.rate else ranked, indicator), indicator)


def _judged(found: Trend, indicator: Indicator) -> Trend:
    wanted = judgement(found.direction, indicator.polarity)
    return replace(found, judgement=wanted) if wanted else found


def _over(points: Sequence[Point], found: Trend) -> Trend:
    first, last = points[0].period, points[-1].period
    return replace(found, n=len(points), first_period=first, last_period=last)


def _by_proportion(
    five: Sequence[Point], denominators: Mapping[str, float], factor: float
) -> Trend | None:
    """The five-point test; None where another test may do better."""
    known = [finite(denominators.get(point.period)) for point in five]
    bases = [base for base in known if base is not None]
    values = [point.value for point in five]
    # A balance is no share: only its ranks say something.
    if len(bases) < len(five) or min(values) < 0 or factor <= 0:
        return None
    refusal = Trend("proportion", NOT_CALCULATED, needed=proportions.POINTS)
    if min(bases) <= 0:
        return _over(five, replace(refusal, reason="zero_denominator"))
    counts = [
        intervals.counted(value, base, factor) for value, base in zip(values, bases, strict=True)
    ]
    if max(values) > factor and any(
        count > base for count, base in zip(counts, bases, strict=True)
    ):
        return _over(five, _by_intervals(values, bases, factor))
    if any(count >= base for count, base in zip(counts, bases, strict=True)):
        return _over(five, replace(refusal, reason="count_equals_denominator"))
    if min(values) == max(values):
        return _over(five, _all_equal("proportion", proportions.THRESHOLD))
    if min(counts) == 0:
        return _over(five, replace(refusal, reason="zero_count"))
    tested = proportions.proportion_trend(counts, bases)
    tested = replace(tested, slope=tested.slope * factor)
    return _over(five, _of_test("proportion", tested))


def _by_intervals(values: Sequence[float], bases: Sequence[float], factor: float) -> Trend:
    """More cases than people: not a share of them, but a count with Byar's interval."""
    if min(values) == max(values):
        return _all_equal("intervals", proportions.THRESHOLD)
    found = [
        intervals.interval(value, base, factor, is_part=False)
        for value, base in zip(values, bases, strict=True)
    ]
    lows = [one.low for one in found if one]
    highs = [one.high for one in found if one]
    return _of_test("intervals", proportions.interval_trend(values, lows, highs))


def _of_test(method: str, tested: proportions.Tested) -> Trend:
    exceeds = tested.chi_square > proportions.THRESHOLD
    return Trend(
        method,
        _STATES[tested.direction if tested.is_clear else 0],
        reason="single_year" if exceeds and not tested.direction else "",
        statistic=tested.chi_square,
        p_value=tested.p_value,
        slope=tested.slope,
        needed=proportions.POINTS,
        threshold=proportions.THRESHOLD,
    )


def _all_equal(method: str, threshold: float) -> Trend:
    needed = kendall.FEWEST if method == "mann_kendall" else proportions.POINTS
    return Trend(
        method,
        STEADY,
        reason="all_equal",
        statistic=0.0,
        p_value=1.0,
        slope=0.0,
        needed=needed,
        threshold=threshold,
    )


def _by_ranks(points: Sequence[Point]) -> Trend:
    values = [point.value for point in points]
    if min(values) == max(values):
        return _over(points, _all_equal("mann_kendall", kendall.THRESHOLD))
    ranked = kendall.mann_kendall(values, [point.at for point in points])
    direction = 0
    if ranked.p_value < kendall.THRESHOLD:
        direction = 1 if ranked.s > 0 else -1
    found = Trend(
        "mann_kendall",
        _STATES[direction],
        statistic=float(ranked.s),
        p_value=ranked.p_value,
        slope=ranked.slope,
        tau=ranked.tau,
        needed=kendall.FEWEST,
        threshold=kendall.THRESHOLD,
    )
    return _over(points, found)


def _untested(stretch: Stretch, indicator: Indicator) -> Trend:
    """Why no test fits a yearly series."""
    is_share = indicator.rate is not None
    needed = proportions.POINTS if is_share else kendall.FEWEST
    reason = stretch.cut or "too_few_points"
    if is_share and len(stretch.points) >= proportions.POINTS:
        lowest = min(point.value for point in stretch.points[-proportions.POINTS :])
        reason = "negative_share" if lowest < 0 else "no_denominator"
        needed = kendall.FEWEST
    found = Trend("none", NOT_CALCULATED, reason=reason, needed=needed)
    return _over(stretch.points, found)


def _by_control_limits(rows: Iterable[Row], indicator: Indicator) -> Trend:
    """Whether the newest figure differs from that of a year before more than is usual.

    The line that it is told from is "no change from the year before" and not the mean change: a
    series that rises by the same amount every year rises.
    """
    points = newest_points(rows, (control.YEARS_USUAL + 2) * 12)
    if not points:
        return Trend("none", NOT_CALCULATED, reason="no_figures", needed=control.figures_needed(12))
    tested = control.newest_differences(points)
    limits = control.limits_of_differences(tested, 10.0**-indicator.decimals)
    newest = tested[-1] if tested else points[0]
    if limits is None or newest.at != points[-1].at:
        return _too_few_figures(points)
    found = Trend(
        "control_limits",
        STEADY,
        needed=control.figures_needed(control.periods_a_year(newest)),
        statistic=newest.value,
        threshold=limits.upper,
        n=limits.n,
        first_period=formats.same_period_last_year(newest.period),
        last_period=newest.period,
        usual=limits.usual,
    )
    if max(abs(point.value) for point in tested) <= _NOTHING:
        throughout = (tested[0].period, newest.period)
        return replace(found, reason="all_equal", statistic=0.0, usual=throughout)
    if not limits.points[-1].signal:
        return found
    return replace(found, state=_STATES[1 if newest.value > 0 else -1])


def _too_few_figures(points: Sequence[Point]) -> Trend:
    """Why a quarterly or monthly series has too few differences up to its newest figure."""
    stretch = newest_stretch(points)
    found = Trend(
        "none",
        NOT_CALCULATED,
        reason=stretch.cut or "too_few_points",
        needed=control.figures_needed(control.periods_a_year(points[-1])),
    )
    return _over(stretch.points, found)
