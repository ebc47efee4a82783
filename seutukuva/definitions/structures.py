"""Structures: jobs or employed persons by industry, in one classification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import Selection, Text
from seutukuva.definitions.reading import Keys, tomls

# "SN" is the Norwegian and "SNI" the Swedish classification.
CLASSIFICATIONS = ("TOL 2002", "TOL 2008", "TOL 2025", "SN 2007", "SN 2025", "SNI 2007", "SNI 2025")
COUNTED = ("workplace", "residence")
INDUSTRY_ROLE = "industry"
UNKNOWN_INDUSTRY = "unknown"
FEWEST = 2

# What is left when the shares of all industries do not make a hundred.
_REST: Text = MappingProxyType(
    {
        "fi": "Toimiala tuntematon",
        "sv": "Okänd näringsgren",
        "en": "Industry unknown",
        "nb": "Uoppgitt næring",
    }
)


@dataclass(frozen=True, slots=True)
class Industry:
    """One industry of a structure: a code of its table, or an indicator of its share."""

    id: str
    title: Text
    short_title: Text
    code: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """Jobs or employed persons by industry, in one classification that is never left.

    Attributes:
        classification: the industrial classification and its year; two structures of different
            ones are never joined.
        counted: at the ``workplace`` or at the ``residence`` of those who work.
        total: the indicator that the industries add up to; "" when the table alone knows it.
        selection: the contents, and one value of every other dimension; None when the figures
            are products of shares and the total.
        first_period: figures before it are not asked for.
        industries: in their order; whatever belongs to no known one is ``UNKNOWN_INDUSTRY``.
    """

    id: str
    title: Text
    unit: Text
    description: Text
    theme: str
    order: int
    decimals: int
    classification: str
    counted: str
    total: str
    selection: Selection | None
    first_period: str
    industries: tuple[Industry, ...]
    caveats: tuple[str, ...]

    @property
    def source_id(self) -> str:
        """The source that holds the cells; "" when they are made from shares."""
        return self.selection.source_id if self.selection else ""

    @property
    def from_shares(self) -> bool:
        """Whether the figures are products of published shares and counts."""
        return self.selection is None

    def series(self) -> tuple[tuple[Selection, str], ...]:
        """The series of a fetched structure, each with its key; none of one made from shares."""
        if self.selection is None:
            return ()
        return tuple(
            (
                Selection(
                    self.selection.source_id,
                    self.selection.contents,
                    tuple(sorted((*self.selection.select, (INDUSTRY_ROLE, one.code)))),
                ),
                f"structure={self.id}|industry={one.id}",
            )
            for one in self.industries
        )


def _selection(keys: Keys | None) -> tuple[Selection | None, str]:
    """What is fetched, and since when; no selection when the figures are made from shares."""
    if keys is None:
        return None, ""
    select = keys.table("select", {})
    pairs = tuple((role, select.string(role)) for role in sorted(select.names()))
    if INDUSTRY_ROLE in dict(pairs):
        raise select.error(INDUSTRY_ROLE, "the industries choose it", "leave it out")
    found = Selection(keys.string("id"), keys.string("contents"), pairs)
    first_period = keys.string("from", "")
    for one in (select, keys):
        one.finish()
    return found, first_period


def _industry(keys: Keys, fetched: bool) -> Industry:
    name = keys.name()
    if name == UNKNOWN_INDUSTRY and not fetched:
        raise keys.error("id", f"{name!r} is what the shares leave", "take another id")
    title = keys.text("title")
    found = Industry(
        id=name,
        title=title,
        short_title=keys.text("short_title", title),
        code=keys.string("code") if fetched else "",
        share="" if fetched else keys.string("share"),
    )
    keys.finish()
    return found


def _industries(keys: Keys, fetched: bool) -> tuple[Industry, ...]:
    tables = keys.tables("industry")
    found = [_industry(one, fetched) for one in tables]
    if len(found) < FEWEST:
        raise keys.error("industry", "one industry is no structure", f"write {FEWEST} at least")
    for key in ("id", "code" if fetched else "share"):
        _once(tables, [getattr(one, key) for one in found], key)
    if fetched:
        return tuple(found)
    return (*found, Industry(UNKNOWN_INDUSTRY, _REST, _REST))


def _once(tables: Sequence[Keys], values: Sequence[str], key: str) -> None:
    for number, value in enumerate(values):
        if value in values[:number]:
            raise tables[number].error(key, f"{value!r} stands twice")


def structure(name: str, keys: Keys) -> Structure:
    """One structure file."""
    source = keys.table("source", None) if "source" in keys.names() else None
    selection, first_period = _selection(source)
    found = Structure(
        id=name,
        title=keys.text("title"),
        unit=keys.text("unit"),
        description=keys.text("description"),
        theme=keys.string("theme"),
        order=keys.integer("order"),
        decimals=keys.integer("decimals", high=4),
        classification=keys.string("classification", allowed=CLASSIFICATIONS),
        counted=keys.string("counted", allowed=COUNTED),
        # A product needs something to take shares of; a table of counts may stand alone.
        total=keys.string("total", "") if selection else keys.string("total"),
        selection=selection,
        first_period=first_period,
        industries=_industries(keys, selection is not None),
        caveats=keys.strings("caveats", ()),
    )
    keys.finish()
    return found


def structures(folder: Path) -> dict[str, Structure]:
    """Every structure file of the folder, in their order; none where there is no such folder."""
    found = [structure(name, keys) for name, keys in tomls(folder)]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}
