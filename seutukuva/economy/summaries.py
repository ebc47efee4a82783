"""The structure of an area's economy in a few sentences and figures, for documents."""

from __future__ import annotations

from dataclasses import dataclass

from seutukuva import definitions
from seutukuva.economy import comparing, reading, references, wording
from seutukuva.economy.comparing import Growth, Industry
from seutukuva.economy.undefined import Undefined
from seutukuva.economy.view import View, common, look, usual_start, usual_structure
from seutukuva.texts import _

YEARS = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """What an area lives from and what its growth came from, in the last years known.

    Attributes:
        view: the figures behind it: structure, years, reference area, notes.
        industries: in the last year, largest first; beside the reference where there is one.
        growth: shift-share; None without a reference or a second year that can be compared.
        sentences: in the language of this run; ``view.notes`` belong to them.
    """

    view: View
    industries: dict[str, Industry]
    growth: Growth | None
    sentences: tuple[str, ...]


def summary(area_id: str, years: int = YEARS) -> Summary | None:
    """The newest structure of an area and its change over at most so many years.

    Returns:
        None where nothing is known of the area's industries.

    Raises:
        MissingStructures: the version was made before structures were known.
        MissingData: nothing has been published.
        KeyError: no such area.
    """
    known = [one for one in reading.structures(area_id) if one.periods]
    if not known:
        return None
    chosen = usual_structure(known)
    last = chosen.periods[-1]
    recent = [one for one in chosen.periods if int(last) - int(one) <= years]
    first = usual_start(chosen, area_id, recent)
    both = common(chosen.structure.id, first, last)
    options = references.choices(definitions.load(), area_id, both)
    return told(look(chosen.structure, area_id, options[0] if options else "", first, last))


def told(view: View) -> Summary:
    """The summary of a view."""
    found = comparing.beside(view.own.after, view.reference.there)
    said = [wording.lives_from(found, view.short, view.name, view.last)]
    growth = None
    there = view.reference.there
    if there is not None:
        said.append(wording.more_common(found, view.short, view.reference.name))
        if view.first != view.last and not view.broken:
            growth = comparing.growth(view.own, there)
            said += [changed(view, growth), *parts_told(view, growth)]
    return Summary(view, found, growth, tuple(one for one in said if one))


def heading(view: View) -> list[str]:
    """What happened, and what the difference from the reference comes from; for a hurried reader.

    Of one year nothing; of years that cannot be compared, why not.
    """
    if view.broken:
        return [not_comparable(view)]
    if view.first == view.last:
        return []
    growth = comparing.growth(view.own, view.reference.there or view.own)
    weighed = wording.weighed(growth) if view.reference.there else ""
    return [one for one in (changed(view, growth), weighed) if one]


def not_comparable(view: View) -> str:
    """Why no change is told."""
    told = _(
        "Figures from {year} on cannot be compared with earlier ones, so that no change is told. "
        "Choose both years on the same side of it."
    )
    return told.format(year=view.broken)


def changed(view: View, found: Growth) -> str:
    """The change of a view's jobs; "" where no industry has figures in every table."""
    if isinstance(found.parts, Undefined):
        return ""
    return wording.changed(view.structure.counted, view.name, found, view.first, view.last)


def parts_told(view: View, found: Growth) -> list[str]:
    """What the change came from, in plain words."""
    missing = wording.left_out([view.short[one] for one in found.left_out])
    return [*wording.grown(found, view.reference.name), *([missing] if missing else [])]
