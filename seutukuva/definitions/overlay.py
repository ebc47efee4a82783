"""Areas as they were: what an older version of the statistics knows and the files no longer do.

A municipality may be merged, or leave the programme, after an edition was frozen. While that
edition is shown, areas are those of its version, and the programme's own are those of its day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from seutukuva.definitions.model import Area, AreaForm, Definitions

# How a name stands in a sentence of which nobody has written the forms.
_INSIDE = {"fi": "alueella {}", "sv": "i {}", "en": "in {}", "nb": "i {}"}


@dataclass(frozen=True, slots=True)
class Overlay:
    """What differs from today's areas.

    Attributes:
        version: of the statistics, whose areas they are.
        own: the programme's areas then, in their order.
        areas: those that are not in the files, or stand otherwise in them.
    """

    version: str
    own: tuple[str, ...]
    areas: Mapping[str, Area] = field(compare=False)


_held: ContextVar[Overlay | None] = ContextVar("overlay", default=None)


def hold(laid: Overlay | None) -> None:
    """Lay areas over today's definitions from here on, in this run; None: none."""
    _held.set(laid)


def held() -> Overlay | None:
    """What this run lays over today's definitions."""
    return _held.get()


@contextmanager
def holding(laid: Overlay | None) -> Iterator[None]:
    """Inside, areas are laid over today's definitions."""
    before = _held.get()
    _held.set(laid)
    try:
        yield
    finally:
        _held.set(before)


def needed(
    found: Definitions, version: str, known: Mapping[str, Area], own: tuple[str, ...]
) -> Overlay | None:
    """What has to be laid over definitions so that they know a version's areas; None: nothing.

    Args:
        found: today's definitions.
        known: the version's areas, by id.
        own: ids of the programme's areas then; empty where it is not known.
    """
    areas = {one.id: one for one in known.values() if _differs(found.areas.get(one.id), one)}
    there = tuple(one for one in own if one in found.areas or one in areas)
    own = there or found.programme.areas
    if not areas and own == found.programme.areas:
        return None
    return Overlay(version, own, MappingProxyType(areas))


def _differs(now: Area | None, then: Area) -> bool:
    """Whether an area is gone since, or was merged or moved to another sub-region."""
    if now is None:
        return True
    kept = ("valid_to", "subregion_id", "region_id", "country_id")
    return any(getattr(now, name) != getattr(then, name) for name in kept)


def laid_over(found: Definitions, laid: Overlay) -> Definitions:
    """Definitions with the areas of an overlay, and a fingerprint of their own."""
    areas = dict(found.areas)
    for one in laid.areas.values():
        now = areas.get(one.id)
        # Where an area lies is not in the statistics.
        areas[one.id] = replace(one, lon=now.lon, lat=now.lat) if now else one
    programme = replace(found.programme, areas=laid.own)
    forms = {one: _form(areas[one]) for one in laid.areas if one not in found.area_forms}
    told = "|".join([found.fingerprint, laid.version, *laid.own])
    return replace(
        found,
        areas=MappingProxyType(areas),
        area_forms=MappingProxyType({**found.area_forms, **forms}),
        programme=programme,
        programmes=MappingProxyType({**found.programmes, programme.id: programme}),
        fingerprint=hashlib.sha256(told.encode()).hexdigest()[:16],
    )


def _form(area: Area) -> AreaForm:
    inside = {one: words.format(area.name[one]) for one, words in _INSIDE.items()}
    return AreaForm(area.id, MappingProxyType(inside), f"alueen {area.name['fi']}")
