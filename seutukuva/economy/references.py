"""With whom the structure of an area's economy is compared: a whole that it is a part of."""

from __future__ import annotations

from collections.abc import Collection

from seutukuva.definitions import Definitions

# Where a country has no figures, what is known of it stands for it.
KNOWN = "known"
# Fewer areas say nothing of a country.
FEWEST_KNOWN = 3


def choices(found: Definitions, area_id: str, with_figures: Collection[str]) -> tuple[str, ...]:
    """What the area can be compared with, the best first: country, region, all known, sub-region.

    Args:
        with_figures: areas that have figures in the years compared.

    Returns:
        Area ids, and ``KNOWN`` for all municipalities of the country that have figures, where the
        country itself has none; empty for a country.

    Raises:
        KeyError: no such area.
    """
    area = found.areas[area_id]
    if area.kind == "country":
        return ()
    options = [area.country_id, area.region_id, KNOWN, area.subregion_id]
    every = [found.areas[one] for one in known(found, area.country, with_figures)]
    # What is known of the area alone is the area itself and nobody to compare it with.
    is_wider = any(area_id not in (one.id, one.subregion_id, one.region_id) for one in every)
    many = len(every) >= FEWEST_KNOWN and is_wider
    return tuple(
        one
        for one in dict.fromkeys(options)
        if one != area_id
        and (one in with_figures or (one == KNOWN and many and area.country_id not in with_figures))
    )


def known(found: Definitions, country: str, with_figures: Collection[str]) -> tuple[str, ...]:
    """Municipalities of a country that have figures, by id."""
    return tuple(
        sorted(
            one
            for one in with_figures
            if (area := found.areas.get(one))
            and area.kind == "municipality"
            and area.country == country
        )
    )


def parts(
    found: Definitions, area_id: str, with_figures: Collection[str]
) -> tuple[str, tuple[str, ...]]:
    """The wider area over whose municipalities an industry lies, and those municipalities.

    The sub-region, or the region where that has fewer than three municipalities with figures.

    Returns:
        Area id and ids of municipalities; an empty id where there are too few.
    """
    area = found.areas[area_id]
    own = area_id if area.kind != "municipality" else ""
    for wider in dict.fromkeys((own, area.subregion_id, area.region_id, area.country_id)):
        inside = [
            one
            for one in known(found, area.country, with_figures)
            if wider
            in (
                found.areas[one].subregion_id,
                found.areas[one].region_id,
                found.areas[one].country_id,
            )
        ]
        if wider and len(inside) >= FEWEST_KNOWN:
            return wider, tuple(inside)
    return "", ()
