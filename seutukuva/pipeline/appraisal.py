"""What scores come to: points, minima, thresholds, the spread of assessors, and the ranking.

A criterion's points are its weight times the mean of its assessors' scores; totals are their sums.
Fractions are kept exact, so that a tie is a tie and a threshold that is reached is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from seutukuva.definitions.criteria import (
    BLOCKS,
    CONDITIONS,
    OPERATIONAL,
    STRATEGIC,
    Criteria,
    Criterion,
)
from seutukuva.pipeline.model import Idea, Lock, Mark, Score

INCOMPLETE, NOT_ELIGIBLE, BELOW_MINIMUM, BELOW_THRESHOLD = (
    *("incomplete", "not_eligible"),
    *("below_minimum", "below_threshold"),
)
NEEDS_CONDITIONS, PASSES = "needs_conditions", "passes"
VERDICTS = (
    *(PASSES, NEEDS_CONDITIONS, BELOW_THRESHOLD),
    *(BELOW_MINIMUM, NOT_ELIGIBLE, INCOMPLETE),
)
# Those that may be chosen, and those that have a place in the ranking.
CHOOSABLE = (PASSES, NEEDS_CONDITIONS)
RANKED = (*CHOOSABLE, BELOW_THRESHOLD)


def exact(value: float) -> Fraction:
    """A number of a file as it is written there: 0.1 is a tenth."""
    return Fraction(str(value))


@dataclass(frozen=True, slots=True)
class Result:
    """What one criterion came to.

    Attributes:
        marks: by assessor, in the order of the criteria's file.
        missing: how many assessors it still needs.
    """

    criterion: Criterion
    marks: Mapping[str, Mark]
    missing: int

    @property
    def mean(self) -> Fraction | None:
        """Mean of the assessors' scores, on the criterion's scale; none without any."""
        values = [one.value for one in self.marks.values()]
        return Fraction(sum(values), len(values)) if values else None

    @property
    def points(self) -> Fraction | None:
        """Weighted points; none without a score."""
        mean = self.mean
        return None if mean is None else exact(self.criterion.weight) * mean

    @property
    def lowest(self) -> int | None:
        """The lowest score given."""
        return min((one.value for one in self.marks.values()), default=None)

    @property
    def highest(self) -> int | None:
        """The highest score given."""
        return max((one.value for one in self.marks.values()), default=None)

    @property
    def is_split(self) -> bool:
        """Whether assessors are more than half of the scale apart: it should be talked over."""
        if self.lowest is None or self.highest is None:
            return False
        values = [step.value for step in self.criterion.scale]
        return 2 * (self.highest - self.lowest) > max(values) - min(values)

    @property
    def is_below(self) -> bool:
        """Whether the mean is below what the criterion must reach."""
        mean, least = self.mean, self.criterion.minimum
        return mean is not None and least is not None and mean < least


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What the scores of an idea come to by the criteria of its round."""

    idea: str
    round: str
    criteria: Criteria
    results: tuple[Result, ...]

    def points(self, block: str) -> Fraction:
        """Points of a block so far."""
        own = [one.points for one in self.results if one.criterion.block == block]
        return sum((one for one in own if one is not None), Fraction(0))

    @property
    def total(self) -> Fraction:
        """All points so far."""
        return sum((self.points(block) for block in BLOCKS), Fraction(0))

    @property
    def strategic(self) -> Fraction:
        """Points of the strategic block so far."""
        return self.points(STRATEGIC)

    @property
    def operational(self) -> Fraction:
        """Points of the operational block so far."""
        return self.points(OPERATIONAL)

    @property
    def missing(self) -> tuple[Result, ...]:
        """The criteria that need further assessors."""
        return tuple(one for one in self.results if one.missing)

    @property
    def split(self) -> tuple[Result, ...]:
        """The criteria on which assessors are far apart."""
        return tuple(one for one in self.results if one.is_split)

    def below(self, *, mandatory: bool = False, conditions: bool = False) -> tuple[Result, ...]:
        """The criteria whose minimum was missed: mandatory ones, those that fail, or the others."""
        return tuple(
            one
            for one in self.results
            if one.is_below
            and one.criterion.is_mandatory == mandatory
            and (mandatory or (one.criterion.below == CONDITIONS) == conditions)
        )

    @property
    def verdict(self) -> str:
        """One of ``VERDICTS``; what fails for good is told before what is still missing."""
        if self.below(mandatory=True) and not any(
            one.missing for one in self.results if one.criterion.is_mandatory
        ):
            return NOT_ELIGIBLE
        if self.missing:
            return INCOMPLETE
        if self.below():
            return BELOW_MINIMUM
        if self.is_under(self.total, self.criteria.threshold):
            return BELOW_THRESHOLD
        if self.is_under(self.strategic, self.criteria.strategic_threshold):
            return BELOW_THRESHOLD
        return NEEDS_CONDITIONS if self.below(conditions=True) else PASSES

    @staticmethod
    def is_under(points: Fraction, threshold: float | None) -> bool:
        """Whether points do not reach a threshold; there may be none."""
        return threshold is not None and points < exact(threshold)

    def totals(self) -> dict[str, Fraction]:
        """Each assessor's own points, of those who scored all that is theirs to score."""
        found: dict[str, Fraction] = {}
        for who in self.criteria.everybody():
            own = [one for one in self.results if one.criterion in self.criteria.of(who)]
            if own and all(who in one.marks for one in own):
                weights = [exact(one.criterion.weight) * one.marks[who].value for one in own]
                found[who] = sum(weights, Fraction(0))
        return found


