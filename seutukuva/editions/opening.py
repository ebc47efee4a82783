"""Opening an edition: everything that is asked inside is answered as it stood then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from seutukuva import definitions, settings, showing, store
from seutukuva.definitions import Area, overlay
from seutukuva.editions.register import Edition
from seutukuva.errors import MissingVersion
from seutukuva.published import Version, kept_beside, pointed
from seutukuva.showing import Shown

_LANGUAGES = definitions.LANGUAGES


def version(edition: Edition) -> Version:
    """The version of the statistics that an edition names.

    Raises:
        MissingVersion: its file is not there any more.
        MissingData: nothing has been published.
    """
    folder = settings.build_folder()
    kept = {one.id: one for one in kept_beside(folder, pointed(folder / "current.json"))}
    if edition.version not in kept:
        raise MissingVersion(
            "the statistics of an edition are not there any more",
            where=edition.version,
            todo="bring the file back from a backup",
        )
    return kept[edition.version]


def shown(edition: Edition) -> Shown:
    """What a run holds that shows an edition.

    Raises:
        MissingVersion, MissingData: as ``version``.
    """
    return Shown(edition.name, version(edition), edition.head, edition.day)


def hold(edition: Edition) -> Shown:
    """Show an edition in the whole rest of this run.

    Raises:
        MissingVersion, MissingData: as ``version``; then the present state is still shown.
    """
    found = shown(edition)
    laid = areas_then(edition, found.version)
    store.hold_edition(found.version, found.head)
    overlay.hold(laid)
    showing.hold(found)
    return found


def let_go() -> None:
    """Show the present state in this run."""
    overlay.hold(None)
    showing.hold(None)


@contextmanager
def opened(edition: Edition) -> Iterator[Shown]:
    """Inside, figures, entries, areas and the day are those of an edition.

    For whoever compares or packs editions; a page that shows one holds it for its whole run.

    Raises:
        MissingVersion, MissingData: as ``version``.
    """
    found, before = shown(edition), showing.shown()
    laid = areas_then(edition, found.version)
    with store.at(found.version, found.head), overlay.holding(laid):
        showing.hold(found)
        try:
            yield found
        finally:
            showing.hold(before)


def areas_then(edition: Edition, known_by: Version) -> overlay.Overlay | None:
    """What today's definitions lack of an edition's areas; None where nothing differs."""
    with overlay.holding(None):
        found = definitions.load()
    folder = str(settings.build_folder())
    return _areas_then(folder, known_by, edition.areas, found.programme.id, found.fingerprint)


@lru_cache(maxsize=16)
def _areas_then(
    folder: str, known_by: Version, own: tuple[str, ...], programme: str, fingerprint: str
) -> overlay.Overlay | None:
    rows = store.run_of(known_by, "shared/version_areas").to_dict("records")
    known = {one.id: one for one in map(_area, rows)}
    with overlay.holding(None):
        return overlay.needed(definitions.load(), known_by.id, known, own)


def _area(row: dict[str, Any]) -> Area:
    told = {key: str(row[key]) for key in ("kind", "country", "subregion_id", "region_id")}
    return Area(
        id=str(row["area_id"]),
        code=str(row["area_code"]),
        name={one: str(row[f"name_{one}"]) for one in _LANGUAGES},
        country_id=str(row["country_id"]),
        valid_from=str(row["valid_from"]),
        valid_to=str(row["valid_to"]),
        lon=None,
        lat=None,
        **told,
    )
