"""Breakdowns: figures of one indicator taken apart by age and sex."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import SEXES, Breakdown, Selection
from seutukuva.definitions.reading import Keys, tomls

ALL_AGES = "all"


def _ages(keys: Keys) -> tuple[str, ...]:
    codes = keys.strings("age")
    if codes == (ALL_AGES,):
        return ()
    if not codes or ALL_AGES in codes:
        raise keys.error("age", "no ages are chosen", f'write "{ALL_AGES}" or a list of codes')
    return codes


def _sexes(keys: Keys) -> Mapping[str, str]:
    given = keys.table("sex", {})
    names = given.names()
    if names and sorted(names) != sorted(SEXES):
        raise keys.error("sex", f"{', '.join(names)}", 'write { men = "…", women = "…" }')
    found = {name: given.string(name) for name in SEXES if names}
    given.finish()
    return MappingProxyType(found)


def breakdown(name: str, keys: Keys) -> Breakdown:
    """One breakdown file."""
    source = keys.table("source")
    select = source.table("select", {})
    pairs = tuple((role, select.string(role)) for role in sorted(select.names()))
    by = keys.table("by")
    found = Breakdown(
        id=name,
        title=keys.text("title"),
        unit=keys.text("unit"),
        description=keys.text("description"),
        theme=keys.string("theme"),
        order=keys.integer("order"),
        decimals=keys.integer("decimals", high=4),
        total=keys.string("total"),
        selection=Selection(source.string("id"), source.string("contents"), pairs),
        ages=_ages(by),
        oldest=by.integer("oldest", high=150),
        sexes=_sexes(by),
        first_period=source.string("from", ""),
        caveats=keys.strings("caveats", ()),
    )
    for one in (select, source, by, keys):
        one.finish()
    return found


def breakdowns(folder: Path) -> dict[str, Breakdown]:
    """Every breakdown file of the folder, in their order; none where there is no such folder."""
    found = [breakdown(name, keys) for name, keys in tomls(folder)]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}
