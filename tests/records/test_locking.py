"""What an approved edition holds still: its round's records, and its version of the statistics."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, records, settings
from seutukuva.errors import RecordRefused, RecordsError
from seutukuva.published import file_of
from seutukuva.records import Entry, locking
from tests.records.conftest import Home

KIND, ROUND = "conclusion", "2026-10"
SAID: dict[str, Any] = {"meeting": "m", "round": ROUND, "text": "Housing comes first."}


@pytest.fixture(autouse=True)
def english(in_english: None) -> None:
    """What is refused is said in English."""


def edition(state: str, name: str = "2026-10", **other: Any) -> Entry:
    """An edition's next row, past the register's own rules."""
    found = [one for one in records.newest_of(locking.EDITION) if one.id == f"edition-{name}"]
    body = {
        **{"name": name, "round": name[:7], "day": "2026-10-15", "version": "v1", "seq": 0},
        **{"chain_hash": "0" * 64, "content_hash": "c", "fingerprint": "f", "program": "1"},
        **{"areas": ["FI-KU729"], "state": state, "state_on": "2026-10-15"},
        **other,
    }
    file = file_of(settings.build_folder(), body["version"])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    expect = found[0].seq if found else None
    return records.append(locking.EDITION, body, id=f"edition-{name}", by="local", expect=expect)


def refused(edition_name: str = "2026-10") -> Any:
    return pytest.raises(RecordRefused, match=f"edition {edition_name} is (approved|published)")


def test_until_it_is_approved_everything_can_be_entered(home: Home) -> None:
    edition("draft")
    first = records.append(KIND, SAID, by="local")
    edition("presented")
    records.append(KIND, SAID | {"text": "Jobs."}, id=first.id, by="local", expect=first.seq)
    assert locking.locked_rounds() == frozenset()


@pytest.mark.parametrize("state", ["approved", "published"])
def test_after_that_nothing_of_its_round_is_entered_changed_or_withdrawn(
    home: Home, state: str
) -> None:
    before = records.append(KIND, SAID, by="local")
    edition(state)
    newest = records.latest_seq()
    with refused():
        records.append(KIND, SAID | {"text": "One more."}, by="local")
    with refused():
        records.append(KIND, SAID | {"text": "x"}, id=before.id, by="local", expect=before.seq)
    with refused():
        # Not even by moving it out of the round.
        away = SAID | {"round": "2027-04"}
        records.append(KIND, away, id=before.id, by="local", expect=before.seq)
    with refused():
        records.withdraw(before.id, "local", "A mistake.", before.seq)
    with refused():
        bodies = {"a": SAID | {"round": "2027-04"}, "b": SAID}
        records.append_all(KIND, bodies, by="local")
    assert records.latest_seq() == newest and locking.locked_rounds() == {ROUND}
    # The same twice, as by a double click, is no change.
    assert records.append(KIND, SAID, id=before.id, by="local", expect=before.seq) == before


def test_other_rounds_and_other_kinds_are_not_locked(home: Home) -> None:
    edition("approved")
    other = records.append(KIND, SAID | {"round": "2027-04"}, by="local")
    action = {"text": "See.", "owner": "KS", "due": "2027-01-31", "state": "open", "round": ROUND}
    told = records.append("action", action, by="local")
    assert [one.body["round"] for one in records.since(other.seq - 1)] == ["2027-04", ROUND]
    assert told.seq == records.latest_seq() == other.seq + 1


def test_unlocked_or_withdrawn_it_holds_nothing_any_more(home: Home) -> None:
    edition("approved")
    with refused():
        records.append(KIND, SAID, by="local")
    again = edition("presented", reason="A wrong figure.")
    records.append(KIND, SAID, by="local")
    edition("approved", reason="Right now.")
    with refused():
        records.append(KIND, SAID | {"text": "x"}, by="local")
    newest = records.newest_of(locking.EDITION)[0]
    assert newest.seq > again.seq
    with refused():
        records.withdraw(newest.id, "local", "Frozen for the wrong round.", newest.seq)
    newest = edition("presented", reason="Frozen for the wrong round.")
    records.withdraw(newest.id, "local", "Frozen for the wrong round.", newest.seq)
    records.append(KIND, SAID | {"text": "x"}, by="local")


def test_a_second_edition_in_draft_does_not_open_a_round(home: Home) -> None:
    edition("approved")
    newest = edition("draft", "2026-10-extra").seq
    with refused():
        records.append(KIND, SAID, by="local")
    assert records.latest_seq() == newest and locking.locked_rounds() == {ROUND}


def test_another_programmes_edition_locks_nothing_here(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = definitions.load()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(definitions, "load", lambda: found)
        elsewhere.setattr(settings, "programme_id", lambda: "another")
        edition("approved")
        assert locking.locked_rounds() == {ROUND}
    assert locking.locked_rounds() == frozenset()
    with locking.named_versions() as named:
        assert named == {"v1"}


def test_the_lock_is_asked_within_the_turn_of_writing(home: Home) -> None:
    """Who waits for a turn while the edition is approved is refused when it comes."""
    from seutukuva.records import log

    edition("presented")
    outcome: list[object] = []

    def write() -> None:
        try:
            outcome.append(records.append(KIND, SAID, by="local"))
        except RecordRefused as error:
            outcome.append(error)

    own = log.current()
    newest = records.newest_of(locking.EDITION)[0]
    with own.writing() as (connection, head):
        waiting = threading.Thread(target=write)
        waiting.start()
        # It is past everything that is looked at before its turn.
        waiting.join(0.3)
        assert waiting.is_alive() and not outcome
        body = newest.body | {"state": "approved"}
        said = (locking.EDITION, records.canonical(body), newest.id, "local", "test")
        records._next(own, connection, head, said, newest.seq)
    waiting.join(20)
    assert [type(one) for one in outcome] == [RecordRefused]


def test_every_version_that_was_ever_named_is_told(home: Home) -> None:
    with locking.named_versions() as named:
        assert named == frozenset()
    edition("draft", version="v1")
    edition("draft", version="v2")
    newest = edition("draft", "2027-04", version="v3")
    records.withdraw(newest.id, "local", "By mistake.", newest.seq)
    with locking.named_versions() as named:
        assert named == {"v1", "v2", "v3"}


def test_an_edition_that_cannot_be_read_names_no_versions(home: Home) -> None:
    edition("draft")
    home.tamper("update rec_log set body = '{oops' where seq = 1")
    with pytest.raises(RecordsError, match="row 1"), locking.named_versions():
        pass


def test_a_log_that_was_removed_names_no_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    with locking.named_versions() as named:
        assert named == frozenset()
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "head.json").write_text(json.dumps({"seq": 3, "chain_hash": "x"}))
    with pytest.raises(RecordsError, match="removed"), locking.named_versions():
        pass


def test_several_records_are_changed_in_one_turn_by_what_was_seen(home: Home) -> None:
    first, second = records.append_all(KIND, {"a": SAID, "b": SAID}, by="local")
    newer = {"a": SAID | {"text": "A."}, "b": SAID | {"text": "B."}, "c": SAID}
    seen = {"a": first.seq, "b": second.seq}
    stored = records.append_all(KIND, newer, by="local", expect=seen)
    assert [one.seq for one in stored] == [3, 4, 5]
    assert [one.body["text"] for one in stored] == ["A.", "B.", "Housing comes first."]
    with pytest.raises(RecordsError, match="newer version"):
        records.append_all(KIND, newer | {"c": SAID | {"text": "C."}}, by="local", expect=seen)
    assert records.latest_seq() == 5


def test_a_kind_says_which_of_its_fields_names_the_round() -> None:
    kinds = definitions.load().kinds
    locked = {one.id: one.locks_with_edition for one in kinds.values() if one.locks_with_edition}
    assert locked == {"outlook_mark": "round", "meeting_note": "round", "conclusion": "round"}
