"""The parts of an analysis, ready to be shown on the page and in a document: the same in both.

Every text is in the language of whoever asked, every figure is printed already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seutukuva.definitions import Indicator
from seutukuva.impact.plan import FIRST_MINUTE

if TYPE_CHECKING:
    from seutukuva.charts import ChartSpecification


@dataclass(frozen=True, slots=True)
class Listing:
    """A small table: texts as they are read, and the values behind them for files.

    Attributes:
        numeric: for each column, whether its cells stand by their right edge, as figures do.
    """

    caption: str
    columns: tuple[str, ...]
    shown: tuple[tuple[str, ...], ...]
    values: tuple[tuple[float | str | None, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One subject of the analysis.

    Attributes:
        sentences: what there is to say of it in plain words; empty where nothing is known.
        warnings: what a reader must not overlook: figures that are old.
        remarks: what is not known, and why; how figures were made.
        sources: producer, statistic and date, a line each, with the years of the figures.
        indicators, area_ids: whose figures stand in the table.
        drawn: whose figures the chart shows, the main one first.
        in_short: its main matter, for a summary; () where nothing is known.
    """

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    chart: ChartSpecification | None = None
    listing: Listing | None = None
    remarks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    area_ids: tuple[str, ...] = ()
    drawn: tuple[Indicator, ...] = ()
    in_short: tuple[str, ...] = ()

    @property
    def other_sources(self) -> tuple[str, ...]:
        """The sources that do not stand under the chart already."""
        if self.chart is None or self.chart.is_empty:
            return self.sources
        under = self.chart.source.split("; ")
        # The same source stands with and without the name of its table.
        named = tuple(f"{one} (" for one in under)
        return tuple(one for one in self.sources if one not in under and not one.startswith(named))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known of it."""
        return not self.sentences and self.listing is None and self.chart is None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of an area: what has been, and where it leads."""

    area_id: str
    name: str
    past: tuple[Section, ...]
    ahead: tuple[Section, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """All of them, in their order."""
        return (*self.past, *self.ahead)

    @property
    def in_short(self) -> tuple[str, ...]:
        """What has been and where it leads, a subject each: the first minute of a reader."""
        known = {one.id: " ".join(one.in_short) for one in self.sections if one.in_short}
        return tuple(known[one] for one in FIRST_MINUTE if one in known)
