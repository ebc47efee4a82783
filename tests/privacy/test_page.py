"""The page: everybody reads the register, the administrator finds, hands over and deletes."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from seutukuva import audit, definitions, records, settings, texts
from seutukuva.people import grants, persons
from tests import signing_in
from tests.pages import everything_said, keys, open_page, opened, pressed, sheets
from tests.privacy.test_requests import EVENT, NAME

pytestmark = pytest.mark.slow
PAGE = "about/privacy"
LOOK, DELETE = "FormSubmitter:privacy_search-", "FormSubmitter:privacy_delete-"


def _button(at: object, form: str) -> str:
    return next(one for one in keys(at) if one.startswith(form))  # type: ignore[arg-type]


def test_somebody_is_found_and_deleted_on_the_page(folder: Path) -> None:
    records.append("event", EVENT | {"text": f"{NAME} kertoi <b>kaiken</b>."}, by="local")
    at = opened(PAGE)
    register = html.unescape(sheets(at))
    for one in definitions.load().privacy.values():
        assert one.title["en"] in register, one.id
    assert "Deleted 3 years after the need was last changed." in register
    assert "Analyst, Owner of a development area, Coordinator" in register
    at.text_input(key="privacy_asked").set_value("Huurteinen")
    pressed(at, _button(at, LOOK))
    assert "Found in 1 place" in everything_said(at)
    assert "&lt;b&gt;kaiken" in sheets(at) and "<b>kaiken" not in sheets(at)
    at.text_input(key="privacy_why").set_value("A person asked.")
    pressed(at, _button(at, DELETE))
    assert "say first that it is theirs" in everything_said(at)
    assert records.latest_seq() == 1
    at.checkbox(key="privacy_sure").check()
    at.text_input(key="privacy_why").set_value("A person asked.")
    pressed(at, _button(at, DELETE))
    told = [one.value for one in at.success]
    assert told and told[0].startswith("Deleted for good in 1 place")
    assert "Nothing is kept under these words" in everything_said(at)
    assert records.newest_of("event")[0].body["text"].startswith("Hilla […]-Katajisto kertoi")


def test_too_little_is_refused_in_the_readers_language(folder: Path) -> None:
    at = opened(PAGE, "fi")
    at.text_input(key="privacy_asked").set_value("ab")
    pressed(at, _button(at, LOOK))
    (error,) = at.error
    texts.use("fi")
    said = texts._("too short to be looked for: it would stand everywhere")
    assert said in error.value.replace("\\", "")


@pytest.mark.parametrize("role", ["", "coordinator", "administrator"])
def test_only_the_administrator_finds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    records.append("event", EVENT | {"text": f"{NAME} kertoi."}, by="local")
    person = persons.add("maija@kunta.example")
    if role:
        grants.give(person.id, role, reason="A test.")
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(signing_in.write(folder)))
    assert settings.mode() == "sign_in"
    from streamlit.testing.v1 import AppTest

    from tests.conftest import REPOSITORY

    at = AppTest.from_file(str(REPOSITORY / "app.py"), default_timeout=60)
    at.user = signing_in.claims() if role else {"is_logged_in": False}
    at.query_params["lang"] = "en"
    at.switch_page(f"pages/{PAGE}.py")
    at.run()
    assert not at.exception and "Contact persons of firms" in sheets(at)
    assert ("privacy_asked" in keys(at)) == (role == "administrator")
    if role != "administrator":
        return
    # What is due is looked at by the program itself, which needs none of the reader's rights.
    assert "Nothing is due today." in everything_said(at)
    at.text_input(key="privacy_asked").set_value("Huurteinen")
    pressed(at, _button(at, LOOK))
    at.checkbox(key="privacy_sure").check()
    at.text_input(key="privacy_why").set_value("A person asked.")
    pressed(at, _button(at, DELETE))
    assert [one.value for one in at.success], [one.value for one in at.error]
    erased = [one for one in records.since(0) if one.kind == "erasure"]
    assert [one.recorded_by for one in erased] == [person.id]
    from seutukuva.audit import ledger

    noted = [(one.action, one.subject) for one in ledger.read(most=50)]
    assert ("deleted", "privacy") in noted and ("read", "privacy") in noted
    assert audit.is_on()


def test_public_readers_see_the_register_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = open_page(PAGE, lang="sv")
    assert not at.exception and not at.error
    assert "Företagens kontaktpersoner" in sheets(at)
    assert "privacy_asked" not in keys(at)
