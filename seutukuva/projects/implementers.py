"""Names of implementers as lists write them: one form of each organisation, and no person's name.

What forms are one organisation's is data; what is general is here: surplus spaces, names that
stand twice in a row, a place or a person glued to a firm's name, and municipalities.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from seutukuva import definitions
from seutukuva.definitions.implementers import NameForm, name_key
from seutukuva.definitions.words import listed

# "T:mi" also where it is glued to the name before it; "aputoiminimi" is another thing.
_TRADER = re.compile(r"\bt\.?mi\b|t:\s?mi\b|\btoiminimi\b|\bf:ma\b", re.IGNORECASE)
# "FIRMA OYSOMEBODY": hardly a Finnish word begins with "oy".
_GLUED = re.compile(r"^(.* OYJ?)(?=[A-ZÅÄÖ][A-ZÅÄÖ/])")
_MUNICIPAL = re.compile(r"(\w+) (kunta|kaupunki|kunnan|kaupungin)\b", re.IGNORECASE)
# A name with one of these is an organisation's, whatever else it holds.
_FORMS = re.compile(
    r"\b(oy|oyj|ab|abp|ky|kb|ay|hb|osk|ry|rf|r\.y|r\.f|ltd|kk|sr)\b|kunta|kaupun|yhtymä|yhdisty|"
    r"seura|säätiö|liitto|keskus|laitos|virasto|opisto|koulu|lukio|ministeriö|instituut|"
    r"hallitus|hallinto|piiri|kamari|akatemia|museo|toimisto|yhtiö|konserni|osasto|kommun|"
    r"stad\b|staden|förening|förbund|högskola|universitet|stiftelse|centr|klubb|samfällighet",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Glued to the word before it, a shorter name would be found in any word.
_LEAST_GLUED = 5


@dataclass(frozen=True, slots=True)
class Implementer:
    """Who carries a project out.

    Attributes:
        name: the one form that the organisation is known by; "" of a person.
        key: the same for every form of one organisation; "" of a person.
        organisation: id of the programme's organisation, "" for others.
        municipality: ``FI-KU601`` where it is a municipality or a part of one.
        is_person: a person or a sole trader, whose name is nobody's to keep.
    """

    name: str
    key: str
    organisation: str = ""
    municipality: str = ""
    is_person: bool = False


NOBODY = Implementer("", "")
PERSON = Implementer("", "", is_person=True)


def harmonised(told: str) -> Implementer:
    """Whose a name is that a list tells; nobody's where it tells none."""
    return all_harmonised([told])[told]


def all_harmonised(told: Iterable[str]) -> dict[str, Implementer]:
    """Whose each of many names is: for a whole list, whose names stand in it many times."""
    defs = definitions.load()
    genitives = _genitives(defs.fingerprint)
    return {one: _whose(one, defs.implementers, genitives) for one in dict.fromkeys(told)}


def _whose(told: str, forms: Mapping[str, NameForm], genitives: Mapping[str, str]) -> Implementer:
    name = once(" ".join(unicodedata.normalize("NFC", told).split()))
    if not name:
        return NOBODY
    known = forms.get(name_key(name))
    if known is None and _is_person(name):
        return PERSON
    if known is None:
        known = _municipal(name, genitives) or NameForm(name)
    return Implementer(known.name, name_key(known.name), known.organisation, known.municipality)


def once(name: str) -> str:
    """A name without what some lists glue to it: itself, a place, a contact person."""
    half, odd = divmod(len(name), 2)
    if not odd and half > 3 and name[:half] == name[half:]:
        return name[:half]
    glued = _GLUED.match(name)
    return glued.group(1) if glued else name


def _is_person(name: str) -> bool:
    """Whether it is a sole trader's or looks like a person's name and is no organisation's."""
    if _TRADER.search(name):
        return True
    if _FORMS.search(name):
        return False
    words = [one.casefold() for one in _WORD.findall(name)]
    names = _first_names()
    # A first name alone can be anything; beside another word it is somebody.
    return len(words) > 1 and any(
        one in names or one.split("-")[0] in names or _ends_with_name(one, words, name)
        for one in words
    )


def _ends_with_name(word: str, words: list[str], name: str) -> bool:
    # "LOMAMÖKITKYÖSTI MEIKÄLÄINEN": only lists in capitals glue names together.
    if not name.isupper() or word == words[-1]:
        return False
    return any(word[start:] in _first_names() for start in range(1, len(word) - _LEAST_GLUED + 1))


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    rows = [row["names"] for row in listed("names") if row["kind"] == "name"]
    return frozenset(name for row in rows for name in row.split())


def _municipal(name: str, genitives: Mapping[str, str]) -> NameForm | None:
    """A municipality, or a part of one, by its genitive: "Heinolan kaupunki"."""
    found = _MUNICIPAL.search(name)
    area = genitives.get(found.group(1).casefold()) if found else None
    if not found or not area:
        return None
    if found.group(0) == name:
        return NameForm(f"{found.group(1).capitalize()} {found.group(2).lower()}", "", area)
    return NameForm(name, "", area)


@lru_cache(maxsize=2)
def _genitives(_fingerprint: str) -> Mapping[str, str]:
    """Finnish genitive of each municipality → its id."""
    defs = definitions.load()
    return {
        form.of.casefold(): area_id
        for area_id, form in defs.area_forms.items()
        if defs.areas[area_id].kind == "municipality" and area_id.startswith("FI-")
    }
