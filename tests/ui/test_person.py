"""Who is at the page: what is said of them, and that nothing of one person reaches another."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import settings, texts
from seutukuva.errors import RecordsError
from seutukuva.people import grants, persons
from seutukuva.sign_in import sessions
from tests import signing_in

pytestmark = pytest.mark.slow

GRANT = """
[[grant]]
claim = "groups"
value = "analysts"
role = "analyst"
organisation = "WITAS"
"""


@pytest.fixture
def signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """People sign in, and an empty log."""
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setenv("SEUTUKUVA_DATA", str(data))
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(signing_in.write(tmp_path, GRANT)))
    for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    return data


def page() -> None:
    """A page that remembers a choice and a text, and says who is at it."""
    import streamlit as st

    from seutukuva import access, texts, ui

    texts.use("en")
    ui.person.begin()
    ui.person.show()
    st.text_input("Note", key="note")
    st.write(f"seen: {sorted(access.sight())}")
    st.write(f"author: {access.author()}")


def shown(app: AppTest) -> str:
    parts = (*app.sidebar.markdown, *app.sidebar.caption, *app.info, *app.markdown)
    return "\n".join(str(one.value) for one in parts)


def of(user: dict) -> AppTest:
    app = AppTest.from_function(page)
    app.user = user
    app.run()
    assert not app.exception
    return app


def test_on_this_computer_full_rights(
    signed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")
    app = of({"email": "test@example.com"})
    assert "On this computer: full rights" in shown(app) and "author: local" in shown(app)
    assert not app.button
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    app = of({"email": "test@example.com"})
    assert "full rights" not in shown(app) and shown(app).endswith("author:")
    assert not app.button and not (signed / "records").exists()


def test_nobody_gets_a_way_to_sign_in(signed: Path) -> None:
    for user in ({}, {"email": "test@example.com"}, signing_in.claims(is_logged_in=False)):
        app = of(user)
        assert [one.label for one in app.sidebar.button] == ["Sign in"]
        assert "seen: []" in shown(app)
    assert not (signed / "records" / "log.sqlite").exists()


def test_a_name_and_roles_by_claims_and_by_grants(signed: Path) -> None:
    maija = signing_in.claims("maija", groups=["analysts", "others"])
    app = of(maija)
    assert "**Maija Example**" in shown(app)
    assert "Role: Analyst (WITAS)" in shown(app) and "'needs'" in shown(app)
    assert [one.label for one in app.sidebar.button] == ["Sign out"]
    known = persons.found(signing_in.ISSUER, "maija")
    assert known and f"author: {known.id}" in shown(app)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SEUTUKUVA_SIGN_IN")
        given = grants.give(known.id, "coordinator", reason="Prepares meetings")
    sessions.changed()
    assert "Roles: Analyst (WITAS) · Coordinator" in shown(app.run())
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SEUTUKUVA_SIGN_IN")
        grants.revoke(given.id, reason="Moved on")
    sessions.changed()
    assert "Coordinator" not in shown(app.run())


def test_a_name_is_no_markup(signed: Path) -> None:
    app = of(signing_in.claims("maija", name="**Maija** [x](https://evil.test)"))
    assert "[x](https" not in shown(app)
    assert "No role yet" in shown(app)


@pytest.mark.parametrize(
    ("user", "words"),
    [
        (signing_in.claims(aud="another"), "Your sign-in does not count here."),
        (signing_in.claims(iat=1_800_000_000, exp=1_800_000_060), None),
    ],
)
def test_a_sign_in_that_does_not_count_is_nobody_and_says_why(
    signed: Path, user: dict, words: str | None
) -> None:
    app = of(user)
    assert "seen: []" in shown(app)
    assert [one.label for one in app.sidebar.button] == ["Sign in"]
    assert len(app.info) == 1 and (words is None or words in shown(app))


def test_what_was_typed_goes_with_the_person(signed: Path) -> None:
    maija = signing_in.claims("maija", groups=["analysts"])
    app = of(maija)
    app.text_input(key="note").set_value("The firm S. plans to leave.").run()
    assert app.session_state["note"] == "The firm S. plans to leave."
    known = persons.found(signing_in.ISSUER, "maija")
    assert known
    sessions.end(known.id)
    app.run()
    assert "You have been signed out." in shown(app)
    assert app.session_state["note"] == "" and "seen: []" in shown(app)


def test_a_database_that_rests_costs_nobody_what_they_typed(
    signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = of(signing_in.claims("maija", groups=["analysts"]))
    app.text_input(key="note").set_value("Half a sentence").run()

    def resting() -> None:
        raise RecordsError("the database does not answer")

    sessions.changed()
    with monkeypatch.context() as patch:
        patch.setattr(sessions, "_read", resting)
        app.run()
        assert "seen: []" in shown(app) and "cannot be asked just now" in shown(app)
    sessions.changed()
    app.run()
    assert "Maija Example" in shown(app) and app.session_state["note"] == "Half a sentence"


def test_two_people_at_once_have_choices_of_their_own(signed: Path) -> None:
    maija = of(signing_in.claims("maija", groups=["analysts"]))
    matti = of(signing_in.claims("matti"))
    maija.text_input(key="note").set_value("Of Maija").run()
    matti.text_input(key="note").set_value("Of Matti").run()
    for app, name, other in ((maija, "Maija", "Matti"), (matti, "Matti", "Maija")):
        said = shown(app.run())
        assert app.session_state["note"] == f"Of {name}"
        assert f"{name} Example" in said and other not in said
    assert "'interviews'" in shown(maija) and "seen: []" in shown(matti)


def test_signing_out_ends_what_is_open(signed: Path) -> None:
    texts.use("en")
    info = signing_in.claims("maija", groups=["analysts"])
    here, there = of(info), of(dict(info))
    here.sidebar.button[0].click().run()
    assert "seen: []" in shown(there.run()) and "You have been signed out." in shown(there)
