"""What editions, their states and their versions of the statistics are called on their page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Kind
from seutukuva.editions import names, register
from seutukuva.editions.register import Edition
from seutukuva.errors import InvalidRecord, RecordConflict, RecordsError
from seutukuva.texts import N_, _
from seutukuva.ui import entry

# Beside the word, so that nobody needs to see a colour.
SIGNS = {"draft": "○", "presented": "◐", "approved": "●", "published": "◆"}
CHANGED_MEANWHILE = N_(
    "Somebody else has frozen or changed it meanwhile. Look at its newest state, then do it again."
)
# Address keys of this page.
LOOKED_AT, THEN, AGAINST, ROUND = "frozen", "then", "against", "round"


def kind() -> Kind:
    """What is kept of an edition."""
    return definitions.load().kinds[register.KIND]


def heading(field_id: str) -> str:
    """What a field of an edition is called."""
    return next(one for one in kind().fields if one.id == field_id).title[texts.language()]


def state(one: Edition) -> str:
    """An edition's state with its sign, and whether its round is locked."""
    words = f"{SIGNS[one.state]} {register.state_name(one.state)}"
    return f"{words}, {_('locked')}" if one.is_locked else words


def version_day(version: str) -> str:
    """The day on which a version of the statistics was built, which its id begins with."""
    day = f"{version[:4]}-{version[4:6]}-{version[6:8]}"
    try:
        return formats.date(day, texts.language())
    except ValueError:
        return version


def missing(one: Edition) -> str:
    """How much was missing when it was frozen."""
    return texts.number(len(one.missing)) if one.missing else names.NOTHING


def address(page: str, **choice: str) -> str:
    """The address of a page with what is chosen on it."""
    return f"{page}?{urlencode({**choice, 'lang': texts.language()})}"


def told(form: str, error: RecordsError, edition: str = "") -> None:
    """Leave for ``entry.notice`` why a click stored nothing."""
    if isinstance(error, RecordConflict):
        entry.tell(form, gone=CHANGED_MEANWHILE)
    elif isinstance(error, InvalidRecord):
        entry.tell(form, problems=tuple(words for _field, words in error.problems))
    else:
        entry.tell(form, problems=(str(error),))


def in_order(every: Sequence[Edition]) -> list[Edition]:
    """The newest frozen first, whatever their names."""
    return sorted(every, key=lambda one: (one.day, one.row), reverse=True)
