"""What people have entered of projects and baskets, as the log has it by now.

A body that does not fit its kind, of an older program or changed past the log's rules, gives what
can be read of it: what has no project, or no day where one is needed, is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from seutukuva import dates, formats, settings, store
from seutukuva.projects.model import (
    RECORDED,
    Basket,
    Deviation,
    Goal,
    Member,
    Milestone,
    Plan,
    Project,
    Report,
    Told,
    folded,
)
from seutukuva.records.bodies import LARGEST

# A project that two people have entered at the same time.
TWICE = "entered_twice"
# What has no state that can be read still asks for somebody.
_UNTOLD_STATE = "open"
Row = Mapping[str, Any]
T = TypeVar("T", bound=Told)


def projects() -> dict[str, Project]:
    """What people have entered of projects themselves, by key.

    What nobody has told is empty: other origins may tell it. Where two records are of one
    project, the newest tells, and ``TWICE`` is among its flags.

    Raises:
        RecordsError: the log cannot be read.
    """
    found: dict[str, Project] = {}
    for row in _rows("records/project"):
        own = _project(row)
        if not own.key:
            continue
        if before := found.get(own.key):
            own = replace(own, sources=(*before.sources, own.record), flags=(TWICE,))
        found[own.key] = own
    return found


def plans(code: str | None = None) -> dict[str, tuple[Plan, ...]]:
    """The decisions on each project, the earliest first; of one project, or of all.

    Args:
        code: however it is written.

    Returns:
        By key; a project without any is not in it. So are the functions below.

    Raises:
        RecordsError: the log cannot be read.
    """
    return _by_project("records/project_plan", code, _plan, lambda one: one.decided_on)


def reports(code: str | None = None) -> dict[str, tuple[Report, ...]]:
    """The reports of each project, by the day up to which they tell, else came, else are due."""
    return _by_project("records/project_report", code, _report, _day_of)


def goals(code: str | None = None) -> dict[str, tuple[Goal, ...]]:
    """The goals of each project, what is due first before the others."""
    return _by_project("records/project_goal", code, _goal, lambda one: one.due or date.max)


def deviations(code: str | None = None) -> dict[str, tuple[Deviation, ...]]:
    """The deviations of each project, in the order in which they were noticed."""
    return _by_project("records/project_deviation", code, _deviation, lambda one: one.noticed)


def milestones(code: str | None = None) -> dict[str, tuple[Milestone, ...]]:
    """The decision points and milestones of each project, in time."""
    return _by_project("records/project_milestone", code, _milestone, lambda one: one.due)


def baskets() -> tuple[Basket, ...]:
    """Every basket with its members, by name.

    Raises:
        RecordsError: the log cannot be read.
    """
    found = [_basket(row) for row in _rows("records/basket")]
    members: dict[str, list[Member]] = {one.id: [] for one in found}
    for row in _rows("records/basket_member"):
        member = _member(row)
        if member and member.basket in members:
            members[member.basket].append(member)
    ordered = sorted(found, key=lambda one: (one.name.casefold(), one.seq))
    return tuple(replace(one, members=tuple(members[one.id])) for one in ordered)


def basket(id: str) -> Basket | None:
    """One basket with its members; none where it is unknown or has been withdrawn."""
    return next((one for one in baskets() if one.id == id), None)


def members_on(basket: Basket, day: date) -> list[str]:
    """The keys of the projects that are in a basket on a day, each once, in order of entry.

    The first and the last day count; nobody is in a basket outside its own time.
    """
    if not _lasts(basket.started, basket.ended, day):
        return []
    inside = [one.code for one in basket.members if _lasts(one.since, one.until, day)]
    return list(dict.fromkeys(inside))


def _lasts(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _rows(query: str) -> list[dict[str, Any]]:
    rows = store.run(query, programme=settings.programme_id(), as_of=None)
    return [
        {name: "" if _is_missing(value) else value for name, value in row.items()}
        for row in rows.to_dict("records")
    ]


def _is_missing(value: Any) -> bool:
    return not hasattr(value, "tolist") and formats.is_missing(value)


def _by_project(
    query: str,
    code: str | None,
    make: Callable[[Row], T | None],
    day: Callable[[T], date],
) -> dict[str, tuple[T, ...]]:
    wanted = None if code is None else folded(code)
    found: dict[str, list[T]] = {}
    for row in _rows(query):
        own = make(row)
        if own and own.code and wanted in (None, own.code):
            found.setdefault(own.code, []).append(own)
    return {
        key: tuple(sorted(own, key=lambda one: (day(one), one.seq))) for key, own in found.items()
    }


def _day_of(report: Report) -> date:
    return report.until or report.received or report.due or date.max


def _project(row: Row) -> Project:
    ends = _last(row["ends_on"])
    areas = row["area_ids"].tolist() if hasattr(row["area_ids"], "tolist") else []
    return Project(
        code=" ".join(row["code"].split()),
        key=folded(row["code"]),
        **{name: row[name] for name in ("name", "fund", "node", "development_area", "owner")},
        **{name: row[name] for name in ("implementer", "partners", "state", "phase")},
        **{name: row[name] for name in ("aid_basis", "summary", "url")},
        areas=tuple(one for one in areas if isinstance(one, str)),
        state_on=dates.day_saved(row["recorded_at"]),
        start=_first(row["starts_on"]),
        end=ends,
        first_end=ends,
        follows=folded(row["follows"]),
        funding=MappingProxyType(_amounts(_json(row["funding"]))),
        roles=MappingProxyType(
            {key: one for key, one in _json(row["roles"]).items() if isinstance(one, str)}
        ),
        origin=RECORDED,
        sources=(row["id"],),
        record=row["id"],
        record_seq=int(row["seq"]),
    )


def _told(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "seq": int(row["seq"]),
        "code": folded(row["project"]),
        "by": row["recorded_by"],
        "recorded_at": row["recorded_at"],
    }


def _plan(row: Row) -> Plan | None:
    decided = _first(row["decided_on"])
    if decided is None:
        return None
    return Plan(
        **_told(row),
        decided_on=decided,
        start=_first(row["starts_on"]),
        end=_last(row["ends_on"]),
        planned=_figures(row["planned"]),
        decided_by=row["decided_by"],
        reason=row["reason"],
    )


def _report(row: Row) -> Report:
    return Report(
        **_told(row),
        type=row["report_type"],
        due=_last(row["due"]),
        received=_last(row["received"]),
        until=_last(row["counted_until"]),
        realised=_figures(row["realised"]),
        forecast=_figures(row["forecast"]),
        is_verified=bool(row["is_verified"]),
        results=row["results"],
        continuation=row["continuation"],
    )


def _goal(row: Row) -> Goal:
    return Goal(
        **_told(row),
        level=row["goal_level"],
        **{name: row[name] for name in ("text", "measure", "indicator", "note")},
        baseline=_number(row["baseline"]),
        target=_number(row["target"]),
        reached=_number(row["reached"]),
        due=_last(row["due"]),
        seen_on=_last(row["seen_on"]),
    )


def _deviation(row: Row) -> Deviation | None:
    noticed = _first(row["noticed"])
    if noticed is None:
        return None
    return Deviation(
        **_told(row),
        noticed=noticed,
        type=row["deviation_type"],
        state=row["state"] or _UNTOLD_STATE,
        **{name: row[name] for name in ("text", "measure", "cause", "action")},
        due=_last(row["due"]),
    )


def _milestone(row: Row) -> Milestone | None:
    due = _last(row["due"])
    if due is None:
        return None
    return Milestone(
        **_told(row),
        type=row["milestone_type"],
        **{name: row[name] for name in ("text", "phase", "outcome", "note")},
        due=due,
        done=_last(row["done"]),
    )


def _basket(row: Row) -> Basket:
    return Basket(
        id=row["id"],
        seq=int(row["seq"]),
        **{name: row[name] for name in ("name", "owner_group", "purpose", "report")},
        started=_first(row["started"]),
        ended=_last(row["ended"]),
        by=row["recorded_by"],
        recorded_at=row["recorded_at"],
    )


def _member(row: Row) -> Member | None:
    since, code = _first(row["since"]), folded(row["project"])
    if since is None or not code:
        return None
    return Member(
        id=row["id"],
        seq=int(row["seq"]),
        basket=row["basket"],
        code=code,
        since=since,
        until=_last(row["last_day"]),
        note=row["note"],
    )


def _first(text: str) -> date | None:
    """The first day of what was entered; none for what is no day."""
    return _day(text, dates.first_day)


def _last(text: str) -> date | None:
    return _day(text, dates.last_day)


def _day(text: str, take: Callable[[str], date]) -> date | None:
    try:
        return take(dates.read(text)) if text else None
    except ValueError:
        return None


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and abs(value) <= LARGEST else None


def _json(text: str) -> dict[str, Any]:
    """An object of a body, which the log has checked to be JSON; empty for anything else."""
    # Whole numbers too: one of a thousand digits is no figure, and no number of a computer's.
    found = json.loads(text, parse_int=float) if text else {}
    return found if isinstance(found, dict) else {}


def _figures(text: str) -> Mapping[str, Mapping[str, float]]:
    parts = {name: _amounts(one) for name, one in _json(text).items() if isinstance(one, dict)}
    return MappingProxyType({name: MappingProxyType(one) for name, one in parts.items() if one})


def _amounts(told: Mapping[str, Any]) -> dict[str, float]:
    """The figures of an object, of which none is below zero or larger than one can be."""
    return {name: one for name, one in told.items() if _is_amount(one)}


def _is_amount(value: Any) -> bool:
    return isinstance(value, float) and 0 <= value <= LARGEST
