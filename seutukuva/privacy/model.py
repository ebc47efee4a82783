"""What was found of a person or a firm, and what would become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# What a deletion does with it: the whole goes; the words are taken out of it; the firm's rows go
# out of the batch; it stays, and names nobody any more.
WHOLE, WORDS, ROWS, STAYS = "whole", "words", "rows", "stays"
WAYS = (WHOLE, WORDS, ROWS, STAYS)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where it stands: the field or column, its text, and the row of the log or file."""

    row: int
    field: str
    text: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A record, person, contact person, file or batch that something was found in.

    Attributes:
        id: names it; unlike any other of a search.
        holding: of the register.
        kind: of records, or "".
        where: in words of the reader.
        way: one of ``WAYS``.
        seen: newest row of the log of the record; 0 where it is none.
        detail: what the deletion needs, by part: rows of a batch.
    """

    id: str
    holding: str
    where: str
    way: str
    hits: tuple[Hit, ...]
    kind: str = ""
    seen: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)
