"""The criteria of an appraisal round, kept as they were when it was opened.

The log holds their whole content: scores stay readable and comparable whatever the file says later.
A version whose content has changed since it was locked is refused: it needs a new id.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from seutukuva.definitions.criteria import Criteria, Criterion, PipelineRules, Step
from seutukuva.errors import InvalidRecord
from seutukuva.interviews import rounds
from seutukuva.pipeline.model import LOCK, Lock
from seutukuva.records.entries import canonical
from seutukuva.texts import _

SHORT = 12
CHANGED, GONE = "changed", "gone"


def content(criteria: Criteria) -> dict[str, Any]:
    """A version as it is kept: everything that a score or a verdict rests on, and its words."""
    return {
        "id": criteria.id,
        "valid_from": criteria.valid_from.isoformat(),
        "title": dict(criteria.title),
        "note": dict(criteria.note),
        "assessors": list(criteria.assessors),
        "least_assessors": criteria.least_assessors,
        "threshold": criteria.threshold,
        "strategic_threshold": criteria.strategic_threshold,
        "criteria": [_criterion(one) for one in criteria.criteria],
    }


def _criterion(one: Criterion) -> dict[str, Any]:
    return {
        "id": one.id,
        "block": one.block,
        "title": dict(one.title),
        "question": dict(one.question),
        "weight": one.weight,
        "scale": [{"value": step.value, "title": dict(step.title)} for step in one.scale],
        "is_mandatory": one.is_mandatory,
        "minimum": one.minimum,
        "below": one.below,
        "assessors": list(one.assessors),
    }


def hashed(kept: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical content."""
    return hashlib.sha256(canonical(dict(kept)).encode("utf-8")).hexdigest()


def restored(kept: Mapping[str, Any]) -> Criteria:
    """The version that ``content`` was made of.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    return Criteria(
        id=str(kept["id"]),
        valid_from=dt.date.fromisoformat(kept["valid_from"]),
        title=MappingProxyType(dict(kept["title"])),
        note=MappingProxyType(dict(kept["note"])),
        criteria=tuple(_restored(one) for one in kept["criteria"]),
        assessors=tuple(kept["assessors"]),
        least_assessors=int(kept["least_assessors"]),
        threshold=kept["threshold"],
        strategic_threshold=kept["strategic_threshold"],
    )


def _restored(kept: Mapping[str, Any]) -> Criterion:
    return Criterion(
        id=str(kept["id"]),
        block=str(kept["block"]),
        title=MappingProxyType(dict(kept["title"])),
        question=MappingProxyType(dict(kept["question"])),
        weight=float(kept["weight"]),
        scale=tuple(
            Step(int(one["value"]), MappingProxyType(dict(one["title"]))) for one in kept["scale"]
        ),
        is_mandatory=bool(kept["is_mandatory"]),
        minimum=kept["minimum"],
        below=str(kept["below"]),
        assessors=tuple(kept["assessors"]),
    )


def lock_id(round_id: str) -> str:
    """The id of a round's opening: two who open it at once meet each other."""
    return f"criteria-lock-{round_id}"


def state(lock: Lock, rules: PipelineRules) -> str:
    """Whether the file still says what was locked: "", ``CHANGED`` or ``GONE``."""
    if lock.version not in rules.criteria:
        return GONE
    return "" if hashed(content(rules.criteria[lock.version])) == lock.hash else CHANGED


def opened(
    version: str, on: dt.date, round_id: str, locks: Iterable[Lock], rules: PipelineRules
) -> dict[str, Any]:
    """The record that opens a round with a version of the criteria.

    Raises:
        InvalidRecord: no such version or not yet in force, the round is open already, or the
            version has changed since an earlier round was opened with it.
    """
    known = list(locks)
    problems = []
    if not rounds.is_round(round_id):
        problems.append(("round", _("A round is a month, such as 2026-10.")))
    if any(one.round == round_id for one in known):
        problems.append(("round", _("This round is open already; its criteria stay as they are.")))
    criteria = rules.criteria.get(version)
    if criteria is None:
        problems.append(("version", _("There are no criteria of this version.")))
    elif criteria.valid_from > on:
        words = _("These criteria are in force only from {day} on.")
        problems.append(("version", words.format(day=criteria.valid_from.isoformat())))
    else:
        problems += [("version", words) for words in _changed(criteria, known)]
    if problems or criteria is None:
        raise InvalidRecord(LOCK, problems)
    kept = content(criteria)
    return {
        "round": round_id,
        "version": version,
        "opened_on": on.isoformat(),
        "hash": hashed(kept),
        "content": kept,
    }


def _changed(criteria: Criteria, locks: Iterable[Lock]) -> list[str]:
    now = hashed(content(criteria))
    before = [one for one in locks if one.version == criteria.id and one.hash != now]
    if not before:
        return []
    first = min(before, key=lambda one: one.opened_on)
    words = _(
        "The criteria of version {version} were locked on {day} (content {before}) and have been "
        "changed in the file since (content {now}). Nothing was opened: give the changed criteria "
        "a new id in criteria.toml, and write the old ones back."
    )
    return [
        words.format(
            version=criteria.id,
            day=first.opened_on.isoformat(),
            before=first.hash[:SHORT],
            now=now[:SHORT],
        )
    ]
