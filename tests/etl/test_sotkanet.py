"""Sotkanet: areas through its own register, both shapes of answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from etl import connectors, fetch, snapshots
from etl.connectors import sotkanet
from etl.http import parse_json
from etl.snapshots import RawPart
from seutukuva.definitions.model import SourceAreas
from seutukuva.errors import ShapeChanged
from tests.conftest import SHARED
from tests.etl.conftest import QUICK, StandIn, definitions, make_indicator, make_source

pytestmark = pytest.mark.slow

BASE = "https://sotkanet.fi/rest/1.1"
REGIONS = [
    {"id": 262, "code": "729", "category": "KUNTA"},
    {"id": 2, "code": "5", "category": "KUNTA"},
    {"id": 700, "code": "138", "category": "SEUTUKUNTA"},
    {"id": 13, "code": "13", "category": "MAAKUNTA"},
    {"id": 658, "code": "358", "category": "MAA"},
    {"id": 1, "code": "1", "category": "ERVA"},
]


def _defs(time_from: str = "2005", **areas: Any) -> Any:
    return definitions(
        make_source(
            "sotkanet",
            "json",
            "sotkanet",
            url=BASE,
            dimensions={},
            time_from=time_from,
            areas=SourceAreas(**areas),
        ),
        make_indicator("population", "sotkanet", "127"),
        make_indicator("unemployed", "sotkanet", "181"),
    )


def test_regions_become_area_codes() -> None:
    codes = sotkanet.region_codes(REGIONS, where="x")
    assert codes == {"262": "KU729", "2": "KU005", "700": "SK138", "13": "MK13", "658": "SSS"}


@pytest.mark.parametrize("regions", [None, [], {}, [{"id": 1}], ["KUNTA"]])
def test_other_registers_are_refused(regions: Any) -> None:
    with pytest.raises(ShapeChanged, match="regions with id"):
        sotkanet.region_codes(regions, where="x")


def _parsed(rows: bytes) -> list[dict[str, Any]]:
    defs = _defs()
    part = RawPart("u", {}, rows, "application/json")
    draft = snapshots.draft(defs.sources["sotkanet"], [part], {"regions": REGIONS})
    return connectors.parse(defs.sources["sotkanet"], draft.snapshot, defs).to_pylist()


def test_old_and_new_shape_say_the_same(data_folder: Path) -> None:
    new = (
        b'[{"indicator": 127, "region": 262, "year": 2009, "gender": "total", "value": 10253.5,'
        b' "absValue": null}, {"indicator": 127, "region": 1, "year": 2009, "gender": "total",'
        b' "value": 5}, {"indicator": 127, "region": 262, "year": 2010, "gender": "total",'
        b' "value": null}, {"indicator": 127, "region": 262, "year": 2009, "gender": "male",'
        b' "value": 5}]'
    )
    old = (
        b'[{"region":"262","indicator":"127","primary value":"10253,5","gender":"total",'
        b'"year":"2009"},{"region":"262","indicator":"127","primary value":"","gender":"total",'
        b'"year":"2010"}]'
    )
    expected = [
        {
            "series": "contents=127",
            "area_id": "FI-KU729",
            "period": "2009",
            "value": 10253.5,
            "status": "final",
        },
        {
            "series": "contents=127",
            "area_id": "FI-KU729",
            "period": "2010",
            "value": None,
            "status": "missing",
        },
    ]
    assert _parsed(new) == _parsed(old) == expected


@pytest.mark.parametrize("rows", [b"[]", b"{}", b'[{"region": 1}]', b'["x"]'])
def test_other_answers_are_refused(rows: bytes, data_folder: Path) -> None:
    with pytest.raises(ShapeChanged):
        _parsed(rows)


@pytest.mark.skipif(not SHARED.is_dir(), reason="no recorded answers on this machine (../shared)")
def test_recorded_answer(data_folder: Path) -> None:
    folder = SHARED / "data" / "pxweb"
    regions = parse_json((folder / "sotkanet_regions.json").read_bytes(), where="regions")
    defs = _defs()
    part = RawPart("u", {}, (folder / "sotkanet_data_127_2009.json").read_bytes(), "")
    draft = snapshots.draft(defs.sources["sotkanet"], [part], {"regions": regions})
    rows = connectors.parse(defs.sources["sotkanet"], draft.snapshot, defs).to_pylist()
    figures = {r["area_id"]: r["value"] for r in rows}
    assert figures["FI-KU729"] > 10_000
    assert figures["FI-SSS"] > 5_000_000


def test_fetch_one_call_an_indicator_and_nothing_when_unchanged(server: StandIn) -> None:
    defs = _defs()
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert (outcome.state, outcome.error) == ("new", None)
    assert [r["table"] for r in server.data_requests()] == ["127", "181"]
    assert all(r["user_agent"].startswith("Seutukuva/") for r in server.log()[:-1])
    assert outcome.snapshot is not None
    rows = connectors.parse(defs.sources["sotkanet"], outcome.snapshot, defs).to_pylist()
    figures = {(r["series"], r["area_id"], r["period"]): r["value"] for r in rows}
    assert figures["contents=127", "FI-KU729", "2022"] > 8_000
    assert figures["contents=127", "FI-SK138", "2012"] > 30_000
    assert min(p for _, _, p in figures) == "2005"
    (again,) = fetch.fetch(defs, manners=QUICK)
    assert (again.state, again.cells) == ("unchanged", 0)


def test_a_damaged_first_answer_is_noticed_by_the_number_of_municipalities(
    server: StandIn,
) -> None:
    defs = _defs()
    server.fault("shrunken_answer")
    source = defs.sources["sotkanet"]
    wanted = connectors.Wanted(source.id, connectors.wanted_of(source, defs).selections, 308)
    with fetch.Client(BASE, QUICK) as client:
        task = connectors.Task(source, wanted, "", client)
        with pytest.raises(ShapeChanged, match="at least 261 municipalities"):
            sotkanet.fetch(task)


def test_unknown_indicator(server: StandIn) -> None:
    defs = definitions(_defs().sources["sotkanet"], make_indicator("x", "sotkanet", "999999"))
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert "status 404" in str(outcome.error)
