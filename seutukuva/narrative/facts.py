"""What may be claimed of a figure, before any language: how it changed and what to compare.

No claim goes beyond the figures that a reader sees: differences are taken between rounded
figures, a change that rounds to nothing is none, and percentages of small counts are not made.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from seutukuva import formats, measures, wording
from seutukuva.definitions import Indicator
from seutukuva.formats import finite
from seutukuva.narrative.figures import Benchmark, Figure

# One person more or less is five per cent of twenty: below this the counts themselves are told.
SMALL_BASE = 20
# Units that stand beside a number in a sentence; the subject says the others ("per inhabitant").
SPOKEN_UNITS = ("%", "€", "km²", "years")
TENTATIVE = ("preliminary", "estimated")

Form = Literal["percent", "points", "bare", "before"]


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed.

    Attributes:
        form: "percent" (of a count), "points" (difference in the figure's unit), "bare" (a
            difference without a unit: both figures are told), "before" (no direction is told).
        direction: −1, 0 or 1.
        amount: size of the change without its sign, in per cent or in the unit.
        hardly: it changed, but rounds to nothing.
    """

    form: Form
    direction: int
    amount: Decimal
    hardly: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is said of another area: its change, its level, or both areas per 1,000 inhabitants."""

    area_id: str
    change: Change | None = None
    value: float | None = None
    own_rate: float | None = None
    rate: float | None = None


def unit(indicator: Indicator, language: str) -> str:
    """The unit to write beside a number; empty for those that the subject names."""
    if indicator.unit["en"].partition("/")[0] not in SPOKEN_UNITS:
        return ""
    return indicator.unit[language].partition("/")[0]


def change(indicator: Indicator, before: float | None, after: float | None) -> Change | None:
    """How the figure changed; None where an end is missing."""
    if before is None or after is None:
        return None
    shown = formats.rounded(after, indicator.decimals) - formats.rounded(before, indicator.decimals)
    direction = (shown > 0) - (shown < 0)
    verb = indicator.phrase.verb
    relative = finite(formats.relative_change(before, after))
    if verb == "count" and min(before, after) >= SMALL_BASE and relative is not None:
        amount = abs(formats.rounded(relative, 1))
        if not amount:
            return Change("percent", 0, amount, hardly=direction != 0)
        return Change("percent", direction, amount)
    if verb == "share":
        form: Form = "points" if unit(indicator, "en") else "bare"
        return Change(form, direction, abs(shown))
    return Change("before", direction, abs(shown))


def own_change(figure: Figure) -> Change | None:
    """How the figure itself changed; None where nothing may be said of it."""
    if not figure.years_before or figure.status == "break":
        return None
    if figure.indicator.phrase.verb == "projection":
        return None
    return change(figure.indicator, finite(figure.earlier_value), finite(figure.value))


def comparison(area_id: str, figure: Figure, own: Change | None) -> Comparison | None:
    """What the first benchmark with figures of the same periods lets say; None if none does."""
    for given in figure.benchmarks:
        benchmark = Benchmark(*given)
        if benchmark.area_id == area_id or finite(benchmark.value) is None:
            continue
        found = _compared(figure, benchmark, own)
        if found:
            return found
    return None


def _compared(figure: Figure, benchmark: Benchmark, own: Change | None) -> Comparison | None:
    indicator, value = figure.indicator, finite(benchmark.value)
    verb = indicator.phrase.verb
    if verb == "projection":
        return None
    if verb == "share" or (verb == "figure" and indicator.aggregation.method != "sum"):
        return Comparison(benchmark.area_id, value=value)
    if own is not None and own.form == "percent":
        theirs = change(indicator, finite(benchmark.earlier_value), value)
        if theirs is None or theirs.form != "percent":
            return None
        return Comparison(benchmark.area_id, change=theirs)
    # Persons and things are related to inhabitants, areas of land are not.
    if not measures.is_possible(indicator, measures.PER_1000) or unit(indicator, "en"):
        return None
    rates = [
        _rate(finite(figure.value), finite(figure.population)),
        _rate(value, finite(benchmark.population)),
    ]
    if rates[0] is None or rates[1] is None:
        return None
    return Comparison(benchmark.area_id, own_rate=rates[0], rate=rates[1])


def _rate(value: float | None, population: float | None) -> float | None:
    if value is None or not population or population <= 0:
        return None
    return finite(value / population * wording.PER_INHABITANTS)


def tentative(figure: Figure, claimed: Change | None) -> str:
    """ "preliminary" or "estimated" if a figure behind the sentence is; else empty."""
    statuses = [figure.status]
    if claimed is not None and claimed.form in ("percent", "points"):
        statuses.append(figure.earlier_status)
    return next((one for one in statuses if one in TENTATIVE), "")


def size_of_change(figure: Figure) -> float:
    """The change in per cent of what was before; 0 where none may be told in numbers."""
    before, after = finite(figure.earlier_value), finite(figure.value)
    claimed = own_change(figure)
    if claimed is None or claimed.form == "before" or before is None or after is None or not before:
        return 0.0
    return abs((after - before) / before * 100)
