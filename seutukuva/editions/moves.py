"""What differs between two states of anything that has an id: what came, changed and went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
NEW, CHANGED, GONE = "new", "changed", "gone"


@dataclass(frozen=True, slots=True)
class Move(Generic[T]):
    """One thing as it was and as it is; None where it was not there.

    Attributes:
        fields: what differs, where it is in both.
    """

    id: str
    before: T | None
    after: T | None
    fields: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """``NEW``, ``CHANGED`` or ``GONE``."""
        if self.before is None:
            return NEW
        return GONE if self.after is None else CHANGED

    @property
    def newest(self) -> T:
        """It as it is; what is gone as it was."""
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found


def moved(
    before: Mapping[str, T], after: Mapping[str, T], differing: Callable[[T, T], Iterable[str]]
) -> tuple[Move[T], ...]:
    """What moved between two states, in the order of the later one; what is gone comes last.

    Args:
        differing: names what differs between two versions of the same thing; nothing of what is
            not told of.
    """
    found = []
    for own, now in after.items():
        then = before.get(own)
        fields = tuple(differing(then, now)) if then is not None else ()
        if then is None or fields:
            found.append(Move(own, then, now, fields))
    found += [Move(own, then, None) for own, then in before.items() if own not in after]
    return tuple(found)


def fields_differing(*names: str) -> Callable[[Any, Any], list[str]]:
    """For ``moved``: which of these attributes differ."""

    def differing(before: Any, after: Any) -> list[str]:
        return [name for name in names if getattr(before, name) != getattr(after, name)]

    return differing
