"""What each origin tells of projects, and the register that is made of them.

Attributes come field by field from what people have entered, else from the newest list that tells
them, else from what came with the program. Figures are all kept; which one counts on a day is
decided by the day it tells of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seutukuva import definitions, settings, store
from seutukuva.definitions import Definitions
from seutukuva.made_tables import MadeTable
from seutukuva.projects import lists, recorded
from seutukuva.projects.figures import of_plans, of_reports
from seutukuva.projects.implementers import harmonised
from seutukuva.projects.lists import ListBatch
from seutukuva.projects.model import Basket, Figure, Plan, Project

if TYPE_CHECKING:
    import pyarrow as pa

# A page asks for today; somebody looks at another day.
_MOST_DAYS = 16
_PROJECT = (
    *("project_key", "code", "name", "fund", "state", "state_on", "starts_on", "ends_on"),
    *("implementer", "implementer_key", "organisation", "municipality", "areas", "summary", "node"),
    *("development_area", "owner", "flags", "record"),
)
_FORM = ("form_key", "name", "organisation", "municipality")
_FIGURE = ("project_key", "measure", "side", "part", "value", "as_of", "stage", "seq")
_KINDS = {
    **dict.fromkeys(("state_on", "starts_on", "ends_on", "as_of"), "date32"),
    **dict.fromkeys(("areas", "flags", "baskets"), "list"),
    "value": "float64",
    "seq": "int64",
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What people have entered of projects, and the lists that count; by key where by project.

    ``lists``: the one that counts most last. ``followed``: of which anything besides is entered.
    """

    projects: Mapping[str, Project]
    plans: Mapping[str, tuple[Plan, ...]]
    figures: Mapping[str, tuple[Figure, ...]]
    baskets: tuple[Basket, ...]
    lists: tuple[ListBatch, ...]
    followed: frozenset[str]


def entered() -> Entered:
    """What people have entered by now.

    Raises:
        RecordsError: the log cannot be read.
    """
    return _entered(_place(), definitions.load().fingerprint)


def made(on: date) -> MadeTable:
    """The register as it is on a day, for ``store.of_made_table``.

    Raises:
        MissingData: nothing has been published.
        RecordsError: the log cannot be read.
    """
    version = store.current_version().id
    return _made_on(_place(), version, definitions.load().fingerprint, on)


def _place() -> tuple[str, str, Any]:
    """Whose records are asked, and up to which row."""
    return str(settings.build_folder()), settings.programme_id(), store.current_head()


@lru_cache(maxsize=4)
def _entered(_where: tuple[str, str, Any], _fingerprint: str) -> Entered:
    plans = recorded.plans()
    told = [of_plans(ones) for ones in plans.values()]
    reports = recorded.reports()
    told += [of_reports(ones) for ones in reports.values()]
    # Of a due report nobody has a figure yet, nor of a deviation: somebody follows the project.
    others = (recorded.goals(), recorded.deviations(), recorded.milestones())
    followed: tuple[Iterable[str], ...] = (plans, reports, *others)
    figures: dict[str, list[Figure]] = {}
    for one in (figure for ones in told for figure in ones):
        figures.setdefault(one.code, []).append(one)
    standing = sorted(lists.standing(), key=lambda one: (one.list_date or date.min, one.first_seq))
    return Entered(
        projects=recorded.projects(),
        plans=plans,
        figures={key: tuple(ones) for key, ones in figures.items()},
        baskets=recorded.baskets(),
        lists=tuple(standing),
        followed=frozenset(key for ones in followed for key in ones),
    )


