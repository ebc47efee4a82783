"""How early signals moved between two states; confidential as the signals themselves."""

from __future__ import annotations

from collections.abc import Mapping

from seutukuva import access, made, store
from seutukuva.definitions import Definitions
from seutukuva.editions import moves
from seutukuva.editions.moves import Move
from seutukuva.signals import register
from seutukuva.signals.register import Signal

FIELDS = ("state", "likelihood", "impact", "direction", "horizon", "title", "action")
SignalMove = Move[Signal]


def standing(area_id: str, found: Definitions) -> dict[str, Signal] | None:
    """The signals of an area by id, in the state that is asked; None where none may be seen.

    Args:
        area_id: one that the definitions do not know: all signals.

    Raises:
        RecordsError: the log cannot be read.
    """
    if not access.may_see("signals"):
        return None
    area = found.areas.get(area_id)
    # The same for every area; whoever may not see them has gone already.
    every = made.once(register.listed, "compared signals", store.current_head())
    return {one.id: one for one in every if area is None or one.concerns(area)}


def compared(
    before: Mapping[str, Signal] | None, after: Mapping[str, Signal] | None
) -> tuple[SignalMove, ...] | None:
    """What moved between two states; None where signals may not be seen."""
    if before is None or after is None:
        return None
    return moves.moved(before, after, moves.fields_differing(*FIELDS))
