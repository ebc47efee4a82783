"""How far off our projections were: every municipality, the long yearly indicators, many origins.

At each origin the series are cut, projected as a build projects them, and held against what came.
A sample is foretold by statsmodels as well, and the population by the official projection. The
outcome is written to docs/forecast-accuracy.md.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench import accuracy_text, peers
from bench.accuracy_text import Beside, Measured, Official, Summary
from bench.report import Options, Report
from bench.series import FEWEST_YEARS, Series, published
from bench.timing import in_one_thread
from bench.tries import FEWEST_KNOWN, HORIZONS, Numbers, Tries, everything, shown, together
from seutukuva.errors import MissingData
from seutukuva.forecasting import accuracy
from seutukuva.projections import official
from seutukuva.projections.pools import MUNICIPALITIES

# Origins lie in so many years before the newest figure.
YEARS_BACK = 20
# Series of each indicator that statsmodels foretells as well, each at every origin.
SAMPLE, QUICK_SAMPLE = 12, 1
BAND80, BAND95 = (0.75, 0.85), (0.92, 0.98)
OFFICIAL_MADE, OFFICIAL_BASE = "2019", 2018
DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "forecast-accuracy.md"


def run(options: Options) -> Report:
    """Tests, compares, and writes the document; a quick run writes nothing."""
    report = Report("accuracy")
    try:
        every = published()
    except MissingData:
        every = []
    report.add("indicators with long series of all municipalities", len(every), least=1)
    if not every:
        return report
    number = QUICK_SAMPLE if options.quick else SAMPLE
    summary = _summary(every, number)
    _promises(report, summary)
    if not options.quick:
        DOCUMENT.write_text(accuracy_text.document(summary), encoding="utf-8")
        report.notes.append(f"written: docs/{DOCUMENT.name}")
    return report


def _summary(every: Sequence[Series], number: int) -> Summary:
    by_indicator = {one.title: _of_indicator(one) for one in every}
    tries = together(list(by_indicator.values()))
    population = next((one for one in every if one.indicator.id == "population"), None)
    return Summary(
        municipalities=len({area for one in every for area in one.areas}),
        fewest=FEWEST_YEARS,
        years=(min(one.frame.first for one in every), max(one.last for one in every)),
        overall=_measured(tries),
        by_horizon=[_measured(tries.at(ahead)) for ahead in range(HORIZONS)],
        by_size=[_measured(tries.of(tries.pool == pool)) for pool in range(len(MUNICIPALITIES))],
        by_indicator={title: _measured(one) for title, one in by_indicator.items()},
        beside=_beside(every, number),
        official=_official(population) if population else [],
    )


def _of_indicator(series: Series) -> Tries:
    return together([shown(series, year) for year in _origins(series)])


def _origins(series: Series) -> range:
    return range(max(series.frame.first, series.last - YEARS_BACK), series.last)


def _measured(tries: Tries) -> Measured:
    value, low80, high80, low95, high95 = tries.foretold
    known = np.isfinite(tries.actual) & np.isfinite(value) & np.isfinite(tries.scale)
    actual = np.where(known, tries.actual, np.nan)
    return Measured(
        int(known.sum()),
        accuracy.mase(actual, value, tries.scale),
        accuracy.mase(actual, np.where(known, tries.naive, np.nan), tries.scale),
        accuracy.coverage(actual, low80, high80),
        accuracy.coverage(actual, low95, high95),
    )


def _beside(every: Sequence[Series], number: int) -> Beside:
    """Ours, naive, ETS and Theta on the same series and years, whether ours is shown or not."""
    dice = random.Random(1)
    ours, tasks, may_be_owa = [], [], []
    for series in every:
        rows = np.array(sorted(dice.sample(range(len(series.areas)), number)))
        for year in _origins(series):
            tries = everything(series, year)
            for row in rows:
                known = peers.unbroken(series.until(year).values[row])
                if len(known) >= FEWEST_KNOWN:
                    ours.append(tries.of(np.arange(len(tries.actual)) == row))
                    tasks.append((known, HORIZONS))
                    may_be_owa.append(series.frame.lowest == 0)
    theirs = in_one_thread(peers.both, tasks)
    mine = together(ours)
    sides = {
        "ours": mine.foretold,
        "ets": tuple(np.array([one[0][row] for one in theirs]) for row in range(5)),
        "theta": tuple(np.array([one[1][row] for one in theirs]) for row in range(5)),
    }
    return _compared(mine, sides, np.array(may_be_owa), len(every) * number)


def _compared(
    mine: Tries, sides: dict[str, tuple[Numbers, ...]], is_positive: Numbers, series: int
) -> Beside:
    values = {"naive": mine.naive} | {name: side[0] for name, side in sides.items()}
    known = np.isfinite(mine.actual + mine.scale + sum(values.values()))
    actual = np.where(known, mine.actual, np.nan)

    def mase(name: str, came: Numbers, ahead: slice = slice(None)) -> float:
        return accuracy.mase(came[:, ahead], values[name][:, ahead], mine.scale)

    positive = np.where(is_positive[:, None], actual, np.nan)
    both = {name: (accuracy.smape(positive, values[name]), mase(name, positive)) for name in values}
    return Beside(
        series=series,
        fits=len(mine.actual),
        errors=int(known.sum()),
        mase={name: mase(name, actual) for name in values},
        by_horizon={
            name: [mase(name, actual, slice(ahead, ahead + 1)) for ahead in range(HORIZONS)]
            for name in values
        },
        owa={name: accuracy.owa(*both[name], *both["naive"]) for name in values},
        msis={
            name: accuracy.msis(actual, side[3], side[4], mine.scale, 0.95)
            for name, side in sides.items()
        },
        coverage80={name: accuracy.coverage(actual, *side[1:3]) for name, side in sides.items()},
        coverage95={name: accuracy.coverage(actual, *side[3:5]) for name, side in sides.items()},
    )


def _official(population: Series) -> list[Official]:
    """By years ahead, the projection of 2019 and ours from the same newest figure."""
    projected = np.full((len(population.areas), HORIZONS), np.nan)
    row_of = {area: row for row, area in enumerate(population.areas)}
    for vintage in official.of_areas("population", population.areas):
        if vintage.made != OFFICIAL_MADE:
            continue
        for point in vintage.points:
            ahead = int(point.period) - OFFICIAL_BASE
            if 1 <= ahead <= HORIZONS:
                projected[row_of[vintage.area_id], ahead - 1] = point.value
    tries = shown(population, OFFICIAL_BASE)
    values = {"official": projected, "ours": tries.foretold[0], "naive": tries.naive}
    missed = {name: 100 * (value - tries.actual) / tries.actual for name, value in values.items()}
    known = np.isfinite(sum(missed.values()))
    return [
        Official(
            OFFICIAL_BASE + int(ahead) + 1,
            int(known[:, ahead].sum()),
            {
                side: float(np.abs(one[known[:, ahead], ahead]).mean())
                for side, one in missed.items()
            },
            {side: float(one[known[:, ahead], ahead].mean()) for side, one in missed.items()},
        )
        for ahead in np.flatnonzero(known.any(axis=0))
    ]


def _promises(report: Report, summary: Summary) -> None:
    for ahead, one in enumerate(summary.by_horizon, start=1):
        report.add(f"{ahead} years ahead: MASE / naive", one.mase / one.mase_naive, most=1.0)
        _bands(report, f"{ahead} years ahead", one)
    for pool, one in zip(MUNICIPALITIES, summary.by_size, strict=True):
        report.add(f"{pool}: MASE / naive", one.mase / one.mase_naive, most=1.0)
        _bands(report, pool, one)
    _bands(report, "all", summary.overall)
    mase = summary.beside.mase
    best = min(value for name, value in mase.items() if name != "ours")
    report.add("MASE / the best of naive, ETS and Theta", mase["ours"] / best, most=1.0)


def _bands(report: Report, name: str, one: Measured) -> None:
    report.add(f"{name}: within 80 %", one.coverage80, least=BAND80[0], most=BAND80[1])
    report.add(f"{name}: within 95 %", one.coverage95, least=BAND95[0], most=BAND95[1])
