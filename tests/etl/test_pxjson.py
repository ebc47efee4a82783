"""PX-JSON: figures are text, signs stand for what is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from etl import pxjson
from seutukuva.errors import ShapeChanged
from tests.etl.conftest import RESPONSES

BODY = (RESPONSES / "pxjson.json").read_bytes()


def _changed(**change: Any) -> bytes:
    return json.dumps({**json.loads(BODY), **change}).encode()


def test_values_signs_and_the_cell_that_no_row_gives() -> None:
    rows = pxjson.read(BODY).to_arrow().to_pylist()
    assert [(r["Kuukausi"], r["Alue"], r["contents"], r["value"], r["status"]) for r in rows] == [
        ("2024M12", "KU729", "vaesto", 8847.0, None),
        ("2024M12", "KU729", "osuus", None, "."),
        ("2024M12", "KU931", "vaesto", None, "..."),
        ("2024M12", "KU931", "osuus", 1.5, None),
        ("2025M01", "KU729", "vaesto", 8840.0, None),
        ("2025M01", "KU729", "osuus", None, "-"),
        ("2025M01", "KU931", "vaesto", None, ".."),
        ("2025M01", "KU931", "osuus", None, ".."),
    ]


def test_preliminary_periods_update_time_and_roles() -> None:
    cube = pxjson.read(BODY)
    time = cube.dimension("Kuukausi")
    assert (time.role, time.labels) == ("time", ("2024M12", "2025M01*"))
    assert cube.dimension("contents").labels == ("Väestö", "Osuus")
    assert cube.updated == "2026-05-29T05:00:00Z"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"data": []}, "rows of figures"),
        ({"data": [{"key": ["2024M12"], "values": ["1", "2"]}]}, "2 keys and 2 values"),
        ({"data": [{"key": ["2024M12", "KU729"]}]}, "rows with key and values"),
        ({"data": [{"key": ["2024M12", "KU729"], "values": ["1", "many"]}]}, "'many'"),
        ({"data": [{"key": ["2024M12", "KU729"], "values": ["1", "nan"]}]}, "'nan'"),
        ({"data": [{"key": ["a", "b"], "values": ["1", "2"]}] * 2}, "the same key twice"),
        ({"data": {}}, "lists of columns and rows"),
        ({"columns": [{"code": "Alue", "type": "d"}]}, "rows of figures"),
    ],
)
def test_malformed_answer_is_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ShapeChanged, match=said):
        pxjson.read(_changed(**change))


def test_other_json_is_refused() -> None:
    with pytest.raises(ShapeChanged, match="PX-JSON"):
        pxjson.read(b'{"class": "dataset"}')


@pytest.mark.parametrize("text", ["", "2026-05-29", "2026-05-29T05:00:00Z"])
def test_other_times_stay_as_they_are(text: str) -> None:
    assert pxjson.iso_time(text) == text
