"""Official projections: which indicator a producer's figures of the future are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from seutukuva.definitions.reading import Keys
from seutukuva.errors import DefinitionError

if TYPE_CHECKING:
    from seutukuva.definitions.model import Definitions, Indicator

VERB = "projection"
CAVEAT = "projection_not_forecast"


@dataclass(frozen=True, slots=True)
class Official:
    """That an indicator is a producer's projection of another.

    Attributes:
        projects: the indicator whose future it is.
        made: the year it was published.
        base: the newest period that was known to it; the record starts after it.
    """

    projects: str
    made: str
    base: str


def official(keys: Keys) -> Official | None:
    """The table ``[official]`` of an indicator file; None where there is none."""
    if not keys.names():
        return None
    found = Official(keys.string("projects"), _year(keys, "made"), _year(keys, "base"))
    if found.base > found.made:
        raise keys.error("base", f"{found.base} is after {found.made}, when it was made")
    keys.finish()
    return found


def _year(keys: Keys, key: str) -> str:
    value: str = keys.string(key)
    if not re.fullmatch(r"\d{4}", value):
        raise keys.error(key, f"{value!r} is no year", 'write e.g. "2019"')
    return value


def check(found: Definitions, one: Indicator, file: Path) -> None:
    """An official projection is of an indicator like it, and says that it is none of what came.

    Raises:
        DefinitionError: names the file and the key.
    """
    if (one.official is None) != (one.phrase.verb != VERB):
        problem = f"{VERB!r} and a table [official] belong together"
        raise DefinitionError(file, "phrase.verb", problem)
    if one.official is None:
        return
    if CAVEAT not in one.caveats:
        raise DefinitionError(file, "caveats", f"a projection needs {CAVEAT!r}")
    projected = found.indicators.get(one.official.projects)
    if projected is None or projected.official:
        problem = f"{one.official.projects!r} is no indicator that can be projected"
        raise DefinitionError(file, "official.projects", problem)
    for key in ("unit", "period_kind"):
        if getattr(projected, key) != getattr(one, key):
            problem = f"is another than that of {projected.id!r}, which it projects"
            raise DefinitionError(file, key, problem)
