"""Whatever is done to the log past its rules is found, and named by its row."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from etl import cli
from seutukuva import records, texts
from seutukuva.records import place
from seutukuva.records.entries import EMPTY, canonical, fingerprint
from tests.conftest import REPOSITORY
from tests.records.conftest import SAWMILL, Home

ROWS = 6


@pytest.fixture
def written(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    texts.use("en")
    for number in range(ROWS):
        records.append("event", {**SAWMILL, "title": f"Event {number}"}, by="local")
    yield home
    texts.use(texts.DEFAULT)


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
    written.tamper(
        f"delete from rec_log where seq > {last.seq}",
        f"update rec_head set seq = {last.seq}, chain_hash = '{last.chain_hash}'",
    )
    status, problems = found(capsys)
    assert status == 1
    assert list(problems) == [f"row {last.seq + 1}"]
    assert place.WITNESS in problems[f"row {last.seq + 1}"]


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
    place.witness_file().unlink()
    assert found(capsys)[1] == {records.address(): ""}


def test_a_removed_log_is_missed(written: Home, capsys: pytest.CaptureFixture[str]) -> None:
    if written.url:
        written.tamper("drop table rec_log", "drop table rec_head", rules=True)
        for one in _open_logs():
            one._is_set_up = False
    else:
        for one in _open_logs():
            one._engine.dispose()
            one._is_set_up = False
        for file in place.file().parent.glob("log.sqlite*"):
            file.unlink()
    assert list(found(capsys)[1]) == ["row 1"]


def _open_logs() -> list[object]:
    from seutukuva.records import log

    return list(log._logs.values())


def test_a_damaged_kept_row_is_told(written: Home, capsys: pytest.CaptureFixture[str]) -> None:
    place.witness_file().write_text("{", encoding="utf-8")
    status, problems = found(capsys)
    assert status == 1 and place.WITNESS in problems["row 0"]


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


@pytest.mark.parametrize("address", ["mysql://x/y", "what is this", "postgres//x"])
def test_a_wrong_address_says_what_to_write(
    home: Home, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATABASE", address)
    with pytest.raises(records.RecordsError, match="postgresql://user") as caught:
        records.head()
    assert address not in str(caught.value)
