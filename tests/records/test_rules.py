"""The rules that the database itself keeps of the log; the same in SQLite and PostgreSQL."""

from __future__ import annotations

import pytest

from seutukuva import records
from seutukuva.records import rules
from tests.records.conftest import SAWMILL, Home, titled

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "statement",
    [
        "update rec_log set body = '{}' where seq = 1",
        "update rec_log set body = null, recorded_by = 'x' where seq = 1",
        "update rec_log set seq = 9 where seq = 2",
        "delete from rec_log where seq = 2",
        "delete from rec_head",
        "update rec_head set seq = 1",
        "insert into rec_log select seq + 2, id, kind, programme, body, body_hash, chain_hash, "
        "recorded_at, recorded_by, source from rec_log where seq = 2",
    ],
)
def test_the_database_itself_refuses_changes(home: Home, statement: str) -> None:
    for number in range(2):
        records.append("event", titled(f"Event {number}"), by="local")
    before = records.since(0)
    with pytest.raises(Exception, match="the log (is|moves)|takes the next number"):
        home.tamper(statement, rules=True)
    assert records.since(0) == before and records.verify() == []


PUT_IN_AGAIN = "insert or replace into rec_head values (1, 1, 'x')"


def test_the_head_cannot_be_put_in_again(home: Home) -> None:
    for number in range(2):
        records.append("event", titled(f"Event {number}"), by="local")
    # Only SQLite knows "or replace", which removes a row past its triggers.
    again = "insert into rec_head values (1, 3, 'x')" if home.url else PUT_IN_AGAIN
    with pytest.raises(Exception, match="the head of the log is one row"):
        home.tamper(again, rules=True)
    assert records.verify() == []
    assert records.append("event", SAWMILL, by="local").seq == 3


def _made_by_an_older_program(home: Home) -> None:
    records.append("event", titled("Event 0"), by="local")
    home.tamper("drop trigger rec_head_only" + " on rec_head" * bool(home.url), rules=True)
    if home.url:
        home.tamper("drop function rec_head_only", rules=True)
    home.opened_anew()


def test_a_log_of_an_older_program_gets_the_newer_rules(home: Home) -> None:
    _made_by_an_older_program(home)
    assert records.latest_seq() == 1, "who reads does not set up"
    assert records.append("event", titled("Event 1"), by="local").seq == 2
    with pytest.raises(Exception, match="the head of the log is one row"):
        home.tamper("insert into rec_head values (1, 3, 'x')", rules=True)
    assert records.append("event", titled("Event 2"), by="local").seq == 3
    assert records.verify() == []


def test_who_may_not_add_rules_may_enter_all_the_same(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _made_by_an_older_program(home)
    wrong = "create trigger rec_head_only before nothing on rec_head"
    monkeypatch.setattr(rules, "_sqlite", lambda *rule: [wrong])
    monkeypatch.setattr(rules, "_postgresql", lambda *rule: [wrong])
    assert records.append("event", titled("Event 1"), by="local").seq == 2
    assert records.verify() == [] and "rules could not be added" in caplog.text


def test_only_a_whole_body_can_be_emptied_and_that_is_seen(home: Home) -> None:
    for number in range(2):
        records.append("event", titled(f"Event {number}"), by="local")
    home.tamper("update rec_log set body = null where seq = 1", rules=True)
    emptied = records.since(0)[0]
    assert emptied.body == {} and len(emptied.body_hash) == 64
    (problem,) = records.verify()
    assert problem.seq == 1
