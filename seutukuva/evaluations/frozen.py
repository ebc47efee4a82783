"""The criteria of an evaluation as they were frozen: part of its record, whatever a file says now.

An evaluation whose criteria are only made up when its results are known proves nothing. So they
are stored with it, with a day before it opens, and their fingerprint tells whether the file that
they were taken from has changed since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva.definitions import LANGUAGES, CriteriaSet, Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is graded, in every language."""

    id: str
    title: Text
    description: Text


@dataclass(frozen=True, slots=True)
class Frozen:
    """A set of criteria with its scale; ``grades``: what each means, the worst (1) first."""

    title: Text
    grades: tuple[Text, ...]
    criteria: tuple[Criterion, ...]
    fingerprint: str = ""

    def criterion(self, criterion_id: str) -> Criterion | None:
        """One of them by its id."""
        return next((one for one in self.criteria if one.id == criterion_id), None)


def content(found: CriteriaSet) -> dict[str, Any]:
    """A set as it is stored with an evaluation."""
    return {
        "title": dict(found.title),
        "grades": [dict(one) for one in found.grades],
        "criteria": [
            {"id": one.id, "title": dict(one.title), "description": dict(one.description)}
            for one in found.criteria
        ],
    }


def fingerprint(stored: Mapping[str, Any]) -> str:
    """Sixteen signs that change with any word of the criteria or of the scale."""
    text = json.dumps(stored, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(text: str) -> Frozen | None:
    """What was stored; None where it is not to be read."""
    try:
        stored = json.loads(text)
        criteria = tuple(
            Criterion(str(one["id"]), _text(one["title"]), _text(one["description"]))
            for one in stored["criteria"]
        )
        grades = tuple(_text(one) for one in stored["grades"])
        title = _text(stored["title"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Frozen(title, grades, criteria, fingerprint(stored)) if criteria and grades else None


def _text(stored: Mapping[str, Any]) -> Text:
    return {language: str(stored[language]) for language in LANGUAGES}
