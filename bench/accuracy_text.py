"""The document of what the back-test over the whole country found."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Errors and coverage of some of the forecasts shown.

    Attributes:
        errors: how many forecasts were held against what came.
        mase, mase_naive: mean absolute scaled error, ours and of the newest figure.
        coverage80, coverage95: share of what came within the intervals.
    """

    errors: int
    mase: float
    mase_naive: float
    coverage80: float
    coverage95: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Ours beside naive, ETS and Theta, on the same series, origins and horizons.

    Attributes:
        series, fits, errors: how many series, series and origins, and forecasts were compared.
        mase, owa: by method; OWA of what cannot be negative only.
        by_horizon: MASE by method.
        msis, coverage80, coverage95: of the methods with intervals.
    """

    series: int
    fits: int
    errors: int
    mase: Mapping[str, float]
    by_horizon: Mapping[str, Sequence[float]]
    owa: Mapping[str, float]
    msis: Mapping[str, float]
    coverage80: Mapping[str, float]
    coverage95: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Official:
    """The population of one year as it was projected.

    Attributes:
        year, municipalities: of what.
        absolute, mean: error in per cent by side: "official", "ours", "naive".
    """

    year: int
    municipalities: int
    absolute: Mapping[str, float]
    mean: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the document says."""

    municipalities: int
    fewest: int
    years: tuple[int, int]
    overall: Measured
    by_horizon: Sequence[Measured]
    by_size: Sequence[Measured]
    by_indicator: Mapping[str, Measured]
    beside: Beside
    official: Sequence[Official]


SIZES = (
    "under 2,000 inhabitants",
    "2,000 to 5,000",
    "5,000 to 10,000",
    "10,000 to 20,000",
    "20,000 to 50,000",
    "50,000 and more",
)
METHODS = {
    "ours": "ours",
    "naive": "naive",
    "ets": "ETS(A,Ad,N), statsmodels",
    "theta": "Theta, statsmodels",
}

HEAD = """# How far off our projections were

*Written by `python -m bench accuracy` ([performance](performance.md)); do not edit by hand. Why
it is calculated this way: [decision 020](decisions/020-projections.md).*

The test asks what a reader would have seen in an earlier year, and what came then. At each origin
(every year of the last twenty of each indicator) the series of all municipalities are cut there,
projected exactly as a build projects them, and held against the figures that came. Nothing of
what came later is known to the projection: neither to its parameters and its choice of method,
nor to how far ahead it is shown, nor to the width of its intervals.

It ran on {municipalities} municipalities of today's Finland and {indicators} yearly indicators
that have {fewest} figures or more of nearly all of them, with figures of {first}–{last}. The
figures are real; the version held what recorded answers of the statistics offices hold, in which
many indicators end in 2011–2017. A version of today's full tables will give somewhat other
numbers: run the command on it.

- **MASE** is the mean absolute error divided by how much the series used to change from one year
  to the next until the origin; 1 is one usual change.
- **Naive** is the newest figure, repeated. A projection is shown no further ahead than it was
  better.
- **Within 80 %** and **within 95 %** are the shares of what came that lay within the intervals
  shown.
- Municipalities share the luck of a year. That many forecasts were tested does not make the years
  more.
"""


def document(summary: Summary) -> str:
    """The whole document, in Markdown."""
    parts = [
        HEAD.format(
            municipalities=summary.municipalities,
            indicators=len(summary.by_indicator),
            fewest=summary.fewest,
            first=summary.years[0],
            last=summary.years[1],
        ),
        _by_horizon(summary),
        _by_size(summary),
        _beside(summary.beside),
        _official(summary.official),
        _by_indicator(summary),
        _limits(summary),
    ]
    return "\n".join(part for part in parts if part)


def _by_horizon(summary: Summary) -> str:
    rows = [[str(ahead), *_cells(one)] for ahead, one in enumerate(summary.by_horizon, start=1)]
    rows.append(["all", *_cells(summary.overall)])
    known = [one for one in summary.by_indicator.values() if one.errors]
    ratio = statistics.geometric_mean(one.mase / one.mase_naive for one in known)
    share80 = statistics.mean(one.coverage80 for one in known)
    share95 = statistics.mean(one.coverage95 for one in known)
    table = _table(["years ahead", *_MEASURED], rows)
    return f"""## By years ahead

{table}
The population has the longest series and weighs most. Where each indicator weighs the same, ours
/ naive is {_two(ratio)} (geometric mean), and {_share(share80)} and {_share(share95)} lay within
the intervals.
"""


