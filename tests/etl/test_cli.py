"""The commands: what they print for people and programs, and how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from etl import cli, fetch, steps
from etl.fetch import FetchOutcome
from seutukuva import texts
from seutukuva.errors import FetchFailed
from tests.etl.sample import SOURCE, Country, Figure, country
from tests.shell import data, told

pytestmark = pytest.mark.slow

__all__ = ["country"]

A, B, SUBREGION = "FI-KU001", "FI-KU002", "FI-SK138"
FIGURES: list[Figure] = [
    ("population", A, "2024", 100, "final"),
    ("population", B, "2024", 50.5, "preliminary"),
    ("jobs", A, "2024", 40, "final"),
    ("population", A, "2023", None, "confidential"),
]
SHOWN = [
    *("area_code", "area_name", "indicator", "period", "value", "status"),
    *("unit", "source", "version"),
]


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    yield
    texts.use(texts.DEFAULT)


@pytest.fixture
def filled(country: Country) -> Country:
    country.starter("first", FIGURES)
    assert cli.main(["run", "--offline", "--json"]) == 0
    return country


def test_offline_run_of_the_starter_data(country: Country, capsys) -> None:
    country.starter("first", FIGURES)
    status, found = data(capsys, "run", "--offline")
    assert (status, found["ok"], found["published"], found["error"]) == (0, True, True, None)
    assert found["build"]["mode"] == "starter" and found["build"]["observations"] == 5
    assert all(one["passed"] for one in found["checks"] if one["severity"] == "stop")
    assert found["changes"]["previous"] == ""
    assert Path(found["report"]).exists()
    assert set(found["seconds"]) == {"fetch", "build", "check", "publish"}


def test_the_summary_is_plain(country: Country, capsys) -> None:
    country.starter("first", FIGURES)
    status, out, err = told(capsys, "run", "--offline")
    assert status == 0 and err == ""
    first, *_rest, last = out.splitlines()
    assert first == "Built: 5 figures of 3 indicators for 3 areas (starter data)"
    assert last.startswith("Time: ")
    assert "Published: version " in out and "\x1b" not in out


def test_steps_one_by_one(country: Country, capsys) -> None:
    country.starter("first", FIGURES)
    status, found = data(capsys, "publish")
    assert (status, found["error"]["code"]) == (1, "MissingData")
    status, found = data(capsys, "build", "--offline")
    assert (status, found["published"], found["version"]) == (0, False, None)
    candidate = found["build"]["version"]
    assert data(capsys, "status")[1]["candidate"]["version"] == candidate
    status, found = data(capsys, "check")
    assert (status, found["published"], "build" in found) == (0, False, False)
    status, found = data(capsys, "publish")
    assert (status, found["published"], found["version"]) == (0, True, candidate)


def test_a_failed_check_refuses_and_says_why(filled: Country, capsys) -> None:
    before = data(capsys, "status")[1]["published"]["version"]
    filled.starter("second", [("population", A, "2020", 5, "odd")])
    status, found = data(capsys, "run", "--offline")
    assert (status, found["ok"], found["published"]) == (1, False, False)
    assert found["version"] == before
    assert found["error"]["check"] == "statuses_are_known"
    assert "status=odd" in found["error"]["rows"][0] and found["error"]["todo"]
    status, out, err = told(capsys, "run", "--offline")
    assert status == 1
    assert "statuses_are_known" in err and "status=odd" in err and "the last version stays" in err
    assert "stops publishing" in out


def test_check_of_a_bad_candidate_ends_with_one(country: Country, capsys) -> None:
    country.starter("first", [*FIGURES, ("population", A, "2020", 5, "odd")])
    assert told(capsys, "build")[0] == 0
    assert told(capsys, "check")[0] == 1


def test_a_failed_source_ends_with_one_and_the_others_are_published(
    country: Country, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def fake(_defs, source_ids, *, force, progress):
        asked.append((source_ids, force))
        error = FetchFailed("no answer", where="https://example.org", todo="try later")
        return [FetchOutcome(SOURCE, "failed", None, error, 3, 0, 0.1)]

    monkeypatch.setattr(fetch, "fetch", fake)
    country.starter("first", FIGURES)
    status, found = data(capsys, "run", "--source", SOURCE, "--force")
    assert asked == [([SOURCE], True)]
    assert (status, found["ok"], found["published"]) == (1, False, True)
    assert found["fetch"][0]["state"] == "failed"
    assert found["fetch"][0]["error"]["code"] == "FetchFailed"
    assert "failed: no answer" in told(capsys, "fetch")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["run", "--sauce"],
        ["show"],
        ["show", "population", "--format", "xml"],
    ],
)
def test_wrong_arguments_end_with_two(country: Country, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["run", "--source", "numberz"], "numbers"),
        (["run", "--offline", "--force"], "--force"),
        (["fetch", "--offline"], "fetch"),
        (["show", "popluation"], "population"),
        (["show", "population", "--area", "KU000"], "KU000"),
        (["explain", "population", "--area", "nowhere"], "nowhere"),
        (["explain", "people"], "people"),
    ],
)
def test_names_that_do_not_exist_end_with_two(
    filled: Country, capsys, arguments: list[str], named: str
) -> None:
    status, out, err = told(capsys, *arguments)
    assert (status, out) == (2, "") and named in err
    status, found = data(capsys, *arguments)
    assert (status, found["error"]["code"]) == (2, "WrongUse")


@pytest.mark.parametrize("command", [["show", "population"], ["list"], ["explain", "population"]])
def test_nothing_published_ends_with_one(country: Country, capsys, command: list[str]) -> None:
    status, out, err = told(capsys, *command)
    assert (status, out) == (1, "") and "python -m etl run --offline" in err


def test_a_wrong_definition_ends_with_one_and_names_the_file(filled: Country, capsys) -> None:
    (filled.folder / "definitions" / "themes.toml").write_text("oops = 1")
    status, _out, err = told(capsys, "run", "--offline")
    assert status == 1 and "themes.toml" in err and "theme" in err


def test_show(filled: Country, capsys) -> None:
    status, out, _err = told(capsys, "show", "population", "--format", "json")
    rows = json.loads(out)
    assert status == 0 and [list(row) for row in rows] == [SHOWN] * 4
    assert rows == data(capsys, "show", "population")[1]
    version = data(capsys, "status")[1]["published"]["version"]
    (row,) = (one for one in rows if (one["area_code"], one["period"]) == (A, "2024"))
    assert row == dict(
        zip(
            SHOWN,
            [A, "Ähtä", "population", "2024", 100, "final", "people", SOURCE, version],
            strict=True,
        )
    )
    status, out, _err = told(
        capsys, "show", "population", "--area", A, "--area", B, "--format", "csv"
    )
    lines = list(csv.DictReader(io.StringIO(out)))
    assert [(line["area_code"], line["period"], line["value"]) for line in lines] == [
        (B, "2024", "50.5"),
        (A, "2023", ""),
        (A, "2024", "100"),
    ]
    assert told(capsys, "show", "population", "--area", A)[1].splitlines()[0].split() == SHOWN
    assert data(capsys, "show", "population", "--version", version)[0] == 0
    assert told(capsys, "show", "population", "--version", "never")[0] == 1


def test_explain_walks_back_to_the_starter_file(filled: Country, capsys) -> None:
    status, found = data(capsys, "explain", "population")
    assert status == 0
    assert (found["area_code"], found["period"], found["value"]) == (A, "2024", 100)
    assert found["snapshot"]["snapshot_id"] == "starter:first"
    assert found["snapshot"]["trail"] == "by hand"
    assert len(found["parts"][0]["sha256"]) == 64
    assert found["cell"] == {
        **{"found": True, "file": "first.csv", "line": 2, "value": 100, "status": "final"},
        "agrees": True,
    }
    out = told(capsys, "explain", "population")[1]
    assert "first.csv:2, the same" in out


def test_explain_of_a_computed_figure_names_its_parts(filled: Country, capsys) -> None:
    found = data(capsys, "explain", "population", "--area", SUBREGION)[1]
    assert (found["value"], found["origin"], found["cell"]) == (150.5, "computed", None)
    assert [(one["area_id"], one["value"]) for one in found["components"]] == [(A, 100), (B, 50.5)]
    found = data(capsys, "explain", "jobs_share")[1]
    assert [(one["indicator_id"], one["value"]) for one in found["components"]] == [
        ("jobs", 40),
        ("population", 100),
    ]


def test_explain_walks_back_to_the_answer(filled: Country, capsys) -> None:
    first = filled.answer([("population", A, "2024", 101, "preliminary")])
    second = filled.answer([("population", A, "2024", 102, "final")])
    assert told(capsys, "run", "--offline")[0] == 0
    found = data(capsys, "explain", "population", "--period", "2024")[1]
    assert found["snapshot"]["snapshot_id"] == second
    assert found["parts"][0]["url"] == "https://example.org/api/t.px"
    assert json.loads(found["parts"][0]["query"]) == {"ask": 2}
    assert found["cell"]["agrees"] and found["cell"]["series"] == "contents=vaesto"
    assert [one["snapshot_id"] for one in found["vintages"]] == ["starter:first", first, second]
    out = told(capsys, "explain", "population", "--period", "2024")[1]
    assert "Read again from the raw answer: 102.0 at contents=vaesto, the same" in out
    assert told(capsys, "explain", "population", "--period", "1850")[0] == 1


def test_explain_survives_a_lost_answer(filled: Country, capsys) -> None:
    filled.answer([("population", A, "2024", 101, "final")])
    told(capsys, "run", "--offline")
    (part,) = (filled.folder / "data" / "raw").glob("*/*/part-001.json.gz")
    part.unlink()
    status, found = data(capsys, "explain", "population")
    assert status == 0 and not found["cell"]["found"] and found["cell"]["problem"]


def test_status_and_list(country: Country, capsys) -> None:
    status, found = data(capsys, "status")
    assert (status, found["published"], found["candidate"], found["building"]) == (
        0,
        None,
        None,
        "",
    )
    assert [(one["source_id"], one["state"]) for one in found["sources"]] == [
        (SOURCE, "never_fetched")
    ]
    assert "Nothing is published yet" in told(capsys, "status")[1]
    country.answer(FIGURES)
    told(capsys, "run", "--offline")
    found = data(capsys, "status")[1]
    assert found["published"]["mode"] == "fetched"
    assert found["sources"][0]["state"] == "fetched"
    found = data(capsys, "list")[1]
    assert {one["indicator_id"]: one["observation_count"] for one in found["indicators"]} == {
        **{"population": 3, "jobs": 1, "jobs_share": 1, "unemployment": 0}
    }
    assert "population" in told(capsys, "list")[1]


def test_verify(filled: Country, capsys) -> None:
    assert data(capsys, "verify") == (
        0,
        {"ok": True, "findings": [{"kind": "version", "name": _current(capsys), **SOUND}]},
    )
    filled.answer(FIGURES)
    (part,) = (filled.folder / "data" / "raw").glob("*/*/part-001.json.gz")
    part.write_bytes(b"no gzip")
    status, out, _err = told(capsys, "verify")
    assert status == 1 and SOURCE in out and "1 of 2" in out


SOUND = {"ok": True, "problem": ""}


def _current(capsys: pytest.CaptureFixture[str]) -> str:
    return data(capsys, "status")[1]["published"]["version"]


def test_every_step_is_a_command() -> None:
    assert set(steps.STEPS) < set(cli.COMMANDS)


def test_the_real_starter_data_adds_up(starter: Path, capsys) -> None:
    """The eight municipalities of the sub-region at the end of 2025."""
    eight = ["729", "931", "226", "601", "216", "256", "265", "312"]
    areas = [argument for code in eight for argument in ("--area", f"FI-KU{code}")]
    rows = data(capsys, "show", "population", *areas)[1]
    newest = {row["area_code"]: row["value"] for row in rows if row["period"] == "2025"}
    assert len(newest) == 8 and sum(newest.values()) == 26387
    assert newest["FI-KU729"] == 8763
    whole = data(capsys, "explain", "population", "--area", "FI-SK138", "--period", "2025")
    assert whole[1]["value"] == 26387 and whole[1]["cell"]["agrees"]
