"""The template of projects' figures: filled in, it comes back as what was filled in."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from seutukuva import definitions
from seutukuva.definitions import LANGUAGES
from seutukuva.export.project_lists import columns, template
from tests.etl.projects.making import taken

FOUND = definitions.load()
FIELDS = [one.id for one in columns(FOUND)]


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))


def filled(language: str, *rows: dict[str, object]) -> bytes:
    """The template with some cells filled in, as a spreadsheet program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(template(language, FOUND)))
    for number, row in enumerate(rows, 2):
        for name, value in row.items():
            book.worksheets[0].cell(number, FIELDS.index(name) + 1, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


STATES = {"fi": "Käynnissä", "sv": "Pågår", "en": "Running", "nb": "Pågår"}


@pytest.mark.parametrize(("language", "state"), list(STATES.items()))
def test_what_is_filled_in_comes_back(language: str, state: str, tmp_path: Path) -> None:
    row = {"code": "OMA-1", "name": "Oma hanke", "state": state, "implementer": "Witas Oy"}
    row |= {"as_of": dt.datetime(2025, 6, 30), "start": dt.datetime(2025, 1, 1)}
    row |= {"jobs.planned.all": 4, "jobs.planned.women": 2, "jobs.realised.all": 0.5}
    later = {**row, "as_of": dt.datetime(2025, 12, 31), "jobs.realised.all": 1.5, "name": "Uusi"}
    left = taken(tmp_path, filled(language, row, later), day="")
    assert (left.summary["format"], left.json("mapping")["needs"]) == ("own", [])
    found = [
        (one["value"], str(one["as_of"]), one["stage"])
        for one in left.rows("figures")
        if (one["measure"], one["side"]) == ("jobs", "realised")
    ]
    # Figures of two days are two figures of one project; owners report, and nobody has verified.
    assert found == [(0.5, "2025-06-30", "reported"), (1.5, "2025-12-31", "reported")]
    project = left.projects["OMA-1"]
    assert (project["name"], project["state"], str(project["start"])) == (
        *("Uusi", "running", "2025-01-01"),
    )
    assert project["organisation"] == "WITAS"
    assert left.summary["totals"][""] == {
        **{"projects": 1, "jobs_planned": 4, "jobs_realised": 1.5},
    }


def test_an_implementer_that_nobody_knows_is_told_of(tmp_path: Path) -> None:
    row = {"code": "OMA-1", "name": "Oma hanke", "implementer": "Outo Oy", "jobs.planned.all": 1}
    left = taken(tmp_path, filled("fi", row))
    assert left.problem("implementer_new")["severity"] == "note"
    assert left.projects["OMA-1"]["flags"] == ["no_dates", "unknown_implementer"]


def test_a_day_that_has_not_come_is_refused(tmp_path: Path) -> None:
    row = {
        "code": "OMA-1",
        "name": "Oma hanke",
        "as_of": dt.datetime(dt.date.today().year + 2, 1, 1),
    }
    left = taken(tmp_path, filled("fi", row))
    assert left.problem("as_of_future")["severity"] == "error"
    assert left.summary["stored"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_holds_headings_limits_and_nothing_else(language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(language, FOUND)))
    sheet, told = book.worksheets
    headings = [cell.value for cell in sheet[1]]
    assert headings == [FOUND.list_fields[name].title[language] for name in FIELDS]
    assert sheet.max_row == 1
    rules = {rule.type for rule in sheet.data_validations.dataValidation}
    assert rules == {"date", "decimal", "list"}
    lines = [row[0].value for row in told.iter_rows()]
    assert lines[0] == FOUND.project_lists["own"].title[language]
    assert any(FOUND.measures["jobs"].title[language] in line for line in lines)
