"""The yearly clock's file: the programme's own is whole, wrong ones are refused by file and key."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, navigation, settings
from seutukuva.definitions import LANGUAGES, YearlyClock
from seutukuva.definitions.agreement import _check_calendar
from seutukuva.definitions.calendar import yearly_clock
from seutukuva.errors import DefinitionError
from tests.conftest import REPOSITORY

FOUND = definitions.load()
CLOCK = FOUND.calendar
ORGANISATIONS = ("EKR", "SJR", "KS", "KSL", "EVK", "SE")
TITLE = 'title = { fi = "a", sv = "a", en = "a", nb = "a" }\n'
EVENT = '[[event]]\nid = "one"\nkind = "task"\nowner = "EKR"\n' + TITLE


def read(folder: Path, text: str) -> YearlyClock:
    (folder / "calendar.toml").write_text(text, encoding="utf-8")
    return yearly_clock(folder, ORGANISATIONS)


# ---------------------------------------------------------------- the programme's own


def test_the_clock_holds_the_whole_year() -> None:
    # The calendar of the programme's description, event by event.
    assert {one.id: (one.rhythm, one.months) for one in CLOCK.events if one.months} == {
        "client_summaries": ("months", (4, 10)),
        "statistics_and_outlook": ("months", (4, 10)),
        "coordination_meeting": ("months", (4, 10)),
        "foresight_forum": ("months", (5, 11)),
        "report_to_steering_group": ("months", (5, 11)),
        "convener_changes": ("months", (1,)),
    }
    assert {one.id: one.rhythm for one in CLOCK.events if not one.months} == {
        "company_interviews": "continuous",
        "situation_kept_current": "continuous",
        "deviations_reported": "continuous",
        "trends_and_techs": "per_year",
        "development_days": "between",
        "owners_meeting": "every_days",
        "peloton": "per_year",
        "development_themes": "per_period",
        "annual_area_report": "between",
        "project_day": "between",
        "self_evaluation": "per_period",
        "external_evaluation": "per_period",
        "programme_revised": "when_needed",
    }
    named = {one.id: one for one in CLOCK.events}
    assert named["peloton"].per_year == (2, 4) and named["trends_and_techs"].per_year == (1, 2)
    assert named["development_days"].optional_years == 1
    assert named["project_day"].between == (1, 3)
    assert named["self_evaluation"].per_period == ("middle", "end")
    # Eight times a year, once in a month and a half.
    assert 365 // named["owners_meeting"].every_days == 8


def test_every_event_speaks_every_language_and_names_pages_that_are() -> None:
    pages = {f"{one.section}/{one.name}" for one in navigation.found()}
    for event in CLOCK.events:
        for text in (event.title, event.description, *event.agenda):
            assert set(text) == set(LANGUAGES) and all(text.values()), event.id
        assert set(event.pages) <= pages, event.id
        assert event.owner or event.participants


def test_meetings_that_the_clock_treats_have_an_agenda_and_pages() -> None:
    for meeting_type in ("coordination", "steering", "owners", "peloton", "project_day"):
        event = CLOCK.of_meeting(meeting_type)
        assert event and event.agenda and event.pages, meeting_type
    assert CLOCK.of_meeting("") is None and CLOCK.of_meeting("nonsense") is None


def test_no_convener_is_guessed() -> None:
    meeting = CLOCK.named("coordination_meeting")
    assert meeting and meeting.is_convened and not CLOCK.conveners
    assert CLOCK.owner(meeting, 2027) == "EKR"
    known = YearlyClock((meeting,), {2027: "SSYP"})
    assert (known.owner(meeting, 2027), known.owner(meeting, 2028)) == ("SSYP", "EKR")


def test_a_programme_without_the_file_has_an_empty_clock(tmp_path: Path) -> None:
    clock = yearly_clock(tmp_path, ORGANISATIONS)
    assert clock == YearlyClock() and clock.meeting_types() == ()


# ---------------------------------------------------------------- other files


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        (EVENT, "event[1].months", "nothing says when"),
        (EVENT + "months = [1]\ncontinuous = true", "event[1].months", "two say when"),
        (EVENT + "months = [4, 1]", "event[1].months", "after a later one"),
        (EVENT + "months = [13]", "event[1].months", "from 1 to 12"),
        (EVENT + "months = []", "event[1].months", "is empty"),
        (EVENT + 'months = [4]\nday = "32"', "event[1].day", "no day of a month"),
        (EVENT + 'months = [4]\nday = "fifth friday"', "event[1].day", "no day of a month"),
        (EVENT + 'between = [1, 3]\nday = "last"', "event[1].day", "leave it out"),
        (EVENT + "between = [3, 1]", "event[1].between", "least and the most"),
        (EVENT + "every_days = 45", "event[1].start", "goes with every_days"),
        (EVENT + "months = [4]\nstart = 2026-01-01", "event[1].start", "goes with every_days"),
        (EVENT + "every_days = 1\nstart = 2026-01-01", "event[1].every_days", "less than 2"),
        (EVENT + 'per_period = ["start"]', "event[1].per_period", "no period"),
        (EVENT + 'per_period = ["noon"]', "event[1].per_period", "start, middle, end"),
        (EVENT + "continuous = false", "event[1].continuous", "says nothing"),
        (EVENT + 'continuous = true\ndone_by = "edition"', "event[1].done_by", "leave it out"),
        (EVENT + 'months = [4]\ndone_by = "meeting"', "event[1].meeting_type", "is missing"),
        (EVENT + 'months = [4]\ndone_by = "magic"', "event[1].done_by", "allowed: meeting"),
        (EVENT + "months = [4, 10]\noptional_years = 1", "event[1].optional_years", "once a year"),
        (EVENT + 'months = [4]\ninputs = ["one"]', "event[1].inputs", "no other event"),
        (EVENT + 'months = [4]\ninputs = ["two"]', "event[1].inputs", "no other event"),
        (EVENT + 'months = [4]\nparticipants = ["X"]', "event[1].participants", "no 'X'"),
        (EVENT + 'months = [4]\npages = ["Overview"]', "event[1].pages", "no page"),
        (EVENT + 'months = [4]\ncolour = "red"', "event[1].colour", "unknown key"),
        (EVENT.replace("EKR", "X") + "months = [4]", "event[1].owner", "not allowed"),
        (EVENT.replace('owner = "EKR"\n', "") + "months = [4]", "event[1].owner", "nobody"),
        (EVENT.replace("task", "party") + "months = [4]", "event[1].kind", "not allowed"),
        (f"{EVENT}months = [1]\n{EVENT}months = [2]", "event[2].id", "stands twice"),
        ('[conveners]\nsoon = "EKR"', "conveners.soon", "not a year"),
        ('[conveners]\n2027 = "X"', "conveners.2027", "not allowed"),
        ("[[period]]\nfirst = 2027\nlast = 2021", "period[1].last", "before 2027"),
        ("[[period]]\nfirst = 2021\nlast = 2027\n" * 2, "period[2].first", "not after"),
        ('kept_since = "soon"', "kept_since", "not a date"),
        ("months = [1]", "months", "unknown key"),
    ],
)
def test_a_wrong_value_is_refused_by_file_and_key(
    tmp_path: Path, text: str, key: str, says: str
) -> None:
    with pytest.raises(DefinitionError) as refused:
        read(tmp_path, text)
    words = str(refused.value)
    assert "calendar.toml" in words and key in words and says in words, words


def test_two_events_do_not_share_their_meetings(tmp_path: Path) -> None:
    one = EVENT + 'months = [1]\nmeeting_type = "owners"\n'
    with pytest.raises(DefinitionError, match="another event already"):
        read(tmp_path, one + one.replace('"one"', '"two"'))


@pytest.mark.parametrize(
    ("event", "says"),
    [
        ({"meeting_type": "tea"}, "event[1].meeting_type"),
        ({"done_by": "summaries", "months": (5,)}, "event[1].months"),
    ],
)
def test_what_other_definitions_do_not_know_is_refused(event: dict[str, Any], says: str) -> None:
    one = replace(CLOCK.events[2], **event)
    found = replace(FOUND, calendar=YearlyClock((one,)))
    with pytest.raises(DefinitionError) as refused:
        _check_calendar(found, Path("calendar.toml"))
    assert says in str(refused.value)


def test_an_event_as_the_guide_writes_it_is_read(tmp_path: Path) -> None:
    guide = REPOSITORY / "docs" / "contributors" / "add-a-calendar-event.md"
    (example,) = re.findall(r"^```toml\n(.*?)^```", guide.read_text("utf-8"), re.M | re.S)
    own = settings.programmes_folder() / FOUND.programme.id / "calendar.toml"
    text = own.read_text(encoding="utf-8") + "\n" + example
    (tmp_path / "calendar.toml").write_text(text, encoding="utf-8")
    clock = yearly_clock(tmp_path, FOUND.programme.organisations)
    (added,) = clock.events[len(CLOCK.events) :]
    assert (added.id, added.day, added.late_days) == (
        "decision_makers_seminar",
        "second tuesday",
        30,
    )
    assert clock.of_meeting("other") == added
    # Nothing of the guide's tables is made up.
    named = set(re.findall(r"^\| `(\w+)`", guide.read_text("utf-8"), re.M))
    assert {"owner", "late_days", "kind", "done_by"} <= named


def test_a_day_that_toml_knows_and_one_in_quotes_mean_the_same(tmp_path: Path) -> None:
    days = [
        read(tmp_path, f"kept_since = {text}").kept_since for text in ("2026-09-01", '"2026-09-01"')
    ]
    assert days == [dt.date(2026, 9, 1)] * 2
