"""The open data interface's figures: as JSON, as CSV and as JSON-stat."""

from __future__ import annotations

import csv
import io
import itertools

import pytest
from starlette.testclient import TestClient

from etl import jsonstat
from seutukuva import definitions
from seutukuva.api import observations
from tests import tiny_version
from tests.open_data import ROOT, ask, client

pytestmark = pytest.mark.slow

__all__ = ["client"]


# Observations


def test_every_status_stands_beside_its_value(client: TestClient) -> None:
    answer = ask(client, "indicator=population")
    rows = {(one["area"], one["period"]): one for one in answer["observations"]}
    assert answer["count"] == len(rows) == 8
    assert rows["FI-KU601", "2024"]["status"] == "break"
    assert rows["FI-KU601", "2025"]["value"] == 3700.5
    assert rows["FI-KU729", "2025"] == {
        "indicator": "population",
        "area": "FI-KU729",
        "period": "2025",
        "value": None,
        "status": "confidential",
        "source": "statfin_11re",
    }
    assert answer["sources"]["statfin_11re"]["licence"] == "CC BY 4.0"
    assert answer["areas"]["FI-KU729"]["name"]["fi"] == "Saarijärvi"


def test_whole_numbers_stay_whole(client: TestClient) -> None:
    text = client.get(f"{ROOT}/observations?indicator=population&area=FI-SK138").text
    assert '"value":12700,' in text


def test_areas_and_indicators_may_be_repeated(client: TestClient) -> None:
    answer = ask(
        client,
        "indicator=population&indicator=withdrawn_rate&area=FI-KU729&area=FI-KU601&area=FI-KU729",
    )
    assert {one["area"] for one in answer["observations"]} == {"FI-KU729", "FI-KU601"}
    assert list(answer["indicators"]) == ["population", "withdrawn_rate"]
    assert answer["count"] == 9


@pytest.mark.parametrize(
    ("query", "periods"),
    [
        ("from=2025", {"2025", "2026M01", "2026M02"}),
        ("to=2024", {"2023", "2024"}),
        ("from=2024&to=2024", {"2024"}),
        ("from=2026Q1&to=2026Q1", {"2026M01", "2026M02"}),
        ("from=2026M02", {"2026M02"}),
        ("to=2026", {"2023", "2024", "2025", "2026M01", "2026M02"}),
        ("from=2030", set()),
    ],
)
def test_from_and_to_hold_whole_periods(client: TestClient, query: str, periods: set) -> None:
    answer = ask(client, f"indicator=population&indicator=withdrawn_rate&{query}")
    assert {one["period"] for one in answer["observations"]} == periods


# CSV


def csv_rows(client: TestClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"{ROOT}/observations?format=csv&{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert not answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"))))


def test_csv_has_the_columns_of_show(client: TestClient) -> None:
    rows = csv_rows(client, "indicator=population&area=FI-KU601")
    assert tuple(rows[0]) == (
        "area_code",
        "area_name",
        "indicator",
        "period",
        "value",
        "status",
        "unit",
        "source",
        "version",
    )
    assert rows[2] == {
        "area_code": "FI-KU601",
        "area_name": "Pihtipudas",
        "indicator": "population",
        "period": "2025",
        "value": "3700.5",
        "status": "preliminary",
        "unit": "henkilöä",
        "source": "statfin_11re",
        "version": tiny_version.VERSION,
    }


def test_csv_neutralises_texts_and_leaves_numbers(client: TestClient) -> None:
    by_period = {
        row["period"]: row for row in csv_rows(client, "indicator=population&area=FI-KU729")
    }
    assert by_period["2023"]["value"] == "-9100"
    assert by_period["2025"]["value"] == ""
    (first, *_rest) = csv_rows(client, "indicator=population&area=SE-KU2583")
    assert first["area_name"] == '\'=HYPERLINK("x")'
    assert csv_rows(client, "indicator=population&area=SE-KU2583&lang=sv")[0]["area_name"] == (
        "Haparanda"
    )


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t1", "\r1", " =1", "＝1", "-x"])
def test_formula_signs_are_neutralised(text: str) -> None:
    assert observations.harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "%", "€/asukas", "Pori", "1=1", "a-b"])
def test_harmless_texts_stay(text: str) -> None:
    assert observations.harmless(text) == text


def test_licence_is_linked(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/observations?format=csv&indicator=population")
    assert answer.headers["link"] == (
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    )


# JSON-stat


def cells(cube: jsonstat.Cube) -> dict[tuple[str, ...], tuple[float | None, str]]:
    """Value and status of every cell that has either."""
    found = {}
    for at, place in enumerate(itertools.product(*(one.codes for one in cube.dimensions))):
        value = float(cube.values[at])
        status = cube.words[cube.status[at]] if cube.status is not None else ""
        if value == value or status:
            found[place] = (value if value == value else None, status)
    return found


@pytest.mark.parametrize(
    "query",
    [
        "indicator=population",
        "indicator=population&indicator=withdrawn_rate",
        "indicator=withdrawn_rate&area=FI-KU729",
        "indicator=population&area=FI-KU729&from=2025",
    ],
)
def test_json_stat_says_the_same_as_json(client: TestClient, query: str) -> None:
    plain = {
        (one["indicator"], one["area"], one["period"]): (
            one["value"],
            "" if one["status"] == "final" else one["status"],
        )
        for one in ask(client, query)["observations"]
    }
    answer = client.get(f"{ROOT}/observations?{query}&format=json-stat")
    cube = jsonstat.read(answer.content)
    assert cells(cube) == plain
    assert [one.id for one in cube.dimensions] == ["indicator", "area", "time"]
    assert [one.role for one in cube.dimensions] == ["metric", "geo", "time"]


def test_names_are_norwegian_where_that_is_asked_for(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/observations?indicator=population&format=json-stat&lang=nb").json()
    labels = answer["dimension"]["indicator"]["category"]["label"]
    assert labels == {"population": "Folketall"}
    about = client.get(f"{ROOT}/openapi.json").json()
    assert set(about["components"]["schemas"]["Text"]["properties"]) == set(definitions.LANGUAGES)


def test_json_stat_names_and_units_in_the_asked_language(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/observations?indicator=population&format=json-stat&lang=en").json()
    category = answer["dimension"]["indicator"]["category"]
    assert category["label"] == {"population": "Population"}
    assert category["unit"] == {"population": {"label": "persons", "decimals": 0}}
    assert "CC BY 4.0" in answer["source"]
    assert answer["extension"]["version"] == tiny_version.VERSION


def test_json_stat_is_sparse_where_most_cells_would_be_empty(client: TestClient) -> None:
    query = "indicator=population&indicator=withdrawn_rate&format=json-stat"
    assert isinstance(ask(client, query)["value"], dict)
    assert isinstance(ask(client, "indicator=population&format=json-stat")["value"], list)


def test_nothing_found_is_an_empty_answer(client: TestClient) -> None:
    query = "indicator=population&from=2030"
    assert ask(client, query)["observations"] == []
    assert csv_rows(client, query) == []
    assert ask(client, f"{query}&format=json-stat")["value"] == []
