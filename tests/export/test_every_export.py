"""No file that anybody takes away runs something: every place that writes workbooks or CSV."""

from __future__ import annotations

import ast
import csv
import importlib
import io
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from etl import lines
from etl.interviews.checking import marked
from seutukuva import definitions, export, texts
from seutukuva.api import observations
from seutukuva.export import project_lists, questionnaires, workbooks
from tests.conftest import REPOSITORY
from tests.export.reading import full_of

HOSTILE = (
    *('=HYPERLINK("http://evil.example","x")', "=1+1", "+358", "-1+2", "@SUM(A1)", "＝1+1"),
    *("\t=1+1", "a;=1+1", "line\n=cmd|' /C calc'!A0", '="a"&"b"', "http://evil.example/x"),
)
# Every module that writes a workbook or CSV; a new one has to be shown below.
WORKBOOKS = {
    "seutukuva/export/sheets.py",
    "seutukuva/export/workbooks.py",
    "seutukuva/export/questionnaires.py",
    "seutukuva/export/project_lists.py",
    "etl/interviews/checking/marked.py",
}
COMMAS = {"seutukuva/export/commas.py", "seutukuva/api/observations.py", "etl/lines.py"}
# Charts of slides carry their figures as a workbook that is written sign by sign.
BY_HAND = {"seutukuva/export/slides_book.py"}
# The one link: from a list of problems to a cell of the same workbook.
LINKS = {"etl/interviews/checking/marked.py"}
OFF = ("strings_to_formulas", "strings_to_urls")
# A spreadsheet takes a cell that begins so for a formula.
BEGINS = re.compile(r"\s*[=+@＝＋－＠-]")


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call of the program: its file, itself, the name that is called."""
    for folder in ("seutukuva", "etl", "pages"):
        for file in sorted((REPOSITORY / folder).rglob("*.py")):
            name = file.relative_to(REPOSITORY).as_posix()
            text = file.read_text(encoding="utf-8")
            if not re.search(r"xlsxwriter|csv|write_|insert_|to_excel", text):
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call):
                    yield name, node, ast.unparse(node.func)


def test_every_writer_is_known_and_told_not_to_make_formulas() -> None:
    workbooks_of, commas_of, links = set(), set(), set()
    for name, call, called in _calls():
        last = called.rpartition(".")[2]
        if last == "Workbook" and "xlsxwriter" in called:
            workbooks_of.add(name)
            module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
            options = eval(ast.unparse(call.args[1]), vars(module))  # noqa: S307 - our own source
            assert [options[key] for key in OFF] == [False, False], name
        elif last in ("writer", "DictWriter") and "csv" in called or called.endswith("ated.writer"):
            commas_of.add(name)
        elif last in ("write_url", "insert_url"):
            links.add(name)
        assert last not in ("write_formula", "write_array_formula", "write_dynamic_array_formula")
        assert last not in ("to_csv", "to_excel"), f"{name}: pandas writes live formulas"
    assert (workbooks_of, commas_of, links) == (WORKBOOKS, COMMAS, LINKS)
    for name in COMMAS:
        source = (REPOSITORY / name).read_text(encoding="utf-8")
        assert "from seutukuva.downloads import harmless" in source or "harmless(" in source
    for name in BY_HAND:
        assert "<f>" not in (REPOSITORY / name).read_text(encoding="utf-8")


# Files made of hostile texts


def _book(text: str) -> bytes:
    tables = (workbooks.Table(text, full_of(text)), workbooks.Table("b", full_of(text)))
    return workbooks.xlsx(workbooks.Book(text, "en", tables, about=(text,), notes=((text, text),)))


def _marked(folder: Path, text: str) -> bytes:
    cells = pa.table({"c0": [text, text], "k0": ["text", "text"]})
    problem = {
        **{"severity": "warning", "row": 2, "column": "A", "heading": text, "value": text},
        **{"message": text, "allowed": text, "code": "x"},
    }
    places = marked.places_of([problem], 1)
    try:
        marked.write(folder / "m.xlsx", text, cells, [problem], places, lambda *_: None)
    except (KeyError, pa.ArrowInvalid) as error:  # the shape of a sheet is another file's business
        pytest.fail(f"the test knows a sheet no longer: {error!r}")
    return (folder / "m.xlsx").read_bytes()


def _runs(workbook: bytes) -> list[str]:
    """What of a workbook would be calculated or followed."""
    found = []
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode("utf-8", "replace")
            if name.startswith("xl/worksheets/") and re.search(r"<f[ >]", text):
                found.append(f"{name}: a formula")
            if name.endswith(".rels") and 'TargetMode="External"' in text:
                found.append(f"{name}: an address elsewhere")
            if "externalLink" in name or name.endswith("vbaProject.bin"):
                found.append(name)
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_no_workbook_runs_a_text(text: str, tmp_path: Path) -> None:
    texts.use("en")
    assert _runs(export.xlsx(full_of(text))) == []
    assert _runs(_book(text)) == []
    assert _runs(_marked(tmp_path, text)) == []


def test_templates_to_fill_in_hold_no_formula() -> None:
    found = definitions.load()
    form = next(iter(found.questionnaires.values()))
    column = questionnaires.columns(form, "en")[0]
    filled = [{column.key: text} for text in HOSTILE]
    assert _runs(questionnaires.template(form, "en", found, filled)) == []
    assert _runs(project_lists.template("en", found)) == []


def _of_the_interface(text: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    figures = [("i", "FI-KU729", "2025", -1.5, "", text)]
    monkeypatch.setattr(observations, "_figures", lambda _answer: figures)
    monkeypatch.setattr(observations.citing, "cited", lambda version: version)
    answer: Any = SimpleNamespace(
        question=SimpleNamespace(language="en", edition=""),
        areas={"FI-KU729": {"name": {"en": text}}},
        indicators={"i": {"unit": {"en": text}}},
        version=text,
        frame=pd.DataFrame(),
    )
    return observations.as_csv(answer)


def _printed(text: str) -> bytes:
    rows = [{"area_name": text, "value": -1.5, "unit": text, "status": None}]
    return "\n".join(lines.csv(("area_name", "value", "unit", "status"), rows)).encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_csv_holds_a_formula_and_numbers_stay_numbers(text: str, monkeypatch) -> None:
    makers = (
        lambda: export.csv(full_of(text)),
        partial(_of_the_interface, text, monkeypatch),
        partial(_printed, text),
    )
    for make in makers:
        rows = list(csv.reader(io.StringIO(make().decode("utf-8-sig"), newline="")))
        numbers = [cell for row in rows for cell in row if cell == "-1.5"]
        assert numbers, "a figure below zero is a figure"
        words = [cell for row in rows for cell in row if cell != "-1.5"]
        assert not [cell for cell in words if BEGINS.match(cell)]
        # For programs that part cells at a semicolon, whatever quotes say.
        parts = [part for cell in words for part in re.split(r"[;\t\r\n]", cell)[1:]]
        assert not [part for part in parts if BEGINS.match(part)]
