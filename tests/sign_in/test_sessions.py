"""Sign-ins that count: begun, used, ended everywhere, also by another process."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from seutukuva import settings
from seutukuva.people import persons
from seutukuva.records import people, place
from seutukuva.sign_in import lifetimes, sessions
from seutukuva.sign_in.lifetimes import Refused
from tests import signing_in


def why_not(info: dict[str, Any]) -> str:
    try:
        assert sessions.standing(info) is not None
    except Refused as refused:
        return refused.reason
    return ""


def by_another_process(statement: str, *values: object) -> None:
    """What another process writes; this one hears of it only from the database."""
    with sqlite3.connect(place.file()) as database:
        database.execute(statement, values)
    database.close()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets time pass, for everything that asks for it."""
    passed = [0.0]
    clock, steady = time.time, time.monotonic
    monkeypatch.setattr(time, "time", lambda: clock() + passed[0])
    monkeypatch.setattr(time, "monotonic", lambda: steady() + passed[0])

    def let_pass(seconds: float) -> None:
        passed[0] += seconds

    return let_pass


def test_nobody_signed_in_writes_nothing(sign_in_file: Path) -> None:
    assert sessions.standing({}) is None
    assert not place.file().exists()


def test_a_sign_in_begins_and_counts(sign_in_file: Path) -> None:
    info = signing_in.claims()
    standing = sessions.standing(info)
    assert standing is not None
    assert standing.ends_at == info["iat"] + 10 * 3600
    person = persons.found(signing_in.ISSUER, "maija")
    assert person and person.id == standing.person_id
    assert (person.name, person.email) == ("Maija Example", "maija@kunta.example")
    assert sessions.standing(info) == standing
    assert len(people.sign_ins(0)[0]) == 1


def test_each_person_has_a_pseudonym_of_their_own(sign_in_file: Path) -> None:
    first, second = (sessions.standing(signing_in.claims(one)) for one in ("maija", "matti"))
    again = sessions.standing(signing_in.claims("maija"))
    assert first and second and again
    assert first.person_id != second.person_id
    assert first.person_id == again.person_id
    # The same name at another provider is somebody else.
    other = sessions.standing(signing_in.claims("maija", iss="https://other.test"))
    assert other and other.person_id not in (first.person_id, second.person_id)


def test_signing_out_ends_every_browser_and_nobody_else(sign_in_file: Path) -> None:
    here, there, other = (signing_in.claims(one) for one in ("maija", "maija", "matti"))
    standing = sessions.standing(here)
    assert standing and why_not(there) == why_not(other) == ""
    assert sessions.end(standing.person_id) == 2
    assert why_not(here) == why_not(there) == "ended"
    assert why_not(other) == ""
    # Signing in again is another sign-in, at once.
    assert why_not(signing_in.claims()) == ""
    assert why_not(here) == "ended"


def test_a_cookie_of_before_the_end_that_was_never_shown_is_worth_nothing(
    sign_in_file: Path,
) -> None:
    standing = sessions.standing(signing_in.claims())
    assert standing
    sessions.end(standing.person_id)
    unseen = signing_in.claims(iat=int(time.time()) - lifetimes.SKEW - 5)
    assert why_not(unseen) == "ended"


def test_another_process_ends_it_within_a_second(sign_in_file: Path, later: Any) -> None:
    info = signing_in.claims()
    standing = sessions.standing(info)
    assert standing
    by_another_process("update sign_in set ended_at = ?", int(time.time()))
    later(sessions.FRESH + 0.1)
    assert why_not(info) == "ended"


def test_everyone_is_ended_at_once(sign_in_file: Path, later: Any) -> None:
    infos = [signing_in.claims(one) for one in ("maija", "matti")]
    assert [why_not(one) for one in infos] == ["", ""]
    later(2)
    sessions.end_everyone()
    assert [why_not(one) for one in infos] == ["ended", "ended"]
    later(lifetimes.SKEW + 2)
    assert why_not(signing_in.claims("matti", iat=int(time.time()))) == ""


def test_a_clock_that_was_ahead_keeps_nobody_out(sign_in_file: Path, later: Any) -> None:
    infos = [signing_in.claims(one) for one in ("maija", "matti")]
    standing = sessions.standing(infos[0])
    assert standing and why_not(infos[1]) == ""
    later(86_400)
    sessions.end(standing.person_id)
    sessions.end_everyone()
    later(-86_400)
    # What was open then stays ended, and who signs in again is in.
    assert [why_not(one) for one in infos] == ["ended", "ended"]
    assert [why_not(signing_in.claims(one)) for one in ("maija", "matti")] == ["", ""]


def test_a_clock_that_was_set_back_lets_nobody_go_on(sign_in_file: Path, later: Any) -> None:
    info = signing_in.claims()
    assert why_not(info) == ""
    later(-30)
    sessions.end_everyone()
    assert why_not(info) == "ended"
    later(30)
    assert why_not(info) == "ended"


def test_not_used_for_two_hours_in_any_process(sign_in_file: Path, later: Any) -> None:
    info = signing_in.claims()
    assert why_not(info) == ""
    later(7100)
    assert why_not(info) == ""
    later(7100)
    # Looking whether it counts is no use of it.
    assert sessions.standing(info, using=False) is not None
    later(200)
    assert why_not(info) == "idle"


def test_uses_are_noted_for_other_processes(sign_in_file: Path, later: Any) -> None:
    info = signing_in.claims()
    assert why_not(info) == ""
    later(6000)
    assert why_not(info) == ""
    sessions._noted_at = 0.0
    sessions.note_use()
    # As another process would be: it has seen no use itself.
    sessions._used.clear()
    sessions.changed()
    later(6000)
    assert why_not(info) == ""


def test_what_can_count_no_more_is_forgotten(sign_in_file: Path, later: Any) -> None:
    standing = sessions.standing(signing_in.claims("matti"))
    assert standing
    sessions.end(standing.person_id)
    later(8 * 86_400)
    assert why_not(signing_in.claims("maija", iat=int(time.time()))) == ""
    sessions._noted_at = 0.0
    sessions.note_use()
    begun, ended = people.sign_ins(0)
    assert [row["person_id"] for row in begun] != [standing.person_id] and len(begun) == 1
    assert ended == []


def test_a_deleted_person_is_signed_out_and_not_entered_again(sign_in_file: Path) -> None:
    info = signing_in.claims()
    standing = sessions.standing(info)
    assert standing and persons.forget(standing.person_id)
    assert why_not(info) == "ended"
    assert persons.listed() == []
    # Who signs in again is somebody new.
    again = sessions.standing(signing_in.claims())
    assert again and again.person_id != standing.person_id


def test_without_the_database_nobody_is_signed_in_after_a_minute(
    sign_in_file: Path, later: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = signing_in.claims()
    assert why_not(info) == why_not(info) == ""
    place.file().write_bytes(b"no database" * 1000)
    for rest in place.file().parent.glob("log.sqlite-*"):
        rest.unlink()
    later(sessions.FRESH + 1)
    assert why_not(info) == ""
    later(sessions.WITHOUT_DATABASE)
    assert why_not(info) == "unknown"
    assert settings.mode() == "sign_in"


def test_forged_sign_ins_are_refused_and_noted_once(sign_in_file: Path) -> None:
    assert why_not(signing_in.claims()) == ""
    forged = signing_in.claims(aud="another program")
    assert [why_not(forged) for _n in range(3)] == ["foreign"] * 3
    with sqlite3.connect(place.file()) as database:
        said = database.execute("select action, detail from aud_log order by seq").fetchall()
    database.close()
    assert said == [("signed_in", ""), ("refused", "foreign")]
