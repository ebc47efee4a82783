"""What a pack is: sections that say one thing each, and the state of affairs they are of.

Every text is in the language of the pack, every figure is printed already beside its raw value.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seutukuva import texts
from seutukuva.texts import N_

if TYPE_CHECKING:
    from seutukuva.charts import ChartSpecification
    from seutukuva.export import Code, Origin

STEERING_GROUP, MUNICIPALITY, PUBLIC = "steering_group", "municipality", "public"
AUDIENCES = {
    STEERING_GROUP: N_("Steering group"),
    MUNICIPALITY: N_("A municipality"),
    PUBLIC: N_("The public"),
}
# As much of a content hash as people compare.
SHORT_HASH = 12


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: texts as they are read, and the raw values behind them.

    Attributes:
        shown, values: rows of one cell a column.
        numeric: for each column, whether its cells stand by their right edge; () for none.
        widths: for each column, its part of the width; () for equal ones.
        most_on_slide: rows that a slide has room for; the document and the workbook have all.
    """

    caption: str
    columns: tuple[str, ...]
    shown: tuple[tuple[str, ...], ...]
    values: tuple[tuple[float | str | None, ...], ...] = ()
    numeric: tuple[bool, ...] = ()
    widths: tuple[float, ...] = ()
    most_on_slide: int = 12

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", self.values or self.shown)
        object.__setattr__(self, "numeric", self.numeric or (False,) * len(self.columns))
        object.__setattr__(self, "widths", self.widths or (1.0,) * len(self.columns))
        rows = (*self.shown, *self.values, self.numeric, self.widths)
        if len(self.shown) != len(self.values) or any(len(r) != len(self.columns) for r in rows):
            raise ValueError("every row needs one cell a column, and every cell its value")


@dataclass(frozen=True, slots=True)
class Section:
    """One message of the pack.

    Attributes:
        id: unlike any other of the pack; sheets and tests go by it.
        heading: the subject, as contents and sheets name it.
        title: the finding in one short sentence; the heading where nothing is found.
        sentences: what there is to say, in plain words.
        chart, listing: the figures behind it.
        sources: producer, statistic and date, a line each.
        notes: method and what must be known of the figures; they go to the speaker.
        missing: why there is nothing to show; "" where there is.
        chapter: under which heading of the document it stands; "" for one of its own.
        is_slide: whether it may have a slide; the document has every section.
        is_list: whether every sentence stands by itself.
        priority: of slides that are too many, those with the lowest are left to the document.
        area_ids, indicators: whose figures they are, for the codes of the workbook.
    """

    id: str
    heading: str
    title: str = ""
    sentences: tuple[str, ...] = ()
    chart: ChartSpecification | None = None
    listing: Listing | None = None
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: str = ""
    chapter: str = ""
    is_slide: bool = True
    is_list: bool = False
    priority: int = 5
    area_ids: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()

    @property
    def drawn(self) -> ChartSpecification | None:
        """The chart, where there is anything in it to draw."""
        return None if self.chart is None or self.chart.is_empty else self.chart

    @property
    def finding(self) -> str:
        """What stands above it: the finding, else the subject."""
        return self.title or self.heading


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which state of affairs a pack is of.

    Attributes:
        edition: name of the edition, "" for a draft of today.
        state: of the edition in words.
        content_hash: of statistics, log and definitions together.
        version: id of the statistics; ``version_day``: on which they were published.
        day: the day that the figures and texts speak of.
        round: of the yearly clock, "2026-10"; "" of a draft.
    """

    edition: str
    state: str
    content_hash: str
    version: str
    version_day: dt.date | None
    day: dt.date
    round: str = ""

    @property
    def is_frozen(self) -> bool:
        """Whether it can be cited: an edition, and not a draft of today."""
        return bool(self.edition)

    @property
    def short_hash(self) -> str:
        """The beginning of the content hash, enough to compare by eye."""
        return self.content_hash[:SHORT_HASH]


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that an audience takes along of one state of affairs.

    Attributes:
        area_id: whose picture it is.
        footer: edition, state, content hash and the day of the data, on every page and slide.
        told: the same in whole sentences, for the first page.
        origins, codes: sources with their licences, codes of areas and indicators.
        failed: headings of sections that could not be made, with the reason.
    """

    audience: str
    area_id: str
    place: str
    language: str
    title: str
    subtitle: str
    footer: str
    stamp: Stamp
    sections: tuple[Section, ...]
    file_name: str
    told: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = field(default=(), repr=False)
    codes: tuple[Code, ...] = field(default=(), repr=False)
    failed: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[Section, ...]:
        """The sections that have something to show."""
        return tuple(one for one in self.sections if not one.missing)

    @property
    def absent(self) -> tuple[Section, ...]:
        """The sections that can only say why they are empty."""
        return tuple(one for one in self.sections if one.missing)

    def section(self, own_id: str) -> Section | None:
        """A section by its id; None where the audience gets none."""
        return next((one for one in self.sections if one.id == own_id), None)


def audience_name(audience: str) -> str:
    """An audience in the language of this run."""
    return texts.translator(texts.language())(AUDIENCES[audience])
