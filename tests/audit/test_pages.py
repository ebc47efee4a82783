"""The pages of people and of the audit, by role: the administrator's, and everybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import access, audit, texts
from seutukuva.audit import ledger, telling
from seutukuva.errors import AccessRefused, NotNoted, RecordRefused, RecordsError
from seutukuva.people import grants, managing, persons
from seutukuva.people.model import LOCAL_PERSON, Grant, Person
from seutukuva.people.persons import KnownPerson
from seutukuva.sign_in import configuration, sessions
from seutukuva.ui.people import working
from tests import signing_in
from tests.conftest import REPOSITORY
from tests.pages import SLOW_MACHINE, everything_said, keys, pressed, sheets

ROLES = ("viewer", "municipality", "analyst", "area_owner", "coordinator", "administrator")


@pytest.fixture
def signing(entering: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The starter's figures and an empty log, where people sign in."""
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(signing_in.write(entering)))
    configuration.load()
    sessions.changed()
    yield entering
    sessions.changed()


def known(subject: str, *roles: str) -> KnownPerson:
    """Somebody who has signed in before, with roles of the shell's giving."""
    told = signing_in.claims(subject)
    one = persons.signed_in(told["iss"], subject, told["email"], told["name"])
    with access.acting(LOCAL_PERSON):
        for role in roles:
            grants.give(one.id, role, reason="Began in the post")
    return one


def page(name: str, subject: str, **query: str) -> AppTest:
    """A page as somebody sees it who has signed in."""
    at = AppTest.from_file(str(REPOSITORY / "app.py"), default_timeout=SLOW_MACHINE)
    at.user = signing_in.claims(subject)
    at.query_params["lang"] = "en"
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(f"pages/about/{name}.py")
    at.run()
    assert not at.exception
    return at


@pytest.mark.slow
def test_an_administrator_gives_and_takes_roles_and_ends_sign_ins(signing: Path) -> None:
    hanna, maija = known("hanna", "administrator"), known("maija")
    at = page("people", "hanna", person=maija.id)
    assert "Maija Example" in sheets(at) and "none given here" in sheets(at)
    at.selectbox(key="people_give_role").select("analyst")
    at.text_input(key="people_give_reason").input("Began in the post")
    at.text_input(key="people_give_until").input("someday")
    pressed(at, "people_give_save")
    assert "this is no day" in at.error[0].value
    at.text_input(key="people_give_until").input("31.12.2099")
    pressed(at, "people_give_save")
    assert "organisation" in at.error[0].value, "an analyst is somebody's"
    at.selectbox(key="people_give_organisation").select("SSYP")
    pressed(at, "people_give_save")
    assert working.GIVEN in [one.value for one in at.success]
    assert at.text_input(key="people_give_reason").value == ""
    with access.acting(LOCAL_PERSON):
        (given,) = grants.of_person(maija.id)
    assert (given.grant.role, given.grant.organisation, given.by) == ("analyst", "SSYP", hanna.id)
    assert "Analyst (SSYP)" in sheets(at)
    at.text_input(key="people_take_reason").input("Left the post")
    pressed(at, "people_take_save")
    assert working.TAKEN in [one.value for one in at.success] and "taken away" in sheets(at)
    pressed(at, "people_end_save")
    assert working.ENDED in [one.value for one in at.success]
    noted = [one.texts.what for one in ledger.read(most=100) if one.texts]
    assert f"sign-ins of {maija.id} ended" in noted


@pytest.mark.slow
def test_the_last_administrator_stays(signing: Path) -> None:
    hanna = known("hanna", "administrator")
    at = page("people", "hanna", person=hanna.id)
    at.text_input(key="people_take_reason").input("Tired of it")
    pressed(at, "people_take_save")
    assert "the last administrator" in at.error[0].value
    with access.acting(LOCAL_PERSON):
        assert not grants.of_person(hanna.id)[0].is_revoked


