"""``python -m etl import projects``: lists from the command line to the log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from etl import cli
from etl.projects import steps
from seutukuva import intake, settings, texts
from seutukuva.records import project_batches
from tests.etl.projects.making import DAY, GOOD, changed, quoted
from tests.etl.projects.test_shapes import FOREIGN, ROW

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

MAP = """
[columns]
"Ref" = "code"
"What" = "name"
"Funding" = "total.planned.all"
"Places" = ""
"""


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    yield
    texts.use(texts.DEFAULT)


@pytest.fixture
def at_once(monkeypatch):
    """The steps in this process: whole ways through processes take seconds each."""

    def done(upload_id: str, names: tuple[str, ...]) -> None:
        for name in names:
            getattr(steps, name)(intake.folder(upload_id), lambda *_told: None)

    monkeypatch.setattr(intake, "steps", done)


def written(folder: Path, name: str, rows: list[list[str]], headings: Any = None) -> str:
    file = folder / name
    file.write_bytes(quoted(rows, headings) if headings else quoted(rows))
    return str(file)


def run(capsys, *arguments: str) -> tuple[int, Any]:
    status = cli.main(["import", "projects", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_file_that_is_too_large_is_told_of_by_its_own_size(capsys, tmp_path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as handle:
        handle.truncate(intake.MAX_BYTES + (7 << 20))
    status, found = run(capsys, str(file))
    error = found["files"][0]["error"]
    assert status == 1
    assert error["what"] == "The file has 32.0 MB; 25 MB are taken at most"
    assert "projects" in error["todo"]


@pytest.mark.usefixtures("at_once")
def test_figures_beyond_all_bounds_are_told_of_and_the_answer_is_json(capsys, tmp_path) -> None:
    rows = [changed(paid="99999999999999999999"), changed("S19002", paid="1e308")]
    status, found = run(capsys, written(tmp_path, "huge.csv", rows), "--date", DAY, "--yes")
    one = found["files"][0]
    assert (status, one["stored"]) == (0, 2)
    assert [told["code"] for told in one["problems"]].count("number_unreadable") == 2


@pytest.mark.usefixtures("at_once")
def test_lists_are_stored_once_each_and_dry_runs_store_nothing(capsys, tmp_path) -> None:
    one = written(tmp_path, "a.csv", [GOOD, changed("S19002")])
    other = written(tmp_path, "b.csv", [changed("S19003", end="1.1.2000"), changed("")])
    status, told = run(capsys, one, other, "--date", "4.1.2016", "--dry-run")
    assert (status, told["ok"], project_batches.standing()) == (0, True, {})
    assert [file["stored"] for file in told["files"]] == [2, 1]
    # The second has a warning that nobody has accepted; the first is stored all the same.
    status, told = run(capsys, one, other, "--date", DAY)
    assert (status, [file["ok"] for file in told["files"]]) == (1, [True, False])
    assert "warning" in told["files"][1]["error"]["what"]
    status, told = run(capsys, one, other, "--date", DAY, "--yes")
    assert (status, [file["already"] for file in told["files"]]) == (0, [True, False])
    problem = next(p for p in told["files"][1]["problems"] if p["code"] == "end_before_start")
    assert (problem["row"], problem["column"], problem["severity"]) == (2, "I", "warning")
    assert problem["repair"]
    assert len(project_batches.standing()) == 2
    assert not list(settings.inbox_folder().glob("*/file"))


@pytest.mark.usefixtures("at_once")
def test_a_list_of_another_shape_is_imported_with_a_map(capsys, tmp_path) -> None:
    file = written(tmp_path, "c.csv", [ROW], FOREIGN)
    plan = tmp_path / "map.toml"
    plan.write_text(MAP, encoding="utf-8")
    status, told = run(capsys, file, "--date", DAY)
    assert (status, told["files"][0]["stored"]) == (1, 0)
    status, told = run(capsys, file, "--date", DAY, "--map", str(plan))
    assert (status, told["files"][0]["format"]) == (0, "other")
    assert told["files"][0]["totals"][""]["total_planned"] == 100
    assert told["files"][0]["columns"]["Places"] is None


def test_what_people_see(capsys, tmp_path) -> None:
    file = written(tmp_path, "a.csv", [GOOD, changed("S19002", paid="1 000")])
    assert cli.main(["import", "projects", file, "--date", DAY]) == 0
    said = capsys.readouterr().out
    assert "List of projects of EURA 2007; day of the list: 4 January 2016" in said
    assert "EU and state funding, realised: 169,275" in said
    assert "Projects stored: 2; rows refused: 0" in said
    assert "row 3 L “Toteutunut EU- ja valtion rahoitus” Text with spaces" in said


@pytest.mark.parametrize(
    "options", [["--format", "eura1999"], ["--date", "eilen"], ["--date", "2016"]]
)
def test_options_that_mean_nothing(options: list[str], capsys, tmp_path) -> None:
    assert cli.main(["import", "projects", str(tmp_path / "a.csv"), *options]) == 2
    assert "perhaps" in (said := capsys.readouterr().err) or "e.g." in said or "one of" in said


@pytest.mark.usefixtures("at_once")
def test_a_file_that_is_not_there_is_refused_and_the_others_are_not(capsys, tmp_path) -> None:
    good = written(tmp_path, "a.csv", [GOOD])
    status, told = run(capsys, str(tmp_path / "none.csv"), good, "--date", DAY)
    assert (status, [file["ok"] for file in told["files"]]) == (1, [False, True])
