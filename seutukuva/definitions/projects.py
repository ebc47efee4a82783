"""Projects as data: what is planned and realised, by which rules it is judged, how projects are
ordered.

``data/definitions/measures/<measure>.toml`` and ``data/programmes/<id>/projects.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import EMPTY, Text
from seutukuva.definitions.reading import Keys, toml, tomls

UNITS = ("persons", "jobs", "firms", "degrees", "euros")
MEASURE_KINDS = ("output", "result", "money")
# How much is expected by a day: in step with time, slowly at first, or nothing before the end.
TIMINGS = ("linear", "slow_start", "at_end")


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a project plans and realises.

    ``sum_title``: what the figures of several projects are together, where that is something else
    than the figure of one. ``by_sex``: women are told apart; ``by_firm``: what new and existing
    firms got. ``is_persons``: a sum over projects counts a person several times. ``part_of``: the
    measure that includes this one, so that the two are never added.
    """

    id: str
    order: int
    title: Text
    sum_title: Text
    description: Text
    unit: str
    kind: str
    timing: str
    by_sex: bool
    by_firm: bool
    is_persons: bool
    part_of: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How figures are judged from a day on; the same for every project.

    ``green``, ``amber``: least share of what is expected by now. ``least_elapsed``: share of the
    time before which nothing is judged; ``pace_from``, ``forecast_from``: before which no pace and
    no forecast is told. ``stale_months``: after which a report is too old to judge by.
    """

    valid_from: date
    green: float
    amber: float
    least_elapsed: float
    pace_from: float
    forecast_from: float
    stale_months: int
    note: Text


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the programme's tree: a priority, a package or a measure of any depth."""

    id: str
    parent: str
    level: str
    title: Text
    development_area: str


@dataclass(frozen=True, slots=True)
class GoalLevel:
    """A level of goals, from the vision down to what a project delivers.

    ``is_measurable``: an indicator and a day are needed. ``years_after_end``: within which years
    after the project's end it falls due, the first and the last; none: by the end.
    """

    id: str
    title: Text
    is_measurable: bool
    years_after_end: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class ProjectRules:
    """How a programme keeps its projects.

    ``thresholds``: the oldest first. ``small_group``: a sex split with fewer persons of a sex, but
    not none, is not shown. ``grace_days``: a report is late after so many days.
    """

    thresholds: tuple[Thresholds, ...] = ()
    levels: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    nodes: Mapping[str, Node] = field(default_factory=lambda: MappingProxyType({}))
    goal_levels: Mapping[str, GoalLevel] = field(default_factory=lambda: MappingProxyType({}))
    phases: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    roles: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    funding: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    small_group: int = 3
    grace_days: int = 14

    def on(self, day: date) -> Thresholds | None:
        """The thresholds in force on a day; none before the first."""
        valid = [one for one in self.thresholds if one.valid_from <= day]
        return valid[-1] if valid else None

    def path(self, node: str) -> tuple[Node, ...]:
        """A place in the tree and those above it, the highest first; empty for an unknown one."""
        found: list[Node] = []
        while one := self.nodes.get(node):
            found.insert(0, one)
            node = one.parent
        return tuple(found)

    def below(self, node: str) -> frozenset[str]:
        """The ids of a place in the tree and of all below it."""
        return frozenset(one for one in self.nodes if node in [up.id for up in self.path(one)])


def measures(folder: Path) -> dict[str, Measure]:
    """Every measure, in their order."""
    found = [_measure(name, keys) for name, keys in tomls(folder)]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}


def _measure(name: str, keys: Keys) -> Measure:
    title = keys.text("title")
    found = Measure(
        id=name,
        order=keys.integer("order"),
        title=title,
        sum_title=keys.text("sum_title", title),
        description=keys.text("description"),
        unit=keys.string("unit", allowed=UNITS),
        kind=keys.string("kind", allowed=MEASURE_KINDS),
        timing=keys.string("timing", allowed=TIMINGS),
        by_sex=keys.boolean("by_sex", False),
        by_firm=keys.boolean("by_firm", False),
        is_persons=keys.boolean("is_persons", False),
        part_of=keys.string("part_of", ""),
    )
    keys.finish()
    return found


