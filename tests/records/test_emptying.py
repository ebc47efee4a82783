"""Contents deleted for good: the rows stay, everything else of the text is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, events, forgetting, records, store
from seutukuva.errors import InvalidRecord, RecordRefused, RecordsError
from seutukuva.records import emptying, place
from seutukuva.records.emptying import REQUEST, TIME
from tests.records.conftest import SAWMILL, Home

SECRET = "Hilla Huurteinen-Katajisto"
pytestmark = pytest.mark.usefixtures("in_english")


def _event(title: str, **more: Any) -> records.Entry:
    return records.append("event", {**SAWMILL, "title": title}, by="local", **more)


def _empty(*rows: int, **more: Any) -> int:
    said = {"by": "local", "cause": REQUEST, "why": "A person asked.", "source": "test", **more}
    return emptying.empty(rows, **said)


def _bytes_of(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def test_an_emptied_row_keeps_its_place_and_the_log_stays_sound(home: Home) -> None:
    first, second = _event(SECRET), _event("Stays")
    assert _empty(first.seq) == 1
    kept, other, said = records.since(0)
    assert (kept.body_text, kept.chain_hash) == (None, first.chain_hash)
    assert other == second and said.kind == "erasure"
    assert said.body == {"rows": [1], "cause": "request", "why": "A person asked."}
    assert records.verify() == []
    # Once more does nothing, and says so.
    assert _empty(first.seq) == 0 and len(records.since(0)) == 3


def test_nothing_of_the_text_is_left_in_any_file(home: Home) -> None:
    if home.url:
        pytest.skip("the file is SQLite's")
    seq = _event(SECRET).seq
    assert SECRET.encode() in _bytes_of(home.folder)
    _empty(seq)
    assert SECRET.encode() not in _bytes_of(home.folder)


def test_a_body_emptied_past_this_way_is_found_and_one_put_back_too(home: Home) -> None:
    first, second = _event(SECRET), _event("Other")
    _empty(first.seq)
    home.tamper(f"update rec_log set body = null where seq = {second.seq}", rules=True)
    assert [(one.seq, one.what) for one in records.verify()] == [(2, "its body has been emptied")]
    home.tamper(f"update rec_log set body = '{second.body_text}' where seq = {second.seq}")
    assert records.verify() == []
    home.tamper(f"update rec_log set body = '{first.body_text}' where seq = {first.seq}")
    (problem,) = records.verify()
    assert problem.seq == 1 and "is there again" in problem.what


def test_no_row_says_of_one_that_is_to_come_that_it_was_deleted(home: Home) -> None:
    _event("First")
    with pytest.raises(RecordsError, match="no such row"):
        _empty(3)
    assert records.latest_seq() == 1
    said = {"rows": [3], "cause": REQUEST, "why": "Before its time."}
    records.append("erasure", said, by="local")
    _event("Third")
    home.tamper("update rec_log set body = null where seq = 3", rules=True)
    assert [one.seq for one in records.verify()] == [3]


@pytest.mark.slow
def test_the_mirror_and_what_was_made_of_it_follow_an_earlier_row_too(home: Home) -> None:
    first = _event(SECRET)
    _event("Stays")
    at_that_time = records.latest_seq()
    assert [row["title"] for row in events.listed(at_that_time)] == ["Stays", SECRET]
    _empty(first.seq)
    assert [row["title"] for row in events.listed()] == ["Stays"]
    # An edition asks as of an earlier row, whose answer stood in a cache.
    assert [row["title"] for row in events.listed(at_that_time)] == ["Stays"]
    found = store.run("records/event", programme="saarijarvi-viitasaari", as_of=at_that_time)
    assert SECRET not in found.to_string()


def test_a_text_is_taken_out_and_the_record_goes_on(home: Home) -> None:
    first = _event(f"{SECRET} told of it", id="one")
    with emptying.turn(by="local", source="test") as turn:
        assert turn.newest("one") == first and turn.newest("two") is None
        turn.add("event", "one", {**first.body, "title": "… told of it"}, first.programme)
        turn.empty([first.seq], REQUEST, "A person asked.")
    old, new = records.history("one")
    assert (old.body_text, new.body["title"]) == (None, "… told of it")
    assert records.verify() == []


def test_all_of_a_turn_is_done_or_nothing(home: Home) -> None:
    first = _event(SECRET, id="one")
    with pytest.raises(ZeroDivisionError), emptying.turn(by="local", source="test") as turn:
        turn.add("event", "one", {**first.body, "title": "New"})
        turn.empty([first.seq], REQUEST, "A person asked.")
        raise ZeroDivisionError
    assert records.history("one") == [first] and emptying.remembered()["rows"] == {}


def test_a_record_without_content_is_as_if_it_was_withdrawn(home: Home) -> None:
    entry = _event(SECRET, id="one")
    _empty(entry.seq)
    (emptied,) = records.newest_of("event")
    assert emptied.is_withdrawn and emptied.reason == ""


@pytest.mark.parametrize("kind", sorted(emptying.NEVER))
def test_what_the_proof_rests_on_is_never_emptied(home: Home, kind: str) -> None:
    bodies: dict[str, dict[str, Any]] = {
        "erasure": {"rows": [1], "cause": TIME, "why": "x"},
        "installation_key": {"sha256": "0" * 64, "why": "x"},
        "interview_purge": {"batch": "interviews-x", "after": 1, "why": "x"},
    }
    entry = records.append(kind, bodies[kind], by="local")
    with pytest.raises(RecordsError, match="forged"):
        _empty(entry.seq)
    assert records.since(0)[-1] == entry


def test_a_reason_is_needed_and_names_nobody(home: Home) -> None:
    seq = _event(SECRET).seq
    for why in ("", "hilla@example.fi asked"):
        with pytest.raises(InvalidRecord):
            _empty(seq, why=why)
    assert records.latest_seq() == 1


def test_nobody_deletes_from_elsewhere(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    seq = _event(SECRET).seq
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    with pytest.raises(RecordRefused):
        _empty(seq)
    assert records.since(0)[0].body_text is not None


def test_many_rows_go_at_once(home: Home) -> None:
    rows = [_event(f"Event {n}").seq for n in range(12)]
    before, emptying.MOST_ROWS = emptying.MOST_ROWS, 5
    try:
        assert _empty(*rows) == 12
    finally:
        emptying.MOST_ROWS = before
    assert [one.body_text for one in records.since(0)[:12]] == [None] * 12
    assert [len(one.body["rows"]) for one in records.since(12)] == [5, 5, 2]
    assert records.verify() == []


def test_forgetting_clears_what_was_made_and_leaves_what_is_of_files() -> None:
    definitions.load()
    store._rows.cache_clear()
    kept = definitions._loaded.cache_info().currsize
    assert forgetting.everything_told() > 5
    assert definitions._loaded.cache_info().currsize == kept > 0


def test_the_folder_of_an_empty_log_is_left_alone(home: Home) -> None:
    if home.url:
        pytest.skip("the file is SQLite's")
    assert _empty() == 0 and _empty(1) == 0
    assert not place.file().exists()
