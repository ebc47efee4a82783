"""One structure of one area in two years beside a reference: what pages and documents show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seutukuva import definitions, formats, selectors, texts
from seutukuva.definitions.structures import Structure
from seutukuva.economy import reading
from seutukuva.economy.comparing import Table, Years, summed
from seutukuva.economy.reading import Figures, Known
from seutukuva.economy.references import KNOWN, known
from seutukuva.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class Reference:
    """With whom the area is compared; without ``there`` with nobody, as a country is.

    Attributes:
        area_ids: the areas that it is made of.
        there: its jobs by industry in both years.
    """

    id: str
    name: str
    area_ids: tuple[str, ...]
    there: Years | None


@dataclass(frozen=True, slots=True)
class View:
    """One structure of one area in two years, beside a reference.

    Attributes:
        doubts: what has to be said of figures that are not as the others.
        is_summed: whether a figure was added up from others that are as published.
        broken: from when on figures cannot be compared with those of the first year; "" where
            both years can be.
    """

    structure: Structure
    area_id: str
    name: str
    first: str
    last: str
    own: Years
    reference: Reference
    doubts: tuple[str, ...]
    is_summed: bool = False
    broken: str = ""

    @property
    def names(self) -> dict[str, str]:
        """Titles of the industries."""
        return {one.id: one.title[texts.language()] for one in self.structure.industries}

    @property
    def short(self) -> dict[str, str]:
        """The same where there is little room."""
        return {one.id: one.short_title[texts.language()] for one in self.structure.industries}

    @property
    def file(self) -> tuple[str, str]:
        """Parts of the names of files that are taken away."""
        return self.structure.id, definitions.load().areas[self.area_id].code

    @property
    def area_ids(self) -> tuple[str, ...]:
        """The areas whose figures are shown."""
        return self.area_id, *self.reference.area_ids

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said beside every figure: how it was made, and of which classification."""
        counts = _(
            "The numbers are calculated: published shares, rounded to a tenth of a per cent, of a "
            "published total."
        )
        classified = _("Industries by {classification}.").format(
            classification=self.structure.classification
        )
        # One line: it stands beside every chart.
        how = f"{classified} {counts}" if self.structure.from_shares else classified
        sums = _("Figures of areas that the table does not have are sums of their municipalities.")
        return (how, *([sums] if self.is_summed else []), *self.doubts)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What has to be known of all its figures; said once a page and in every file."""
        found = definitions.load().caveats
        return tuple(found[one][texts.language()] for one in self.structure.caveats)

    @property
    def within(self) -> float:
        """Per cent that the area has of the jobs of the reference, which it is always part of."""
        if self.reference.there is None:
            return 0.0
        pair = (self.own.after, self.reference.there.after)
        here, around = (sum(one or 0.0 for one in each.values()) for each in pair)
        return 100 * here / around if around else 0.0


def usual_structure(known: Sequence[Known]) -> Known:
    """The one with the newest figures; of several the first."""
    return max(known, key=lambda one: (one.periods[-1], -known.index(one)))


def usual_start(chosen: Known, area_id: str, periods: Sequence[str]) -> str:
    """The earliest year that can be compared and in which the country has figures, too.

    Where the country never has, the earliest comparable one.
    """
    country = definitions.load().areas[area_id].country_id or area_id
    alike = [one for one in periods if not chosen.broken(one, periods[-1])]
    compared = (one for one in alike if country in reading.areas(chosen.structure.id, one))
    return next(compared, alike[0])


def look(structure: Structure, area_id: str, reference_id: str, first: str, last: str) -> View:
    """The figures of a choice.

    Args:
        reference_id: an area, ``KNOWN`` for all municipalities with figures, or "" for none.
    """
    found = definitions.load()
    both = common(structure.id, first, last)
    country = found.areas[area_id].country
    around = known(found, country, both) if reference_id == KNOWN else (reference_id,)
    around = tuple(one for one in around if one)
    asked = [area_id, *around]
    tables = [reading.table(structure.id, asked, period) for period in (first, last)]
    there = None
    if around:
        sums = (summed(jobs(one, area) for area in around) for one in tables)
        there = Years(*sums)
    return View(
        structure,
        area_id,
        selectors.area_name(found, area_id, texts.language()),
        first,
        last,
        Years(*(jobs(one, area_id) for one in tables)),
        Reference(reference_id, reference_name(reference_id, len(around)), around, there),
        _doubts(tables),
        not structure.from_shares
        and any(one.origin == reading.COMPUTED for table in tables for one in table.values()),
        max(_broken(structure, one, first, last) for one in (area_id, reference_id)),
    )


def _broken(structure: Structure, area_id: str, first: str, last: str) -> str:
    known = (one for one in reading.structures(area_id) if one.structure.id == structure.id)
    return max((one.broken(first, last) for one in known), default="")


def jobs(table: Mapping[str, Figures], area_id: str) -> Table:
    """Jobs by industry of an area; empty where it has none."""
    if area_id not in table:
        return {}
    figures = table[area_id]
    if not figures.is_whole:
        return figures.jobs
    # Where all industries are known, nothing is of an unknown one.
    return {name: value or 0.0 for name, value in figures.jobs.items()}


def _doubts(tables: Iterable[Mapping[str, Figures]]) -> tuple[str, ...]:
    """Sentences about years of which a figure, here or in the reference, is not as the others."""
    told = (
        f"{figures.period}: {formats.status_word(figures.status, texts.language())}."
        for one in tables
        for figures in one.values()
        if figures.status in ("break", "preliminary", "estimated")
    )
    return tuple(dict.fromkeys(told))


def common(structure_id: str, first: str, last: str) -> frozenset[str]:
    """Areas that have figures in both years."""
    return reading.areas(structure_id, first) & reading.areas(structure_id, last)


def reference_name(reference_id: str, count: int) -> str:
    """Name of a reference; ``count``: how many municipalities are known."""
    if reference_id == KNOWN:
        told = ngettext("{n} municipality with figures", "{n} municipalities with figures", count)
        return told.format(n=texts.number(count))
    if not reference_id:
        return ""
    return selectors.area_name(definitions.load(), reference_id, texts.language())
