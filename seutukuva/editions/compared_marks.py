"""How the outlook marks moved between two states, cell by cell and group by group.

A round writes marks of its own, so what stands in a cell is the mark of the latest round that gave
one there: an April mark stays until October gives another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from seutukuva.definitions.outlook import HORIZONS
from seutukuva.editions import moves
from seutukuva.editions.moves import Move
from seutukuva.outlook import register
from seutukuva.outlook.register import Mark

MarkMove = Move[Mark]
FIELDS = ("score", "reason")


def standing(area_id: str, whole: Iterable[str]) -> dict[str, Mark]:
    """The marks that stand, by cell and group, in the state that is asked.

    Args:
        area_id: whose marks.
        whole: areas, of which any stands for the whole programme: then all marks count.

    Raises:
        RecordsError: the log cannot be read.
    """
    takes_all = area_id in set(whole)
    found: dict[str, Mark] = {}
    for mark in sorted(register.marks(), key=lambda one: one.round):
        if takes_all or mark.area == area_id:
            found["|".join((*mark.cell, mark.group))] = mark
    return found


def compared(before: Mapping[str, Mark], after: Mapping[str, Mark]) -> tuple[MarkMove, ...]:
    """What moved between two states; a mark given anew with the same score did not."""
    moved = moves.moved(before, after, _differing)
    return tuple(sorted(moved, key=_place))


def _place(move: MarkMove) -> tuple[str, str, int, str]:
    """Theme, area and horizon, now first."""
    one = move.newest
    horizon = HORIZONS.index(one.horizon) if one.horizon in HORIZONS else len(HORIZONS)
    return one.theme, one.area, horizon, one.group


def _differing(before: Mark, after: Mark) -> list[str]:
    found = ["score"] if before.score != after.score else []
    # The reasons of two rounds always differ; within one round it was the same mark.
    if before.round == after.round and before.reason != after.reason:
        found.append("reason")
    return found


def direction(move: MarkMove) -> int:
    """1 for a mark that rose, −1 for one that fell, 0 for any other move."""
    if move.before is None or move.after is None:
        return 0
    return (move.after.score > move.before.score) - (move.after.score < move.before.score)
