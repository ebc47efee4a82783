"""Company interviews as data: questionnaires, thresholds, service groups, themes of free text.

``data/programmes/<id>/questionnaires/<questionnaire>.toml`` (read in ``forms``) and
``data/programmes/<id>/interviews.toml``. A programme without them has no interviews.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import EMPTY, Text
from seutukuva.definitions.reading import Keys, toml

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
# What a firm agrees to: never guessed from what it says besides.
AGREEMENTS = ("consent", "quotation", "wants_contact")
PERSONAL_ROLES = frozenset(
    ("contact_name", "contact_role", "contact_email", "contact_phone", "interviewer")
)
# What a question is counted as.
TOPICS = ("balance", "need", "skill", "plan", "growth", "grade", "free_text")
MEANINGS = ("", "yes", "maybe", "no")
SCORES = (-1.0, -0.5, 0.0, 0.5, 1.0)


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

    ``label``: its title where there is little room, as in charts; empty: the title.
    ``synonyms``: headings by which it is known in spreadsheets, besides its titles. ``low``,
    ``high``: of numbers, in ``unit``. ``max_length``: of texts.
    """

    id: str
    block: str
    type: str
    title: Text
    help: Text = field(default_factory=lambda: EMPTY)
    label: Text = field(default_factory=lambda: EMPTY)
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
    ``cannot_say_title``: how a form offers the first of them, in every language.
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
    cannot_say_title: Text = field(default_factory=lambda: EMPTY)

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

    ``shown``: firms a published group needs at least, and by which what is shown moves on;
    ``exist``: to whose multiples numbers of firms are rounded at random; what is rounded to 0 is
    told as fewer; ``classes_below``: firms below which a balance is only a class;
    ``claims_from``: firms from which a difference is spoken of; ``dominance``: largest share of a
    sum that one firm may have; ``rounds``: months of the yearly clock; ``summaries_from``:
    organisations that write an adviser summary each round; ``contact_months``: after which contact
    persons are deleted; ``stock``: indicators that count firms, the best first.
    """

    shown: int = 5
    exist: int = 3
    classes_below: int = 10
    claims_from: int = 30
    dominance: float = 0.75
    rounds: tuple[int, ...] = (4, 10)
    summaries_from: tuple[str, ...] = ()
    contact_months: int = 12
    stock: tuple[str, ...] = ()
    service_groups: Mapping[str, ServiceGroup] = field(default_factory=lambda: MappingProxyType({}))
    themes: Mapping[str, TextTheme] = field(default_factory=lambda: MappingProxyType({}))


def interviewing(folder: Path, organisations: Mapping[str, object]) -> Interviewing:
    """``interviews.toml`` of a programme's folder; the defaults where there is none."""
    file = folder / "interviews.toml"
    if not file.exists():
        return Interviewing()
    keys = toml(file)
    shown = keys.integer("shown", 5, low=3)
    found = Interviewing(
        shown=shown,
        exist=keys.integer("exist", 3, low=3, high=shown),
        classes_below=keys.integer("classes_below", max(shown, 10), low=shown),
        claims_from=keys.integer("claims_from", 30, low=shown),
        dominance=keys.number("dominance", 0.75),
        rounds=keys.integers("rounds", (4, 10), low=1, high=12),
        summaries_from=keys.strings("summaries_from", ()),
        contact_months=keys.integer("contact_months", 12, low=1, high=120),
        stock=keys.strings("stock", ()),
        service_groups=MappingProxyType(_service_groups(keys, organisations)),
        themes=MappingProxyType(_themes(keys)),
    )
    keys.finish()
    if not 0 < found.dominance <= 1:
        raise keys.error("dominance", f"{found.dominance} is no share", "above 0, at most 1")
    for organisation in found.summaries_from:
        if organisation not in organisations:
            raise keys.error("summaries_from", f"the programme has no {organisation!r}")
    return found


def _service_groups(keys: Keys, organisations: Mapping[str, object]) -> dict[str, ServiceGroup]:
    found: dict[str, ServiceGroup] = {}
    for entry in keys.tables("service_group", []):
        one = ServiceGroup(
            entry.name(),
            entry.text("title"),
            entry.string("organisation", allowed=tuple(organisations)),
            entry.integer("days", 14, low=1, high=365),
            entry.strings("development_areas", ()),
        )
        entry.finish()
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        found[one.id] = one
    return found


def _themes(keys: Keys) -> dict[str, TextTheme]:
    found: dict[str, TextTheme] = {}
    for entry in keys.tables("theme", []):
        one = TextTheme(
            entry.name(),
            entry.text("title"),
            tuple(word.lower() for word in entry.strings("words")),
            entry.strings("development_areas", ()),
        )
        entry.finish()
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        if not one.words or not all(word.strip("* ") for word in one.words):
            raise entry.error("words", "a theme needs words of one letter at least")
        found[one.id] = one
    return found
