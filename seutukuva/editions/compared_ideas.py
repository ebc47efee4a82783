"""How ideas moved through the stages of project selection between two states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seutukuva import made, store
from seutukuva.definitions import Definitions
from seutukuva.editions import moves
from seutukuva.editions.moves import Move
from seutukuva.pipeline import register
from seutukuva.pipeline.model import Decision, Idea

FIELDS = ("stage", "money_total", "money_eu_state", "project", "decision")


@dataclass(frozen=True, slots=True)
class Standing:
    """An idea with its newest decision; None where nothing has been decided."""

    idea: Idea
    decided: Decision | None

    @property
    def stage(self) -> str:
        """Where it stands."""
        return self.idea.stage

    @property
    def money_total(self) -> float | None:
        """Euros planned in all."""
        return self.idea.money_total

    @property
    def money_eu_state(self) -> float | None:
        """Euros planned from the EU and the state."""
        return self.idea.money_eu_state

    @property
    def project(self) -> str:
        """The project that came of it."""
        return self.idea.project

    @property
    def decision(self) -> str:
        """What was decided last; "" for nothing."""
        return self.decided.outcome if self.decided else ""


IdeaMove = Move[Standing]


def standing(area_id: str, found: Definitions) -> dict[str, Standing]:
    """Ideas by id, in the state that is asked; of a municipality those that concern it.

    Raises:
        RecordsError: the log cannot be read.
    """
    area = found.areas.get(area_id)
    is_narrow = area is not None and area.kind == "municipality"
    head = store.current_head()
    # The same for every area.
    ideas = made.once(register.ideas, "compared ideas", head)
    decisions = made.once(register.decisions, "compared decisions on ideas", head)
    newest: dict[str, Decision] = {}
    for one in sorted(decisions, key=lambda one: (one.decided_on, one.seq)):
        newest[one.idea] = one
    return {
        one.id: Standing(one, newest.get(one.id))
        for one in ideas
        if not is_narrow or not one.area_ids or area_id in one.area_ids
    }


def compared(before: Mapping[str, Standing], after: Mapping[str, Standing]) -> tuple[IdeaMove, ...]:
    """What moved between two states."""
    return moves.moved(before, after, moves.fields_differing(*FIELDS))
