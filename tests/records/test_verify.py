"""Whatever is done to the log past its rules is found, and named by its row."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from etl import cli
from seutukuva import records
from seutukuva.records import place
from seutukuva.records.entries import EMPTY, canonical, fingerprint
from tests.conftest import REPOSITORY
from tests.records.conftest import SAWMILL, Home

pytestmark = pytest.mark.slow

ROWS = 6


@pytest.fixture
def written(home: Home, in_english: None) -> Home:
    for number in range(ROWS):
        records.append("event", {**SAWMILL, "title": f"Event {number}"}, by="local")
    return home


def found(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, str]]:
    """Exit status of ``verify`` and what it says of the log, by name."""
    capsys.readouterr()
    status = cli.main(["verify", "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return status, {one["name"]: one["problem"] for one in findings if one["kind"] == "log"}


@pytest.mark.parametrize(
    ("statement", "row", "said"),
    [
        ('update rec_log set body = \'{"title":"x"}\' where seq = 3', 3, "body"),
        ("update rec_log set body = null where seq = 3", 3, "emptied"),
        ("update rec_log set recorded_by = 'other' where seq = 3", 3, "chain"),
        ("update rec_log set recorded_at = '2020' where seq = 3", 3, "chain"),
        ("update rec_log set id = 'other' where seq = 3", 3, "chain"),
        ("update rec_log set kind = 'other' where seq = 3", 3, "chain"),
        ("update rec_log set programme = 'other' where seq = 3", 3, "chain"),
        ("update rec_log set source = 'other' where seq = 3", 3, "chain"),
        ("delete from rec_log where seq = 1", 1, "removed"),
        ("delete from rec_log where seq = 3", 3, "removed"),
        ("delete from rec_log where seq in (3, 4)", 3, "3 to 4"),
        (f"delete from rec_log where seq = {ROWS}", ROWS, "removed"),
        ("delete from rec_log", 1, f"1 to {ROWS}"),
        ("delete from rec_head", ROWS, "note"),
        ("update rec_head set chain_hash = 'x'", ROWS, "newest"),
    ],
)
def test_what_was_changed_is_found(
    written: Home, capsys: pytest.CaptureFixture[str], statement: str, row: int, said: str
) -> None:
    assert found(capsys)[1] == {records.address(): ""}
    written.tamper(statement)
    status, problems = found(capsys)
    assert status == 1
    assert list(problems) == [f"row {row}"]
    assert said in problems[f"row {row}"]


def test_a_row_rewritten_with_its_hashes_breaks_the_chain_behind_it(
    written: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    before, row = records.since(1)[:2]
    body = canonical({**row.body, "title": "Rewritten"})
    forged = type(row)(**{**_fields(row), "body_text": body, "body_hash": fingerprint(body)})
    link = forged.link(before.chain_hash)
    written.tamper(
        f"update rec_log set body = '{body}', body_hash = '{forged.body_hash}', "
        f"chain_hash = '{link}' where seq = 3"
    )
    _status, problems = found(capsys)
    assert list(problems) == ["row 4"] and "chain" in problems["row 4"]


def _fields(row: records.Entry) -> dict[str, object]:
    return {name: getattr(row, name) for name in type(row).__slots__}


def test_an_end_cut_off_with_the_head_is_missed_by_the_kept_row(
    written: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    last = records.since(0)[ROWS - 3]
    written.cut_off(last)
    status, problems = found(capsys)
    assert status == 1
    assert list(problems) == [f"row {last.seq + 1}"]
    assert str(written.witness) in problems[f"row {last.seq + 1}"]


def test_what_is_written_later_does_not_hide_that_the_end_was_cut_off(
    written: Home, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    kept = written.witness.read_text(encoding="utf-8")
    written.cut_off(records.since(0)[ROWS - 3])
    for number in range(4):
        records.append("event", {**SAWMILL, "title": f"Later {number}"}, by="local")
        status, problems = found(capsys)
        assert status == 1 and len(problems) == 1
        assert str(written.witness) in "".join(problems.values())
    assert list(problems) == [f"row {ROWS}"], "the row is there again, and is another one"
    assert written.witness.read_text(encoding="utf-8") == kept
    assert f"names row {ROWS}" in caplog.text and "etl verify" in caplog.text


def test_the_kept_row_is_not_set_back_by_a_slower_writer(
    written: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    testify, slow = place.testify, threading.Event()

    def slowly(*given: Any) -> None:
        if not slow.is_set():
            slow.set()
            time.sleep(0.3)
        testify(*given)

    monkeypatch.setattr(place, "testify", slowly)
    with ThreadPoolExecutor(1) as other:
        slower = other.submit(records.append, "event", {**SAWMILL, "title": "Slower"}, by="one")
        assert slow.wait(5)
        records.append("event", {**SAWMILL, "title": "Faster"}, by="two")
        slower.result()
    assert place.testimony(written.witness) == records.head()


def test_the_rows_of_one_log_say_nothing_of_another(
    written: Home,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATABASE", f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert found(capsys)[1] == {}
    records.append("event", SAWMILL, by="local")
    assert found(capsys)[1] == {records.address(): ""}
    monkeypatch.setenv("SEUTUKUVA_DATABASE", written.url)
    written.cut_off(records.since(0)[0])
    assert list(found(capsys)[1]) == ["row 2"], "the other log has not taken the evidence along"


def test_another_user_or_setting_of_the_same_database_is_the_same_log(
    written: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not written.url:
        pytest.skip("a file has neither")
    written.cut_off(records.since(0)[0])
    monkeypatch.setenv("SEUTUKUVA_DATABASE", f"{written.url}&connect_timeout=7&user=postgres")
    assert list(found(capsys)[1]) == ["row 2"]


def test_the_kept_row_moves_with_the_folder(
    written: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if written.url:
        pytest.skip("a database stays where it is")
    written.cut_off(records.since(0)[0])
    moved = written.folder.with_name("moved elsewhere")
    written.folder.rename(moved)
    monkeypatch.setenv("SEUTUKUVA_DATA", str(moved))
    assert list(found(capsys)[1]) == ["row 2"]


def test_a_log_rewritten_as_a_whole_is_known_by_the_kept_row(
    written: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    # Another author in every row, and a chain that fits.
    link, statements = EMPTY.chain_hash, []
    for row in records.since(0):
        link = type(row)(**{**_fields(row), "recorded_by": "other"}).link(link)
        statements.append(
            f"update rec_log set recorded_by = 'other', chain_hash = '{link}' where seq = {row.seq}"
        )
    written.tamper(*statements, f"update rec_head set chain_hash = '{link}'")
    assert list(found(capsys)[1]) == [f"row {ROWS}"]
    # What cannot be found: the same by somebody who also writes the file.
    written.witness.unlink()
    assert found(capsys)[1] == {records.address(): ""}


@pytest.mark.parametrize("number", [0, -3])
def test_a_row_put_in_before_the_first_is_found_and_not_read(
    written: Home, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    first = records.since(0)[0]
    columns = "id, kind, programme, '{}', body_hash, '" + EMPTY.chain_hash + "', recorded_at"
    put_in = (
        f"insert into rec_log select {number}, {columns}, recorded_by, source "
        "from rec_log where seq = 1"
    )
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        written.tamper(put_in)
    if written.url:
        written.tamper("alter table rec_log drop constraint rec_log_seq_check", put_in)
    else:
        written.tamper("pragma ignore_check_constraints = on", put_in)
    status, problems = found(capsys)
    assert status == 1
    assert list(problems) == [f"row {number}"] and "put in" in problems[f"row {number}"]
    assert records.history(first.id) == [first] and len(records.since(-9)) == ROWS


@pytest.mark.parametrize(
    ("statement", "row", "said"),
    [
        ("update rec_log set body = x'00ff' where seq = 3", 3, "body"),
        ("update rec_log set body = cast(x'ff41' as text) where seq = 3", 3, "body"),
        ("update rec_log set recorded_by = x'00ff' where seq = 3", 3, "chain"),
        ("update rec_log set recorded_by = cast(x'ff' as text) where seq = 3", 3, "chain"),
        (f"update rec_log set seq = 'x' where seq = {ROWS}", ROWS, "put in"),
        ("update rec_head set seq = 'x'", ROWS, "note"),
    ],
)
def test_what_is_no_text_or_number_is_named_by_its_row(
    written: Home, capsys: pytest.CaptureFixture[str], statement: str, row: int, said: str
) -> None:
    if written.url:
        pytest.skip("PostgreSQL keeps the types of its columns")
    written.tamper(statement)
    status, problems = found(capsys)
    assert status == 1 and list(problems)[0] == f"row {row}"
    assert said in records.verify()[0].what


def test_a_removed_log_is_missed(written: Home, capsys: pytest.CaptureFixture[str]) -> None:
    if written.url:
        written.tamper("drop table rec_log", "drop table rec_head", rules=True)
        written.opened_anew()
    else:
        for file in place.file().parent.glob("log.sqlite*"):
            file.unlink()
    assert list(found(capsys)[1]) == ["row 1"]


def test_a_damaged_kept_row_is_told(written: Home, capsys: pytest.CaptureFixture[str]) -> None:
    written.witness.write_text("{", encoding="utf-8")
    status, problems = found(capsys)
    assert status == 1 and str(written.witness) in problems["row 0"]
    records.append("event", SAWMILL, by="local")
    assert found(capsys)[1] == problems, "nobody knows what it named"


def test_the_command_names_the_row_for_people(written: Home) -> None:
    written.tamper("update rec_log set body = '{}' where seq = 2")
    done = subprocess.run(
        [sys.executable, "-m", "etl", "verify"],
        cwd=REPOSITORY,
        env=written.environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "log row 2: its body has been changed" in done.stdout


def test_status_says_where_the_log_is(written: Home, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["status"]) == 0
    said = capsys.readouterr().out
    assert records.address() in said and records.head().chain_hash in said
    assert cli.main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["log"]["rows"] == ROWS


def test_status_without_a_log(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["log"]["rows"] == 0
    assert cli.main(["status"]) == 0
    assert records.address() in capsys.readouterr().out


def test_a_password_is_not_printed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATABASE", "postgresql://user:secret@localhost:1/nowhere")
    assert "secret" not in records.address()
    with pytest.raises(records.RecordsError) as caught:
        records.head()
    assert "secret" not in str(caught.value) and "SEUTUKUVA_DATABASE" in str(caught.value)


def test_a_secret_of_the_address_is_neither_printed_nor_kept(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "postgresql://user@localhost/nowhere?port=1&password=secret&sslpassword=secret"
    monkeypatch.setenv("SEUTUKUVA_DATABASE", address)
    assert "port=1" in records.address() and "secret" not in records.address()


@pytest.mark.parametrize("address", ["mysql://x/y", "what is this", "postgres//x"])
def test_a_wrong_address_says_what_to_write(
    home: Home, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATABASE", address)
    with pytest.raises(records.RecordsError, match="postgresql://user") as caught:
        records.head()
    assert address not in str(caught.value)
