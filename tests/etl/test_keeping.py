"""The commands for accepted interviews and contact persons."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutukuva import records, settings, texts
from seutukuva.records import batch_files, batches, contacts, purging, salt
from tests.records.tiny_batch import upload
from tests.shell import data, told

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def data_folder(at_own_computer: Path) -> Path:
    return at_own_computer


def test_batches_are_listed_withdrawn_and_brought_back(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data(capsys, "batches") == (0, {"batches": []})
    assert "No interviews" in told(capsys, "batches", "list")[1]
    id = batches.accept(upload(data_folder / "in"), by="local").id
    status, found = data(capsys, "batches")
    assert status == 0 and [one["id"] for one in found["batches"]] == [id]
    said = told(capsys, "batches")[1]
    assert "2026-10, Haastattelut syksy.xlsx, 2 responses (accepted)" in said
    status, said, _err = told(capsys, "batches", "withdraw", id, "--reason", "wrong round")
    assert status == 0 and "(withdrawn: wrong round)" in said
    status, found = data(capsys, "batches", "bring-back", id)
    assert status == 0 and found["batches"][0]["state"] == "brought_back"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("batches", "withdraw"), 2, "which batch"),
        (("batches", "withdraw", "x", "--reason", "x"), 1, "no such batch"),
        (("batches", "bring-back", "x"), 1, "no such batch"),
    ],
)
def test_wrong_use_is_told(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, said: str
) -> None:
    ended, _out, err = told(capsys, *arguments)
    assert ended == status and said in err


def test_a_withdrawal_needs_a_reason(data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    id = batches.accept(upload(data_folder / "in"), by="local").id
    status, _out, err = told(capsys, "batches", "withdraw", id)
    assert status == 1 and "why it is withdrawn" in err


def test_nothing_is_told_where_others_listen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    status, out, err = told(capsys, "batches")
    assert status == 1 and out == "" and "SEUTUKUVA_PUBLIC" in err


def test_contact_persons_are_purged(
    data_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    assert data(capsys, "contacts", "purge") == (0, {"deleted": 0})
    persons = [{"response": 0, "name": "Maija Mallikas"}]
    id = batches.accept(upload(data_folder / "in", contacts=persons), by="local").id
    assert data(capsys, "contacts", "purge") == (0, {"deleted": 0})
    contacts.keep(id, persons, dt.date.today())
    assert "1 contact person was deleted." in told(capsys, "contacts", "purge")[1]


def test_a_contact_person_is_found_and_deleted(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    assert "No contact person" in told(capsys, "contacts", "list", "--reason", "a request")[1]
    person = {"response": 0, "name": "Maija Mallikas", "phone": "040 123 4567"}
    batches.accept(upload(data_folder / "in", contacts=[person]), by="local")
    before = records.latest_seq()
    assert told(capsys, "contacts", "list")[0] == 1, "a look needs a reason"
    status, said, _err = told(capsys, "contacts", "list", "--reason", "a request")
    assert status == 0 and "Maija Mallikas · 040 123 4567" in said
    assert [one.kind for one in records.since(before)] == ["contact_view"]
    [one] = data(capsys, "contacts", "list", "--reason", "a request")[1]["contacts"]
    assert told(capsys, "contacts", "delete")[0] == 2
    assert data(capsys, "contacts", "delete", one["id"]) == (0, {"deleted": 1})
    assert data(capsys, "contacts", "delete", one["id"]) == (1, {"deleted": 0})
    assert b"Mallikas" not in (data_folder / "records" / "log.sqlite").read_bytes()


def test_what_a_firm_has_told_is_really_deleted(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    id = batches.accept(upload(data_folder / "in"), by="local").id
    files = settings.batches_folder()
    assert told(capsys, "batches", "purge", id, "--reason", "a firm asked")[0] == 1
    assert len(list(files.glob("*.parquet"))) == 4, "only withdrawn ones go"
    batches.withdraw(id, by="local", reason="a firm asked")
    assert told(capsys, "batches", "purge", id)[0] == 1, "no reason"
    assert told(capsys, "batches", "purge", id, "--reason", "kysy 040 123 4567")[0] == 1
    assert len(list(files.glob("*.parquet"))) == 4
    status, said, _err = told(capsys, "batches", "purge", id, "--reason", "a firm asked")
    assert status == 0 and "4 files were deleted" in said and "withdraw all of them first" in said
    assert list(files.glob("*.parquet")) == [] and records.verify() == []
    assert records.history(id)[0].body["files"], "their hashes stay"
    again = data(capsys, "batches", "purge", id, "--reason", "a firm asked")[1]
    assert again["batches"][0]["deleted_files"] == 0
    assert told(capsys, "batches", "bring-back", id)[0] == 1
    batches.accept(upload(data_folder / "in"), by="local")
    assert records.verify() == [] and len(list(files.glob("*.parquet"))) == 4
    next(files.glob("*.raw.parquet")).unlink()
    assert len(records.verify()) == 1, "what counts again must be there"


def test_a_lost_secret_is_told_and_made_anew_on_purpose(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = salt.read()
    assert told(capsys, "new-key", "--reason", "the disk broke")[0] == 1
    salt.file().unlink()
    status, said, _err = told(capsys, "verify")
    assert status == 1 and "the secret of the rounding is missing" in said
    status, said, _err = told(capsys, "new-key", "--reason", "the disk broke")
    assert status == 0 and "rounded anew" in said
    assert salt.read() != first and records.verify() == []


def test_a_deletion_that_was_stopped_is_told_and_completed(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = batches.accept(upload(data_folder / "in"), by="local").id
    batches.withdraw(id, by="local", reason="a firm asked")
    with monkeypatch.context() as stopped:
        stopped.setattr(batch_files, "remove", lambda batch: 0)
        purging.purge(id, by="local", reason="a firm asked")
    texts.use("en")
    [problem] = records.verify()
    assert "still there" in problem.what
    assert purging.purge(id, by="local", reason="a firm asked") == 4
    assert records.verify() == []
