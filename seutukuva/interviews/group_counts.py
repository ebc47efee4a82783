"""Counted answers: needs, skills, plans, growth and themes, by group, as they may be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from seutukuva.definitions.interviewing import Interviewing, Question
from seutukuva.interviews.alike import WHOLE, Key, Spans
from seutukuva.interviews.counting import Base, Counted, choices, mentioned, multiple
from seutukuva.interviews.group_balances import firms_told
from seutukuva.interviews.protection import Rule, Told, published
from seutukuva.interviews.told import (
    EXACT,
    FEW,
    HIDDEN,
    NOBODY,
    PROTECTED,
    Count,
    Group,
    Item,
)

# All but one with the same answer: the one would know everybody's.
_FEWEST_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Gave:
    """Who gave one answer, in one round, and how each group is told."""

    data: Counted
    found: Mapping[Key, Told]

    def told(self, group: Group) -> Told | None:
        """How a group is told; None where nobody of it is in the base."""
        key = self.data.key(group)
        return None if key is None else self.found.get(key)


def of_multi(
    data: Counted, question: Question, interviewing: Interviewing, spans: Spans
) -> dict[str, Gave]:
    """Firms by answer, of a question with several answers; by option."""
    base, gave = multiple(data, question)
    nobody = np.empty(0, dtype=np.int64)
    return {
        option: of_mentions(data, base, gave.get(option, nobody), interviewing, spans)
        for option in question.options
    }


def of_mentions(
    data: Counted,
    base: np.ndarray,
    gave: np.ndarray,
    interviewing: Interviewing,
    spans: Spans,
    closed: Sequence[frozenset[Key]] = (),
) -> Gave:
    """One answer, given by some of a base (positions of responses)."""
    answers = data.answers(mentioned(base, gave), closed)
    return Gave(data, published(answers, Rule.of(interviewing, counts=True), spans))


def of_choice(
    data: Counted,
    question: Question,
    items: Mapping[str, Sequence[str]],
    interviewing: Interviewing,
    spans: Spans,
) -> dict[str, Gave]:
    """Firms by answer, of a question with one answer; by item, each of one or more options.

    Where nearly all of a group gave one of the answers, none of the group's counts is told: the
    zeros of all others would tell it as well.
    """
    base = choices(data, question)
    places = {option: place for place, option in enumerate(question.options)}
    item_of = np.full(len(places) + 1, -1)
    for number, options in enumerate(items.values()):
        item_of[[places[option] for option in options]] = number
    closed = _closed(data, base, item_of[base.category], len(items))
    return {
        item: of_mentions(
            data, base.at, base.at[item_of[base.category] == number], interviewing, spans, closed
        )
        for number, item in enumerate(items)
    }


def _closed(data: Counted, base: Base, item: np.ndarray, n: int) -> list[frozenset[Key]]:
    """Groups of each state in which fewer than two gave another answer than one of the items."""
    found = []
    for state in data.states[:, base.at]:
        closed = set()
        columns: list[tuple[int, np.ndarray]] = [(-1, np.zeros(len(base.at), dtype=np.int64))]
        columns += list(enumerate(data.groups[base.at].T))
        for dimension, codes in columns:
            is_in = state & (codes >= 0)
            size = int(codes.max(initial=0)) + 1
            table = np.bincount(
                codes[is_in] * (n + 1) + item[is_in] + 1, minlength=size * (n + 1)
            ).reshape(size, n + 1)
            others = table.sum(axis=1) - table[:, 1:].max(axis=1, initial=0)
            is_one = (others < _FEWEST_OTHERS) & (table.sum(axis=1) > 0)
            closed |= {(dimension, int(code)) for code in np.flatnonzero(is_one)}
        found.append(frozenset(closed))
    return found


def detail(question: Question, data: Counted, told: Sequence[Told], least: int) -> dict[str, int]:
    """Firms by option of all firms, where each option has none or at least `least` of them.

    Args:
        told: how all firms are told, of each item; only where all are of one state.
    """
    states = {one.state for one in told if one.level == EXACT}
    if len(states) != 1 or len(told) != sum(one.level == EXACT for one in told):
        return {}
    base = choices(data, question)
    members = data.members(base, WHOLE, states.pop())
    counts = np.bincount(base.category[members], minlength=len(question.options) + 1)
    if any(0 < count < least for count in counts):
        return {}
    return dict(zip(question.options, map(int, counts), strict=False))


def item(
    name: str,
    after: Gave,
    before: Gave | None,
    interviewing: Interviewing,
    *,
    meaning: str = "",
    service_group: str = "",
) -> Item:
    """One answer as it is told, by group."""
    counts = tuple(_count(group, after, before, interviewing) for group in after.data.groups_of())
    return Item(name, counts, meaning, service_group)


def _count(group: Group, after: Gave, before: Gave | None, interviewing: Interviewing) -> Count:
    told = after.told(group)
    if told is None:
        return Count(group, HIDDEN, NOBODY, 0)
    firms, fewer_than = firms_told(told, interviewing)
    if told.level != EXACT:
        if told.reason == FEW:
            fewer_than = interviewing.exist
        return Count(group, HIDDEN, told.reason or PROTECTED, firms, fewer_than)
    count, share = _share(told)
    was = None if before is None else before.told(group)
    if was is None or was.level != EXACT:
        return Count(group, EXACT, told.reason, firms, 0, count, share)
    before_count, before_share = _share(was)
    return Count(
        group, EXACT, told.reason, firms, 0, count, share,
        before_count, before_share, share - before_share,
    )  # fmt: skip


def _share(told: Told) -> tuple[int, float]:
    count = int(told.counts[1])
    return count, count / int(told.counts.sum()) * 100
