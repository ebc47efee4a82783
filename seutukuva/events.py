"""Events and annotations: which of them touch an area or an indicator, and the marks of charts."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from seutukuva import dates, definitions, formats, settings, store, texts
from seutukuva.definitions import Definitions
from seutukuva.errors import RecordsError

log = logging.getLogger(__name__)

KIND = "event"
# What charts have a sign for.
_KINDS = ("event", "classification_break", "annotation")


def listed(as_of: int | None = None) -> list[dict[str, Any]]:
    """Every event that is not withdrawn, the latest first.

    Args:
        as_of: a row of the log; None means the newest.

    Returns:
        id, seq, title, event_kind, date_from, date_to, area_ids, indicator_ids, text, url,
        recorded_at (UTC), recorded_by; what was left empty is "" or an empty list.

    Raises:
        RecordsError: the log cannot be read.
    """
    rows = store.run("records/event", programme=settings.programme_id(), as_of=as_of)
    return [_filled(row) for row in rows.to_dict("records")]


def history(event_id: str, as_of: int | None = None) -> list[dict[str, Any]]:
    """Every version of an event, the newest first; also is_withdrawn, reason and source.

    Empty for an event of another programme.

    Raises:
        RecordsError: the log cannot be read.
    """
    programme = settings.programme_id()
    rows = store.run("records/event_history", programme=programme, id=event_id, as_of=as_of)
    return [_filled(row) for row in rows.to_dict("records")]


def touching(
    rows: Iterable[dict[str, Any]], area_ids: Iterable[str], indicator_id: str | None = None
) -> list[dict[str, Any]]:
    """The events that touch one of the areas and, if given, the indicator."""
    found = definitions.load()
    wanted = list(area_ids)
    return [
        row
        for row in rows
        if (not indicator_id or not row["indicator_ids"] or indicator_id in row["indicator_ids"])
        and any(touches(found, row["area_ids"], area_id) for area_id in wanted)
    ]


def touches(found: Definitions, event_areas: Sequence[str], area_id: str) -> bool:
    """Whether an event of these areas belongs to the picture of an area.

    It does if the area is one of them, lies within one, or is the sub-region of one. An event
    without areas is the whole programme's.
    """
    programme = found.programme
    area = found.areas[area_id]
    around = {area_id, area.subregion_id, area.region_id, area.country_id}
    for one in event_areas or (programme.subregion, *programme.areas):
        if one in around or (one in found.areas and found.areas[one].subregion_id == area_id):
            return True
    return False


def marks(
    area_ids: Sequence[str],
    indicator_id: str | None = None,
    language: str = "",
    as_of: int | None = None,
) -> list[dict[str, Any]]:
    """The events on the time axis of a chart; none where the log cannot be read.

    Args:
        area_ids: the areas shown; the reader's own first.
        indicator_id: the indicator shown; None takes the events of any.
        language: of the words added; that of the run by default. Titles stay as entered.

    Returns:
        As ``charts.trend`` takes them: date (ISO day, month or year), kind (event,
        classification_break, annotation), title, text, area_id (the first area touched), and
        id, seq (tells versions apart), date_to, url, indicator_ids (empty: every indicator's),
        area_ids (all areas touched). The earliest first.
    """
    try:
        rows = listed(as_of)
    except RecordsError as error:
        log.warning("charts are shown without events: %s", error)
        return []
    found = definitions.load()
    chosen = touching((row for row in rows if row["date_from"]), area_ids, indicator_id)
    touched = [[one for one in area_ids if touches(found, row["area_ids"], one)] for row in chosen]
    return [
        {
            "id": row["id"],
            "seq": row["seq"],
            "date": row["date_from"],
            "date_to": row["date_to"],
            "kind": row["event_kind"] if row["event_kind"] in _KINDS else KIND,
            "title": row["title"],
            "text": _told(row, language or texts.language()),
            "url": row["url"],
            "indicator_ids": row["indicator_ids"],
            "area_id": areas[0],
            "area_ids": areas,
        }
        for row, areas in zip(reversed(chosen), reversed(touched), strict=True)
    ]


def when(row: dict[str, Any], language: str) -> str:
    """When it was: "14.3.2026", "2024 – kesäkuu 2026"; "" for a version without a day."""
    if not row["date_from"]:
        return ""
    begun = dates.words(row["date_from"], language)
    if not row["date_to"]:
        return begun
    return f"{begun} {formats.EN_DASH} {dates.words(row['date_to'], language)}"


def _told(row: dict[str, Any], language: str) -> str:
    parts = [when(row, language) if row["date_to"] else "", " ".join(row["text"].split())]
    return " · ".join(part for part in parts if part)


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    """What was not entered as an empty text, whatever the table made of it."""
    return {name: _cell(name, value) for name, value in row.items()}


def _cell(name: str, value: Any) -> Any:
    if name.endswith("_ids"):
        # An emptied body has not even an empty list.
        ids = value.tolist() if hasattr(value, "tolist") else []
        return [one for one in ids if isinstance(one, str)]
    if not isinstance(value, bool) and formats.is_missing(value):
        return ""
    if name in ("date_from", "date_to"):
        return value if _is_day(value) else ""
    return value


def _is_day(stored: str) -> bool:
    # A body that was changed past the log's rules may hold anything: the others are shown still.
    try:
        return dates.read(stored) == stored
    except ValueError:
        return False
