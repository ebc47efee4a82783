"""PxWeb API version 1: StatFin, and other offices that still serve it."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa

from etl import jsonstat, pxjson
from etl.connectors.asking import (
    Fetched,
    Task,
    Unchanged,
    ask_parts,
    gone,
    in_listing,
    similar,
)
from etl.connectors.breakdowns import plans
from etl.connectors.observations import Collector, collect
from etl.connectors.table import Plan, Selected, Variable
from etl.connectors.wanted import Wanted
from etl.http import Answer, ServerRefused, UnreadableAnswer, parse_json
from etl.snapshots import Snapshot
from seutukuva.definitions.model import Source
from seutukuva.errors import ShapeChanged, SourceError

LANGUAGE_LEVEL = re.compile(r"^(.*/v\d+(?:/[^/]+)*?/[a-z]{2})(?=/|$)")
NO_SUCH_TABLE = (400, 404)


def fetch(task: Task) -> Fetched | Unchanged:
    """Asks a table for all wanted series, in parts within the server's limits.

    Raises:
        SourceError: see `etl.http` and `etl.connectors.asking`; names table and address.
    """
    most_cells, most_values = _limits(task)
    name, updated, warnings = _listed_name(task)
    if task.is_unchanged(updated):
        return Unchanged(updated)
    url = _table_url(task.source, name)
    try:
        about = task.client.get_json(url).content
        known = variables(about, where=url)
        wholes, missing = plans(known, task.source, task.wanted, where=url)
        parts = ask_parts(task, wholes, most_cells, most_values, lambda p: _ask(task, url, p))
    except ServerRefused as refusal:
        raise _explained(task, refusal) from refusal
    return Fetched(
        parts=parts,
        metadata={"table": about, "name": name, "updated": updated},
        producer_updated=updated or _stated_update(parts[0].body, url),
        cells=sum(whole.cells for whole in wholes),
        warnings=(*warnings, *missing),
    )


def parse(source: Source, snapshot: Snapshot, wanted: Wanted) -> pa.Table:
    """The observations of a snapshot; columns as `etl.connectors.observations.SCHEMA`.

    Reads JSON-stat and PX-JSON alike.
    """
    into = Collector()
    for part in snapshot.parts:
        where = f"{snapshot.snapshot_id}/{part.file}"
        content = parse_json(snapshot.read(part), where=where)
        if pxjson.is_pxjson(content):
            cubes = [pxjson.read_content(content, where=where)]
        else:
            cubes = list(jsonstat.read_all(content, where=where).values())
        for cube in cubes:
            collect(cube, source, wanted, into, where=where)
    return into.table()


def variables(about: Any, *, where: str) -> tuple[Variable, ...]:
    """The variables of a table's metadata.

    Raises:
        ShapeChanged: the metadata are not those of a table.
    """
    listed_variables = about.get("variables") if isinstance(about, dict) else None
    if not isinstance(listed_variables, list) or not listed_variables:
        raise ShapeChanged("the variables of a table", "something else", where=where)
    out = []
    for v in listed_variables:
        values = v.get("values") if isinstance(v, dict) else None
        if not isinstance(values, list) or not values or "code" not in v:
            raise ShapeChanged("a variable with code and values", "one without", where=where)
        texts = v.get("valueTexts")
        texts = texts if isinstance(texts, list) and len(texts) == len(values) else values
        role = "time" if v.get("time") else "geo" if v.get("map") else ""
        out.append(
            Variable(
                code=str(v["code"]),
                text=str(v.get("text") or v["code"]),
                values=tuple(str(x) for x in values),
                texts=tuple(str(x) for x in texts),
                eliminable=bool(v.get("elimination")),
                role=role,
            )
        )
    return tuple(out)


def query(part: Plan) -> dict[str, Any]:
    """The request body of a part: every chosen code by name, nothing by pattern."""
    return {
        "query": [{"code": s.variable, "selection": _selection(s)} for s in part.selected],
        "response": {"format": "json-stat2"},
    }


def _selection(selected: Selected) -> dict[str, Any]:
    grouped = selected.codelist
    if grouped and ":" not in grouped:
        grouped = f"agg:{grouped}"
    return {"filter": grouped or "item", "values": list(selected.codes)}


def _ask(task: Task, url: str, part: Plan) -> tuple[Answer, Any]:
    body = query(part)
    return task.client.post_json(url, body), body


def _limits(task: Task) -> tuple[int, int]:
    """Most cells an answer and most codes a query; the call budget goes to the limiter."""
    manners = task.client.manners
    level = LANGUAGE_LEVEL.match(task.source.url)
    if not level:
        return manners.cells, 0
    try:
        config = task.once(f"{level[1]}/?config")
    except (ServerRefused, UnreadableAnswer):
        config = None  # not every server tells; the smallest known limits keep us polite
    if not isinstance(config, dict):
        return manners.cells, 0
    task.client.limiter.set(int(_number(config.get("maxCalls"))), _number(config.get("timeWindow")))
    cells = int(_number(config.get("maxCells")) or _number(config.get("maxValues")))
    return cells or manners.cells, int(_number(config.get("maxValues")))


def _number(value: Any) -> float:
    try:
        return max(0.0, float(value))
    except (TypeError, ValueError):
        return 0.0


def _listed_name(task: Task) -> tuple[str, str, list[str]]:
    """The table's file name and time of change by its level's listing.

    The same table under an older or newer name (``statfin_vaerak_pxt_11re.px``, ``11re.px``) is
    found by its short id. Where nothing is listed the definition's own name stands.
    """
    source = task.source
    level, _, table = source.table.rpartition("/")
    own = table if table.endswith(".px") else f"{table}.px"
    try:
        entries = list(in_listing(task.once(_level_url(source, level))))
    except ServerRefused:
        entries = []  # the table itself says what is wrong
    names = {id: updated for id, _, updated in entries}
    for name in (own, table):
        if name in names:
            return name, names[name], []
    short = _short_id(table)
    same = [id for id in names if _short_id(id) == short]
    if len(same) == 1:
        renamed = f"table {table} is now called {same[0].removesuffix('.px')}"
        return same[0], names[same[0]], [renamed]
    dotted = own if "pxweb" in source.url.casefold() else table
    return dotted, "", []


def _short_id(name: str) -> str:
    """``statfin_vaerak_pxt_11re.px`` and ``11re.px`` are both 11re."""
    return name.removesuffix(".px").rpartition("_pxt_")[2].casefold()


def _level_url(source: Source, level: str) -> str:
    return f"{source.url.rstrip('/')}/{level}/" if level else f"{source.url.rstrip('/')}/"


def _table_url(source: Source, name: str) -> str:
    level = source.table.rpartition("/")[0]
    return f"{_level_url(source, level)}{name}"


def _stated_update(body: bytes, url: str) -> str:
    content = parse_json(body, where=url)
    return str(content.get("updated") or "") if isinstance(content, dict) else ""


def _explained(task: Task, refusal: ServerRefused) -> SourceError:
    """Why a table was refused: gone from the (freshly read) listing, or asked wrongly."""
    if refusal.status not in NO_SUCH_TABLE:
        return refusal
    source = task.source
    level, _, table = source.table.rpartition("/")
    url = _level_url(source, level)
    try:
        entries = list(in_listing(task.client.get_json(url).content))
    except SourceError:
        return gone(source.table, url, [], [])
    short = _short_id(table)
    if any(_short_id(id) == short for id, _, _ in entries):
        return SourceError(
            f"table {source.table} is there, but the server refused what was asked of it "
            f"({refusal.status})",
            where=refusal.where,
            todo="its codes may be changing right now: try again later; the last good figures stay",
        )
    plain = [(id.removesuffix(".px"), text) for id, text, _ in entries]
    return gone(source.table, url, similar(short, plain), [id for id, _ in plain])