@pytest.mark.slow
def test_others_see_what_roles_may_and_no_person(signing: Path) -> None:
    known("maija", "coordinator")
    at = page("people", "maija", person="anything")
    assert "Your roles: Coordinator." in everything_said(at)
    assert "Contact persons of firms" in sheets(at)
    assert "Maija Example" not in sheets(at) and "kunta.example" not in sheets(at)
    assert not {key for key in keys(at) if key.startswith("people_")}


@pytest.mark.slow
def test_the_audit_is_the_administrators(signing: Path) -> None:
    known("hanna", "administrator")
    maija = known("maija", "coordinator")
    with access.acting(Person(maija.id, grants=(Grant("coordinator"),), is_signed_in=True)):
        access.require("needs", "records/needs")
    away = page("audit", "maija")
    assert "confidential" in everything_said(away) and "<table" not in sheets(away)
    opened = ledger.read(most=1)[0]
    assert (opened.action, opened.subject) == ("refused", "audit")
    assert opened.texts is not None and opened.texts.person == maija.id
    at = page("audit", "hanna")
    assert not at.error
    shown = sheets(at)
    for told in ("Maija Example", "Looked at", "Firms&#x27; service needs", "Role given"):
        assert told in shown
    # That the audit was read is in it, too, and whose it is.
    assert any(
        one.subject == "audit" and one.texts and one.texts.place == "audit"
        for one in ledger.read(most=100)
    )
    pressed(at, "audit_check")
    assert "The chain is whole" in at.success[0].value
    narrowed = page("audit", "hanna", done="read", about="needs", days="1")
    assert "Role given" not in sheets(narrowed) and "Looked at" in sheets(narrowed)


@pytest.mark.slow
def test_what_cannot_be_noted_is_not_shown_and_the_page_lives(
    signing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known("hanna", "administrator")
    page("people", "hanna")

    def breaks(*_args: object) -> None:
        raise RecordsError("the log of entries cannot be used: disk full")

    audit.forget()
    monkeypatch.setattr(ledger, "add", breaks)
    at = page("people", "hanna")
    assert "cannot be noted who reads it" in at.warning[0].value
    assert "Hanna Example" not in sheets(at), "no table of persons"
    assert "Contact persons of firms" in sheets(at), "what is public is shown"


@pytest.mark.parametrize("role", ROLES)
def test_by_the_back_door_only_administrators_manage_people(signing: Path, role: str) -> None:
    maija = known("maija")
    own = Grant(role, "SSYP" if role in ("analyst", "area_owner", "municipality") else "")
    actor = Person("p-00000000000000aa", grants=(own,), is_signed_in=True)
    tries = (
        managing.listed,
        telling.persons,
        lambda: telling.listed(telling.Wish()),
        lambda: managing.add("new@kunta.example"),
        lambda: managing.end_sign_ins(maija.id),
        lambda: grants.give(actor.id, "administrator", reason="I want it"),
    )
    with access.acting(actor):
        for attempt in tries:
            if role == "administrator":
                attempt()
                continue
            with pytest.raises((AccessRefused, RecordRefused)):
                attempt()
    refused = [one for one in ledger.read(most=100) if one.action == "refused"]
    texts.use("en")
    if role == "administrator":
        assert not refused and persons.by_email("new@kunta.example")
    else:
        assert {one.subject for one in refused} == {"people", "audit", "grant"}
        assert {one.texts.person for one in refused if one.texts} == {actor.id}
        assert not persons.by_email("new@kunta.example")


def test_who_is_to_be_signed_out_has_to_be_somebody(signing: Path) -> None:
    with access.acting(LOCAL_PERSON):
        with pytest.raises(RecordsError, match="no such person"):
            managing.end_sign_ins("p-00000000000000ff")
        with pytest.raises(RecordsError, match="e-mail"):
            managing.add("nobody")


def test_nobody_is_entered_whom_nobody_noted(
    signing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object) -> None:
        raise RecordsError("disk full")

    monkeypatch.setattr(ledger, "add", breaks)
    with access.acting(LOCAL_PERSON), pytest.raises(NotNoted):
        managing.add("new@kunta.example")
    assert not persons.listed()
