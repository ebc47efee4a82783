"""Slides with native charts, beside pictures of the same charts by a browser, taking turns.

Twelve slides, one chart each, of every kind. Pictures are made with Kaleido, whose browser stays
open between them, as a program would keep it.
"""

from __future__ import annotations

import io
import os
import shutil
import time
from collections.abc import Callable
from typing import Any

import openpyxl
import pptx

from bench import made_charts
from bench.report import Options, Report
from bench.timing import interleaved, quantile, ratio
from seutukuva import charts
from seutukuva.charts import ChartSpecification
from seutukuva.export import slides
from seutukuva.export.slides import Deck, Slide

SLIDES = 12
ROUNDS, QUICK_ROUNDS = 11, 5
MOST = 500.0  # milliseconds of twelve slides
LEAST_TIMES = 8.0  # as long take the pictures
_PICTURE = {"format": "png", "width": 1200, "height": 600}


def run(options: Options) -> Report:
    """Makes the same show again and again, with Kaleido's pictures between."""
    report = Report("slides")
    found = made_charts.every_kind("fi")[: SLIDES - 1]
    deck = Deck(
        "Tilannekuva",
        "lokakuu 2026",
        "fi",
        "Painos 2026-10",
        tuple(_slide(one) for one in found),
    )
    made = slides.pptx(deck)
    _counted(report, made)
    jobs: dict[str, Callable[[], Any]] = {"slides": lambda: slides.pptx(deck)}
    close = with_kaleido(report, jobs, [part for one in found for part in one.panels or (one,)])
    try:
        times = interleaved(jobs, QUICK_ROUNDS if options.quick else ROUNDS, patience=120)
    finally:
        close()
    for name, share in (("median", 0.5), ("p95", 0.95)):
        took = quantile(times["slides"], share) * 1000
        report.add(f"{SLIDES} slides with native charts, {name}", took, "ms", most=MOST)
    report.add("the same, the processor's time", _worked(jobs["slides"]) * 1000, "ms", most=MOST)
    report.add("size of the file", len(made) / 1024, "KiB")
    if "kaleido" in times:
        report.add("the charts as pictures (Kaleido)", quantile(times["kaleido"], 0.5) * 1000, "ms")
        report.add(
            "pictures over slides", ratio(times["kaleido"], times["slides"]), least=LEAST_TIMES
        )
    return report


def _worked(job: Callable[[], Any]) -> float:
    """Seconds that the processor works for it, whoever else there is; median of five."""
    found = []
    for _round in range(5):
        start = time.process_time()
        job()
        found.append(time.process_time() - start)
    return quantile(found, 0.5)


def _slide(chart: ChartSpecification) -> Slide:
    return Slide(
        chart.title or "Kehitys",
        bullets=("Väkiluku väheni vuodessa.", "Työpaikkoja on entistä vähemmän."),
        chart=chart,
        notes=("Puhujalle.",),
    )


def _counted(report: Report, made: bytes) -> None:
    """What was made is a show with charts that can be edited."""
    show = pptx.Presentation(io.BytesIO(made))
    native = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    for chart in native:
        openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    report.add("slides", len(show.slides), least=SLIDES)
    report.add("native charts with a workbook", len(native), least=SLIDES - 1)


def with_kaleido(
    report: Report, jobs: dict[str, Callable[[], Any]], found: list[ChartSpecification]
) -> Callable[[], None]:
    """Adds the pictures where Kaleido and a browser are at hand; gives what ends the browser."""
    browser = os.environ.get("BROWSER_PATH") or shutil.which("chromium")
    try:
        import kaleido
    except ImportError:
        browser = None
    if not browser:
        report.notes.append("Kaleido or a browser is not here: nothing to compare with")
        return lambda: None
    os.environ["BROWSER_PATH"] = browser
    kaleido.start_sync_server(n=1, silence_warnings=True)

    def pictures() -> None:
        for one in found:
            kaleido.calc_fig_sync(charts.figure(one, with_title=True), opts=_PICTURE)

    jobs["kaleido"] = pictures
    return lambda: kaleido.stop_sync_server(silence_warnings=True)
