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
from seutukuva.interviews.memory import Memory
from seutukuva.interviews.span import Span
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
Key = tuple[int, int]
WHOLE: Key = (-1, 0)
_WIDEST = 2**48
# Empty spans by sizes and costs of their classes, and `least`.
Spans = dict[tuple[bytes, bytes, int], Span]


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
class Answers:
    """All answers that any state of a round holds, of one figure.

    Attributes:
        firm: firm of each answer, as a number.
        groups: answers × dimensions, the group of each as a number; −1: not known.
        category: of each answer, from 0; of a balance its options, of a count 1 or 0.
        states: states × answers, whether the answer stands in it. Oldest first.
        closed: groups not to be told although the rule would; by state.
    """

    firm: np.ndarray
    groups: np.ndarray
    category: np.ndarray
    states: np.ndarray
    closed: Sequence[frozenset[Key]] = ()


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


class _Classes:
    """Answers that nothing tells apart, counted together."""

    def __init__(self, answers: Answers) -> None:
        same = _at_least(np.bincount(answers.firm)[answers.firm])
        packed = np.packbits(answers.states, axis=0)
        first, inverse = _alike([*answers.groups.T, *packed, same])
        self.size = np.bincount(inverse).astype(float)
        self.cost = self.size / same[first]
        self.groups = answers.groups[first]
        self.states = answers.states[:, first]
        kinds = int(answers.category.max(initial=0)) + 1
        kinds = max(kinds, 2)
        self.counts = np.bincount(
            inverse * kinds + answers.category, minlength=len(first) * kinds
        ).reshape(len(first), kinds)

    def span(self, least: int, spans: Spans) -> Span:
        """The empty span over these classes."""
        name = (self.size.tobytes(), self.cost.tobytes(), least)
        return spans.setdefault(name, Span(self.size, self.cost, least))

    def keys(self, state: int) -> list[Key]:
        """All firms and every group of a state, in the order in which they are tried."""
        present = self.states[state]
        keys: list[tuple[float, Key]] = []
        for dimension in range(self.groups.shape[1]):
            codes = self.groups[:, dimension]
            known = present & (codes >= 0)
            sizes = np.bincount(codes[known], self.size[known])
            keys += [(-size, (dimension, code)) for code, size in enumerate(sizes) if size > 0]
        return [WHOLE, *(key for _size, key in sorted(keys))]

    def row(self, state: int, key: Key) -> np.ndarray:
        """1 for the classes of a group in a state, 0 for others."""
        dimension, code = key
        present = self.states[state]
        if key == WHOLE:
            return present.astype(float)
        return (present & (self.groups[:, dimension] == code)).astype(float)


def _at_least(counts: np.ndarray) -> np.ndarray:
    """The next power of two: the answers of a firm share its cost in parts that add up exactly."""
    return 2 ** np.ceil(np.log2(counts)).astype(np.int64)


def _alike(columns: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Rows alike in all columns of whole numbers: the first of each kind, and the kind of each."""
    code, most = np.zeros(len(columns[-1]), dtype=np.int64), 1
    for column in columns:
        low = int(column.min())
        width = int(column.max()) - low + 1
        if most * width > _WIDEST:
            # Small again, so that it never overflows.
            code = np.unique(code, return_inverse=True)[1]
            most = len(code)
        code = code * width + (column.astype(np.int64) - low)
        most *= width
    _code, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    return first, inverse


def published(answers: Answers, rule: Rule, spans: Spans | None = None) -> dict[Key, Told]:
    """How each group is told in the newest state, next to all earlier ones.

    Args:
        spans: what other figures have asked already; given on from one to the next, it saves
            proving the same again.

    Returns:
        By (dimension, group) and `WHOLE`; every group of the newest state, hidden ones too.
        Empty without states or answers.
    """
    if not len(answers.states) or not len(answers.firm):
        return {}
    desk = _Desk(_Classes(answers), rule, {} if spans is None else spans)
    for state in range(len(answers.states)):
        is_same = state > 0 and np.array_equal(answers.states[state], answers.states[state - 1])
        closed = answers.closed[state] if answers.closed else frozenset()
        if not is_same or closed:
            desk.tell(state, closed)
    return desk.found


class _View:
    """One state: its groups, their firms, and what the rule says of each by itself."""

    def __init__(self, classes: _Classes, state: int, rule: Rule, closed: frozenset[Key]) -> None:
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
    """Tells one figure state by state and remembers all that was told."""

    def __init__(self, classes: _Classes, rule: Rule, spans: Spans) -> None:
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
        self.found: dict[Key, Told] = {}
        self.last: dict[Key, Told] = {}

    def tell(self, state: int, closed: frozenset[Key] = frozenset()) -> None:
        """Tell what a state allows."""
        view = _View(self.classes, state, self.rule, closed)
        exact = self._told_exactly(view)
        wanted = [key for key in view.keys if view.judged[key][0] == CLASS]
        if not self.rule.counts:
            wanted += [key for key in view.wanted if key not in exact and key not in self.last]
        classes = self._told_as_classes(wanted, exact, view)
        self.found = {}
        for key in view.keys:
            if key in exact:
                self.last[key] = Told(EXACT, "", state, view.counts[key])
            elif key in classes:
                reason = SMALL if view.judged[key][1] == SMALL else PROTECTED
                self.last[key] = Told(CLASS, reason, state, view.counts[key])
            is_told = key in exact or key in classes
            self.found[key] = self.last[key] if is_told else self._not_told(key, view)

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

    def _not_told(self, key: Key, view: _View) -> Told:
        level, reason = view.judged[key]
        was = self.last.get(key)
        if level == HIDDEN or was is None:
            is_open = level == HIDDEN and reason != _ONE_SIDED
            return Told(HIDDEN, reason if is_open else PROTECTED, -1, view.counts[key])
        return Told(was.level, WAITS, was.state, was.counts)
