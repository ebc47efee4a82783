"""The open data interface: what it lists, its refusals, and the description of both."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import jsonschema
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from seutukuva import api, definitions, store
from seutukuva.api import catalogue, observations, openapi
from tests import tiny_version
from tests.open_data import ROOT, ask, client

pytestmark = pytest.mark.slow

__all__ = ["client"]

EXAMPLES = [
    f"{ROOT}/",
    f"{ROOT}/indicators",
    f"{ROOT}/indicators/population",
    f"{ROOT}/indicators/withdrawn_rate",
    f"{ROOT}/areas",
    f"{ROOT}/areas?kind=municipality&country=FI",
    f"{ROOT}/areas/FI-KU729",
    f"{ROOT}/observations?indicator=population",
    f"{ROOT}/observations?indicator=population&area=FI-KU729&format=json-stat",
    f"{ROOT}/sources",
    f"{ROOT}/version",
    f"{ROOT}/openapi.json",
]


@pytest.fixture
def bare(nothing_published: Path) -> TestClient:
    return TestClient(Starlette(routes=api.routes()), base_url="http://localhost")


def refused(client: TestClient, address: str, status: int) -> dict:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Traceback" not in answer.text
    problem = answer.json()
    assert problem["status"] == status
    assert problem["instance"] == address.partition("?")[0]
    jsonschema.validate(problem, schema("Problem"))
    return problem


def schema(name: str) -> dict:
    document = openapi.document(ROOT, "1")
    return {"$ref": f"#/components/schemas/{name}", "components": document["components"]}


# What there is


def test_index_links_lead_somewhere(client: TestClient) -> None:
    index = client.get(f"{ROOT}/").json()
    assert index["version"] == tiny_version.VERSION
    assert {
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    } in index["licences"]
    for link in index["links"].values():
        path = re.sub(r"\{\?.*\}", "", link)
        if "{id}" not in path and "observations" not in path:
            assert client.get(path).status_code == 200, path
    assert client.get(ROOT).json() == index


def test_indicator_says_what_it_is_and_where_it_comes_from(client: TestClient) -> None:
    found = client.get(f"{ROOT}/indicators/population").json()
    defined = definitions.load().indicators["population"]
    assert found["title"] == {
        "fi": "Väkiluku",
        "sv": "Folkmängd",
        "en": "Population",
        "nb": "Folketall",
    }
    assert found["description"] == dict(defined.description)
    assert found["licence"] == "CC BY 4.0"
    assert set(found["attribution"]) == set(definitions.LANGUAGES)
    assert (found["first_period"], found["latest_period"]) == ("2023", "2025")


def test_indicator_without_definition_is_still_described(client: TestClient) -> None:
    found = client.get(f"{ROOT}/indicators/withdrawn_rate").json()
    assert found["licence"] == "CC0 1.0"
    assert "description" not in found


def test_areas_are_narrowed_by_kind_and_country(client: TestClient) -> None:
    def ids(query: str) -> set[str]:
        return {area["id"] for area in client.get(f"{ROOT}/areas{query}").json()["areas"]}

    assert ids("") == {"FI-KU729", "FI-KU601", "FI-SK138", "SE-KU2583"}
    assert ids("?kind=municipality") == {"FI-KU729", "FI-KU601", "SE-KU2583"}
    assert ids("?kind=municipality&country=SE") == {"SE-KU2583"}
    assert ids("?kind=region") == set()


def test_area_tells_its_mergers(client: TestClient) -> None:
    area = client.get(f"{ROOT}/areas/FI-KU729").json()
    assert area["within"] == {"subregion": "FI-SK138", "region": "FI-MK13", "country": "FI-SSS"}
    assert area["valid_to"] is None
    (event,) = area["history"]
    assert (event["date"], event["predecessor_name"]) == ("2009-01-01", "Pylkönmäki")


def test_sources_and_version(client: TestClient) -> None:
    (unknown, statfin) = sorted(
        client.get(f"{ROOT}/sources").json()["sources"],
        key=lambda one: one["licence"],
        reverse=True,
    )
    assert unknown["fetched_at"] is None
    assert statfin["next_release"] == "2027-03-31"
    version = client.get(f"{ROOT}/version").json()
    assert version["version"] == tiny_version.VERSION
    assert version["built_at"] == "2026-10-01T06:00:00Z"


# Refusals


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "indicator"),
        ("indicator=population&areas=FI-KU729", "areas"),
        ("indicator=population&from=yesterday", "from"),
        ("indicator=population&from=0000", "from"),
        ("indicator=population&to=9999", "to"),
        ("indicator=population&to=2025M13", "to"),
        ("indicator=population&from=2025&to=2020", "from"),
        ("indicator=population&from=2020&from=2021", "from"),
        ("indicator=population&format=xml", "format"),
        ("indicator=population&lang=de", "lang"),
    ],
)
def test_wrong_parameter_is_named(client: TestClient, query: str, parameter: str) -> None:
    problem = refused(client, f"{ROOT}/observations?{query}", 400)
    assert problem["parameter"] == parameter


@pytest.mark.parametrize(
    "address",
    [
        "/areas?kind=village",
        "/areas?country=XX",
        "/areas?kinds=x",
        "/sources?a=1",
        "/version?lang=fi",
        "/indicators/population?x=1",
        "/areas?kind=region&kind=region",
    ],
)
def test_lists_refuse_what_they_do_not_take(client: TestClient, address: str) -> None:
    assert refused(client, ROOT + address, 400)["status"] == 400


def test_unknown_indicator_names_similar_ones(client: TestClient) -> None:
    for address in ("/observations?indicator=populaton", "/indicators/populaton"):
        problem = refused(client, ROOT + address, 404)
        assert problem["similar"] == ["population"]
        assert problem["all"] == f"{ROOT}/indicators"


def test_unknown_area_names_the_one_with_its_country(client: TestClient) -> None:
    problem = refused(client, f"{ROOT}/observations?indicator=population&area=KU729", 404)
    assert problem["similar"][0] == "FI-KU729"
    assert refused(client, f"{ROOT}/areas/ku729", 404)["similar"][0] == "FI-KU729"


def test_too_much_is_refused_with_the_way_out(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(observations, "MOST_OBSERVATIONS", 7)
    problem = refused(client, f"{ROOT}/observations?indicator=population", 413)
    assert (problem["observations"], problem["limit"]) == (8, 7)
    assert "from=" in problem["detail"]
    assert ask(client, "indicator=population&from=2024")["count"] <= 7


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v2/areas", "/api/x"])
def test_unknown_address_says_what_there_is(client: TestClient, address: str) -> None:
    assert refused(client, address, 404)["all"] == f"{ROOT}/"


@pytest.mark.parametrize(
    "value",
    [
        "x' or '1'='1",
        "population'; drop table fct_observation; --",
        "../../etc/passwd",
        "\u0000",
        "Ä" * 5000,
    ],
)
def test_hostile_values_are_only_unknown(client: TestClient, value: str) -> None:
    answer = client.get(f"{ROOT}/observations", params={"indicator": value})
    assert answer.status_code == 404
    assert len(answer.content) < 2000
    assert ask(client, "indicator=population")["count"] == 8


def test_own_error_shows_a_reference_and_nothing_else(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(catalogue, "sources", broken)
    with caplog.at_level(logging.ERROR):
        problem = refused(client, f"{ROOT}/sources", 500)
    assert "secret" not in json.dumps(problem)
    assert problem["reference"] in caplog.text
    assert "secret detail" in caplog.text


def test_without_a_version_it_says_so(bare: TestClient) -> None:
    for address in ("/", "/indicators", "/observations?indicator=population", "/version"):
        assert refused(bare, ROOT + address, 503)["type"].endswith("no-data")
    assert bare.get(f"{ROOT}/version").headers["retry-after"] == "60"
    assert bare.get(f"{ROOT}/openapi.json").status_code == 200


# HTTP


def test_same_question_is_not_sent_twice(client: TestClient) -> None:
    address = f"{ROOT}/observations?indicator=population&area=FI-KU729"
    first = client.get(address)
    tag = first.headers["etag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    other = client.get(f"{address}&format=csv", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_tag_changes_with_the_version(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = client.get(f"{ROOT}/areas").headers["etag"]
    now = store.current_version()
    monkeypatch.setattr(
        store, "current_version", lambda: store.Version("other", now.file, now.published_at)
    )
    answer = client.get(f"{ROOT}/areas", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["etag"] != tag


def test_other_sites_may_read(client: TestClient) -> None:
    answer = client.get(f"{ROOT}/areas", headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    preflight = client.options(f"{ROOT}/areas", headers={"Origin": "https://example.org"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, f"{ROOT}/areas").status_code == 405


def test_head_is_get_without_body(client: TestClient) -> None:
    answer = client.head(f"{ROOT}/areas")
    assert (answer.status_code, answer.content) == (200, b"")


# The description


def test_description_and_routes_agree() -> None:
    assert list(openapi.document(ROOT, "1")["paths"]) == list(api.ADDRESSES)


def test_description_refers_only_to_what_it_holds() -> None:
    document = openapi.document(ROOT, "1")
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert named == set(document["components"]["schemas"])
    for one in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(one)


@pytest.mark.parametrize("address", EXAMPLES)
def test_answers_are_as_described(client: TestClient, address: str) -> None:
    document = openapi.document(ROOT, "1")
    path = next(
        path
        for path in document["paths"]
        if re.fullmatch(path.replace("{id}", "[^/]+"), address.partition("?")[0])
    )
    described = document["paths"][path]["get"]["responses"]["200"]["content"]
    answer = client.get(address)
    assert answer.status_code == 200
    body = described["application/json"]["schema"]
    jsonschema.validate(answer.json(), {**body, "components": document["components"]})


def test_described_parameters_are_the_ones_taken() -> None:
    paths = openapi.document(ROOT, "1")["paths"]
    described = [one["name"] for one in paths[f"{ROOT}/observations"]["get"]["parameters"]]
    assert tuple(described) == observations.PARAMETERS


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "Index"),
        ("/indicators", "Indicators"),
        ("/areas", "Areas"),
        ("/sources", "Sources"),
        ("/version", "Version"),
        ("/observations?indicator=population&from=2024", "Observations"),
    ],
)
def test_the_starter_data_is_as_described(starter: Path, address: str, name: str) -> None:
    client = TestClient(Starlette(routes=api.routes()), base_url="http://localhost")
    answer = client.get(ROOT + address)
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), schema(name))


def test_sub_region_is_the_sum_of_its_municipalities(starter: Path) -> None:
    client = TestClient(Starlette(routes=api.routes()), base_url="http://localhost")
    areas = client.get(f"{ROOT}/areas?kind=municipality").json()["areas"]
    own = [
        one["id"]
        for one in areas
        if one["within"]["subregion"] == "FI-SK138" and not one["valid_to"]
    ]
    query = "&".join(f"area={one}" for one in [*own, "FI-SK138"])
    answer = ask(client, f"indicator=population&from=2025&to=2025&{query}")
    values = {one["area"]: one["value"] for one in answer["observations"]}
    assert len(own) == 8
    assert values.pop("FI-SK138") == sum(values.values()) == 26387
