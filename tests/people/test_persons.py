"""Persons: entered before they come, found by their account, shown by name to few, forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import access
from seutukuva.errors import RecordsError
from seutukuva.people import persons
from seutukuva.people.model import NOBODY, PSEUDONYM, Grant, Person
from seutukuva.records import place

ISSUER = "https://login.test"


@pytest.fixture(autouse=True)
def log(own_log: None) -> None:
    """An empty log at this computer."""


def test_looking_enters_nobody() -> None:
    assert persons.listed() == [] and persons.known("p-0000000000000000") is None
    assert persons.found(ISSUER, "maija") is None
    assert persons.shown("p-0000000000000000") == "a person"
    assert not place.file().exists()


def test_somebody_entered_before_is_who_signs_in_with_the_address() -> None:
    awaited = persons.add(" Maija@Kunta.example ")
    assert PSEUDONYM.fullmatch(awaited.id) and not awaited.has_signed_in
    assert persons.add("maija@kunta.example") == awaited
    came = persons.signed_in(ISSUER, "17", "maija@kunta.example", "Maija")
    assert came.id == awaited.id and came.has_signed_in
    assert persons.known(awaited.id) == came == persons.found(ISSUER, "17")


def test_the_address_is_matched_once_and_only_when_checked() -> None:
    awaited = persons.add("maija@kunta.example")
    unchecked = persons.signed_in(ISSUER, "1", "", "Somebody")
    first = persons.signed_in(ISSUER, "2", "maija@kunta.example", "Maija")
    second = persons.signed_in(ISSUER, "3", "maija@kunta.example", "Another Maija")
    assert first.id == awaited.id
    assert len({unchecked.id, first.id, second.id}) == 3


def test_an_account_stays_one_person_whatever_it_is_called() -> None:
    first = persons.signed_in(ISSUER, "17", "maija@kunta.example", "Maija Virtanen")
    again = persons.signed_in(ISSUER, "17", "maija@uusi.example", "Maija Lahti")
    assert again.id == first.id
    assert persons.known(first.id) == again
    assert (again.name, again.email) == ("Maija Lahti", "maija@uusi.example")
    # What the provider does not vouch for today does not wipe out what it did before.
    assert persons.signed_in(ISSUER, "17", "", "").email == "maija@uusi.example"


@pytest.mark.parametrize("address", ["", "maija", "a@b@c", "a b@c.example", "a@\x00.example"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(RecordsError, match="no e-mail address"):
        persons.add(address)
    assert not place.file().exists()


def test_who_an_entry_is_by() -> None:
    maija = persons.signed_in(ISSUER, "17", "maija@kunta.example", "Maija Virtanen")
    assert persons.shown("local") == "this computer"
    assert persons.shown("analyst") == "analyst"
    assert persons.shown(maija.id) == "Maija Virtanen"
    # Whoever sees nothing confidential learns no name, also from what was made for another.
    without_role = Person(maija.id, "Maija Virtanen", is_signed_in=True)
    for reader in (NOBODY, without_role):
        with access.acting(reader):
            assert persons.shown(maija.id) == "a person"
            assert persons.shown("local") == "this computer"
    with access.acting(Person("p-0000000000000000", grants=(Grant("viewer"),), is_signed_in=True)):
        assert persons.shown(maija.id) == "Maija Virtanen"


def test_forgotten_is_gone_from_the_file(tmp_path: Path) -> None:
    maija = persons.signed_in(ISSUER, "subject-of-maija", "maija@kunta.example", "Maija Virtanen")
    persons.signed_in(ISSUER, "18", "matti@kunta.example", "Matti")
    assert persons.forget(maija.id) and not persons.forget(maija.id)
    assert [one.name for one in persons.listed()] == ["Matti"]
    assert persons.shown(maija.id) == "a person"
    stored = b"".join(file.read_bytes() for file in (tmp_path / "records").glob("log.sqlite*"))
    assert b"Matti" in stored
    assert b"Virtanen" not in stored and b"subject-of-maija" not in stored
