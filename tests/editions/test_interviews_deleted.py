"""Interviews that were deleted for good since stay so, also in an edition that counted them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import records, showing, store
from seutukuva.errors import DeletedBatch, RecordRefused
from seutukuva.interviews import batches as listed
from seutukuva.interviews import reports
from seutukuva.interviews.batches import Wave
from seutukuva.published import Version
from seutukuva.records import batches, purging, salt
from seutukuva.showing import Shown
from tests.interviews.conftest import home
from tests.records.tiny_batch import accepted

__all__ = ["home"]

WAVE = Wave("2026-10", False)
FORM = "company_interview"
FIRMS = {f"{n:07d}-1": "grows" for n in range(1, 13)}


@pytest.fixture(autouse=True)
def back_to_now() -> Iterator[None]:
    yield
    showing.hold(None)


def show(head: records.Head) -> None:
    """Show an edition of which only the log matters here."""
    version = Version("v", "v.duckdb", "")
    store._held_head.set([head])
    showing.hold(Shown("2026-10", version, head, dt.date(2026, 10, 15)))


def test_withdrawn_since_they_are_still_counted_and_deleted_since_they_are_not(
    home: Path,
) -> None:
    entry = accepted(home / "one", firms=FIRMS, questionnaire=FORM)
    other = accepted(home / "two", firms={"7000000-1": "shrinks"}, wave="2027-04")
    salt.key(salt.ROUNDING)
    head = records.head()
    batches.withdraw(entry.id, by="local", reason="A wrong file.")
    store.hold_version()
    assert [one.id for one in listed.standing()] == [other.id]
    show(head)
    assert {one.id for one in listed.standing()} == {entry.id, other.id}
    before = len(listed.responses(listed.of_wave(WAVE)))
    assert before == len(FIRMS)
    # What has been read of them before is not told from memory either.
    reports.of(WAVE)
    showing.hold(None)
    store.hold_version()
    purging.purge(entry.id, by="local", reason="A firm asked.")
    show(head)
    assert entry.id in listed.deletions()
    with pytest.raises(DeletedBatch, match=entry.id):
        listed.responses(listed.of_wave(WAVE))
    with pytest.raises(DeletedBatch):
        reports.of(WAVE)
    # Others of the edition are as they were.
    assert len(listed.responses(listed.of_wave(Wave("2027-04", False)))) == 1


def test_the_secret_of_the_rounding_is_noted_also_while_an_edition_is_shown(home: Path) -> None:
    accepted(home / "one", firms=FIRMS, questionnaire=FORM)
    newest = records.latest_seq()
    show(records.head())
    with pytest.raises(RecordRefused):
        records.append("event", {"title": "x", "kind": "event", "date_from": "2026"}, by="local")
    assert len(salt.key(salt.ROUNDING)) == 32 and records.latest_seq() == newest + 1
