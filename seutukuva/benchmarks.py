"""With which wider areas the figures of an area are compared: in texts, cards, charts, verdicts.

Only areas that the area is a part of: a part of the area itself says nothing about it from
outside, and a sub-region somewhere else is no measure for it.
"""

from __future__ import annotations

from seutukuva.definitions import Definitions


def wider(found: Definitions, area_id: str) -> tuple[str, ...]:
    """The areas around an area, the nearest first.

    The sub-region is among them only where it is the programme's: readers know that one, the
    others are near for those who live there.

    Returns:
        Area ids; empty for a country, which nothing here is around.

    Raises:
        KeyError: no such area.
    """
    area = found.areas[area_id]
    near = area.subregion_id if area.subregion_id == found.programme.subregion else ""
    around = (near, area.region_id, area.country_id)
    return tuple(one for one in dict.fromkeys(around) if one in found.areas and one != area_id)


def of_interest(found: Definitions, area_id: str) -> tuple[str, ...]:
    """The same areas for a text, which tells the first that has figures.

    The region comes first, then the country: a sub-region of a few municipalities moves much as
    each of them does, so it is told only where the others have nothing.

    Raises:
        KeyError: no such area.
    """
    near = found.programme.subregion
    return tuple(sorted(wider(found, area_id), key=lambda one: one == near))
