"""Which groups of interviewed firms may be told, so that no firm's answer can be calculated.

Primary rules, of one group by itself: fewer than `shown` firms are not told (threshold rule);
fewer than `classes_below` only as a class; nor in figures where nearly all answered the same, for
then the figure is everyone's answer (group disclosure). Secondary: a group is told only while all
that can be calculated from everything told so far keeps to the same rules: each combination of
figures touches at least `classes_below` firms, of figures and classes together at least `exist`,
for a class is no number to calculate with (see `span`), and what is left of a total, or of a group
within another, is not one-sided.

A round of interviews grows by batches, and batches are withdrawn. Each state was seen by somebody,
so a state is told next to all earlier ones: a group whose new answers are too few keeps the figure
of its last safe state, and the answers wait. An answer that stays the same is the same number in
all states; another answer of the same firm is another number, and together they count as one firm.

Groups are tried in a fixed order, all firms first and then from the greatest down, so that what
has to be hidden is small, and the result is the same each time. The rules are told openly. Who
knows them may think about why a group is hidden; that tells less than the figure, and no answer.

A. Hundepool et al. (2012), Statistical Disclosure Control, chapters 4 and 5: threshold rule,
dominance rule, group disclosure, secondary suppression, linked tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from seutukuva.definitions.interviewing import Interviewing
from seutukuva.interviews.alike import WHOLE, Answers, Classes, Key, Spans
from seutukuva.interviews.memory import Memory
from seutukuva.interviews.told import (
    CLASS,
    EXACT,
    FEW,
    FEW_FIRMS,
    HIDDEN,
    NOBODY,
    PROTECTED,
    SMALL,
    WAITS,
)

# Never told as a reason, for then it would nearly be the answer.
_ONE_SIDED = "one_sided"
# Who alone, or as one of two, answered otherwise would know everybody else's answer.
_FEWEST_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """The thresholds by which one figure is told.

    Attributes:
        shown, exist, classes_below: as in `Interviewing`.
        counts: the figure is how many firms gave an answer (category 1), and not a balance.
    """

    shown: int = 5
    exist: int = 3
    classes_below: int = 10
    counts: bool = False

    @classmethod
    def of(cls, interviewing: Interviewing, *, counts: bool = False) -> Rule:
        """The rule of a programme."""
        below = max(interviewing.classes_below, interviewing.shown)
        return cls(interviewing.shown, interviewing.exist, below, counts)

    @property
    def least_exact(self) -> int:
        """Firms that each combination of exact figures touches."""
        return self.shown if self.counts else self.classes_below

    def judged(self, counts: np.ndarray) -> tuple[str, str]:
        """EXACT, CLASS or HIDDEN and the reason, of one group's firms by category."""
        n = int(counts.sum())
        if n == 0:
            return HIDDEN, NOBODY
        if n < self.shown:
            return HIDDEN, FEW_FIRMS
        if self.counts:
            count = int(counts[1])
            if 0 < count < self.exist:
                return HIDDEN, FEW
            return (HIDDEN, _ONE_SIDED) if n - count < _FEWEST_OTHERS else (EXACT, "")
        if n < self.classes_below:
            return CLASS, SMALL
        return (CLASS, _ONE_SIDED) if n - int(counts.max()) < self.exist else (EXACT, "")

    def may_be_left(self, counts: np.ndarray) -> bool:
        """Whether a group may be what is left of a total, or of a group within another."""
        return not counts.any() or self.judged(counts)[0] == EXACT


@dataclass(frozen=True, slots=True)
class Told:
    """How a group is told.

    Attributes:
        level: EXACT, CLASS or HIDDEN.
        reason: "" or why not exact; WAITS also where newer answers are missing.
        state: number of the state that the figure is of; −1 where hidden.
        counts: firms by category in that state; where hidden, in the newest.
    """

    level: str
    reason: str
    state: int
    counts: np.ndarray


