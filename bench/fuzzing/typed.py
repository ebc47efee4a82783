"""What people type: numbers, days, whole forms; and what the pages are asked with."""

from __future__ import annotations

import random
import re
from typing import Any

from bench import fuzzing
from bench.fuzzing import REFUSED, TAKEN, Tally
from seutukuva import dates, definitions, formats, records, settings, store
from seutukuva.definitions import Field, Kind
from seutukuva.errors import InvalidRecord, RecordsError
from seutukuva.formats import typed_numbers
from seutukuva.interviews import rounds

_DAYS = ("2026", "2026-10", "2026-03-14", "29.2.2028", "14. maaliskuuta 2026", "3/2026", "1800")
_NUMBERS = ("1", "1 234,5", "1,234.5", "−3", "0,1", "999999999999", "1.234.567,89")


def of_figures(count: int, chance: random.Random) -> Tally:
    """Numbers and days as they are typed: read, or refused; what is read is written back alike."""
    tally = Tally()
    for _number in range(count):
        text = _spoilt(chance, chance.choice((_DAYS, _NUMBERS)))
        try:
            tally.note(TAKEN if TAKEN in (_day(text), _figure(text)) else REFUSED)
        except Exception as error:
            tally.crash(error, text)
    return tally


def _spoilt(chance: random.Random, sound: tuple[str, ...]) -> str:
    if chance.random() < 0.4:
        return fuzzing.text(chance)
    signs = list(chance.choice(sound))
    for _turn in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(signs) + 1)
        signs[at : at + chance.randrange(2)] = chance.choice(
            ("", "0", "9", ".", ",", "-", "−", " ", "\u00a0", "\u202f", "'", "/", "e", "٣", "5")
        )
    return "".join(signs)


def _day(text: str) -> str:
    try:
        stored = dates.read(text)
    except ValueError:
        return REFUSED
    first, last = dates.first_day(stored), dates.last_day(stored)
    if not first <= last or dates.read(stored) != stored:
        raise AssertionError(f"{text!r} is read as {stored!r}")
    for language in formats.LANGUAGES:
        if dates.read(dates.typed(stored, language)) != stored:
            raise AssertionError(f"{stored!r} is not read back in {language}")
    rounds.is_round(text)
    return TAKEN


def _figure(text: str) -> str:
    try:
        found = typed_numbers.read(text)
    except ValueError:
        return REFUSED
    if found != found or abs(found) == float("inf"):
        raise AssertionError(f"{text!r} is read as {found}")
    return TAKEN


# ── forms ────────────────────────────────────────────────────────────────────────────────────


def of_forms(count: int, chance: random.Random) -> Tally:
    """Bodies of every kind of record: stored, or refused with a sentence to each field.

    What is taken is stored, so that the pages can be asked to show it; the log is of the folder
    that the settings name.
    """
    tally = Tally()
    found = definitions.load()
    kinds = sorted(one for one in found.kinds if one not in PROGRAMS_OWN)
    for _number in range(count):
        kind = found.kinds[chance.choice(kinds)]
        body = _body(kind, chance)
        try:
            entry = records.append(kind.id, body, by="local", source="fuzz")
            again = records.fitting(kind.id, entry.body)
            if again != entry.body:
                raise AssertionError("what was stored does not fit any more")
            tally.note(TAKEN)
        except InvalidRecord as error:
            tally.note(REFUSED) if error.problems and all(
                words for _field, words in error.problems
            ) else tally.crash(error, body)
        except RecordsError as error:
            tally.note(REFUSED) if error.what else tally.crash(error, body)
        except Exception as error:
            tally.crash(error, (kind.id, body))
    return tally


# What programs keep for themselves and no form asks for; grants have a door of their own.
PROGRAMS_OWN = frozenset(
    {
        *("installation_key", "grant", "erasure", "contact_view", "edition"),
        *("interview_batch", "interview_purge", "interview_map", "project_batch"),
    }
)


def _body(kind: Kind, chance: random.Random) -> dict[str, Any]:
    """A sound body of a kind, in which some fields, or none, are spoilt."""
    bodies: dict[str, Any] = {}
    spoilt = chance.choice((0, 0, 0.05, 0.2, 0.6))
    for field in kind.fields:
        if field.required or chance.random() < 0.6:
            bodies[field.id] = _sound(field, chance)
        if chance.random() < spoilt:
            bodies[field.id] = fuzzing.value(chance)
    if chance.random() < spoilt / 4:
        bodies[fuzzing.text(chance)[:50]] = fuzzing.value(chance)
    return bodies


def _sound(field: Field, chance: random.Random) -> Any:
    """A value that its field takes."""
    if field.type == "text":
        return "2026-10" if field.is_round else _hostile_text(field, chance)
    if field.type == "choice":
        return chance.choice([*field.choices])
    many = field.type.removesuffix("s") if field.type in LISTS else ""
    known = _known().get(many or field.type, ("",))
    one = chance.choice(known)
    return [one, chance.choice(known)] if many else one


def _hostile_text(field: Field, chance: random.Random) -> str:
    """A text that its field takes, however it looks."""
    text = fuzzing.text(chance)
    text = text if field.is_long else " ".join(text.split())
    return text[: field.max_length or 50] or "x"


LISTS = ("areas", "indicators", "development_areas", "projects")


def _known() -> dict[str, tuple[Any, ...]]:
    """Values that fields take, by their type; lists hold those of their one."""
    found = definitions.load()
    own = found.programme
    projects = ("S11010", "a 1", "=1+1", "<b>x</b>", "**S2**")
    return {
        "date": (*_DAYS, "2026-12-31", "2028-02-29", "2200-12-31"),
        "number": (0, 1, -1, 0.1, 1e11, 5),
        "boolean": (True, False),
        "url": ("https://example.org/a?b=c#d", "http://localhost/%00", "https://x.example/(a)[b]"),
        "figures": ({"participants": {"all": 3, "women": 1}}, {"jobs": {"all": 0}}),
        "funding": ({"eu": 0}, {"eu": 5.5, "private": 100_000}),
        "roles": ({"steering_group": "Kaupunki; Yhtiö Oy"}, {"steering_group": "=1+1"}),
        "data": ({}, [], {"x": [1, "a"]}, "x", 0),
        "organisation": tuple(own.organisations),
        "service_group": tuple(found.interviewing.service_groups),
        "municipality": own.areas,
        "area": own.areas,
        "indicator": tuple(found.indicators),
        "theme": tuple(found.themes),
        "development_area": tuple(one.code for one in own.development_areas),
        "node": tuple(found.projects.nodes),
        "phase": tuple(found.projects.phases),
        "goal_level": tuple(found.projects.goal_levels),
        "measure": tuple(found.measures),
        "kpi": tuple(found.indicators)[:9],
        "project": projects,
        "basket": ("b1", "none"),
    }


def of_questions(tally: Tally) -> int:
    """Every question of what people have entered is asked of the log as it stands; how many."""
    asked = 0
    for file in sorted((settings.queries_folder() / "records").glob("*.sql")):
        name = f"records/{file.stem}"
        params = _params(store.query_text(name))
        try:
            store.run(name, **params)
            asked += 1
            tally.note(TAKEN)
        except Exception as error:
            tally.crash(error, (name, params))
    return asked


def _params(sql: str) -> dict[str, Any]:
    own = set(re.findall(r"(?<!\$)\$([a-z_]+)", re.sub(r"--.*", "", sql)))
    known = {"programme": settings.programme_id(), "as_of": None}
    return {name: known.get(name, "2026-10") for name in own}
