"""The page of events: entered, changed, withdrawn, read; nothing typed is ever lost."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, formats, records, settings, texts
from seutukuva.records import place
from seutukuva.ui.entry import WITHDRAWN, WITHDRAWN_MEANWHILE
from tests.pages import everything_said, keys, open_page, opened, saved
from tests.records.conftest import SAWMILL

pytestmark = pytest.mark.slow

PAGE = "situation/events"
NEW = "entry_event_new"


def titles(at: AppTest) -> list[str]:
    return at.table[0].value["Event"].tolist() if at.table else []


def enter(title: str = "Saha suljettiin", **more: Any) -> records.Entry:
    return records.append("event", {**SAWMILL, "title": title, **more}, by="local")


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_page_in_each_language(entering: Path, language: str) -> None:
    entry = enter()
    texts.use(language)
    at = opened(PAGE, language, event=entry.id)
    assert not at.error
    event = definitions.load().kinds["event"]
    labels = [one.label for one in [*at.text_input, *at.multiselect]]
    for name in ("title", "date_from", "areas", "url"):
        field = next(field for field in event.fields if field.id == name)
        assert any(label.startswith(field.title[language]) for label in labels)
    assert "Saha suljettiin" in str(at.table[0].value)


def test_an_event_is_entered(entering: Path) -> None:
    at = opened(PAGE)
    assert not at.table
    at.text_input(key=f"{NEW}_title").set_value("The mill closed")
    at.text_input(key=f"{NEW}_date_from").set_value("14.3.2026")
    at.multiselect(key=f"{NEW}_areas").set_value(["FI-KU729"])
    at.multiselect(key=f"{NEW}_indicators").set_value(["jobs"])
    at.text_area(key=f"{NEW}_text").set_value("Eighty jobs went.")
    at.text_input(key=f"{NEW}_url").set_value("https://example.org/mill")
    saved(at, NEW)
    assert [one.value for one in at.success] == ["Saved."]
    (entry,) = records.since(0)
    assert entry.body == {
        "title": "The mill closed",
        "kind": "event",
        "date_from": "2026-03-14",
        "areas": ["FI-KU729"],
        "indicators": ["jobs"],
        "text": "Eighty jobs went.",
        "url": "https://example.org/mill",
    }
    assert (entry.recorded_by, entry.source) == ("local", PAGE)
    assert len(titles(at)) == 1 and "The mill closed" in titles(at)[0]
    assert at.text_input(key=f"{NEW}_title").value == ""


def test_a_wrong_field_stores_nothing_and_keeps_the_text(entering: Path) -> None:
    at = opened(PAGE)
    at.text_input(key=f"{NEW}_title").set_value("The mill closed")
    at.text_input(key=f"{NEW}_date_from").set_value("soon")
    saved(at, NEW)
    (error,) = at.error
    assert "Day" in error.value and "14" in error.value
    assert records.latest_seq() == 0
    assert at.text_input(key=f"{NEW}_title").value == "The mill closed"
    assert at.text_input(key=f"{NEW}_date_from").value == "soon"
    at.text_input(key=f"{NEW}_date_from").set_value("3/2026")
    saved(at, NEW)
    assert not at.error and records.since(0)[0].body["date_from"] == "2026-03"


def test_errors_are_in_the_language_of_the_page(entering: Path) -> None:
    texts.use("fi")
    at = opened(PAGE, "fi")
    saved(at, NEW)
    assert "Otsikko" in at.error[0].value and "Päivä" in at.error[0].value


def test_an_event_is_changed_and_its_history_kept(entering: Path) -> None:
    first = enter()
    at = opened(PAGE, event=first.id)
    form = f"entry_event_{first.id}"
    assert at.text_input(key=f"{form}_title").value == "Saha suljettiin"
    assert at.multiselect(key=f"{form}_areas").value == ["FI-KU729"]
    at.text_input(key=f"{form}_title").set_value("Saha supisti")
    saved(at, form)
    assert [one.value for one in at.success] == ["Saved."]
    assert "Saha supisti" in titles(at)[0]
    history = at.table[1].value
    assert history["Version"].tolist() == ["2", "1"]
    assert "Saha suljettiin" in history["Content"].iloc[1]


def test_two_who_change_the_same_lose_nothing(entering: Path) -> None:
    first = enter()
    at = opened(PAGE, event=first.id)
    form = f"entry_event_{first.id}"
    at.text_input(key=f"{form}_title").set_value("Mine")
    theirs = records.append(
        "event", {**SAWMILL, "title": "Theirs"}, id=first.id, by="other", expect=first.seq
    )
    saved(at, form)
    assert len(at.warning) == 1 and not at.success
    beside = next(table.value for table in at.table if "Yours" in table.value)
    assert beside.loc[0].tolist() == ["Title", "Mine", "Theirs"]
    assert records.latest_seq() == theirs.seq
    assert at.text_input(key=f"{form}_title").value == "Mine"
    saved(at, form)
    assert [one.body["title"] for one in records.history(first.id)][1:] == ["Theirs", "Mine"]


def test_what_others_withdrew_meanwhile_is_told(entering: Path) -> None:
    first = enter()
    at = opened(PAGE, event=first.id)
    form = f"entry_event_{first.id}"
    at.text_input(key=f"{form}_title").set_value("Mine")
    records.withdraw(first.id, "other", "It *never* happened", first.seq)
    saved(at, form)
    assert "never" in everything_said(at)
    assert at.text_input(key=f"{form}_title").value == "Mine"


def test_an_event_is_withdrawn_with_a_reason(entering: Path) -> None:
    first = enter()
    at = opened(PAGE, event=first.id)
    form = f"withdraw_{first.id}"
    saved(at, form)
    assert len(at.error) == 1 and records.latest_seq() == 1
    at.text_input(key=f"{form}_reason").set_value("Entered twice")
    saved(at, form)
    assert records.history(first.id)[-1].reason == "Entered twice"
    assert [one.value for one in at.success] == [WITHDRAWN]
    # Still open by its address, with its history; no longer in the list.
    (history,) = at.table
    assert history.value["Version"].tolist() == ["2", "1"]
    assert "Entered twice" in history.value["Content"].iloc[0]
    assert f"{form}_reason" not in keys(at)


def test_a_withdrawal_of_what_changed_meanwhile_is_not_made(entering: Path) -> None:
    first = enter()
    at = opened(PAGE, event=first.id)
    at.text_input(key=f"withdraw_{first.id}_reason").set_value("Entered twice")
    records.append("event", {**SAWMILL, "title": "New"}, id=first.id, by="other", expect=first.seq)
    saved(at, f"withdraw_{first.id}")
    assert len(at.error) == 1
    assert not records.history(first.id)[-1].is_withdrawn
    assert at.text_input(key=f"withdraw_{first.id}_reason").value == "Entered twice"


def test_a_withdrawal_of_what_others_withdrew_is_told(entering: Path) -> None:
    first = enter()
    at = opened(PAGE, event=first.id)
    at.text_input(key=f"withdraw_{first.id}_reason").set_value("Entered twice")
    records.withdraw(first.id, "other", "It never happened", first.seq)
    saved(at, f"withdraw_{first.id}")
    assert [one.value for one in at.warning] == [WITHDRAWN_MEANWHILE]
    assert not at.success and not at.error
    assert [one.reason for one in records.history(first.id)[1:]] == ["It never happened"]
    at.run()
    assert not at.warning, "told once"


def test_an_event_of_another_programme_is_not_opened(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        found = definitions.load()
        elsewhere.setattr(definitions, "load", lambda: found)
        elsewhere.setattr(settings, "programme_id", lambda: "elsewhere")
        theirs = enter("Theirs")
    at = opened(PAGE, event=theirs.id)
    assert not at.table and not {key for key in keys(at) if theirs.id in key}


@pytest.mark.slow
@pytest.mark.parametrize("page", [PAGE, "situation/indicator", "situation/overview"])
def test_one_damaged_body_takes_no_page_down(entering: Path, page: str) -> None:
    damaged = enter("Damaged", date_from="2015")
    enter("Sound", date_from="2016")
    with sqlite3.connect(place.file()) as connection:
        connection.execute("drop trigger rec_log_fixed")
        connection.execute("update rec_log set body = '{' where seq = 1")
    connection.close()
    at = open_page(page, lang="en", event=damaged.id)
    assert not at.exception and not at.error
    if page == PAGE:
        assert "Sound" in str(titles(at))
        assert at.table[1].value["Version"].tolist() == ["1"], "the damaged one can be opened"
    if page == "situation/indicator":
        assert "Sound" in str(at.get("plotly_chart")[0].proto)


def test_the_day_of_an_entry_says_whose_day_it_is(entering: Path) -> None:
    enter()
    (day,) = opened(PAGE).table[0].value["Entered (UTC)"]
    assert day == formats.date(records.since(0)[0].recorded_at, "en")


def test_the_list_is_of_the_area_and_the_latest_first(entering: Path) -> None:
    enter("Earlier", date_from="2019")
    enter("Later", date_from="2020")
    enter("Elsewhere", areas=["FI-KU091"])
    assert [title.strip("*") for title in titles(opened(PAGE))] == ["Later", "Earlier"]
    assert [title.strip("*") for title in titles(opened(PAGE, area="FI-KU091"))] == ["Elsewhere"]
    assert titles(opened(PAGE, area="FI-KU049")) == []


def test_choosing_an_event_opens_it_by_its_address(entering: Path) -> None:
    first = enter()
    at = opened(PAGE)
    assert len(at.table) == 1
    at.selectbox(key="widget_event").set_value(first.id).run()
    assert at.query_params["event"] in (first.id, [first.id])
    assert len(at.table) == 2


def test_an_address_of_no_event_is_harmless(entering: Path) -> None:
    enter()
    at = opened(PAGE, event="<script>")
    assert not at.error and len(at.table) == 1


def test_what_was_entered_is_not_taken_for_markup(entering: Path) -> None:
    enter("![x](http://evil.example/x.png) :red[a] $x$ <b>")
    (title,) = titles(opened(PAGE))
    inside = title.removeprefix("**").removesuffix("**")
    assert "\\!\\[x\\]\\(http\\:" in inside and "\\$x\\$" in inside and "\\<b\\>" in inside
    assert "\\:red\\[a\\]" in inside


def test_where_others_reach_the_page_it_can_only_be_read(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = enter()
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = opened(PAGE, event=first.id)
    assert len(at.table) == 2
    assert not {key for key in keys(at) if key.startswith(("entry_", "withdraw_"))}


def test_a_form_opened_before_the_pages_went_public_stores_nothing(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = opened(PAGE)
    at.text_input(key=f"{NEW}_title").set_value("The mill closed")
    at.text_input(key=f"{NEW}_date_from").set_value("2026")
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    saved(at, NEW)
    assert records.latest_seq() == 0


def test_without_statistics_events_are_entered_all_the_same(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(entering / "build")
    enter()
    at = opened(PAGE)
    assert not at.error and len(titles(at)) == 1


def test_a_log_that_does_not_answer_is_told_calmly(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATABASE", "postgresql://user@/x?host=/nowhere/at/all")
    at = opened(PAGE)
    assert not at.error and len(at.warning) == 1
    at = open_page("situation/overview", lang="en")
    assert not at.exception and not at.error and at.metric


@pytest.mark.slow
def test_a_page_without_a_log_does_not_load_the_database_library(entering: Path) -> None:
    import subprocess
    import sys

    from tests.conftest import REPOSITORY

    code = (
        "import sys; from tests.pages import open_page; "
        f"at = open_page({PAGE!r}); assert at.title and not at.exception; "
        "assert 'sqlalchemy' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[-500:]
