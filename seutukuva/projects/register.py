"""The register of projects: what came with the program, accepted lists and what people entered.

A code stands for one project however it is written: functions take codes and give keys, as
``model.folded`` makes them. The region's own projects are those that came with the program for
the region, those that people have entered or follow, those in a basket, and of the lists those of
the programme's organisations and municipalities.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from seutukuva import definitions, showing, store
from seutukuva.errors import QueryError
from seutukuva.projects import origins
from seutukuva.projects.model import LISTED, PLANNED, REALISED, Figure, Project, folded
from seutukuva.projects.origins import Entered
from seutukuva.projects.picture import Picture, picture_of

# What a portfolio is ordered by; the last three may name a measure: ``planned_jobs``.
SORTS = ("code", "name", "fund", "implementer", "owner", "development_area", "state")
DAYS = ("start", "end")
AMOUNTS = ("planned", "realised", "absorption")
MAIN_MEASURE = "eu_state"
# A side of sums: realised, where some was planned.
OF_PLANS = "of_plans"
# So many are asked for by name; the whole register is never listed.
MOST_TITLES = 5000


@dataclass(frozen=True, slots=True)
class Filter:
    """Which projects are wanted; an empty part wants all of them.

    Attributes:
        text: words that stand somewhere in code, name or implementer, whatever their case.
        areas: municipalities, of which a project needs one.
        nodes: places in the programme's tree, each with all below it.
        baskets: in one of which it is on the day of the question.
        running_on: a day between its first and last.
        flags: of which it has one.
    """

    text: str = ""
    areas: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    funds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    development_areas: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    baskets: tuple[str, ...] = ()
    own_only: bool = False
    running_on: date | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A project in a list.

    Attributes:
        state_on: the day of which the state is told; none where nobody says.
        planned, realised: by measure, those that somebody has told.
        paid_on: the day up to which ``realised[MAIN_MEASURE]`` is counted; none without it.
    """

    key: str
    code: str
    name: str
    fund: str
    implementer: str
    owner: str
    development_area: str
    areas: tuple[str, ...]
    state: str
    start: date | None
    end: date | None
    planned: Mapping[str, float]
    realised: Mapping[str, float]
    origin: str
    flags: tuple[str, ...]
    is_own: bool
    state_on: date | None = None
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One page of the projects that fit.

    Attributes:
        count: how many fit, on all pages.
        sums: of all that fit, by measure and side; of a measure that nobody tells there is none.
            ``OF_PLANS``: realised, of the projects that plan some of the measure.
        planning, reported: how many of them plan some and have told what is realised, by measure.
        of_plans: how many of those that plan some have told what is realised.
        paid_from, paid_by: the oldest and newest day up to which their money is counted.
    """

    rows: tuple[PortfolioRow, ...]
    count: int
    sums: Mapping[tuple[str, str], float]
    planning: Mapping[str, int]
    reported: Mapping[str, int]
    of_plans: Mapping[str, int]
    paid_from: date | None = None
    paid_by: date | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What projects can be chosen by, with how many there are of each, the most frequent first."""

    funds: Mapping[str, int]
    states: Mapping[str, int]
    owners: Mapping[str, int]
    authorities: Mapping[str, int]
    development_areas: Mapping[str, int]
    flags: Mapping[str, int]
    total: int
    own: int


