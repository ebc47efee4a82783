"""What a page makes of its rows, made once a version, day, language and choice.

Drawing a chart or wording a card costs more than asking for its rows, and a rerun asks for the
same again. What is kept here is never changed, so every session may have the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from seutukuva import access, audit, definitions, settings, showing, store, texts

T = TypeVar("T")

# An area's profile is some thirty of these. Each takes some 100 KB: with the answers of the store
# they are most of what a busy server holds, so this is what bounds its memory.
MOST_KEPT = 1200
# What is made of the log can be as large as the log, and every save makes it anew.
MOST_OF_LOG_KEPT = 32


class _Wanted:
    """A choice to look up by, with the way to make what is not kept yet."""

    __slots__ = ("choice", "make")

    def __init__(self, choice: tuple[Hashable, ...], make: Callable[[], Any]) -> None:
        self.choice, self.make = choice, make

    def __hash__(self) -> int:
        return hash(self.choice)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Wanted) and self.choice == other.choice


def once(make: Callable[[], T], *choice: Hashable) -> T:
    """What ``make`` gives, for this version, day, language and choice.

    Args:
        make: builds it from rows of the current version and nothing else that changes.
        choice: everything that the result depends on besides version, definitions, language and
            the day that is shown, by which texts say what is late or coming.
    """
    moment = (
        str(settings.build_folder()),
        store.current_version().id,
        definitions.load().fingerprint,
        texts.language(),
        showing.today(),
    )
    return _read_again(_kept(_Wanted((*moment, *choice), make)))


def of_log(make: Callable[[], T], *choice: Hashable) -> T:
    """What ``make`` gives from rows of the log, for this newest row and choice.

    Also where nothing has been published. Of these fewer are kept than of `once`.

    Args:
        make: builds it from rows of the log, which it need not look at again.
        choice: everything else that the result depends on: version, language, day.
    """
    moment = (
        str(settings.build_folder()),
        settings.programme_id(),
        definitions.load().fingerprint,
        store.current_head(),
        access.sight(),
    )
    return _read_again(_kept_of_log(_Wanted((*moment, *choice), make)))


@lru_cache(maxsize=MOST_OF_LOG_KEPT)
def _kept_of_log(wanted: _Wanted) -> tuple[Any, audit.Reads]:
    return _made(wanted)


@lru_cache(maxsize=MOST_KEPT)
def _kept(wanted: _Wanted) -> tuple[Any, audit.Reads]:
    return _made(wanted)


def _made(wanted: _Wanted) -> tuple[Any, audit.Reads]:
    made = audit.gathered(wanted.make)
    # The cache keeps this key: it need not keep the rows that the maker holds as well.
    wanted.make = _already_made
    return made


def _read_again(made: tuple[Any, audit.Reads]) -> Any:
    """What was made, for whoever asks now: they read what was read for it, if they may.

    Raises:
        AccessRefused: it was made of something that they may not see.
    """
    found, reads = made
    for subject, what in reads:
        access.require(subject, what)
    return found


def _already_made() -> None:
    """Stands for a maker that is no longer needed."""


def forget() -> None:
    """Forget everything that was made; for tests."""
    _kept.cache_clear()
    _kept_of_log.cache_clear()
