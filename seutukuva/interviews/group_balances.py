"""Balances of one question, by group and against the earlier round, as they may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from seutukuva.definitions.interviewing import Interviewing, Question
from seutukuva.interviews import balances
from seutukuva.interviews.alike import WHOLE, Key, Spans
from seutukuva.interviews.balances import Balance
from seutukuva.interviews.counting import Base, Counted, choices
from seutukuva.interviews.protection import Rule, Told, published
from seutukuva.interviews.told import (
    ALL,
    ALL_ONLY,
    DIMENSIONS,
    EXACT,
    FEW_TO_CLAIM,
    HIDDEN,
    NO_WEIGHTS,
    NOBODY,
    NOT_COMPARABLE,
    Group,
    GroupBalance,
    GroupChange,
    QuestionBalance,
)

PERSONNEL, STOCK = "personnel", "stock"
# Of pairs from here on, what they take off the interval of a change is known well enough.
_FEWEST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one round: who answered what, and how each group is told."""

    data: Counted
    base: Base
    scores: np.ndarray
    found: Mapping[Key, Told]

    def told(self, group: Group) -> Told | None:
        """How a group is told; None where nobody of it answered."""
        key = self.data.key(group)
        return None if key is None else self.found.get(key)

    def by_firm(self, group: Group) -> dict[object, float]:
        """Score of each firm of a group in the state in which it is told; cannot say is 0."""
        key, told = self.data.key(group), self.told(group)
        if key is None or told is None or told.state < 0:
            return {}
        places = self.data.members(self.base, key, told.state)
        firms = self.data.firms[self.data.firm[self.base.at[places]]]
        scores = np.nan_to_num(self.scores[self.base.category[places]])
        return dict(zip(firms.tolist(), scores.tolist(), strict=True))


def asked(data: Counted, question: Question, interviewing: Interviewing, spans: Spans) -> Asked:
    """A balance question in one round; its `scores` by category, NaN of who cannot say.

    An answer without a score is none: it is not in the base.
    """
    scores = np.array(
        [*(np.inf if o.score is None else o.score for o in question.options.values()), np.nan]
    )
    base = choices(data, question)
    is_scored = ~np.isinf(scores[base.category])
    base = Base(base.at[is_scored], base.category[is_scored])
    found = published(data.answers(base), Rule.of(interviewing), spans)
    return Asked(data, base, np.where(np.isinf(scores), np.nan, scores), found)


def question_balance(
    question: str,
    after: Asked,
    before: Asked | None,
    interviewing: Interviewing,
    *,
    population: Mapping[Group, int],
    weights: str = "",
    weight_of: Mapping[str, float] | None = None,
) -> QuestionBalance:
    """One question as it is told.

    Args:
        population: firms there are, of the groups where that is known; for the correction of
            the finite population.
        weights: "", PERSONNEL or STOCK.
        weight_of: weight by size class (PERSONNEL), firms by municipality (STOCK).
    """
    groups = []
    for group in after.data.groups_of():
        one = _group(after, group, interviewing, population.get(group))
        if weights:
            one = _with_weights(one, after, weights, weight_of or {}, population.get(ALL))
        groups.append(one)
    changes: tuple[GroupChange, ...] = ()
    if before is not None:
        changes = tuple(_change(one, after, before, interviewing, population) for one in groups)
    return QuestionBalance(question, tuple(groups), changes)


def firms_told(told: Told | None, interviewing: Interviewing) -> tuple[int | None, int]:
    """Firms in a base, or None and the number they are fewer than."""
    n = 0 if told is None else int(told.counts.sum())
    return (None, interviewing.exist) if 0 < n < interviewing.exist else (n, 0)


def _group(
    data: Asked, group: Group, interviewing: Interviewing, population: int | None
) -> GroupBalance:
    told = data.told(group)
    firms, fewer_than = firms_told(told, interviewing)
    if told is None:
        return GroupBalance(group, HIDDEN, NOBODY, 0)
    if told.level == HIDDEN:
        return GroupBalance(group, HIDDEN, told.reason, firms, fewer_than)
    found = _balance(data, told, population)
    return GroupBalance(
        group,
        told.level,
        told.reason,
        firms,
        fewer_than,
        balance=found if told.level == EXACT else None,
        klass=balances.class_of(found.value),
        is_claimable=told.level == EXACT and found.n >= interviewing.claims_from,
    )


