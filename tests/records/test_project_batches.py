"""Accepted lists of projects: all or nothing, once, withdrawn and brought back, never changed."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyarrow import parquet

from etl import cli
from seutukuva import access, records, settings, store
from seutukuva.errors import InvalidRecord, QueryError, RecordRefused, RecordsError, UploadRefused
from seutukuva.projects import lists, remembering
from seutukuva.records import project_batches
from seutukuva.records.project_batches import PARTS
from tests.conftest import REPOSITORY
from tests.records import tiny_batch
from tests.records.conftest import Home
from tests.records.tiny_list import accepted, upload

pytestmark = pytest.mark.usefixtures("in_english")


def _stored() -> list[str]:
    return sorted(file.name for file in settings.batches_folder().glob("[!.]*"))


def test_an_accepted_list_is_known_with_its_files(home: Home) -> None:
    entry = accepted(home.folder / "in")
    (batch,) = lists.standing()
    assert entry.id == f"projects-{batch.batch}" == batch.id
    assert (batch.seq, batch.first_seq, batch.format, batch.projects) == (1, 1, "eura2007", 2)
    assert batch.list_date == dt.date(2016, 1, 4)
    assert batch.totals == {"ESR": {"projects": 2.0, "eu_state_planned": 268_625.0}}
    assert (batch.accepted_by, batch.recorded_by, batch.state) == ("local", "local", "accepted")
    assert _stored() == sorted(f"{batch.batch}.{part}.parquet" for part in PARTS)
    [file] = lists.files([batch], "figures")
    assert [one["value"] for one in parquet.read_table(file).to_pylist()] == [218_625.0, 50_000.0]
    with pytest.raises(QueryError, match="no part 'answers'"):
        lists.files([batch], "answers")


def test_the_same_list_twice_changes_nothing(home: Home) -> None:
    first = accepted(home.folder / "in")
    files = {file: file.stat().st_mtime_ns for file in settings.batches_folder().iterdir()}
    again = accepted(home.folder / "again", name="copy of it.csv")
    assert again == first and records.latest_seq() == 1
    assert {file: file.stat().st_mtime_ns for file in settings.batches_folder().iterdir()} == files


@pytest.mark.parametrize(
    "other", [{"list_date": "2016-02-01"}, {"format": "own"}, {"granted": {"S11010": 1.0}}]
)
def test_another_day_shape_or_content_is_another_list(home: Home, other: dict[str, object]) -> None:
    assert accepted(home.folder / "a").id != accepted(home.folder / "b", **other).id
    assert len(lists.standing()) == 2


def test_a_list_whose_rows_tell_their_days_is_of_the_day_it_came(home: Home) -> None:
    accepted(home.folder / "in", list_date="")
    assert [one.list_date for one in lists.standing()] == [dt.date(2016, 3, 1)]


def test_withdrawn_and_brought_back(home: Home) -> None:
    entry = accepted(home.folder / "in")
    with pytest.raises(InvalidRecord):
        project_batches.withdraw(entry.id, by="local", reason=" ")
    gone = project_batches.withdraw(entry.id, by="local", reason="an older list")
    assert project_batches.withdraw(entry.id, by="local", reason="again") == gone
    assert lists.standing() == [] and project_batches.standing() == {}
    (batch,) = lists.every()
    assert (batch.is_withdrawn, batch.reason, batch.projects) == (True, "an older list", 2)
    back = project_batches.bring_back(entry.id, by="local")
    assert project_batches.bring_back(entry.id, by="local") == back and back.body == entry.body
    project_batches.withdraw(entry.id, by="local", reason="once more")
    assert accepted(home.folder / "in").seq == 5
    assert [(one.event, one.reason) for one in lists.history(entry.id)] == [
        *(("accepted", ""), ("withdrawn", "an older list"), ("brought_back", "")),
        *(("withdrawn", "once more"), ("brought_back", "")),
    ]
    assert [len(lists.standing(seq)) for seq in range(6)] == [0, 1, 0, 1, 0, 1]
    assert len(lists.history(entry.id, 2)) == 2 and lists.history("projects-x") == []


def test_what_is_no_list_cannot_be_withdrawn(home: Home) -> None:
    interviews = tiny_batch.accepted(home.folder / "in")
    for id in ("projects-x", interviews.id):
        with pytest.raises(RecordsError, match="no such list"):
            project_batches.withdraw(id, by="local", reason="x")
    assert project_batches.standing() == {}


def test_warnings_need_a_yes(home: Home) -> None:
    folder = upload(home.folder / "in", warnings=3)
    with pytest.raises(UploadRefused, match="3 warnings"):
        project_batches.accept(folder, by="local")
    assert not settings.batches_folder().exists() and records.latest_seq() == 0
    entry = project_batches.accept(folder, by="local", accepted_warnings=True)
    assert entry.body["accepted_warnings"] == {"planned_zero": 3}


def test_a_list_without_a_sound_row_is_refused(home: Home) -> None:
    with pytest.raises(UploadRefused, match="no project"):
        accepted(home.folder / "in", granted={})
    assert records.latest_seq() == 0


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_what_is_not_as_it_was_checked_is_refused(home: Home, part: str, damage: str) -> None:
    folder = upload(home.folder / "in")
    file = folder / f"{part}.parquet"
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(UploadRefused, match="not been checked"):
        project_batches.accept(folder, by="local")
    assert records.latest_seq() == 0 and lists.every() == []


def test_what_is_decided_after_the_check_asks_for_another(home: Home) -> None:
    folder = upload(home.folder / "in")
    (folder / "corrections.json").write_text('{"columns": {"0": {"field": "name"}}}')
    with pytest.raises(UploadRefused, match="not been checked as it is now"):
        project_batches.accept(folder, by="local")
    summary = json.loads((upload(home.folder / "other") / "summary.json").read_text())
    (home.folder / "other" / "summary.json").write_text(
        json.dumps({**summary, "list_date": "2020-01-01"})
    )
    with pytest.raises(UploadRefused, match="not been checked as it is now"):
        project_batches.accept(home.folder / "other", by="local")
    assert records.latest_seq() == 0


@pytest.mark.parametrize("state", ["standing", "withdrawn"])
@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_changed_file_is_told_and_mended_by_the_same_list(
    home: Home, capsys: pytest.CaptureFixture[str], damage: str, state: str
) -> None:
    entry = accepted(home.folder / "in")
    assert records.verify() == []
    if state == "withdrawn":
        project_batches.withdraw(entry.id, by="local", reason="x")
    (file,) = settings.batches_folder().glob("*.figures.parquet")
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1])
    (problem,) = records.verify()
    assert problem.seq == records.latest_seq() and file.name in problem.what
    capsys.readouterr()
    assert cli.main(["verify"]) == 1
    assert file.name in capsys.readouterr().out
    if state == "withdrawn":
        with pytest.raises(RecordsError, match="not there as they were"):
            project_batches.bring_back(entry.id, by="local")
    assert accepted(home.folder / "in").seq == (1 if state == "standing" else 3)
    assert records.verify() == []


def test_stopped_before_its_row_a_list_is_not_there_and_can_be_sent_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(records, "append", lambda *given, **named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            accepted(home.folder / "in")
    left = _stored()
    assert len(left) == 4, "three files and their mark"
    assert lists.every() == [] and records.verify() == []
    kept = accepted(home.folder / "in")
    assert len(_stored()) == 3 and [one.id for one in lists.standing()] == [kept.id]


def test_what_a_stopped_program_has_left_goes_whoever_comes_next(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = accepted(home.folder / "kept", list_date="2016-02-01")
    with monkeypatch.context() as stopped:
        stopped.setattr(records, "append", lambda *given, **named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            accepted(home.folder / "in")
    own = kept.body["batch"]
    (settings.batches_folder() / f"{own}.under-way").touch()
    for mark in settings.batches_folder().glob("*.under-way"):
        os.utime(mark, (time.time() - 90_000,) * 2)
    # Files of both sorts lie in one folder: who accepts interviews must not take a list away.
    tiny_batch.accepted(home.folder / "interviews")
    assert len([name for name in _stored() if name.startswith(own)]) == 3
    assert len(_stored()) == 3 + 4 and records.verify() == []


def test_a_map_is_remembered_until_its_list_is_withdrawn(home: Home) -> None:
    assert remembering.known("f" * 64) == {}
    accepted(home.folder / "a")
    newer = accepted(home.folder / "b", list_date="2017-01-02", field="own_code")
    accepted(home.folder / "c", list_date="2018-01-02", fingerprint="0" * 64, field="name")
    said = {"format": "eura2007", "columns": {"Koodi": "own_code"}}
    assert remembering.known("f" * 64) == said
    project_batches.withdraw(newer.id, by="local", reason="x")
    assert remembering.known("f" * 64)["columns"] == {"Koodi": "code"}
    assert remembering.known("") == {}
    assert "sample" not in json.dumps(newer.body)


def test_lists_are_seen_but_not_entered_where_others_reach_the_pages(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = accepted(home.folder / "in")
    folder = upload(home.folder / "other", list_date="2017-01-02")
    monkeypatch.setattr(access, "_is_own", lambda: False)
    assert [one.id for one in lists.standing()] == [entry.id]
    for ask in (
        lambda: project_batches.accept(folder, by="local"),
        lambda: project_batches.withdraw(entry.id, by="local", reason="x"),
        lambda: project_batches.bring_back(entry.id, by="local"),
    ):
        with pytest.raises(RecordRefused):
            ask()
    assert records.latest_seq() == 1


def test_a_row_that_says_nonsense_of_its_sums_is_listed_all_the_same(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(home.folder / "in")
    rows = store.run("records/project_batch", programme=settings.programme_id(), as_of=None)
    for totals in ("[1]", "{", '{"ESR": 3}', '{"ESR": {"projects": "x"}}', None):
        changed = rows.assign(totals=totals, list_date="soon")
        monkeypatch.setattr(store, "run", lambda *_given, found=changed, **_named: found)
        (batch,) = lists.every()
        assert (batch.list_date, sum(len(one) for one in batch.totals.values())) == (None, 0)


def _in_another_process(home: Home, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.tiny_list", str(folder)],
        cwd=REPOSITORY,
        env=home.environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout.split()[-1] if done.stdout else done.stderr[-500:]


@pytest.mark.slow
def test_the_same_list_accepted_twice_at_once_is_one_row(home: Home) -> None:
    same = [upload(home.folder / f"same {n}", name=f"{n}.csv") for n in range(2)]
    with ThreadPoolExecutor(2) as people:
        found = list(people.map(lambda one: _in_another_process(home, one), same))
    assert [status for status, _told in found] == [0, 0], found
    assert {told for _status, told in found} == {"1"} and records.latest_seq() == 1
    assert records.verify() == [] and len(_stored()) == 3
