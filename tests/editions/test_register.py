"""The register of editions: freezing, the steps from draft to published, unlocking, conflicts."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

import seutukuva
from seutukuva import definitions, records, settings, showing, store
from seutukuva.editions import register
from seutukuva.editions.register import Edition
from seutukuva.errors import InvalidRecord, MissingData, RecordConflict, RecordRefused
from tests.editions import older
from tests.records.conftest import SAWMILL

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("entering")]

TODAY = dt.date.today()
NAME = ROUND = "2026-10"


def frozen(name: str = NAME, **also: Any) -> Edition:
    return register.freeze(name, round=name[:7], **also)


def event(title: str) -> records.Entry:
    return records.append("event", {**SAWMILL, "title": title}, by="local")


def problem(caught: pytest.ExceptionInfo[InvalidRecord]) -> str:
    return " ".join(text for _field, text in caught.value.problems)


def test_freezing_pins_the_version_the_row_and_all_that_they_are_made_of() -> None:
    before = event("before")
    one = frozen(meeting="spring")
    assert (one.name, one.round, one.meeting, one.state) == (NAME, ROUND, "spring", "draft")
    assert one.version == older.current().id
    assert (one.seq, one.chain_hash, one.row) == (before.seq, before.chain_hash, before.seq + 1)
    assert (one.day, one.state_on, one.missing) == (TODAY, TODAY, ())
    found = definitions.load()
    assert (one.fingerprint, one.areas) == (found.fingerprint, found.programme.areas)
    assert one.program == seutukuva.__version__
    figures = store.run("shared/content").iloc[0]["content_hash"]
    told = "|".join([figures, before.chain_hash, found.fingerprint])
    assert one.content_hash == hashlib.sha256(told.encode()).hexdigest()
    assert register.short(one.content_hash) == one.content_hash[:12]
    assert register.listed() == [one] and register.named(NAME) == one
    assert register.named("2027-04") is None


def test_one_more_row_and_one_more_figure_make_another_hash(entering: Path) -> None:
    older.make_older()
    first = frozen()
    event("one more")
    second = frozen(expect=first.row)
    newer = older.current()
    older.point_at(older.OLDER)
    third = frozen("2026-04")
    assert len({first.content_hash, second.content_hash, third.content_hash}) == 3
    # The same content, the same hash, whoever asks and whenever.
    assert register.content_hash(newer, second.head) == second.content_hash


def test_what_is_missing_needs_a_yes_which_is_recorded() -> None:
    missing = ["adviser summary of KS", "report of project S1"]
    with pytest.raises(InvalidRecord) as caught:
        frozen(missing=missing)
    assert all(one in problem(caught) for one in missing) and "Say yes" in problem(caught)
    assert register.listed() == [] and records.latest_seq() == 0
    assert frozen(missing=missing, confirmed=True).missing == tuple(missing)
    (stored,) = register.listed()
    assert stored.missing == tuple(missing)


@pytest.mark.parametrize(
    ("name", "round_id"),
    [
        *[("2026-13", "2026-13"), ("2026-10-", ROUND), ("2026-10-Ä", ROUND), ("2026-04", ROUND)],
        *[("2026-10 extra", ROUND), (f"2026-10-{'x' * 21}", ROUND), ("", ROUND), (NAME, "")],
    ],
)
def test_a_name_is_its_round_and_no_other(name: str, round_id: str) -> None:
    with pytest.raises(InvalidRecord):
        register.freeze(name, round=round_id)
    assert records.latest_seq() == 0


def test_a_second_click_makes_no_second_edition_and_a_second_person_is_told() -> None:
    first = frozen()
    assert frozen() == first and records.latest_seq() == 1
    event("something happened since")
    with pytest.raises(RecordConflict) as caught:
        frozen()
    assert caught.value.theirs.seq == first.row
    again = frozen(expect=first.row)
    assert (again.seq, again.row) == (2, 3)
    with pytest.raises(RecordConflict):
        register.advance(first, "presented", on=TODAY)
    assert [one.row for one in register.history(again)] == [1, 3]


def test_from_draft_to_published_no_state_is_left_out() -> None:
    one = frozen()
    with pytest.raises(InvalidRecord) as caught:
        register.advance(one, "approved", on=TODAY)
    assert "After “draft” comes “presented”" in problem(caught)
    one = register.advance(one, "presented", on=TODAY)
    back = register.advance(one, "draft", on=TODAY)
    one = register.advance(back, "presented", on=TODAY)
    assert not register.is_locked(ROUND)
    one = register.advance(one, "approved", on=TODAY, organisation="KS")
    assert (one.state, one.by, one.is_locked) == ("approved", "KS", True)
    assert register.is_locked(ROUND) and not register.is_locked("2026-04")
    one = register.advance(one, "published", on=TODAY)
    assert one.is_locked and register.next_state(one.state) == ""
    with pytest.raises(InvalidRecord):
        register.advance(one, "presented", on=TODAY)
    states = [state.state for state in register.history(one)]
    assert states == ["draft", "presented", "draft", "presented", "approved", "published"]
    # What it pins is what it pinned.
    assert {(state.version, state.seq) for state in register.history(one)} == {(one.version, 0)}


def test_a_step_is_of_a_day_that_has_come_and_not_before_the_freezing() -> None:
    one = frozen()
    for day, said in ((1, "still to come"), (-1, "before the edition was frozen")):
        with pytest.raises(InvalidRecord) as caught:
            register.advance(one, "presented", on=TODAY + dt.timedelta(days=day))
        assert said in problem(caught)
    assert register.named(NAME) == one


def test_what_was_presented_is_frozen_anew_with_a_reason_and_what_is_locked_not_at_all() -> None:
    one = register.advance(frozen(), "presented", on=TODAY)
    event("a correction")
    with pytest.raises(InvalidRecord) as caught:
        frozen(expect=one.row)
    assert "why it is frozen anew" in problem(caught)
    two = frozen(expect=one.row, reason="A wrong mark.")
    assert (two.state, two.reason, two.seq) == ("presented", "A wrong mark.", 3)
    three = register.advance(two, "approved", on=TODAY)
    with pytest.raises(RecordRefused, match="2026-10 is approved.*convener unlocks"):
        frozen(expect=three.row, reason="Once more.")
    with pytest.raises(RecordRefused):
        frozen()


def test_only_a_reason_unlocks() -> None:
    one = register.advance(frozen(), "presented", on=TODAY)
    with pytest.raises(InvalidRecord):
        register.unlock(one, "It is open already.")
    one = register.advance(one, "approved", on=TODAY)
    for reason in ("", "  "):
        with pytest.raises(InvalidRecord, match="Write why"):
            register.unlock(one, reason)
    with pytest.raises(InvalidRecord, match="reaches a person"):
        register.unlock(one, "Ask matti@example.fi")
    assert register.is_locked(ROUND)
    open_again = register.unlock(one, "A figure of jobs was wrong.")
    assert (open_again.state, open_again.reason) == ("presented", "A figure of jobs was wrong.")
    assert not register.is_locked(ROUND)
    with pytest.raises(RecordConflict):
        register.unlock(one, "Twice.")


def test_withdrawn_it_is_listed_no_more_and_nobody_goes_on_with_it() -> None:
    one = frozen()
    records.withdraw(one.id, "local", "The wrong meeting.", one.row)
    assert register.listed() == []
    with pytest.raises(RecordConflict):
        register.advance(one, "presented", on=TODAY)


def test_after_a_withdrawal_the_name_can_be_frozen_again() -> None:
    one = frozen()
    records.withdraw(one.id, "local", "The wrong meeting.", one.row)
    again = frozen()
    assert (again.id, again.state, again.seq) == (one.id, "draft", one.row + 1)
    assert register.listed() == [again]


def test_a_locked_edition_is_unlocked_with_a_reason_and_never_withdrawn() -> None:
    one = frozen()
    for state in ("presented", "approved"):
        one = register.advance(one, state, on=TODAY, organisation="KS")
    with pytest.raises(RecordRefused, match="can no longer be changed"):
        records.withdraw(one.id, "local", "Past the lock.", one.row)
    assert register.is_locked(ROUND)


def test_what_is_told_of_editions_is_the_newest_also_while_one_is_shown() -> None:
    one = frozen()
    two = register.advance(one, "presented", on=TODAY)
    version = store.current_version()
    showing.hold(showing.Shown(NAME, version, one.head, one.day))
    with store.at(version, one.head):
        assert register.listed() == [two]
        with pytest.raises(RecordRefused, match="an edition is shown"):
            register.advance(two, "approved", on=TODAY)
        with pytest.raises(RecordRefused):
            frozen("2027-04")
    showing.hold(None)
    assert register.history(two)[-1] == two


def test_without_statistics_nothing_is_frozen(entering: Path) -> None:
    (entering / "build" / "current.json").unlink()
    with pytest.raises(MissingData):
        frozen()
    assert records.latest_seq() == 0


def test_a_version_that_is_removed_at_this_moment_is_not_what_is_pinned(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older.make_older()
    newer = older.current()
    older.point_at(older.OLDER)
    stored = register._stored

    def stored_late(*told: Any) -> Edition:
        # Between the look at the pointer and the row, another version is published.
        monkeypatch.setattr(register, "_stored", stored)
        older.point_at(newer)
        older.file_of(older.OLDER).unlink()
        return stored(*told)

    monkeypatch.setattr(register, "_stored", stored_late)
    one = frozen()
    assert one.version == newer.id and register.named(NAME) == one


@pytest.mark.parametrize("moment", ["content_hash", "_stored"])
def test_what_is_published_and_pruned_while_it_is_frozen_is_frozen_instead(
    monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Before its figures are hashed, or before it is named: as another process may do."""
    older.make_older()
    newer = older.current()
    older.point_at(older.OLDER)
    real = getattr(register, moment)

    def meanwhile(*given: Any) -> Any:
        if older.current().id == older.OLDER.id:
            older.point_at(newer)
            (settings.build_folder() / older.OLDER.file).unlink()
        return real(*given)

    monkeypatch.setattr(register, moment, meanwhile)
    one = frozen()
    assert one.version == newer.id and register.history(one) == [one], "no row names what is gone"


def test_statistics_that_are_damaged_are_not_frozen() -> None:
    (settings.build_folder() / older.current().file).write_bytes(b"no database" * 1000)
    with pytest.raises(MissingData, match="cannot be read"):
        frozen()
    assert register.listed() == []