def published(answers: Answers, rule: Rule, spans: Spans | None = None) -> dict[Key, Told]:
    """How each group is told in the newest state, next to all earlier ones.

    What was told of a state was decided when nobody knew the states after it, and has been seen:
    it is decided anew in the same way, from that state and those before it alone.

    Args:
        spans: what other figures have asked already; given on from one to the next, it saves
            proving the same again.

    Returns:
        By (dimension, group) and `WHOLE`; every group of the newest state, hidden ones too.
        Empty without states or answers.
    """
    if not len(answers.states) or not len(answers.firm):
        return {}
    spans = {} if spans is None else spans
    found: dict[Key, Told] = {}
    last: dict[Key, Told] = {}
    facts: list[_Fact] = []
    for state in range(len(answers.states)):
        is_same = state > 0 and np.array_equal(answers.states[state], answers.states[state - 1])
        closed = answers.closed[state] if answers.closed else frozenset()
        known = np.any(answers.states[: state + 1], axis=0, keepdims=False).astype(bool)
        if not known.any() or (is_same and not closed):
            continue
        desk = _Desk(Classes(answers, state + 1, known), rule, spans)
        for fact in facts:
            desk.recall(fact)
        view = _View(desk.classes, state, rule, closed)
        fact = desk.tell(view)
        facts.append(fact)
        found = _as_told(fact, view, last)
    return found


@dataclass(frozen=True, slots=True)
class _Fact:
    """What was told in a state."""

    state: int
    exact: frozenset[Key]
    classes: frozenset[Key]


def _as_told(fact: _Fact, view: _View, last: dict[Key, Told]) -> dict[Key, Told]:
    """Every group of a state as it is told; `last` is brought up to date."""
    found = {}
    for key in view.keys:
        if key in fact.exact:
            last[key] = Told(EXACT, "", view.state, view.counts[key])
        elif key in fact.classes:
            reason = SMALL if view.judged[key][1] == SMALL else PROTECTED
            last[key] = Told(CLASS, reason, view.state, view.counts[key])
        is_told = key in fact.exact or key in fact.classes
        found[key] = last[key] if is_told else _not_told(key, view, last.get(key))
    return found


def _not_told(key: Key, view: _View, was: Told | None) -> Told:
    level, reason = view.judged[key]
    if level == HIDDEN or was is None:
        is_open = level == HIDDEN and reason != _ONE_SIDED
        return Told(HIDDEN, reason if is_open else PROTECTED, -1, view.counts[key])
    return Told(was.level, WAITS, was.state, was.counts)


class _View:
    """One state: its groups, their firms, and what the rule says of each by itself."""

    def __init__(self, classes: Classes, state: int, rule: Rule, closed: frozenset[Key]) -> None:
        self.state = state
        self.keys = classes.keys(state)
        self.rows = {key: classes.row(state, key) for key in self.keys}
        self.names = {key: row.tobytes() for key, row in self.rows.items()}
        self.counts = {
            key: (row @ classes.counts).round().astype(int) for key, row in self.rows.items()
        }
        self.judged = {key: rule.judged(count) for key, count in self.counts.items()}
        for key in closed & self.judged.keys():
            if self.judged[key][0] == EXACT:
                self.judged[key] = HIDDEN, PROTECTED
        self.wanted = [key for key in self.keys if self.judged[key][0] == EXACT]
        # Groups so large that the span by itself would let their figures be calculated.
        self.secret = [key for key in self.keys if self.judged[key][1] in (_ONE_SIDED, FEW)]

    def rest(self, dimension: int, told: Iterable[Key]) -> tuple[np.ndarray, np.ndarray]:
        """Row and counts of all firms without the told groups of a dimension."""
        row, count = self.rows[WHOLE].copy(), self.counts[WHOLE].copy()
        for key in told:
            if key[0] == dimension:
                row -= self.rows[key]
                count -= self.counts[key]
        return row, count


