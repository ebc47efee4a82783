"""Everything that the page shows of some areas and some levers, led on once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from seutukuva import cohorts, definitions
from seutukuva.cohorts import Course, Levers, Missing, Prepared, Results
from seutukuva.definitions import Indicator
from seutukuva.definitions.official import Official
from seutukuva.errors import MissingProjections
from seutukuva.projections import own
from seutukuva.ui.cohorts import names
from seutukuva.ui.cohorts.choosing import Choice

YEARS = 20
_PARTS = ("population", "share_under_15", "share_over_64", "live_births", "deaths", "net_migration")


@dataclass(frozen=True)
class View:
    """Areas and their courses.

    Attributes:
        prepared: what the areas that are led on start from.
        levers: what is tried out.
        low, central, high: with the levers; ``unchanged``: without them; ``still``: with those of
            births and deaths alone, if nobody moved.
        official: totals by year of the official projection ``made`` then; "" where there is none.
        known: inhabitants by year, as they were counted.
        own: totals by year of the projection that carries on the total alone, where it is shown.
    """

    prepared: tuple[Prepared, ...]
    levers: Levers
    low: Course
    central: Course
    high: Course
    unchanged: Course
    still: Course
    official_id: str
    official: dict[int, float]
    known: dict[int, float]
    own: dict[int, float]

    @property
    def area_ids(self) -> tuple[str, ...]:
        """The areas that are led on."""
        return tuple(one.area_id for one in self.prepared)

    @property
    def first(self) -> int:
        """The year that it starts from."""
        return self.central.first

    @cached_property
    def place(self) -> str:
        """Names of the areas."""
        return names.places(self.area_ids)

    @property
    def is_tried(self) -> bool:
        """Whether a lever has been pulled."""
        return self.levers != Levers()

    @property
    def is_estimated(self) -> bool:
        """Whether today's ages are an estimate, of one area at least."""
        return any(one.start.estimated for one in self.prepared)

    @cached_property
    def made(self) -> str:
        """When the official projection was made."""
        return self._told.made if self._told else ""

    @cached_property
    def base(self) -> str:
        """The last year that was known to it."""
        return self._told.base if self._told else ""

    @cached_property
    def _told(self) -> Official | None:
        return next((one.official for one in self.indicators if one.official), None)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Whose figures it is made from or compared with."""
        found = definitions.load().indicators
        ids = [*_PARTS, *([self.official_id] if self.official_id else [])]
        return tuple(found[one] for one in ids if one in found)

    def results(self) -> Results:
        """What is read from the central course."""
        return cohorts.results(self.central)


def starting(choice: Choice) -> tuple[tuple[Prepared, ...], tuple[Missing, ...]]:
    """What the areas start from, and those of which too little is known."""
    found = [cohorts.of_area(one) for one in choice.area_ids]
    return (
        tuple(one for one in found if isinstance(one, Prepared)),
        tuple(one for one in found if isinstance(one, Missing)),
    )


def inhabitants(prepared: Sequence[Prepared]) -> float:
    """Of all areas that are led on, today."""
    return sum(float(one.basis.people.sum()) for one in prepared)


def net_migration(prepared: Sequence[Prepared]) -> float:
    """Of a year, of all areas together, with nothing changed."""
    return sum(float(one.basis.moves.sum()) for one in prepared)


def look(prepared: tuple[Prepared, ...], levers: Levers) -> View:
    """The areas led on together.

    Args:
        prepared: at least one.
    """

    def led(tried: Levers, variant: str = cohorts.CENTRAL) -> Course:
        return cohorts.together(prepared, tried, YEARS, variant)

    central = led(levers)
    ids = [one.area_id for one in prepared]
    official_id, official = cohorts.official(ids)
    nobody = Levers(migration=0, fertility=levers.fertility, mortality=levers.mortality)
    return View(
        prepared=prepared,
        levers=levers,
        low=led(levers, cohorts.LOW),
        central=central,
        high=led(levers, cohorts.HIGH),
        unchanged=led(Levers()),
        still=led(nobody),
        official_id=official_id,
        official={year: value for year, value in official.items() if year <= central.last},
        known=cohorts.history(ids),
        own=_own(ids),
    )


def _own(area_ids: Sequence[str]) -> dict[int, float]:
    """The projection of the total of one area; none of several, or of an older version."""
    if len(area_ids) > 1:
        return {}
    try:
        found = own.projection("population", area_ids[0])
    except MissingProjections:
        return {}
    return {int(one.period): one.value for one in found.points} if found else {}
