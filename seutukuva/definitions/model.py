"""The shapes of the definitions: frozen, and with nothing a file does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seutukuva.definitions.calendar import YearlyClock
    from seutukuva.definitions.composites import Composite
    from seutukuva.definitions.criteria import PipelineRules
    from seutukuva.definitions.demography import Demography
    from seutukuva.definitions.demonstration import Demonstration
    from seutukuva.definitions.evaluations import CriteriaSet
    from seutukuva.definitions.implementers import NameForm
    from seutukuva.definitions.industries import Section
    from seutukuva.definitions.interviewing import Interviewing, Questionnaire
    from seutukuva.definitions.kinds import Kind
    from seutukuva.definitions.official import Official
    from seutukuva.definitions.outlook import OutlookRules
    from seutukuva.definitions.privacy import Holding
    from seutukuva.definitions.programmes import Programme
    from seutukuva.definitions.project_lists import ListField, ListFormat
    from seutukuva.definitions.projects import Measure, ProjectRules
    from seutukuva.definitions.roles import Roles
    from seutukuva.definitions.structures import Structure

LANGUAGES = ("fi", "sv", "en", "nb")
POLARITIES = ("up", "down", "none")
PERIOD_KINDS = ("year", "quarter", "month")
RHYTHMS = ("yearly", "quarterly", "monthly", "irregular")
DISPLAYS = ("level", "signed")
CONNECTORS = ("pxweb", "pxweb2", "sotkanet", "wfs", "none")
AREA_KINDS = ("country", "region", "subregion", "municipality")
AGGREGATIONS = ("sum", "ratio", "none")
HISTORY_KINDS = ("merger", "boundary", "region_change", "rename")
SEXES = ("men", "women")
BOTH_SEXES = "total"
COMPARISONS = ("level", "per_1000", "change")
PHRASE_VERBS = ("count", "share", "figure", "projection")
NEUTER_LANGUAGES = ("sv", "nb")
PEER_KINDS = ("own_subregion", "own_region", "similar_size", "list", "twins")

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
class Rate:
    """What a share or rate is a share of: ``value = factor × count ÷ denominator``.

    The denominator is an indicator of persons; it says how small the numbers behind a figure are
    and lets its chance variation be calculated.
    """

    denominator: str
    factor: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """How an indicator is named inside a sentence, as its subject.

    ``subject``: with the article or definite form that the language needs, in lower case.
    ``plural``: languages in which that subject is plural; ``neuter``: languages in which its
    pronoun is "det". ``verb``: what the subject does when its figure changes: a ``count`` grows,
    a ``share`` rises, a signed ``figure`` was something else before, a ``projection`` only is.
    """

    subject: Text
    plural: tuple[str, ...]
    neuter: tuple[str, ...]
    verb: str


@dataclass(frozen=True, slots=True)
class AreaForm:
    """How an area stands inside a sentence.

    ``inside``: "in the area", with the case or preposition of each language; ``of``: the Finnish
    genitive.
    """

    area_id: str
    inside: Text
    of: str


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
    """One indicator: what it is, how to read it, where it comes from.

    ``comparison``: the form in which areas of different size are compared, where it is not the
    one that follows from how the indicator adds up.
    """

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
    phrase: Phrase
    rate: Rate | None = None
    comparison: str = ""
    official: Official | None = None

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

    @property
    def is_count(self) -> bool:
        """True for counts and sums of money, not for shares and balances."""
        return self.aggregation.method == "sum" and self.display == "level"

    def label(self, language: str) -> str:
        """Title with the age base, which a reader must not have to guess."""
        title = self.title[language]
        # A range of ages is written with an en dash, in the title as well.
        ages = self.age_base.replace("-", "–")
        return f"{title} ({ages})" if ages and ages not in title else title


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Figures that together are one indicator: what they are, and which cells of a source.

    Attributes:
        total: the indicator whose figure the cells of an area and a period add up to.
        selection: the contents, and one value of every dimension that is not broken down.
        ages: the source's codes of single ages; empty means every single age that it has.
        oldest: the last age; it stands for everyone of that age and over.
        sexes: the source's code of ``men`` and ``women``; empty means both together.
        first_period: figures before it are not asked for.
    """

    id: str
    title: Text
    unit: Text
    description: Text
    theme: str
    order: int
    decimals: int
    total: str
    selection: Selection
    ages: tuple[str, ...]
    oldest: int
    sexes: Mapping[str, str]
    first_period: str
    caveats: tuple[str, ...]

    @property
    def source_id(self) -> str:
        """The source that holds the cells."""
        return self.selection.source_id

    @property
    def roles(self) -> tuple[str, ...]:
        """The dimensions of the source that the breakdown needs."""
        parts = ("age", "sex") if self.sexes else ("age",)
        return (*parts, *(role for role, _ in self.selection.select))

    def series_key(self, age: int, sex: str) -> str:
        """``breakdown=population_by_age_and_sex|age=17|sex=men``."""
        return f"breakdown={self.id}|age={age}|sex={sex}"


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
class Composition:
    """Indicators that are parts of one whole, shown together within a theme."""

    id: str
    title: Text
    description: Text
    theme: str
    order: int
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """A ready group of areas to compare with.

    ``n``: how many areas a group of ``similar_size`` or ``twins`` has; ``indicators``: what
    twins are alike in, unless the reader chooses otherwise.
    """

    id: str
    title: Text
    description: Text
    kind: str
    order: int
    n: int
    areas: tuple[str, ...]
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    """Everything that the definition files say, checked against each other."""

    themes: Mapping[str, Theme]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    areas: Mapping[str, Area]
    area_forms: Mapping[str, AreaForm]
    area_history: tuple[AreaEvent, ...]
    peer_groups: Mapping[str, PeerGroup]
    caveats: Mapping[str, Text]
    programme: Programme
    programmes: Mapping[str, Programme]
    kinds: Mapping[str, Kind]
    breakdowns: Mapping[str, Breakdown]
    structures: Mapping[str, Structure]
    compositions: Mapping[str, Composition]
    composites: Mapping[str, Composite]
    fingerprint: str
    questionnaires: Mapping[str, Questionnaire]
    interviewing: Interviewing
    demonstration: Demonstration
    demography: Mapping[str, Demography]
    industries: Mapping[str, Mapping[str, Section]]
    measures: Mapping[str, Measure]
    projects: ProjectRules
    list_fields: Mapping[str, ListField]
    project_lists: Mapping[str, ListFormat]
    implementers: Mapping[str, NameForm]
    calendar: YearlyClock
    outlook: OutlookRules
    evaluations: Mapping[str, CriteriaSet]
    pipeline: PipelineRules
    roles: Roles
    privacy: Mapping[str, Holding]