def portfolio(
    filter: Filter,
    sort: str = "start",
    descending: bool = True,
    offset: int = 0,
    limit: int = 50,
    on: date | None = None,
) -> Portfolio:
    """One page of the projects that fit a filter, in order; those without a value come last.

    Args:
        sort: one of ``SORTS``, ``DAYS`` or ``AMOUNTS``, of which the last may name a measure.
        on: the day whose figures, states, ends and baskets count; today where none is given.

    Raises:
        QueryError: there is no such order.
        MissingData, RecordsError: what is asked cannot be read.
    """
    by, measure = _order(sort)
    found = store.of_made_table(
        origins.made(on or showing.today()),
        "projects/portfolio",
        **_wanted(filter),
        sort=by,
        measure=measure,
        descending=descending,
        skip=max(0, offset),
        take=max(0, limit),
    ).to_dict("records")
    totals = json.loads(found[0]["totals"] or "[]") if found else []
    told = [one for one in found if isinstance(one["project_key"], str)]
    return Portfolio(
        rows=tuple(_portfolio_row(one) for one in told),
        count=int(found[0]["matching"]) if found else 0,
        sums={(one["measure"], one["side"]): float(one["value"]) for one in totals},
        planning=_counts(totals, PLANNED),
        reported=_counts(totals, REALISED),
        of_plans=_counts(totals, OF_PLANS),
        paid_from=_day(found[0]["paid_from"]) if found else None,
        paid_by=_day(found[0]["paid_by"]) if found else None,
    )


def _counts(totals: list[dict[str, Any]], side: str) -> dict[str, int]:
    return {one["measure"]: one["n"] for one in totals if one["side"] == side and one["n"]}


def count() -> int:
    """How many projects are known."""
    return choices().total


def choices() -> Choices:
    """What all known projects can be chosen by."""
    rows = store.of_made_table(_today(), "projects/choices")
    counted: dict[str, dict[str, int]] = {}
    for what, value, n in rows.itertuples(index=False):
        counted.setdefault(str(what), {})[str(value)] = int(n)
    return Choices(
        funds=counted.get("fund", {}),
        states=counted.get("state", {}),
        owners=counted.get("owner", {}),
        authorities=counted.get("authority", {}),
        development_areas=counted.get("development_area", {}),
        flags=counted.get("flag", {}),
        total=counted["all"][""],
        own=counted["own"][""],
    )


def project(code: str, on: date | None = None) -> Project | None:
    """A project as it is on a day, by its code however it is written; none of an unknown one."""
    return next(iter(projects([code], on)), None)


def projects(codes: Collection[str] | None, on: date | None = None) -> list[Project]:
    """Some projects as they are on a day, by code; ``None``: all of the region's own."""
    day = on or showing.today()
    rows = store.of_made_table(origins.made(day), "projects/projects", keys=_keys(codes))
    told = origins.entered()
    return [_project(one, told) for one in rows.to_dict("records")]


def names(codes: Collection[str]) -> dict[str, str]:
    """Names by key, of the projects that are known."""
    return {key: name for key, _code, name in _named(_keys(codes), len(codes))}


def titles(limit: int = MOST_TITLES) -> dict[str, str]:
    """``S11010 · Name`` by key: the region's own, and what else came with the program."""
    found = _named(None, limit)
    return {key: f"{code} · {name}" if name else code for key, code, name in found}


def figures(codes: Collection[str]) -> dict[str, tuple[Figure, ...]]:
    """Every figure of some projects by key, whatever its origin; the others have no entry.

    Raises:
        MissingList: the file of an accepted list cannot be read.
    """
    told, keys = origins.entered(), _keys(codes) or ()
    lists = {one.batch: one for one in told.lists}
    rows = store.run("projects/figures", keys=list(keys), batches=list(lists))
    found: dict[str, list[Figure]] = {}
    for row in rows.to_dict("records"):
        own = _figure(row)
        if own.origin == LISTED:
            batch = lists[own.source]
            own = replace(
                own,
                by=batch.accepted_by,
                recorded_at=batch.accepted_at.isoformat(),
                seq=batch.first_seq,
            )
        found.setdefault(own.code, []).append(own)
    for key in keys:
        if key in told.figures:
            found.setdefault(key, []).extend(told.figures[key])
    return {key: tuple(ones) for key, ones in found.items()}


def pictures(codes: Collection[str] | None, on: date | None = None) -> list[Picture]:
    """What some projects had planned and realised on a day; ``None``: the region's own."""
    found, day, defs = projects(codes, on), on or showing.today(), definitions.load()
    known = figures([one.key for one in found])
    return [picture_of(one, known.get(one.key, ()), day, defs) for one in found]


