"""How what is taken away tells that it is of an edition and not of today."""

from __future__ import annotations

from seutukuva import formats, showing, texts
from seutukuva.texts import _


def cited(version: str) -> str:
    """A data version as files and citations name it, with the edition that is shown."""
    found = showing.shown()
    if found is None:
        return version
    words = _("{version}, edition {name} of {day}")
    day = formats.date(found.day, texts.language())
    return words.format(version=version, name=found.edition, day=day)


def file_part() -> str:
    """What the name of a file adds for the edition that is shown; "" for none."""
    found = showing.shown()
    return found.edition if found else ""