def _balance(data: Asked, told: Told, population: int | None) -> Balance:
    counts: dict[float | None, float] = {}
    for score, count in zip(data.scores, told.counts, strict=False):
        key = None if np.isnan(score) else float(score)
        counts[key] = counts.get(key, 0) + int(count)
    found = balances.of_counts(counts, population=population)
    if found is None:
        raise ValueError("a told group has firms")
    return found


def _with_weights(
    one: GroupBalance,
    data: Asked,
    weights: str,
    weight_of: Mapping[str, float],
    population: int | None,
) -> GroupBalance:
    """The weighted balance of all firms, made of told figures only.

    Weights are those of groups: each told group of a dimension has one, and all others together
    have one. So nothing can be calculated from it that is not told already, and no single firm
    weighs more than others of its group.
    """
    if one.group != ALL:
        return replace(one, weighted_reason=ALL_ONLY)
    if one.told != EXACT:
        return replace(one, weighted_reason=one.reason)
    dimension = DIMENSIONS.index("municipality" if weights == STOCK else "size_class")
    strata = _strata(data, dimension)
    weighed = [(counts, _weight(labels, counts, weights, weight_of)) for labels, counts in strata]
    if not all(weight > 0 for _counts, weight in weighed):
        return replace(one, weighted_reason=NO_WEIGHTS)
    scores, each = [], []
    for counts, weight in weighed:
        for score, count in zip(data.scores, counts, strict=False):
            scores += [float(score)] * int(count)
            each += [weight] * int(count)
    return replace(one, weighted=balances.balance(scores, each, population=population))


def _strata(data: Asked, dimension: int) -> list[tuple[dict[str, int], np.ndarray]]:
    """Told groups of a dimension, and all others as one: their labels with firms, and counts."""
    whole = data.found[WHOLE]
    members = data.data.members(data.base, WHOLE, whole.state)
    codes = data.data.groups[data.base.at[members], dimension]
    labels = data.data.labels[dimension]
    rest = {label: int((codes == code).sum()) for code, label in enumerate(labels)}
    left, strata = whole.counts.copy(), []
    for (of, code), told in sorted(data.found.items()):
        if of == dimension and told.level == EXACT and told.state == whole.state:
            strata.append(({labels[code]: rest.pop(labels[code])}, told.counts))
            left = left - told.counts
    if left.any():
        strata.append(({label: n for label, n in rest.items() if n}, left))
    return strata


def _weight(
    labels: Mapping[str, int], counts: np.ndarray, weights: str, weight_of: Mapping[str, float]
) -> float:
    """The weight of one firm of a stratum; 0 where it is not known."""
    known = {label: n for label, n in labels.items() if weight_of.get(label, 0) > 0}
    if len(known) < len(labels) or not known:
        return 0.0
    if weights == STOCK:
        return sum(weight_of[label] for label in known) / float(counts.sum())
    return sum(weight_of[label] * n for label, n in known.items()) / sum(known.values())


def _change(
    one: GroupBalance,
    after: Asked,
    before: Asked,
    interviewing: Interviewing,
    population: Mapping[Group, int],
) -> GroupChange:
    was = _group(before, one.group, interviewing, population.get(one.group))
    if one.balance is None or was.balance is None:
        return GroupChange(one.group, HIDDEN, NOT_COMPARABLE)
    first, second = before.by_firm(one.group), after.by_firm(one.group)
    both = sorted(first.keys() & second.keys(), key=str)
    pairs = (np.array([first[f] for f in both]), np.array([second[f] for f in both]))
    found = balances.change(was.balance, one.balance, pairs, _FEWEST_PAIRS)
    is_claimable = one.is_claimable and was.is_claimable
    direction = ""
    if is_claimable and found.is_beyond_chance:
        direction = "up" if found.value > 0 else "down"
    reason = "" if is_claimable else FEW_TO_CLAIM
    return GroupChange(one.group, EXACT, reason, was.balance, one.balance, found, direction)
