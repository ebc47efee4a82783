"""Projections of the whole country in one run, beside statsmodels' ETS on a sample of series."""

from __future__ import annotations

import random
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench import peers
from bench.report import Options, Report
from bench.timing import in_one_thread, ratio
from seutukuva import forecasting

AREAS, INDICATORS, YEARS = 300, 45, 35
SAMPLE, QUICK_SAMPLE = 300, 20
QUICK_INDICATORS = 6
HORIZONS = 10
ROUNDS = 5
LEAST_FASTER = 20.0


def run(options: Options) -> Report:
    """Made-up series of a common kind: a random walk with drift; five rounds, turn by turn."""
    report = Report("forecasts")
    indicators = QUICK_INDICATORS if options.quick else INDICATORS
    sample = QUICK_SAMPLE if options.quick else SAMPLE
    ours, theirs, shown = in_one_thread(measured, [(indicators, sample)])[0]
    report.add("series projected", indicators * AREAS, least=indicators * AREAS)
    report.add("of them shown, better than the naive forecast", shown)
    report.add("ours: back-test, choice, intervals and projection", _middle(ours), "µs")
    report.add("statsmodels ETS: one fit, forecast and intervals", _middle(theirs), "µs")
    report.add("a series: ETS / ours", ratio(theirs, ours), "×", least=LEAST_FASTER)
    report.add("ours: the whole country", _middle(ours) * indicators * AREAS / 1e6, "s")
    return report


def measured(indicators: int, sample: int) -> tuple[list[float], list[float], int]:
    """Seconds a series of each round, ours and theirs, and how many of ours are shown."""
    frames = [_frame(seed) for seed in range(indicators)]
    peer = _sample(frames, sample)
    forecasting.project(frames[0], HORIZONS, YEARS)
    peers.ets(peer[0], HORIZONS)
    ours, theirs, shown = [], [], 0
    for turn in range(ROUNDS):
        start = time.perf_counter()
        found = [forecasting.project(frame, HORIZONS, YEARS) for frame in frames[turn::ROUNDS]]
        ours.append((time.perf_counter() - start) / (len(found) * AREAS))
        shown += sum(int((one.shown > 0).sum()) for one in found)
        mine = peer[turn::ROUNDS]
        start = time.perf_counter()
        for series in mine:
            peers.ets(series, HORIZONS)
        theirs.append((time.perf_counter() - start) / len(mine))
    return ours, theirs, shown


def _frame(seed: int) -> forecasting.Frame:
    dice = np.random.default_rng(seed)
    drift, noise = dice.normal(0, 1, (AREAS, 1)), dice.normal(0, 2, (AREAS, YEARS))
    values = 1000 + np.cumsum(drift + noise, axis=1)
    return forecasting.Frame(
        values, 1, 1, 0.0, np.inf, np.zeros(values.shape, dtype=bool), np.arange(AREAS) % 6
    )


def _sample(frames: list[forecasting.Frame], size: int) -> list[NDArray[Any]]:
    dice = random.Random(1)
    return [dice.choice(frames).values[dice.randrange(AREAS)] for _ in range(size)]


def _middle(times: list[float]) -> float:
    """Median in microseconds."""
    return float(np.median(times)) * 1e6
