"""How projects moved between two states: state, stage, time, planned and realised sums."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from seutukuva import made, store
from seutukuva.definitions import Definitions
from seutukuva.editions import moves
from seutukuva.editions.moves import Move
from seutukuva.projects import register

# More than a region has: its own are told, never every project of the country.
_MOST = 100_000
# Planned and realised sums, and what is told beside them.
MONEY = register.MAIN_MEASURE
FIELDS = ("state", "phase", "start", "end", "planned", "realised")


@dataclass(frozen=True, slots=True)
class Standing:
    """A project as it stands on the day of a state.

    Attributes:
        phase: its stage, as its record has it; "" where nobody has said.
        planned, realised: by measure; of a measure that nobody tells there is none.
    """

    code: str
    name: str
    owner: str
    state: str
    phase: str
    start: date | None
    end: date | None
    planned: Mapping[str, float]
    realised: Mapping[str, float]


ProjectMove = Move[Standing]


@dataclass(frozen=True, slots=True)
class Projects:
    """How projects moved, and what all of them come to in both states.

    Attributes:
        sums: EU and state money planned and realised, then and now, over all projects that tell
            it; None where nobody does.
        counts: how many projects there were and are.
    """

    moved: tuple[ProjectMove, ...]
    counts: tuple[int, int]
    planned: tuple[float | None, float | None]
    realised: tuple[float | None, float | None]

    def of_kind(self, kind: str) -> tuple[ProjectMove, ...]:
        """Those that came, changed or went."""
        return tuple(one for one in self.moved if one.kind == kind)

    def with_change_of(self, field: str) -> tuple[ProjectMove, ...]:
        """Those in which a field of ``FIELDS`` differs."""
        return tuple(one for one in self.moved if field in one.fields)


def standing(area_id: str, found: Definitions, day: date) -> dict[str, Standing]:
    """The region's own projects by key, in the state that is asked.

    Args:
        area_id: a municipality: the projects that name it or no area, as in its pack; anything
            else: all of the region's.

    Raises:
        MissingData, RecordsError: what is asked cannot be read.
    """
    area = found.areas.get(area_id)
    is_narrow = area is not None and area.kind == "municipality"
    every = made.once(lambda: _every(day), "compared projects", store.current_head(), day)
    return {key: one for key, areas, one in every if not is_narrow or not areas or area_id in areas}


def _every(day: date) -> tuple[tuple[str, Collection[str], Standing], ...]:
    """Key, areas and standing of each, the same whatever area is asked for."""
    wanted = register.Filter(own_only=True)
    rows = register.portfolio(wanted, sort="code", descending=False, limit=_MOST, on=day).rows
    phases = {one.key: one.phase for one in register.projects(None, day)}
    return tuple(
        (
            one.key,
            one.areas,
            Standing(
                code=one.code,
                name=one.name,
                owner=one.owner,
                state=one.state,
                phase=phases.get(one.key, ""),
                start=one.start,
                end=one.end,
                planned=dict(one.planned),
                realised=dict(one.realised),
            ),
        )
        for one in rows
    )


def compared(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> Projects:
    """What moved between two states."""
    return Projects(
        moved=moves.moved(before, after, moves.fields_differing(*FIELDS)),
        counts=(len(before), len(after)),
        planned=(_sum(before, "planned"), _sum(after, "planned")),
        realised=(_sum(before, "realised"), _sum(after, "realised")),
    )


def _sum(every: Mapping[str, Standing], side: str) -> float | None:
    told = [getattr(one, side)[MONEY] for one in every.values() if MONEY in getattr(one, side)]
    return sum(told) if told else None
