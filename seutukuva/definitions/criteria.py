"""Stages and appraisal criteria of project ideas as data: ``data/programmes/<id>/criteria.toml``.

A programme without such a file has a pipeline of the usual stages, and no appraisal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import EMPTY, Text
from seutukuva.definitions.reading import Keys, toml

FILE = "criteria.toml"
# What a stage is to the program: the rest is only a place in the order. One stage at least for
# each of ENDS.
APPRAISAL, CHOICE, FUNDING, PROJECT, DROPPED = (
    *("appraisal", "choice", "funding"),
    *("project", "dropped"),
)
PREPARATION = "preparation"
ROLES = ("", PREPARATION, APPRAISAL, CHOICE, FUNDING, PROJECT, DROPPED)
# Stages at which something is decided, and those at which an idea no longer waits.
DECIDING, ENDS = (PREPARATION, CHOICE, FUNDING), (PROJECT, DROPPED)
STRATEGIC, OPERATIONAL = "strategic", "operational"
BLOCKS = (STRATEGIC, OPERATIONAL)
# What an unmet minimum leads to.
FAILS, CONDITIONS = "fails", "conditions"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the pipeline.

    ``most_meetings``: owners' meetings within which an idea should go on; none: no clock.
    """

    id: str
    title: Text
    description: Text
    role: str = ""
    most_meetings: int | None = None

    @property
    def is_end(self) -> bool:
        """Whether an idea that stands here no longer waits."""
        return self.role in ENDS


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scale: points, and what they mean in words."""

    value: int
    title: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: what is asked, on which scale, how much it weighs and what it must reach.

    ``is_mandatory``: an idea that does not reach ``minimum`` cannot be chosen, whatever its points.
    ``below``: of other criteria with a minimum, whether missing it fails or asks for conditions.
    ``assessors``: organisations that score it; empty: those of the whole version.
    """

    id: str
    block: str
    title: Text
    question: Text
    weight: float
    scale: tuple[Step, ...]
    is_mandatory: bool = False
    minimum: int | None = None
    below: str = FAILS
    assessors: tuple[str, ...] = ()

    @property
    def highest(self) -> int:
        """The most points of the scale, not weighted."""
        return max(step.value for step in self.scale)


@dataclass(frozen=True, slots=True)
class Criteria:
    """One version of the common criteria.

    ``threshold``: least total; ``strategic_threshold``: least total of the strategic block.
    ``assessors``: organisations that score what has no assessors of its own; ``least_assessors``:
    how many of them an appraisal needs.
    """

    id: str
    valid_from: date
    title: Text
    note: Text
    criteria: tuple[Criterion, ...]
    assessors: tuple[str, ...]
    least_assessors: int = 1
    threshold: float | None = None
    strategic_threshold: float | None = None

    @property
    def most(self) -> float:
        """The most points there are."""
        return self.most_of(BLOCKS)

    def most_of(self, blocks: Iterable[str]) -> float:
        """The most points of some blocks."""
        wanted = tuple(blocks)
        return sum(one.weight * one.highest for one in self.criteria if one.block in wanted)

    def of(self, organisation: str) -> tuple[Criterion, ...]:
        """The criteria that an organisation scores."""
        return tuple(one for one in self.criteria if organisation in self.who(one))

    def who(self, criterion: Criterion) -> tuple[str, ...]:
        """The organisations that score a criterion."""
        return criterion.assessors or self.assessors

    def needed(self, criterion: Criterion) -> int:
        """How many assessors a criterion needs."""
        return len(criterion.assessors) or min(self.least_assessors, len(self.assessors))

    def everybody(self) -> tuple[str, ...]:
        """Every organisation that scores something, in the file's order."""
        named = [who for one in self.criteria for who in self.who(one)]
        return tuple(dict.fromkeys((*self.assessors, *named)))