def project_rules(folder: Path) -> ProjectRules:
    """``projects.toml`` of a programme's folder; the defaults where there is none."""
    file = folder / "projects.toml"
    if not file.exists():
        return ProjectRules()
    keys = toml(file)
    levels = _titles(keys, "level")
    found = ProjectRules(
        thresholds=_thresholds(keys),
        levels=MappingProxyType(levels),
        nodes=MappingProxyType(_nodes(keys, levels)),
        goal_levels=MappingProxyType(_goal_levels(keys)),
        phases=MappingProxyType(_titles(keys, "phase")),
        roles=MappingProxyType(_titles(keys, "role")),
        funding=MappingProxyType(_titles(keys, "funding")),
        small_group=keys.integer("small_group", 3, low=2, high=20),
        grace_days=keys.integer("grace_days", 14, high=365),
    )
    keys.finish()
    return found


def _titles(keys: Keys, key: str) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for entry in keys.tables(key, []):
        name = entry.name()
        if name in found:
            raise entry.error("id", f"{name!r} stands twice")
        found[name] = entry.text("title")
        entry.finish()
    return found


def _share(keys: Keys, key: str) -> float:
    share = keys.number(key)
    if not 0 <= share <= 1:
        raise keys.error(key, f"{share} is no share", "write a number from 0 to 1")
    return share


def _thresholds(keys: Keys) -> tuple[Thresholds, ...]:
    found: list[Thresholds] = []
    for entry in keys.tables("thresholds", []):
        day = entry.day("valid_from")
        if day is None:
            raise entry.error("valid_from", "this key is missing", "write e.g. 2014-01-01")
        one = Thresholds(
            valid_from=day,
            green=_share(entry, "green"),
            amber=_share(entry, "amber"),
            least_elapsed=_share(entry, "least_elapsed"),
            pace_from=_share(entry, "pace_from"),
            forecast_from=_share(entry, "forecast_from"),
            stale_months=entry.integer("stale_months", low=1, high=120),
            note=entry.text("note", EMPTY),
        )
        entry.finish()
        if one.amber > one.green:
            raise entry.error("amber", f"{one.amber} is above green", "write a smaller share")
        if day in [before.valid_from for before in found]:
            raise entry.error("valid_from", f"{day} stands twice")
        found.append(one)
    return tuple(sorted(found, key=lambda one: one.valid_from))


def _nodes(keys: Keys, levels: Mapping[str, Text]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for entry in keys.tables("node", []):
        one = Node(
            id=entry.name(),
            parent=entry.string("parent", ""),
            level=entry.string("level", allowed=tuple(levels)),
            title=entry.text("title"),
            development_area=entry.string("development_area", ""),
        )
        entry.finish()
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        # Those above come first, so that no circle can be written.
        if one.parent and one.parent not in found:
            raise entry.error("parent", f"{one.parent!r} does not stand before it")
        found[one.id] = one
    return found


def _goal_levels(keys: Keys) -> dict[str, GoalLevel]:
    found: dict[str, GoalLevel] = {}
    for entry in keys.tables("goal_level", []):
        years = entry.integers("years_after_end", (), low=0, high=20)
        if years and (len(years) != 2 or years[0] > years[1]):
            raise entry.error("years_after_end", "is not a first and a last year", "e.g. [3, 5]")
        one = GoalLevel(
            id=entry.name(),
            title=entry.text("title"),
            is_measurable=entry.boolean("is_measurable"),
            years_after_end=(years[0], years[1]) if years else None,
        )
        entry.finish()
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        found[one.id] = one
    return found
