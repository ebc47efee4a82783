"""Criteria that were locked stay what they were, and changed ones are refused."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from types import MappingProxyType

import pytest

from seutukuva import definitions, texts
from seutukuva.definitions.criteria import Criteria, PipelineRules
from seutukuva.errors import InvalidRecord
from seutukuva.pipeline import locking
from tests.pipeline.made import DAY, criterion, lock, version

OWN = next(iter(definitions.load().pipeline.criteria.values()))


def rules(*versions: Criteria) -> PipelineRules:
    return PipelineRules(criteria=MappingProxyType({one.id: one for one in versions}))


@pytest.fixture(autouse=True)
def english() -> None:
    texts.use("en")


def test_what_is_locked_reads_back_as_it_was_through_the_log() -> None:
    kept = json.loads(json.dumps(locking.content(OWN)))
    assert locking.restored(kept) == OWN
    assert locking.hashed(kept) == locking.hashed(locking.content(OWN))
    assert len(locking.hashed(kept)) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"threshold": 26.0},
        {"strategic_threshold": None},
        {"least_assessors": 1},
        {"assessors": ("KS",)},
        {"criteria": OWN.criteria[:-1]},
        {"criteria": (replace(OWN.criteria[0], weight=3.0), *OWN.criteria[1:])},
        {"criteria": (replace(OWN.criteria[0], question={"fi": "?"}), *OWN.criteria[1:])},
    ],
)
def test_whatever_changes_changes_the_hash(change: dict[str, object]) -> None:
    changed = replace(OWN, **change)  # type: ignore[arg-type]
    assert locking.hashed(locking.content(changed)) != locking.hashed(locking.content(OWN))
    assert locking.state(lock(OWN), rules(changed)) == locking.CHANGED
    assert locking.state(lock(OWN), rules(OWN)) == ""
    assert locking.state(lock(OWN), rules()) == locking.GONE


def test_a_changed_version_opens_no_round_and_a_new_one_does() -> None:
    changed = replace(OWN, threshold=20.0)
    with pytest.raises(InvalidRecord) as error:
        locking.opened(OWN.id, DAY, "2026-10", [lock(OWN)], rules(changed))
    told = str(error.value)
    assert "2026-1 were locked on 2026-09-01" in told and "new id in criteria.toml" in told
    assert locking.hashed(locking.content(OWN))[:12] in told
    body = locking.opened(OWN.id, DAY, "2026-10", [lock(OWN)], rules(OWN))
    assert body["hash"] == lock(OWN).hash, "the same content may be locked again"
    renamed = replace(changed, id="2026-2")
    body = locking.opened("2026-2", DAY, "2026-10", [lock(OWN)], rules(renamed))
    assert body["version"] == "2026-2" and body["opened_on"] == "2026-09-01"


@pytest.mark.parametrize(
    ("version_id", "round_id", "on", "told"),
    [
        ("2026-1", "2026-09", DAY, "open already"),
        ("2026-1", "autumn", DAY, "A round is a month"),
        ("2030-1", "2026-10", DAY, "no criteria of this version"),
        ("2026-1", "2025-10", dt.date(2025, 10, 1), "in force only from 2026-01-01"),
    ],
)
def test_a_round_is_opened_once_and_with_criteria_in_force(
    version_id: str, round_id: str, on: dt.date, told: str
) -> None:
    with pytest.raises(InvalidRecord, match=told):
        locking.opened(version_id, on, round_id, [lock(OWN)], rules(OWN))


def test_a_file_without_a_criterion_is_no_content() -> None:
    kept = locking.content(version(criterion("need")))
    del kept["criteria"][0]["scale"]
    with pytest.raises(KeyError):
        locking.restored(kept)
