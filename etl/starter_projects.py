"""Projects that come with the program: what public lists and pages tell of them, row by row.

``data/starter/projects/projects.csv`` and ``figures.csv``; every row names its source.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from seutukuva import settings
from seutukuva.definitions.model import Definitions
from seutukuva.definitions.reading import rows
from seutukuva.errors import DefinitionError
from seutukuva.projects.implementers import harmonised
from seutukuva.projects.model import PARTS, SIDES, STAGES, folded

PROJECT_COLUMNS = (
    *("programme_id", "code", "name", "fund", "hierarchy", "authority", "state", "start", "end"),
    *("implementer", "business_id", "municipalities", "summary", "is_example", "source_id"),
)
FIGURE_COLUMNS = ("code", "measure", "side", "part", "value", "as_of", "stage", "source_id")
STATES = ("planned", "running", "ended", "interrupted")


def projects(defs: Definitions) -> list[tuple[Any, ...]]:
    """One row a project: its key, the columns of the file, and whose its implementer is.

    Lists (``hierarchy``, ``municipalities``) stay texts with ``|`` between.

    Raises:
        DefinitionError: a row names what is not defined, has no day where one is needed, or stands
            twice; an implementer is a person.
    """
    found: dict[str, tuple[Any, ...]] = {}
    for file, line, row in _rows("projects.csv", PROJECT_COLUMNS):
        key = folded(row["code"])
        if not key or key in found:
            raise DefinitionError(file, line, f"the code {row['code']!r} is empty or stands twice")
        _known(file, line, row["source_id"], defs.sources)
        _known(file, line, row["programme_id"], defs.programmes)
        _known(file, line, row["state"], STATES)
        _known(file, line, row["is_example"], ("", "yes"))
        for area in filter(None, row["municipalities"].split("|")):
            _known(file, line, area, defs.areas)
        who = harmonised(row["implementer"])
        if who.is_person:
            raise DefinitionError(file, line, "the implementer is a person")
        found[key] = (
            (row["programme_id"], key, row["code"], row["name"], row["fund"], row["hierarchy"])
            + (row["authority"], row["state"])
            + (_day(file, line, row["start"]), _day(file, line, row["end"]))
            + (who.name, who.key, who.organisation, who.municipality, row["business_id"])
            + (row["municipalities"], row["summary"], int(row["is_example"] == "yes"))
            + (row["source_id"],)
        )
    return list(found.values())


def figures(defs: Definitions) -> list[tuple[Any, ...]]:
    """One row a figure: the project's key, measure, side, part, value, day, stage, source.

    Raises:
        DefinitionError: a row names what is not defined, or its value is no amount.
    """
    codes = {folded(row["code"]) for _file, _line, row in _rows("projects.csv", PROJECT_COLUMNS)}
    found = []
    for file, line, row in _rows("figures.csv", FIGURE_COLUMNS):
        _known(file, line, folded(row["code"]), codes)
        _known(file, line, row["measure"], defs.measures)
        _known(file, line, row["side"], SIDES)
        _known(file, line, row["part"], PARTS)
        _known(file, line, row["stage"], STAGES)
        _known(file, line, row["source_id"], defs.sources)
        found.append(
            (folded(row["code"]), row["measure"], row["side"], row["part"])
            + (_amount(file, line, row["value"]), _day(file, line, row["as_of"]))
            + (row["stage"], row["source_id"])
        )
    return found


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """File, line and row; nothing where the file did not come with the program."""
    file = settings.starter_folder() / "projects" / name
    if file.exists():
        for line, row in rows(file, columns):
            yield file, f"line {line}", row


def _known(file: Path, line: str, value: str, known: Container[str]) -> None:
    if value not in known:
        raise DefinitionError(file, line, f"{value!r} is not defined anywhere")


def _day(file: Path, line: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise DefinitionError(file, line, f"{value!r} is no ISO date") from None


def _amount(file: Path, line: str, value: str) -> float:
    try:
        found = float(value)
    except ValueError:
        found = math.nan
    if not math.isfinite(found) or found < 0:
        raise DefinitionError(file, line, f"{value!r} is no amount")
    return found
