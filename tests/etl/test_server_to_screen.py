"""From a statistics server to the published file, over real recorded figures."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from etl import build, cli, fetch, pacing, versions
from tests.etl.conftest import QUICK, StandIn, stand_in

pytestmark = pytest.mark.slow

SOURCE = "statfin_12w7"
INDICATOR = "net_migration_between_municipalities_monthly"


@pytest.fixture(scope="module")
def first_published(running_stand_in: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose one fetched source is the stand-in's monthly net migration."""
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUTUKUVA_DATA", str(folder))
        patch.setattr(pacing, "_limiters", {})
        patch.setattr(fetch, "Manners", lambda: QUICK)
        stand_in(running_stand_in, patch)
        with contextlib.redirect_stdout(io.StringIO()) as said:
            assert cli.main(["run", "--json", "--source", SOURCE]) == 0
    assert json.loads(said.getvalue())["published"]
    return folder


@pytest.fixture
def published(
    first_published: Path, server: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> StandIn:
    """What was first published, in an own data folder."""
    shutil.copytree(first_published, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(fetch, "Manners", lambda: QUICK)
    return server


def run(capsys: pytest.CaptureFixture[str], *more: str, status: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert cli.main(["run", "--json", "--source", SOURCE, *more]) == status
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def ask(sql: str) -> list[tuple[Any, ...]]:
    pointer = versions.current()
    assert pointer is not None
    with build.opened(pointer.path) as con:
        return con.execute(sql.format(indicator=f"indicator_id = '{INDICATOR}'")).fetchall()


def test_the_whole_country_arrives(published: StandIn) -> None:
    ((areas, periods),) = ask(
        "select count(distinct area_id), count(distinct period) from fct_observation"
        " where {indicator} and origin = 'published' and value is not null"
    )
    assert (areas, periods) == (309, 24)
    # Nobody moves out of the country by moving within it.
    whole = "select sum(value) from fct_observation where {indicator} and area_id = 'FI-SSS'"
    assert ask(whole) == [(0,)]
    assert ask("select mode from build_info") == [("fetched",)]


def test_an_unchanged_table_is_skipped_and_what_was_new_stays(published: StandIn, capsys) -> None:
    found = run(capsys)
    assert [one["state"] for one in found["fetch"]] == ["unchanged"]
    assert found["changes"]["same"]


def test_revised_values_become_vintages_and_are_reported(published: StandIn, capsys) -> None:
    rows = ask("select area_id, period, value from fct_observation where {indicator}")
    before = {(area, period): value for area, period, value in rows}
    published.fault("revised_values", share=0.05)
    found = run(capsys)
    revisions = found["changes"]["counts"]["revision"]
    assert found["fetch"][0]["state"] == "new" and revisions > 0
    steps = ask(
        "select area_id, period, list(value order by vintage, snapshot_id) from fct_vintage"
        " where {indicator} group by all"
    )
    assert steps
    for area, period, values in steps:
        assert values[0] == before[(area, period)] and len(values) == 2
    assert f"({revisions})" in Path(found["report"]).read_text(encoding="utf-8")


def test_a_new_period_is_news(published: StandIn, capsys) -> None:
    published.fault("new_period")
    changes = run(capsys)["changes"]["changes"]
    (news,) = [one for one in changes if one["kind"] == "new_period"]
    assert (news["indicator_id"], news["period"]) == (INDICATOR, "2024M01")
    assert ask("select distinct status from fct_observation where {indicator} and period='2024M01'")


@pytest.mark.parametrize("fault", ["html_200", "truncated_json"])
def test_a_broken_server_changes_nothing(published: StandIn, capsys, fault: str) -> None:
    before = ask("select content_hash from build_info")
    published.fault(fault)
    found = run(capsys, "--force", status=1)
    assert found["fetch"][0]["state"] == "failed" and found["fetch"][0]["error"]["todo"] is not None
    assert ask("select content_hash from build_info") == before
    ((error, when),) = ask(
        f"select last_error, last_error_at from dim_source where source_id = '{SOURCE}'"
    )
    assert error and when


def test_explain_finds_the_cell_in_the_raw_answer(published: StandIn, capsys) -> None:
    capsys.readouterr()
    assert cli.main(["explain", INDICATOR, "--area", "FI-KU729", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["period"] == "2023M12" and found["cell"]["agrees"]
    assert found["parts"][0]["url"].endswith("12w7.px")
    assert cli.main(["verify"]) == 0


def test_borders_become_a_layer_beside_the_version(published: StandIn, tmp_path, capsys) -> None:
    stray = tmp_path / "build" / "geo" / "municipality-0123456789ab.geojson"
    stray.parent.mkdir()
    stray.write_text("{}")
    assert cli.main(["run", "--json", "--source", "statfin_borders"]) == 0
    ((layer, year, file),) = ask("select layer_id, division_year, file from geo_layer")
    assert (layer, year) == ("municipality", "2025")
    shapes = json.loads((tmp_path / "build" / file).read_bytes())["features"]
    assert len(shapes) == 308
    assert "FI-KU729" in {shape["properties"]["area_id"] for shape in shapes}
    assert not stray.exists()
