"""Packs of a meeting: the document of one, and all files of every municipality.

Each round is a process of its own, in which nothing is kept from the round before: what is measured
is the first click after the program was started, libraries loaded. Between the rounds a browser
makes pictures of the same charts, which is what a pack of pictures would wait for.
"""

from __future__ import annotations

import datetime as dt
import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import versions
from bench.report import Options, Report
from bench.slides import with_kaleido
from bench.timing import in_one_thread, quantile, seconds
from seutukuva import access, definitions, records, store, texts
from seutukuva.charts import ChartSpecification
from seutukuva.definitions.outlook import HORIZONS
from seutukuva.editions import register
from seutukuva.export import documents
from seutukuva.export.documents import Document, Paragraph
from seutukuva.outlook import register as outlook
from seutukuva.outlook.register import Given
from seutukuva.pack import delivery, document, making, slides
from seutukuva.pack.model import MUNICIPALITY, STEERING_GROUP

ROUNDS, QUICK_ROUNDS = 5, 2
MOST_DOCUMENT, MOST_EVERY = 300.0, 5000.0  # milliseconds
LEAST_TIMES = 1.0  # at least as long take the pictures alone
FORMATS = ("pptx", "pdf", "xlsx")
_ROUNDS_OF_YEAR = ("2026-04", "2026-10")


def run(options: Options) -> Report:
    """Enters a year, freezes it twice, and packs the second edition."""
    report = Report("packs")
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        versions.starter(Path(folder))
        with versions.looking_at(Path(folder)):
            _enter()
            jobs: dict[str, Callable[[], Any]] = {}
            close = with_kaleido(report, jobs, _charts())
            try:
                _measure(report, jobs.get("kaleido"), folder, rounds)
            finally:
                close()
    return report


def _measure(report: Report, pictures: Callable[[], Any] | None, folder: str, rounds: int) -> None:
    typeset: list[float] = []
    every: list[float] = []
    ratios: list[float] = []
    size = pages = 0.0
    if pictures:
        pictures()
    for _number in range(rounds):
        found = in_one_thread(_packed, [(folder,)])[0]
        typeset.append(found["document"])
        every.append(found["every"])
        size, pages = found["size"], found["slides"]
        if pictures:
            ratios.append(seconds(pictures) / found["every"])
    report.add("slides of the steering group", pages, least=10)
    report.add("files of all municipalities in one archive", size / 1024, "KiB")
    report.add(
        "the steering group's document, first time, median",
        quantile(typeset, 0.5) * 1000,
        "ms",
        most=MOST_DOCUMENT,
    )
    report.add(
        f"{len(_areas())} municipalities × {len(FORMATS)} files, median",
        quantile(every, 0.5) * 1000,
        "ms",
        most=MOST_EVERY,
    )
    if ratios:
        report.add(
            "their charts as pictures (Kaleido) over whole packs",
            quantile(ratios, 0.5),
            least=LEAST_TIMES,
        )


def _packed(folder: str) -> dict[str, float]:
    """Seconds of one document and of the files of every municipality; for a fresh process."""
    with versions.looking_at(Path(folder)):
        texts.use("fi")
        store.hold_version()
        edition = register.named(_ROUNDS_OF_YEAR[-1])
        # Loads the typesetter and its fonts.
        documents.pdf(Document("–", "fi", "–", blocks=(Paragraph("–"),)))
        pack = making.made(edition, STEERING_GROUP, definitions.load().programme.subregion, "fi")
        own = document.document(pack)
        gc.collect()
        start = time.perf_counter()
        documents.pdf(own)
        first = time.perf_counter() - start
        gc.collect()
        start = time.perf_counter()
        archive = delivery.of_municipalities(edition, "fi", FORMATS)
        return {
            "document": first,
            "every": time.perf_counter() - start,
            "size": float(len(archive)),
            "slides": float(len(slides.deck(pack).slides)),
        }


def _areas() -> tuple[str, ...]:
    return definitions.load().programme.areas


def _charts() -> list[ChartSpecification]:
    """Every chart of every municipality's pack."""
    texts.use("fi")
    store.hold_version()
    edition = register.named(_ROUNDS_OF_YEAR[-1])
    packs = [making.made(edition, MUNICIPALITY, area, "fi") for area in _areas()]
    return [one.drawn for pack in packs for one in pack.sections if one.drawn is not None]


def _enter() -> None:
    """Marks of two rounds with conclusions and actions, each round frozen."""
    rules = definitions.load().outlook
    store.hold_version()
    for number, round_id in enumerate(_ROUNDS_OF_YEAR):
        outlook.save(
            (
                Given(
                    *(round_id, area, theme, horizon, rules.author_groups[0]),
                    (place + number) % 5 - 2,
                    "Tilauskanta ja työvoiman saatavuus vaihtelevat.",
                )
                for place, area in enumerate(rules.areas)
                for theme in rules.themes
                for horizon in HORIZONS
            ),
            {},
        )
        for at in range(6):
            body = {"meeting": "m", "round": round_id, "text": f"Johtopäätös {at + 1}."}
            records.append("conclusion", body, by=access.LOCAL, source="bench")
            day = dt.date(2027, 1, 1) + dt.timedelta(days=at)
            body = {"text": f"Toimenpide {at + 1}", "owner": "KS", "state": "open"}
            body |= {"due": day.isoformat()}
            records.append("action", body, by=access.LOCAL, source="bench")
        register.freeze(round_id, round=round_id)
