"""Implementers of projects as data: every form of a name that lists use, and whose it is.

``data/definitions/implementers.csv`` is for everybody, ``data/programmes/<programme>/
implementers.csv`` tells those that belong to a programme.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from seutukuva.definitions.reading import rows
from seutukuva.errors import DefinitionError

COLUMNS = ("form", "name", "municipality")
PROGRAMME_COLUMNS = ("form", "name", "organisation", "municipality")
# A limited company is the same one in both languages, and wherever its form is written.
_LIMITED = frozenset(("oy", "ab", "oyj", "abp", "osakeyhtiö", "aktiebolag"))
# "r.y." and "r f" are "ry" and "rf".
_ASSOCIATION = re.compile(r"\br\.?\s?([yf])\b\.?")
_SIGNS = re.compile(r"[^\w]+|_")


@dataclass(frozen=True, slots=True)
class NameForm:
    """Whose a form of a name is.

    ``name``: the one it is shown by; ``organisation``: id of the programme's, "" for others;
    ``municipality``: the one that it is a part of, "" where it is none's.
    """

    name: str
    organisation: str = ""
    municipality: str = ""


def name_key(name: str) -> str:
    """What makes two forms of a name one: no case, no signs, no form of a limited company."""
    plain = _ASSOCIATION.sub(r"r\1", unicodedata.normalize("NFKC", name).casefold())
    words = _SIGNS.sub(" ", plain).split()
    return " ".join([one for one in words if one not in _LIMITED] or words)


def implementers(
    folder: Path, programme: Path, organisations: Container[str], areas: Container[str]
) -> dict[str, NameForm]:
    """Every form by its key; what a programme says of one goes before what is said to everybody.

    Neither file is needed: a name without a form is its own.

    Raises:
        DefinitionError: a form or a name is empty, a form stands twice with different meanings,
            an organisation or a municipality is not defined.
    """
    found: dict[str, NameForm] = {}
    for place, columns in ((folder, COLUMNS), (programme, PROGRAMME_COLUMNS)):
        file = place / "implementers.csv"
        if file.exists():
            found |= _forms(file, columns, organisations, areas)
    return found


def _forms(
    file: Path, columns: tuple[str, ...], organisations: Container[str], areas: Container[str]
) -> dict[str, NameForm]:
    found: dict[str, NameForm] = {}
    for line, row in rows(file, columns):
        where, key = f"line {line}", name_key(row["form"])
        one = NameForm(row["name"], row.get("organisation", ""), row["municipality"])
        if not key or not one.name:
            raise DefinitionError(file, where, "the form or the name is empty")
        if found.setdefault(key, one) != one:
            raise DefinitionError(file, where, f"{row['form']!r} stands twice")
        for told, known in ((one.organisation, organisations), (one.municipality, areas)):
            if told and told not in known:
                raise DefinitionError(file, where, f"{told!r} is not defined anywhere")
        # The name is a form of itself.
        found.setdefault(name_key(one.name), one)
    return found
