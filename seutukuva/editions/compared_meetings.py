"""What meetings concluded between two states, and what became of their actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seutukuva import made, store
from seutukuva.definitions import Definitions
from seutukuva.editions import moves
from seutukuva.editions.moves import Move
from seutukuva.meetings import register
from seutukuva.meetings.register import Action, Conclusion

ConclusionMove = Move[Conclusion]
ActionMove = Move[Action]
CONCLUSION_FIELDS = ("text", "area_ids", "development_area")
ACTION_FIELDS = ("state", "due", "owner", "text", "outcome", "done_on")


@dataclass(frozen=True, slots=True)
class Actions:
    """What became of actions.

    Attributes:
        moved: every action that came, changed or went.
        late, late_before: those past their day in each state, the latest first.
        open: how many were awaited, and are.
    """

    moved: tuple[ActionMove, ...]
    late: tuple[Action, ...]
    late_before: tuple[Action, ...]
    open: tuple[int, int]

    @property
    def new(self) -> tuple[Action, ...]:
        """Those that were decided between the states."""
        return tuple(one.after for one in self.moved if one.kind == moves.NEW and one.after)

    @property
    def done(self) -> tuple[Action, ...]:
        """Those that were finished between the states."""
        return self._became(register.DONE)

    @property
    def dropped(self) -> tuple[Action, ...]:
        """Those that were given up between the states."""
        return self._became(register.DROPPED)

    def _became(self, state: str) -> tuple[Action, ...]:
        return tuple(
            one.after
            for one in self.moved
            if one.after is not None
            and one.after.state == state
            and (one.before is None or one.before.state != state)
        )


def concluded(area_id: str, found: Definitions) -> dict[str, Conclusion]:
    """Conclusions by id, in the state that is asked; of a municipality those that concern it.

    Raises:
        RecordsError: the log cannot be read.
    """
    area = found.areas.get(area_id)
    is_narrow = area is not None and area.kind == "municipality"
    # The same for every area.
    every = made.once(register.conclusions, "compared conclusions", store.current_head())
    return {
        one.id: one for one in every if not is_narrow or not one.area_ids or area_id in one.area_ids
    }


def decided() -> dict[str, Action]:
    """Actions by id, in the state that is asked.

    Raises:
        RecordsError: the log cannot be read.
    """
    every = made.once(register.actions, "compared actions", store.current_head())
    return {one.id: one for one in every}


def conclusions_moved(
    before: Mapping[str, Conclusion], after: Mapping[str, Conclusion]
) -> tuple[ConclusionMove, ...]:
    """What moved between two states."""
    return moves.moved(before, after, moves.fields_differing(*CONCLUSION_FIELDS))


def actions_moved(
    before: Mapping[str, Action], after: Mapping[str, Action], days: tuple[date, date]
) -> Actions:
    """What moved between two states.

    Args:
        days: of both states, by which it is told what is late.
    """
    return Actions(
        moved=moves.moved(before, after, moves.fields_differing(*ACTION_FIELDS)),
        late=_late(after, days[1]),
        late_before=_late(before, days[0]),
        open=(_open(before), _open(after)),
    )


def _late(every: Mapping[str, Action], day: date) -> tuple[Action, ...]:
    late = [one for one in every.values() if one.days_late(day)]
    return tuple(sorted(late, key=lambda one: (-one.days_late(day), one.id)))


def _open(every: Mapping[str, Action]) -> int:
    return sum(one.is_open for one in every.values())
