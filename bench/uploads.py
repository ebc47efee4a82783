"""Interviews from file to stored and queryable, against reading the file alone with pandas.

The rows answer thirty questions of the programme's questionnaire. Everything is one run on one
machine: the ratios count, not the seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from bench import versions
from bench.report import Options, Report
from etl.interviews import importing
from seutukuva import definitions, intake
from seutukuva.children import NICE
from seutukuva.definitions import Question
from seutukuva.interviews import batches

ROWS, FEWER_ROWS, QUICK_ROWS, QUICK_FEWER = 100_000, 10_000, 8_000, 2_000
QUESTIONNAIRE, WAVE = "company_interview", "2026-10"
LANGUAGE = "fi"
COLUMNS = (
    *("response_id", "y_tunnus", "firm_name", "municipality", "industry", "personnel"),
    *("interviewed_on", "consent", "quotation", "situation", "business_outlook"),
    *("turnover_outlook", "profitability_outlook", "solvency_outlook", "investment_outlook"),
    *("product_development_outlook", "personnel_outlook", "export_outlook"),
    *("labour_availability", "growth_aim", "investment_plan", "succession_plan", "exports_now"),
    *("finance_need", "skill_shortage", "service_needs", "recruitment_occupations", "needs_text"),
    *("challenge", "greetings"),
)
WORDS = (
    *("yritys", "kasvu", "vienti", "osaaminen", "rahoitus", "työvoima", "investointi", "kunta"),
    *("sukupolvenvaihdos", "metsä", "puurakentaminen", "matkailu", "biotalous", "koneistus"),
    *("toimitila", "hankinta", "koulutus", "yhteistyö"),
)
# Numbers are given in turn and have not come this far: no such number belongs to anybody.
FIRST_ID = 9_000_000
WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
# What the import is compared with runs as politely as its own processes do: on a busy machine
# another would be given more of it.
POLITE = f"import os, sys, time; os.nice({NICE}); began = time.perf_counter()\n"
PANDAS = (
    "import pandas; began = time.perf_counter()\n"
    "table = pandas.read_excel(sys.argv[1], engine='openpyxl')\n"
    "print(time.perf_counter() - began, len(table))"
)
UNZIP = (
    "import zipfile; began = time.perf_counter()\n"
    "archive = zipfile.ZipFile(sys.argv[1])\n"
    "parts = [len(archive.read(name)) for name in archive.namelist()]\n"
    "print(time.perf_counter() - began, len(parts))"
)
START = "import etl.interviews.reading.inspecting"


def run(options: Options) -> Report:
    """Imports a large workbook and a small one."""
    report = Report("uploads")
    many, few = (QUICK_ROWS, QUICK_FEWER) if options.quick else (ROWS, FEWER_ROWS)
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.xlsx", Path(folder) / "small.xlsx"
        write(large, many)
        write(small, few)
        gc.collect()
        with versions.looking_at(Path(folder) / "data"):
            _large(report, large, many)
        # A folder of its own: the check of a file also looks at what is stored already.
        with versions.looking_at(Path(folder) / "other"):
            _small(report, small, few)
    return report


def _large(report: Report, file: Path, rows: int) -> None:
    watched = _Watched()
    with watched:
        took, found = _imported(file)
    answers, asked = _queried()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    alone = _with_pandas(file, rows)
    report.add("rows × columns of the file", rows * len(COLUMNS))
    report.add("size of the file", file.stat().st_size / 1e6, "MB")
    report.add("rows stored", found["stored"], least=rows)
    report.add("answers that a question finds", answers, least=rows)
    report.add("file to stored", took, "s")
    for step, seconds in watched.steps.items():
        report.add(f"  of it: {step}", seconds, "s")
    report.add("a question over all of it", asked, "s")
    report.add("pandas and openpyxl, reading alone", alone, "s")
    report.add("times faster, storing included", alone / took, least=4)
    report.add("memory of the reading process at its highest", child, "MiB", most=1024)
    report.add("memory that the program grew by meanwhile", watched.grown, "MiB", most=200)


def _small(report: Report, file: Path, rows: int) -> None:
    unpacked = min(_unzipped(file) for _time in range(5))
    with _Watched() as watched:
        took, found = _imported(file)
    started = min(_started() for _time in range(5))
    steps = sum(watched.steps.values())
    # All of a small file is done by one process.
    working = steps - started
    report.add("small file: rows stored", found["stored"], least=rows)
    report.add("small file: unzipping it", unpacked * 1000, "ms")
    report.add("small file: starting a process", started * 1000, "ms")
    report.add("small file: file to stored", took * 1000, "ms")
    report.add("small file: file to stored, against unzipping", took / unpacked)
    reading = watched.steps["inspect"] - started
    report.add("small file: reading, against unzipping", reading / unpacked, most=10)
    report.add("small file: reading, mapping and checking", working / unpacked)


def write(file: Path, rows: int) -> None:
    """A workbook of made-up answers; equal for equal arguments."""
    form = definitions.load().questionnaires[QUESTIONNAIRE]
    chance = random.Random(rows)
    areas = [area.name[LANGUAGE] for area in _municipalities()]
    book = xlsxwriter.Workbook(
        str(file),
        {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": False},
    )
    sheet = book.add_worksheet("Vastaukset")
    date = book.add_format({"num_format": "d.m.yyyy"})
    asked = [form.questions[name] for name in COLUMNS]
    sheet.write_row(0, 0, [question.title[LANGUAGE] for question in asked])
    numbers = _business_ids()
    for row in range(1, rows + 1):
        firm = next(numbers)
        for column, question in enumerate(asked):
            value = _answer(question, row, firm, areas, chance)
            if isinstance(value, dt.date):
                sheet.write_datetime(row, column, value, date)
            else:
                sheet.write(row, column, value)
    book.close()


def _answer(
    question: Question, row: int, firm: str, areas: list[str], chance: random.Random
) -> str | float | dt.date:
    own: dict[str, Any] = {
        "response_id": f"V{row:07d}",
        "y_tunnus": firm,
        "firm_name": f"Esimerkkiyritys {row}",
        "municipality": areas[row % len(areas)],
        "industry": chance.choice(("16100", "25620", "41200", "47110", "62010")),
        "interviewed_on": dt.date(2026, 9, 1 + row % 28),
    }
    if question.role in own:
        return own[question.role]
    options = [option.title[LANGUAGE] for option in question.options.values()]
    if question.role in ("consent", "quotation"):
        return options[0]
    if question.type == "choice":
        return chance.choice(options)
    if question.type == "multi":
        return "; ".join(chance.sample(options, chance.choice((1, 1, 2, 3))))
    if question.type == "number":
        return chance.randint(1, 60)
    return " ".join(chance.choices(WORDS, k=4)) if chance.random() < 0.4 else ""


def _municipalities() -> list[Any]:
    found = definitions.load()
    return [found.areas[one] for one in found.programme.areas if one.startswith("FI-KU")]


def _business_ids() -> Iterator[str]:
    number = FIRST_ID
    while True:
        number += 1
        rest = sum(int(d) * w for d, w in zip(str(number), WEIGHTS, strict=True)) % 11
        if rest != 1:
            yield f"{number}-{(11 - rest) % 11}"


def _imported(file: Path) -> tuple[float, dict[str, Any]]:
    parser = argparse.ArgumentParser()
    importing.add_options(parser)
    wish = parser.parse_args([str(file), "--yes", "--questionnaire", QUESTIONNAIRE, "--wave", WAVE])
    began = time.perf_counter()
    found = importing.run(wish, definitions.load())
    took = time.perf_counter() - began
    if not found["ok"]:
        raise RuntimeError(f"the import was refused: {found['error'] or found['by_code']}")
    return took, found


def _queried() -> tuple[int, float]:
    began = time.perf_counter()
    answers = batches.answers(batches.standing(), ["turnover_outlook"])
    return len(answers), time.perf_counter() - began


def _with_pandas(file: Path, rows: int) -> float:
    """Seconds of reading alone, in a process of its own: starting it is not counted."""
    took, read = _politely(PANDAS, file).split()
    if int(read) != rows:
        raise RuntimeError(f"pandas read {read} rows of {rows}")
    return float(took)


def _unzipped(file: Path) -> float:
    """Seconds of unzipping alone."""
    return float(_politely(UNZIP, file).split()[0])


def _started() -> float:
    """Seconds of starting a process that imports what reading needs, and does nothing."""
    began = time.perf_counter()
    _politely(START)
    return time.perf_counter() - began


def _politely(program: str, *arguments: Path) -> str:
    command = [sys.executable, "-c", POLITE + program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class _Watched:
    """How long each step takes, and how far this process's memory grows meanwhile."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self.grown = 0.0
        self._steps = intake.steps
        self._over = threading.Event()

    def __enter__(self) -> _Watched:
        def timed(upload_id: str, names: Sequence[str], *_tell: Any) -> dict[str, Any]:
            began = time.perf_counter()

            def tell(step: str, _share: float, doing: str) -> None:
                if doing == "done":
                    self.steps[step] = time.perf_counter() - began - sum(self.steps.values())

            return self._steps(upload_id, names, tell)

        intake.steps = timed
        self._before = _resident()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        intake.steps = self._steps
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.grown = max(self.grown, _resident() - self._before)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / (1 << 20)
