"""Who read what is noted before it is shown, once a while, and a failure lets nobody read."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from seutukuva import access, audit, made, store
from seutukuva.audit import ledger, model, waiting
from seutukuva.errors import AccessRefused, NotNoted, RecordsError
from seutukuva.people.model import LOCAL_PERSON, NOBODY, Grant, Person
from seutukuva.published import Version
from seutukuva.records import place
from tests.audit.conftest import ANALYST, VIEWER, Home, Whoever

TODAY = dt.date.today()
OTHER_ANALYST = Person(
    "p-00000000000000dd", grants=(Grant("analyst", "kehitysyhtio"),), is_signed_in=True
)


def _told(most: int = 1000) -> list[tuple[str, str, str, str]]:
    """Person, action, subject and what of every row, oldest first."""
    rows = ledger.read(most=most)[::-1]
    return [
        (one.texts.person, one.action, one.subject, one.texts.what) for one in rows if one.texts
    ]


def test_a_reading_is_one_row_with_person_roles_and_thing(home: Home, asks: Whoever) -> None:
    for _again in range(3):
        audit.read("needs", "records/needs")
    audit.read("interviews", "interviews/sections")
    assert _told() == [
        (ANALYST.id, "read", "needs", "records/needs"),
        (ANALYST.id, "read", "interviews", "interviews/sections"),
    ]
    (newest,) = ledger.read(most=1)
    assert newest.texts is not None and newest.texts.roles == "analyst:ssyp"
    asks.person = VIEWER
    audit.read("interviews", "interviews/sections")
    assert _told()[-1] == (VIEWER.id, "read", "interviews", "interviews/sections")
    assert home.witness.with_name(f"audit-{home.witness.name}").exists()


def test_read_again_after_a_while_is_another_row(
    home: Home, asks: Whoever, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(waiting.time, "monotonic", lambda: now[0])
    for seconds in (0.0, audit.READ_AGAIN - 1, 2.0):
        now[0] += seconds
        audit.read("needs", "records/needs")
    assert len(_told()) == 2


def test_nothing_is_noted_on_ones_own_computer_or_where_all_is_public(
    home: Home, asks: Whoever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN", raising=False)
    for public in ("0", "1"):
        monkeypatch.setenv("SEUTUKUVA_PUBLIC", public)
        audit.read("needs", "records/needs")
        audit.refused("needs", "records/needs", "no right")
        audit.note("exported", "privacy")
        assert audit.empty_before(TODAY) == 0
    assert ledger.read(most=1) == []


def _breaks(*_args: object) -> None:
    raise RecordsError("the log of entries cannot be used: disk I/O error")


def test_what_cannot_be_noted_may_not_be_read(
    home: Home, asks: Whoever, monkeypatch: pytest.MonkeyPatch, in_english: None
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(ledger, "add", _breaks)
        for _again in range(2):
            with pytest.raises(NotNoted, match="cannot be noted who reads it"):
                audit.read("needs", "records/needs")
        audit.refused("contacts", "enter", "no right")
        audit.note("signed_in")
        with pytest.raises(NotNoted, match="only done when it can be noted"):
            audit.note("deleted", "privacy", must=True)
        asks.person = LOCAL_PERSON
        audit.read("needs", "records/needs")
    # The failure is not remembered as a success.
    asks.person = ANALYST
    audit.read("needs", "records/needs")
    assert _told() == [(ANALYST.id, "read", "needs", "records/needs")]


def test_the_last_rows_of_many_at_once_are_kept_outside_too(
    home: Home, asks: Whoever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SECONDS_BETWEEN_TESTIMONIES", 1000.0)
    monkeypatch.setattr(ledger, "_testified", {})
    for number in range(3):
        audit.read("needs", f"thing {number}")
    kept = place.testimony(ledger.witness_file())
    assert kept is not None and kept.seq == 1
    audit.keep_up()
    kept = place.testimony(ledger.witness_file())
    assert kept is not None and kept.seq == 3
    ledger.witness_file().unlink()
    audit.keep_up()
    assert not ledger.witness_file().exists(), "nothing was owed"


def test_what_fails_in_the_database_is_said_without_its_words(home: Home, asks: Whoever) -> None:
    audit.read("needs", "first")
    home.tamper("drop table aud_head")
    home.opened_anew()
    # No row is put behind others that nobody knows to be the last.
    with pytest.raises(NotNoted) as caught:
        audit.read("needs", "second")
    assert "aud_head" not in str(caught.value)


def test_a_refusal_is_told_once_a_minute_and_a_flood_only_counted(
    home: Home, asks: Whoever
) -> None:
    asks.person = NOBODY
    for _again in range(3):
        audit.refused("needs", "read", "not signed in")
    assert _told() == [("", "refused", "needs", "read")]
    for number in range(200):
        audit.refused("need", f"enter {number}", "not signed in")
    rows = _told()
    assert len(rows) == audit.MOST_REFUSALS + 1
    newest = ledger.read(most=1)[0]
    assert newest.texts is not None and "not told one by one" in newest.texts.detail
    # Others are still told.
    asks.person = VIEWER
    audit.refused("contacts", "read", "no right")
    assert _told()[-1][0] == VIEWER.id


def test_texts_are_one_short_line(home: Home, asks: Whoever) -> None:
    audit.refused("need", "line\nbreak\x00" + "x" * 500, "\ud800 half a letter")
    (row,) = ledger.read(most=1)
    assert row.texts is not None
    assert row.texts.what.startswith("line break xxx") and len(row.texts.what) == audit.LONGEST
    assert row.texts.detail == "half a letter"


def test_an_unknown_action_is_a_mistake_of_the_program(home: Home, asks: Whoever) -> None:
    with pytest.raises(ValueError, match="no action"):
        audit.note("looked")


def test_a_role_that_has_run_out_is_not_told(home: Home, asks: Whoever) -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    grants = (Grant("coordinator", until=yesterday), Grant("viewer", until=TODAY))
    asks.person = Person("p-00000000000000cc", grants=grants, is_signed_in=True)
    audit.read("editions", "x")
    (row,) = ledger.read(most=1)
    assert row.texts is not None and row.texts.roles == "viewer"


def test_what_is_kept_for_others_tells_what_was_read_for_it(home: Home, asks: Whoever) -> None:
    def inner() -> int:
        audit.read("scores", "records/scores")
        return 1

    def make() -> int:
        audit.read("needs", "records/needs")
        return audit.gathered(inner)[0] + 1

    result, reads = audit.gathered(make)
    assert result == 2
    assert reads == (("needs", "records/needs"), ("scores", "records/scores"))
    assert audit.gathered(make)[1] == reads, "also what was noted a moment ago"
    assert len(_told()) == 2


def test_who_is_served_from_what_was_made_for_others_reads_it_too(
    home: Home, asks: Whoever, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make() -> str:
        access.require("scores", "records/scores")
        return "made"

    monkeypatch.setattr(store, "current_version", lambda: Version("v1", "v1.duckdb", ""))
    monkeypatch.setattr(access, "person", asks)
    for person in (ANALYST, OTHER_ANALYST):
        asks.person = person
        assert made.once(make, "test") == "made"
    assert [row[:3] for row in _told()] == [
        (ANALYST.id, "read", "scores"),
        (OTHER_ANALYST.id, "read", "scores"),
    ]
    # Kept without the reader's rights in its key, and yet nobody's who has none.
    asks.person = VIEWER
    with pytest.raises(AccessRefused):
        made.once(make, "test")
    assert _told()[-1][:3] == (VIEWER.id, "refused", "scores")


def test_many_at_once_are_all_there_in_one_chain(home: Home, asks: Whoever) -> None:
    def reads(who: int) -> None:
        for number in range(5):
            audit.read("needs", f"{who}-{number}")

    threads = [threading.Thread(target=reads, args=(who,)) for who in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len({row[3] for row in _told()}) == 60
    assert [one.seq for one in ledger.read(most=100)] == list(range(60, 0, -1))


def test_the_memory_of_what_was_noted_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_MOST_KEPT", 10)
    recently = waiting.Recently()
    for number in range(50):
        recently.keep(number)
        recently.counted(number, 10.0)
    assert recently.holds(49, 10.0) and not recently.holds(39, 10.0)
    assert len(recently._noted) == 10 and len(recently._counts) <= 10


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([4], "4"), ([1, 2, 3, 7, 9, 10], "1-3, 7, 9-10")],
)
def test_ranges_read_back(numbers: list[int], text: str) -> None:
    assert model.ranges(numbers) == text
    parts = model.numbered(text)
    assert [n for first, last in parts for n in range(first, last + 1)] == numbers
    assert model.numbered("a-b") == []
