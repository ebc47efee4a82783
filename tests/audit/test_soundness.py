"""A removed, altered or put-in row of the audit is found; what was emptied rightly is not."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from etl.cli import main
from seutukuva import access, audit, records
from seutukuva.audit import ledger, soundness
from seutukuva.people.model import LOCAL_PERSON
from tests.audit.conftest import ANALYST, VIEWER, Home, Whoever
from tests.records.conftest import SAWMILL

TOMORROW = dt.date.today() + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def five_rows(home: Home, asks: Whoever, in_english: None) -> None:
    for number in range(4):
        audit.read("needs", f"thing {number}")
    asks.person = VIEWER
    audit.read("interviews", "interviews/sections")
    assert soundness.problems() == []


def _found() -> list[tuple[int, str]]:
    return [(one.seq, one.what) for one in soundness.problems()]


@pytest.mark.parametrize(
    ("statement", "seq", "words"),
    [
        ("update aud_log set what = 'thing 7' where seq = 2", 2, "has been changed"),
        ("update aud_log set person = 'p-00000000000000bb' where seq = 2", 2, "has been changed"),
        ("update aud_log set salt = null where seq = 2", 2, "has been changed"),
        ("update aud_log set at = '2020-01-01' where seq = 3", 3, "the chain is broken here"),
        ("update aud_log set action = 'refused' where seq = 3", 3, "the chain is broken here"),
        ("update aud_log set subject = 'x' where seq = 1", 1, "the chain is broken here"),
        ("update aud_log set outcome = 'x' where seq = 5", 5, "the chain is broken here"),
        ("update aud_log set programme = 'x' where seq = 5", 5, "the chain is broken here"),
        ("delete from aud_log where seq = 3", 3, "the row has been removed"),
        ("delete from aud_log where seq > 3", 4, "the rows 4 to 5 have been removed"),
        ("delete from aud_head", 5, "note of its newest row is missing"),
        (
            "update aud_log set salt = null, person = null, roles = null, what = null, "
            "place = null, detail = null where seq = 2",
            2,
            "has been emptied, and no row says why",
        ),
    ],
)
def test_what_somebody_with_the_database_does_is_found(
    home: Home, statement: str, seq: int, words: str
) -> None:
    home.tamper(statement)
    found = _found()
    assert found[0][0] == seq and words in found[0][1], found


def test_rows_cut_off_with_the_note_of_them_are_missed(home: Home) -> None:
    third = ledger.read(most=5)[2]
    home.tamper(
        "delete from aud_log where seq > 3",
        f"update aud_head set seq = 3, chain_hash = '{third.chain_hash}'",
    )
    ((seq, words),) = _found()
    assert seq == 4 and "the rows 4 to 5 have been removed" in words and "audit-head" in words


def test_the_whole_audit_removed_is_missed(home: Home) -> None:
    home.tamper("drop table aud_log", "drop table aud_head")
    assert "the rows 1 to 5 have been removed" in _found()[0][1]


@pytest.mark.parametrize(
    "statement",
    [
        "update aud_log set what = 'other' where seq = 2",
        "update aud_log set person = null where seq = 2",
        "delete from aud_log where seq = 5",
        "insert into aud_log select 9, programme, at, action, subject, outcome, salt, person, "
        "roles, what, place, detail, row_hash, chain_hash from aud_log where seq = 1",
        "update aud_head set seq = 2",
        "delete from aud_head",
        "insert into aud_head values (1, 9, 'x')",
    ],
)
def test_the_database_itself_refuses(home: Home, statement: str) -> None:
    with pytest.raises(Exception, match="of the audit"):
        home.tamper(statement, rules=True)
    assert _found() == []


def test_rows_emptied_by_their_date_stay_in_the_chain(home: Home) -> None:
    assert audit.empty_before(dt.date(2020, 1, 1)) == 0
    assert audit.empty_before(TOMORROW) == 5
    rows = ledger.read(most=10)
    assert [one.texts is None for one in rows] == [False, True, True, True, True, True]
    assert rows[0].texts is not None and rows[0].texts.what == "emptied 1-5"
    assert _found() == []
    # What is emptied once is not emptied again, the row that says so later is.
    audit.read("needs", "thing 9")
    assert audit.empty_before(TOMORROW) == 2
    assert _found() == []
    # Nobody can claim of a row to come that it was emptied.
    audit.read("needs", "thing 10")
    home.tamper(
        "update aud_log set salt = null, person = null, roles = null, what = null, place = null, "
        "detail = null where seq = 9"
    )
    assert [seq for seq, _words in _found()] == [9]


def test_a_person_is_taken_out_and_the_others_stay(home: Home, asks: Whoever) -> None:
    audit.note("change", "people", f"sessions of {ANALYST.id}")
    assert audit.empty_of(ANALYST.id) == 5
    left = [one.texts for one in ledger.read(most=10) if one.texts]
    assert [one.what for one in left] == ["emptied 1-4, 6", "interviews/sections"]
    assert all(ANALYST.id not in f"{one.person} {one.what}" for one in left)
    assert _found() == []


def test_an_emptied_row_tells_nobody_whose_it_was(home: Home) -> None:
    before = {one.seq: one.row_hash for one in ledger.read(most=10)}
    audit.empty_of(ANALYST.id)
    fingerprints = {one.row_hash for one in ledger.read(most=10) if one.texts is None}
    assert fingerprints == {before[seq] for seq in (1, 2, 3, 4)}
    # The same reading twice has two fingerprints: without its salt none can be tried out.
    assert len(fingerprints) == 4


def test_verify_tells_of_log_and_audit(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")
    records.append("event", SAWMILL, by="local")

    def findings() -> dict[str, str]:
        main(["verify", "--json"])
        told = json.loads(capsys.readouterr().out)["findings"]
        return {one["name"]: one["problem"] for one in told if one["kind"] == "audit"}

    assert list(findings().values()) == [""]
    home.tamper("delete from aud_log where seq = 2")
    assert "removed" in findings()["row 2"]


def test_the_log_and_the_audit_move_on_side_by_side(home: Home) -> None:
    for number in range(3):
        with access.acting(LOCAL_PERSON):
            records.append("event", {**SAWMILL, "title": f"Event {number}"}, by="local")
        audit.read("needs", f"again {number}")
    assert records.verify() == [] and _found() == []
    assert (records.latest_seq(), ledger.read(most=1)[0].seq) == (3, 8)
