"""The open data interface described for programs: an OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any

from seutukuva.api import observations, problems
from seutukuva.definitions import LANGUAGES
from seutukuva.definitions.model import (
    AGGREGATIONS,
    AREA_KINDS,
    DISPLAYS,
    PERIOD_KINDS,
    POLARITIES,
    RHYTHMS,
)
from seutukuva.downloads import OBSERVATION_COLUMNS
from seutukuva.formats import VALUED, VALUELESS

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MOMENT: Schema = {"type": ["string", "null"], "description": "date and time, UTC"}
_DAY: Schema = {"type": ["string", "null"], "format": "date"}
_PERIOD: Schema = {
    "type": "string",
    "pattern": r"^\d{4}(Q[1-4]|M(0[1-9]|1[0-2]))?$",
    "examples": ["2025", "2024Q1", "2026M06"],
}


def _object(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _by_id(items: Schema) -> Schema:
    return {"type": "object", "additionalProperties": items}


def _one_of(values: tuple[str, ...]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _indicator() -> Schema:
    texts = _ref("Text")
    return _object(
        {
            "id": _TEXT,
            "theme": _TEXT,
            "title": texts,
            "unit": texts,
            "description": texts,
            "decimals": _COUNT,
            "polarity": _one_of(POLARITIES),
            "period_kind": _one_of(PERIOD_KINDS),
            "age_base": _TEXT,
            "display": _one_of(DISPLAYS),
            "aggregation": _one_of(AGGREGATIONS),
            "first_period": {"oneOf": [_PERIOD, {"type": "null"}]},
            "latest_period": {"oneOf": [_PERIOD, {"type": "null"}]},
            "area_count": _COUNT,
            "observation_count": _COUNT,
            "caveats": _list(texts),
            "rhythm": {"type": "string"},
            "next_release": _DAY,
            "related": _list(_TEXT),
            "source": _TEXT,
            "licence": _TEXT,
            "licence_url": _TEXT,
            "attribution": texts,
        },
        # Texts of an indicator that has been taken out of the definitions since are gone.
        optional=(
            "description",
            "caveats",
            "rhythm",
            "next_release",
            "related",
            "licence",
            "licence_url",
            "attribution",
        ),
    )


def _source() -> Schema:
    texts = _ref("Text")
    return _object(
        {
            "id": _TEXT,
            "title": texts,
            "producer": texts,
            "table": _MAYBE_TEXT,
            "url": _MAYBE_TEXT,
            "page": _MAYBE_TEXT,
            "licence": _TEXT,
            "licence_url": _TEXT,
            "attribution": texts,
            "rhythm": _one_of(RHYTHMS),
            "next_release": _DAY,
            "producer_updated": _MOMENT,
            "fetched_at": _MOMENT,
            "checked_at": _MOMENT,
            "origin": _one_of(("starter", "fetched")),
        }
    )


def _area_properties() -> dict[str, Schema]:
    within = {name: _MAYBE_TEXT for name in ("subregion", "region", "country")}
    return {
        "id": {"type": "string", "examples": ["FI-KU729", "FI-SK138", "FI-MK13", "FI-SSS"]},
        "kind": _one_of(AREA_KINDS),
        "country": _TEXT,
        "code": {"type": "string", "description": "the producer's own code"},
        "name": _ref("Text"),
        "within": _object(within),
        "valid_from": _MAYBE_TEXT,
        "valid_to": _MAYBE_TEXT,
        "population": {"type": ["integer", "null"]},
    }


def _area_event() -> Schema:
    return _object(
        {
            "date": _DAY,
            "kind": _TEXT,
            "predecessor": _MAYBE_TEXT,
            "predecessor_name": _MAYBE_TEXT,
            "text": _ref("Text"),
            "source": _MAYBE_TEXT,
        }
    )


def _observations() -> Schema:
    observation = _object(
        {
            "indicator": _TEXT,
            "area": _TEXT,
            "period": _PERIOD,
            "value": {"type": ["number", "null"]},
            "status": _one_of((*VALUED, *VALUELESS)),
            "source": _TEXT,
        }
    )
    return _object(
        {
            "version": _TEXT,
            "edition": _TEXT,
            "published_at": _TEXT,
            "count": _COUNT,
            "indicators": _by_id(_ref("Indicator")),
            "areas": _by_id(_ref("Area")),
            "sources": _by_id(_ref("Source")),
            "observations": _list(observation),
        },
        optional=("edition",),
    )


def _json_stat() -> Schema:
    return {
        "type": "object",
        "description": "JSON-stat 2.0 dataset with the dimensions indicator, area and time",
        "properties": {
            "version": {"const": "2.0"},
            "class": {"const": "dataset"},
            "id": {"const": ["indicator", "area", "time"]},
            "size": _list(_COUNT),
            "value": {"type": ["array", "object"]},
            "status": {"type": "object"},
        },
        "required": ["version", "class", "id", "size", "dimension", "value", "status"],
    }


def _problem() -> Schema:
    return {
        "type": "object",
        "description": "Problem details (RFC 9457)",
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "instance": _TEXT,
            "parameter": _TEXT,
            "allowed": _list(_TEXT),
            "similar": _list(_TEXT),
            "all": _TEXT,
            "observations": _COUNT,
            "limit": _COUNT,
            "reference": _TEXT,
        },
        "required": ["type", "title", "status", "detail", "instance"],
        "additionalProperties": False,
    }


def _index() -> Schema:
    licence = _object({"licence": _TEXT, "licence_url": _TEXT})
    return _object(
        {
            "title": _TEXT,
            "description": _TEXT,
            "version": _TEXT,
            "licences": _list(licence),
            "licence_note": _TEXT,
            "links": _by_id(_TEXT),
        }
    )


def _schemas() -> dict[str, Schema]:
    area = _area_properties()
    version = ("version", "built_at", "mode", "definitions_hash", "program_version", "published_at")
    return {
        "Text": _object({language: _TEXT for language in LANGUAGES}),
        "Index": _index(),
        "Indicator": _indicator(),
        "Indicators": _object({"indicators": _list(_ref("Indicator"))}),
        "Area": _object(area),
        "AreaWithHistory": _object({**area, "history": _list(_area_event())}),
        "Areas": _object({"areas": _list(_ref("Area"))}),
        "Observations": _observations(),
        "JsonStat": _json_stat(),
        "Source": _source(),
        "Sources": _object({"sources": _list(_ref("Source"))}),
        "Version": _object({name: _TEXT for name in version}),
        "Problem": _problem(),
    }


def _parameter(
    name: str, schema: Schema, what: str, *, where: str = "query", required: bool = False
) -> Schema:
    return {"name": name, "in": where, "required": required, "description": what, "schema": schema}


def _operation(
    name: str,
    what: str,
    content: dict[str, Schema],
    *,
    parameters: list[Schema] | None = None,
    refusals: tuple[int, ...] = (400,),
) -> Schema:
    meaning = {
        400: "a parameter is wrong",
        404: "unknown indicator or area",
        413: "more observations than one answer holds",
        500: "an error of the server, with a reference number",
        503: "nothing has been published yet",
    }
    problem = {problems.MEDIA_TYPE: {"schema": _ref("Problem")}}
    responses: dict[str, Schema] = {
        "200": {
            "description": what,
            "headers": {"ETag": {"description": "changes with data and question", "schema": _TEXT}},
            "content": {kind: {"schema": schema} for kind, schema in content.items()},
        },
        "304": {"description": "the same as the answer that If-None-Match names"},
    }
    for status in sorted({*refusals, 500, 503}):
        responses[str(status)] = {"description": meaning[status], "content": problem}
    return {
        "get": {
            "operationId": name,
            "summary": what,
            "parameters": parameters or [],
            "responses": responses,
        }
    }


def _json_of(name: str) -> dict[str, Schema]:
    return {"application/json": _ref(name)}


def _observation_parameters() -> list[Schema]:
    repeated = {"type": "array", "items": _TEXT}
    formats = {**_one_of(observations.FORMATS), "default": "json"}
    languages = {**_one_of(tuple(LANGUAGES)), "default": LANGUAGES[0]}
    return [
        _parameter(
            "indicator", {**repeated, "minItems": 1}, "indicator id; may be repeated", required=True
        ),
        _parameter("area", repeated, "area id; may be repeated; every area when left out"),
        _parameter("from", _PERIOD, "first period; a year begins with its first month"),
        _parameter("to", _PERIOD, "last period; a year ends with its last month"),
        _parameter("format", formats, "form of the answer"),
        _parameter("lang", languages, "language of the names in CSV and JSON-stat"),
        _parameter("edition", _TEXT, "as of a published edition, e.g. 2026-10; else as of now"),
    ]


def _paths(root: str) -> dict[str, Schema]:
    one = [_parameter("id", _TEXT, "id", where="path", required=True)]
    narrowing = [
        _parameter("kind", _one_of(AREA_KINDS), "only areas of this kind"),
        _parameter("country", _TEXT, "only areas of this country, e.g. FI"),
    ]
    observed: dict[str, Schema] = {
        "application/json": {"oneOf": [_ref("Observations"), _ref("JsonStat")]},
        "text/csv": {
            "type": "string",
            "description": "columns " + ", ".join(OBSERVATION_COLUMNS),
        },
    }
    return {
        f"{root}/": _operation("index", "What there is", _json_of("Index")),
        f"{root}/indicators": _operation("indicators", "Indicators", _json_of("Indicators")),
        f"{root}/indicators/{{id}}": _operation(
            "indicator", "One indicator", _json_of("Indicator"), parameters=one, refusals=(400, 404)
        ),
        f"{root}/areas": _operation("areas", "Areas", _json_of("Areas"), parameters=narrowing),
        f"{root}/areas/{{id}}": _operation(
            "area",
            "One area with its mergers and moved borders",
            _json_of("AreaWithHistory"),
            parameters=one,
            refusals=(400, 404),
        ),
        f"{root}/observations": _operation(
            "observations",
            f"Observations, at most {observations.MOST_OBSERVATIONS} in one answer",
            observed,
            parameters=_observation_parameters(),
            refusals=(400, 404, 413),
        ),
        f"{root}/sources": _operation("sources", "Sources", _json_of("Sources")),
        f"{root}/version": _operation("version", "The published version", _json_of("Version")),
        f"{root}/openapi.json": _operation(
            "openapi", "This description", {"application/json": {"type": "object"}}
        ),
    }


def document(root: str, version: str) -> Schema:
    """The OpenAPI document.

    Args:
        root: path under which the routes are, e.g. ``/api/v1``.
        version: version of the program.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Seutukuva open data",
            "version": version,
            "description": "Regional statistics, read-only. Each indicator names its source, "
            "licence and attribution.",
        },
        "paths": _paths(root),
        "components": {"schemas": _schemas()},
    }
