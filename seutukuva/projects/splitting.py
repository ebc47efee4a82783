"""Women and men among those counted, and when so few are of a sex that nothing is told of either.

Men are never entered: they are what is left of the whole. A split is withheld where there are some
of a sex but fewer than the programme's `small_group`; that there is none of a sex is told. What is
planned names nobody and is always told.

Sums never hold a withheld split, not even with many others: who chose the projects so that only
one of them changes would read it from the difference. So what is told of a group can be found by
adding up what is told of its projects, and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from seutukuva.projects.measuring import Number, Undefined, share

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Split:
    """Women and men among those counted.

    Attributes:
        whole, women, men: none where the split is not known or is withheld.
        is_withheld: it is known, but too few are of a sex.
    """

    whole: float | None = None
    women: float | None = None
    men: float | None = None
    is_withheld: bool = False

    @property
    def share(self) -> Number:
        """Women's share of all."""
        if self.is_withheld:
            return Undefined.WITHHELD
        return share(self.women, self.whole)


UNKNOWN = Split()


def planned(whole: float | None, women: float | None) -> Split:
    """The split of what is planned; unknown where women are more than all."""
    if whole is None or women is None or not 0 <= women <= whole:
        return UNKNOWN
    return Split(whole, women, whole - women)


def realised(whole: float | None, women: float | None, small_group: int) -> Split:
    """The split of what has come true, withheld where some but too few are of a sex."""
    found = planned(whole, women)
    if any(_is_small(part, small_group) for part in (found.women, found.men)):
        return Split(is_withheld=True)
    return found


def _is_small(part: float | None, small_group: int) -> bool:
    return part is not None and _SLACK < part < small_group - _SLACK


class SplitSum(NamedTuple):
    """The splits of several projects together: only of those that tell theirs.

    `projects`: how many tell theirs. `withheld`: how many are withheld.
    """

    whole: float | None
    women: float | None
    men: float | None
    projects: int
    withheld: int

    @property
    def share(self) -> Number:
        """Women's share of all whose sex is told."""
        return share(self.women, self.whole)


def summed(splits: Iterable[Split]) -> SplitSum:
    """The splits of several projects together, each given once."""
    every = list(splits)
    told = [one for one in every if one.women is not None]
    withheld = sum(one.is_withheld for one in every)
    if not told:
        return SplitSum(None, None, None, 0, withheld)
    whole, women, men = (
        sum(getattr(one, part) or 0.0 for one in told) for part in ("whole", "women", "men")
    )
    return SplitSum(whole, women, men, len(told), withheld)
