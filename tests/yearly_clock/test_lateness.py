"""What is late and whose: each part by hand, then all of it from the log."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from seutukuva import access, definitions, records, texts
from seutukuva.definitions import ClockEvent, YearlyClock
from seutukuva.errors import MissingData
from seutukuva.meetings.register import DONE, Action
from seutukuva.outlook.register import Completeness
from seutukuva.projects.model import Project
from seutukuva.projects.reminders import AHEAD, NO_FINAL, REPORT_DUE, REPORT_LATE, Reminder
from seutukuva.yearly_clock import Held, lateness, reading
from seutukuva.yearly_clock.lateness import AllLate, Late
from seutukuva.yearly_clock.reading import Known

D = dt.date
NAME = MappingProxyType(dict.fromkeys(("fi", "sv", "en", "nb"), "Name"))
WRITERS = definitions.load().interviewing.summaries_from


@pytest.fixture(autouse=True)
def in_english() -> None:
    texts.use("en")


def of_event(done_by: str, today: dt.date, known: Known, **more: Any) -> list[Late]:
    """What is late of an event of the Octobers."""
    usual = {"months": (10,), "meeting_type": "one", "owner": "EKR"} | more
    event = ClockEvent(
        id="one", kind="meeting", title=NAME, rhythm="months", done_by=done_by, **usual
    )
    clock = YearlyClock((event,), kept_since=D(2026, 1, 1))
    every = lateness.late_occurrences(clock, today, known)
    return list(lateness.of_clock(every, known, today, is_seen="meetings" not in known.unseen))


def test_a_summary_is_late_with_each_organisation_that_has_not_given_it() -> None:
    known = Known(given=frozenset({("POKE", "2026-10"), ("KS", "2026-04")}))
    found = of_event("summaries", D(2026, 10, 11), known, day="before")
    assert [(one.owners, one.days, one.since) for one in found] == [
        ((who,), 11, D(2026, 9, 30)) for who in WRITERS if who != "POKE"
    ]
    assert found[0].words == "Name, October 2026" and found[0].page == "companies/summaries"
    assert not of_event("summaries", D(2026, 9, 30), known, day="before")


@pytest.mark.parametrize(
    ("states", "says"),
    [({}, "no edition is frozen"), ({"2026-10": "draft"}, "the edition is not approved")],
)
def test_a_report_tells_how_far_its_edition_is(states: dict[str, str], says: str) -> None:
    (one,) = of_event("edition", D(2026, 12, 5), Known(editions=states), months=(11,))
    assert says in one.words and one.days == 5 and one.subject == "editions"


def test_what_could_not_be_seen_is_not_called_late() -> None:
    day = D(2026, 11, 20)
    assert of_event("meeting", day, Known())
    assert not of_event("meeting", day, Known(unseen=("meetings",)))
    assert not of_event("summaries", day, Known(unseen=("summaries",)))
    assert not of_event("edition", day, Known(unseen=("editions",)))
    assert not of_event("self_evaluation", day, Known(unseen=("evaluations",)))


def test_a_convener_is_awaited_until_one_is_named() -> None:
    (one,) = of_event("convener", D(2027, 2, 10), Known(), months=(1,))
    assert one.days == 10
    named = Known(held=(Held("one", D(2027, 1, 1)),))
    assert not of_event("convener", D(2027, 2, 10), named, months=(1,))


def test_marks_of_a_round_are_late_with_the_groups_that_lack_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = [Completeness("EKR", 4, 9), Completeness("KSL", 9, 9), Completeness("KS", 2, 0)]
    monkeypatch.setattr(reading, "marks_given", lambda _round: given)
    (one,) = lateness.of_marks(["2026-10"], D(2026, 11, 3))
    assert (one.owners, one.since, one.days) == (("EKR",), D(2026, 10, 31), 3)
    assert one.words == "Outlook marks, October 2026: 4 of 9 given"


def test_rounds_whose_marks_are_waited_for() -> None:
    clock = YearlyClock(kept_since=D(2026, 9, 1))
    assert lateness._rounds_of_marks(clock, D(2026, 10, 31)) == []
    assert lateness._rounds_of_marks(clock, D(2026, 11, 1)) == ["2026-10"]
    assert lateness._rounds_of_marks(clock, D(2026, 12, 30)) == ["2026-10"]
    assert lateness._rounds_of_marks(clock, D(2026, 12, 31)) == []
    assert lateness._rounds_of_marks(YearlyClock(), D(2026, 11, 1)) == []


def test_projects_are_counted_by_owner_and_kind_from_the_earliest_day() -> None:
    project = Project(key="s1", code="S1", name="One")

    def reminder(kind: str, owner: str, due: dt.date | None, days: int) -> Reminder:
        return Reminder(kind, project, owner, due, days)

    found = list(
        lateness.of_projects(
            [
                reminder(REPORT_LATE, "KS", D(2026, 9, 1), 40),
                reminder(REPORT_LATE, "KS", D(2026, 8, 1), 71),
                reminder(NO_FINAL, "", D(2026, 6, 1), 132),
                # Neither is late yet.
                reminder(REPORT_DUE, "KS", D(2026, 12, 1), -51),
                reminder(AHEAD, "KS", None, 0),
            ]
        )
    )
    assert [(one.owners, one.n, one.since, one.days) for one in found] == [
        (("KS",), 2, D(2026, 8, 1), 71),
        ((), 1, D(2026, 6, 1), 132),
    ]
    assert found[0].words == "2 late reports"
    assert found[1].words == "1 project ended without a final report"


def test_actions_are_late_after_their_day_while_they_are_open() -> None:
    usual: dict[str, Any] = {"row": 1, "meeting": "m", "round": "2026-10", "owner": "SSYP"}
    today = D(2026, 11, 10)
    actions = [
        Action(id="a", text="Write the plan", due=D(2026, 11, 1), **usual),
        Action(id="b", text="On its day", due=today, **usual),
        Action(id="c", text="Done", due=D(2026, 11, 1), state=DONE, **usual),
        Action(id="d", text="Without a day", **usual),
    ]
    (one,) = lateness.of_actions(actions, today)
    assert (one.words, one.owners, one.days) == ("Write the plan", ("SSYP",), 9)


def test_owners_stand_in_the_programmes_order_and_nobody_last() -> None:
    def late(*owners: str, n: int = 1) -> Late:
        return Late("clock", owners, "x", D(2026, 1, 1), 1, "meetings/meeting", n)

    found = AllLate((late("POKE", "KS"), late(n=3), late("EKR")))
    assert found.owners == ("EKR", "KS", "POKE", "") and found.n == 5


def test_an_approved_edition_is_the_report_of_the_month_after_its_round() -> None:
    clock = definitions.load().calendar

    def edition(round_id: str, state: str, on: dt.date) -> Any:
        return SimpleNamespace(round=round_id, state=state, state_on=on, day=D(2026, 10, 20))

    every = [
        edition("2026-10", "approved", D(2026, 11, 25)),
        edition("2026-04", "published", D(2026, 6, 3)),
        edition("2027-04", "presented", D(2026, 11, 1)),
    ]
    found = reading._editions(clock, every, D(2026, 11, 24))
    # Approved tomorrow, it is not yet today.
    assert [(one.round, one.day) for one in found] == [("2026-05", D(2026, 6, 3))]
    found = reading._editions(clock, every, D(2026, 11, 25))
    assert {one.round for one in found} == {"2026-05", "2026-11"}
    assert {one.event for one in found} == {"report_to_steering_group"}
    # Of several of one round the one that is furthest counts.
    states = reading._states([*every, edition("2026-10", "draft", D(2026, 11, 26))])
    assert states == {"2026-10": "approved", "2026-04": "published", "2027-04": "presented"}


def test_an_evaluation_counts_when_it_is_closed_and_of_a_period() -> None:
    clock = definitions.load().calendar
    kinds = [("self", "final", True), ("external", "final", False), ("self", "yearly", True)]
    every: list[Any] = [
        SimpleNamespace(
            doer=doer,
            occasion=occasion,
            closes_on=D(2027, 5, 1),
            has_closed=lambda _today, over=is_over: over,
        )
        for doer, occasion, is_over in kinds
    ]
    found = reading._evaluations(clock, every, D(2027, 6, 1))
    assert [(one.event, one.day) for one in found] == [("self_evaluation", D(2027, 5, 1))]


# ---------------------------------------------------------------- from the log


def begun(round_id: str = "2026-10") -> None:
    """A meeting that is prepared: from its round on somebody uses the clock here."""
    body = {"type": "steering", "round": round_id, "held_on": "2026-12-10", "state": "planned"}
    records.append("meeting", body, by=access.LOCAL)


@pytest.mark.slow
def test_nothing_is_late_before_anybody_has_begun(entering: Path) -> None:
    today = D(2026, 11, 20)
    assert lateness.late(today).rows == ()
    # Who begins with the next round is not reproached for the one before it …
    begun("2027-04")
    assert lateness.late(today).rows == ()
    # … but what that round lacks is late in its time, its summaries from the month before.
    later = {one.subject for one in lateness.late(D(2027, 5, 20)).rows}
    assert {"summaries", "marks", "clock"} <= later
    begun()
    assert sum(one.subject == "summaries" for one in lateness.late(today).rows) == len(WRITERS)


def test_the_clock_is_never_kept_from_before_its_own_first_day() -> None:
    clock = YearlyClock((), kept_since=D(2026, 9, 1))
    assert reading.in_use(clock, Known()).kept_since is None
    assert reading.in_use(clock, Known(began=D(2026, 3, 1))).kept_since == D(2026, 9, 1)
    assert reading.in_use(clock, Known(began=D(2027, 3, 1))).kept_since == D(2027, 3, 1)
    never = YearlyClock(())
    assert reading.in_use(never, Known(began=D(2027, 3, 1))) == never


@pytest.mark.slow
def test_what_is_entered_is_no_longer_late(entering: Path) -> None:
    today = D(2026, 11, 20)
    begun()
    before = lateness.late(today)
    assert not before.unseen
    assert sum(one.subject == "summaries" for one in before.rows) == len(WRITERS)
    assert any("coordination group, October 2026" in one.words for one in before.rows)
    for who in WRITERS:
        body = {"organisation": who, "round": "2026-10", "text": "Steady."}
        records.append("adviser_summary", body, by=access.LOCAL)
    meeting = {"type": "coordination", "round": "2026-10", "held_on": "2026-10-14"}
    records.append("meeting", meeting | {"state": "held"}, by=access.LOCAL)
    action = {"text": "Ask the schools", "owner": "POKE", "due": "2026-11-10", "state": "open"}
    records.append("action", action, by=access.LOCAL)
    after = lateness.late(today)
    assert not any(one.subject in ("summaries", "clock") for one in after.rows)
    (one,) = [one for one in after.rows if one.subject == "actions"]
    assert (one.words, one.days, one.owners) == ("Ask the schools", 10, ("POKE",))


@pytest.mark.slow
def test_meetings_tell_their_days(entering: Path) -> None:
    clock = definitions.load().calendar
    for day, state, kind in (
        ("2027-04-14", "planned", "coordination"),
        ("2027-10", "planned", "coordination"),  # only the month is agreed
        ("2026-10", "held", "coordination"),
        ("2027-05-12", "cancelled", "steering"),
        ("2026-11-12", "held", "steering"),
        ("2026-11-13", "held", "other"),
    ):
        body = {"type": kind, "round": "2026-10", "held_on": day, "state": state}
        records.append("meeting", body, by=access.LOCAL)
    found = {(one.event, one.day, one.is_done) for one in reading.agreed(clock)}
    assert found == {
        ("coordination_meeting", D(2027, 4, 14), False),
        ("coordination_meeting", D(2026, 10, 31), True),
        # An edition is what approves the report, not a meeting.
        ("report_to_steering_group", D(2026, 11, 12), False),
    }


@pytest.mark.slow
def test_where_others_can_look_the_confidential_is_not_told(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun()
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    found = lateness.late(D(2026, 11, 20))
    assert found.unseen == ("summaries",)
    assert not any(one.subject == "summaries" for one in found.rows)


@pytest.mark.slow
def test_what_cannot_be_read_is_named_and_the_rest_is_told(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_today: dt.date) -> list[Reminder]:
        raise MissingData("no figures")

    begun()
    monkeypatch.setattr(reading, "waiting_in_projects", broken)
    found = lateness.late(D(2026, 11, 20))
    assert found.unseen == ("projects",) and found.n >= len(WRITERS)
