"""The open data as of an edition: only of one that is published, for anybody may ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from seutukuva import records
from seutukuva.api import problems
from seutukuva.editions import opening, register
from seutukuva.errors import MissingVersion, RecordsError

PARAMETER = "edition"


@contextmanager
def opened(name: str) -> Iterator[None]:
    """Inside, every answer is that of an edition; of "" that of now.

    Raises:
        Problem: there is no such published edition, or its statistics are gone.
    """
    if not name:
        yield
        return
    edition = _published(name)
    try:
        opening.shown(edition)
    except MissingVersion as error:
        raise problems.Problem(
            503, "no-data", "The statistics of the edition are not there", f"{error.what}."
        ) from error
    with opening.opened(edition):
        yield


def _published(name: str) -> register.Edition:
    try:
        known = {one.name: one for one in register.listed() if one.state == "published"}
    except RecordsError as error:
        raise problems.Problem(
            503, "no-data", "Editions cannot be read", "The log of editions cannot be read now."
        ) from error
    if name not in known:
        raise problems.unknown(PARAMETER, name, known, "/editions")
    return known[name]


def stamp(name: str) -> str:
    """What changes when an edition does: one that is unlocked and frozen anew says other things."""
    try:
        return str(records.latest_seq()) if name else ""
    except RecordsError:
        return ""  # which the answer itself tells
