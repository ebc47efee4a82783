"""Which ideas stand at which stage, and how long they have waited there against the clock.

The clock of a stage counts in owners' meetings: an idea waits too long once more of them have gone
by than the stage allows, at the rhythm of the programme.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from seutukuva.definitions.criteria import CHOICE, PipelineRules, Stage
from seutukuva.pipeline.model import POSTPONED, Decision, Idea

# Mean length of a month, in days.
MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """An idea with its days at its stage; ``limit``: as many as it allows, None: no clock."""

    idea: Idea
    days: int
    limit: int | None

    @property
    def is_late(self) -> bool:
        """Whether it has waited longer than its stage allows."""
        return self.limit is not None and self.days > self.limit


@dataclass(frozen=True, slots=True)
class Column:
    """A stage of the board with its ideas, those that have waited longest first."""

    stage: Stage
    limit: int | None
    waiting: tuple[Waiting, ...]

    @property
    def n(self) -> int:
        """How many ideas stand here."""
        return len(self.waiting)

    @property
    def late(self) -> int:
        """How many of them have waited too long."""
        return sum(one.is_late for one in self.waiting)

    @property
    def longest(self) -> int | None:
        """Days of the one that has waited longest; none where nothing waits."""
        return max((one.days for one in self.waiting), default=None)

    @property
    def median(self) -> float | None:
        """Median of the days; none where nothing waits."""
        return median(one.days for one in self.waiting) if self.waiting else None


@dataclass(frozen=True, slots=True)
class Board:
    """Every stage of the programme with its ideas; ``unknown``: ideas at a stage it has no more."""

    columns: tuple[Column, ...]
    unknown: tuple[Idea, ...] = ()

    @property
    def open(self) -> int:
        """How many ideas still wait for something."""
        return sum(one.n for one in self.columns if not one.stage.is_end) + len(self.unknown)

    @property
    def late(self) -> tuple[Waiting, ...]:
        """Those that have waited too long, the most days above their limit first."""
        found = [one for column in self.columns for one in column.waiting if one.is_late]
        return tuple(sorted(found, key=lambda one: (one.limit or 0) - one.days))

    def awaiting(self, decisions: Iterable[Decision]) -> tuple[Waiting, ...]:
        """Those that await the steering group's choice: they stand there, and nothing has been
        decided since they came, or it was postponed.

        Args:
            decisions: every decision, the latest first.
        """
        newest: dict[tuple[str, str], Decision] = {}
        for one in decisions:
            newest.setdefault((one.idea, one.stage), one)
        there = [
            one for column in self.columns if column.stage.role == CHOICE for one in column.waiting
        ]
        return tuple(
            one for one in there if _awaits(one.idea, newest.get((one.idea.id, one.idea.stage)))
        )


def _awaits(idea: Idea, decision: Decision | None) -> bool:
    return decision is None or decision.outcome == POSTPONED or decision.day < idea.since


def limit(stage: Stage, rules: PipelineRules) -> int | None:
    """Days that a stage allows: its owners' meetings at their rhythm; none without a clock."""
    if stage.is_end or stage.most_meetings is None:
        return None
    return round(stage.most_meetings * rules.meeting_months * MONTH)


def board(ideas: Iterable[Idea], rules: PipelineRules, today: dt.date) -> Board:
    """The board as it is on a day."""
    every = list(ideas)
    columns = []
    for stage in rules.stages.values():
        most = limit(stage, rules)
        own = [
            Waiting(one, max(0, (today - one.since).days), most)
            for one in every
            if one.stage == stage.id
        ]
        own.sort(key=lambda one: (-one.days, one.idea.title, one.idea.id))
        columns.append(Column(stage, most, tuple(own)))
    return Board(tuple(columns), tuple(one for one in every if one.stage not in rules.stages))
