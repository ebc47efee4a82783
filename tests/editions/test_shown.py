"""An edition on the pages: what it was, and the strip that says so; nothing can be entered."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, instances, navigation, records, settings, showing
from seutukuva.editions import opened as edition_opened
from seutukuva.editions import register
from seutukuva.editions.register import Edition
from seutukuva.ui import takeaway
from tests.editions import older
from tests.editions.without import GONE, without_an_area
from tests.pages import everything_said, keys, open_page, opened, pressed
from tests.records.conftest import SAWMILL

pytestmark = pytest.mark.slow
NAME = "2026-04"


@pytest.fixture
def edition(entering: Path) -> Edition:
    """Frozen of the older version, with one event; since then another version and event."""
    older.make_older()
    newer = older.current()
    older.point_at(older.OLDER)
    records.append("event", {**SAWMILL, "title": "Before it"}, by="local")
    one = register.freeze(NAME, round=NAME)
    older.point_at(newer)
    records.append("event", {**SAWMILL, "title": "After it"}, by="local")
    return one


def population(at: AppTest) -> str:
    return next(str(one.value) for one in at.metric if one.label == "Population")


def test_figures_and_entries_are_those_of_the_edition_until_one_goes_back(
    edition: Edition,
) -> None:
    now = opened("situation/overview", area=older.OWN)
    assert "edition_banner" not in everything_said(now) and "edition_end" not in keys(now)
    at = opened("situation/overview", area=older.OWN, edition=NAME)
    # The older version lacks the newest year.
    assert population(at) != population(now)
    assert "Edition 2026-04 · draft · frozen on" in everything_said(at)
    # A walk to another page stays in it, though its address does not say so.
    at.query_params.clear()
    at.switch_page("pages/situation/events.py").run()
    said = everything_said(at)
    assert "Edition 2026-04" in said and at.query_params["edition"] == NAME
    told = str(at.table[0].value)
    assert "Before it" in told and "After it" not in told
    at = pressed(at, "edition_end")
    assert "edition" not in at.query_params and "Edition 2026-04" not in everything_said(at)
    assert "After it" in str(at.table[0].value)
    at.switch_page("pages/situation/overview.py").run()
    assert "edition" not in at.query_params


@pytest.mark.parametrize(
    ("language", "state", "back"),
    [
        ("fi", "luonnos", "Takaisin nykyhetkeen"),
        ("sv", "utkast", "Tillbaka till nuläget"),
        ("en", "draft", "Back to now"),
        ("nb", "utkast", "Tilbake til nå"),
    ],
)
def test_the_strip_speaks_every_language(
    edition: Edition, language: str, state: str, back: str
) -> None:
    at = opened("about/sources", language=language, edition=NAME)
    (headline,) = [one.value for one in at.markdown if NAME in str(one.value)]
    assert state in headline
    assert at.button(key="edition_end").label == back
    if language != "en":
        said = everything_said(at)
        assert "Nothing can be changed here" not in said and "Figures are those" not in said


def test_the_strip_says_what_is_of_today(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    said = everything_said(opened("about/sources", edition=NAME))
    assert "Definitions have changed" not in said and "The program has changed" not in said
    presented = register.advance(edition, "presented", on=edition.day)
    monkeypatch.setattr(definitions, "fingerprint", lambda: "another")
    monkeypatch.setattr("seutukuva.__version__", "9.9.9")
    said = everything_said(opened("about/sources", edition=NAME))
    assert "Edition 2026-04 · presented" in said
    assert "Definitions have changed since" in said
    assert f"it was {presented.program} and is 9.9.9" in said


def test_in_the_meeting_room_the_strip_is_one_line(edition: Edition) -> None:
    at = opened("about/sources", edition=NAME, present="1")
    said = everything_said(at)
    assert "Edition 2026-04 · draft" in said and "Figures are those" not in said
    assert "edition_end" in keys(at)


@pytest.mark.parametrize("name", ["2027-04", "2026-04'; drop", "<b>x</b>", "x" * 500])
def test_an_edition_that_is_not_there_is_told_of(edition: Edition, name: str) -> None:
    at = open_page("situation/events", lang="en", edition=name)
    assert not at.exception and not at.error
    (warning,) = [str(one.value) for one in at.warning]
    assert "There is no edition" in warning and "The present state is shown" in warning
    assert len(warning) < 200 and "<b>" not in warning
    assert "edition" not in at.query_params and "After it" in str(at.table[0].value)


def test_where_others_reach_the_pages_only_a_published_one_is_shown(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved = edition
    for state in ("presented", "approved"):
        approved = register.advance(approved, state, on=edition.day)
    with monkeypatch.context() as public:
        public.setattr(settings, "is_public", lambda: True)
        at = open_page("situation/events", lang="en", edition=NAME)
        assert "There is no edition" in str(at.warning[0].value)
    register.advance(approved, "published", on=edition.day)
    with monkeypatch.context() as public:
        public.setattr(settings, "is_public", lambda: True)
        said = everything_said(opened("situation/events", edition=NAME))
        assert "Edition 2026-04 · published" in said


def test_an_edition_without_its_statistics_is_told_of(edition: Edition) -> None:
    older.file_of(older.OLDER).unlink()
    at = open_page("situation/events", lang="en", edition=NAME)
    (warning,) = [str(one.value).replace("\\", "") for one in at.warning]
    assert "The statistics of the edition 2026-04 are not on this computer" in warning
    assert "Bring its file back from a backup" in warning
    assert not at.exception and "After it" in str(at.table[0].value)


def test_an_edition_with_damaged_statistics_is_told_of(edition: Edition) -> None:
    # As another process, which has not opened it yet.
    instances._instances.pop(str(settings.build_folder())).connection.close()
    older.file_of(older.OLDER).write_bytes(b"no database" * 1000)
    at = open_page("situation/events", lang="en", edition=NAME)
    (warning,) = [str(one.value).replace("\\", "") for one in at.warning]
    assert "2026-04" in warning and "Bring its file back from a backup" in warning
    assert not at.exception and "After it" in str(at.table[0].value)


def test_without_statistics_the_page_opens_as_it_does_without_an_edition(
    edition: Edition, entering: Path
) -> None:
    (entering / "build" / "current.json").unlink()
    at = open_page("situation/overview", lang="en", edition=NAME)
    assert not at.exception and not at.error
    assert "No figures have been published yet" in everything_said(at)


FORMS = {
    "situation/events": {},
    "situation/signals": {},
    "situation/impact": {"area": older.OWN},
    "companies/summaries": {},
    "companies/needs": {},
    "companies/upload": {},
    "projects/project": {},
    "projects/baskets": {},
    "projects/lists": {},
}


def test_nothing_can_be_entered_while_it_is_shown(edition: Edition) -> None:
    newest = records.latest_seq()
    for page, query in FORMS.items():
        at = opened(page, edition=NAME, **query)
        writes = [one for one in keys(at) if one.endswith(("_save", "_form", "_load"))]
        assert not writes, page
        assert not at.get("file_uploader"), page
    assert records.latest_seq() == newest


def _with_a_button() -> None:
    import streamlit as st

    from seutukuva import records, texts
    from seutukuva.errors import RecordRefused
    from tests.records.conftest import SAWMILL

    def write() -> None:
        texts.use("en")
        try:
            records.append("event", SAWMILL, by="local")
        except RecordRefused as error:
            st.session_state["refused"] = str(error)

    st.button("Write", key="write", on_click=write)


def test_nor_by_a_callback_which_runs_before_the_page(edition: Edition) -> None:
    newest = records.latest_seq()
    at = AppTest.from_function(_with_a_button)
    at.session_state[showing.REMEMBERED] = NAME
    at.run()
    at.button(key="write").click().run()
    assert "an edition is shown" in at.session_state["refused"]
    assert records.latest_seq() == newest
    del at.session_state[showing.REMEMBERED]
    at.button(key="write").click().run()
    assert records.latest_seq() == newest + 1


def test_two_readers_look_at_two_states(edition: Edition) -> None:
    then = opened("situation/events", edition=NAME)
    now = opened("situation/events")
    for _ in range(2):
        then.run()
        now.run()
        assert "After it" not in str(then.table[0].value)
        assert "After it" in str(now.table[0].value)


def test_what_is_taken_away_says_of_which_edition_it_is(edition: Edition) -> None:
    plain = takeaway.surroundings((), (), "table")
    with edition_opened(edition):
        told = takeaway.surroundings((), (), "table")
    assert told["version"].startswith(f"{older.OLDER.id}, edition 2026-04 of ")
    assert told["file_name"].endswith("-2026-04")
    assert "edition" not in plain["version"] and "2026-04" not in plain["file_name"]


def test_an_edition_of_an_area_that_is_gone_opens_on_every_page(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_an_area(tmp_path / "later", monkeypatch)
    named = 0
    for page in navigation.found():
        if page.section != "situation":
            continue
        at = open_page(f"situation/{page.name}", lang="en", area=GONE, edition=NAME)
        assert not at.exception and not at.error, page.name
        assert "Definitions have changed since" in everything_said(at), page.name
        named += "Kivijärvi" in everything_said(at)
    assert named >= 8
    # Now it is not there to be looked at.
    at = open_page("situation/overview", lang="en", area=GONE)
    assert "area" not in at.query_params and "Kivijärvi" not in everything_said(at)
