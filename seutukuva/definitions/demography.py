"""How births and the deaths of infants are spread in a country, one file a country.

``data/definitions/demography/FI.toml``: what a projection by cohorts needs beside the figures that
are fetched, each with the source that tells it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import BOTH_SEXES, SEXES, Text
from seutukuva.definitions.reading import Keys, tomls

_AGES = re.compile(r"(\d{1,2})-(\d{1,2})")
# Shares that were rounded one by one do not add up to the last decimal.
_ROUNDED = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells something, of which years, and where."""

    source: Text
    years: str
    url: str
    licence: str


@dataclass(frozen=True, slots=True)
class Demography:
    """What is true of births and infants of one country.

    Attributes:
        country: code of the country, FI.
        children: per cent of a woman's children that she has at the ages first … last, both
            included, the youngest first; each group begins where the one before ends.
        infants: deaths before the first birthday of a thousand live births, by sex.
    """

    country: str
    children: tuple[tuple[int, int, float], ...]
    fertility: Told
    infants: Mapping[str, float]
    mortality: Told


def demographies(folder: Path) -> dict[str, Demography]:
    """Every file of the folder by country; none without such a folder."""
    return {name: _demography(name, keys) for name, keys in tomls(folder)}


def _demography(name: str, keys: Keys) -> Demography:
    fertility, infants = keys.table("fertility"), keys.table("infants")
    found = Demography(
        country=name,
        children=_children(fertility.table("shares")),
        fertility=_told(fertility),
        infants=MappingProxyType({sex: _rate(infants, sex) for sex in (*SEXES, BOTH_SEXES)}),
        mortality=_told(infants),
    )
    for one in (fertility, infants, keys):
        one.finish()
    return found


def _told(keys: Keys) -> Told:
    return Told(
        source=keys.text("source"),
        years=keys.string("years"),
        url=keys.string("url"),
        licence=keys.string("licence"),
    )


def _rate(keys: Keys, sex: str) -> float:
    found = keys.number(sex)
    if not 0 <= found < 1000:
        raise keys.error(sex, f"{found} is no number of deaths of a thousand")
    return found


def _children(keys: Keys) -> tuple[tuple[int, int, float], ...]:
    found: list[tuple[int, int, float]] = []
    for name in keys.names():
        match = _AGES.fullmatch(name)
        low, high = (int(match[1]), int(match[2])) if match else (1, 0)
        follows = low == found[-1][1] + 1 if found else low > 0
        if low > high or not follows:
            raise keys.error(name, "does not follow the ages before it", 'write "20-24"')
        share = keys.number(name)
        if not (math.isfinite(share) and share >= 0):
            raise keys.error(name, f"{share} is no share")
        found.append((low, high, share))
    if abs(sum(share for _low, _high, share in found) - 100) > _ROUNDED:
        raise keys.error("", "the shares are not a hundred per cent together")
    return tuple(found)
