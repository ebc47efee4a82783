"""Many records in one turn: all of them, or none."""

from __future__ import annotations

import pytest

from seutukuva import records
from seutukuva.errors import InvalidRecord, RecordConflict, RecordRefused
from tests.records.conftest import SAWMILL, Home, home, postgresql

__all__ = ["home", "postgresql"]


def test_all_are_stored_in_their_order_and_the_chain_is_whole(home: Home) -> None:
    before = records.append("event", SAWMILL, by="local")
    bodies = {f"mill-{at}": {**SAWMILL, "title": f"Mill {at}"} for at in range(3)}
    entries = records.append_all("event", bodies, by="local", source="test")
    assert [(one.seq, one.id) for one in entries] == [(2, "mill-0"), (3, "mill-1"), (4, "mill-2")]
    assert [one.body["title"] for one in records.since(before.seq)] == [
        "Mill 0",
        "Mill 1",
        "Mill 2",
    ]
    assert records.verify() == []
    assert records.append_all("event", bodies, by="local") == entries, "the same once more"
    assert records.latest_seq() == 4


def test_one_that_does_not_fit_keeps_all_out(home: Home) -> None:
    with pytest.raises(InvalidRecord):
        records.append_all("event", {"a": SAWMILL, "b": {"title": "No day"}}, by="local")
    own = records.append("event", SAWMILL, id="own", by="local")
    with pytest.raises(RecordConflict):
        records.append_all(
            "event", {"new": SAWMILL, "own": {**SAWMILL, "title": "Other"}}, by="local"
        )
    assert records.head().seq == own.seq and records.history("new") == []


def test_nothing_is_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert records.append_all("event", {}, by="local") == []
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    with pytest.raises(RecordRefused):
        records.append_all("event", {}, by="local")
