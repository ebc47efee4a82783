"""The portfolio of projects at the size of a whole country: filter, sort and page, beside pandas.

Both answer the same questions on the same projects, taking turns: one page of what fits a filter,
in order, with how many fit and the sums of their money. Nothing is answered from what is kept.
"""

from __future__ import annotations

import datetime as dt
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from bench import made_projects, versions
from bench.report import Options, Report
from bench.timing import interleaved, quantile, ratio
from seutukuva import store
from seutukuva.projects import register
from seutukuva.projects.register import Filter, Portfolio

PROJECTS, QUICK_PROJECTS = 23_000, 3_000
ROUNDS, QUICK_ROUNDS = 101, 15
MOST_AT_P95 = 150.0
PAGE = 50
MONEY = [(measure, side) for measure in ("eu_state", "public") for side in ("planned", "realised")]
# What came with the program is of none of these.
FUNDS = made_projects.FUNDS
SORTS = ("start", "name", "planned", "realised", "implementer", "end")


def run(options: Options) -> Report:
    """Accepts a made-up list in a temporary folder and looks at it."""
    report = Report("portfolio")
    number = QUICK_PROJECTS if options.quick else PROJECTS
    with tempfile.TemporaryDirectory() as folder:
        versions.starter(Path(folder))
        with versions.looking_at(Path(folder)):
            projects, figures = made_projects.accept(number)
            start = time.perf_counter()
            register.count()
            report.add("first look: all lists read, the register made", _since(start), "ms")
            report.add("projects", register.count(), least=number)
            _beside_pandas(report, _frame(projects, figures), options.quick)
    return report


def _beside_pandas(report: Report, frame: pd.DataFrame, quick: bool) -> None:
    dice = random.Random(3)
    asked: list[tuple[Filter, str, bool, int]] = []

    def ours() -> Portfolio:
        # What is kept is of the same question; here it is always another one.
        store._of_made_table.cache_clear()
        # As a page's run begins.
        store.hold_version()
        return register.portfolio(asked[-1][0], asked[-1][1], asked[-1][2], asked[-1][3], PAGE)

    def ask_anew() -> None:
        asked.append((_wanted(dice), dice.choice(SORTS), dice.random() < 0.5, dice.choice((0, 50))))

    jobs: dict[str, Callable[[], Any]] = {
        "new question": ask_anew,
        "portfolio": ours,
        "pandas": lambda: _with_pandas(frame, *asked[-1]),
    }
    times = interleaved(jobs, QUICK_ROUNDS if quick else ROUNDS)
    agree = all(_agree(ours_of(one), _with_pandas(frame, *one)) for one in asked[:20])
    for name in ("portfolio", "pandas"):
        report.add(f"filter, sort, sums and a page: {name}, median", _ms(times[name], 0.5), "ms")
    report.add(
        "filter, sort, sums and a page: portfolio, p95",
        _ms(times["portfolio"], 0.95),
        "ms",
        most=MOST_AT_P95,
    )
    report.add("filter, sort, sums and a page: pandas, p95", _ms(times["pandas"], 0.95), "ms")
    report.add("portfolio over pandas", ratio(times["portfolio"], times["pandas"]))
    report.add("both find the same projects and sums", float(agree), least=1)


def ours_of(question: tuple[Filter, str, bool, int]) -> Portfolio:
    """The portfolio's answer to a question."""
    wanted, sort, descending, offset = question
    return register.portfolio(wanted, sort, descending, offset, PAGE)


def _wanted(dice: random.Random) -> Filter:
    return Filter(
        text=dice.choice(("", "", "saarijarvi", "matkailu verkosto", "A71", "oy")),
        funds=dice.choice((FUNDS, FUNDS[:1], FUNDS[1:])),
        states=dice.choice(((), ("ended",), ("interrupted", "running"))),
        running_on=dice.choice((None, None, dt.date(2012, 6, 1))),
    )


def _frame(projects: list[dict[str, Any]], figures: list[dict[str, Any]]) -> pd.DataFrame:
    """One row a project, with its money."""
    wide = pd.DataFrame(figures).pivot_table(
        index="code", columns=["measure", "side"], values="value", aggfunc="last"
    )
    frame = pd.DataFrame(projects).set_index("code", drop=False)
    for measure, side in MONEY:
        frame[f"{measure}_{side}"] = wide[(measure, side)]
    plain = (frame["code"] + " " + frame["name"] + " " + frame["implementer"]).str.lower()
    marks = plain.str.normalize("NFKD").str.encode("ascii", "ignore").str.decode("ascii")
    frame["searched"] = marks
    return frame.reset_index(drop=True)


def _with_pandas(
    frame: pd.DataFrame, wanted: Filter, sort: str, descending: bool, offset: int
) -> tuple[int, dict[tuple[str, str], float], pd.DataFrame]:
    fits = pd.Series(True, index=frame.index)
    for word in wanted.text.lower().split():
        fits &= frame["searched"].str.contains(word, regex=False)
    if wanted.funds:
        fits &= frame["fund"].isin(wanted.funds)
    if wanted.states:
        fits &= frame["state"].isin(wanted.states)
    if wanted.running_on:
        fits &= (frame["start"] <= wanted.running_on) & (frame["end"] >= wanted.running_on)
    found = frame[fits]
    column = {"planned": "eu_state_planned", "realised": "eu_state_realised"}.get(sort, sort)
    page = found.sort_values([column, "code"], ascending=[not descending, True])
    sums = {(m, s): float(found[f"{m}_{s}"].sum()) for m, s in MONEY}
    return len(found), sums, page.iloc[offset : offset + PAGE]


def _agree(ours: Portfolio, theirs: tuple[int, dict[tuple[str, str], float], pd.DataFrame]) -> bool:
    number, sums, _page = theirs
    return ours.count == number and all(
        abs(ours.sums.get(key, 0.0) - value) < 0.5 for key, value in sums.items()
    )


def _ms(times: list[float], share: float) -> float:
    return quantile(times, share) * 1000


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
