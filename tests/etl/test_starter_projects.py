"""Projects that come with the program: every row has a source, and says what the source says."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import build, checks, starter_projects
from seutukuva import definitions, settings, store
from seutukuva.errors import DefinitionError
from seutukuva.projects.implementers import harmonised
from tests.conftest import REPOSITORY, SHARED

FOLDER = REPOSITORY / "data" / "starter" / "projects"
LIST = SHARED / "data" / "projects" / "fi_eura2007_projektilista_utf8.csv"
MONEY = {
    ("eu_state", "planned"): "Myönnetty EU- ja valtion rahoitus",
    ("eu_state", "realised"): "Toteutunut EU- ja valtion rahoitus",
    ("public", "planned"): "Suunniteltu julkinen rahoitus yhteensä",
    ("public", "realised"): "Toteutunut julkinen rahoitus yhteensä",
}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture
def published(starter: Path) -> Any:
    with build.opened(settings.build_folder() / store.current_version().file) as con:
        yield con


def test_every_row_has_a_source_of_its_own_page(published: duckdb.DuckDBPyConnection) -> None:
    sources = definitions.load().sources
    for one in (*rows("projects"), *rows("figures")):
        assert sources[one["source_id"]].connector == "none"
    shown = {row["source_id"] for row in store.rows("shared/sources")}
    assert {one["source_id"] for one in rows("projects")} <= shown


def test_no_person_implements_one_and_every_project_has_its_money() -> None:
    told = {(one["code"], one["measure"], one["side"]) for one in rows("figures")}
    for one in rows("projects"):
        assert not harmonised(one["implementer"]).is_person
        assert {(one["code"], *key) for key in MONEY} <= told


def test_the_worked_example_holds_every_figure_of_its_page() -> None:
    of_page = {
        (one["measure"], one["side"], one["part"]): float(one["value"])
        for one in rows("figures")
        if one["code"] == "S11010" and one["source_id"] == "eura2007_project_page"
    }
    told = {"participants": (103, 28, 86, 28), "jobs": (20, 10, 0, 0), "firms": (1, 0, 0, 0)}
    for measure, values in (told | {"degrees": (0, 0, 0, 0)}).items():
        keys = [
            (measure, side, part) for side in ("planned", "realised") for part in ("all", "women")
        ]
        assert tuple(of_page[key] for key in keys) == values
    euros = (194_225, 168_275, 228_500, 202_550)
    assert tuple(of_page[(*key, "all")] for key in MONEY) == euros
    assert len(of_page) == 20


def test_the_list_and_the_page_tell_the_same_of_the_worked_example() -> None:
    by_source: dict[str, dict[tuple[str, ...], float]] = {}
    for one in rows("figures"):
        if one["code"] == "S11010" and one["measure"] in ("eu_state", "public"):
            key = (one["measure"], one["side"], one["part"], one["as_of"], one["stage"])
            by_source.setdefault(one["source_id"], {})[key] = float(one["value"])
    of_list, of_page = by_source["eura2007_project_list"], by_source["eura2007_project_page"]
    assert of_list == of_page and len(of_list) == 4


@pytest.mark.skipif(not LIST.exists(), reason="the public list is not here")
def test_rows_are_those_of_the_public_list() -> None:
    with LIST.open(encoding="utf-8", newline="") as handle:
        public = {row["Koodi"]: row for row in csv.DictReader(handle)}
    for one in rows("projects"):
        theirs = public[one["code"]]
        assert one["name"] == " ".join(theirs["Projektin nimi"].split())
        assert one["fund"] == theirs["Rahasto"]
        days = [theirs["Aloituspvm"], theirs["Päättymispvm"]]
        assert [one["start"], one["end"]] == [_iso(day) for day in days]
    for one in rows("figures"):
        if (one["measure"], one["side"]) in MONEY:
            theirs = public[one["code"]]
            assert float(one["value"]) == float(theirs[MONEY[one["measure"], one["side"]]])


def _iso(text: str) -> str:
    day, month, year = map(int, text.split("."))
    return date(year, month, day).isoformat()


def test_the_version_holds_them_and_its_hash_covers_them(
    published: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    count = "select (select count(*) from dim_project), (select count(*) from fct_project_figure)"
    assert published.execute(count).fetchone() == (len(rows("projects")), len(rows("figures")))
    example = "select implementer, municipalities, is_example from dim_project where is_example"
    assert published.execute(example).fetchall() == [
        ("Lahden Alueen Kehittämisyhtiö Oy", ["FI-KU081", "FI-KU111", "FI-KU781"], True)
    ]
    before = build.content_hash(published)
    file = tmp_path / "copy.duckdb"
    shutil.copy(settings.build_folder() / store.current_version().file, file)
    with build.opened(file, writable=True) as con:
        assert build.content_hash(con) == before
        con.execute("update fct_project_figure set value = value + 1 where project_key = 's11010'")
        assert build.content_hash(con) != before


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("update dim_project set source_id = 'x' where project_key = 'a32824'", "source"),
        ("update fct_project_figure set source_id = 'x'", "source"),
        ("update dim_project set ends_on = '2001-01-01'", "days"),
        ("update fct_project_figure set project_key = 'x' where measure = 'jobs'", "project"),
        ("insert into fct_project_figure from fct_project_figure", "twice"),
        (
            "update fct_project_figure set value = 1 where project_key = 's11010'"
            " and measure = 'public' and source_id = 'eura2007_project_list'",
            "contradiction",
        ),
    ],
)
def test_what_is_unsound_is_not_published(
    starter: Path, tmp_path: Path, sql: str, what: str
) -> None:
    file = tmp_path / "copy.duckdb"
    shutil.copy(settings.build_folder() / store.current_version().file, file)
    (check,) = [one for one in checks.all_checks() if one.id == "projects_are_sound"]
    with build.opened(file, writable=True) as con:
        assert con.execute(check.sql).fetchall() == []
        con.execute(sql)
        found = con.execute(check.sql).fetchall()
        assert what in {row[0] for row in found} and check.severity == "stop"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("projects", "eura2007_project_page", "unknown_page", "unknown_page"),
        ("projects", "A32824", "S11010", "stands twice"),
        ("projects", "A32824", "", "empty"),
        ("projects", "FI-KU111", "FI-KU000", "FI-KU000"),
        ("projects", "Pihtiputaan lukio", "Tmi Kivinen", "person"),
        ("projects", "2012-04-30", "30.4.2012", "no ISO date"),
        ("projects", ",ended,", ",over,", "'over'"),
        ("figures", "participants", "people", "'people'"),
        ("figures", ",women,", ",girls,", "'girls'"),
        ("figures", ",103,", ",-103,", "no amount"),
        ("figures", ",103,", ",nan,", "no amount"),
        ("figures", ",103,", ",many,", "no amount"),
        ("figures", "A32824", "A1", "'a1'"),
        ("figures", "current_plan", "the_plan", "'the_plan'"),
    ],
)
def test_a_wrong_row_is_refused_by_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, said: str
) -> None:
    shutil.copytree(FOLDER, tmp_path / "projects")
    broken = tmp_path / "projects" / f"{file}.csv"
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(settings, "starter_folder", lambda: tmp_path)
    defs = definitions.load()
    with pytest.raises(DefinitionError, match=said) as caught:
        starter_projects.projects(defs)
        starter_projects.figures(defs)
    assert f"{file}.csv" in str(caught.value) and "line" in str(caught.value)


def test_without_files_there_are_no_projects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "starter_folder", lambda: tmp_path)
    defs = definitions.load()
    assert starter_projects.projects(defs) == starter_projects.figures(defs) == []
