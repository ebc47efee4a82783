"""Invented interviews as data: ``data/programmes/<id>/demonstration.toml``.

What firms there are, how they look ahead and what they write belongs to a programme. One without
such a file has no invented interviews.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.interviewing import MEANINGS
from seutukuva.definitions.model import LANGUAGES
from seutukuva.definitions.reading import Keys, toml

_ROUND = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_DIVISION = re.compile(r"\d{2}")
_NUMBER = "{number}"


@dataclass(frozen=True, slots=True)
class Invented:
    """What is known of a question beforehand.

    ``after``: the question without whose answer, of one of ``meanings``, it is not asked; empty:
    always asked. ``yes``: share of firms that say so; none: as their mood is. ``sentences``: what
    is answered to a question of free text, one of them.
    """

    after: str = ""
    meanings: tuple[str, ...] = ()
    yes: float | None = None
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What invented interviews are made of.

    ``language``: of the answers. ``firm``: name of a firm, with ``{number}``. ``firms``: how many
    there are. ``rounds``: share of them that answers, by the month of the round, in order.
    ``sizes``: about how many persons, and the weight of it. ``divisions``: two-digit divisions of
    industry, each as often as its weight. ``moods``: by division, how much better (above 0) or
    worse than others it looks ahead. ``questions``: by id.
    """

    language: str = "fi"
    firm: str = _NUMBER
    firms: int = 0
    rounds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    sizes: tuple[tuple[int, int], ...] = ()
    divisions: tuple[str, ...] = ()
    moods: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    questions: Mapping[str, Invented] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, question: str) -> Invented:
        """What is known of a question beforehand."""
        return self.questions.get(question, Invented())

    def name_of(self, firm: int) -> str:
        """What the firm of this number is called."""
        return self.firm.replace(_NUMBER, str(firm))


def demonstration(folder: Path) -> Demonstration:
    """``demonstration.toml`` of a programme's folder; nothing invented where there is none.

    Raises:
        DefinitionError: names the key and what is allowed.
    """
    file = folder / "demonstration.toml"
    if not file.exists():
        return Demonstration()
    keys = toml(file)
    divisions, moods = _divisions(keys)
    found = Demonstration(
        language=keys.string("language", allowed=LANGUAGES),
        firm=keys.string("firm"),
        firms=keys.integer("firms", low=1, high=10_000),
        rounds=MappingProxyType(_rounds(keys)),
        sizes=_sizes(keys),
        divisions=divisions,
        moods=MappingProxyType(moods),
        questions=MappingProxyType(_questions(keys)),
    )
    keys.finish()
    if _NUMBER not in found.firm:
        raise keys.error("firm", f"{found.firm!r} names every firm alike", f"write {_NUMBER} in it")
    return found


def _rounds(keys: Keys) -> dict[str, float]:
    found: dict[str, float] = {}
    for entry in keys.tables("round"):
        month = entry.string("id")
        if not _ROUND.fullmatch(month) or month <= max(found, default=""):
            raise entry.error("id", f"{month!r} is no later month", "write e.g. 2026-04, in order")
        found[month] = _share(entry, "answering")
        entry.finish()
    return found


def _sizes(keys: Keys) -> tuple[tuple[int, int], ...]:
    found = []
    for entry in keys.tables("size"):
        found.append((entry.integer("personnel", low=1), entry.integer("weight", 1, low=1)))
        entry.finish()
    if not found:
        raise keys.error("size", "firms need a size")
    return tuple(found)


def _divisions(keys: Keys) -> tuple[tuple[str, ...], dict[str, float]]:
    divisions: list[str] = []
    moods: dict[str, float] = {}
    for entry in keys.tables("division"):
        code = entry.string("code")
        if not _DIVISION.fullmatch(code) or code in moods:
            raise entry.error("code", f"{code!r} is no division, or stands twice", "write e.g. 01")
        divisions += [code] * entry.integer("weight", 1, low=1, high=100)
        moods[code] = entry.number("mood", 0.0)
        entry.finish()
    if not divisions:
        raise keys.error("division", "firms need an industry")
    return tuple(divisions), moods


def _questions(keys: Keys) -> dict[str, Invented]:
    found: dict[str, Invented] = {}
    for entry in keys.tables("question", []):
        name, after = entry.name(), entry.string("after", "")
        one = Invented(
            after=after,
            meanings=entry.strings("meanings", ()),
            yes=_share(entry, "yes") if "yes" in entry.names() else None,
            sentences=entry.strings("sentences", ()),
        )
        entry.finish()
        if name in found:
            raise entry.error("id", f"{name!r} stands twice")
        if bool(after) != bool(one.meanings) or not set(one.meanings) <= set(MEANINGS[1:]):
            allowed = "some of " + ", ".join(MEANINGS[1:])
            raise entry.error("meanings", "of the answer to `after`, and of no other", allowed)
        found[name] = one
    return found


def _share(keys: Keys, key: str) -> float:
    share = keys.number(key)
    if not 0 <= share <= 1:
        raise keys.error(key, f"{share} is no share", "from 0 to 1")
    return share
