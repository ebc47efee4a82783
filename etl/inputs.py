"""What a build starts from, as tables that SQL can join: definitions, answers, starter files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from etl import starter_projects
from etl.stage import Staged, Staging
from seutukuva.definitions.model import LANGUAGES, Definitions, Indicator, Source

KINDS = {
    "text": pa.string(),
    "whole": pa.int64(),
    "real": pa.float64(),
    "yes": pa.bool_(),
    "day": pa.date32(),
    "time": pa.timestamp("us"),
}


def load(con: duckdb.DuckDBPyConnection, defs: Definitions, staging: Staging) -> None:
    """Create the temporary tables ``def_…`` and ``inp_…`` that ``queries/build`` reads."""
    _areas(con, defs)
    _indicators(con, defs)
    _breakdowns(con, defs)
    _structures(con, defs)
    _sources(con, defs)
    _peer_groups(con, defs)
    _headlines(con, defs)
    _projects(con, defs)
    _snapshots(con, staging.snapshots)
    _states(con, staging)


def _table(
    con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Iterable[tuple[Any, ...]]
) -> None:
    """Create a table; ``columns`` are names between blanks: ``id order:whole name:texts``.

    Without a kind a column is text; ``texts`` is one column a language.
    """
    kinds: dict[str, pa.DataType] = {}
    for column in columns.split():
        title, _, kind = column.partition(":")
        if kind == "texts":
            kinds |= {f"{title}_{language}": KINDS["text"] for language in LANGUAGES}
        else:
            kinds[title] = KINDS[kind or "text"]
    values = list(zip(*rows, strict=True)) or [()] * len(kinds)
    arriving = pa.table(
        {
            title: pa.array(list(given), type=kind)
            for (title, kind), given in zip(kinds.items(), values, strict=True)
        }
    )
    con.register("arriving", arriving)
    con.execute(f"create or replace temp table {name} as select * from arriving")
    con.unregister("arriving")


def _texts(text: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text[language] for language in LANGUAGES)


def _areas(con: duckdb.DuckDBPyConnection, defs: Definitions) -> None:
    areas = [
        (area.id, area.kind, area.country, area.code, *_texts(area.name))
        + (area.subregion_id, area.region_id, area.country_id, area.valid_from, area.valid_to)
        for area in defs.areas.values()
    ]
    columns = "area_id kind country area_code name:texts"
    columns += " subregion_id region_id country_id valid_from valid_to"
    _table(con, "def_area", columns, areas)
    events = [
        (event.date, event.kind, event.area_id, event.predecessor_id, event.predecessor_name)
        + (*_texts(event.text), event.source)
        for event in defs.area_history
    ]
    columns = "date:day kind area_id predecessor_id predecessor_name text:texts source"
    _table(con, "def_area_history", columns, events)


def _indicators(con: duckdb.DuckDBPyConnection, defs: Definitions) -> None:
    def row(one: Indicator) -> tuple[Any, ...]:
        adding = one.aggregation
        return (
            (one.id, one.theme, defs.themes[one.theme].order, one.order)
            + (*_texts(one.title), *_texts(one.unit), one.decimals, one.polarity)
            + (one.period_kind, one.age_base, one.display, one.source_id)
            + (adding.method, adding.numerator, adding.denominator, adding.factor)
        )

    columns = "indicator_id theme_id theme_order:whole indicator_order:whole"
    columns += " title:texts unit:texts decimals:whole polarity"
    columns += " period_kind age_base display source_id"
    columns += " aggregation numerator denominator factor:real"
    _table(con, "def_indicator", columns, map(row, defs.indicators.values()))
    selections = [
        (one.id, selection.source_id, selection.series_key, rank)
        for one in defs.indicators.values()
        for rank, selection in enumerate(one.selections)
    ]
    _table(con, "def_selection", "indicator_id source_id series rank:whole", selections)


def _breakdowns(con: duckdb.DuckDBPyConnection, defs: Definitions) -> None:
    rows = [
        (one.id, one.theme, one.order, *_texts(one.title), *_texts(one.unit))
        + (one.decimals, one.total, one.oldest, one.source_id)
        for one in defs.breakdowns.values()
    ]
    columns = "breakdown_id theme_id breakdown_order:whole title:texts unit:texts"
    columns += " decimals:whole total_indicator_id oldest_age:whole source_id"
    _table(con, "def_breakdown", columns, rows)


def _structures(con: duckdb.DuckDBPyConnection, defs: Definitions) -> None:
    rows = [
        (one.id, one.theme, one.order, *_texts(one.title), *_texts(one.unit))
        + (one.decimals, one.classification, one.counted, one.total)
        + (one.source_id, one.from_shares)
        for one in defs.structures.values()
    ]
    columns = "structure_id theme_id structure_order:whole title:texts unit:texts"
    columns += " decimals:whole classification counted total_indicator_id"
    columns += " source_id from_shares:yes"
    _table(con, "def_structure", columns, rows)
    industries = [
        (one.id, industry.id, place, *_texts(industry.title), *_texts(industry.short_title))
        + (industry.code, industry.share)
        for one in defs.structures.values()
        for place, industry in enumerate(one.industries, 1)
    ]
    columns = "structure_id industry industry_order:whole title:texts short_title:texts"
    columns += " code share_indicator_id"
    _table(con, "def_industry", columns, industries)


def _sources(con: duckdb.DuckDBPyConnection, defs: Definitions) -> None:
    def row(one: Source) -> tuple[Any, ...]:
        return (
            (one.id, *_texts(one.title), *_texts(one.producer), one.connector)
            + (one.url, one.table, one.page, one.licence, one.licence_url)
            + (one.rhythm, one.next_release)
        )

    columns = "source_id title:texts producer:texts connector"
    columns += " url table_name page licence licence_url rhythm next_release:day"
    _table(con, "def_source", columns, map(row, defs.sources.values()))


def _peer_groups(con: duckdb.DuckDBPyConnection, defs: Definitions) -> None:
    groups = [(group.id, group.kind, group.n) for group in defs.peer_groups.values()]
    _table(con, "def_peer_group", "group_id kind n:whole", groups)
    members = [(group.id, area) for group in defs.peer_groups.values() for area in group.areas]
    _table(con, "def_peer_member", "group_id area_id", members)


def _headlines(con: duckdb.DuckDBPyConnection, defs: Definitions) -> None:
    rows = [
        (programme.id, indicator, area)
        for programme in defs.programmes.values()
        for indicator in programme.headline
        for area in programme.areas
    ]
    _table(con, "def_headline", "programme_id indicator_id area_id", rows)


def _projects(con: duckdb.DuckDBPyConnection, defs: Definitions) -> None:
    columns = "programme_id project_key code name fund hierarchy authority state"
    columns += " starts_on:day ends_on:day implementer implementer_key organisation municipality"
    columns += " business_id municipalities summary is_example:whole source_id"
    _table(con, "def_project", columns, starter_projects.projects(defs))
    columns = "project_key measure side part value:real as_of:day stage source_id"
    _table(con, "def_project_figure", columns, starter_projects.figures(defs))


def _snapshots(con: duckdb.DuckDBPyConnection, staged: list[Staged]) -> None:
    rows = [
        (seq, one.snapshot_id, one.source_id, one.vintage, one.origin, one.value_origin)
        + (one.url, one.table, one.fetched_at, one.producer_updated, one.licence, one.trail)
        + (one.path, len(one.parts), sum(part.bytes for part in one.parts), one.rows)
        for seq, one in enumerate(staged)
    ]
    columns = "seq:whole snapshot_id source_id vintage:time origin value_origin"
    columns += " url table_name fetched_at:time producer_updated:time licence trail"
    columns += " path parts:whole bytes:whole rows:whole"
    _table(con, "inp_snapshot", columns, rows)
    parts = [
        (one.snapshot_id, number, part.url, part.query, part.sha256, part.bytes)
        for one in staged
        for number, part in enumerate(one.parts, 1)
    ]
    _table(con, "inp_part", "snapshot_id part:whole url query sha256 bytes:whole", parts)


def _states(con: duckdb.DuckDBPyConnection, staging: Staging) -> None:
    columns = "source_id checked_at:time last_error last_error_at:time"
    _table(con, "inp_state", columns, staging.states)
    _table(con, "inp_unreadable", "snapshot_id problem", staging.unreadable)
    layers = [
        (one.layer_id, one.division_year, one.file, one.sha256, one.source_id, one.fetched_at)
        for one in staging.layers
    ]
    columns = "layer_id division_year file sha256 source_id fetched_at:time"
    _table(con, "inp_geo", columns, layers)