def appraised(idea: str, round_id: str, criteria: Criteria, scores: Iterable[Score]) -> Appraisal:
    """An idea's appraisal in a round.

    Args:
        criteria: as they were locked for the round.
        scores: of any idea and round; those of others do not count, nor scores of somebody who
            does not score the criterion, nor of a step that the scale does not have.
    """
    own = {one.assessor: one for one in scores if one.idea == idea and one.round == round_id}
    results = []
    for criterion in criteria.criteria:
        steps = {step.value for step in criterion.scale}
        marks = {
            who: own[who].marks[criterion.id]
            for who in criteria.who(criterion)
            if who in own
            and criterion.id in own[who].marks
            and own[who].marks[criterion.id].value in steps
        }
        missing = max(0, criteria.needed(criterion) - len(marks))
        results.append(Result(criterion, marks, missing))
    return Appraisal(idea, round_id, criteria, tuple(results))


@dataclass(frozen=True, slots=True)
class Placed:
    """An idea's place in the ranking.

    Attributes:
        rank: from 1; None where it has none, for its appraisal is incomplete or has failed.
        shared: how many others have the same rank.
    """

    appraisal: Appraisal
    rank: int | None
    shared: int = 0

    @property
    def idea(self) -> str:
        """Id of the idea."""
        return self.appraisal.idea


def ranking(appraisals: Iterable[Appraisal]) -> tuple[Placed, ...]:
    """The appraisals by their totals, those without a rank last.

    Competition ranking: equal totals share a rank, and the next rank leaves as many out
    (1, 2, 2, 4). No tie is broken by anything else.
    """
    every = list(appraisals)
    ranked = [one for one in every if one.verdict in RANKED]
    found = [
        Placed(
            one,
            1 + sum(other.total > one.total for other in ranked),
            sum(other.total == one.total for other in ranked) - 1,
        )
        for one in ranked
    ]
    found.sort(key=lambda one: one.rank or 0)
    rest = [one for one in every if one.verdict not in RANKED]
    rest.sort(key=lambda one: (VERDICTS.index(one.verdict), -one.total))
    return (*found, *(Placed(one, None) for one in rest))


def of_rounds(
    locks: Iterable[Lock], ideas: Iterable[Idea], scores: Iterable[Score]
) -> list[Appraisal]:
    """The appraisals of the ideas that were scored in some rounds, each in the newest of its own.

    Args:
        locks: the newest first; what they come to can be compared where the criteria are the same.
    """
    every = list(scores)
    found: dict[str, Appraisal] = {}
    for lock in locks:
        scored = {one.idea for one in every if one.round == lock.round}
        if lock.criteria is not None:
            for name in scored - found.keys():
                found[name] = appraised(name, lock.round, lock.criteria, every)
    return [found[one.id] for one in ideas if one.id in found]


def alike(lock: Lock, locks: Iterable[Lock]) -> list[Lock]:
    """The rounds whose criteria are the same to the letter, this one among them."""
    return [one for one in locks if one.hash == lock.hash]