def _today() -> Any:
    return origins.made(showing.today())


def _keys(codes: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple(dict.fromkeys(folded(one) for one in codes))


def _named(keys: tuple[str, ...] | None, limit: int) -> list[tuple[str, str, str]]:
    rows = store.of_made_table(_today(), "projects/names", keys=keys, take=max(0, limit))
    return [(str(key), str(code), str(name)) for key, code, name in rows.itertuples(index=False)]


def _order(sort: str) -> tuple[str, str]:
    """What is ordered by, and the measure it is about."""
    by, _, measure = sort.partition("_")
    if sort in (*SORTS, *DAYS):
        return sort, MAIN_MEASURE
    if by in AMOUNTS and (not measure or measure in definitions.load().measures):
        return by, measure or MAIN_MEASURE
    raise QueryError(
        "projects have no such order",
        where=sort,
        todo="one of " + ", ".join((*SORTS, *DAYS, *AMOUNTS)),
    )


def _wanted(filter: Filter) -> dict[str, Any]:
    rules = definitions.load().projects
    plain = unicodedata.normalize("NFKD", filter.text.lower())
    words = "".join(one for one in plain if not unicodedata.combining(one)).split()
    return {
        "words": words,
        "areas": filter.areas,
        "owners": filter.owners,
        "funds": filter.funds,
        "states": filter.states,
        "development_areas": filter.development_areas,
        # A place of an older tree has nothing below it, and stands for itself.
        "nodes": sorted({below for one in filter.nodes for below in (one, *rules.below(one))}),
        "baskets": filter.baskets,
        "own_only": filter.own_only,
        "running_on": filter.running_on,
        "flags": filter.flags,
    }


def _portfolio_row(row: Mapping[str, Any]) -> PortfolioRow:
    same = ("code", "name", "fund", "implementer", "owner", "development_area", "state", "origin")
    return PortfolioRow(
        key=row["project_key"],
        **{name: row[name] for name in same},
        areas=_texts(row["areas"]),
        start=_day(row["starts_on"]),
        end=_day(row["ends_on"]),
        state_on=_day(row["state_on"]),
        paid_on=_day(row["paid_on"]),
        planned=json.loads(row["planned"]),
        realised=json.loads(row["realised"]),
        flags=_texts(row["flags"]),
        is_own=bool(row["is_own"]),
    )


def _project(row: Mapping[str, Any], told: Entered) -> Project:
    same = ("code", "name", "fund", "authority", "state", "implementer", "node", "owner")
    found = Project(
        key=row["project_key"],
        **{name: row[name] for name in (*same, "development_area", "summary", "origin")},
        hierarchy=_texts(row["hierarchy"]),
        areas=_texts(row["areas"]),
        state_on=_day(row["state_on"]),
        start=_day(row["starts_on"]),
        end=_day(row["ends_on"]),
        first_end=_day(row["first_ends_on"]),
        flags=_texts(row["flags"]),
        sources=_texts(row["sources"]),
    )
    own = told.projects.get(found.key)
    if own is None:
        return found
    only_entered = ("partners", "phase", "follows", "funding", "roles", "aid_basis", "url")
    more = {name: getattr(own, name) for name in (*only_entered, "record", "record_seq")}
    return replace(found, **more)


def _figure(row: Mapping[str, Any]) -> Figure:
    return Figure(
        code=row["project_key"],
        **{name: row[name] for name in ("measure", "side", "part", "stage", "origin", "source")},
        value=float(row["value"]),
        as_of=_day(row["as_of"]) or date.min,
    )


def _texts(value: Any) -> tuple[str, ...]:
    """A list of the database's, which comes as an array; none is empty."""
    return tuple(str(one) for one in value) if hasattr(value, "__len__") else ()


def _day(value: Any) -> date | None:
    return None if value is None or value != value else value.date()
