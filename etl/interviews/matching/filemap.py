"""How a file is read: the question of each column, the meaning of each label (``mapping.json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from etl.interviews.matching.labels import TOLD

FILE = "mapping.json"


@dataclass(frozen=True, slots=True)
class Column:
    """What becomes of a column.

    ``how``: ``remembered``, ``exact``, ``synonym``, ``fuzzy``, ``contained``, ``content``,
    ``analyst`` or ``none``. ``keep``: whether its cells are kept as they stand, beside what they
    were read as. ``is_doubtful``: few of its cells can be answers to its question, and nobody has
    said that it is right. ``is_undecided``: firms agree to something in it, and nobody has said
    to what.
    ``filled``, ``distinct``: cells that hold something, and different texts among them.
    ``decimal``: "," or "." of a column of numbers; ``day_order``: ``dmy`` or ``mdy`` of one of
    days; "" where nothing in the column tells.
    """

    column: int
    heading: str
    question: str | None = None
    option: str | None = None
    how: str = "none"
    score: float = 0.0
    keep: bool = True
    is_personal: bool = False
    sample: tuple[str, ...] = ()
    filled: int = 0
    distinct: int = 0
    decimal: str = ""
    day_order: str = ""
    is_doubtful: bool = False
    is_undecided: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label among a question's answers, held by ``n`` cells; else as ``labels.Meaning``."""

    question: str
    label: str
    means: str | None
    n: int
    how: str
    score: float = 1.0
    proposed: str | None = None


@dataclass(frozen=True, slots=True)
class FileMap:
    """How a file is read.

    ``unasked``: questions without a column. ``notes``: what the analyst should look at, each
    with ``code``, ``message`` and ``where``.
    """

    questionnaire: str
    fingerprint: str
    columns: tuple[Column, ...]
    labels: tuple[Label, ...] = ()
    unasked: tuple[str, ...] = ()
    notes: tuple[dict[str, str], ...] = ()

    def columns_of(self, question: str) -> list[Column]:
        """The columns that answer a question: one, or of a multiple choice one an option."""
        return [one for one in self.columns if one.question == question]

    def told(self, question: str) -> tuple[dict[str, str], dict[str, str]]:
        """Labels that analysts have given a meaning: before, and to this file."""
        found: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for one in self.labels:
            if one.question == question and one.how in TOLD:
                found[one.how == "analyst"][one.label] = one.means or ""
        return found

    def as_json(self) -> dict[str, Any]:
        """As it stands in ``mapping.json``."""
        return json.loads(json.dumps(asdict(self)))


def from_json(content: Mapping[str, Any]) -> FileMap:
    """What ``as_json`` gave."""
    columns = [Column(**{**one, "sample": tuple(one["sample"])}) for one in content["columns"]]
    return FileMap(
        content["questionnaire"],
        content["fingerprint"],
        tuple(columns),
        tuple(Label(**one) for one in content["labels"]),
        tuple(content["unasked"]),
        tuple(content["notes"]),
    )
