"""Names and reasons of a projection by cohorts, in words."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import cohorts, definitions, formats, selectors, texts
from seutukuva.texts import N_, _

_MISSING = {
    cohorts.NO_AGES: N_(
        "How many people of each age live there is not in this data: neither counted ages nor an "
        "official projection by age."
    ),
    cohorts.NO_BIRTHS: N_("How many children are born there, or around it, is not in this data."),
    cohorts.NO_MOVES: N_("Who moves there and away is not in this data."),
    cohorts.NO_SURVIVAL: N_(
        "The ages of the whole country, which tell how long people live, are not in this data."
    ),
    cohorts.NO_DEMOGRAPHY: N_(
        "How births and the deaths of infants are spread by age is not known here of this country."
    ),
}


def missing_text(reason: str) -> str:
    """Why an area has no projection by cohorts.

    Args:
        reason: one of ``cohorts.REASONS``.
    """
    return _(_MISSING[reason])


def place(area_id: str) -> str:
    """Name of an area."""
    return selectors.area_name(definitions.load(), area_id, texts.language())


def places(area_ids: Sequence[str]) -> str:
    """Names of areas together: "Kinnula, Kivijärvi"."""
    named = selectors.names_apart(definitions.load(), area_ids, texts.language())
    return ", ".join(named[one] for one in area_ids)


def persons(value: float, *, signed: bool = False) -> str:
    """A number of people as it is printed."""
    return texts.number(value, 0, signed=signed)


def percent(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Per cent as it is printed."""
    return formats.percent(value, decimals, texts.language(), signed=signed)


def years(extent: tuple[int, int]) -> str:
    """ "2025–2030", or "2025"."""
    first, last = extent
    return str(first) if first == last else f"{first}–{last}"
