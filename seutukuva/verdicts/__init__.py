"""Verdicts: what a series or a comparison supports saying, and what it does not.

Pure calculations on rows and definitions; the sentences are in `wording`. Every function gives a
calm result for thin data: a reason instead of a figure, never an exception, NaN or infinity.
"""

from seutukuva.verdicts.comparison import Comparison, compared
from seutukuva.verdicts.control import (
    ControlPoint,
    Limits,
    control_limits,
    usual_limits,
    year_before_differences,
)
from seutukuva.verdicts.intervals import Interval, interval
from seutukuva.verdicts.judgements import judgement
from seutukuva.verdicts.small import Variation, rolling, varies_strongly
from seutukuva.verdicts.spreads import Marks, Place, Rank, Spread, marks, place, rank, spread
from seutukuva.verdicts.trends import Trend, trend

__all__ = [
    "Comparison",
    "ControlPoint",
    "Interval",
    "Limits",
    "Marks",
    "Place",
    "Rank",
    "Spread",
    "Trend",
    "Variation",
    "compared",
    "control_limits",
    "interval",
    "judgement",
    "marks",
    "place",
    "rank",
    "rolling",
    "spread",
    "trend",
    "usual_limits",
    "varies_strongly",
    "year_before_differences",
]
