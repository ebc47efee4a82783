"""Ideas, scores, decisions and appraisal rounds, as they stand in the log.

Scores are confidential, as what assessors write of unfinished ideas is; the rest is not.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from seutukuva import access, dates, definitions, formats, settings, store
from seutukuva.pipeline import locking
from seutukuva.pipeline.model import Decision, Idea, Lock, Mark, Score, Stay

_TEXTS = ("title", "description", "origin", "development_area", "node", "partners", "project")
_NUMBERS = ("money_total", "money_eu_state", "jobs", "firms")


def ideas(as_of: int | None = None) -> list[Idea]:
    """Every idea that is not withdrawn, with all its stages, those changed last first.

    Raises:
        RecordsError: the log cannot be read.
    """
    head = store.current_head()
    seq = head.seq if as_of is None else min(as_of, head.seq)
    known = definitions.load().fingerprint
    return list(_ideas(settings.programme_id(), seq, head.chain_hash, known))


# A page asks several times in a run, and every version of every idea is looked at.
@lru_cache(maxsize=8)
def _ideas(_programme: str, seq: int, _chain_hash: str, _definitions: str) -> tuple[Idea, ...]:
    versions: dict[str, list[Mapping[str, Any]]] = {}
    for row in _rows("records/idea", seq):
        versions.setdefault(str(row["id"]), []).append(row)
    found = [_idea(one) for one in versions.values()]
    return tuple(sorted(found, key=lambda one: -one.seq))


def scores(as_of: int | None = None) -> list[Score]:
    """Every organisation's scores of every idea, in the order of entry.

    Raises:
        AccessRefused: not here.
        RecordsError: the log cannot be read.
    """
    access.require("scores")
    same = ("round", "idea", "assessor", "version")
    return [
        Score(
            id=str(row["id"]),
            seq=int(row["seq"]),
            **{name: _text(row[name]) for name in same},
            marks=MappingProxyType(_marks(_json(row["scores"]))),
        )
        for row in _rows("records/idea_score", as_of)
    ]


def decisions(as_of: int | None = None) -> list[Decision]:
    """Every decision, the latest first.

    Raises:
        RecordsError: the log cannot be read.
    """
    same = (
        *("idea", "stage", "decided_on", "decided_by", "outcome", "conditions", "reason"),
        "departs_because",
    )
    return [
        Decision(
            id=str(row["id"]),
            seq=int(row["seq"]),
            **{name: _text(row[name]) for name in same},
            amount=_number(row["amount"]),
            appraised=MappingProxyType(_json(row["appraised"])),
        )
        for row in _rows("records/idea_decision", as_of)
    ]


def locks(as_of: int | None = None) -> list[Lock]:
    """Every appraisal round with its criteria, the latest round first.

    Raises:
        RecordsError: the log cannot be read.
    """
    found = []
    for row in _rows("records/criteria_lock", as_of):
        kept = _json(row["content"])
        try:
            criteria = locking.restored(kept)
        except (KeyError, TypeError, ValueError):
            # A row that was changed past the log's rules: its scores are told without a verdict.
            criteria = None
        found.append(
            Lock(
                id=str(row["id"]),
                seq=int(row["seq"]),
                round=_text(row["round"]),
                version=_text(row["version"]),
                opened_on=_day(_text(row["opened_on"])) or dt.date.min,
                hash=_text(row["hash"]),
                criteria=criteria,
            )
        )
    return found


def _rows(name: str, as_of: int | None) -> list[dict[Any, Any]]:
    asked = {"programme": settings.programme_id(), "as_of": as_of}
    return store.run(name, **asked).to_dict("records")


def _idea(versions: list[Mapping[str, Any]]) -> Idea:
    newest = versions[-1]
    told: dict[str, Any] = {name: _text(newest[name]) for name in _TEXTS}
    numbers: dict[str, Any] = {name: _number(newest[name]) for name in _NUMBERS}
    areas = definitions.load().programme.development_areas
    owners = {one.code: one.owner for one in areas}
    return Idea(
        id=str(newest["id"]),
        seq=int(newest["seq"]),
        **told,
        **numbers,
        owner=_text(newest["owner"]) or owners.get(told["development_area"], ""),
        area_ids=_texts(newest["area_ids"]),
        needs=_texts(newest["needs"]),
        stays=stays(versions),
    )


def stays(versions: Iterable[Mapping[str, Any]]) -> tuple[Stay, ...]:
    """An idea's times at its stages, of its versions from the oldest on.

    A stage begins on the day that is told for it, else when its first version was saved; never
    before the one before it did.
    """
    found: list[Stay] = []
    for row in versions:
        stage, told = _text(row["stage"]), _day(_text(row["stage_on"]))
        least = found[-1].since if found else dt.date.min
        if found and found[-1].stage == stage:
            before = found[-2].since if len(found) > 1 else dt.date.min
            since = max(told or found[-1].since, before)
            found[-1] = Stay(stage, since, None, _text(row["stage_reason"]))
        else:
            since = max(told or _saved(row["recorded_at"]), least)
            found.append(Stay(stage, since, None, _text(row["stage_reason"])))
    return tuple(
        Stay(one.stage, one.since, after.since if after else None, one.reason)
        for one, after in zip(found, [*found[1:], None], strict=True)
    )


def _marks(kept: Mapping[str, Any]) -> dict[str, Mark]:
    found = {}
    for name, one in kept.items():
        if isinstance(one, Mapping) and isinstance(one.get("value"), int):
            found[name] = Mark(int(one["value"]), str(one.get("reason") or ""))
    return found


def _json(value: Any) -> dict[str, Any]:
    found = json.loads(value) if isinstance(value, str) and value else {}
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str:
    return "" if formats.is_missing(value) else str(value)


def _number(value: Any) -> float | None:
    return None if formats.is_missing(value) else float(value)


def _texts(value: Any) -> tuple[str, ...]:
    listed = value.tolist() if hasattr(value, "tolist") else value
    return tuple(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else ()


def _day(stored: str) -> dt.date | None:
    return dates.first_day(stored) if stored and dates.read_or_empty(stored) == stored else None


def _saved(moment: Any) -> dt.date:
    # A row that was changed past the log's rules may say no day.
    return dt.date.min if formats.is_missing(moment) else dates.day_of(moment)
