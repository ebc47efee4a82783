"""Needs of firms: from interviews and by hand, who answers until when, and what came of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from seutukuva import records
from seutukuva.errors import AccessRefused, InvalidRecord
from seutukuva.interviews import follow_up, needs
from seutukuva.interviews.needs import Need
from seutukuva.records import batches, salt
from tests.interviews.needy import Firm, accepted

pytestmark = [pytest.mark.usefixtures("home"), pytest.mark.slow]

TODAY = dt.date(2026, 11, 22)
SAWMILL = Firm("Saha Oy", ("training", "exports"))
BY_HAND = {
    "subject": "A plot by the road",
    "firm": "Autoilija",
    "raised": "2026-11-20",
    "service_group": "premises",
    "state": "open",
}


def worked_on(need: Need, **changes: Any) -> records.Entry:
    body = needs.completed(need.body() | changes, TODAY)
    return records.append("need", body, id=need.id, by="local", expect=need.seq)


def by_option(**more: Any) -> dict[str, Need]:
    return {one.origin.get("option", one.subject): one for one in needs.listed(**more).needs}


def test_a_need_goes_to_its_service_group_in_its_time(home: Path) -> None:
    accepted(home / "a", SAWMILL)
    found = by_option()
    assert set(found) == {"training", "exports"}
    training, exports = found["training"], found["exports"]
    assert (training.organisation, training.due) == ("POKE", "2026-10-21")
    assert (exports.organisation, exports.due) == ("SSYP", "2026-10-28")
    assert training.firm == "Saha Oy" and training.municipality == "FI-KU729"
    assert training.raised == "2026-10-07" and training.seq is None
    assert training.is_overdue(TODAY) and not training.is_overdue(dt.date(2026, 10, 21))
    kinds = [one.kind for one in records.since(0)]
    assert kinds == ["interview_batch", "installation_key"], "of needs nothing is stored"


def test_without_a_day_the_day_of_acceptance_counts(home: Path) -> None:
    accepted(home / "a", Firm("Saha Oy", ("training",), day=None))
    (need,) = needs.listed().needs
    day = dt.datetime.now(dt.UTC).date()
    assert need.raised in (day.isoformat(), (day - dt.timedelta(days=1)).isoformat())


def test_no_need_is_none(home: Path) -> None:
    accepted(home / "a", Firm("Saha Oy", ("none",)))
    assert needs.listed() == needs.Told()


def test_firms_that_want_no_contact_are_only_counted(home: Path) -> None:
    accepted(
        home / "a",
        SAWMILL,
        Firm("Ei Oy", ("training", "none"), wants_contact=False),
        Firm("Hiljainen Oy", ("training",), wants_contact=None),
    )
    told = needs.listed()
    assert {one.firm for one in told.needs} == {"Saha Oy"}
    assert told.unwanted == 2 and all(one.asks_contact for one in told.needs)


def test_where_nobody_asked_about_contact_it_is_marked(home: Path) -> None:
    accepted(home / "a", Firm("Saha Oy", ("training",), wants_contact=None))
    (need,) = needs.listed().needs
    assert not need.asks_contact and needs.listed().unwanted == 0


def test_what_is_done_stays_with_the_need_and_holds_no_name(home: Path) -> None:
    accepted(home / "a", SAWMILL)
    entry = worked_on(by_option()["training"], state="in_progress", text="Called")
    found = by_option()["training"]
    assert (found.seq, found.state, found.firm) == (entry.seq, "in_progress", "Saha Oy")
    assert len(needs.listed().needs) == 2
    assert "Saha" not in str(entry.body_text)
    (version,) = records.history(found.id)
    assert (version.body["state"], version.body["text"]) == ("in_progress", "Called")


def test_a_withdrawn_batch_takes_its_needs_but_not_what_was_done(home: Path) -> None:
    batch = accepted(home / "a", SAWMILL)
    worked_on(by_option()["training"], state="in_progress")
    batches.withdraw(batch.id, by="local", reason="Twice")
    (left,) = needs.listed().needs
    assert left.source == needs.WITHDRAWN and left.firm == ""
    assert left.origin["option"] == "training" and left.municipality == "FI-KU729"


def test_a_corrected_file_keeps_what_was_done(home: Path) -> None:
    batch = accepted(home / "a", SAWMILL)
    worked_on(by_option()["training"], state="in_progress")
    batches.withdraw(batch.id, by="local", reason="A typo")
    corrected = Firm("Saha Oy", ("training", "exports", "tourism"))
    again = accepted(home / "b", corrected)
    found = by_option()
    assert found["training"].state == "in_progress" and found["tourism"].seq is None
    assert found["training"].source == needs.STANDING and len(found) == 3
    assert found["training"].origin["batch"] == again.body["batch"]


def test_invented_needs_and_real_ones_never_meet(home: Path) -> None:
    assert needs.has_demonstration() == (False, False)
    batch = accepted(home / "a", SAWMILL, is_demonstration=True)
    records.append("need", needs.completed(BY_HAND, TODAY), by="local")
    assert needs.has_demonstration() == (True, False)
    assert [one.subject for one in needs.listed().needs] == ["A plot by the road"]
    invented = by_option(is_demonstration=True)
    assert set(invented) == {"training", "exports"}
    worked_on(invented["training"], state="in_progress")
    assert len(needs.listed().needs) == 1
    batches.withdraw(batch.id, by="local", reason="Seen")
    assert needs.listed(is_demonstration=True).needs == ()
    assert len(needs.listed().needs) == 1


def test_as_of_an_earlier_row_it_is_as_it_was(home: Path) -> None:
    batch = accepted(home / "a", SAWMILL)
    worked_on(by_option()["training"], outcome="helped")
    assert by_option()["training"].state == "closed"
    assert by_option(as_of=batch.seq)["training"].state == "open"


def test_others_are_told_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted(home / "a", SAWMILL)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    for ask in (needs.listed, needs.has_demonstration):
        with pytest.raises(AccessRefused):
            ask()


def test_what_is_left_empty_follows_from_the_service_group() -> None:
    body = needs.completed(BY_HAND, TODAY)
    assert (body["organisation"], body["due"]) == ("WITAS", "2026-12-04")
    own = needs.completed(BY_HAND | {"organisation": "KS", "due": "1.12.2026"}, TODAY)
    assert (own["organisation"], own["due"]) == ("KS", "1.12.2026")


@pytest.mark.parametrize(
    ("typed", "state", "answered"),
    [
        ({}, "open", None),
        ({"answered": "21.11.2026"}, "answered", "21.11.2026"),
        ({"state": "answered"}, "answered", "2026-11-22"),
        ({"outcome": "helped"}, "closed", "2026-11-22"),
        ({"outcome": "no_answer"}, "closed", None),
        ({"outcome": "helped", "answered": "2026-11-21", "state": "open"}, "closed", "2026-11-21"),
    ],
)
def test_state_day_and_outcome_agree(typed: dict[str, str], state: str, answered: str) -> None:
    body = needs.completed(BY_HAND | typed, TODAY)
    assert (body["state"], body.get("answered")) == (state, answered)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"state": "closed"}, "outcome"),
        ({"answered": "23.11.2026"}, "answered"),
        ({"subject": ""}, "subject"),
    ],
)
def test_what_does_not_agree_is_refused(typed: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        needs.completed(BY_HAND | typed, TODAY)
    assert [name for name, _text in caught.value.problems] == [field]


def test_the_most_urgent_stand_first() -> None:
    late = Need("late", due="2026-11-01", raised="2026-10-01")
    soon = Need("soon", due="2026-11-30", raised="2026-11-01")
    done = Need("done", due="2026-09-01", raised="2026-08-01", state="closed")
    newer = Need("newer", due="2026-10-01", raised="2026-09-01", state="answered")
    assert [one.id for one in needs.ordered([done, soon, newer, late])] == [
        *("late", "soon", "newer", "done")
    ]


def test_counts_by_organisation() -> None:
    poke = {"organisation": "POKE", "raised": "2026-11-01"}
    rows = [
        Need("1", organisation="KS", raised="2026-10-01", due="2026-10-15"),
        Need("2", organisation="KS", raised="2026-11-20", due="2026-12-15", state="in_progress"),
        Need(
            "3", organisation="POKE", raised="2026-11-01", state="answered", answered="2026-11-05"
        ),
        Need("4", **poke, state="closed", answered="2026-11-15"),
        Need("5", organisation="POKE", raised="2026-01-01", state="closed", answered="2026-02"),
        Need("6", organisation="POKE", raised="2026-01-01", state="closed", answered="2026-01-31"),
    ]
    since = dt.date(2026, 11, 1)
    first, second = follow_up.counted(rows, lambda need: need.organisation, TODAY, since)
    assert (first.id, first.waiting, first.overdue, first.every) == ("KS", 2, 1, 2)
    assert first.answered == 0 and first.median_days is None
    assert (second.id, second.waiting, second.answered, second.closed) == ("POKE", 0, 2, 1)
    # 4, 14 and 30 days; an answer of which only the month is known has no number of days.
    assert second.median_days == 14


def test_counts_by_outcome() -> None:
    closed = {"state": "closed", "raised": "2026-01-01"}
    rows = [
        Need("1", **closed, outcome="helped", answered="2026-11-05"),
        Need("2", **closed, outcome="helped", answered="2026-10-31"),
        Need("3", **closed, outcome="no_answer"),
        Need("4", state="answered", answered="2026-11-05"),
    ]
    found = follow_up.outcomes(rows, dt.date(2026, 11, 1))
    assert [(one.id, one.recent, one.every) for one in found] == [
        ("helped", 1, 2),
        ("no_answer", 0, 1),
    ]


def test_days_left() -> None:
    assert Need("1", due="2026-11-25").days_left(TODAY) == 3
    assert Need("1", due="2026-11-20").days_left(TODAY) == -2
    assert Need("1", due="2026-11").days_left(TODAY) == 8, "a month lasts until its end"
    assert Need("1").days_left(TODAY) is None
    assert Need("1", due="2026-11-20", state="answered").days_left(TODAY) is None


def test_the_day_to_follow_up_on() -> None:
    assert Need("1", follow_up="2026-11-22").to_follow_up(TODAY)
    assert not Need("1", follow_up="2026-11-23").to_follow_up(TODAY)
    assert not Need("1").to_follow_up(TODAY)


def test_what_the_log_keeps_of_a_need_tells_no_firm_without_the_secret(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(home / "a", SAWMILL)
    with_own = {one.id for one in needs.listed().needs}
    assert with_own == {one.id for one in needs.listed().needs}
    monkeypatch.setattr(salt, "read", lambda: b"another secret")
    assert with_own.isdisjoint(one.id for one in needs.listed().needs)
