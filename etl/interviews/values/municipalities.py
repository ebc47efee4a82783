"""Municipalities as people write them: a code, a name in any language or case, a former name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from seutukuva.definitions.model import Area, Definitions

FORMER, OUTSIDE, UNKNOWN = "municipality_former", "municipality_outside", "municipality_unknown"
# What may stand beside the name, in any language of the program.
_KINDS = re.compile(
    r"\b(kunta|kunnan|kunnassa|kaupunki|kaupungin|kaupungissa|kommune?n?|stad|staden|by|"
    r"municipality|town|city|of|i|in)\b"
)
_CODE = re.compile(r"(?:[A-Z]{2}-?)?(?:KU)?\s*([0-9]{1,4})", re.ASCII)
_PARTS = re.compile(r"[(),;/|–]| - ")
_NEAR = 3


class Municipality(NamedTuple):
    """``area_id`` or empty; ``remark``: see the codes above; ``near``: names it may have meant;
    ``former``: the name of the municipality that has since become part of it."""

    area_id: str
    remark: str = ""
    near: tuple[str, ...] = ()
    former: str = ""


class Municipalities:
    """Reads municipalities of the countries in which the programme lies.

    Args:
        defs: areas with their forms in sentences, and mergers.
        language: in which near names are given.
    """

    def __init__(self, defs: Definitions, language: str) -> None:
        self._own = frozenset(defs.programme.areas)
        self._language = language
        countries = {defs.areas[area].country for area in self._own}
        self._areas = {
            area.id: area
            for area in defs.areas.values()
            if area.kind == "municipality" and area.country in countries
        }
        self._home = defs.areas[defs.programme.country].country
        self._present: dict[str, set[str]] = {}
        self._former: dict[str, set[str]] = {}
        self._former_names: dict[str, str] = {}
        self._read_names(defs)

    def _read_names(self, defs: Definitions) -> None:
        for area in self._areas.values():
            _add(self._present, area.name.values(), area.id)
            form = defs.area_forms.get(area.id)
            if form:
                _add(self._present, (form.of, *form.inside.values()), area.id)
        for event in defs.area_history:
            area_id = event.area_id
            if event.kind in ("merger", "rename") and area_id in self._areas:
                _add(self._former, (event.predecessor_name,), area_id)
                self._former_names.setdefault(event.predecessor_id, event.predecessor_name)
                if event.predecessor_id not in self._areas:
                    self._former.setdefault(event.predecessor_id, set()).add(area_id)

    def read(self, text: str) -> Municipality:
        """A cell's municipality; ``text`` is not empty."""
        for read in (self._of_code, self._of_name, self._of_parts):
            found = read(text.strip())
            if found:
                return found
        return Municipality("", UNKNOWN, self._near_names(text))

    def _of_code(self, text: str) -> Municipality | None:
        found = _CODE.fullmatch(text.upper())
        if not found:
            return None
        # Finnish codes have three digits, Swedish and Norwegian ones four; zeros get lost.
        country = text[:2].upper() if text[:2].isalpha() and "-" in text else self._home
        width = 3 if country == "FI" else 4
        area_id = f"{country}-KU{found[1].lstrip('0').zfill(width)}"
        if area_id in self._areas:
            return self._found(area_id)
        successors = self._former.get(area_id, set())
        if len(successors) == 1:
            return self._found(next(iter(successors)), self._former_names[area_id])
        return None

    def _of_name(self, text: str) -> Municipality | None:
        for bare in dict.fromkeys((_bare(text), _KINDS.sub(" ", _bare(text)))):
            name = " ".join(bare.split())
            for folded in (name, _without_marks(name)):
                found = self._present.get(folded, set())
                if len(found) == 1:
                    return self._found(next(iter(found)))
                # Two of one name: the programme's own is meant.
                own = found & self._own
                if len(own) == 1:
                    return self._found(next(iter(own)))
                former = self._former.get(folded, set())
                if len(former) == 1:
                    return self._found(next(iter(former)), text.strip())
        return None

    def _of_parts(self, text: str) -> Municipality | None:
        """ "Saarijärvi (729)" or "Pylkönmäki / Saarijärvi": parts that do not contradict."""
        parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
        if len(parts) < 2:
            parts = re.split(r"\s+(?=[0-9]{1,4}$)|(?<=[0-9])\s+", text, maxsplit=1)
        read: Iterable[Callable[[str], Municipality | None]] = (self._of_code, self._of_name)
        found = [one for part in parts for reader in read if (one := reader(part))]
        return found[0] if len({one.area_id for one in found}) == 1 else None

    def _found(self, area_id: str, former: str = "") -> Municipality:
        if area_id not in self._own:
            return Municipality(area_id, OUTSIDE, former=former)
        return Municipality(area_id, FORMER if former else "", former=former)

    def _near_names(self, text: str) -> tuple[str, ...]:
        names = {_bare(self._name(area)): self._name(area) for area in self._areas.values()}
        found = process.extract(
            _bare(text)[:80], list(names), scorer=fuzz.ratio, limit=_NEAR, score_cutoff=60
        )
        return tuple(names[name] for name, _score, _place in found)

    def _name(self, area: Area) -> str:
        return area.name[self._language]

    def own_names(self) -> list[str]:
        """The names of the programme's own municipalities."""
        return sorted(self._name(self._areas[area]) for area in self._own)

    def name(self, area_id: str) -> str:
        """The present name of a municipality that was found."""
        return self._name(self._areas[area_id])


def _add(index: dict[str, set[str]], names: Iterable[str], area_id: str) -> None:
    for name in names:
        bare = _bare(name)
        for one in {bare, _without_marks(bare), _KINDS.sub("", bare).strip()} - {""}:
            index.setdefault(one, set()).add(area_id)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s-]", " ", text.casefold()).split())


def _without_marks(text: str) -> str:
    """ "saarijarvi": as names are typed where there is no ä."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(one for one in parts if not unicodedata.combining(one))
