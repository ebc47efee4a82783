"""Walks a figure back: value, fact, snapshot, raw answer, and the cell found there again."""

from __future__ import annotations

import csv
from typing import Any

import pyarrow.compute as pc

from etl import connectors, snapshots
from etl.asking import Answers
from seutukuva import settings
from seutukuva.definitions.model import Definitions, Indicator, Source
from seutukuva.errors import MissingData, SeutukuvaError

Row = dict[str, Any]


def explain(
    answers: Answers, defs: Definitions, indicator: Indicator, area_id: str, period: str | None
) -> Row:
    """Everything between a figure on the screen and the producer's answer.

    Args:
        answers: a published version.
        period: None means the newest with a value.

    Returns:
        figure (area, period, value, status, origin), snapshot, parts (url, query, sha256, bytes),
        cell (what reading the raw answer again gives), components (of a computed figure) and
        vintages (of a revised one).

    Raises:
        MissingData: there is no such figure.
    """
    found = answers.rows("figure", indicator_id=indicator.id, area_id=area_id, period=period)
    if not found:
        raise MissingData(
            "there is no such figure",
            where=", ".join(part for part in (indicator.id, area_id, period) if part),
            todo=f"see: python -m etl show {indicator.id}",
        )
    row = found[0]
    key = {"indicator_id": indicator.id, "area_id": area_id, "period": row["period"]}
    return {
        "version": answers.version,
        "indicator": indicator.id,
        "area_code": area_id,
        "period": row["period"],
        "value": row["value"],
        "status": row["status"],
        "origin": row["origin"],
        "snapshot": _snapshot(row),
        "parts": answers.rows("parts", snapshot_id=row["snapshot_id"]),
        "cell": _cell(row, key, indicator, defs),
        "components": _components(answers, indicator, key, row),
        "vintages": answers.rows("vintages", **key),
    }


def _snapshot(row: Row) -> Row:
    names = ("snapshot_id", "source_id", "url", "table_name", "fetched_at", "producer_updated")
    kept = {name: row[name] for name in (*names, "licence", "trail", "path")}
    return {**kept, "origin": row["snapshot_origin"]}


def _cell(row: Row, key: Row, indicator: Indicator, defs: Definitions) -> Row | None:
    """The figure as it stands in the raw answer; None for what only the build computed."""
    starter = row["snapshot_origin"] == "starter"
    if row["origin"] == "computed" and not starter:
        return None
    try:
        cell = _starter_cell(row, key) if starter else _answer_cell(row, key, indicator, defs)
    except (SeutukuvaError, OSError) as error:
        return {"found": False, "problem": str(error)}
    if cell is None:
        return None if row["origin"] == "computed" else {"found": False, "problem": "no such cell"}
    same = cell["value"] == row["value"] and cell["status"] == row["status"]
    return {"found": True, **cell, "agrees": same}


def _starter_cell(row: Row, key: Row) -> Row | None:
    name = row["path"].removeprefix("starter/")
    with (settings.starter_folder() / name).open(encoding="utf-8", newline="") as handle:
        for line, one in enumerate(csv.DictReader(handle), 2):
            if all(one[column] == key[column] for column in key):
                value = float(one["value"]) if one["value"] else None
                given = one["status"] or ("missing" if value is None else "final")
                return {"file": name, "line": line, "value": value, "status": given}
    return None


def _answer_cell(row: Row, key: Row, indicator: Indicator, defs: Definitions) -> Row | None:
    source = defs.sources[row["source_id"]]
    snapshot = _stored(source, row["path"])
    table = connectors.parse(source, snapshot, defs)
    table = table.filter(
        pc.and_(
            pc.equal(pc.cast(table["area_id"], "string"), key["area_id"]),
            pc.equal(pc.cast(table["period"], "string"), key["period"]),
        )
    )
    for selection in indicator.selections:
        if selection.source_id != source.id:
            continue
        mine = pc.equal(pc.cast(table["series"], "string"), selection.series_key)
        for one in table.filter(mine).to_pylist():
            return {"series": one["series"], "value": one["value"], "status": one["status"]}
    return None


def _stored(source: Source, path: str) -> snapshots.Snapshot:
    for snapshot in snapshots.all(source.id):
        if path.endswith(f"/{snapshot.snapshot_id}"):
            return snapshot
    raise MissingData("the raw answer is no longer kept", where=path)


def _components(answers: Answers, indicator: Indicator, key: Row, row: Row) -> list[Row]:
    """The figures that the build computed this one from."""
    if row["origin"] != "computed":
        return []
    aggregation = indicator.aggregation
    ratio = aggregation.method == "ratio"
    return answers.rows(
        "components",
        indicator_ids=(
            [aggregation.numerator, aggregation.denominator] if ratio else [indicator.id]
        ),
        area_id=key["area_id"],
        period=key["period"],
        parts="same_area" if ratio else "members",
    )
