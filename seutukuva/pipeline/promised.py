"""What an idea promised beside what its project plans and has realised."""

from __future__ import annotations

from dataclasses import dataclass

from seutukuva.pipeline.model import Idea
from seutukuva.projects.model import PLANNED, REALISED
from seutukuva.projects.picture import Picture

# Measures of projects that an idea speaks of, in their order.
MEASURES = ("total", "eu_state", "jobs", "firms")


@dataclass(frozen=True, slots=True)
class Kept:
    """A measure: promised by the idea, planned and realised by the project; None: not told."""

    measure: str
    promised: float | None
    planned: float | None = None
    realised: float | None = None

    @property
    def change(self) -> float | None:
        """How much more was planned than promised."""
        if self.promised is None or self.planned is None:
            return None
        return self.planned - self.promised


def kept(idea: Idea, picture: Picture | None) -> tuple[Kept, ...]:
    """Every measure of which one of the three is told."""
    found = []
    for name in MEASURES:
        one = Kept(
            name,
            idea.promised.get(name),
            picture.value(name, PLANNED) if picture else None,
            picture.value(name, REALISED) if picture else None,
        )
        if (one.promised, one.planned, one.realised) != (None, None, None):
            found.append(one)
    return tuple(found)
