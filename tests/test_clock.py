"""Clocks that jump, days that are rare, years that turn: what was saved stays true.

A moment is stored as UTC; the day that people read is that of this machine's clock. The order of
the log is that of its rows, whatever the clock said when they were written.
"""

from __future__ import annotations

import datetime as dt
import time
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seutukuva import dates, definitions, records, settings, showing, store, texts
from seutukuva.development.targets import Decision
from seutukuva.editions import register as editions
from seutukuva.errors import InvalidRecord
from seutukuva.interviews import rounds
from seutukuva.meetings import register as meetings
from seutukuva.outlook.register import Mark
from seutukuva.pipeline import register as pipeline
from seutukuva.projects import recorded
from seutukuva.projects.checking import later
from seutukuva.projects.figures import of_reports
from seutukuva.projects.model import Report
from seutukuva.ui.outlook import saving
from seutukuva.ui.outlook.entering import _standing
from seutukuva.ui.projects import names
from seutukuva.yearly_clock import DONE, LATE, NOW, Held, feed, occurrences, reading
from tests.records.conftest import SAWMILL

D = dt.date
# Finland's rules in the form that needs no table of zones: UTC+2, in summer UTC+3.
FINLAND = "EET-2EEST,M3.5.0/3,M10.5.0/4"
FIELDS = ("code", "name", "state", "start", "end")
PROJECT = dict(zip(FIELDS, ("S1", "Silta", "running", "2026-01-01", "2027-12-31"), strict=True))
MEETING = {"type": "coordination", "state": "held", "title": "Year's turn"}


@pytest.fixture
def in_finland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's clock is Finland's."""
    if not hasattr(time, "tzset"):
        pytest.skip("Windows has one time zone a machine")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", FINLAND)
        time.tzset()
        yield
    time.tzset()


class Clock:
    """The clock by which rows are written, set by the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def set(self, moment: str) -> None:
        """From here on it is this moment, in UTC."""
        told = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)

        class Stopped(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
                return told.astimezone(tz)

        own = types.SimpleNamespace(**{**vars(dt), "datetime": Stopped})
        self._patch.setattr(records, "dt", own)


@pytest.fixture
def clock(own_log: None, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock for the rows of a log of the test's own."""
    return Clock(monkeypatch)


# ---------------------------------------------------------------- zones and daylight saving


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # The night in which the clocks go forward: 03:00 becomes 04:00, UTC+2 becomes UTC+3.
        ("2026-03-28T21:59:59.999999+00:00", D(2026, 3, 28)),
        ("2026-03-28T22:00:00+00:00", D(2026, 3, 29)),
        ("2026-03-29T00:59:59+00:00", D(2026, 3, 29)),
        ("2026-03-29T20:59:59+00:00", D(2026, 3, 29)),
        ("2026-03-29T21:00:00+00:00", D(2026, 3, 30)),
        # And back: the hour from 03:00 comes twice, on the same day.
        ("2026-10-24T20:59:59+00:00", D(2026, 10, 24)),
        ("2026-10-24T21:00:00+00:00", D(2026, 10, 25)),
        ("2026-10-25T00:30:00+00:00", D(2026, 10, 25)),
        ("2026-10-25T01:30:00+00:00", D(2026, 10, 25)),
        ("2026-10-25T21:59:59+00:00", D(2026, 10, 25)),
        ("2026-10-25T22:00:00", D(2026, 10, 26)),
        # Leap day begins and ends by the machine's clock, too.
        ("2028-02-28T22:00:00+00:00", D(2028, 2, 29)),
        ("2028-02-29T22:00:00+00:00", D(2028, 3, 1)),
        ("2026-12-31T22:00:00+00:00", D(2027, 1, 1)),
    ],
)
def test_a_moment_is_of_the_day_on_the_wall(in_finland: None, moment: str, day: D) -> None:
    assert dates.day_saved(moment) == dates.day_of(dt.datetime.fromisoformat(moment)) == day


@pytest.mark.parametrize("said", ["", "soon", "2026-02-30T10:00:00", None, 7, "0001-01-01", "NaT"])
def test_what_is_no_moment_is_of_no_day(said: object) -> None:
    assert dates.day_saved(said) in (None, D(1, 1, 1))


