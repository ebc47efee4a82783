"""Company interviews as data: questionnaires, thresholds, service groups, themes of free text.

``data/programmes/<id>/questionnaires/<questionnaire>.toml`` and
``data/programmes/<id>/interviews.toml``. A programme without them has no interviews.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import EMPTY, Text
from seutukuva.definitions.reading import Keys, toml, tomls

# How an answer is read.
QUESTION_TYPES = ("text", "choice", "multi", "number", "date")
# What an answer is for, beyond being an answer. A role is held by one question at most.
ROLES = (
    *("response_id", "y_tunnus", "firm_name", "municipality", "industry", "industry_version"),
    *("personnel", "size_class", "interviewed_on", "organisation", "wave", "consent", "quotation"),
    *("wants_contact", "contact_name", "contact_role", "contact_email", "contact_phone"),
    "interviewer",
)
# Personal data: never stored with the answers.
PERSONAL_ROLES = frozenset(
    ("contact_name", "contact_role", "contact_email", "contact_phone", "interviewer")
)
# What a question is counted as.
TOPICS = ("balance", "need", "skill", "plan", "growth", "grade", "free_text")
MEANINGS = ("", "yes", "maybe", "no")
SCORES = (-1.0, -0.5, 0.0, 0.5, 1.0)
NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen.

    ``score``: its weight in a balance (1, ½, 0, −½, −1; none: not counted). ``meaning``: of an
    answer about a plan. ``service_group``: who a need is taken to. ``low``, ``high``: bounds of a
    class of numbers, both included; none: open.
    """

    id: str
    title: Text
    synonyms: tuple[str, ...] = ()
    score: float | None = None
    meaning: str = ""
    service_group: str = ""
    development_areas: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an interview form.

    ``synonyms``: headings by which it is known in spreadsheets, besides its titles. ``low``,
    ``high``: of numbers, in ``unit``. ``max_length``: of texts.
    """

    id: str
    block: str
    type: str
    title: Text
    help: Text = field(default_factory=lambda: EMPTY)
    role: str = ""
    topic: str = ""
    required: bool = False
    options: Mapping[str, Option] = field(default_factory=lambda: MappingProxyType({}))
    synonyms: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: Text = field(default_factory=lambda: EMPTY)
    max_length: int = 0
    development_areas: tuple[str, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether the answer is about a person, and so never stored with the others."""
        return self.role in PERSONAL_ROLES


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An interview form; a changed form is another questionnaire of the same family.

    ``cannot_say``, ``refused``, ``blank``: labels that mean so in any question.
    """

    id: str
    family: str
    title: Text
    description: Text
    valid_from: date
    blocks: Mapping[str, Text]
    questions: Mapping[str, Question]
    cannot_say: tuple[str, ...]
    refused: tuple[str, ...]
    blank: tuple[str, ...]

    def of_role(self, role: str) -> Question | None:
        """The question that holds a role; none where the form does not ask it."""
        return next((one for one in self.questions.values() if one.role == role), None)

    def of_topic(self, topic: str) -> tuple[Question, ...]:
        """The questions counted as this topic, in the form's order."""
        return tuple(one for one in self.questions.values() if one.topic == topic)


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """What a need is answered with: ``organisation`` answers within ``days``."""

    id: str
    title: Text
    organisation: str
    days: int
    development_areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTheme:
    """A theme of free text: dictionary forms of words; ``*`` stands for any letters."""

    id: str
    title: Text
    words: tuple[str, ...]
    development_areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interviewing:
    """How a programme interviews firms, and protects them.

    ``shown``: firms a published group needs at least; ``exist``: firms below which nothing says
    that the group exists; ``classes_below``: firms below which a balance is only a class;
    ``claims_from``: firms from which a difference is spoken of; ``dominance``: largest share one
    firm may have of a weighted group; ``rounds``: months of the yearly clock;
    ``summaries_from``: organisations that write an adviser summary each round;
    ``contact_months``: after which contact persons are deleted.
    """

    shown: int = 5
    exist: int = 3
    classes_below: int = 10
    claims_from: int = 30
    dominance: float = 0.8
    rounds: tuple[int, ...] = (4, 10)
    summaries_from: tuple[str, ...] = ()
    contact_months: int = 12
    service_groups: Mapping[str, ServiceGroup] = field(default_factory=lambda: MappingProxyType({}))
    themes: Mapping[str, TextTheme] = field(default_factory=lambda: MappingProxyType({}))


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
    labels = keys.table("labels")
    said = {key: labels.strings(key, ()) for key in ("cannot_say", "refused", "blank")}
    labels.finish()
    blocks = _named(keys, "block")
    scales = _scales(keys)
    questions: dict[str, Question] = {}
    for entry in keys.tables("question"):
        one = _question(entry, blocks, scales)
        if one.id in questions:
            raise entry.error("id", f"{one.id!r} stands twice")
        if one.role and one.role in {other.role for other in questions.values()}:
            raise entry.error("role", f"{one.role!r} stands twice")
        questions[one.id] = one
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


