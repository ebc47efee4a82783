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
from seutukuva.projects.persons import is_called, is_person

# "FIRMA OYSOMEBODY": hardly a Finnish word begins with "oy".
_GLUED = re.compile(r"^(.* OYJ?)(?=[A-ZÅÄÖ][A-ZÅÄÖ/])")
_MUNICIPAL = re.compile(r"(\w+) (kunta|kaupunki|kunnan|kaupungin)\b", re.IGNORECASE)
# A contact person or an owner after the name: "yliopisto Professori Matti Meikäläinen".
_CONTACT = re.compile(
    r"^(.{4,}?)[\s,/]*"
    r"(?:\b(?i:c/o|professori|prof\.|\w*johtaja|rehtori|omistaja|om\.)|(?<!SU)OM\.)"
    r"\s+[A-ZÅÄÖ].*$"
)


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
    if known is None and is_person(name):
        return PERSON
    if known is None:
        known = _municipal(name, genitives) or NameForm(name)
    return Implementer(known.name, name_key(known.name), known.organisation, known.municipality)


def once(name: str) -> str:
    """A name without what some lists glue to it: itself, a place, a contact person."""
    half, odd = divmod(len(name), 2)
    if not odd and half > 3 and name[:half] == name[half:]:
        return name[:half]
    for glued in (_GLUED.match(name), _CONTACT.match(name)):
        name = glued.group(1) if glued else name
    head, slash, tail = name.rpartition("/")
    return head.strip() if slash and is_called(tail) else name


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