class _Desk:
    """Tells one figure in one state, knowing all that was told of it before."""

    def __init__(self, classes: Classes, rule: Rule, spans: Spans) -> None:
        self.classes, self.rule = classes, rule
        self.exact = classes.span(rule.least_exact, spans)
        # Figures and classes together. A class is less than a sum, yet is taken for one here.
        self.both = classes.span(rule.exist, spans)
        self.memory = Memory(
            classes.size,
            classes.cost,
            rule.may_be_left,
            rule.least_exact,
            rule.shown,
            counts_one=rule.counts,
        )
        self.seen: set[Key] = set()

    def recall(self, fact: _Fact) -> None:
        """Take as known what was told in an earlier state."""
        view = _View(self.classes, fact.state, self.rule, frozenset())
        if fact.exact:
            keys = [key for key in view.keys if key in fact.exact]
            block = np.array([view.rows[key] for key in keys])
            self.exact, self.both = self.exact.knowing(block), self.both.knowing(block)
            told = [(view.rows[key], view.counts[key]) for key in keys]
            if WHOLE in fact.exact:
                for dimension in sorted({key[0] for key in keys} - {WHOLE[0]}):
                    told.append(view.rest(dimension, fact.exact))
            rows, counts = (np.array(one) for one in zip(*told, strict=True))
            self.memory.know(rows, counts, {view.names[key] for key in keys})
        for key in view.keys:
            if key in fact.classes:
                self.both = self.both.knowing(view.rows[key])
                self.memory.take_class(view.rows[key], view.names[key])
        self.seen |= fact.exact | fact.classes

    def tell(self, view: _View) -> _Fact:
        """Tell what a state allows."""
        exact = self._told_exactly(view)
        wanted = [key for key in view.keys if view.judged[key][0] == CLASS]
        if not self.rule.counts:
            wanted += [key for key in view.wanted if key not in exact and key not in self.seen]
        classes = self._told_as_classes(wanted, exact, view)
        return _Fact(view.state, frozenset(exact), frozenset(classes))

    def _told_exactly(self, view: _View) -> set[Key]:
        """Those of the groups that can be told exactly; all at once where that is safe."""
        known = {key for key in view.wanted if view.names[key] in self.memory.exact}
        fresh = self._likely([key for key in view.wanted if key not in known], known, view)
        # What can be calculated already is not told by what follows.
        secret = [view.rows[key] for key in view.secret if not self.exact.holds(view.rows[key])]
        if self._take(fresh, known, view, secret):
            return known | set(fresh)
        for key in fresh:
            if self._take([key], known, view, secret):
                known.add(key)
        return known

    def _likely(self, keys: Sequence[Key], told: set[Key], view: _View) -> list[Key]:
        """The groups without those that a plain difference rules out.

        Only saves the longer proof: the smallest groups of a dimension go until what is left of
        all firms is nobody or firms enough.
        """
        if not keys:
            return []
        far = self.memory.far(np.array([view.rows[key] for key in keys]), as_classes=False)
        left = [key for key, is_far in zip(keys, far, strict=True) if is_far]
        if WHOLE not in left and WHOLE not in told:
            return left
        for dimension in sorted({key[0] for key in left} - {WHOLE[0]}):
            own = [key for key in left if key[0] == dimension]
            while own and not self.memory.is_enough(
                view.rest(dimension, told.union(own))[0], as_classes=False
            ):
                left.remove(own.pop())
        return left

    def _take(
        self, keys: Sequence[Key], told: set[Key], view: _View, secret: Sequence[np.ndarray]
    ) -> bool:
        """Remember these groups as told exactly; False, and nothing done, where it is unsafe."""
        if not keys:
            return True
        block = np.array([view.rows[key] for key in keys])
        exact, both = self.exact.with_rows(block), self.both.with_rows(block)
        if exact is None or both is None or any(exact.holds(row) for row in secret):
            return False
        every = told.union(keys)
        dimensions = {key[0] for key in (every if WHOLE in keys else keys)} - {WHOLE[0]}
        fresh = [(view.rows[key], view.counts[key]) for key in keys]
        if WHOLE in every:
            fresh += [view.rest(dimension, every) for dimension in sorted(dimensions)]
        rows, counts = (np.array(one) for one in zip(*fresh, strict=True))
        if not self.memory.take(rows, counts, {view.names[key] for key in keys}):
            return False
        self.exact, self.both = exact, both
        return True

    def _told_as_classes(self, keys: Sequence[Key], exact: set[Key], view: _View) -> set[Key]:
        """Those of the groups that can be told as classes."""
        told: set[Key] = set()
        for key in keys:
            row, name = view.rows[key], view.names[key]
            if name in self.memory.classes or name in self.memory.exact:
                told.add(key)
                continue
            if not self.memory.far(row[None, :], as_classes=True)[0]:
                continue
            if WHOLE in exact and key != WHOLE:
                left = view.rest(key[0], exact | told | {key})[0]
                if not self.memory.is_enough(left, as_classes=True):
                    continue
            both = self.both.with_rows(row)
            if both is not None:
                self.both = both
                self.memory.take_class(row, name)
                told.add(key)
        return told
