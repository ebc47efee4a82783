"""How many ideas go on from each stage, by development area or origin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from seutukuva.definitions.criteria import DROPPED, PipelineRules, Stage
from seutukuva.pipeline.model import Idea

# Of fewer ideas no share is told: one more or less would change it by twenty points.
LEAST_FOR_SHARE = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of the ideas that reached a stage, or one after it.

    ``reached`` = ``went_on`` + ``stands`` + ``dropped``: an idea that has been further and came
    back went on once.
    """

    stage: Stage
    reached: int
    went_on: int
    stands: int
    dropped: int

    @property
    def share(self) -> float | None:
        """Share of those that went on, 0 to 1; none of fewer than ``LEAST_FOR_SHARE``."""
        return self.went_on / self.reached if self.reached >= LEAST_FOR_SHARE else None


def passages(ideas: Iterable[Idea], rules: PipelineRules) -> tuple[Passage, ...]:
    """Every stage but the ends, in order. Ideas at stages that are no more do not count."""
    furthest = [(_furthest(one, rules), _is_dropped(one, rules)) for one in ideas]
    found = []
    for place, stage in enumerate(rules.stages.values()):
        if stage.is_end:
            continue
        there = [is_dropped for at, is_dropped in furthest if at == place]
        reached = sum(at >= place for at, _dropped in furthest)
        found.append(
            Passage(stage, reached, reached - len(there), there.count(False), there.count(True))
        )
    return tuple(found)


def grouped(
    ideas: Iterable[Idea], key: Callable[[Idea], str], rules: PipelineRules
) -> dict[str, tuple[Passage, ...]]:
    """``passages`` of each group of ideas, by the group's key."""
    groups: dict[str, list[Idea]] = {}
    for one in ideas:
        groups.setdefault(key(one), []).append(one)
    return {name: passages(own, rules) for name, own in sorted(groups.items())}


def _furthest(idea: Idea, rules: PipelineRules) -> int:
    dropped = {one.id for one in rules.of_role(DROPPED)}
    return max(
        (rules.place(stay.stage) for stay in idea.stays if stay.stage not in dropped), default=-1
    )


def _is_dropped(idea: Idea, rules: PipelineRules) -> bool:
    return idea.stage in {one.id for one in rules.of_role(DROPPED)}
