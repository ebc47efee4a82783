"""What people have concluded from the analysis of an area: challenges, forecasts and goals.

A body that does not fit its kind, of an older program or changed past the log's rules, gives what
can be read of it: what is in no box or about no area is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from seutukuva import dates, formats, settings, store

KIND = "impact_statement"
CHALLENGE, FORECAST, GOAL = "challenge", "forecast", "goal"
BOXES = (CHALLENGE, FORECAST, GOAL)


@dataclass(frozen=True, slots=True)
class Statement:
    """One conclusion, as it stands by now.

    Attributes:
        development_areas: codes of those that answer it.
        projects: codes of the projects that answer it, as they were entered.
        measures: what else answers it, in the words of whoever entered it.
        indicator: id of what it rests on, or "".
        decided_on: ISO text as precise as it was entered, or "".
        updated: the day of its newest version.
    """

    id: str
    box: str
    area_id: str
    text: str
    development_areas: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    indicator: str = ""
    decided_on: str = ""
    updated: date | None = None
    by: str = ""


def every() -> tuple[Statement, ...]:
    """All that stand, of whatever area, in the order in which they were first entered.

    Raises:
        RecordsError: the log cannot be read.
    """
    rows = store.run("records/impact_statement", programme=settings.programme_id(), as_of=None)
    read = [_statement(row) for row in rows.to_dict("records")]
    return tuple(one for one in read if one.box in BOXES and one.area_id and one.text)


def of_area(area_id: str) -> tuple[Statement, ...]:
    """Those about one area.

    Raises:
        RecordsError: the log cannot be read.
    """
    return tuple(one for one in every() if one.area_id == area_id)


def elsewhere(area_id: str) -> dict[str, int]:
    """How many there are about each other area, in the order of their first one.

    Raises:
        RecordsError: the log cannot be read.
    """
    return dict(Counter(one.area_id for one in every() if one.area_id != area_id))


def _statement(row: Mapping[str, Any]) -> Statement:
    updated = row["recorded_at"]
    return Statement(
        id=str(row["id"]),
        box=_text(row["box"]),
        area_id=_text(row["area"]),
        text=_text(row["text"]),
        development_areas=_texts(row["development_areas"]),
        projects=_texts(row["projects"]),
        measures=tuple(line.strip() for line in _text(row["measures"]).split("\n") if line.strip()),
        indicator=_text(row["indicator"]),
        decided_on=_day(_text(row["decided_on"])),
        updated=None if formats.is_missing(updated) else dates.day_of(updated),
        by=_text(row["recorded_by"]),
    )


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    listed = value.tolist() if hasattr(value, "tolist") else value
    return tuple(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()


def _day(text: str) -> str:
    try:
        return dates.read(text) if text else ""
    except ValueError:
        return ""
