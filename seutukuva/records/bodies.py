"""Does a body fit its kind? Each field by its type, every problem in a sentence."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from seutukuva import dates, texts
from seutukuva.definitions import QUESTION, Definitions, Field, Kind
from seutukuva.errors import InvalidRecord
from seutukuva.interviews import redacted, rounds
from seutukuva.texts import _

FIRMS = ("new", "existing")
LONGEST_CODE, LONGEST_ROLE = 64, 300
MOST_PROJECTS = 50
# No count or sum of euros of a region comes near it, and sums of such figures stay finite.
LARGEST = 1e12


class Unfit(ValueError):
    """A value does not fit its field; holds the sentence that says so."""


def checked(kind: Kind, body: Mapping[str, Any], found: Definitions) -> dict[str, Any]:
    """The body as it is stored: trimmed, dates as ISO text, empty fields left out.

    Args:
        found: knows the areas and indicators there are.

    Raises:
        InvalidRecord: holds every problem, in the order of the fields.
    """
    problems: list[tuple[str, str]] = []
    clean: dict[str, Any] = {}
    for field in kind.fields:
        value = body.get(field.id)
        try:
            stored = None if value is None else _READERS[field.type](field, value, found)
            if stored in (None, "", [], {}):
                if field.required:
                    raise Unfit(_("is needed."))
            else:
                if kind.is_impersonal:
                    for text in _written(field, stored):
                        impersonal(text)
                clean[field.id] = stored
        except Unfit as error:
            problems.append((field.id, f"{_label(field)}: {error}"))
    problems += [
        (name, _("{field}: this kind of entry has no such field.").format(field=str(name)[:40]))
        for name in body
        if name not in {field.id for field in kind.fields}
    ]
    problems += _in_order(kind, clean)
    if problems:
        raise InvalidRecord(kind.id, problems)
    return clean


def _written(field: Field, stored: Any) -> Iterable[str]:
    """What people have written of their own in a field."""
    if field.type == "text":
        return [stored]
    return stored.values() if field.type == "roles" else []


def _label(field: Field) -> str:
    return field.title[texts.language()]


def _in_order(kind: Kind, clean: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    by_id = {field.id: field for field in kind.fields}
    for field in kind.fields:
        first, last = clean.get(field.not_before), clean.get(field.id)
        if first and last and dates.last_day(last) < dates.first_day(first):
            text = _("{later}: is before “{earlier}”. Write a later day, or leave it empty.")
            earlier = _label(by_id[field.not_before])
            yield field.id, text.format(later=_label(field), earlier=earlier)


_HASH = re.compile(r"(?:[a-z]+-)?[0-9a-f]{32,64}|p-[0-9a-f]{16}")
# They turn the reading direction of what follows, and so make a text look like another.
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def plain(value: Any) -> str:
    """A text as it is stored: trimmed, lines ended in one way.

    Raises:
        Unfit: it is no text, or holds signs that no one has typed.
    """
    if not isinstance(value, str):
        raise Unfit(_("is not a text."))
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    for sign in text:
        # Control signs and halves of characters, which some programs cannot store.
        is_odd = unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"
        if is_odd or sign in _TURNING:
            raise Unfit(_("holds a sign that is not a letter. Type the text again."))
    return text


def impersonal(text: str) -> str:
    """A text that reaches no person: what is stored stays in the history for good.

    Raises:
        Unfit: an e-mail address, a telephone, identity or account number is in it.
    """
    # The programs' own names of batches, files and persons are no numbers of anybody.
    found = [] if _HASH.fullmatch(text) else redacted.personal(text)
    # Nor is the class within a decision's number: EURA 2014/10123/09 02 01 01/2021/KSL.
    found = [one for one in found if text[one.begin - 1 : one.begin] + text[one.end :][:1] != "//"]
    if found:
        quoted = (_("“{text}”").format(text=one.text) for one in found)
        shown = ", ".join(dict.fromkeys(quoted))
        words = _("holds what reaches a person: {found}. Take it out, then save.")
        raise Unfit(words.format(found=shown))
    return text


def _short_enough(field: Field, text: str) -> str:
    if field.max_length and len(text) > field.max_length:
        message = _("has {n} characters, at most {most} fit. Shorten it.")
        n, most = texts.number(len(text)), texts.number(field.max_length)
        raise Unfit(message.format(n=n, most=most))
    return text


def _text(field: Field, value: Any, _found: Definitions) -> str:
    text = plain(value)
    if not field.is_long and ("\n" in text or "\t" in text):
        raise Unfit(_("has several lines. Write it on one."))
    text = _short_enough(field, text)
    if field.is_round and text and not rounds.is_round(text):
        raise Unfit(_("A round is a month, such as 2026-10."))
    return text


def _date(_field: Field, value: Any, _found: Definitions) -> str:
    text = plain(value)
    try:
        return dates.read(text) if text else ""
    except ValueError:
        raise Unfit(
            _("“{text}” is not a day. Write 14.3.2026, 2026-03-14, 2026-03 or 2026.").format(
                text=text[:40]
            )
        ) from None


def _choice(field: Field, value: Any, _found: Definitions) -> str:
    text = plain(value)
    if text and text not in field.choices:
        allowed = ", ".join(title[texts.language()] for title in field.choices.values())
        raise Unfit(
            _("“{text}” is not a choice. Choose one of: {allowed}.").format(
                text=text[:40], allowed=allowed
            )
        )
    return text


def _ids(value: Any, known: Mapping[str, Any]) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise Unfit(_("is not a list."))
    chosen = list(dict.fromkeys(plain(one) for one in value))
    for one in chosen:
        if one not in known:
            raise Unfit(_("“{text}” is not known. Choose from the list.").format(text=one[:40]))
    return chosen


def _one_of(value: Any, known: Iterable[str]) -> str:
    text = plain(value)
    if text and text not in known:
        raise Unfit(_("“{text}” is not known. Choose from the list.").format(text=text[:40]))
    return text


def _organisation(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.programme.organisations)


def _service_group(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.interviewing.service_groups)


def _municipality(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.programme.areas)


def _theme(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.themes)


def _development_area(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, [area.code for area in found.programme.development_areas])


def _node(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.projects.nodes)


def _phase(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.projects.phases)


def _goal_level(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.projects.goal_levels)


def _measure(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.measures)


def _area(_field: Field, value: Any, found: Definitions) -> str:
    return _one_of(value, found.areas)


def _kpi(_field: Field, value: Any, found: Definitions) -> str:
    asked = {f"{QUESTION}{one}" for form in found.questionnaires.values() for one in form.questions}
    return _one_of(value, found.indicators.keys() | asked)


def _development_areas(_field: Field, value: Any, found: Definitions) -> list[str]:
    return _ids(value, {area.code: area for area in found.programme.development_areas})


def _projects(field: Field, value: Any, found: Definitions) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise Unfit(_("is not a list."))
    codes = dict.fromkeys(_record(field, one, found) for one in value)
    if len(codes) > MOST_PROJECTS:
        message = _("names {n} projects, at most {most} fit.")
        n, most = texts.number(len(codes)), texts.number(MOST_PROJECTS)
        raise Unfit(message.format(n=n, most=most))
    return [one for one in codes if one]


def _record(_field: Field, value: Any, _found: Definitions) -> str:
    """A project by its code, or another record by its id; whether it is there, the form asks."""
    text = plain(value)
    if len(text) > LONGEST_CODE or "\n" in text or "\t" in text:
        raise Unfit(_("“{text}” is not known. Choose from the list.").format(text=text[:40]))
    return text


def _figures(_field: Field, value: Any, found: Definitions) -> dict[str, dict[str, float]]:
    """Measure → part → figure, none below zero, and no part above the whole that stands beside."""
    clean: dict[str, dict[str, float]] = {}
    for name, parts in _named(value, found.measures).items():
        own = found.measures[name]
        allowed = ["all", *(["women"] if own.by_sex else []), *(FIRMS if own.by_firm else [])]
        told = {key: _amount(one) for key, one in _named(parts, allowed).items() if one is not None}
        largest, whole = max(told.values(), default=0), told.get("all")
        if whole is not None and largest > whole:
            text = _("{measure}: a part is larger than the whole, {part} > {whole}.")
            title = own.title[texts.language()]
            part_said, said = texts.number(largest), texts.number(whole)
            raise Unfit(text.format(measure=title, part=part_said, whole=said))
        if told:
            clean[name] = told
    return clean


def _funding(_field: Field, value: Any, found: Definitions) -> dict[str, float]:
    named = _named(value, found.projects.funding)
    return {key: _amount(one) for key, one in named.items() if one is not None}


def _roles(_field: Field, value: Any, found: Definitions) -> dict[str, str]:
    told = {key: plain(one) for key, one in _named(value, found.projects.roles).items() if one}
    for text in told.values():
        if len(text) > LONGEST_ROLE:
            message = _("has {n} characters, at most {most} fit. Shorten it.")
            n, most = texts.number(len(text)), texts.number(LONGEST_ROLE)
            raise Unfit(message.format(n=n, most=most))
    return {key: text for key, text in told.items() if text}


def _named(value: Any, known: Container[str]) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise Unfit(_("cannot be kept as it is."))
    for name in value:
        # As it is written: what is trimmed first would name nothing here.
        if name not in known:
            raise Unfit(
                _("“{text}” is not known. Choose from the list.").format(text=str(name)[:40])
            )
    return dict(value)


def _amount(value: Any) -> float | int:
    if (amount := _figure(value)) < 0:
        raise Unfit(_("is below zero. Write zero or more."))
    return amount


def _figure(value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unfit(_("is not a number."))
    # Compared first: a whole number may be too long to be tested for being finite.
    if abs(value) > LARGEST and value not in (math.inf, -math.inf):
        raise Unfit(_("is larger than any figure here can be. Check it."))
    if not math.isfinite(value):
        raise Unfit(_("is not a number."))
    return value


def _data(field: Field, value: Any, _found: Definitions) -> Any:
    """What a program keeps: any JSON, so long as it reads back as it was."""
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        whole = json.loads(text) == value
    except (TypeError, ValueError):
        whole = False
    if not whole:
        raise Unfit(_("cannot be kept as it is."))
    _short_enough(field, text)
    return value


def _areas(_field: Field, value: Any, found: Definitions) -> list[str]:
    return _ids(value, found.areas)


def _indicators(_field: Field, value: Any, found: Definitions) -> list[str]:
    return _ids(value, found.indicators)


def _url(field: Field, value: Any, _found: Definitions) -> str:
    text = _short_enough(field, plain(value))
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        whole = False
    if not whole or any(sign.isspace() or sign in '<>"`\\' for sign in text):
        raise Unfit(
            _("“{text}” is not an address. Write it whole: https://…").format(text=text[:60])
        )
    return text


def _number(_field: Field, value: Any, _found: Definitions) -> float | int:
    return _figure(value)


def _boolean(_field: Field, value: Any, _found: Definitions) -> bool:
    if not isinstance(value, bool):
        raise Unfit(_("is neither yes nor no."))
    return value


_READERS: dict[str, Callable[[Field, Any, Definitions], Any]] = {
    "text": _text,
    "date": _date,
    "choice": _choice,
    "areas": _areas,
    "indicators": _indicators,
    "url": _url,
    "number": _number,
    "boolean": _boolean,
    "organisation": _organisation,
    "service_group": _service_group,
    "municipality": _municipality,
    "data": _data,
    "theme": _theme,
    "development_area": _development_area,
    "node": _node,
    "phase": _phase,
    "goal_level": _goal_level,
    "measure": _measure,
    "kpi": _kpi,
    "area": _area,
    "project": _record,
    "basket": _record,
    "development_areas": _development_areas,
    "projects": _projects,
    "figures": _figures,
    "funding": _funding,
    "roles": _roles,
}
