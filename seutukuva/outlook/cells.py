"""Outlook marks side by side: one cell an area, theme and horizon, with the marks of every group.

Marks are an order, not amounts: what several groups say is told as their median. A mean stands
only where it is called a net score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seutukuva.definitions.outlook import SCORES
from seutukuva.outlook.register import Mark

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """What groups say of one area, theme and horizon in one round; one mark at least."""

    marks: tuple[Mark, ...]

    @property
    def n(self) -> int:
        """How many groups have given a mark."""
        return len(self.marks)

    @property
    def median(self) -> tuple[int, int]:
        """The middle mark; of an even number the two in the middle, lower first."""
        return median([one.score for one in self.marks])

    @property
    def score(self) -> int | None:
        """The median where it is one mark; None where the two in the middle differ."""
        low, high = self.median
        return low if low == high else None

    @property
    def colour(self) -> int:
        """The class whose colour it has: half-way between two classes that of the one nearer to
        the middle, and 0 where its groups are further apart than that."""
        low, high = self.median
        return 0 if high - low > 1 else min(low, high, key=abs)

    @property
    def spread(self) -> tuple[int, int]:
        """The lowest and the highest mark."""
        scores = [one.score for one in self.marks]
        return min(scores), max(scores)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many areas are in each class.

    Attributes:
        by_score: of every score from −2 to 2.
        between: areas whose groups stand half and half between two classes.
        unmarked: areas without a mark.
    """

    by_score: Mapping[int, int]
    between: int = 0
    unmarked: int = 0

    @property
    def better(self) -> int:
        """Areas with + or ++."""
        return self.by_score[1] + self.by_score[2]

    @property
    def same(self) -> int:
        """Areas with 0."""
        return self.by_score[0]

    @property
    def worse(self) -> int:
        """Areas with − or −−."""
        return self.by_score[-1] + self.by_score[-2]

    @property
    def n(self) -> int:
        """Areas with a mark."""
        return sum(self.by_score.values()) + self.between


def median(scores: Iterable[int]) -> tuple[int, int]:
    """The median of an order: the middle one twice, or the two in the middle.

    Raises:
        ValueError: there is none.
    """
    ordered = sorted(scores)
    if not ordered:
        raise ValueError("no marks")
    return ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]


def net_score(scores: Iterable[float]) -> float | None:
    """The mean of marks from −2 to 2, which is to be called a net score; None of none."""
    known = list(scores)
    return sum(known) / len(known) if known else None


def cells(marks: Iterable[Mark], round: str, *, group: str = "") -> dict[Key, Cell]:
    """The cells of a round, by area, theme and horizon.

    Args:
        group: only its marks; "" all groups.
    """
    own: dict[Key, list[Mark]] = {}
    for one in marks:
        if one.round == round and group in ("", one.group):
            own.setdefault(one.cell, []).append(one)
    return {key: Cell(tuple(found)) for key, found in own.items()}


def counts(found: Mapping[Key, Cell], area_ids: Sequence[str], theme: str, horizon: str) -> Counts:
    """How many of some areas are in each class, by the median of their groups."""
    own = [found.get((area, theme, horizon)) for area in area_ids]
    known = [one for one in own if one]
    times = Counter(one.score for one in known if one.score is not None)
    return Counts(
        {score: times[score] for score in SCORES},
        between=sum(one.score is None for one in known),
        unmarked=len(own) - len(known),
    )


def rounds_of(marks: Iterable[Mark]) -> list[str]:
    """Every round with a mark, the latest first."""
    return sorted({one.round for one in marks}, reverse=True)


def before(round: str, marks: Iterable[Mark]) -> str:
    """The latest round with marks before one; "" where there is none."""
    return next((one for one in rounds_of(marks) if one < round), "")


def groups_of(marks: Iterable[Mark], known: Sequence[str]) -> list[str]:
    """The groups that have given marks, in the programme's order; those it no longer knows last."""
    given = {one.group for one in marks}
    return [one for one in known if one in given] + sorted(given - set(known))
