"""Raw answers are stored whole or not at all, and never change."""

from __future__ import annotations

import gzip
from pathlib import Path

import orjson
import pytest

from etl import snapshots
from etl.snapshots import RawPart
from seutukuva.errors import FetchFailed, SourceError
from tests.etl.conftest import make_source

SOURCE = make_source("population", "vaerak/11re")


def _draft(body: bytes = b'{"value": [1]}') -> snapshots.Draft:
    part = RawPart("https://x.example/11re.px", {"query": []}, body, "application/json")
    return snapshots.draft(
        SOURCE, [part, part], {"title": "Väestö"}, producer_updated="2026-04-01", plan_hash="abc"
    )


def test_a_draft_is_seen_by_nobody_until_it_is_committed(data_folder: Path) -> None:
    draft = _draft()
    assert snapshots.all("population") == []
    stored = draft.commit(rows=7)
    assert [s.snapshot_id for s in snapshots.all("population")] == [stored.snapshot_id]
    assert snapshots.latest("population") == stored
    assert stored.rows == 7
    assert [f.name for f in sorted(stored.folder.iterdir())] == [
        "metadata.json.gz",
        "part-001.json.gz",
        "part-002.json.gz",
        "snapshot.json",
    ]


def test_what_is_read_is_what_was_fetched(data_folder: Path) -> None:
    stored = _draft("ä".encode()).commit(rows=1)
    part = stored.parts[0]
    assert stored.read(part) == "ä".encode()
    assert (part.bytes, part.query, part.url) == (2, {"query": []}, "https://x.example/11re.px")
    assert stored.metadata() == {"title": "Väestö"}
    sidecar = orjson.loads((stored.folder / "snapshot.json").read_bytes())
    assert sidecar["producer_updated"] == "2026-04-01"
    assert sidecar["licence"] == "CC BY 4.0"
    assert sidecar["division"] == "2026"


def test_discarding_leaves_nothing(data_folder: Path) -> None:
    _draft().discard()
    assert list((data_folder / "raw" / "population").iterdir()) == []


def test_a_changed_file_is_noticed(data_folder: Path) -> None:
    stored = _draft().commit(rows=1)
    (stored.folder / "part-001.json.gz").write_bytes(gzip.compress(b'{"value": [2]}'))
    with pytest.raises(SourceError, match="not what was fetched"):
        stored.read(stored.parts[0])
    (stored.folder / "part-002.json.gz").write_bytes(b"\x1f\x8bhalf")
    with pytest.raises(SourceError, match="cannot be read"):
        stored.read(stored.parts[1])


def test_a_damaged_sidecar_is_named(data_folder: Path) -> None:
    stored = _draft().commit(rows=1)
    (stored.folder / "snapshot.json").write_text('{"snapshot_id": ')
    with pytest.raises(SourceError, match=r"snapshot\.json"):
        snapshots.all("population")


def test_a_folder_without_sidecar_is_no_snapshot(data_folder: Path) -> None:
    stored = _draft().commit(rows=1)
    (stored.folder.parent / "20300101T000000Z-deadbeef").mkdir()
    assert snapshots.latest("population") == stored


def test_leftovers_of_killed_runs_go_in_time(data_folder: Path) -> None:
    import os

    old = _draft().snapshot.folder
    young = _draft().snapshot.folder
    os.utime(old, (0, 0))
    _draft().commit(rows=1)
    assert not old.exists()
    assert young.exists()


def test_order_is_history_even_within_one_second(data_folder: Path) -> None:
    stored = [_draft(b"[%d]" % n).commit(rows=1) for n in range(5)]
    assert snapshots.all("population") == stored
    moments = [s.fetched_at for s in stored]
    assert moments == sorted(set(moments))


def test_equal_bytes_have_equal_content(data_folder: Path) -> None:
    one, same, other = _draft(), _draft(), _draft(b"{}")
    hashes = [snapshots.content_hash(d.snapshot.parts) for d in (one, same, other)]
    assert hashes[0] == hashes[1] != hashes[2]


def test_state_remembers_success_and_failure(data_folder: Path) -> None:
    assert snapshots.read_state("population") == snapshots.State()
    ok = snapshots.note_ok("population", "2026-04-01", "abc")
    assert snapshots.read_state("population") == ok
    snapshots.note_error("population", FetchFailed("the server is away"))
    state = snapshots.read_state("population")
    assert state.last_error is not None
    assert (state.last_error["code"], state.last_error["message"]) == (
        "FetchFailed",
        "the server is away",
    )
    assert (state.last_ok, state.producer_updated) == (ok.last_ok, "2026-04-01")
    assert snapshots.note_ok("population", "2026-05-01", "abc").last_error is None


def test_an_unreadable_state_counts_as_unknown(data_folder: Path) -> None:
    folder = data_folder / "raw" / "population"
    folder.mkdir(parents=True)
    for text in ("", "[]", '{"what": 1}'):
        (folder / "state.json").write_text(text)
        assert snapshots.read_state("population") == snapshots.State()
