"""PxWebApi version 2: Statistics Norway and Statistics Sweden."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from etl import jsonstat
from etl.connectors import pxweb
from etl.connectors.asking import Fetched, Task, Unchanged, ask_parts, gone, similar
from etl.connectors.breakdowns import plans
from etl.connectors.table import Plan, Variable, find_variable
from etl.connectors.wanted import Wanted
from etl.http import Answer, ServerRefused, UnreadableAnswer
from etl.snapshots import Snapshot
from seutukuva.definitions.model import Source
from seutukuva.errors import SourceError

MOST_LISTED = 1000  # tables asked of a listing, only to find names like a lost one


def fetch(task: Task) -> Fetched | Unchanged:
    """Asks a table for all wanted series, in parts within the server's limits.

    Raises:
        SourceError: see `etl.http` and `etl.connectors.asking`; names table and address.
    """
    source = task.source
    most_cells, language = _limits(task)
    lang = {"lang": language} if language else {}
    url = f"{source.url.rstrip('/')}/tables/{source.table}"
    try:
        entry = task.client.get_json(url, lang).content
        updated = str(entry.get("updated") or "") if isinstance(entry, dict) else ""
        if task.is_unchanged(updated):
            return Unchanged(updated)
        about = task.client.get_json(f"{url}/metadata", lang).content
        known = variables(about, where=url)
        codelist = _codelist(task, lang)
        known = _with_codelist(known, source, codelist, url)
        wholes, missing = plans(known, source, task.wanted, where=url)
        params = {**lang, "outputFormat": "json-stat2"}
        parts = ask_parts(
            task, wholes, most_cells, 0, lambda p: _ask(task, f"{url}/data", params, p)
        )
    except ServerRefused as refusal:
        raise _explained(task, refusal) from refusal
    return Fetched(
        parts=parts,
        metadata={"table": about, "entry": entry, "codelist": codelist, "updated": updated},
        producer_updated=updated or str(about.get("updated") or ""),
        cells=sum(whole.cells for whole in wholes),
        warnings=(*_discontinued(entry), *missing),
    )


def parse(source: Source, snapshot: Snapshot, wanted: Wanted) -> pa.Table:
    """The observations of a snapshot; the answers are those of version 1."""
    return pxweb.parse(source, snapshot, wanted)


def variables(about: Any, *, where: str) -> tuple[Variable, ...]:
    """The variables of a table's metadata (a JSON-stat dataset without values).

    Raises:
        ShapeChanged: the metadata are not those of a table.
    """
    out = []
    for d in jsonstat.read_dimensions(about, where=where):
        total = str(d.extension.get("eliminationValueCode") or "")
        out.append(
            Variable(
                code=d.id,
                text=d.label,
                values=d.codes,
                texts=d.labels,
                eliminable=bool(d.extension.get("elimination")),
                total=total if total in d.codes else "",
                role=d.role,
            )
        )
    return tuple(out)


def query(part: Plan) -> dict[str, Any]:
    """The request body of a part: every chosen code by name, nothing by expression."""
    selection = []
    for s in part.selected:
        entry: dict[str, Any] = {"variableCode": s.variable, "valueCodes": list(s.codes)}
        if s.codelist:
            entry["codelist"] = s.codelist
        selection.append(entry)
    return {"selection": selection}


def _ask(task: Task, url: str, params: dict[str, str], part: Plan) -> tuple[Answer, Any]:
    body = query(part)
    return task.client.post_json(url, body, params), body


def _limits(task: Task) -> tuple[int, str]:
    """Most cells an answer, and the language to ask in ("" = the server's own)."""
    manners = task.client.manners
    try:
        config = task.once(f"{task.source.url.rstrip('/')}/config")
    except (ServerRefused, UnreadableAnswer):
        config = None
    if not isinstance(config, dict):
        return manners.cells, ""
    calls, window = config.get("maxCallsPerTimeWindow"), config.get("timeWindow")
    # a stated 0 does not mean "no limit": such a server counts all the same
    if isinstance(calls, int) and isinstance(window, int | float):
        task.client.limiter.set(calls, float(window))
    cells = config.get("maxDataCells")
    offered = [str(x.get("id")) for x in config.get("languages") or [] if isinstance(x, dict)]
    language = next((x for x in task.source.languages if x in offered), "")
    return (cells if isinstance(cells, int) and cells > 0 else manners.cells), language


def _codelist(task: Task, lang: dict[str, str]) -> Any:
    """The grouping of areas that the source names, None when it names none."""
    name = task.source.areas.codelist
    if not name:
        return None
    return task.once(f"{task.source.url.rstrip('/')}/codelists/{name}", lang)


def _with_codelist(
    known: tuple[Variable, ...], source: Source, codelist: Any, where: str
) -> tuple[Variable, ...]:
    """The area variable with the codes of the grouping in place of its own."""
    values = codelist.get("values") if isinstance(codelist, dict) else None
    names = tuple(source.dimensions.get("area", ()))
    area = find_variable(known, "area", names, where=where)
    if not isinstance(values, list) or area is None:
        return known
    codes = [str(v["code"]) for v in values if isinstance(v, dict) and v.get("code")]
    texts = [str(v.get("label") or v["code"]) for v in values if isinstance(v, dict)]
    grouped = Variable(area.code, area.text, tuple(codes), tuple(texts), area.eliminable, "", "geo")
    return tuple(grouped if v is area else v for v in known)


def _discontinued(entry: Any) -> list[str]:
    if isinstance(entry, dict) and entry.get("discontinued"):
        return ["the producer has discontinued this table"]
    return []


def _explained(task: Task, refusal: ServerRefused) -> SourceError:
    """Why a table was refused: not listed any more, or asked wrongly."""
    source = task.source
    if refusal.status not in (400, 404):
        return refusal
    url = f"{source.url.rstrip('/')}/tables"
    try:
        task.client.get_json(f"{url}/{source.table}")
    except ServerRefused:
        return gone(source.table, url, similar(source.table, _listing(task, url)), [])
    except SourceError:
        return refusal
    return SourceError(
        f"table {source.table} is there, but the server refused what was asked of it "
        f"({refusal.excerpt or refusal.status})",
        where=refusal.where,
        todo="check the source's definition; the last good figures stay",
    )


def _listing(task: Task, url: str) -> list[tuple[str, str]]:
    try:
        page = task.once(url, {"pageSize": MOST_LISTED})
    except SourceError:
        return []
    tables = page.get("tables") if isinstance(page, dict) else None
    return [
        (str(t["id"]), str(t.get("label", "")))
        for t in tables or []
        if isinstance(t, dict) and t.get("id")
    ]
