"""Reading questionnaires: blocks, scales, questions and options of one TOML file each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from seutukuva.definitions.interviewing import (
    MEANINGS,
    QUESTION_TYPES,
    ROLES,
    SCORES,
    TOPICS,
    Option,
    Question,
    Questionnaire,
)
from seutukuva.definitions.model import EMPTY, Text
from seutukuva.definitions.reading import Keys, tomls

# The types in which a topic can be counted, and a role be read.
TYPES_OF_TOPICS = {
    "balance": ("choice",),
    "need": ("choice", "multi"),
    "skill": ("choice", "multi"),
    "plan": ("choice",),
    "growth": ("choice",),
    "grade": ("choice", "number"),
    "free_text": ("text",),
}
TYPES_OF_ROLES = {
    "personnel": ("number",),
    "size_class": ("choice",),
    "interviewed_on": ("date",),
    "consent": ("choice", "text"),
    "quotation": ("choice", "text"),
    "wants_contact": ("choice", "text"),
}


def questionnaires(folder: Path) -> dict[str, Questionnaire]:
    """Every questionnaire of a programme's folder, the oldest first."""
    found = [questionnaire(name, keys) for name, keys in tomls(folder / "questionnaires")]
    return {one.id: one for one in sorted(found, key=lambda one: (one.valid_from, one.id))}


def questionnaire(name: str, keys: Keys) -> Questionnaire:
    """One questionnaire's file.

    Raises:
        DefinitionError: names the file, the key and what is allowed.
    """
    title, description = keys.text("title"), keys.text("description")
    family = keys.string("family", name)
    valid_from = keys.day("valid_from")
    if valid_from is None:
        raise keys.error("valid_from", "this key is missing", "write the day it is first used")
    said = _labels(keys.table("labels"))
    blocks = _blocks(keys)
    questions = _questions(keys, blocks)
    keys.finish()
    return Questionnaire(
        name,
        family,
        title,
        description,
        valid_from,
        MappingProxyType(blocks),
        MappingProxyType(questions),
        **said,
    )


def _labels(keys: Keys) -> dict[str, Any]:
    """Labels that mean the same in every question; no label means two things."""
    said = {key: keys.strings(key, ()) for key in ("cannot_say", "refused", "blank")}
    offered = keys.text("cannot_say_title", EMPTY)
    said["cannot_say"] = tuple(dict.fromkeys((*offered.values(), *said["cannot_say"])))
    keys.finish()
    taken: dict[str, str] = {}
    for key, labels in said.items():
        _claim(taken, keys, key, key, labels)
    return {**said, "cannot_say_title": offered}


def _claim(taken: dict[str, str], keys: Keys, key: str, owner: str, labels: Iterable[str]) -> None:
    """Note whose each label is; one that is another's already would be read either way."""
    for label in labels:
        plain = " ".join(label.split()).casefold()
        if taken.setdefault(plain, owner) != owner:
            raise keys.error(key, f"{label!r} belongs to {taken[plain]!r} too", "keep it in one")


def _blocks(keys: Keys) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for entry in keys.tables("block"):
        name = entry.name()
        if name in found:
            raise entry.error("id", f"{name!r} stands twice")
        found[name] = entry.text("title")
        entry.finish()
    return found


def _questions(keys: Keys, blocks: Mapping[str, Text]) -> dict[str, Question]:
    scales = _scales(keys)
    found: dict[str, Question] = {}
    roles: set[str] = set()
    headings: dict[str, str] = {}
    for entry in keys.tables("question"):
        one = _question(entry, blocks, scales)
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        if one.role in roles:
            raise entry.error("role", f"{one.role!r} stands twice")
        if one.role:
            roles.add(one.role)
        _claim(headings, entry, "title", one.id, one.title.values())
        _claim(headings, entry, "synonyms", one.id, one.synonyms)
        found[one.id] = one
    return found