def test_what_was_saved_after_midnight_is_of_the_new_day(in_finland: None, clock: Clock) -> None:
    """Half past midnight of New Year in Finland is still last year by UTC."""
    clock.set("2026-12-31T22:30:00")
    entry = records.append("project", PROJECT, by="local")
    assert entry.recorded_at.startswith("2026-12-31T22:30")
    new_year = D(2027, 1, 1)
    assert recorded.projects()["s1"].state_on == new_year
    assert names.entered("local", entry.recorded_at).endswith("1 January 2027")
    report = Report(
        "r", 2, "s1", "local", entry.recorded_at, "interim", realised={"jobs": {"all": 3.0}}
    )
    assert [one.as_of for one in of_reports([report])] == [new_year]
    assert _decision(entry.recorded_at).is_entered_after(D(2026, 12, 31))
    assert not _decision(entry.recorded_at).is_entered_after(new_year)


def _decision(recorded_at: str) -> Decision:
    target = ("d", 1, "A1", "jobs", "FI-SK138", 1.0, "2025", 2.0, "2030", D(2026, 12, 1))
    return Decision(*target, recorded_at=recorded_at)


def test_a_mark_says_the_day_on_which_it_was_saved(
    in_finland: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.use("en")
    saved = dt.datetime(2026, 10, 24, 21, 15)
    mark = Mark("m", 1, "2026-10", "FI-KU729", "jobs", "now", 1, "", "EKR", recorded_at=saved)
    monkeypatch.setattr(saving, "is_changed", lambda slot: False)
    slot: Any = None
    assert _standing(slot, mark) == "Saved on 25 October 2026."


# ---------------------------------------------------------------- a clock that was set


def test_a_clock_set_back_changes_no_order(clock: Clock) -> None:
    clock.set("2026-10-25T12:00:00")
    first = records.append("event", {**SAWMILL, "title": "First"}, by="local")
    clock.set("2026-10-20T08:00:00")
    second = records.append(
        "event", {**SAWMILL, "title": "Second"}, id=first.id, by="local", expect=first.seq
    )
    assert second.recorded_at < first.recorded_at
    assert [one.body["title"] for one in records.history(first.id)] == ["First", "Second"]
    rows = store.run("records/event", programme=settings.programme_id(), as_of=None)
    assert list(rows["title"]) == ["Second"]
    clock.set("2099-01-01T00:00:00")
    third = records.append("event", {**SAWMILL, "title": "Third"}, by="local")
    clock.set("2026-10-25T13:00:00")
    fourth = records.append("event", {**SAWMILL, "title": "Fourth"}, by="local")
    assert [third.seq, fourth.seq] == [3, 4] and records.verify() == []


def test_no_stage_of_an_idea_ends_before_it_began(clock: Clock) -> None:
    said = [
        ("idea", "", "2026-10-25 12:00"),
        ("prepared", "", "2026-10-20 08:00"),
        ("applied", "2026-11-01", "2026-10-01 08:00"),
    ]
    versions = [
        {
            "stage": stage,
            "stage_on": on,
            "stage_reason": "",
            "recorded_at": dt.datetime.fromisoformat(at),
        }
        for stage, on, at in said
    ]
    stays = pipeline.stays(versions)
    assert [(one.since, one.until) for one in stays] == [
        (D(2026, 10, 25), D(2026, 10, 25)),
        (D(2026, 10, 25), D(2026, 11, 1)),
        (D(2026, 11, 1), None),
    ]


@pytest.mark.slow
def test_an_edition_takes_no_step_on_a_day_before_it_was_frozen(entering: Path) -> None:
    today = D.today()
    one = editions.freeze("2026-10", round="2026-10")
    for day, words in (
        (today - dt.timedelta(days=1), "before the edition was frozen"),
        (today + dt.timedelta(days=1), "still to come"),
    ):
        with pytest.raises(InvalidRecord, match=words):
            editions.advance(one, "presented", on=day)
    assert editions.advance(one, "presented", on=today).state == "presented"


# ---------------------------------------------------------------- rare days


def test_a_year_after_leap_day_is_a_day() -> None:
    assert later(D(2028, 2, 29), 1) == D(2029, 2, 28)
    assert later(D(2028, 2, 29), 4) == D(2032, 2, 29)
    assert later(D(2096, 2, 29), 4) == D(2100, 2, 28)


def test_the_round_of_a_february_ends_on_its_last_day() -> None:
    assert rounds.begins("2028-04", [2, 4]) == D(2028, 3, 1)
    assert rounds.near("2028-08")[0] == D(2028, 2, 1)
    assert [rounds.near(f"{year}-08")[1] for year in (2027, 2028)] == [
        D(2028, 2, 29),
        D(2029, 2, 28),
    ]
    assert dates.last_day("2028-02") == D(2028, 2, 29) and dates.last_day("2100-02").day == 28


@pytest.mark.parametrize(
    ("day", "round_id"),
    [(D(2026, 12, 31), "2027-04"), (D(2027, 1, 1), "2027-04"), (D(2028, 2, 29), "2028-04")],
)
def test_the_round_that_comes_next_at_the_turn_of_a_year(day: D, round_id: str) -> None:
    assert rounds.following(day, [4, 10]) == round_id
    assert rounds.around(day, [4, 10], before=1, after=1)[1] < f"{day:%Y-%m}" < round_id


# ---------------------------------------------------------------- a meeting at the turn of a year


@pytest.mark.parametrize("held_on", ["2026-12-31", "2027-01-01"])
def test_a_meeting_at_the_turn_of_a_year_is_held_once(clock: Clock, held_on: str) -> None:
    """October's meeting was held very late: it is October's, in neither year a second one."""
    clock.set("2027-01-01T22:30:00")
    body = {**MEETING, "held_on": held_on, "round": "2026-10"}
    records.append("meeting", body, by="local")
    (one,) = meetings.listed()
    assert (one.held_on.isoformat(), one.round) == (held_on, "2026-10")
    own = definitions.load().calendar
    today = D(2027, 1, 2)
    known = reading.known(own, today)
    of_two_years = occurrences(own, D(2026, 9, 1), D(2027, 12, 31), today, known.held)
    done = [each for each in of_two_years if each.meeting == one.id]
    assert [(each.key, each.state, each.done_on) for each in done] == [
        ("2026-10", DONE, D.fromisoformat(held_on))
    ]
    asked = [each.key for each in of_two_years if each.event.id == "coordination_meeting"]
    assert asked == ["2026-10", "2027-04", "2027-10"]
    for year in (2026, 2027):
        every = occurrences(own, D(year, 1, 1), D(year, 12, 31), today, known.held)
        found = [each.key for each in every if each.meeting]
        assert found == (["2026-10"] if held_on.startswith(str(year)) else [])


@pytest.mark.parametrize("day", [D(2026, 12, 31), D(2027, 1, 1), D(2028, 2, 29), D(2100, 2, 28)])
def test_the_yearly_clock_is_told_on_any_day(own_log: None, day: D) -> None:
    body = feed.file("fi", day)
    assert body.startswith(b"BEGIN:VCALENDAR") and b"END:VCALENDAR" in body
    every = occurrences(definitions.load().calendar, day, day, day)
    assert all(one.first_day <= day <= one.last_day and one.state == NOW for one in every)


def test_a_day_of_the_clock_ends_at_midnight_of_the_machine() -> None:
    """A meeting of the last day of the year is late from the first day of the next."""
    own = definitions.load().calendar
    held = [Held("coordination_meeting", D(2026, 12, 31), "m", "2026-10", is_done=False)]

    def state(today: D) -> str:
        every = occurrences(own, D(2026, 12, 31), D(2026, 12, 31), today, held)
        return next(one.state for one in every if one.meeting == "m")

    assert (state(D(2026, 12, 31)), state(D(2027, 1, 1))) == (NOW, LATE)


# ---------------------------------------------------------------- an edition whose log is gone


@pytest.mark.slow
def test_an_edition_of_a_removed_log_is_not_called_unknown(entering: Path) -> None:
    from tests.pages import everything_said, open_page

    editions.freeze("2026-10", round="2026-10")
    for file in (entering / "records").glob("log.sqlite*"):
        file.unlink()
    said = everything_said(open_page("about/sources", lang="en", edition="2026-10"))
    assert "the log of entries has been removed" in said
    assert "cannot be shown" in said and "There is no edition" not in said
    assert showing.shown() is None
