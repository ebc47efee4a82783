"""Runs benchmarks; exit status 0 every promise is kept, 1 one is missed, 2 wrong use."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import (
    accuracy,
    audit,
    crowd,
    disclosure,
    first_visit,
    forecasts,
    fuzz,
    jsonstat,
    kill,
    load,
    matrix,
    mutations,
    packs,
    pages,
    portfolio,
    publish,
    queries,
    slides,
    uploads,
)
from bench.report import Options, Report

RESULTS = Path(__file__).resolve().parent / "results"
BENCHMARKS: dict[str, Callable[[Options], Report]] = {
    "jsonstat": jsonstat.run,
    "queries": queries.run,
    "publish": publish.run,
    "pages": pages.run,
    "load": load.run,
    "first_visit": first_visit.run,
    "kill": kill.run,
    "uploads": uploads.run,
    "mutations": mutations.run,
    "portfolio": portfolio.run,
    "forecasts": forecasts.run,
    "packs": packs.run,
    "slides": slides.run,
    "matrix": matrix.run,
    "audit": audit.run,
    "disclosure": disclosure.run,
}
# Only where they are named. `accuracy` needs a published version of the whole country, and writes a
# document; `crowd` and `fuzz` take long.
BY_NAME: dict[str, Callable[[Options], Report]] = {
    "accuracy": accuracy.run,
    "crowd": crowd.run,
    "fuzz": fuzz.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; see `python -m bench --help`."""
    asked = _parser().parse_args(arguments)
    known = BENCHMARKS | BY_NAME
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        print(
            f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}",
            file=sys.stderr,
        )
        return 2
    options = Options(
        rows=asked.rows or (2_000_000 if asked.quick else 20_000_000),
        quick=asked.quick,
        seconds=asked.seconds,
    )
    reports = []
    for name in asked.names or BENCHMARKS:
        report = known[name](options)
        _keep(report)
        reports.append(report)
        if not asked.json:
            print("\n".join(report.lines()), flush=True)
    if asked.json:
        print(json.dumps([report.to_dict() for report in reports], ensure_ascii=False, indent=2))
    return 0 if all(report.passed for report in reports) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join([*BENCHMARKS, *BY_NAME]))
    parser.add_argument("--json", action="store_true", help="print for programs")
    parser.add_argument(
        "--rows",
        type=int,
        default=0,
        help="observations of the larger version of `queries` (20,000,000)",
    )
    parser.add_argument(
        "--seconds", type=float, default=0.0, help="how long `disclosure` attacks (180)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="a smaller load: shows that it works, proves nothing"
    )
    return parser


def _keep(report: Report) -> None:
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
    (RESULTS / f"{report.benchmark}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
