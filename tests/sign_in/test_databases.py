"""Sign-ins and persons in both databases, and by several threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from seutukuva import texts
from seutukuva.people import persons
from seutukuva.records import people
from seutukuva.sign_in import sessions
from seutukuva.sign_in.lifetimes import Refused
from tests import signing_in
from tests.records.conftest import Home, home, postgresql

__all__ = ["home", "postgresql"]


@pytest.fixture
def signing(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """People sign in, and who does is kept in that database."""
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(signing_in.write(tmp_path)))
    texts.use("en")
    return home


def counts(info: dict[str, Any]) -> bool:
    try:
        return sessions.standing(info) is not None
    except Refused:
        return False


def test_from_the_first_sign_in_to_the_last_trace(signing: Home) -> None:
    assert persons.listed() == [] and not counts({})
    awaited = persons.add("maija@kunta.example")
    here, there, matti = (signing_in.claims(one) for one in ("maija", "maija", "matti"))
    assert counts(here) and counts(there) and counts(matti)
    maija = persons.found(signing_in.ISSUER, "maija")
    assert maija and maija.id == awaited.id and len(persons.listed()) == 2
    assert sessions.end(maija.id) == 2
    assert [counts(one) for one in (here, there, matti)] == [False, False, True]
    again = signing_in.claims("maija")
    assert counts(again) and persons.forget(maija.id)
    assert not counts(again) and [one.name for one in persons.listed()] == ["Matti Example"]
    sessions.end_everyone()
    sessions._noted_at = 0.0
    sessions.note_use()
    begun, ended = people.sign_ins(0)
    assert len(begun) == 4 and {row["person_id"] for row in ended} >= {maija.id, "everyone"}


def test_the_same_sign_in_on_many_pages_at_once_is_one(signing: Home) -> None:
    info = signing_in.claims()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _n: sessions.standing(dict(info)), range(16)))
    assert len({one.person_id for one in found if one}) == 1 and None not in found
    assert len(people.sign_ins(0)[0]) == len(persons.listed()) == 1


def test_many_people_at_once_are_as_many(signing: Home) -> None:
    infos = [signing_in.claims(f"person{n}") for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(sessions.standing, infos))
    assert len({one.person_id for one in found if one}) == len(persons.listed()) == 12
