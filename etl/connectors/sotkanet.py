"""Sotkanet of the Finnish institute for health and welfare: one call an indicator, own area ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from etl.connectors.asking import Fetched, Task, Unchanged
from etl.connectors.observations import FINAL, MISSING, Collector
from etl.connectors.wanted import Wanted, area_id
from etl.http import Client, parse_json
from etl.snapshots import RawPart, Snapshot
from seutukuva.definitions.model import Source
from seutukuva.errors import ShapeChanged

# category of /regions → prefix and digits of the area code
CATEGORIES = {"KUNTA": ("KU", 3), "SEUTUKUNTA": ("SK", 3), "MAAKUNTA": ("MK", 2)}
COUNTRY = ("MAA", "358")
GENDER = "total"
BUDGET = (300, 60.0)  # calls a window (s); Sotkanet states no limit, and one call follows another
FEWEST_SHARE = 0.85  # of the country's municipalities, in an answer about all of them


def fetch(task: Task) -> Fetched | Unchanged:
    """Asks every wanted indicator for all its years and areas.

    The update time is the newest of the indicators'; unchanged data is not asked again.

    Raises:
        SourceError: see `etl.http`; ShapeChanged for answers of another form or without rows.
    """
    base, client = task.source.url.rstrip("/"), task.client
    client.limiter.set(*BUDGET)
    about = {n: _about(client, base, n) for n in task.wanted.contents}
    updated = max((_updated(a) for a in about.values()), default="")
    if task.is_unchanged(updated):
        return Unchanged(updated)
    regions = task.once(f"{base}/regions")
    codes = region_codes(regions, where=f"{base}/regions")
    parts, cells, municipalities = [], 0, set()
    for done, (number, entry) in enumerate(about.items()):
        task.report(done, len(about))
        params = {
            "indicator": number,
            "years": _years(entry, task.source, number),
            "genders": sorted({_gender(s.select) for s in task.wanted.selections}),
        }
        answer = client.get_json(f"{base}/json", params)
        rows = _rows(answer.content, where=f"{base}/json?indicator={number}")
        cells += len(rows)
        municipalities |= {c for r in rows if (c := codes.get(r[0], ""))[:2] == "KU"}
        parts.append(RawPart(answer.url, params, answer.body, answer.content_type))
    task.report(len(about), len(about))
    _check_municipalities(task, len(municipalities))
    metadata = {"regions": regions, "indicators": about, "updated": updated}
    return Fetched(tuple(parts), metadata, updated, cells)


def parse(source: Source, snapshot: Snapshot, wanted: Wanted) -> pa.Table:
    """The observations of a snapshot; columns as `etl.connectors.observations.SCHEMA`."""
    codes = region_codes(snapshot.metadata()["regions"], where=snapshot.snapshot_id)
    ids = {r: i for r, c in codes.items() if (i := area_id(c, source))}
    into = Collector()
    for part in snapshot.parts:
        where = f"{snapshot.snapshot_id}/{part.file}"
        rows = _rows(parse_json(snapshot.read(part), where=where), where=where)
        for selection in wanted.selections:
            gender = _gender(selection.select)
            own = {
                (ids[region], year): value
                for region, year, number, sex, value in rows
                if number == selection.contents and sex == gender and region in ids
            }
            if own:
                _add(into, selection.series_key, own, source.time_from)
    return into.table()


def region_codes(regions: Any, *, where: str) -> dict[str, str]:
    """Sotkanet's region id → ``KU729``, ``SK138``, ``MK13`` or ``SSS``; other levels left out.

    Raises:
        ShapeChanged: the list of regions has another form.
    """
    found = {}
    for region in regions if isinstance(regions, list) else []:
        if not isinstance(region, dict) or "id" not in region:
            continue
        category, code = str(region.get("category", "")), str(region.get("code", ""))
        if category in CATEGORIES and code.isdecimal():
            prefix, digits = CATEGORIES[category]
            found[str(region["id"])] = prefix + code.zfill(digits)
        elif (category, code) == COUNTRY:
            found[str(region["id"])] = "SSS"
    if not found:
        raise ShapeChanged("regions with id, code and category", "none", where=where)
    return found


def _rows(content: Any, *, where: str) -> list[tuple[str, str, str, str, float]]:
    """(region, year, indicator, gender, value or NaN) of both shapes Sotkanet has had.

    Raises:
        ShapeChanged: no rows, or rows of another form.
    """
    if not isinstance(content, list) or not content:
        raise ShapeChanged("rows of figures", "none", where=where)
    rows = []
    for row in content:
        try:
            value = row["value"] if "value" in row else row["primary value"]
            rows.append(
                (
                    str(row["region"]),
                    str(row["year"]),
                    str(row["indicator"]),
                    str(row.get("gender", GENDER)),
                    _number(value),
                )
            )
        except (KeyError, TypeError, ValueError, OverflowError):
            raise ShapeChanged(
                "rows with region, year, indicator and value", repr(row)[:80], where=where
            ) from None
    return rows


def _number(value: Any) -> float:
    """Numbers as numbers or as text, with a decimal point or comma."""
    if value is None or value == "":
        return float("nan")
    return float(value.replace(",", ".") if isinstance(value, str) else value)


def _add(
    into: Collector, series: str, own: Mapping[tuple[str, str], float], time_from: str
) -> None:
    areas = sorted({a for a, _ in own})
    years = sorted({y for _, y in own if y >= time_from})
    if not years:
        return
    area_at = {a: n for n, a in enumerate(areas)}
    year_at = {y: n for n, y in enumerate(years)}
    values = np.full((len(areas), len(years)), np.nan)
    for (area, year), value in own.items():
        if year in year_at:
            values[area_at[area], year_at[year]] = value
    into.add(series, areas, years, values, np.where(np.isnan(values), MISSING, FINAL))


def _about(client: Client, base: str, number: str) -> dict[str, Any]:
    url = f"{base}/indicators/{number}"
    entry = client.get_json(url).content
    if not isinstance(entry, dict) or str(entry.get("id")) != number:
        raise ShapeChanged(f"the description of indicator {number}", "another", where=url)
    return entry


def _updated(entry: Mapping[str, Any]) -> str:
    return str(entry.get("data-updated") or entry.get("interpretation-updated") or "")


def _years(entry: Mapping[str, Any], source: Source, number: str) -> list[int]:
    span = entry.get("range")
    try:
        first, last = int(span["start"]), int(span["end"])  # type: ignore[index]
    except (KeyError, TypeError, ValueError):
        raise ShapeChanged(
            f"first and last year of indicator {number}", repr(span), where=source.url
        ) from None
    if source.time_from:
        first = max(first, int(source.time_from[:4]))
    return list(range(first, last + 1))


def _gender(select: tuple[tuple[str, str], ...]) -> str:
    chosen = dict(select)
    return chosen.get("gender") or chosen.get("sex") or GENDER


def _check_municipalities(task: Task, found: int) -> None:
    """A new fetch has nothing to be compared with; most municipalities must be there at least."""
    expected = task.wanted.municipalities
    if "municipality" in task.source.areas.kinds and not task.source.areas.only:
        fewest = int(expected * FEWEST_SHARE)
        if found < fewest:
            raise ShapeChanged(
                f"at least {fewest} municipalities",
                f"{found}",
                where=task.source.url,
                todo="nothing was stored; the last good figures stay; try again later",
            )
