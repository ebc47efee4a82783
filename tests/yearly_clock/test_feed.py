"""The calendar that other programs subscribe to: read again by the library, and by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.requests import Request

import serve
from seutukuva import access, definitions, frontend, records, texts
from seutukuva.export import calendars
from seutukuva.export.calendars import Appointment
from seutukuva.yearly_clock import feed

D = dt.date
TODAY = D(2026, 11, 23)
STAMP = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def written(*appointments: Appointment) -> bytes:
    return calendars.written(
        appointments, title="Clock", description="All", language="en", stamp=STAMP
    )


def test_whole_days_end_where_the_next_begins() -> None:
    data = written(Appointment("a@x", D(2027, 4, 1), D(2027, 4, 30), "Meeting"))
    assert b"DTSTART;VALUE=DATE:20270401\r\n" in data
    assert b"DTEND;VALUE=DATE:20270501\r\n" in data
    assert b"DTSTAMP:20260901T000000Z\r\n" in data


def test_texts_survive_commas_lines_and_letters_of_every_language() -> None:
    title = 'Kokous; "Äänekoski, Ål" \\ 100 % — ✓ ' + "pitkä ä" * 30
    told = "Ensin, sitten;\nkolmas rivi\\n ja BEGIN:VEVENT"
    data = written(Appointment("a@x", TODAY, TODAY, title, told, ("Kokous, muu",)))
    # RFC 5545: lines of at most 75 octets, never cut within a letter.
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and data.endswith(b"END:VCALENDAR\r\n")
    assert all(line.decode("utf-8") is not None for line in lines)
    (event,) = Calendar.from_ical(data).events
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (title, told)
    assert event.start == TODAY and event.categories == ["Kokous, muu"]
    assert data.count(b"BEGIN:VEVENT") == 2  # one of them in the text


def test_the_same_gives_the_same_bytes_and_an_empty_calendar_is_one() -> None:
    one = Appointment("a@x", TODAY, TODAY, "Meeting", changes=7)
    assert written(one) == written(one)
    assert b"SEQUENCE:7" in written(one)
    empty = Calendar.from_ical(written())
    assert empty.events == [] and str(empty["X-WR-CALNAME"]) == "Clock"


# ---------------------------------------------------------------- the clock itself


@pytest.mark.slow
def test_the_clock_as_a_calendar(entering: Path) -> None:
    read = Calendar.from_ical(feed.file("en", TODAY))
    assert not read.errors and not any(one.errors for one in read.events)
    uids = [str(one["UID"]) for one in read.events]
    assert len(uids) == len(set(uids))
    by_uid = dict(zip(uids, read.events, strict=True))
    own = "saarijarvi-viitasaari.{}@seutukuva".format
    april = by_uid[own("coordination_meeting.2027-04")]
    assert (april.start, april.end) == (D(2027, 4, 1), D(2027, 5, 1))
    assert str(april["SUMMARY"]).endswith("(the day is open)")
    # What may be done within a quarter is a deadline on its last day.
    project_day = by_uid[own("project_day.2027")]
    assert (project_day.start, project_day.end) == (D(2027, 3, 31), D(2027, 4, 1))
    assert str(project_day["SUMMARY"]) == "Project day: by this day"
    assert "Assembly of the sub-region" in str(project_day["DESCRIPTION"])
    deadline = by_uid[own("client_summaries.2027-04")]
    assert deadline.start == D(2027, 3, 31) and deadline.categories == ["Deadline"]


@pytest.mark.slow
def test_an_agreed_day_keeps_the_uid_and_counts_as_a_change(entering: Path) -> None:
    body = {"type": "coordination", "round": "2027-04", "held_on": "2027-04-14", "state": "planned"}
    entry = records.append("meeting", body, by=access.LOCAL)

    def meeting() -> tuple[dt.date, int, str]:
        read = Calendar.from_ical(feed.file("en", TODAY))
        own = "saarijarvi-viitasaari.coordination_meeting.2027-04@seutukuva"
        (one,) = [each for each in read.events if str(each["UID"]) == own]
        return one.start, int(str(one["SEQUENCE"])), str(one["SUMMARY"])

    first = meeting()
    assert first == (D(2027, 4, 14), entry.seq, "Meeting of the foresight coordination group")
    later = body | {"held_on": "2027-04-21"}
    moved = records.append("meeting", later, by=access.LOCAL, id=entry.id, expect=entry.seq)
    assert meeting() == (D(2027, 4, 21), moved.seq, first[2]) and moved.seq > entry.seq


@pytest.mark.slow
def test_a_meeting_that_the_clock_does_not_know_stands_there_on_its_day(entering: Path) -> None:
    body = {"type": "other", "round": "2027-04", "held_on": "2027-01-20", "state": "planned"}
    entry = records.append("meeting", body, by=access.LOCAL)
    read = Calendar.from_ical(feed.file("en", TODAY))
    (one,) = [each for each in read.events if entry.id in str(each["UID"])]
    assert (one.start, str(one["SUMMARY"])) == (D(2027, 1, 20), "Other meeting")


@pytest.mark.slow
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_calendar_speaks_the_language_that_is_asked(entering: Path, language: str) -> None:
    event = definitions.load().calendar.named("project_day")
    assert event
    data = feed.file(language, TODAY).replace(b"\r\n ", b"").decode()
    assert event.title[language] in data and f"SUMMARY;LANGUAGE={language}:" in data


def _asked(query: str, **headers: str) -> Request:
    sent = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/calendar.ics", "headers": sent}
    return Request(scope | {"query_string": query.encode()})


@pytest.mark.slow
def test_the_server_gives_it_once_and_then_says_that_it_is_the_same(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    found = serve._yearly_clock(_asked("lang=en"))
    assert (found.status_code, found.media_type) == (200, "text/calendar; charset=utf-8")
    assert found.headers["cache-control"] == "no-cache"
    body = bytes(found.body)
    assert Calendar.from_ical(body).events
    # Nothing of who is late, and nothing of what firms have told.
    assert b"late" not in body.replace(b"latest", b"") and b"missing" not in body
    again = serve._yearly_clock(_asked("lang=en", if_none_match=found.headers["etag"]))
    assert (again.status_code, bytes(again.body)) == (304, b"")
    assert "/calendar.ics" in frontend._EXACT
    assert any(getattr(one, "path", "") == "/calendar.ics" for one in serve.routes())


def test_a_language_that_is_none_is_refused_with_those_there_are() -> None:
    found = serve._yearly_clock(_asked("lang=xx"))
    assert found.status_code == 400 and b"fi, sv, en, nb" in bytes(found.body)
