"""What the page shows, read once: courses, decisions, and every area's KPIs against targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seutukuva import definitions
from seutukuva.definitions import DevelopmentArea
from seutukuva.development import areas, kpis
from seutukuva.development.areas import Standing
from seutukuva.development.targets import Decision
from seutukuva.ui.development.choosing import Choice


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at, with its figures.

    Attributes:
        standings: KPIs by code of their development area; of the chosen one, or of all.
        decisions: every one that may be seen, the one decided last first.
    """

    choice: Choice
    standings: Mapping[str, tuple[Standing, ...]]
    decisions: tuple[Decision, ...]

    @property
    def own(self) -> tuple[Standing, ...]:
        """The KPIs of the chosen development area; empty where all are looked at."""
        return self.standings[self.choice.area.code] if self.choice.area else ()


def look(choice: Choice) -> View:
    """The figures of what was chosen.

    Raises:
        RecordsError: the log cannot be read.
    """
    found = definitions.load()
    shown: tuple[DevelopmentArea, ...] = (
        (choice.area,) if choice.area else found.programme.development_areas
    )
    decisions = kpis.decisions()
    wanted = dict.fromkeys(name for area in shown for name in area.kpis)
    courses = kpis.courses(wanted, choice.place, choice.on if choice.is_earlier else None)
    limits = found.projects.on(choice.on)
    return View(
        choice,
        {
            one.code: areas.standings(one, choice.place, courses, decisions, choice.on, limits)
            for one in shown
        },
        decisions,
    )
