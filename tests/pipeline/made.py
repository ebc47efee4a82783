"""Ideas, criteria and scores for tests, as they would stand in the log."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.criteria import Criteria, Criterion, PipelineRules, Step, criteria
from seutukuva.pipeline import locking
from seutukuva.pipeline.model import Idea, Lock, Mark, Score, Stay
from tests.conftest import REPOSITORY

HOW_TO = REPOSITORY / "docs" / "contributors" / "add-criteria.md"
TEXT = MappingProxyType({"fi": "x", "sv": "x", "en": "x", "nb": "x"})
TODAY = dt.date(2026, 10, 14)
DAY = dt.date(2026, 9, 1)


def leader(folder: Path) -> PipelineRules:
    """The rules of the how-to's example, read from it."""
    (body,) = re.findall(r"^```toml\n(.*?)^```", HOW_TO.read_text("utf-8"), re.M | re.S)
    (folder / "criteria.toml").write_text(body, encoding="utf-8")
    return criteria(folder, ["BOARD"])


def criterion(own_id: str, most: int = 3, **more: object) -> Criterion:
    """A criterion on a scale from 0."""
    steps = tuple(Step(n, TEXT) for n in range(most + 1))
    fields: dict[str, object] = {"block": "strategic", "weight": 1.0, **more}
    return Criterion(id=own_id, title=TEXT, question=TEXT, scale=steps, **fields)  # type: ignore[arg-type]


def version(*ones: Criterion, **more: object) -> Criteria:
    """A version of criteria that two organisations score."""
    fields: dict[str, object] = {"assessors": ("KS", "POKE"), "least_assessors": 2, **more}
    return Criteria("1", dt.date(2026, 1, 1), TEXT, TEXT, tuple(ones), **fields)  # type: ignore[arg-type]


def score(idea: str, who: str, values: Mapping[str, int], round_id: str = "2026-10") -> Score:
    """What an organisation thinks of an idea."""
    marks = {name: Mark(value, "Because it is so.") for name, value in values.items()}
    return Score(f"{idea}{who}", 1, round_id, idea, who, "1", MappingProxyType(marks))


def idea(own_id: str, *stays: tuple[str, str], **more: object) -> Idea:
    """An idea that came to its stages on days."""
    days = [dt.date.fromisoformat(day) for _stage, day in stays]
    made = tuple(
        Stay(stage, day, after)
        for (stage, _day), day, after in zip(stays, days, [*days[1:], None], strict=True)
    )
    return Idea(id=own_id, seq=1, title=own_id, stays=made, **more)  # type: ignore[arg-type]


def lock(criteria: Criteria, round_id: str = "2026-09") -> Lock:
    """A round that was opened with criteria."""
    own = locking.hashed(locking.content(criteria))
    return Lock("x", 1, round_id, criteria.id, DAY, own, criteria)
