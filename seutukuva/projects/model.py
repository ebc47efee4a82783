"""What the register knows of a project: its attributes, figures and what was recorded of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

PLANNED, REALISED, FORECAST = "planned", "realised", "forecast"
SIDES = (PLANNED, REALISED, FORECAST)
ALL, WOMEN, NEW, EXISTING = "all", "women", "new", "existing"
# Men are what is left, and never told apart.
PARTS = (ALL, WOMEN, NEW, EXISTING)
DECIDED, CURRENT, PROMISED, REPORTED, VERIFIED = (
    *("plan_at_decision", "current_plan"),
    *("promised", "reported", "verified"),
)
# Of figures of one day, the later stage counts.
STAGES = (DECIDED, CURRENT, PROMISED, REPORTED, VERIFIED)
STARTER, LISTED, RECORDED = "starter", "list", "record"
NONE: Mapping[str, float] = MappingProxyType({})
NO_TEXT: Mapping[str, str] = MappingProxyType({})


def folded(code: str) -> str:
    """A project's code as it is compared: however it was typed, the project is the same."""
    # Signs that nobody sees would make two projects of one code.
    seen = (sign for sign in code if unicodedata.category(sign) != "Cf" and not sign.isspace())
    return "".join(seen).casefold()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a project.

    Attributes:
        code: of the project, as ``folded`` gives it.
        measure: id of a measure of the definitions.
        side: what was planned, what has come true by ``as_of`` since the start, or what the owner
            expects of the whole project.
        part: of all, women, and what new and existing firms got.
        value: persons, jobs, firms, degrees or euros, as the measure says.
        as_of: day of the decision, or the day up to which it is counted; of a figure whose day
            nobody tells, the day of the list.
        stage: one of ``STAGES``; always shown apart.
        origin: ``STARTER``, ``LISTED`` or ``RECORDED``.
        source: what tells it: a source's id, a batch, a record's id.
        by: who entered it, where somebody did.
        recorded_at: when, as ISO text; empty for starter figures.
        seq: row of the log, 0 for starter figures; of figures of one day and stage, the later one
            counts.
    """

    code: str
    measure: str
    side: str
    part: str
    value: float
    as_of: date
    stage: str
    origin: str
    source: str = ""
    by: str = ""
    recorded_at: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Project:
    """A project's attributes as they are in force.

    Attributes:
        code: as it is written; ``key`` as it is compared.
        hierarchy: the funder's own places, the highest first: programme, part, priority.
        node: id of a place in the region's own tree; "" where nobody has said.
        development_area, owner: codes of the programme; "" where nobody has said.
        implementer: organisation, in the one form it is known by; "" where it is a person.
        areas: municipalities, ``FI-KU601``.
        state: ``planned``, ``running``, ``ended``, ``interrupted`` or ""; ``state_on``: the day of
            which that is told, none where nobody says.
        start, end: in force; ``first_end``: as it was decided at first.
        funding: source of funding to euros.
        origin: where its name comes from; ``sources``: every source, batch and record that tells
            of it.
        record: id of its record in the log, "" without; ``record_seq``: its newest row.
        flags: what is odd in it, codes of problems.
    """

    code: str
    key: str
    name: str
    fund: str = ""
    hierarchy: tuple[str, ...] = ()
    node: str = ""
    development_area: str = ""
    owner: str = ""
    implementer: str = ""
    partners: str = ""
    areas: tuple[str, ...] = ()
    authority: str = ""
    state: str = ""
    state_on: date | None = None
    start: date | None = None
    end: date | None = None
    first_end: date | None = None
    phase: str = ""
    follows: str = ""
    funding: Mapping[str, float] = field(default_factory=lambda: NONE)
    roles: Mapping[str, str] = field(default_factory=lambda: NO_TEXT)
    aid_basis: str = ""
    summary: str = ""
    url: str = ""
    origin: str = STARTER
    sources: tuple[str, ...] = ()
    record: str = ""
    record_seq: int = 0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What every record of a project says of itself: its id, newest row, who entered it, when."""

    id: str
    seq: int
    code: str
    by: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Plan(Told):
    """A decision on a project; those before it stay as they were."""

    decided_on: date
    start: date | None = None
    end: date | None = None
    planned: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    decided_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report(Told):
    """A report that is due or has come; realised figures are since the start, up to ``until``."""

    type: str
    due: date | None = None
    received: date | None = None
    until: date | None = None
    realised: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    forecast: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    is_verified: bool = False
    results: str = ""
    continuation: str = ""


@dataclass(frozen=True, slots=True)
class Goal(Told):
    """What is aimed at, how much and by when."""

    level: str
    text: str
    measure: str = ""
    indicator: str = ""
    baseline: float | None = None
    target: float | None = None
    due: date | None = None
    reached: float | None = None
    seen_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deviation(Told):
    """What goes otherwise than planned; ``state``: open, in_progress, settled or accepted."""

    noticed: date
    type: str
    text: str
    state: str
    measure: str = ""
    cause: str = ""
    action: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Milestone(Told):
    """A decision point or a milestone; ``outcome``: go_on, change, stop, reached or ""."""

    type: str
    text: str
    due: date
    phase: str = ""
    done: date | None = None
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A project's time in a basket; ``until``: the last day, none while it belongs."""

    id: str
    seq: int
    basket: str
    code: str
    since: date
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """Projects that are steered and reported together; ``owner_group``: an organisation."""

    id: str
    seq: int
    name: str
    owner_group: str
    purpose: str = ""
    started: date | None = None
    ended: date | None = None
    report: str = ""
    by: str = ""
    recorded_at: str = ""
    members: tuple[Member, ...] = ()