@dataclass(frozen=True, slots=True)
class PipelineRules:
    """Stages in their order, months between owners' meetings, and the criteria by version."""

    stages: Mapping[str, Stage] = field(default_factory=lambda: MappingProxyType({}))
    meeting_months: float = 1.5
    criteria: Mapping[str, Criteria] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, day: date) -> Criteria | None:
        """The criteria in force on a day; none before the first."""
        valid = [one for one in self.criteria.values() if one.valid_from <= day]
        return max(valid, key=lambda one: one.valid_from) if valid else None

    def of_role(self, *roles: str) -> tuple[Stage, ...]:
        """The stages of some roles, in order."""
        return tuple(one for one in self.stages.values() if one.role in roles)

    def place(self, stage: str) -> int:
        """A stage's place in the order, from 0; that of an unknown one comes before all."""
        known = list(self.stages)
        return known.index(stage) if stage in known else -1


def criteria(folder: Path, organisations: Iterable[str]) -> PipelineRules:
    """``criteria.toml`` of a programme's folder; usual stages without criteria where there is none.

    Args:
        organisations: those of the programme.

    Raises:
        DefinitionError: names the file and the key.
    """
    file = folder / FILE
    if not file.exists():
        return PipelineRules(stages=usual_stages())
    keys, known = toml(file), tuple(organisations)
    scales = _scales(keys)
    versions: dict[str, Criteria] = {}
    stages = _stages(keys)
    for entry in keys.tables("version", []):
        one = _version(entry, scales, known)
        if one.id in versions:
            raise entry.error("id", f"{one.id!r} stands twice", "a changed version gets a new id")
        if one.valid_from in [before.valid_from for before in versions.values()]:
            raise entry.error("valid_from", f"{one.valid_from} stands twice")
        versions[one.id] = one
    months = keys.number("owners_meeting_months")
    if not 0 < months <= 24:
        raise keys.error("owners_meeting_months", f"{months} is not between 0 and 24 months")
    keys.finish()
    return PipelineRules(MappingProxyType(stages), months, MappingProxyType(versions))


def _stages(keys: Keys) -> dict[str, Stage]:
    found: dict[str, Stage] = {}
    for entry in keys.tables("stage"):
        meetings = entry.integer("most_meetings", 0, low=0, high=100)
        one = Stage(
            id=entry.name(),
            title=entry.text("title"),
            description=entry.text("description", EMPTY),
            role=entry.string("role", "", allowed=ROLES),
            most_meetings=meetings or None,
        )
        if one.is_end and meetings:
            raise entry.error("most_meetings", "nothing waits at an end", "leave it out")
        entry.finish()
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        found[one.id] = one
    for role in ENDS:
        if sum(one.role == role for one in found.values()) != 1:
            raise keys.error("stage", f"not one stage has the role {role!r}", "give it to one")
    if [one.is_end for one in found.values()] != sorted(one.is_end for one in found.values()):
        raise keys.error("stage", "an end stands before other stages", "move the ends to the end")
    return found


def _scales(keys: Keys) -> dict[str, tuple[Step, ...]]:
    found: dict[str, tuple[Step, ...]] = {}
    for entry in keys.tables("scale", []):
        name, steps = entry.name(), []
        for step in entry.tables("step"):
            steps.append(Step(step.integer("value", low=0, high=100), step.text("title")))
            step.finish()
        entry.finish()
        values = [one.value for one in steps]
        if len(values) < 2 or values != sorted(set(values)):
            raise entry.error("step", f"{values} do not rise", "write two steps or more, low first")
        if name in found:
            raise entry.error("id", f"{name!r} stands twice")
        found[name] = tuple(steps)
    return found


def _version(
    keys: Keys, scales: Mapping[str, tuple[Step, ...]], organisations: tuple[str, ...]
) -> Criteria:
    day = keys.day("valid_from")
    if day is None:
        raise keys.error("valid_from", "this key is missing", "write e.g. 2026-01-01")
    assessors = _assessors(keys, organisations)
    found: dict[str, Criterion] = {}
    for entry in keys.tables("criterion"):
        one = _criterion(entry, scales, organisations)
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        if not (one.assessors or assessors):
            raise entry.error("assessors", "nobody scores it", "name them here or in the version")
        found[one.id] = one
    made = Criteria(
        id=_version_id(keys),
        valid_from=day,
        title=keys.text("title"),
        note=keys.text("note", EMPTY),
        criteria=tuple(found.values()),
        assessors=assessors,
        least_assessors=keys.integer("least_assessors", 1, low=1, high=50),
        threshold=_least(keys, "threshold"),
        strategic_threshold=_least(keys, "strategic_threshold"),
    )
    keys.finish()
    _reachable(keys, made)
    return made


