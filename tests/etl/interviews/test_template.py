"""The empty spreadsheet, filled in, is read back without a correction, in every language."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.interviews.checking import answers
from etl.interviews.matching import mapping
from etl.interviews.matching.filemap import FileMap
from etl.interviews.reading import inspecting
from seutukuva import definitions
from seutukuva.definitions import LANGUAGES, Question
from seutukuva.export.questionnaires import LEFT_OUT, MARK, columns, template

FOUND = definitions.load()
FORM = FOUND.questionnaires["company_interview"]
ROWS = 24  # more than the options of any question
Cell = str | float | date


def _silent(share: float, doing: str = "") -> None:
    """Progress that nobody wants to know."""


def _inspected(folder: Path, content: bytes) -> dict[str, object]:
    (folder / "file").write_bytes(content)
    upload = {"questionnaire": FORM.id, "wave": "2026-04", "organisation": "", "name": "t.xlsx"}
    (folder / "upload.json").write_text(json.dumps(upload), encoding="utf-8")
    inspecting.inspect(folder, _silent)
    return json.loads((folder / "inspected.json").read_text(encoding="utf-8"))


def _mapped(folder: Path, content: bytes) -> FileMap:
    _inspected(folder, content)
    return mapping.propose(mapping.opened(folder), FORM)


def _value(question: Question, row: int, language: str) -> Cell:
    if question.type == "choice":
        options = list(question.options.values())
        return options[row % len(options)].title[language]
    if question.type == "number":
        low, high = question.low or 0.0, question.high or 9.0
        return low + row % (high - low + 1)
    if question.type == "date":
        return date(2026, 3, 1 + row)
    if question.role == "municipality":
        areas = FOUND.programme.areas
        return FOUND.areas[areas[row % len(areas)]].name[language]
    return f"{question.id} {row}"


def _rows(language: str) -> list[dict[tuple[str, str], Cell]]:
    """Every option of every question once at least; of multiple choices one or two a row."""
    rows: list[dict[tuple[str, str], Cell]] = []
    for row in range(ROWS):
        cells: dict[tuple[str, str], Cell] = {}
        for question in FORM.questions.values():
            if question.role in LEFT_OUT:
                continue
            if question.type != "multi":
                cells[question.id, ""] = _value(question, row, language)
                continue
            options = list(question.options)
            for at in (row, 2 * row):
                cells[question.id, options[at % len(options)]] = MARK
        rows.append(cells)
    return rows


@pytest.mark.parametrize(
    "language",
    [one if one == "fi" else pytest.param(one, marks=pytest.mark.slow) for one in LANGUAGES],
)
def test_a_filled_template_needs_no_correction(tmp_path: Path, language: str) -> None:
    rows = _rows(language)
    found = _mapped(tmp_path, template(FORM, language, FOUND, rows))
    for column, wanted in zip(found.columns, columns(FORM, language), strict=True):
        assert (column.question, column.option or "") == wanted.key, wanted.heading
        assert column.how in ("exact", "synonym"), wanted.heading
    assert set(found.unasked) == {
        question.id for question in FORM.questions.values() if question.role in LEFT_OUT
    }
    for label in found.labels:
        assert label.means is not None, (label.question, label.label)

    read = answers.read(mapping.opened(tmp_path), found, FORM)
    assert not read.notes
    given: dict[tuple[int, str], set[object]] = defaultdict(set)
    for one in read.long.to_pylist():
        assert one["state"] == "answered"
        kept = one["number"] if one["number"] is not None else one["text"]
        given[one["response"], one["question"]].add(one["option"] or kept)
    for row, cells in enumerate(rows):
        for question in FORM.questions.values():
            wanted = _wanted(question, row, cells, language)
            if wanted is not None:
                assert given[row, question.id] == wanted, question.id


def _wanted(
    question: Question, row: int, cells: dict[tuple[str, str], Cell], language: str
) -> set[object] | None:
    """What the long answers hold of a question in a row; none for what they do not hold."""
    if question.is_personal or question.role in LEFT_OUT:
        return None
    if question.type == "multi":
        return {option for name, option in cells if name == question.id}
    if question.type == "choice":
        return {list(question.options)[row % len(question.options)]}
    value = cells[question.id, ""]
    return {value.isoformat() if isinstance(value, date) else value}


@pytest.mark.parametrize(
    "language",
    [one if one == "fi" else pytest.param(one, marks=pytest.mark.slow) for one in LANGUAGES],
)
def test_cannot_say_is_told_from_an_empty_cell(tmp_path: Path, language: str) -> None:
    unsure = FORM.cannot_say_title[language]
    rows: list[dict[tuple[str, str], Cell]] = [
        {("firm_name", ""): "Esimerkkiyritys 1", ("turnover_outlook", ""): unsure},
        {("firm_name", ""): "Esimerkkiyritys 2"},
    ]
    found = _mapped(tmp_path, template(FORM, language, FOUND, rows))
    read = answers.read(mapping.opened(tmp_path), found, FORM).long.to_pylist()
    told = [
        (one["response"], one["state"]) for one in read if one["question"] == "turnover_outlook"
    ]
    assert told == [(0, "cannot_say")]


def test_the_sheet_of_answers_is_proposed_even_with_one_firm(tmp_path: Path) -> None:
    rows = [{("firm_name", ""): "Esimerkkiyritys 1", ("municipality", ""): "Karstula"}]
    found = _inspected(tmp_path, template(FORM, "fi", FOUND, rows))
    assert found["proposed_sheet"] == 0
    sheet = found["sheets"][0]  # type: ignore[index]
    assert (sheet["header_rows"], sheet["first_row"], sheet["data_rows"]) == ([1], 2, 1)


def test_an_empty_template_holds_no_row(tmp_path: Path) -> None:
    found = _inspected(tmp_path, template(FORM, "fi", FOUND))
    assert found["proposed_sheet"] == 0
    assert found["sheets"][0]["data_rows"] == 0  # type: ignore[index]


@pytest.mark.slow
def test_what_was_saved_again_elsewhere_reads_the_same(tmp_path: Path) -> None:
    """Another program writes the same cells in its own way, and leaves comments and lists out."""
    rows = _rows("fi")
    first = tmp_path / "file.xlsx"
    first.write_bytes(template(FORM, "fi", FOUND, rows))
    book = openpyxl.load_workbook(first)
    sheet = book.worksheets[0]
    for cell in sheet[1]:
        cell.comment = None
    sheet.data_validations.dataValidation = []
    again = tmp_path / "again.xlsx"
    book.save(again)
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    maps = [_mapped(one, first.read_bytes()), _mapped(two, again.read_bytes())]
    assert maps[0].as_json()["columns"] == maps[1].as_json()["columns"]
    read = [
        answers.read(mapping.opened(folder), found, FORM).long.to_pylist()
        for folder, found in zip((one, two), maps, strict=True)
    ]
    assert read[0] == read[1]