def interviewing(folder: Path, organisations: Mapping[str, object]) -> Interviewing:
    """``interviews.toml`` of a programme's folder; the defaults where there is none."""
    file = folder / "interviews.toml"
    if not file.exists():
        return Interviewing()
    keys = toml(file)
    found = Interviewing(
        shown=keys.integer("shown", 5, low=3),
        exist=keys.integer("exist", 3, low=1),
        classes_below=keys.integer("classes_below", 10),
        claims_from=keys.integer("claims_from", 30),
        dominance=keys.number("dominance", 0.8),
        rounds=tuple(int(month) for month in keys.strings("rounds", ("4", "10"))),
        summaries_from=keys.strings("summaries_from", ()),
        contact_months=keys.integer("contact_months", 12, low=1, high=120),
        service_groups=MappingProxyType(_service_groups(keys)),
        themes=MappingProxyType(_themes(keys)),
    )
    keys.finish()
    answering = [
        *found.summaries_from,
        *(one.organisation for one in found.service_groups.values()),
    ]
    for organisation in answering:
        if organisation not in organisations:
            raise keys.error("organisation", f"the programme has no {organisation!r}")
    return found


def _named(keys: Keys, key: str) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for entry in keys.tables(key):
        found[_id(entry)] = entry.text("title")
        entry.finish()
    return found


def _id(keys: Keys) -> str:
    name = keys.string("id")
    if not NAME.fullmatch(name):
        raise keys.error("id", f"{name!r} is no id", "write e.g. turnover_outlook")
    return name


def _scales(keys: Keys) -> dict[str, dict[str, Option]]:
    found: dict[str, dict[str, Option]] = {}
    for entry in keys.tables("scale", []):
        found[_id(entry)] = _options(entry)
        entry.finish()
    return found


def _options(keys: Keys) -> dict[str, Option]:
    found: dict[str, Option] = {}
    for entry in keys.tables("option", []):
        one = Option(
            id=_id(entry),
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
        entry.finish()
        found[one.id] = one
    return found


def _maybe_number(keys: Keys, key: str) -> float | None:
    return keys.number(key) if key in keys.names() else None


def _question(
    keys: Keys, blocks: Mapping[str, Text], scales: Mapping[str, dict[str, Option]]
) -> Question:
    question_type = keys.string("type", allowed=QUESTION_TYPES)
    scale = keys.string("scale", "", allowed=("", *scales))
    options = scales[scale] if scale else _options(keys)
    one = Question(
        id=_id(keys),
        block=keys.string("block", allowed=tuple(blocks)),
        type=question_type,
        title=keys.text("title"),
        help=keys.text("help", EMPTY),
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
    if (one.type in ("choice", "multi")) != bool(one.options):
        raise keys.error(
            "option", "options belong to a choice or multi, and each of these needs them"
        )
    if one.topic == "balance" and all(option.score is None for option in options.values()):
        raise keys.error("topic", "a balance needs options with a score")
    keys.finish()
    return one


def _service_groups(keys: Keys) -> dict[str, ServiceGroup]:
    found: dict[str, ServiceGroup] = {}
    for entry in keys.tables("service_group", []):
        one = ServiceGroup(
            _id(entry),
            entry.text("title"),
            entry.string("organisation"),
            entry.integer("days", 14, low=1, high=365),
            entry.strings("development_areas", ()),
        )
        entry.finish()
        found[one.id] = one
    return found


def _themes(keys: Keys) -> dict[str, TextTheme]:
    found: dict[str, TextTheme] = {}
    for entry in keys.tables("theme", []):
        one = TextTheme(
            _id(entry),
            entry.text("title"),
            tuple(word.lower() for word in entry.strings("words")),
            entry.strings("development_areas", ()),
        )
        entry.finish()
        found[one.id] = one
    return found
