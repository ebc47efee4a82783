"""What a round needs, counted by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutukuva import records, texts
from seutukuva.meetings import checklist, inputs
from seutukuva.meetings.checklist import BEFORE_USE, LATE, MISSING, NOT_NEEDED, THERE
from seutukuva.meetings.inputs import Fetched, Given
from seutukuva.projects.model import Report
from tests.interviews.needy import Firm, accepted
from tests.meetings.made import action, stored_action

ROUND = "2026-10"
SINCE = dt.date(2026, 5, 1)  # the round of April ended with its month
BEFORE, AFTER = dt.date(2026, 9, 20), dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def english() -> None:
    texts.use("en")


def source(id: str, looked_at: dt.date | None, **more: object) -> Fetched:
    values = {"next_release": None, "has_failed": False, "is_settled": False} | more
    return Fetched(id, looked_at, **values)  # type: ignore[arg-type]


def report(due: dt.date, received: dt.date | None = None) -> Report:
    return Report("r", 1, "P", "local", "", "interim", due, received)


@pytest.mark.parametrize(
    ("one", "is_fresh"),
    [
        (source("looked at in time", dt.date(2026, 9, 1)), True),
        (source("looked at before the round", dt.date(2026, 4, 30)), False),
        (source("only starter figures", None), False),
        (source("nothing new is awaited", None, is_settled=True), True),
        (source("failed", dt.date(2026, 9, 1), has_failed=True), False),
        (
            source("new figures since", dt.date(2026, 9, 1), next_release=dt.date(2026, 9, 15)),
            False,
        ),
        (source("new figures later", dt.date(2026, 9, 1), next_release=dt.date(2026, 12, 1)), True),
    ],
)
def test_a_source_is_fresh_when_it_was_looked_at_since_its_newest_figures(
    one: Fetched, is_fresh: bool
) -> None:
    assert one.is_fresh(SINCE, BEFORE) is is_fresh


def test_statistics_are_there_only_with_every_source() -> None:
    sources = [source("a", dt.date(2026, 9, 1)), source("b", None)]
    item = checklist.of_statistics(sources, SINCE, BEFORE, is_late=False)
    assert (item.state, item.n, item.of) == (MISSING, 1, 2)
    assert item.words == "1 of 2 sources are fresh; 1 has only the starter figures"
    assert checklist.of_statistics(sources, SINCE, AFTER, is_late=True).state == LATE
    assert checklist.of_statistics(sources[:1], SINCE, AFTER, is_late=True).state == THERE


def test_summaries_are_missing_until_the_month_begins_and_then_late() -> None:
    given = {"SSYP": 2, "EVK": 1}
    for is_late, state in ((False, MISSING), (True, LATE)):
        items = checklist.of_summaries(given, ["KS", "SSYP"], is_late=is_late)
        assert [(one.organisation, one.state) for one in items] == [
            *(("KS", state), ("SSYP", THERE), ("EVK", THERE)),
        ]


def test_of_reports_those_count_that_are_due_and_older_ones_that_have_not_come() -> None:
    reports = {
        "KS": [
            report(dt.date(2026, 6, 30), dt.date(2026, 7, 2)),  # due in the round, has come
            report(dt.date(2026, 2, 28)),  # older, has not come: late
            report(dt.date(2026, 2, 28), dt.date(2026, 3, 1)),  # older and settled: not counted
            report(dt.date(2026, 12, 31)),  # not due yet
        ],
        "SSYP": [report(dt.date(2026, 9, 15))],  # due five days ago: still in its grace
        "WITAS": [report(dt.date(2027, 1, 1))],
    }
    items = checklist.of_reports(reports, SINCE, BEFORE, 14)
    assert [(one.organisation, one.state, one.n, one.of) for one in items] == [
        *(("KS", LATE, 1, 2), ("SSYP", MISSING, 0, 1), ("WITAS", NOT_NEEDED, 0, 0)),
    ]
    # A report that came after the day of the question had not come.
    late = {"KS": [report(dt.date(2026, 6, 30), dt.date(2026, 9, 25))]}
    assert checklist.of_reports(late, SINCE, BEFORE, 14)[0].state == LATE


def test_marks_are_whole_or_not_and_those_that_nobody_asked_for_are_counted() -> None:
    given = [Given("EKR", 8, 9), Given("KSL", 9, 9), Given("EVK", 1, 0)]
    items = checklist.of_marks(given, is_late=False)
    assert [(one.state, one.words) for one in items] == [
        *((MISSING, "8 of 9 given"), (THERE, "9 of 9 given"), (THERE, "1 mark")),
    ]


def test_actions_count_when_they_were_due() -> None:
    today = dt.date(2026, 12, 10)
    actions = [
        action("late"),
        action("done", state="done"),
        action("not yet", due=dt.date(2027, 2, 1)),
        action("long ago and done", due=dt.date(2025, 1, 1), state="done"),
        action("of KS, to come", owner="KS", due=dt.date(2027, 2, 1)),
        action("of SSYP, today", owner="SSYP", due=today, state="doing"),
    ]
    items = checklist.of_actions(actions, SINCE, today)
    assert [(one.organisation, one.state, one.n, one.of) for one in items] == [
        *(("POKE", LATE, 1, 2), ("KS", NOT_NEEDED, 0, 0), ("SSYP", THERE, 0, 1)),
    ]


def test_a_small_log_gives_the_whole_checklist(entering: Path, tmp_path: Path) -> None:
    summary = {"organisation": "SSYP", "round": ROUND, "text": "Orders grow."}
    records.append("adviser_summary", summary, by="local")
    records.append("adviser_summary", summary | {"round": "2026-04"}, by="local")
    folder = tmp_path / "upload"
    folder.mkdir()
    firms = (Firm("Ahon Metalli Oy", ()), Firm("Salon Saha Oy", ()))
    accepted(folder, *firms, wave=ROUND, organisation="KS", is_demonstration=False)
    stored_action("late", due="2026-09-01")
    found = checklist.checklist(ROUND, AFTER)
    states = {(one.subject, one.organisation): (one.state, one.n) for one in found.items}
    assert states["summaries", "SSYP"] == (THERE, 1) and states["summaries", "KS"] == (LATE, 0)
    told = inputs.interviewed(ROUND)
    assert sum(told.values()) == 2
    assert states["actions", "POKE"] == (LATE, 0)
    assert states["marks", "EKR"][0] == LATE
    assert found.of("statistics", "") is not None and found.of("summaries", "EVK") is None
    lacking = sum(one.state in (LATE, MISSING) for one in found.items)
    assert len(found.missing) == lacking == found.count(LATE, MISSING)
    assert "KS: Advisers' summaries: late" in found.missing
    assert not any("SSYP: Advisers" in one for one in found.missing)
    # Before its month begins the same is not late yet.
    earlier = checklist.checklist(ROUND, BEFORE)
    assert earlier.of("summaries", "KS").state == MISSING  # type: ignore[union-attr]


def test_of_a_round_before_the_program_was_in_use_nothing_is_late(entering: Path) -> None:
    summary = {"organisation": "SSYP", "round": "2026-04", "text": "Orders grow."}
    records.append("adviser_summary", summary, by="local")
    stored_action("late", due="2026-09-01")
    found = checklist.checklist("2026-04", AFTER)
    states = {(one.subject, one.organisation): one.state for one in found.items}
    assert states["summaries", "SSYP"] == THERE
    assert states["summaries", "KS"] == states["marks", "EKR"] == BEFORE_USE
    assert found.of("interviews", "KS").words == "none"  # type: ignore[union-attr]
    # An action has a day of its own, and somebody owns it.
    assert [one.subject for one in found.items if one.state == LATE] == ["actions"]
    assert not any(one.lacks for one in found.items if one.state == BEFORE_USE)
    # An edition of it still says what it was frozen without.
    said = "KS: Advisers' summaries: not given (before the program was in use)"
    assert said in found.missing and len(found.missing) == found.count(BEFORE_USE, LATE)


def test_the_round_that_is_used_first_is_asked_for_and_those_before_it_are_not(
    entering: Path,
) -> None:
    later = dt.date(2027, 11, 2)
    assert all(inputs.is_before_use(one, later) for one in ("2026-10", "2027-10"))  # empty log
    summary = {"organisation": "SSYP", "round": "2027-04", "text": "Orders grow."}
    records.append("adviser_summary", summary, by="local")
    assert [inputs.is_before_use(one, later) for one in ("2026-10", "2027-04", "2027-10")] == [
        *(True, False, False),
    ]


def test_other_rounds_interviews_and_invented_ones_beside_real_ones_do_not_count(
    entering: Path, tmp_path: Path
) -> None:
    for place, (wave, invented, firm) in enumerate(
        (
            (ROUND, False, "Ahon Metalli Oy"),
            (ROUND, True, "Keksitty Oy"),
            ("2026-04", False, "X Oy"),
        )
    ):
        folder = tmp_path / f"upload{place}"
        folder.mkdir()
        accepted(folder, Firm(firm, ()), wave=wave, organisation="KS", is_demonstration=invented)
    assert sum(inputs.interviewed(ROUND).values()) == 1
    assert inputs.interviewed("2025-10") == {}
