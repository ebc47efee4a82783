"""What is known of an idea, of its scores and decisions, and of the rounds it is appraised in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from seutukuva import dates
from seutukuva.definitions.criteria import Criteria

IDEA, SCORE, DECISION, LOCK = "idea", "idea_score", "idea_decision", "criteria_lock"
BOTTOM_UP, TOP_DOWN = "bottom_up", "top_down"
ORIGINS = (BOTTOM_UP, TOP_DOWN)
APPROVED, WITH_CONDITIONS, POSTPONED, REJECTED = (
    *("approved", "with_conditions"),
    *("postponed", "rejected"),
)
OUTCOMES = (APPROVED, WITH_CONDITIONS, POSTPONED, REJECTED)
POSITIVE = (APPROVED, WITH_CONDITIONS)


@dataclass(frozen=True, slots=True)
class Stay:
    """An idea's time at a stage; ``until``: the day on which it moved on, none while it stands."""

    stage: str
    since: dt.date
    until: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea as it stands; "" and None are what was left empty.

    Attributes:
        seq: its newest row of the log.
        owner: the organisation named, else the development area's owner.
        node: place in the programme's tree, its sub-theme.
        money_total, money_eu_state: planned, euros; jobs, firms: planned, new ones.
        stays: at every stage it has stood at, the oldest first; at least one.
        project: code of the project that came of it.
        needs: ids of firms' needs that it answers.
    """

    id: str
    seq: int
    title: str = ""
    description: str = ""
    origin: str = ""
    development_area: str = ""
    node: str = ""
    owner: str = ""
    partners: str = ""
    area_ids: tuple[str, ...] = ()
    money_total: float | None = None
    money_eu_state: float | None = None
    jobs: float | None = None
    firms: float | None = None
    stays: tuple[Stay, ...] = ()
    project: str = ""
    needs: tuple[str, ...] = ()

    @property
    def stage(self) -> str:
        """Id of the stage at which it stands."""
        return self.stays[-1].stage if self.stays else ""

    @property
    def since(self) -> dt.date:
        """The day since which it stands there."""
        return self.stays[-1].since if self.stays else dt.date.max

    @property
    def began(self) -> dt.date:
        """The day on which it came into the pipeline."""
        return self.stays[0].since if self.stays else dt.date.max

    @property
    def promised(self) -> dict[str, float]:
        """What was planned in the idea, by measure of projects; only what was told."""
        told = {
            "total": self.money_total,
            "eu_state": self.money_eu_state,
            "jobs": self.jobs,
            "firms": self.firms,
        }
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Mark:
    """The points an assessor gives on a criterion's scale, and why."""

    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """What one organisation thinks of an idea in a round, by criterion."""

    id: str
    seq: int
    round: str
    idea: str
    assessor: str
    version: str
    marks: Mapping[str, Mark] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about an idea.

    Attributes:
        stage: at which it stood then; decided_on: as ``seutukuva.dates`` keeps days.
        amount: euros granted; None where none was named.
        appraised: its rank, total and verdict when it was decided; empty where it had none.
    """

    id: str
    seq: int
    idea: str
    stage: str = ""
    decided_on: str = ""
    decided_by: str = ""
    outcome: str = ""
    amount: float | None = None
    conditions: str = ""
    reason: str = ""
    departs_because: str = ""
    appraised: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def day(self) -> dt.date:
        """The first day on which it may have been decided; of none, the first there is."""
        told = self.decided_on
        is_day = bool(told) and dates.read_or_empty(told) == told
        return dates.first_day(told) if is_day else dt.date.min

    @property
    def is_positive(self) -> bool:
        """Whether it was approved, with conditions or without."""
        return self.outcome in POSITIVE


@dataclass(frozen=True, slots=True)
class Lock:
    """An appraisal round and the criteria it was opened with.

    ``criteria``: as they were locked, from the log; None where that cannot be read.
    """

    id: str
    seq: int
    round: str
    version: str
    opened_on: dt.date
    hash: str
    criteria: Criteria | None = None
