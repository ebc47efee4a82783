"""Which shape a list has, and which field each of its columns holds: proposed, corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva.definitions import Definitions, ListFormat
from seutukuva.errors import UploadRefused
from seutukuva.interviews.keys import key
from seutukuva.texts import _

# What nobody has described: any column may be anything.
OTHER = "other"
EXACT, SIMILAR, REMEMBERED, ANALYST, NONE = "exact", "similar", "remembered", "analyst", "none"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a column holds; ``field``: none where nothing of a project; ``how``: who says so."""

    field: str | None
    how: str


def likeliest(headings: Sequence[str], defs: Definitions) -> list[str]:
    """The shapes by how well the headings fit, the best first; ``OTHER`` where none does."""
    keys = {key(one) for one in headings}
    ranked = []
    for form in defs.project_lists.values():
        if form.is_page or form.id == OTHER:
            continue
        known = [
            field for field, names in _headings(form, defs).items() if keys & set(map(key, names))
        ]
        is_it = _is_recognised(form, keys, known, defs)
        ranked.append((not is_it, -len(known), form.order, form.id))
    ranked.sort()
    found = [id for _is_not, _n, _order, id in ranked]
    fits = bool(ranked) and not ranked[0][0]
    return [*found, OTHER] if fits else [OTHER, *found]


def _is_recognised(
    form: ListFormat, keys: set[str], known: Sequence[str], defs: Definitions
) -> bool:
    if form.is_own:
        needed = {one.id for one in defs.list_fields.values() if one.is_required}
        return needed <= set(known) and any(defs.list_fields[one].measure for one in known)
    return bool(form.recognised_by) and all(key(one) in keys for one in form.recognised_by)


def _headings(form: ListFormat, defs: Definitions) -> Mapping[str, Sequence[str]]:
    """Field → the headings of a shape."""
    if not form.is_own:
        return form.headings
    return {one.id: tuple(one.title.values()) for one in defs.list_fields.values()}


def proposed(
    headings: Sequence[str],
    form: ListFormat,
    defs: Definitions,
    remembered: Mapping[str, str],
    corrections: Mapping[str, Any],
) -> list[Chosen]:
    """What each column holds; a field stands in one column.

    Args:
        remembered: heading → field of a list that was accepted with the same headings; "" where
            a column was left out.
        corrections: ``columns`` by position, ``headings`` by heading: ``{"field": …}``.

    Raises:
        UploadRefused: a correction names a column or a field that there is not, or gives two
            columns one field.
    """
    told = _told(headings, corrections, defs)
    found: dict[int, Chosen] = {at: Chosen(field, ANALYST) for at, field in told.items()}
    _no_field_twice(found, headings, defs)
    taken = {one.field for one in found.values() if one.field}
    for how, at, field in _candidates(headings, form, defs, remembered):
        if at not in found and (field is None or field not in taken):
            found[at] = Chosen(field, how)
            taken |= {field} if field else set()
    return [found.get(at, Chosen(None, NONE)) for at in range(len(headings))]


def _candidates(
    headings: Sequence[str],
    form: ListFormat,
    defs: Definitions,
    remembered: Mapping[str, str],
) -> Iterator[tuple[str, int, str | None]]:
    """Columns with a field that they may hold, the surest first."""
    places: dict[str, list[int]] = {}
    for at, heading in enumerate(headings):
        places.setdefault(key(heading), []).append(at)
    for heading, field in remembered.items():
        for at in places.get(key(heading), ()):
            if not field or field in defs.list_fields:
                yield REMEMBERED, at, field or None
    titles = {one.id: tuple(one.title.values()) for one in defs.list_fields.values()}
    others = [one.headings for one in defs.project_lists.values() if not one.is_page]
    ways = ((EXACT, form.headings), (EXACT, titles), *((SIMILAR, one) for one in others))
    for how, names in ways:
        for field, spellings in names.items():
            # Of several spellings of a field, the one named first stands for it.
            for spelling in spellings:
                for at in places.get(key(spelling), ())[:1]:
                    yield how, at, field


def _told(
    headings: Sequence[str], corrections: Mapping[str, Any], defs: Definitions
) -> dict[int, str | None]:
    by_heading = {key(name): one for name, one in corrections.get("headings", {}).items()}
    if unknown := by_heading.keys() - {key(one) for one in headings}:
        first = next(name for name in corrections["headings"] if key(name) in unknown)
        raise UploadRefused(
            _("the file has no column “{heading}”").format(heading=first),
            todo=_("Choose one of: {names}.").format(names=", ".join(headings)),
        )
    told = {at: by_heading[key(one)] for at, one in enumerate(headings) if key(one) in by_heading}
    for at, one in corrections.get("columns", {}).items():
        if str(at).isdecimal() and int(at) < len(headings):
            told[int(at)] = one
    found = {at: (one or {}).get("field") or None for at, one in told.items()}
    for field in found.values():
        if field is not None and field not in defs.list_fields:
            raise UploadRefused(
                _("projects have no field “{field}”").format(field=field),
                todo=_("Choose one of: {names}.").format(names=", ".join(defs.list_fields)),
            )
    return found


def _no_field_twice(
    found: Mapping[int, Chosen], headings: Sequence[str], defs: Definitions
) -> None:
    seen: dict[str, int] = {}
    for at, one in found.items():
        if one.field and one.field in seen:
            raise UploadRefused(
                _("Two columns are given the same field: {names}").format(
                    names=f"{headings[seen[one.field]]}, {headings[at]}"
                ),
                where=one.field,
                todo=_("Leave one of them without a field."),
            )
        if one.field:
            seen[one.field] = at
