"""Questions to the log in DuckDB: new rows as they come, and exactly what was, as of any row."""

from __future__ import annotations

import contextvars
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import duckdb
import pytest

from seutukuva import dates, events, instances, records, settings, store, texts
from seutukuva.errors import RecordsError
from seutukuva.records import log, place
from tests.conftest import REPOSITORY
from tests.records.conftest import SAWMILL, Home

pytestmark = pytest.mark.slow


def _asked(as_of: int | None = None) -> list[dict[str, Any]]:
    return events.listed(as_of)


def _titles(as_of: int | None = None) -> set[str]:
    return {row["title"] for row in _asked(as_of)}


def _enter(title: str, **more: Any) -> records.Entry:
    return records.append("event", {**SAWMILL, "title": title}, by="local", **more)


def test_no_log_and_nothing_published_give_no_rows(home: Home) -> None:
    assert _asked() == [] and events.history("x") == []
    assert events.marks(["FI-KU729"]) == []


def test_rows_have_their_types(home: Home) -> None:
    records.append(
        "event",
        {**SAWMILL, "date_to": "2027", "indicators": ["jobs"], "text": "A\nB", "url": "https://x"},
        by="local",
    )
    (row,) = _asked()
    assert (row["date_from"], row["date_to"], row["event_kind"]) == ("2026-03-14", "2027", "event")
    assert (row["area_ids"], row["indicator_ids"]) == (["FI-KU729"], ["jobs"])
    assert (row["text"], row["url"], row["recorded_by"]) == ("A\nB", "https://x", "local")
    (entry,) = records.since(0)
    assert f"{row['recorded_at'].isoformat()}+00:00" == entry.recorded_at


def test_what_was_left_empty_is_empty(home: Home) -> None:
    records.append("event", {"title": "A", "kind": "annotation", "date_from": "2020"}, by="local")
    (row,) = _asked()
    assert (row["area_ids"], row["indicator_ids"]) == ([], [])
    assert (row["date_to"], row["text"], row["url"]) == ("", "", "")


def test_reading_as_of_a_row_gives_exactly_what_was_then(home: Home) -> None:
    states: list[list[dict[str, Any]]] = [_asked()]
    first = _enter("A")
    states.append(_asked())
    second = _enter("B")
    states.append(_asked())
    changed = _enter("A changed", id=first.id, expect=first.seq)
    states.append(_asked())
    gone = records.withdraw(second.id, "local", "a mistake", second.seq)
    states.append(_asked())
    _enter("A again", id=first.id, expect=changed.seq)
    states.append(_asked())
    _enter("B again", id=second.id, expect=gone.seq)
    for seq, state in enumerate(states):
        assert _asked(seq) == state, f"as of row {seq}"
    assert [len(events.history(second.id, seq)) for seq in (1, 2, 4, 6)] == [0, 1, 2, 3]
    assert events.history(second.id, 4)[0]["reason"] == "a mistake"
    assert _titles(10**6) == _titles() == {"A again", "B again"}
    # The same for a process that sees the log for the first time.
    instances._instances.clear()
    store._rows.cache_clear()
    for seq, state in enumerate(states):
        assert _asked(seq) == state, f"as of row {seq}, read afresh"


def test_the_latest_event_is_first(home: Home) -> None:
    for day in ("2026-03", "2026", "2026-03-14", "1999-12-31"):
        records.append("event", {"title": day, "kind": "event", "date_from": day}, by="local")
    assert [row["title"] for row in _asked()] == ["2026-03-14", "2026-03", "2026", "1999-12-31"]


def test_rows_of_another_process_are_seen_at_the_next_run(home: Home) -> None:
    _enter("Mine")
    store.hold_version()
    assert _titles() == {"Mine"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.writer", "other", "3"],
        cwd=REPOSITORY,
        env=home.environment,
        capture_output=True,
    )
    assert done.returncode == 0
    assert _titles() == {"Mine"}, "a run stays with what it began with"
    store.hold_version()
    assert _titles() == {"Mine", "other 0", "other 1", "other 2"}


