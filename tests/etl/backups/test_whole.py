"""What is restored is what was backed up, into a file or a database, on a machine with nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import etl
from etl import cli
from etl.backups import making, restoring
from etl.backups.archive import MANIFEST, opened
from seutukuva import presence, records, settings
from seutukuva.errors import SeutukuvaError
from seutukuva.records import (
    batches,
    beside,
    contacts,
    copying,
    emptying,
    people,
    place,
    purging,
)
from seutukuva.sign_in import sessions
from tests.conftest import REPOSITORY
from tests.etl.backups import filled
from tests.etl.backups.conftest import Go, in_a_file
from tests.records.conftest import SAWMILL, Home, _own_schema

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize("into", ["file", pytest.param("database", marks=pytest.mark.slow)])
def test_what_is_restored_is_what_was_there(
    whole: Home, into: str, elsewhere: Go, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    before, stood = filled.state(), filled.files(whole.folder)
    made = making.make(tmp_path / "all.zip")
    assert made.manifest.problems == () and made.manifest.log_seq == len(before["rows"]) == 5
    records.append("event", SAWMILL, by="local")  # it is not in the backup
    url = _own_schema(request.getfixturevalue("postgresql")) if into == "database" else ""
    there = elsewhere(url=url)
    done = restoring.restore(made.file)
    assert (done.aside, done.lacks_key, done.kept_key) == (None, False, False)
    assert filled.state() == before and before["problems"] == []
    left_out = {"build/candidate.duckdb", "raw/statfin_11re/.draft-1-00/part-001.json.gz"}
    assert filled.files(there.folder) == {k: v for k, v in stood.items() if k not in left_out}
    assert place.file().exists() == (into == "file")
    assert not (there.folder / "records" / "drafts").exists()
    # It goes on from there, by the same rules.
    assert records.append("event", {**SAWMILL, "title": "Next"}, by="local").seq == 6
    with pytest.raises(Exception, match="never removed"):
        there.tamper("delete from rec_log where seq = 2", rules=True)
    there.tamper("delete from rec_log where seq = 6")
    assert records.verify(), "the newest row is kept outside the log"


@in_a_file
def test_a_backup_is_for_its_owner_alone(whole: Home, elsewhere: Go, tmp_path: Path) -> None:
    made = making.make(tmp_path / "all.zip")
    assert made.file.stat().st_mode & 0o077 == 0
    there = elsewhere()
    restoring.restore(made.file)
    for one in [there.folder / "records", *(there.folder / "records").rglob("*")]:
        assert one.stat().st_mode & 0o077 == 0, one
    assert not list(tmp_path.glob(".seutukuva-backup-*"))


@in_a_file
def test_the_key_may_stay_elsewhere(whole: Home, elsewhere: Go, tmp_path: Path) -> None:
    key = (whole.folder / "records" / "rounding.key").read_bytes()
    made = making.make(tmp_path / "all.zip", with_key=False)
    assert key.strip() not in made.file.read_bytes() and not made.manifest.has_key
    with zipfile.ZipFile(made.file) as archive:
        assert not [name for name in archive.namelist() if "key" in name]
    assert restoring.restore(made.file, replace=True).kept_key, "here it still is"
    assert filled.state()["problems"] == []
    there = elsewhere()
    assert restoring.restore(made.file).lacks_key
    assert any("secret" in one.what for one in records.verify())
    (there.folder / "records" / "rounding.key").write_bytes(key)
    assert records.verify() == []


def test_what_is_there_is_moved_aside_and_only_when_asked(whole: Home, tmp_path: Path) -> None:
    made = making.make(tmp_path / "all.zip")
    before = filled.state()
    records.append("event", {**SAWMILL, "title": "Later"}, by="local")
    with pytest.raises(SeutukuvaError, match="--replace"):
        restoring.restore(made.file)
    assert records.latest_seq() == 6
    if whole.url:
        with pytest.raises(SeutukuvaError, match="holds entries already"):
            restoring.restore(made.file, replace=True)
        assert records.latest_seq() == 6 and records.verify() == []
        return
    whole.opened_anew()
    aside = restoring.restore(made.file, replace=True).aside
    assert filled.state() == before
    assert aside and (aside / "records" / "log.sqlite").exists()
    assert {one.name for one in whole.folder.glob("re*")} >= {aside.name, "records"}
    assert not list(whole.folder.glob("restoring*"))


@in_a_file
def test_who_was_deleted_since_does_not_come_back(whole: Home, tmp_path: Path) -> None:
    made = making.make(tmp_path / "all.zip")
    [batch] = batches.standing()
    contacts.forget(batch)
    with beside.writing(people.metadata) as connection:
        connection.execute(people.person_table.delete())
    restoring.restore(made.file, replace=True)
    assert contacts.names() == [] and filled.persons() == []
    # Nothing is known of another log's persons: its backup is restored as it is.
    for file in place.file().parent.glob("log.sqlite*"):
        file.unlink()
    place.witness_file().unlink()
    records.append("event", SAWMILL, by="local")
    restoring.restore(made.file, replace=True)
    assert contacts.names() == ["Maija"]


@in_a_file
def test_whoever_was_signed_in_signs_in_again(whole: Home, elsewhere: Go, tmp_path: Path) -> None:
    """A sign-out that is younger than the backup is not in it."""
    assert _ends() == set()
    with beside.writing(people.metadata) as connection:
        row = {"id": "s", "person_id": filled.PERSON, "began_at": 1, "last_used_at": 1}
        connection.execute(people.sign_in_table.insert().values(**row, ended_at=0))
    made = making.make(tmp_path / "all.zip")
    elsewhere()
    restoring.restore(made.file)
    assert _ends() == {sessions.EVERYONE}


def _ends() -> set[str]:
    with beside.writing(people.metadata) as connection:
        return set(connection.execute(people.session_end_table.select()).scalars())


@in_a_file
def test_what_was_emptied_since_does_not_come_back(whole: Home, tmp_path: Path) -> None:
    made = making.make(tmp_path / "all.zip")
    emptying.empty([2], by="local", cause="request", why="Asked for.", source="test")
    assert records.since(1)[0].body_text is None
    restoring.restore(made.file, replace=True)
    assert records.since(1)[0].body_text is None and records.verify() == []
    assert records.since(0)[0].body_text is not None


@in_a_file
def test_what_comes_behind_the_last_step_is_done_too_when_it_was_stopped(
    whole: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with beside.writing(people.metadata) as connection:
        row = {"id": "s", "person_id": filled.PERSON, "began_at": 1, "last_used_at": 1}
        connection.execute(people.sign_in_table.insert().values(**row, ended_at=0))
    made = making.make(tmp_path / "all.zip")
    emptying.empty([2], by="local", cause="request", why="Asked for.", source="test")
    delete_again = restoring._delete_again

    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_delete_again", stopped)
    with pytest.raises(KeyboardInterrupt):
        restoring.restore(made.file, replace=True)
    assert records.since(1)[0].body_text is not None and _ends() == set()
    monkeypatch.setattr(restoring, "_delete_again", delete_again)
    assert cli.main(["status"]) == 0
    assert records.since(1)[0].body_text is None and _ends() == {sessions.EVERYONE}
    assert not restoring.finish() and records.verify() == []


@in_a_file
def test_a_new_machine_is_told_what_was_deleted_by_the_note_of_it(
    whole: Home, elsewhere: Go, tmp_path: Path
) -> None:
    made = making.make(tmp_path / "all.zip")
    emptying.empty([2], by="local", cause="request", why="Asked for.", source="test")
    note = emptying.deleted_file().read_bytes()
    elsewhere()
    emptying.deleted_file().parent.mkdir()
    emptying.deleted_file().write_bytes(note)
    assert restoring.restore(made.file).aside is None
    assert [one.body_text is None for one in records.since(0)[:3]] == [False, True, False]
    assert records.verify() == []


@in_a_file
def test_what_a_killed_restore_has_unpacked_goes_with_the_next_command(home: Home) -> None:
    left = home.folder / "restoring-20261123T020000Z-0a1b2c3d"
    (left / "records").mkdir(parents=True)
    with presence.alone():  # it is still at work
        assert not restoring.finish()
        assert left.exists()
    assert not restoring.finish()
    assert not left.exists()


@in_a_file
def test_what_was_deleted_is_known_from_the_log_where_its_note_was_lost(
    whole: Home, tmp_path: Path
) -> None:
    made = making.make(tmp_path / "all.zip")
    emptying.empty([2], by="local", cause="request", why="Asked for.", source="test")
    emptying.deleted_file().unlink()
    restoring.restore(made.file, replace=True)
    assert [one.body_text is None for one in records.since(0)[:3]] == [False, True, False]
    assert records.verify() == []


def test_files_deleted_for_good_are_in_no_later_backup(whole: Home, tmp_path: Path) -> None:
    [id] = batches.standing()
    earlier = making.make(tmp_path / "earlier.zip").manifest
    batches.withdraw(id, by="local", reason="x")
    withdrawn = making.make(tmp_path / "withdrawn.zip").manifest
    purging.purge(id, by="local", reason="a firm asked for it")
    purged = making.make(tmp_path / "purged.zip").manifest
    counts = [
        sum(name.startswith("records/batches/") for name in one.files)
        for one in (earlier, withdrawn, purged)
    ]
    assert counts == [4, 4, 0] and purged.problems == ()


@in_a_file
def test_what_was_damaged_before_is_backed_up_and_told(
    whole: Home, elsewhere: Go, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole.tamper("update rec_log set recorded_by = 'other' where seq = 2")
    [file] = settings.batches_folder().glob("*.words.parquet")
    file.write_bytes(b"other")
    version = settings.build_folder() / "seutukuva-20261001T060000Z-1a2b3c4d.duckdb"
    version.write_bytes(b"other")
    capsys.readouterr()
    assert cli.main(["backup", str(tmp_path / "all.zip"), "--json"]) == cli.REFUSED
    told = json.loads(capsys.readouterr().out)["problems"]
    assert any("row 2" in one for one in told)
    assert any(file.name in one for one in told) and any(version.name in one for one in told)
    elsewhere()
    assert cli.main(["restore", str(tmp_path / "all.zip")]) == cli.REFUSED
    assert "damaged already" in capsys.readouterr().out
    assert {one.seq for one in records.verify()} >= {2}


@in_a_file
def test_nothing_was_ever_entered(home: Home, elsewhere: Go, tmp_path: Path) -> None:
    filled.publish(home.folder)
    made = making.make(tmp_path)
    assert made.file.parent == tmp_path and made.manifest.log_seq == 0
    there = elsewhere()
    restoring.restore(made.file)
    assert not place.file().exists() and records.verify() == []
    assert (there.folder / "build" / "current.json").exists()


@in_a_file
def test_a_log_that_is_gone_is_not_backed_up_as_none(whole: Home, tmp_path: Path) -> None:
    for file in place.file().parent.glob("log.sqlite*"):
        file.unlink()
    with pytest.raises(SeutukuvaError, match="removed"):
        making.make(tmp_path / "all.zip")
    assert not list(tmp_path.glob("*.zip"))


@in_a_file
def test_a_backup_never_replaces_one(whole: Home, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(b"kept")
    for target, said in (("all.zip", "already"), ("all.tar", ".zip"), ("none/all.zip", "there")):
        with pytest.raises(SeutukuvaError, match=said):
            making.make(tmp_path / target)
    assert (tmp_path / "all.zip").read_bytes() == b"kept"


@in_a_file
def test_nobody_restores_under_a_running_server(whole: Home, tmp_path: Path) -> None:
    made = making.make(tmp_path / "all.zip")
    code = "from seutukuva import presence as p; p.serve(); print(1, flush=True); input()"
    server = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env=whole.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdout and server.stdout.readline() == b"1\n"
    try:
        with pytest.raises(SeutukuvaError, match="server is running"):
            restoring.restore(made.file, replace=True)
        assert making.make(tmp_path / "two.zip").manifest.problems == (), "backups are made"
    finally:
        server.communicate(b"\n")
    with presence.alone(), pytest.raises(SeutukuvaError, match="being restored"):
        presence.serve()


@pytest.mark.parametrize("done", range(4))
@in_a_file
def test_a_restore_that_was_stopped_at_its_last_step_is_completed(
    whole: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    made = making.make(tmp_path / "all.zip")
    before = filled.state()
    records.append("event", {**SAWMILL, "title": "Later"}, by="local")
    whole.opened_anew()
    renames, rename = 0, Path.rename

    def stopped(self: Path, target: Path) -> Path:
        nonlocal renames
        if target.parent.name.startswith("replaced-") or target.parent == whole.folder:
            renames += 1
            if renames > done:
                raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        restoring.restore(made.file, replace=True)
    monkeypatch.setattr(Path, "rename", rename)
    assert (whole.folder / restoring.NOTE).exists()
    if done == 2:
        etl._complete_restore()  # as a server does at its start
    else:
        assert cli.main(["status"]) == 0  # as any command does
    assert not restoring.finish(), "it is done"
    assert filled.state() == before
    assert {one.name.partition("-")[0] for one in whole.folder.iterdir()} == {
        *("build", "raw", "records", "inbox", "replaced", "all.zip")
    }


@in_a_file
def test_a_folder_that_cannot_be_moved_is_told_before_anything_is(
    whole: Home, elsewhere: Go, tmp_path: Path
) -> None:
    made = making.make(tmp_path / "all.zip")
    there = elsewhere()
    (there.folder / "raw").symlink_to(tmp_path)
    with pytest.raises(SeutukuvaError, match="cannot be moved aside"):
        restoring.restore(made.file)
    assert not list(there.folder.glob("re[sp]*"))


def test_every_table_of_the_program_is_in_a_backup() -> None:
    """A table that somebody adds to the log's database has to be named for the copy."""
    import ast

    named = set()
    for source in sorted((REPOSITORY / "seutukuva").rglob("*.py")):
        text = source.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if re.search(r"Table\(|head_table\(", text) else ():
            if not isinstance(node, ast.Call) or not node.args:
                continue
            is_table = ast.unparse(node.func) in ("Table", "chains.head_table")
            if is_table and isinstance(node.args[0], ast.Constant):
                named.add(node.args[0].value)
    assert {"rec_log", "rec_head", "aud_head"} <= named and named == set(copying.tables())


@in_a_file
def test_the_manifest_names_every_file_with_its_hash(whole: Home, tmp_path: Path) -> None:
    made = making.make(tmp_path / "all.zip")
    with zipfile.ZipFile(made.file) as archive:
        assert {*made.manifest.files, MANIFEST} == set(archive.namelist())
    with opened(made.file) as again:
        assert again.manifest == made.manifest
