"""When the interviews of a file were made, and the round that follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.interviews import folder as kept
from etl.interviews.matching.filemap import FileMap
from etl.interviews.reading.tables import Table
from etl.interviews.values import days, distinct
from seutukuva.definitions.interviewing import Questionnaire
from seutukuva.interviews import rounds
from seutukuva.records import batches

# Of `choices.json`: nobody has chosen the round yet, so the file may say it.
OPEN = "open"
# A slip of the pen may name any year.
_OLDEST, _AHEAD = dt.date(2000, 1, 1), dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Dating:
    """The days of a file's interviews.

    ``first``, ``last``: ISO days; "" where none is told. ``round``: the one that the days, or
    else the file's name, speak of; "" for none. ``by``: ``days``, ``name`` or "".
    """

    first: str = ""
    last: str = ""
    round: str = ""
    by: str = ""


def of(
    table: Table, means: FileMap, questionnaire: Questionnaire, months: Sequence[int], name: str
) -> Dating:
    """The days and the round of a table.

    Args:
        months: of the programme's rounds, 1 to 12.
        name: of the file.
    """
    found = _days(table, means, questionnaire)
    if found:
        proposed = rounds.proposed(found, months)
        return Dating(min(found).isoformat(), max(found).isoformat(), proposed, "days")
    named = rounds.named_in(name, months)
    return Dating(round=named, by="name" if named else "")


def _days(table: Table, means: FileMap, questionnaire: Questionnaire) -> dict[dt.date, int]:
    question = questionnaire.of_role("interviewed_on")
    # Days alone may be those of anything: of founding, of the next call.
    own = means.columns_of(question.id) if question else []
    columns = [one for one in own if one.how != "content"]
    if not columns:
        return {}
    held = distinct.of(table.columns[columns[0].column])
    values, _readings = days.read_all(held.texts, columns[0].day_order)
    latest = dt.date.today() + _AHEAD
    found: dict[dt.date, int] = {}
    for day, n in zip(values.to_pylist(), held.counts.tolist(), strict=True):
        one = dt.date.fromisoformat(day[:10]) if day else dt.date.min
        if _OLDEST <= one <= latest:
            found[one] = found.get(one, 0) + n
    return found


def settle(folder: Path, found: Dating, decided: str) -> str:
    """Give an upload the round that its file speaks of, where nobody has chosen another.

    Args:
        decided: hash of what was decided before the file was looked at; where more has been
            decided since, it stays as it is.

    Returns:
        The hash of what is decided now.
    """
    upload: dict[str, Any] = kept.read(folder / "upload.json")
    is_open = kept.read(folder / "choices.json").get("round") == OPEN
    if not is_open or found.round in ("", upload["wave"]) or batches.decided(folder) != decided:
        return decided
    kept.write(folder / "upload.json", {**upload, "wave": found.round})
    return batches.decided(folder)
