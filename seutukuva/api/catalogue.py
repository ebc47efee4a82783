"""Indicators, areas and sources as the open data interface describes them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from seutukuva import definitions, store
from seutukuva.definitions import LANGUAGES, Definitions, Indicator
from seutukuva.formats import is_missing

Row = dict[str, Any]


def rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a query's answer; whatever stands for "no value" becomes None."""
    return [
        {str(key): plain(value) for key, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]


def plain(value: Any) -> Any:
    """None for a missing value, and a whole number without its ``.0``."""
    if is_missing(value):
        return None
    if isinstance(value, float) and value.is_integer() and math.fabs(value) < 2**53:
        return int(value)
    return value


def texts_of(row: Row, name: str) -> dict[str, str]:
    """``{"fi": …, "sv": …, …}`` from the columns ``name_fi``, ``name_sv``, …."""
    return {language: row[f"{name}_{language}"] or "" for language in LANGUAGES}


def _copied(text: Mapping[str, str]) -> dict[str, str]:
    return {language: text[language] for language in LANGUAGES}


def sources() -> dict[str, Row]:
    """Every source of the current version by id, with its licence and attribution."""
    known = definitions.load().sources
    found = {}
    for row in rows(store.run("api/sources")):
        source_id = row["source_id"]
        producer = texts_of(row, "producer")
        defined = known.get(source_id)
        found[source_id] = {
            "id": source_id,
            "title": texts_of(row, "title"),
            "producer": producer,
            "table": row["table_name"],
            "url": row["url"],
            "page": row["page"],
            "licence": row["licence"],
            "licence_url": row["licence_url"],
            "attribution": _copied(defined.attribution) if defined else producer,
            "rhythm": row["rhythm"],
            "next_release": row["next_release"],
            "producer_updated": row["producer_updated"],
            "fetched_at": row["fetched_at"],
            "checked_at": row["checked_at"],
            "origin": row["origin"],
        }
    return found


def indicators() -> dict[str, Row]:
    """Every indicator of the current version by id, with texts in every language."""
    known, from_source = definitions.load(), sources()
    found = {}
    for row in rows(store.run("api/indicators")):
        entry = _published(row, from_source.get(row["source_id"]))
        defined = known.indicators.get(row["indicator_id"])
        if defined:
            entry |= _defined(defined, known)
        found[entry["id"]] = entry
    return found


def _published(row: Row, source: Row | None) -> Row:
    licence = (
        {key: source[key] for key in ("licence", "licence_url", "attribution")} if source else {}
    )
    return {
        "id": row["indicator_id"],
        "theme": row["theme_id"],
        "title": texts_of(row, "title"),
        "unit": texts_of(row, "unit"),
        "decimals": row["decimals"],
        "polarity": row["polarity"],
        "period_kind": row["period_kind"],
        "age_base": row["age_base"] or "",
        "display": row["display"],
        "aggregation": row["aggregation"],
        "first_period": row["first_period"],
        "latest_period": row["latest_period"],
        "area_count": row["area_count"],
        "observation_count": row["observation_count"],
        "source": row["source_id"],
        **licence,
    }


def _defined(indicator: Indicator, known: Definitions) -> Row:
    return {
        "description": _copied(indicator.description),
        "caveats": [_copied(known.caveats[key]) for key in indicator.caveats],
        "rhythm": indicator.rhythm,
        "next_release": indicator.next_release,
        "related": list(indicator.related),
    }


def areas(kind: str = "", country: str = "") -> dict[str, Row]:
    """Areas by id; an empty kind or country means all."""
    return {
        row["area_id"]: {
            "id": row["area_id"],
            "kind": row["kind"],
            "country": row["country"],
            "code": row["area_code"],
            "name": texts_of(row, "name"),
            "within": {
                "subregion": row["subregion_id"],
                "region": row["region_id"],
                "country": row["country_id"],
            },
            "valid_from": row["valid_from"],
            "valid_to": row["valid_to"],
            "population": row["population"],
        }
        for row in rows(store.run("api/areas", kind=kind, country=country))
    }


def area_history(area_id: str) -> list[Row]:
    """Mergers, moved borders and new names that touch the series of an area."""
    return [
        {
            "date": row["date"],
            "kind": row["kind"],
            "predecessor": row["predecessor_id"],
            "predecessor_name": row["predecessor_name"],
            "text": texts_of(row, "text"),
            "source": row["source"],
        }
        for row in rows(store.run("api/area_history", area_id=area_id))
    ]


def version() -> Row:
    """The published version of the statistics."""
    (row,) = rows(store.run("api/version"))
    return {**row, "published_at": store.current_version().published_at}
