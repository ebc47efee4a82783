"""The page of the yearly clock: what is next, what is late, the wheel, what will be new."""

from __future__ import annotations

import datetime as dt
import shutil
from html import escape
from pathlib import Path

import pytest

from seutukuva import access, definitions, records, settings, showing, texts
from seutukuva.yearly_clock import feed, lateness
from tests.pages import everything_said, open_page, opened, sheets

pytestmark = pytest.mark.slow

PAGE = "meetings/calendar"
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def on_the_day(entering: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A meeting that is prepared for October's round, on a day in November."""
    body = {"type": "steering", "round": "2026-10", "held_on": "2026-12-10", "state": "planned"}
    records.append("meeting", body, by=access.LOCAL)
    monkeypatch.setattr(showing, "today", lambda: TODAY)
    return entering


def test_the_head_tells_what_is_next_and_how_much_is_late(on_the_day: Path) -> None:
    at = opened(PAGE)
    metrics = {one.label: one.value for one in at.metric}
    # The owners' second stretch of 45 days ends on 29 November.
    assert metrics["Next deadline"] == "9 days left"
    assert metrics["Next round's meeting"] == "April 2027"
    texts.use("en")
    late = lateness.late(TODAY)
    assert metrics["Late"] == f"! {late.n} matters" and late.n >= 5
    said, tables = everything_said(at), sheets(at)
    assert "Meeting of the owners of the development areas" in said
    assert "The convener of 2026 is not known" in said
    # Each of them stands with whose it is, and leads to where it is mended.
    assert tables.count("51 days late") == 4 and 'href="summaries?lang=en"' in tables
    assert "still 2025" in tables and "new before the meeting" in tables
    assert any(one.value.endswith("/calendar.ics?lang=en") for one in at.code)


def test_the_wheel_is_a_picture_with_words_and_its_list_says_the_same(on_the_day: Path) -> None:
    body = {"type": "project_day", "round": "2027-04", "held_on": "2027-02-11", "state": "planned"}
    records.append("meeting", body, by=access.LOCAL)
    at = opened(PAGE, clock="2027")
    tables = sheets(at)
    assert 'alt="The yearly clock of 2027:' in tables and "data:image/svg+xml" in tables
    assert at.selectbox(key="widget_clock").value == "2027"
    (listed,) = [one for one in tables.split("<table") if "<caption>Events of the year" in one]
    for event in definitions.load().calendar.events:
        is_of_2027 = event.id != "development_themes"
        assert (escape(event.title["en"]) in listed) == is_of_2027, event.id
    # An agreed day takes the place of the quarter.
    assert "11 February" in listed and "day agreed" in tables
    assert "every 45 days, 9 times" in listed and "when needed" in listed
    at.selectbox(key="widget_clock").set_value("2026").run()
    assert not at.exception and 'alt="The yearly clock of 2026:' in sheets(at)
    assert "clock" not in at.query_params


def test_a_year_that_cannot_be_shown_is_said(on_the_day: Path) -> None:
    at = open_page(PAGE, lang="en", clock="1917")
    assert any("1917" in one.value for one in at.warning)
    assert 'alt="The yearly clock of 2026:' in sheets(at)


def test_a_programme_without_a_clock_says_so_and_the_rest_works(
    on_the_day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "programmes"
    shutil.copytree(settings.programmes_folder(), folder)
    for file in folder.glob("*/calendar.toml"):
        file.unlink()
    monkeypatch.setattr(settings, "programmes_folder", lambda: folder)
    at = opened(PAGE)
    assert any("no yearly clock yet" in one.value for one in at.info)
    assert not at.metric and "Nothing is late." in [one.value for one in at.success]
    assert "In your own calendar" not in [one.value for one in at.header]
    assert b"BEGIN:VEVENT" not in feed.file("en", TODAY)
    # The front page has no line about it either.
    assert "calendar?lang" not in sheets(opened("situation/overview"))


def test_where_others_can_look_it_says_what_is_not_told(
    on_the_day: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = opened(PAGE)
    assert "cannot be read: Advisers' summaries." in everything_said(at)
    assert "54 days late" not in sheets(at)


def test_the_front_page_leads_to_it_in_one_line(on_the_day: Path) -> None:
    at = opened("situation/overview")
    (line,) = [one for one in sheets(at).splitlines() if 'href="calendar?lang=en"' in one]
    assert "Next: Meeting of the owners of the development areas, 9 days left" in line
    before = lateness.late(TODAY).n
    assert f"{before} matters late" in line
    body = {"organisation": "KS", "round": "2026-10", "text": "Steady."}
    records.append("adviser_summary", body, by=access.LOCAL)
    # What was entered since is told at once.
    assert f"{before - 1} matters late" in sheets(opened("situation/overview"))