def _scales(keys: Keys) -> dict[str, dict[str, Option]]:
    found: dict[str, dict[str, Option]] = {}
    for entry in keys.tables("scale", []):
        name = entry.name()
        if name in found:
            raise entry.error("id", f"{name!r} stands twice")
        found[name] = _options(entry)
        entry.finish()
    return found


def _options(keys: Keys) -> dict[str, Option]:
    found: dict[str, Option] = {}
    labels: dict[str, str] = {}
    for entry in keys.tables("option", []):
        one = Option(
            id=entry.name(),
            title=entry.text("title"),
            synonyms=entry.strings("synonyms", ()),
            score=_maybe_number(entry, "score"),
            meaning=entry.string("meaning", "", allowed=MEANINGS),
            service_group=entry.string("service_group", ""),
            development_areas=entry.strings("development_areas", ()),
            low=_maybe_number(entry, "low"),
            high=_maybe_number(entry, "high"),
        )
        if one.score is not None and one.score not in SCORES:
            raise entry.error("score", f"{one.score} is no score", "1, 0.5, 0, -0.5 or -1")
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        _check_bounds(entry, one.low, one.high)
        _claim(labels, entry, "title", one.id, one.title.values())
        _claim(labels, entry, "synonyms", one.id, one.synonyms)
        entry.finish()
        found[one.id] = one
    return found


def _maybe_number(keys: Keys, key: str) -> float | None:
    return keys.number(key) if key in keys.names() else None


def _check_bounds(keys: Keys, low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise keys.error("high", f"{high} is below low, {low}")


def _question(
    keys: Keys, blocks: Mapping[str, Text], scales: Mapping[str, dict[str, Option]]
) -> Question:
    question_type = keys.string("type", allowed=QUESTION_TYPES)
    scale = keys.string("scale", "", allowed=("", *scales))
    if scale and "option" in keys.names():
        raise keys.error("option", "a question with a scale has the scale's options")
    options = scales[scale] if scale else _options(keys)
    one = Question(
        id=keys.name(),
        block=keys.string("block", allowed=tuple(blocks)),
        type=question_type,
        title=keys.text("title"),
        help=keys.text("help", EMPTY),
        label=keys.text("label", EMPTY),
        role=keys.string("role", "", allowed=("", *ROLES)),
        topic=keys.string("topic", "", allowed=("", *TOPICS)),
        required=keys.boolean("required", False),
        options=MappingProxyType(options),
        synonyms=keys.strings("synonyms", ()),
        low=_maybe_number(keys, "low"),
        high=_maybe_number(keys, "high"),
        unit=keys.text("unit", EMPTY),
        max_length=keys.integer("max_length", 0),
        development_areas=keys.strings("development_areas", ()),
    )
    _check_bounds(keys, one.low, one.high)
    _check_question(keys, one)
    keys.finish()
    return one


def _check_question(keys: Keys, one: Question) -> None:
    """What a question is counted as and used for must be possible with its type."""
    if (one.type in ("choice", "multi")) != bool(one.options):
        raise keys.error(
            "option", "options belong to a choice or multi, and each of these needs them"
        )
    for key, value, types in (
        ("topic", one.topic, TYPES_OF_TOPICS.get(one.topic)),
        ("role", one.role, TYPES_OF_ROLES.get(one.role)),
    ):
        if types and one.type not in types:
            raise keys.error(key, f"{value!r} is asked as " + " or ".join(types))
    if one.is_personal and one.topic:
        raise keys.error("topic", f"{one.role!r} is about a person and never counted")
    options = one.options.values()
    if one.topic == "balance" and all(option.score is None for option in options):
        raise keys.error("topic", "a balance needs options with a score")
    if one.topic == "plan" and all(not option.meaning for option in options):
        raise keys.error("topic", "a plan needs options with a meaning", "yes, maybe or no")
    if one.role == "size_class" and any(option.low is None for option in options):
        raise keys.error("option", "a size class needs its lowest number", "write low = 0")
