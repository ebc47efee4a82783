"""Which areas stand side by side, and which of them are the reader's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from seutukuva.definitions import Definitions

# Fewer areas have no order worth a page.
FEWEST_AREAS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Areas of one kind in one country.

    Attributes:
        area_ids: those side by side, the area looked at among them where it fits.
        own: the area looked at; of a larger area, those of its parts that are in the group.
        kind, country: of all of them; empty without any.
        is_added: the area looked at is no member of the group and stands beside it.
        left_out: members that are of another kind or country than most.
    """

    area_ids: tuple[str, ...]
    own: tuple[str, ...]
    kind: str
    country: str
    is_added: bool = False
    left_out: tuple[str, ...] = ()


def group(found: Definitions, area_id: str, members: Iterable[str]) -> Group:
    """The group around an area.

    Args:
        members: its areas; such as are abolished are left aside.

    Raises:
        KeyError: no such area.
    """
    present = [one for one in dict.fromkeys(members) if not found.areas[one].valid_to]
    counts = Counter((found.areas[one].kind, found.areas[one].country) for one in present)
    if not counts:
        return Group((), (), "", "")
    kind, country = max(counts, key=lambda one: (counts[one], one))

    def fits(one: str) -> bool:
        return (found.areas[one].kind, found.areas[one].country) == (kind, country)

    fitting = [one for one in present if fits(one)]
    is_added = fits(area_id) and area_id not in fitting
    area_ids = (area_id, *fitting) if is_added else tuple(fitting)
    return Group(
        area_ids,
        _own(found, area_id, area_ids),
        kind,
        country,
        is_added,
        tuple(one for one in present if not fits(one)),
    )


def _own(found: Definitions, area_id: str, area_ids: tuple[str, ...]) -> tuple[str, ...]:
    if area_id in area_ids:
        return (area_id,)
    areas = found.areas
    return tuple(
        one for one in area_ids if area_id in (areas[one].subregion_id, areas[one].region_id)
    )
