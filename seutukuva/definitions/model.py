"""The shapes of the definitions: frozen, and with nothing a file does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

LANGUAGES = ("fi", "sv", "en")
POLARITIES = ("up", "down", "none")
PERIOD_KINDS = ("year", "quarter", "month")
RHYTHMS = ("yearly", "quarterly", "monthly", "irregular")
DISPLAYS = ("level", "signed")
CONNECTORS = ("pxweb", "pxweb2", "sotkanet", "wfs", "none")
AREA_KINDS = ("country", "region", "subregion", "municipality")
AGGREGATIONS = ("sum", "ratio", "none")
HISTORY_KINDS = ("merger", "boundary", "region_change", "rename")
PEER_KINDS = ("own_subregion", "own_region", "similar_size", "list")

Text = Mapping[str, str]
EMPTY: Text = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the national themes of a regional situation picture."""

    id: str
    title: Text
    order: int


@dataclass(frozen=True, slots=True)
class Aggregation:
    """How an indicator adds up over areas.

    ``sum``: areas add up. ``ratio``: ``factor`` × sum of ``numerator`` ÷ sum of ``denominator``
    (both indicator ids). ``none``: it does not, for the stated reason.
    """

    method: str
    numerator: str = ""
    denominator: str = ""
    factor: float = 1.0
    reason: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cells of a source are an indicator: one contents code and one value a dimension."""

    source_id: str
    contents: str
    select: tuple[tuple[str, str], ...] = ()

    @property
    def series_key(self) -> str:
        """``contents=vaesto|age=SSS|sex=1``: contents first, then roles in alphabetical order."""
        rest = [f"{role}={value}" for role, value in sorted(self.select)]
        return "|".join([f"contents={self.contents}", *rest])


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: what it is, how to read it, where it comes from."""

    id: str
    title: Text
    short_title: Text
    unit: Text
    description: Text
    theme: str
    order: int
    decimals: int
    polarity: str
    period_kind: str
    age_base: str
    display: str
    aggregation: Aggregation
    selections: tuple[Selection, ...]
    caveats: tuple[str, ...]
    rhythm: str
    next_release: date | None
    related: tuple[str, ...]
    headline: bool

    @property
    def source_id(self) -> str:
        """The source of the main selection."""
        return self.selections[0].source_id

    @property
    def contents(self) -> str:
        """The contents code of the main selection."""
        return self.selections[0].contents

    @property
    def select(self) -> dict[str, str]:
        """The other dimensions of the main selection."""
        return dict(self.selections[0].select)

    @property
    def series_key(self) -> str:
        """The series of the main selection within its source."""
        return self.selections[0].series_key

    def label(self, language: str) -> str:
        """Title with the age base, which a reader must not have to guess."""
        title = self.title[language]
        if self.age_base and self.age_base not in title:
            return f"{title} ({self.age_base})"
        return title


@dataclass(frozen=True, slots=True)
class SourceAreas:
    """How a source names its areas.

    ``kinds`` to fetch; ``prefix`` to put before bare codes; ``strip`` is a prefix to take off;
    ``codelist`` a server-side aggregation; ``only`` limits to these codes; ``map`` gives an
    area id for a special code.
    """

    kinds: tuple[str, ...] = AREA_KINDS
    prefix: str = ""
    strip: str = ""
    codelist: str = ""
    only: tuple[str, ...] = ()
    map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """One table of one producer, and how it is asked."""

    id: str
    title: Text
    producer: Text
    statistic: Text
    connector: str
    country: str
    url: str
    table: str
    page: str
    licence: str
    licence_url: str
    attribution: Text
    rhythm: str
    next_release: date | None
    languages: tuple[str, ...]
    division: str
    dimensions: Mapping[str, tuple[str, ...]]
    areas: SourceAreas
    time_from: str


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality, sub-region, region or country; the id holds country, kind and code."""

    id: str
    kind: str
    country: str
    code: str
    name: Text
    subregion_id: str
    region_id: str
    country_id: str
    valid_from: str
    valid_to: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class AreaEvent:
    """A merger, moved border or new name that touches an area's series."""

    date: date
    kind: str
    area_id: str
    predecessor_id: str
    predecessor_name: str
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """A ready group of areas to compare with."""

    id: str
    title: Text
    description: Text
    kind: str
    order: int
    n: int
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An actor of a programme; roles and organisations, never persons."""

    id: str
    name: Text
    short: str
    kind: str


@dataclass(frozen=True, slots=True)
class DevelopmentArea:
    """A development area with its one owner, sub-themes and KPIs."""

    code: str
    id: str
    title: Text
    owner: str
    sub_themes: tuple[Text, ...]
    kpis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme: areas, organisations, development areas, headline figures."""

    id: str
    title: Text
    description: Text
    areas: tuple[str, ...]
    subregion: str
    region: str
    country: str
    default_area: str
    compare: tuple[str, ...]
    headline: tuple[str, ...]
    organisations: Mapping[str, Organisation]
    development_areas: tuple[DevelopmentArea, ...]
    tiles: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything that the definition files say, checked against each other."""

    themes: Mapping[str, Theme]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    areas: Mapping[str, Area]
    area_history: tuple[AreaEvent, ...]
    peer_groups: Mapping[str, PeerGroup]
    caveats: Mapping[str, Text]
    programme: Programme
    programmes: Mapping[str, Programme]
    fingerprint: str
