"""The audit and the changes of the log in one list: filtered, counted, without contents."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest

from etl.cli import main
from seutukuva import access, audit, records
from seutukuva.audit import telling
from seutukuva.audit.telling import Wish
from seutukuva.errors import AccessRefused
from tests.audit.conftest import ANALYST, VIEWER, Home, Whoever
from tests.records.conftest import SAWMILL

TODAY = dt.date.today()
GRANTED = {"person": VIEWER.id, "role": "viewer", "reason": "Began in the post"}


@pytest.fixture(autouse=True)
def told(home: Home, asks: Whoever, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")
    first = records.append("event", SAWMILL, by="local")
    second = records.append(
        "event", {**SAWMILL, "title": "=1+1"}, id=first.id, by="local", expect=first.seq
    )
    granted = records.append("grant", GRANTED, by="local")
    records.withdraw(first.id, "local", "Entered twice", second.seq)
    records.withdraw(granted.id, "local", "Left the post", granted.seq)
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", "x")
    audit.read("needs", "records/needs")
    asks.person = VIEWER
    audit.refused("need", "=cmd|' /C calc'!A0", "no right")
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")


def _listed(**wish: object) -> list[tuple[str, str, str, str]]:
    found = telling.listed(Wish(**wish))  # type: ignore[arg-type]
    assert found.total == len(found.events)
    return [(one.origin, one.person, one.action, one.what) for one in found.events]


def test_everything_stands_in_one_list_the_newest_first() -> None:
    assert _listed() == [
        ("audit", VIEWER.id, "refused", "=cmd|' /C calc'!A0"),
        ("audit", ANALYST.id, "read", "records/needs"),
        ("log", "local", "granted", "withdrawn"),
        ("log", "local", "change", "withdrawn"),
        ("log", "local", "granted", "entered"),
        ("log", "local", "change", "changed"),
        ("log", "local", "change", "entered"),
    ]


@pytest.mark.parametrize(
    ("wish", "rows"),
    [
        ({"person": VIEWER.id}, 1),
        ({"person": "local"}, 5),
        ({"person": telling.ANONYMOUS}, 0),
        ({"action": "change"}, 3),
        ({"action": "granted"}, 2),
        ({"action": "read"}, 1),
        ({"subject": "needs"}, 2),
        ({"subject": "people"}, 2),
        ({"subject": "interviews"}, 0),
        ({"since": TODAY}, 7),
        ({"since": TODAY + dt.timedelta(days=1)}, 0),
        ({"until": TODAY - dt.timedelta(days=1)}, 0),
        ({"until": TODAY, "action": "refused"}, 1),
    ],
)
def test_choices_narrow_it(wish: dict[str, object], rows: int) -> None:
    assert len(_listed(**wish)) == rows


def test_the_newest_are_given_and_all_are_counted() -> None:
    found = telling.listed(Wish(), most=2)
    assert (len(found.events), found.total) == (2, 7)
    assert found.events[0].action == "refused"


def test_no_content_is_told_but_who_was_granted_what() -> None:
    said = json.dumps([one.detail for one in telling.listed(Wish()).events])
    assert said.count(f"{VIEWER.id} viewer") == 2
    for content in ("Saha", "Left the post", "Entered twice", "Began in the post", "=1+1"):
        assert content not in said


def test_who_may_not_see_the_audit_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    for ask in (lambda: telling.listed(Wish()), telling.persons, telling.newest):
        with pytest.raises(AccessRefused):
            ask()
    assert not access.may_see("audit")


def test_another_programmes_rows_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_PROGRAMME", "vakka-suomi")
    assert _listed() == []


def test_the_command_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--json", "--action", "refused"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert (row["person"], row["subject"], row["detail"]) == (VIEWER.id, "need", "no right")
    assert main(["audit", "--since", "yesterday"]) == 2
    assert "2026-11-01" in capsys.readouterr().err
    assert main(["audit", "--most", "1"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 3 and "refused" in printed[2]


def test_a_file_of_it_holds_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 7 and rows[0]["what"].startswith("'=cmd")
    assert not [value for row in rows for value in row.values() if value.startswith("=")]
