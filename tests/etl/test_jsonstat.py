"""JSON-stat in all its variants: read right, or refused with a clear error."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import jsonstat, pxjson
from etl.http import UnreadableAnswer, parse_json
from seutukuva.errors import FetchFailed, ShapeChanged, SourceError
from tests.conftest import SHARED
from tests.etl.conftest import RESPONSES

pytestmark = pytest.mark.slow

RECORDED = SHARED / "data" / "pxweb"

# Recorded answers that hold figures: number of cells, and of cells without a figure.
FIGURES = {
    "eurostat_demo_gind_v2.json": (1652, 1579),
    "eurostat_nama_10_gdp_v2.json": (64, 0),
    "eurostat_name_gpd_c-geo_IT.json": (69, 45),
    "eurostat_name_gpd_c.json": (3036, 1902),
    "jsonstat2_integer_values.json": (48, 0),
    "jsonstat2_oecd_status_object.json": (432, 0),
    "jsonstat2_us-unr.json": (3220, 0),
    "jsonstat2_volume_status.json": (216, 0),
    "jsonstat_hierarchy_samples.json": (132, 132),
    "jsonstat_size_as_string_v1.json": (24, 0),
    "jsonstat_size_as_string_v2.json": (24, 0),
    "scb_v2_TAB6471_data.json": (2772, 0),
    "ssb_13861_data.json": (56, 0),
    "ssb_v0_29843_jsonstat1.json": (37440, 7200),
    "statfin2026_11re_three_cities_jsonstat2.json": (3, 0),
    "statfin2026_age_register_kunnat_11ra.json": (2272, 0),
    "statfin2026_education_register_kunnat_12bs.json": (4950, 8),
    "statfin2026_income_register_kunnat_14ww.json": (10920, 975),
    "statfin2026_population_register_kunnat_121w.json": (6489, 0),
    "statfin2026_sex_register_kunnat_11re.json": (927, 0),
    "statfin2026_unemployment_register_kunnat_12r5.json": (9683, 904),
    "statfin_11lj_data_px-json.json": (4017, 0),
    "statfin_11lk_data_px-json.json": (84, 0),
    "statfin_11re_ages_one_area_data_px-json.json": (5252, 0),
    "statfin_11re_data_px-json.json": (16120, 0),
    "statfin_11rm_data_px-json.json": (68, 0),
    "statfin_121w_data_px-json.json": (714, 0),
    "statfin_12dy_data_px-json.json": (680, 0),
    "statfin_12r5_data_px-json.json": (66836, 692),
    "statfin_12w7_data_px-json.json": (7440, 0),
    "statfin_13ui_data_px-json.json": (2750, 275),
    "statfin_crime_1987-2020_jsonstat2.json": (11152, 0),
    "statfin_crime_categories_jsonstat2.json": (78064, 0),
    "statfin_velk_test_jsonstat2_en.json": (6, 0),
    "statfin_velk_test_jsonstat2_fi.json": (1, 0),
    "statfin_velk_test_jsonstat2_sv.json": (6, 0),
    "statswe_pyjstat.json": (1120, 0),
}


def _read(body: bytes, where: str = "test") -> jsonstat.Cube:
    content = parse_json(body, where=where)
    if pxjson.is_pxjson(content):
        return pxjson.read_content(content, where=where)
    return next(iter(jsonstat.read_all(content, where=where).values()))


def _dataset(**change: Any) -> bytes:
    """A sound dataset of 2 × 2 cells with some members changed (or left out: None)."""
    data: dict[str, Any] = {
        "class": "dataset",
        "id": ["A", "B"],
        "size": [2, 2],
        "dimension": {
            "A": {"category": {"index": ["x", "y"]}},
            "B": {"category": {"index": {"p": 0, "q": 1}}},
        },
        "value": [1, 2, 3, 4],
    }
    data.update(change)
    return orjson.dumps({k: v for k, v in data.items() if v is not None})


@pytest.mark.parametrize("file", sorted(RECORDED.glob("*.json")), ids=lambda f: f.name)
def test_recorded_answer_is_read_right_or_refused(file: Path) -> None:
    if file.name not in FIGURES:
        with pytest.raises(SourceError, match=file.name):
            _read(file.read_bytes(), file.name)
        return
    table = _read(file.read_bytes(), file.name).to_arrow()
    assert (table.num_rows, table["value"].null_count) == FIGURES[file.name]


@pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded answers on this machine")
def test_recorded_folder_still_holds_all_the_figures() -> None:
    assert FIGURES.keys() <= {f.name for f in RECORDED.glob("*.json")}


def test_sparse_values_sizes_as_text_units_and_status_by_position() -> None:
    cube = jsonstat.read((RESPONSES / "sparse.json").read_bytes())
    rows = cube.to_arrow().to_pylist()
    assert [(r["geo"], r["time"], r["value"], r["status"]) for r in rows] == [
        ("KU729", "2023", 8847.0, None),
        ("KU729", "2024", None, ".."),
        ("KU729", "2025", 8763.0, "p"),
        ("KU931", "2023", None, None),
        ("KU931", "2024", None, "..."),
        ("KU931", "2025", 5900.5, None),
    ]
    assert cube.dimension("geo").labels == ("Saarijärvi", "KU931")
    assert cube.dimension("geo").role == "geo"
    assert cube.dimension("unit").units["NR"]["base"] == "persons"


def test_version_1_bundle_with_signs_among_the_values() -> None:
    cube = jsonstat.read((RESPONSES / "version1.json").read_bytes())
    rows = [(r["value"], r["status"]) for r in cube.to_arrow().to_pylist()]
    assert rows == [(1.0, None), (None, ":"), (3.5, "e"), (None, "..")]
    assert cube.dimension("A").children == {"x": ["y"]}
    assert cube.dimension("B").role == "time"


def test_dataset_wrapper_and_bundle_of_several() -> None:
    one = json.loads(_dataset())
    assert jsonstat.read(orjson.dumps({"dataset": one})).shape == (2, 2)
    assert set(jsonstat.read_all({"first": one, "second": one})) == {"first", "second"}
    with pytest.raises(ShapeChanged, match="one dataset"):
        jsonstat.read(orjson.dumps({"first": one, "second": one}))


def test_one_status_for_all_cells() -> None:
    cube = jsonstat.read(_dataset(status="p"))
    assert cube.to_arrow()["status"].to_pylist() == ["p"] * 4


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"class": "collection"}, "class collection"),
        ({"class": "dimension"}, "class dimension"),
        ({"value": [1, 2, 3]}, "4 values, got 3"),
        ({"value": None}, "expected values"),
        ({"value": {"4": 1}}, "positions 0–3"),
        ({"value": {"-1": 1}}, "positions 0–3"),
        ({"value": {"a": 1}}, "positions as keys"),
        ({"value": [1, 2, "many", 4]}, "'many'"),
        ({"value": [1, 2, [3], 4]}, "a number as value"),
        ({"size": [2, 3]}, "3 codes of dimension B"),
        ({"size": [2]}, "as many ids as sizes"),
        ({"size": [2, "two"]}, "a size of dimension B"),
        ({"id": ["A", "C"]}, "dimension C"),
        ({"status": ["a", "b"]}, "4 status codes, got 2"),
        ({"status": {"9": "p"}}, "positions 0–3"),
        ({"status": 7}, "status as list"),
        ({"dimension": {"A": {}, "B": {"category": {"index": ["p", "q"]}}}}, "codes of dimension"),
    ],
)
def test_malformed_dataset_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ShapeChanged, match=said):
        jsonstat.read(_dataset(**change))


def test_positions_of_codes_must_be_a_row() -> None:
    dimension = {
        "A": {"category": {"index": ["x", "y"]}},
        "B": {"category": {"index": {"p": 0, "q": 2}}},
    }
    with pytest.raises(ShapeChanged, match="positions 0–1 of dimension B"):
        jsonstat.read(_dataset(dimension=dimension))
    dimension["B"] = {"category": {"index": ["p", "p"]}}
    with pytest.raises(ShapeChanged, match="the same twice"):
        jsonstat.read(_dataset(dimension=dimension))


def test_a_size_beyond_all_tables_is_refused_before_memory_is_taken() -> None:
    many = [f"c{n}" for n in range(1000)]
    dimension = {k: {"category": {"index": many}} for k in "ABCD"}
    with pytest.raises(ShapeChanged, match="at most"):
        jsonstat.read(_dataset(id=list("ABCD"), size=[1000] * 4, dimension=dimension, value={}))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"warning": {"status": 413, "label": "EXTRACTION_TOO_BIG"}}', "413 EXTRACTION_TOO_BIG"),
        (b'{"error": [{"status": 416, "label": "asynchronous"}]}', "416 asynchronous"),
        (b'{"error": "Too many values selected"}', "Too many values selected"),
    ],
)
def test_an_error_with_status_200_is_told(body: bytes, said: str) -> None:
    with pytest.raises(FetchFailed, match=said):
        jsonstat.read(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<!DOCTYPE html><html><title>Huoltokatko</title>", "web page"),
        (b"Bad Request", "text came instead"),
        (b'{"value": [1, 2', "cut off"),
        (b'{"value": nonsense}', "broken JSON"),
        ('{"label": "Väestö"}'.encode("latin-1"), "broken JSON"),
    ],
)
def test_what_is_not_json_is_refused(body: bytes, said: str) -> None:
    with pytest.raises(UnreadableAnswer, match=said):
        jsonstat.read(body)


def test_byte_order_mark_is_taken_off() -> None:
    assert jsonstat.read(b"\xef\xbb\xbf" + _dataset()).shape == (2, 2)


@settings(max_examples=60)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4),
    sparse=st.booleans(),
    data=st.data(),
)
def test_every_cell_keeps_its_place(sizes: list[int], sparse: bool, data: st.DataObject) -> None:
    """Dense and sparse forms of any shape say the same of every cell."""
    cells = int(np.prod(sizes))
    number = st.none() | st.integers(-(10**6), 10**6)
    values = data.draw(st.lists(number, min_size=cells, max_size=cells))
    given_values: Any = values
    if sparse:
        given_values = {str(n): v for n, v in enumerate(values) if v is not None}
    ids = [f"d{n}" for n in range(len(sizes))]
    dimension = {
        id: {"category": {"index": [f"{id}-{n}" for n in range(size)]}}
        for id, size in zip(ids, sizes, strict=True)
    }
    body = _dataset(id=ids, size=sizes, dimension=dimension, value=given_values)
    rows = jsonstat.read(body).to_arrow().to_pylist()
    for row, place in zip(rows, np.ndindex(*sizes), strict=True):
        assert [row[id] for id in ids] == [f"{id}-{n}" for id, n in zip(ids, place, strict=True)]
        assert row["value"] == values[int(np.ravel_multi_index(place, sizes))]


def test_a_large_answer_takes_little_more_than_its_bare_parse() -> None:
    """A guard against a loop over cells, which would take ten times as long."""
    sizes = [300, 40, 40]
    cells = 300 * 40 * 40
    ids = ["area", "time", "thing"]
    dimension = {
        id: {"category": {"index": {f"{id}{n}": n for n in range(size)}}}
        for id, size in zip(ids, sizes, strict=True)
    }
    values = [None if n % 50 == 0 else n for n in range(cells)]
    body = _dataset(id=ids, size=sizes, dimension=dimension, value=values)

    def best(work: Any) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        return min(times)

    with duckdb.connect() as con:

        def load() -> None:
            answer = jsonstat.read(body).to_arrow()
            con.register("answer", answer)
            con.execute("create or replace table fact as select * from answer")

        assert best(load) < 8 * best(lambda: orjson.loads(body))
        assert con.execute("select count(*), count(value) from fact").fetchone() == (
            cells,
            cells - cells // 50,
        )