@lru_cache(maxsize=_MOST_DAYS)
def _made_on(where: tuple[str, str, Any], version: str, fingerprint: str, on: date) -> MadeTable:
    defs, told = definitions.load(), entered()
    projects = (_PROJECT, [_row(one, defs) for one in told.projects.values()])
    batches = tuple(one.batch for one in told.lists)
    known: dict[str, Any] = {
        "programme": defs.programme.id,
        "areas": list(defs.programme.areas),
        "owners": sorted({area.owner for area in defs.programme.development_areas}),
        "batches": list(batches),
    }
    forms = {"told_project": projects, "told_form": (_FORM, _forms(defs))}
    made_of = (where[0], version)
    base = _made("projects/register_known", "prj_known", made_of, known, forms, batches)
    rows = {
        "told_project": projects,
        "told_figure": (_FIGURE, [_figure(f) for ones in told.figures.values() for f in ones]),
        "told_plan": (("project_key", "starts_on", "ends_on"), _dates(told.plans, on)),
        "told_member": (("project_key", "baskets"), _members(told, on)),
    }
    params = {
        "programme": defs.programme.id,
        "batches": list(batches),
        "batch_seqs": [one.first_seq for one in told.lists],
        "batch_dates": [one.list_date for one in told.lists],
        "on": on,
    }
    return _made(
        "projects/register", "prj_register", (*made_of, base.id), params, rows, batches, base
    )


def _made(
    query: str,
    table: str,
    made_of: tuple[str, ...],
    params: dict[str, Any],
    rows: Mapping[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]],
    batches: tuple[str, ...],
    base: MadeTable | None = None,
) -> MadeTable:
    """A table whose id stands for all that it is made of."""
    whole = repr((query, *made_of, sorted(params.items()), sorted(rows.items())))
    return MadeTable(
        id=hashlib.sha256(whole.encode()).hexdigest()[:24],
        query=query,
        table=table,
        params=params,
        given={name: _table(columns, ones) for name, (columns, ones) in rows.items()},
        batches=batches,
        base=base,
    )


def in_force(plans: Iterable[Plan], on: date) -> tuple[date | None, date | None]:
    """First and last day that the decisions up to a day give; none where they leave it."""
    start: date | None = None
    end: date | None = None
    for plan in sorted(plans, key=lambda one: (one.decided_on, one.seq)):
        if plan.decided_on <= on:
            start, end = plan.start or start, plan.end or end
    return start, end


def _dates(plans: Mapping[str, tuple[Plan, ...]], on: date) -> list[tuple[Any, ...]]:
    return [(key, *in_force(ones, on)) for key, ones in sorted(plans.items())]


def _row(one: Project, defs: Definitions) -> tuple[Any, ...]:
    who = harmonised(one.implementer)
    place = defs.projects.nodes.get(one.node)
    area = one.development_area or (place.development_area if place else "")
    owners = {each.code: each.owner for each in defs.programme.development_areas}
    return (
        (one.key, one.code, one.name, one.fund, one.state, one.state_on, one.start, one.end)
        + (who.name, who.key, who.organisation, who.municipality, list(one.areas), one.summary)
        + (one.node, area, one.owner or owners.get(area, ""), list(one.flags), one.record)
    )


def _figure(one: Figure) -> tuple[Any, ...]:
    return (
        *(one.code, one.measure, one.side, one.part),
        *(one.value, one.as_of, one.stage, one.seq),
    )


def _forms(defs: Definitions) -> list[tuple[Any, ...]]:
    """Whose each form of a name is by now: a list may have been accepted before that was known."""
    return sorted(
        (key, one.name, one.organisation, one.municipality)
        for key, one in defs.implementers.items()
    )


def _members(told: Entered, on: date) -> list[tuple[Any, ...]]:
    """Projects that the region follows: with their baskets of a day, of which there may be none."""
    found: dict[str, list[str]] = {key: [] for key in sorted(told.followed)}
    for basket in told.baskets:
        for key in recorded.members_on(basket, on):
            found.setdefault(key, []).append(basket.id)
    return sorted(found.items())


def _table(columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> pa.Table:
    import pyarrow as pa

    kinds = {
        **{"date32": pa.date32(), "list": pa.list_(pa.string())},
        **{"float64": pa.float64(), "int64": pa.int64()},
    }
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pa.table(
        {
            name: pa.array(list(given), type=kinds.get(_KINDS.get(name, ""), pa.string()))
            for name, given in zip(columns, values, strict=True)
        }
    )
