"""Grants are given, run out and are revoked with a reason; somebody always can grant."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import access, definitions, people, records, settings, texts
from seutukuva.errors import AccessRefused, InvalidRecord, RecordRefused, RecordsError
from seutukuva.people import grants, rights
from seutukuva.people.model import NOBODY, Grant, Person

ANNA, BERTTA = "p-00000000000000aa", "p-00000000000000bb"
LATER = dt.date(2099, 12, 31)


@pytest.fixture(autouse=True)
def empty_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC", "SEUTUKUVA_SIGN_IN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def signed_in(id: str) -> Person:
    return Person(id, grants=grants.of(id), is_signed_in=True)


def test_a_grant_counts_from_now_until_it_is_revoked() -> None:
    assert grants.of(ANNA) == ()
    given = grants.give(
        ANNA, "analyst", organisation="SSYP", until=LATER, reason="Began in the post"
    )
    assert grants.of(ANNA) == (Grant("analyst", "SSYP", LATER),) and grants.of(BERTTA) == ()
    assert given.grant == Grant("analyst", "SSYP", LATER) and given.by == "local"
    gone = grants.revoke(given.id, reason="Left the post")
    assert gone.is_revoked and gone.reason == "Left the post" and grants.of(ANNA) == ()
    (told,) = grants.listed()
    assert told.is_revoked and told.person == ANNA and told.grant.role == "analyst"
    assert [one.is_withdrawn for one in grants.history(given.id)] == [False, True]
    assert grants.revoke(given.id, reason="Again").seq == gone.seq, "once is enough"


def test_what_does_not_fit_is_refused_with_its_field() -> None:
    yesterday = rights.today() - dt.timedelta(days=1)
    for wrong, field in (
        ({"person_id": "anna@example.org"}, "person"),
        ({"role": "king"}, "role"),
        ({"role": "analyst"}, "organisation"),
        ({"role": "analyst", "organisation": "FI-KU729"}, "organisation"),
        ({"role": "municipality"}, "organisation"),
        ({"until": yesterday}, "until"),
        ({"reason": ""}, "reason"),
        ({"reason": "call 040 123 4567"}, "reason"),
    ):
        told = {"person_id": ANNA, "role": "viewer", "reason": "Elected"} | wrong
        with pytest.raises(InvalidRecord) as caught:
            grants.give(**told)
        assert [one for one, _text in caught.value.problems] == [field], wrong
    assert grants.listed() == []
    grants.give(ANNA, "municipality", organisation="FI-KU729", reason="Town manager")


def test_only_who_may_grant_grants_and_learns_who_may_what() -> None:
    given = grants.give(ANNA, "coordinator", reason="Began in the post")
    for who in (NOBODY, signed_in(ANNA), Person(BERTTA, is_signed_in=True)):
        with access.acting(who):
            for way in (
                grants.listed,
                lambda: grants.history(given.id),
                lambda: grants.give(BERTTA, "administrator", reason="I want to"),
                lambda: grants.revoke(given.id, reason="I want to"),
                lambda: records.append("grant", {"person": BERTTA}, by="local"),
                lambda: records.withdraw(given.id, "local", "I want to", given.seq),
            ):
                with pytest.raises((AccessRefused, RecordRefused)):
                    way()
    assert len(grants.listed()) == 1


def test_nobody_makes_themselves_more_by_a_grant_that_does_not_hold() -> None:
    """A row that was changed past the rules, an unknown role, a day that nobody can read."""
    bodies = {
        "a": {"person": ANNA, "role": "king", "reason": "x"},
        "b": {"person": ANNA, "role": "administrator", "until": "some day", "reason": "x"},
        "c": {"person": "", "role": "administrator", "reason": "x"},
    }
    for id, body in bodies.items():
        records._written("grant", body, id, "local", "test", None)
    with access.acting(signed_in(ANNA)):
        assert access.sight() == frozenset() and not access.may_enter()
    with access.acting(Person("", grants=(), is_signed_in=False)):
        assert not access.may_see("people")


def test_the_last_administrator_stays_one() -> None:
    own = grants.give(ANNA, "administrator", reason="Began in the post")
    with (
        access.acting(signed_in(ANNA)),
        pytest.raises(RecordRefused, match="last administrator"),
    ):
        grants.revoke(own.id, reason="Enough")
    grants.give(BERTTA, "administrator", until=rights.today(), reason="Stands in")
    with access.acting(signed_in(ANNA)):
        assert grants.revoke(own.id, reason="Enough").by == ANNA
    assert grants.of(ANNA) == ()
    # The shell always can: whoever has it can begin anew.
    (last,) = [one for one in grants.listed() if not one.is_revoked]
    assert grants.revoke(last.id, reason="The programme ends").is_revoked


def test_no_way_around_leaves_nobody() -> None:
    own = grants.give(ANNA, "administrator", reason="Began in the post")
    body = {"person": ANNA, "role": "viewer", "reason": "Less work"}
    ended = {"person": ANNA, "role": "administrator", "until": "2020-01-01", "reason": "x"}
    with access.acting(signed_in(ANNA)):
        with pytest.raises(RecordRefused, match="last administrator"):
            records.withdraw(own.id, "local", "Enough", own.seq)
        for fresh in (body, ended):
            with pytest.raises(RecordRefused, match="last administrator"):
                records.append("grant", fresh, id=own.id, by="local", expect=own.seq)
    assert [one.role for one in grants.of(ANNA)] == ["administrator"]


def test_two_who_revoke_each_other_leave_one() -> None:
    given = {one: grants.give(one, "administrator", reason="Post") for one in (ANNA, BERTTA)}
    both, refused = threading.Barrier(2), list[str]()

    def revoke(who: Person, other: str) -> None:
        with access.acting(who):
            both.wait()
            try:
                grants.revoke(given[other].id, reason="Enough")
            except RecordRefused:
                refused.append(who.id)

    pairs = ((signed_in(ANNA), BERTTA), (signed_in(BERTTA), ANNA))
    threads = [threading.Thread(target=revoke, args=pair) for pair in pairs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(refused) == 1 and len([one for one in grants.listed() if not one.is_revoked]) == 1


def test_a_change_of_grants_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(people, "changed", lambda: told.append("changed"))
    given = grants.give(ANNA, "viewer", reason="Elected")
    grants.revoke(given.id, reason="Not elected again")
    assert told == ["changed", "changed"]


def test_grants_are_of_one_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    grants.give(ANNA, "viewer", reason="Elected")
    monkeypatch.setattr(settings, "programme_id", lambda: "elsewhere")
    assert grants.of(ANNA) == ()


def test_a_grant_that_is_not_there_is_not_revoked() -> None:
    with pytest.raises(RecordsError, match="no such grant"):
        grants.revoke("x", reason="x")


@pytest.mark.parametrize("role", list(definitions.load().roles.roles))
def test_each_role_can_be_granted_for_what_it_asks(role: str) -> None:
    own = definitions.load().roles.roles[role]
    fits = {one: grants.fits(own, one) for one in ("", "SSYP", "FI-KU729", "elsewhere")}
    wanted = {
        "none": {"", "SSYP"},
        "organisation": {"SSYP"},
        "municipality": {"SSYP", "FI-KU729"},
    }[own.granted_for]
    assert {one for one, does in fits.items() if does} == wanted