def test_a_run_asks_for_the_newest_row_once_and_only_if_needed(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    _enter("A")
    asked = []
    head = records.head
    monkeypatch.setattr(records, "head", lambda: asked.append(1) or head())
    store.hold_version()
    assert asked == []
    for _ in range(5):
        _titles()
        events.marks(["FI-KU729"])
    assert len(asked) == 1


def test_an_answer_is_remembered_until_the_log_grows(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    _enter("A")
    asked = []
    ask = store._asked
    monkeypatch.setattr(store, "_asked", lambda *given: asked.append(given[2]) or ask(*given))
    assert _titles() == _titles() == {"A"}
    assert len(asked) == 1
    _enter("B")
    assert _titles() == {"A", "B"}
    assert len(asked) == 2


def test_only_new_rows_are_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for title in "ABC":
        _enter(title)
    _titles()
    read: list[int] = []
    since = records.since

    def counted(seq: int) -> list[records.Entry]:
        rows = since(seq)
        read.append(len(rows))
        return rows

    monkeypatch.setattr(records, "since", counted)
    _enter("D")
    assert _titles() == set("ABCD")
    # The last known row once more, to see that it is the same log, and the new one.
    assert sum(read) <= 3


def test_readers_and_writers_at_once(home: Home) -> None:
    _enter("0")

    def write(number: int) -> set[str]:
        _enter(str(number))
        return {str(number)}

    def read(_number: int) -> set[str]:
        return _titles()

    with ThreadPoolExecutor(6) as people:
        work = [people.submit(write if number % 2 else read, number) for number in range(1, 41)]
        seen = [one.result() for one in work]
    assert all(titles for titles in seen)
    assert _titles() == {"0", *(str(number) for number in range(1, 41, 2))}


def test_another_programme_has_its_own_events(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = _enter("Ours")
    assert len(events.history(ours.id)) == 1
    monkeypatch.setattr(settings, "programme_id", lambda: "elsewhere")
    assert _asked() == [] and events.history(ours.id) == []


def test_a_restored_log_replaces_the_mirror(home: Home) -> None:
    _enter("A")
    _enter("B")
    assert _titles() == {"A", "B"}
    # As after a restore: other rows of the same number.
    home.tamper(
        "delete from rec_log", "update rec_head set seq = 0, chain_hash = '" + "0" * 64 + "'"
    )
    assert _titles() == set()
    _enter("C")
    _enter("D")
    assert _titles() == {"C", "D"}


def test_a_log_that_does_not_answer_is_told_and_charts_live(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.use("en")
    _enter("A")
    nowhere = "postgresql://user@/x?host=/nowhere/at/all"
    monkeypatch.setenv("SEUTUKUVA_DATABASE", nowhere)
    with pytest.raises(RecordsError, match="cannot be used"):
        _asked()
    assert events.marks(["FI-KU729"]) == []
    # Not asked again for a while: every page would wait for it.
    monkeypatch.setattr(log.Log, "_worded", None)
    with pytest.raises(RecordsError, match="a moment ago"):
        _asked()


def test_a_damaged_file_is_told(home: Home) -> None:
    if home.url:
        pytest.skip("the file is SQLite's")
    settings.records_folder().mkdir()
    (settings.records_folder() / "log.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(RecordsError, match="log.sqlite"):
        _asked()
    with pytest.raises(RecordsError, match="log.sqlite"):
        _enter("A")


def test_the_log_itself_is_out_of_reach_of_queries(home: Home) -> None:
    if home.url:
        pytest.skip("DuckDB is given no address of a database")
    _enter("A")
    _asked()
    before, file = place.file().read_bytes(), str(place.file())
    with instances.cursor(None, str(settings.build_folder())) as cursor:
        for sql in (
            f"select content from read_blob('{file}')",
            f"attach '{file}' as log (type sqlite)",
            f"copy (select 1 as one) to '{file}' (format csv)",
            "load sqlite",
            "set enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                cursor.execute(sql)
    assert place.file().read_bytes() == before


# Bodies that the log's rules would never have taken, as SQL and for both databases.
NO_TABLE = ("'{'", "'[1]'", "'\"x\"'", "'null'", "''", "null")
# Tables with wrong fields, which no rule of the mirror sees.
WRONG = (
    "'{}'",
    """'{"title":"X","kind":"event","date_from":"soon","date_to":"2026-13"}'""",
    """'{"title":{"a":1},"kind":"rumour","date_from":["2020"],"areas":"x","indicators":{}}'""",
    """'{"title":"X","kind":"rumour","date_from":"2020","areas":[1,null,"FI-KU729"]}'""",
)


@pytest.mark.slow
@pytest.mark.parametrize("body", [*NO_TABLE, *WRONG])
def test_one_damaged_row_leaves_the_others_shown(home: Home, body: str) -> None:
    first = _enter("Damaged")
    _enter("Sound")
    home.tamper(f"update rec_log set body = {body} where seq = 1")
    assert "Sound" in _titles()
    assert len(_asked()) == (1 if body in NO_TABLE else 2)
    assert "Sound" in {mark["title"] for mark in events.marks(["FI-KU729"])}
    for mark in events.marks(["FI-KU729"]):
        assert dates.read(mark["date"]) and mark["kind"] in ("event", "annotation")
    (version,) = events.history(first.id)
    assert (version["seq"], version["is_withdrawn"]) == (1, False)
    assert isinstance(records.history(first.id)[0].body, dict)
    assert [problem.seq for problem in records.verify()] == [1]


@pytest.mark.parametrize(
    "change",
    [
        "recorded_at = 'yesterday'",
        "body = x'00ff'",
        "body = cast(x'7b7dff' as text)",
        "recorded_by = x'00ff', source = cast(x'ff' as text)",
        "recorded_at = x'00ff'",
        "seq = 'x'",
    ],
)
def test_one_row_of_the_wrong_types_leaves_the_others_shown(home: Home, change: str) -> None:
    if home.url and change != "recorded_at = 'yesterday'":
        pytest.skip("PostgreSQL keeps the types of its columns")
    _enter("Damaged")
    _enter("Sound")
    home.tamper(f"update rec_log set {change} where seq = 1")
    assert "Sound" in _titles()
    assert "Sound" in {mark["title"] for mark in events.marks(["FI-KU729"])}
    assert records.verify()


def test_a_run_reads_no_later_row_however_it_asks(home: Home) -> None:
    _enter("A")
    store.hold_version()
    assert _titles() == {"A"}
    later = _enter("B")
    # Another run that began later has brought the row.
    assert contextvars.Context().run(_titles) == {"A", "B"}
    assert _titles(later.seq) == _titles(10**6) == {"A"}
    assert events.history(later.id, 10**6) == []
    store.hold_version()
    assert _titles(10**6) == {"A", "B"}


def test_an_answer_ends_the_rest_of_a_log(home: Home) -> None:
    _enter("A")
    one = log.current()
    # Somebody else was not answered while this question was under way.
    with one.reading():
        one._rests_until = time.monotonic() + 60
    assert one.head().seq == 1
