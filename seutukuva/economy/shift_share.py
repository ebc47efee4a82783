"""Shift-share: how much of the change of jobs came with the whole, the industries, the area.

After E. S. Dunn, 1960, "A statistical and analytical technique for regional analysis", in the form
without division by an area's own jobs, so that an industry may begin or end; the finer split is by
J. M. Esteban-Marquillas, 1972, "A reinterpretation of shift-share analysis", the indices by
R. Gerfin, 1964, "Gesamtwirtschaftliches Wachstum und regionale Entwicklung".

Every mapping is jobs by industry, the same industries in all four: the area and the whole that it
is compared with, before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from seutukuva.economy.undefined import Number, Undefined, are_amounts, is_number, summed

Jobs = Mapping[str, float]


class Course(NamedTuple):
    """Jobs by industry in the first and the last year."""

    before: Jobs
    after: Jobs


class Effects(NamedTuple):
    """The change of jobs in three parts, which make it up.

    Attributes:
        national: jobs that growth like that of the whole would have brought.
        mix: what was added or taken since the industries grew otherwise than the whole did.
        regional: the rest: the area's industries grew otherwise than the same ones elsewhere.
    """

    before: float
    after: float
    national: Number
    mix: Number
    regional: Number

    @property
    def change(self) -> float:
        """Jobs gained or, below zero, lost."""
        return self.after - self.before

    @property
    def as_elsewhere(self) -> Number:
        """Jobs that growth like that of the same industries elsewhere would have brought."""
        return summed((self.national, self.mix))


class Split(NamedTuple):
    """The regional effect in two parts.

    Attributes:
        regional: what the difference of growth would have brought if the area had had the same
            industries as the whole (the competitive effect).
        allocation: what it brought beyond that since the area has more of some industries than
            of others: above zero where it has more of those in which it does better.
    """

    regional: Number
    allocation: Number


class Indices(NamedTuple):
    """Growth relative to the whole: 1 is as much. ``whole`` is the product of the others.

    ``structure``: what the industries let expect. ``region``: what came in relation to that.
    """

    structure: Number
    region: Number
    whole: Number


@dataclass(frozen=True, slots=True)
class ShiftShare:
    """The parts of a change, altogether and by industry, with the finer split of the regional."""

    total: Effects
    industries: Mapping[str, Effects]
    split: Split
    splits: Mapping[str, Split]
    indices: Indices


def shift_share(own: Course, reference: Course) -> ShiftShare | Undefined:
    """The change of an area's jobs in parts, beside the whole that it is compared with.

    Of an industry that the whole had none of at first no growth is known: it is expected to bring
    nothing to an area that had none of it either, and cannot be judged in another.

    Returns:
        ``MISSING`` where a figure is not known or an industry not in all four, ``NOTHING`` where
        the whole had no jobs at first.
    """
    everything = (*own, *reference)
    if any(set(one) != set(own.before) for one in everything) or not all(
        are_amounts(one.values()) for one in everything
    ):
        return Undefined.MISSING
    there = sum(reference.before.values())
    if there <= 0:
        return Undefined.NOTHING
    growth = sum(reference.after.values()) / there
    industries = {name: _effects(name, own, reference, growth) for name in own.before}
    size = sum(own.before.values()) / there
    splits = {name: _split(one, size * reference.before[name]) for name, one in industries.items()}
    total = _total(industries.values())
    return ShiftShare(total, industries, _joined(splits.values()), splits, _indices(total))


def _effects(name: str, own: Course, reference: Course, growth: float) -> Effects:
    before, after = own.before[name], own.after[name]
    there = reference.before[name]
    national = before * growth - before
    if there <= 0 < before:
        return Effects(before, after, national, Undefined.NOT_THERE, Undefined.NOT_THERE)
    expected = before * reference.after[name] / there if there > 0 else 0.0
    return Effects(before, after, national, expected - before * growth, after - expected)


def _total(effects: Iterable[Effects]) -> Effects:
    every = list(effects)
    return Effects(
        sum(one.before for one in every),
        sum(one.after for one in every),
        summed(one.national for one in every),
        summed(one.mix for one in every),
        summed(one.regional for one in every),
    )


def _split(one: Effects, alike: float) -> Split:
    """Args: alike: jobs that the industry would have in an area made up as the whole is."""
    if not is_number(one.regional):
        return Split(one.regional, one.regional)
    if one.before > 0:
        regional = alike * one.regional / one.before
    elif alike <= 0 or one.after <= 0:
        # Without any jobs in both years there is no development, and none to split.
        regional = 0.0
    else:
        return Split(Undefined.NEW, Undefined.NEW)
    return Split(regional, one.regional - regional)


def _joined(splits: Iterable[Split]) -> Split:
    every = list(splits)
    return Split(summed(one.regional for one in every), summed(one.allocation for one in every))


def _indices(total: Effects) -> Indices:
    whole, as_elsewhere = total.national, total.as_elsewhere
    if not is_number(whole) or not is_number(as_elsewhere):
        reason = Undefined.NOT_THERE
        return Indices(reason, reason, reason)
    like_whole, expected = total.before + whole, total.before + as_elsewhere
    return Indices(
        _ratio(expected, like_whole), _ratio(total.after, expected), _ratio(total.after, like_whole)
    )


def _ratio(part: float, whole: float) -> Number:
    return part / whole if whole > 0 else Undefined.NOTHING
