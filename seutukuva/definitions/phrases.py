"""What sentences need: how an indicator and an area stand inside them, in each language."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions import model
from seutukuva.definitions.model import Area, AreaForm, Phrase
from seutukuva.definitions.reading import Keys, rows
from seutukuva.errors import DefinitionError

FORM_COLUMNS = ("area_id", "fi_in", "fi_of", "sv_in", "en_in", "nb_in")
# Finnish says either "in" or "on" of a place; which one, only usage knows.
FINNISH_PLACE_ENDINGS = ("ssa", "ssä", "lla", "llä")


def phrase(keys: Keys) -> Phrase:
    """The table ``[phrase]`` of an indicator: its subject in every language.

    Raises:
        DefinitionError: a language is missing, or one is named that is not allowed.
    """
    subject = keys.table("subject")
    found = Phrase(
        subject=MappingProxyType(
            {language: subject.string(language) for language in model.LANGUAGES}
        ),
        plural=_languages(keys, "plural", model.LANGUAGES),
        neuter=_languages(keys, "neuter", model.NEUTER_LANGUAGES),
        verb=keys.string("verb", allowed=model.PHRASE_VERBS),
    )
    subject.finish()
    keys.finish()
    return found


def _languages(keys: Keys, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    found = keys.strings(key, ())
    for language in found:
        if language not in allowed:
            raise keys.error(key, f"{language!r} is not allowed", "allowed: " + ", ".join(allowed))
    return found


def area_forms(file: Path, areas: dict[str, Area]) -> dict[str, AreaForm]:
    """The forms of ``area_forms.csv`` by area; every area of today must have them.

    Raises:
        DefinitionError: an unknown or doubled area, an empty or impossible form, an area without.
    """
    found: dict[str, AreaForm] = {}
    for line, row in rows(file, FORM_COLUMNS):
        where, area_id = f"line {line}", row["area_id"]
        if area_id not in areas:
            raise DefinitionError(file, where, f"{area_id} is not in areas.csv")
        if area_id in found:
            raise DefinitionError(file, where, f"{area_id} stands twice")
        empty = [
            column
            for column in FORM_COLUMNS
            if row[column].strip() != row[column] or not row[column]
        ]
        if empty:
            raise DefinitionError(file, where, f"{empty[0]} is empty or has spaces around it")
        if not row["fi_in"].endswith(FINNISH_PLACE_ENDINGS):
            raise DefinitionError(
                file, where, f"{row['fi_in']!r} is not a place", todo="end it in -ssa or -lla"
            )
        inside = {language: row[f"{language}_in"] for language in model.LANGUAGES}
        found[area_id] = AreaForm(area_id, MappingProxyType(inside), row["fi_of"])
    for area in areas.values():
        # Merged municipalities are in the history only: nobody can choose them.
        if not area.valid_to and area.id not in found:
            raise DefinitionError(file, area.id, "this area has no forms", todo="add a line")
    return found