def _by_size(summary: Summary) -> str:
    rows = [[name, *_cells(one)] for name, one in zip(SIZES, summary.by_size, strict=True)]
    return "## By size of municipality\n\n" + _table(["municipalities", *_MEASURED], rows)


def _beside(beside: Beside) -> str:
    horizons = range(len(beside.by_horizon["ours"]))
    errors = _table(
        ["years ahead", *METHODS.values()],
        [
            [str(ahead + 1), *(_two(beside.by_horizon[name][ahead]) for name in METHODS)]
            for ahead in horizons
        ]
        + [["all", *(f"**{_two(beside.mase[name])}**" for name in METHODS)]],
    )
    others = _table(
        ["", *METHODS.values()],
        [
            ["OWA, of what cannot be negative", *(_two(beside.owa[name]) for name in METHODS)],
            ["MSIS of the 95 % interval", *(_of(beside.msis, name, _two) for name in METHODS)],
            ["within 80 %", *(_of(beside.coverage80, name, _share) for name in METHODS)],
            ["within 95 %", *(_of(beside.coverage95, name, _share) for name in METHODS)],
        ],
    )
    return f"""## Beside the known methods

{beside.series:,} series drawn by lot, the same number of each indicator, at every origin of theirs
({beside.fits:,} fits of each method, {beside.errors:,} forecasts compared): statsmodels takes too
long for all. Here **everything that can be foretold is compared, shown or not**, so that our own
choice of what to show helps nobody. MASE:

{errors}
MASE, OWA and MSIS are those of the M4 competition (less is better). Intervals that come from one
series' own fit hold less than they promise; ours are those that held in the past.

{others}"""


def _official(found: Sequence[Official]) -> str:
    if not found:
        return ""
    rows = [
        [
            str(one.year),
            str(one.municipalities),
            *(f"{one.absolute[side]:.2f} %" for side in ("official", "ours", "naive")),
            *(f"{one.mean[side]:+.2f} %" for side in ("official", "ours", "naive")),
        ]
        for one in found
    ]
    head = ["year", "municipalities"]
    head += [f"{side}, absolute" for side in ("official", "ours", "naive")]
    head += [f"{side}, mean" for side in ("official", "ours", "naive")]
    return f"""## The official projection of the population of 2019

Both knew the population until the end of 2018. The official projection knows ages, births, deaths
and moves; ours knows only the totals. Errors in per cent of what came, over the municipalities
that both foretell; 2024 is not among the figures.

{_table(head, rows)}"""


def _by_indicator(summary: Summary) -> str:
    rows = [[title, *_cells(one)] for title, one in summary.by_indicator.items() if one.errors]
    worse = [
        title
        for title, one in summary.by_indicator.items()
        if one.errors and one.mase > one.mase_naive
    ]
    never = [title for title, one in summary.by_indicator.items() if not one.errors]
    text = "## By indicator\n\n" + _table(["indicator", *_MEASURED], rows)
    if worse:
        text += (
            f"\nWhat was shown was worse than the naive forecast for {len(worse)} of"
            f" {len(rows)}: {'; '.join(worse)}.\n"
        )
    if never:
        text += f"\nNothing would have been shown for: {'; '.join(never)}.\n"
    return text


def _limits(summary: Summary) -> str:
    return f"""## What this does not say

- Better on the whole is not better always. Where a course turned in the years tested (recession,
  reform, a new way of counting), the back-test of the years before could not know it, and what
  was shown missed by more than the naive forecast: those indicators are named above. Most of them
  have short series.
- The grids, how strongly a series leans on its size class and how fast old errors fade were
  chosen while looking at such tests. Choosing otherwise within reason changes the errors by a
  hundredth or two.
- The intervals hold on the whole ({_share(summary.overall.coverage80)} and
  {_share(summary.overall.coverage95)}), not for each indicator: see the table.
- Horizons beyond five years rest on few indicators, most of all on the population.
- Municipalities are those of today, and stand in the size class of today's population also where
  an earlier year is tested: that much of what came later is known.
"""


_MEASURED = ["forecasts", "MASE", "naive", "ours / naive", "within 80 %", "within 95 %"]


def _cells(one: Measured) -> list[str]:
    if not one.errors:
        return ["0", *["–"] * 5]
    return [
        f"{one.errors:,}",
        _two(one.mase),
        _two(one.mase_naive),
        _two(one.mase / one.mase_naive),
        _share(one.coverage80),
        _share(one.coverage95),
    ]


def _of(values: Mapping[str, float], name: str, form: Callable[[float], str]) -> str:
    return form(values[name]) if name in values else "–"


def _two(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "–"


def _share(value: float) -> str:
    return f"{100 * value:.1f} %" if math.isfinite(value) else "–"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
