"""Whether an area's share differs from a benchmark by more than chance: its 95 % interval.

As in Fingertips' comparisons with a benchmark: a benchmark inside the area's interval is
"similar"; outside it, the area is higher or lower. Of twenty areas that are alike one falls
outside by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from seutukuva.definitions import Indicator
from seutukuva.formats import finite
from seutukuva.verdicts.intervals import interval
from seutukuva.verdicts.judgements import judgement

HIGHER, LOWER, SIMILAR, NOT_COMPARED = "higher", "lower", "similar", "not_compared"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An area's figure held against a benchmark.

    Attributes:
        state: "higher", "lower", "similar" or "not_compared".
        judgement: "better" or "worse"; "" where similar or where no direction is wanted.
        low, high: the area's 95 % interval in the unit of the figure; None without one.
        reason: code of `wording.REASONS` where not compared.
    """

    state: str
    judgement: str = ""
    low: float | None = None
    high: float | None = None
    reason: str = ""


def compared(
    indicator: Indicator, own_value: Any, own_denominator: Any, benchmark_value: Any
) -> Comparison:
    """An area's share or rate against that of another area or of a group.

    Values may be None or NaN; totals and figures without a known base are not compared.
    """
    own, base, benchmark = finite(own_value), finite(own_denominator), finite(benchmark_value)
    reason = _refusal(indicator, own, base, benchmark)
    if reason or own is None or indicator.rate is None:
        return Comparison(NOT_COMPARED, reason=reason)
    found = interval(own, base, indicator.rate.factor)
    if found is None or benchmark is None:
        return Comparison(NOT_COMPARED, reason="no_denominator")
    direction = (benchmark < found.low) - (benchmark > found.high)
    state = {1: HIGHER, -1: LOWER, 0: SIMILAR}[direction]
    return Comparison(state, judgement(direction, indicator.polarity), found.low, found.high)


def _refusal(
    indicator: Indicator, own: float | None, base: float | None, benchmark: float | None
) -> str:
    if own is None:
        return "no_figures"
    if benchmark is None:
        return "no_benchmark"
    if indicator.rate is None:
        return "no_interval"
    if base is None:
        return "no_denominator"
    if base <= 0:
        return "zero_denominator"
    return "negative_share" if own < 0 else ""