def _version_id(keys: Keys) -> str:
    found = keys.string("id")
    if not found or len(found) > 40 or not all(one.isalnum() or one in "-_." for one in found):
        raise keys.error("id", f"{found!r} is no id", "write e.g. 2026-1")
    return found


def _least(keys: Keys, key: str) -> float | None:
    found = keys.number(key, -1)
    if found < 0 and found != -1:
        raise keys.error(key, f"{found} is below zero")
    return None if found == -1 else found


def _reachable(keys: Keys, made: Criteria) -> None:
    for key, least, most in (
        ("threshold", made.threshold, made.most),
        ("strategic_threshold", made.strategic_threshold, made.most_of([STRATEGIC])),
    ):
        if least is not None and least > most:
            raise keys.error(key, f"{least:g} cannot be reached", f"at most {most:g} points")
    if made.assessors and made.least_assessors > len(made.assessors):
        raise keys.error(
            "least_assessors", f"{made.least_assessors} are more than the {len(made.assessors)}"
        )


def _assessors(keys: Keys, organisations: tuple[str, ...]) -> tuple[str, ...]:
    found = keys.strings("assessors", ())
    for one in found:
        if one not in organisations:
            raise keys.error(
                "assessors", f"{one!r} is not known", "one of: " + ", ".join(organisations)
            )
    if len(set(found)) != len(found):
        raise keys.error("assessors", "somebody stands twice")
    return found


def _criterion(
    keys: Keys, scales: Mapping[str, tuple[Step, ...]], organisations: tuple[str, ...]
) -> Criterion:
    name = keys.string("scale")
    if name not in scales:
        known = ", ".join(scales) or "none"
        raise keys.error("scale", f"{name!r} is not known", f"scales of this file: {known}")
    scale = scales[name]
    is_mandatory = keys.boolean("mandatory", False)
    minimum = keys.integer("minimum", -1, low=-1, high=100)
    if is_mandatory and minimum < 0:
        minimum = scale[-1].value
    if minimum > scale[-1].value:
        raise keys.error("minimum", f"{minimum} is above the scale", f"at most {scale[-1].value}")
    weight = keys.number("weight", 0.0 if is_mandatory else 1.0)
    if not 0 <= weight <= 100 or (weight == 0 and not is_mandatory):
        raise keys.error("weight", f"{weight:g} is no weight", "write a number above 0, up to 100")
    found = Criterion(
        id=keys.name(),
        block=keys.string("block", allowed=BLOCKS),
        title=keys.text("title"),
        question=keys.text("question"),
        weight=weight,
        scale=scale,
        is_mandatory=is_mandatory,
        minimum=minimum if minimum >= 0 else None,
        below=keys.string("below_minimum", FAILS, allowed=(FAILS, CONDITIONS)),
        assessors=_assessors(keys, organisations),
    )
    keys.finish()
    return found


def usual_stages() -> Mapping[str, Stage]:
    """Stages of a programme that has not written its own: an idea, its preparation, its end."""
    titles = {
        "idea": ("Idea", "Idé", "Idea", "Idé"),
        "preparation": ("Valmistelussa", "Under beredning", "In preparation", "Under arbeid"),
        "steering_group": (
            "Johtoryhmässä",
            "I ledningsgruppen",
            "Steering group",
            "Styringsgruppen",
        ),
        "project": ("Hankkeena", "Blev ett projekt", "Became a project", "Ble et prosjekt"),
        "dropped": ("Luovuttu", "Nedlagd", "Dropped", "Lagt bort"),
    }
    roles = {"steering_group": CHOICE, "project": PROJECT, "dropped": DROPPED}
    order = ("fi", "sv", "en", "nb")
    return MappingProxyType(
        {
            name: Stage(
                name,
                MappingProxyType(dict(zip(order, words, strict=True))),
                EMPTY,
                roles.get(name, ""),
            )
            for name, words in titles.items()
        }
    )
