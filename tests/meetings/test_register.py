"""Meetings and what they decide, as they stand in the log."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutukuva import records, store, texts
from seutukuva.errors import AccessRefused, InvalidRecord
from seutukuva.meetings import register
from tests.meetings.made import (
    FIRST,
    SECOND,
    SECOND_ROUND,
    TITLES,
    action,
    meeting,
    stored_action,
    stored_meeting,
    stored_note,
)

TODAY = dt.date(2026, 12, 10)


def test_a_meeting_is_read_as_it_was_entered(entering: Path) -> None:
    entry = stored_meeting()
    (found,) = register.listed()
    assert (found.id, found.row, found.type) == (FIRST, entry.seq, "coordination")
    assert found.held_on == dt.date(2026, 10, 14) and found.agenda == TITLES
    assert found.pages[1] == "situation/indicator?indicator=jobs"
    assert register.named(FIRST) == found and register.named("none") is None


def test_a_meeting_whose_day_is_not_agreed_begins_with_its_month(entering: Path) -> None:
    stored_meeting(held_on="2026-10")
    (found,) = register.listed()
    assert (found.held_on, found.day) == (dt.date(2026, 10, 1), "2026-10")


@pytest.mark.parametrize("round_id", ["true", "2026-13", "0000-01", ""])
def test_a_row_that_names_no_round_is_no_meeting(
    entering: Path, monkeypatch: pytest.MonkeyPatch, round_id: str
) -> None:
    stored_meeting("m-whole")
    monkeypatch.setattr(records, "fitting", lambda _kind, body: dict(body))
    stored_meeting("m-damaged", round=round_id)
    assert [one.id for one in register.listed()] == ["m-whole"]


def test_the_meeting_before_is_of_the_same_type_and_was_not_cancelled(entering: Path) -> None:
    stored_meeting()
    stored_meeting("m-steering", type="steering", held_on="2026-11-10")
    stored_meeting("m-cancelled", state="cancelled", held_on="2027-02-01")
    stored_meeting(SECOND, round=SECOND_ROUND, held_on="2027-04-13")
    second = register.named(SECOND)
    assert second is not None
    before = register.before(second)
    assert before is not None and before.id == FIRST
    assert register.before(before) is None


def test_actions_are_followed_up_over_two_meetings() -> None:
    every = [
        action("finished", state="done", outcome="Held."),
        action("late"),
        action("in time", due=dt.date(2027, 1, 31)),
        action("older and open", meeting="m-oldest", due=dt.date(2026, 5, 1)),
        action("older and finished", meeting="m-oldest", state="done"),
        action("of an evaluation", meeting="", due=dt.date(2027, 3, 1)),
        action("of a withdrawn meeting", meeting="m-gone", due=dt.date(2027, 4, 1)),
        action("its own", meeting=SECOND),
        action("of a later one", meeting="m-later"),
    ]
    second = meeting(SECOND, dt.date(2027, 4, 13))
    later = meeting("m-later", dt.date(2027, 10, 12))
    oldest = meeting("m-oldest", dt.date(2026, 4, 14))
    found = register.followed_up(second, every, [later, second, meeting(), oldest], TODAY)
    # Late ones first, the latest before; then by day; finished ones last.
    assert [one.id for one in found] == [
        *("older and open", "late", "in time", "of an evaluation"),
        *("of a withdrawn meeting", "finished"),
    ]
    assert [one.days_late(TODAY) for one in found] == [223, 10, 0, 0, 0, 0]


def test_an_action_says_what_came_of_it_before_it_is_finished() -> None:
    texts.use("en")
    with pytest.raises(InvalidRecord) as refused:
        register.completed_action({"state": "done", "outcome": "  "}, TODAY)
    assert [field for field, _text in refused.value.problems] == ["outcome"]
    done = register.completed_action({"state": "done", "outcome": "Held."}, TODAY)
    assert done["done_on"] == "2026-12-10"
    assert register.completed_action({**done, "state": "open"}, TODAY)["done_on"] == ""
    with pytest.raises(InvalidRecord, match="still to come"):
        register.completed_action({**done, "done_on": "2027-01-01"}, TODAY)


def test_a_decision_with_remarks_says_which() -> None:
    texts.use("en")
    with pytest.raises(InvalidRecord, match="remarks"):
        register.completed_approval({"decision": "with_remarks"})
    assert register.completed_approval({"decision": "approved"}) == {"decision": "approved"}


def test_a_typed_agenda_keeps_the_items_of_the_one_before() -> None:
    typed = {
        "round": "2026-10",
        "agenda": "2. Statistics\n1. Actions\n",
        "items": [["x", "Actions"], ["y", "Statistics"]],
    }
    found = register.completed(typed)
    assert found["items"] == [["y", "Statistics"], ["x", "Actions"]]
    assert found["agenda"] == "Statistics\nActions"
    with pytest.raises(InvalidRecord):
        register.completed({"round": "2026-13"})


def test_notes_are_confidential_and_what_goes_into_packs_is_not(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored_meeting()
    stored_note("A firm told of lay-offs.")
    stored_action("a")
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    with pytest.raises(AccessRefused):
        register.notes(FIRST)
    with pytest.raises(AccessRefused):
        store.run("records/meeting_note", programme="saarijarvi-viitasaari", as_of=None)
    assert len(register.listed()) == len(register.actions()) == 1


@pytest.mark.parametrize("kind", ["meeting_note", "conclusion", "action"])
def test_what_reaches_a_person_is_refused(entering: Path, kind: str) -> None:
    texts.use("en")
    own = {"meeting": FIRST, "round": "2026-10", "item": "i01"}
    body = {"text": "Ask 040 123 4567 about it.", "owner": "POKE", "due": "2027-01"}
    known = {"meeting_note": ("item",), "conclusion": (), "action": ("owner", "due")}[kind]
    wanted = {one: {**own, **body}[one] for one in ("meeting", "round", "text", *known)}
    if kind == "action":
        wanted["state"] = "open"
    with pytest.raises(InvalidRecord, match="reaches a person"):
        records.append(kind, wanted, by="local")


def test_an_edition_cuts_what_is_written_later(entering: Path) -> None:
    stored_meeting()
    first = stored_note("As it was said.")
    stored_action("a")
    then = records.head()
    stored_note("Said otherwise later.", expect=first.seq)
    stored_note("On another item.", item="i02")
    stored_action("b")
    with store.at(store.current_version(), then):
        assert [one.text for one in register.notes(FIRST)] == ["As it was said."]
        assert [one.id for one in register.actions()] == ["a"]
    assert {one.text for one in register.notes(FIRST)} == {
        "Said otherwise later.",
        "On another item.",
    }
    assert [one.id for one in register.actions()] == ["a", "b"]


def test_conclusions_and_decisions_are_found_by_meeting_round_and_edition(entering: Path) -> None:
    for own, round_id in ((FIRST, "2026-10"), (SECOND, SECOND_ROUND)):
        records.append(
            register.CONCLUSION, {"meeting": own, "round": round_id, "text": own}, by="local"
        )
        records.append(
            register.APPROVAL,
            {
                **{"meeting": own, "edition": round_id, "organisation": "SJR"},
                **{"decided_on": "2026-11-10", "decision": "approved", "content": "abc"},
            },
            by="local",
        )
    assert [one.text for one in register.conclusions()] == [FIRST, SECOND]
    assert [one.text for one in register.conclusions(FIRST)] == [FIRST]
    assert [one.text for one in register.conclusions(round_id=SECOND_ROUND)] == [SECOND]
    (one,) = register.approvals(edition="2026-10")
    assert (one.meeting, one.content, one.decided_on) == (FIRST, "abc", dt.date(2026, 11, 10))
