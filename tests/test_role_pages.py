"""Pages as people of different roles see them: what they may enter is offered, and nothing else.

That nothing is given away, ``tests/test_roles.py`` tries at the data; every page, role and language
``python -m bench matrix``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import access, records, settings
from seutukuva.errors import RecordsError
from seutukuva.people import grants, persons
from seutukuva.people.model import LOCAL_PERSON, Person
from seutukuva.records import salt
from seutukuva.sign_in import configuration, sessions
from tests import signing_in
from tests.conftest import REPOSITORY
from tests.pages import SLOW_MACHINE, everything_said, keys, pressed

pytestmark = pytest.mark.slow

SECRET = "The sawmill looks for a successor"
NEED = {"subject": SECRET, "raised": "2026-01-20", "service_group": "premises", "state": "open"}


@pytest.fixture
def signing(entering: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The starter's figures, two needs of two organisations, and people who sign in."""
    for id, organisation in (("ours", "SSYP"), ("theirs", "KS")):
        records.append("need", NEED | {"organisation": organisation}, id=id, by="local")
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(signing_in.write(entering)))
    monkeypatch.setattr(settings, "_announced_public", None)
    configuration.load()
    sessions.changed()
    yield entering
    sessions.changed()


def known(subject: str, role: str, organisation: str = "") -> str:
    """Somebody who has signed in before, with a role; gives the pseudonym."""
    told = signing_in.claims(subject)
    one = persons.signed_in(told["iss"], subject, told["email"], told["name"])
    with access.acting(LOCAL_PERSON):
        grants.give(one.id, role, organisation=organisation, reason="Began in the post")
    return one.id


def page(name: str, subject: str = "", **query: str) -> AppTest:
    at = AppTest.from_file(str(REPOSITORY / "app.py"), default_timeout=SLOW_MACHINE)
    at.user = signing_in.claims(subject) if subject else {"is_logged_in": False}
    for key, value in {"lang": "en", **query}.items():
        at.query_params[key] = value
    at.switch_page(f"pages/{name}.py")
    at.run()
    assert not at.exception
    return at


def test_an_analyst_changes_the_own_organisations_need_and_reads_the_others(signing: Path) -> None:
    anna = known("anna", "analyst", "SSYP")
    at = page("companies/needs", "anna", need="theirs")
    assert SECRET in everything_said(at)
    assert "belongs to another organisation" in everything_said(at)
    assert not [one for one in keys(at) if one.startswith("entry_need_theirs")]
    at = page("companies/needs", "anna", need="ours")
    assert "entry_need_ours_save" in keys(at)
    offered = at.selectbox(key="entry_need_ours_organisation").options
    assert len(offered) == 1 and "SSYP" in offered[0]
    at.text_input(key="entry_need_ours_subject").input("Changed by Anna")
    pressed(at, "entry_need_ours_save")
    with access.acting(LOCAL_PERSON):
        newest = records.history("ours")[-1]
    assert newest.body["subject"] == "Changed by Anna" and newest.recorded_by == anna


def test_two_people_side_by_side_see_what_is_theirs(signing: Path) -> None:
    """The same process, page after page in turn: nothing that one was shown reaches the other."""
    known("anna", "analyst", "SSYP")
    known("ville", "viewer")
    for _turn in range(2):
        assert SECRET in everything_said(page("companies/needs", "anna", need="ours"))
        for subject in ("ville", ""):
            said = everything_said(page("companies/needs", subject, need="ours"))
            assert SECRET not in said and "This page is confidential." in said
    said = everything_said(page("companies/needs", "ville"))
    assert "Coordinator" in said and "You have signed in as: Viewer." in said
    assert "You have not signed in." in everything_said(page("companies/needs"))


def test_a_role_that_is_taken_away_ends_at_the_next_click(signing: Path) -> None:
    known("anna", "analyst", "SSYP")
    at = page("companies/needs", "anna", need="ours")
    at.text_input(key="entry_need_ours_subject").input("Changed by Anna")
    with access.acting(LOCAL_PERSON):
        (given,) = grants.listed()
        grants.revoke(given.id, reason="Left the post")
        before = records.latest_seq()
    pressed(at, "entry_need_ours_save")
    assert SECRET not in everything_said(at) and records.latest_seq() == before
    with access.acting(LOCAL_PERSON):
        assert records.history("ours")[-1].body["subject"] == SECRET


def test_a_public_form_is_offered_by_role(signing: Path) -> None:
    known("maija", "municipality", "FI-KU729")
    assert "It is for these roles: Municipality" in everything_said(page("situation/signals"))
    known("ville", "viewer")
    assert "entry_event_new_save" in keys(page("situation/events", "maija"))
    for subject, words in (
        ("ville", "your roles do not let you"),
        ("", "without having signed in"),
    ):
        at = page("situation/events", subject)
        assert "entry_event_new_save" not in keys(at)
        assert words in everything_said(at).lower()


def test_whoever_looks_first_notes_no_key_as_their_own(signing: Path) -> None:
    ville = known("ville", "viewer")
    viewer = Person(ville, grants=grants.of(ville), is_signed_in=True)
    with access.acting(viewer):
        assert salt.key(salt.ROUNDING)
        (noted,) = records.history(salt.ID)
        assert noted.recorded_by == "local"
        with pytest.raises(RecordsError):
            salt.renew(by="local", why="I want to")
