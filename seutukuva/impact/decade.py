"""What has become of a figure in ten years: the newest one, and the one of ten years before.

Pure, of the series that ``picture.courses`` gives. Where ten years back there is no figure, the
nearest comparable one of five years or more; over a break in a series nothing is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva import formats, narrative, wording
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses, Headline

YEARS = 10
FEWEST_YEARS, MOST_YEARS = 5, 12
# From so many years on a reader is told loudly that a figure is old.
OLD_YEARS = 4


@dataclass(frozen=True, slots=True)
class Decade:
    """A figure of an area, the one of ten years before, and the same elsewhere.

    Attributes:
        own: the newest figure with the one that it is compared to, if any.
        earlier_status: of the figure that it is compared to.
        elsewhere: the same two periods in other areas, by id, in the order of interest.
    """

    indicator: Indicator
    area_id: str
    own: Headline
    earlier_status: str
    elsewhere: tuple[tuple[str, Headline], ...] = ()

    @property
    def year(self) -> int:
        """Of the newest figure."""
        return int(self.own.period[:4])

    def is_old(self, this_year: int) -> bool:
        """Whether much may have happened since."""
        return self.year <= this_year - OLD_YEARS

    @property
    def is_compared(self) -> bool:
        """Whether there is an earlier figure to compare with."""
        return self.own.earlier_value is not None

    @property
    def figure(self) -> narrative.Figure:
        """As sentences take it."""
        own = self.own
        benchmarks = tuple(
            narrative.Benchmark(area, one.value, one.earlier_value, one.population)
            for area, one in self.elsewhere
        )
        return narrative.Figure(
            self.indicator,
            own.period,
            own.value,
            own.status,
            own.earlier_period if self.is_compared else "",
            own.earlier_value,
            self.earlier_status,
            None,
            benchmarks,
            own.population,
        )

    def change(self, language: str) -> wording.Change | None:
        """What has become of it, in words."""
        return wording.change_since(self.indicator, self.own, language)


def decade(
    courses: Courses, area_id: str, indicator: Indicator, elsewhere: Sequence[str] = ()
) -> Decade | None:
    """An indicator of an area over ten years; none where it has never had a figure.

    Args:
        elsewhere: other areas, in the order in which they are of interest.
    """
    valued = {
        str(row["period"]): str(row["status"])
        for row in courses.series(area_id, indicator.id)
        if formats.finite(row["value"]) is not None
    }
    if not valued:
        return None
    newest = max(valued)
    earlier = _earlier(newest, valued)
    own = courses.at(area_id, indicator.id, newest, earlier)
    others = tuple(
        (one, courses.at(one, indicator.id, newest, own.earlier_period))
        for one in elsewhere
        if one != area_id
    )
    return Decade(indicator, area_id, own, valued.get(own.earlier_period, "missing"), others)


def _earlier(newest: str, valued: dict[str, str]) -> str:
    """The period that the newest one is compared to; "" where there is none."""
    kind = formats.period_kind(newest)
    a_year = formats.periods_a_year(kind)
    gaps = [*range(YEARS, FEWEST_YEARS - 1, -1), *range(YEARS + 1, MOST_YEARS + 1)]
    index = formats.period_index(newest)
    wanted = (formats.period_at(index - gap * a_year, kind) for gap in gaps)
    return next((one for one in wanted if one in valued), "")


def newest_of(found: Sequence[Decade]) -> Decade | None:
    """Of indicators that tell the same, the one to tell: the newest, then what can be compared."""
    return max(found, key=lambda one: (one.year, one.is_compared), default=None)
