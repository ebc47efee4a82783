"""Women and men among those counted, and when so few are of a sex that nothing is told of either.

Men are never entered: they are what is left of the whole. A split is withheld where there are some
of a sex but fewer than the programme's `small_group`; that there is none of a sex is told. What is
planned names nobody and is always told.

Figures are cumulative and may be looked at on any day, so a split is withheld also where the
difference to an earlier one would tell a few: see `hidden`.

Sums never hold a withheld split, not even with many others: who chose the projects so that only
one of them changes would read it from the difference. So what is told of a group can be found by
adding up what is told of its projects, and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from seutukuva.projects.figures import history
from seutukuva.projects.measuring import Number, Undefined, share
from seutukuva.projects.model import ALL, FORECAST, REALISED, WOMEN, Figure

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
WITHHELD = Split(is_withheld=True)


def planned(whole: float | None, women: float | None) -> Split:
    """The split of what is planned; unknown where women are more than all."""
    if whole is None or women is None or not 0 <= women <= whole:
        return UNKNOWN
    return Split(whole, women, whole - women)


def realised(whole: float | None, women: float | None, small_group: int) -> Split:
    """The split of what has come true, withheld where some but too few are of a sex."""
    found = planned(whole, women)
    if any(_is_small(part, small_group) for part in (found.women, found.men)):
        return WITHHELD
    return found


def _is_small(part: float | None, small_group: int) -> bool:
    return part is not None and _SLACK < abs(part) < small_group - _SLACK


def told(course: Iterable[tuple[float, float | None]], small_group: int) -> list[Split]:
    """The splits of one cumulative figure as its days pass, each as it may be told.

    The wholes of every day are told, and whoever looks at two days sees what came between. A newer
    split is therefore told only where of each sex nobody or at least `small_group` came since the
    last that was told (which is nobody before the first). And where other wholes were told in
    between, without a split, only where both sexes grew, and the whole by at least `small_group`
    since each of those days: else the newer split would tell theirs afterwards.

    Zero women on one day and a withheld split on the next tell no number. Men who are few more are
    withheld just as women are, so it may be of either that a few came, or nearly all; of one or
    two persons it may be that no woman is among them at all. To leave the zero out instead would
    hide that a project reaches only men, which is what the split is told for.

    Args:
        course: the whole and the women in it, none where they are not told; the oldest first.
    """
    last, between, found = realised(0.0, 0.0, small_group), list[float](), list[Split]()
    for whole, women in course:
        own = realised(whole, women, small_group)
        if own.women is not None and not _may_follow(own, last, between, small_group):
            own = WITHHELD
        if own.women is not None:
            last, between = own, []
        elif whole != last.whole:
            between.append(whole)
        found.append(own)
    return found


def _may_follow(own: Split, last: Split, between: Sequence[float], small_group: int) -> bool:
    women, men = (
        (getattr(own, sex) or 0.0) - (getattr(last, sex) or 0.0) for sex in ("women", "men")
    )
    if _is_small(women, small_group) or _is_small(men, small_group):
        return False
    # What comes back to what was told last tells nothing new.
    if not between or max(abs(women), abs(men)) <= _SLACK:
        return True
    if min(abs(women), abs(men)) <= _SLACK:
        return False
    return all(abs((own.whole or 0.0) - one) > small_group - _SLACK for one in between)


def hidden(figures: Iterable[Figure], small_group: int) -> frozenset[Figure]:
    """The figures of women that are told nowhere, of every figure of one project.

    Each is judged by those before it only, so what was told on a day stays so on later ones. What
    the owner expects at last is judged as if it had come true by then: at a project's end it is
    the realised figure by another name.
    """
    every = list(figures)
    found: set[Figure] = set()
    for measure in {one.measure for one in every if one.part == WOMEN}:
        course = _course(every, measure, REALISED)
        for own, split in zip(course, _splits(course, small_group), strict=True):
            if own.women and split.women is None:
                found.add(own.women)
        for own in _course(every, measure, FORECAST):
            until = [one for one in course if one.day <= own.day]
            if own.women and _splits([*until, own], small_group)[-1].women is None:
                found.add(own.women)
    return frozenset(found)


class _Counted(NamedTuple):
    """A whole as it was told on a day, and the figure of the women in it."""

    day: date
    whole: float
    women: Figure | None


def _splits(course: Sequence[_Counted], small_group: int) -> list[Split]:
    pairs = [(one.whole, one.women.value if one.women else None) for one in course]
    return told(pairs, small_group)


def _course(figures: Sequence[Figure], measure: str, side: str) -> list[_Counted]:
    """A measure as its days pass; women belong to the whole of their own source.

    Where their source tells no whole, they belong to the newest by their day; without any, they
    are all that is counted.
    """
    wholes = history(figures, measure, side, ALL)
    left = history(figures, measure, side, WOMEN)
    found = []
    for whole in wholes:
        own = next((one for one in left if _told_by(one) == _told_by(whole)), None)
        if own:
            left.remove(own)
        found.append(_Counted(whole.as_of, whole.value, own))
    for one in left:
        before = [whole.value for whole in wholes if whole.as_of <= one.as_of]
        found.append(_Counted(one.as_of, before[-1] if before else one.value, one))
    return sorted(found, key=lambda one: one.day)


def _told_by(one: Figure) -> tuple[date, str, str, int]:
    return one.as_of, one.stage, one.source, one.seq


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
