"""``python -m etl import interviews``: a messy file from the command line to the log."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from etl import cli
from etl.interviews import importing
from etl.lines import printable
from seutukuva import intake, settings, texts
from seutukuva.errors import RecordsError
from seutukuva.records import batches
from tests.conftest import REPOSITORY, SHARED

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow

HEADINGS = [
    *("Y-tunnus", "Yrityksen nimi", "Kunta", "Toimiala", "Henkilöstön määrä"),
    *("Haastattelupäivä", "Suostumus", "Liikevaihto 12 kk", "Yhteyshenkilö", "Tärkein haaste"),
]
GOOD = [
    *("2077474-0", "Eka Oy", "Saarijärvi", "41200", 12, "5.10.2026", "Kyllä", "kasvaa"),
    *("Maija Merihelmi", "Soita Maija Merihelmelle 040 123 4567"),
]
MAP = """
[columns]
"Liikevaihto 12 kk" = "turnover_outlook"

[labels.turnover_outlook]
"nousussa" = "better"
"""
KEYS = {"read", "stored", "refused", "problems", "batch"}


def changed(**cells: Any) -> list[Any]:
    """The good row of another firm."""
    return [cells.get(heading, cell) for heading, cell in zip(HEADINGS, GOOD, strict=True)]


MESSY = [
    GOOD,
    changed(**{"Y-tunnus": "2077474-1"}),
    changed(**{"Y-tunnus": "1074350-2", "Kunta": "Sarijärvi"}),
    changed(**{"Y-tunnus": "1046216-1", "Toimiala": "Q", "Yhteyshenkilö": "Tauno Tuuli"}),
    [None] * len(HEADINGS),
    changed(**{"Y-tunnus": "0109862-8", "Suostumus": "Ei"}),
    changed(**{"Y-tunnus": "0116323-1", "Kunta": "729", "Tärkein haaste": "=1+1"}),
]


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    yield
    texts.use(texts.DEFAULT)


def workbook(file: Path, rows: list[list[Any]]) -> Path:
    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Vastaukset")
        for number, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(number, 0, row)
    return file


@pytest.fixture
def messy(tmp_path) -> Path:
    return workbook(tmp_path / "messy.xlsx", MESSY)


def told(capsys, *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    status = cli.main(["import", "interviews", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def data(capsys, *arguments: object) -> tuple[int, dict[str, Any]]:
    status, out, _err = told(capsys, "--json", *arguments)
    return status, json.loads(out)


def nothing_is_stored() -> bool:
    inbox, kept = settings.inbox_folder(), settings.batches_folder()
    left = [*inbox.glob("*"), *kept.glob("*.parquet")]
    return batches.standing() == {} and left == []


def test_a_messy_file(messy, capsys) -> None:
    status, found = data(capsys, messy, "--yes", "--wave", "2026-10", "--organisation", "ssyp")
    assert status == 0 and set(found) >= KEYS
    assert (found["read"], found["stored"], found["refused"]) == (6, 3, 3)
    errors = [
        (one["row"], one["column"], one["code"])
        for one in found["problems"]
        if one["severity"] == "error"
    ]
    assert errors == [
        (3, "A", "business_id_digit"),
        (4, "C", "municipality_unknown"),
        (7, "G", "consent_refused"),
    ]
    assert all(one["message"] and "value" in one for one in found["problems"])
    [entry] = batches.standing().values()
    assert entry.body["batch"] == found["batch"]
    assert (entry.body["wave"], entry.body["organisation"]) == ("2026-10", "SSYP")
    assert (entry.body["responses"], entry.body["refused"]) == (3, 3)
    assert not list(settings.inbox_folder().glob("*"))


def test_the_round_follows_from_the_days(messy, capsys) -> None:
    _status, found = data(capsys, messy, "--dry-run")
    assert found["wave"] == "2026-10"
    _status, found = data(capsys, messy, "--dry-run", "--wave", "2025-04")
    assert found["wave"] == "2025-04"


@pytest.mark.slow
def test_the_same_file_once_more_changes_nothing(messy, capsys) -> None:
    _status, found = data(capsys, messy, "--yes", "--wave", "2026-10", "--organisation", "ssyp")
    [entry] = batches.standing().values()
    status, again = data(capsys, messy, "--yes", "--wave", "2026-10", "--organisation", "SSYP")
    assert (status, again["already"], again["batch"]) == (0, True, found["batch"])
    assert [one.seq for one in batches.standing().values()] == [entry.seq]


@pytest.mark.slow
def test_no_person_is_in_what_is_printed(messy, capsys) -> None:
    for options in (("--json",), ()):
        _status, out, err = told(capsys, messy, "--dry-run", *options)
        for personal in ("Merihelm", "Tauno", "123 4567"):
            assert personal not in out + err


@pytest.mark.slow
def test_a_dry_run_stores_nothing(messy, capsys) -> None:
    status, found = data(capsys, messy, "--dry-run")
    assert (status, found["dry_run"], found["stored"], found["refused"]) == (0, True, 3, 3)
    assert nothing_is_stored()


@pytest.mark.slow
def test_warnings_need_a_yes(messy, capsys) -> None:
    status, out, err = told(capsys, messy)
    assert status == 1 and "Nothing stored" in out
    assert "nobody has accepted" in err
    assert nothing_is_stored()


@pytest.mark.slow
def test_what_people_read(messy, capsys) -> None:
    status, out, err = told(capsys, messy, "--yes", "--wave", "2026-10")
    assert (status, err) == (0, "")
    assert "messy.xlsx: rows read: 6; columns that answer a question: 10 of 10" in out
    assert "Interviews stored: 3; rows refused: 3" in out
    assert "Error: row 4 C “Kunta” There is no municipality “Sarijärvi”." in out
    assert "October 2026" in out.replace("\xa0", " ")


@pytest.mark.slow
def test_a_map_says_what_columns_and_labels_mean(tmp_path, capsys) -> None:
    file = workbook(tmp_path / "a.xlsx", [changed(**{"Liikevaihto 12 kk": "nousussa"})])
    map_file = tmp_path / "map.toml"
    map_file.write_text(MAP.replace("better", "up?"), encoding="utf-8")
    status, found = data(capsys, file, "--map", map_file, "--dry-run")
    assert status == 1 and "up?" in found["error"]["what"]
    form = cli.definitions.load().questionnaires["company_interview"]
    option = next(iter(form.questions["turnover_outlook"].options))
    map_file.write_text(MAP.replace("better", option), encoding="utf-8")
    status, found = data(capsys, file, "--map", map_file, "--wave", "2026-10")
    assert (status, found["stored"], found["warnings"]) == (0, 1, 0), found["problems"]
    assert "answer_unknown" not in found["by_code"]


def test_a_map_that_cannot_be_read(messy, tmp_path, capsys) -> None:
    status, found = data(capsys, messy, "--map", tmp_path / "absent.toml")
    assert status == 1 and found["problems"][0]["code"] == "file_refused"
    assert nothing_is_stored()


def word_document(file: Path) -> None:
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))


def html(file: Path) -> None:
    file.write_text("<!DOCTYPE html><html><table><tr><td>Y-tunnus</td></tr></table></html>")


def empty(file: Path) -> None:
    file.write_bytes(b"")


def headings_alone(file: Path) -> None:
    workbook(file, [])


def too_large(file: Path) -> None:
    with file.open("wb") as handle:
        handle.truncate(intake.MAX_BYTES + 1)


def absent(file: Path) -> None:
    file.unlink(missing_ok=True)


@pytest.mark.parametrize(
    "make",
    [
        *(word_document, html, empty, too_large, absent),
        pytest.param(headings_alone, marks=pytest.mark.slow),
    ],
)
def test_a_file_that_cannot_be_taken(make, tmp_path, capsys) -> None:
    file = tmp_path / "answers.xls"
    make(file)
    status, found = data(capsys, file)
    assert status == 1 and set(found) >= KEYS
    assert (found["read"], found["stored"], found["batch"]) == (0, 0, None)
    [problem] = found["problems"]
    assert problem["code"] == "file_refused" and len(problem["message"]) > 20
    assert found["error"]["todo"]
    assert nothing_is_stored()


@pytest.mark.parametrize(
    "name",
    [
        *("encrypted_password.xlsx", "encrypted_password.xls", "corrupt.xls"),
        pytest.param("macro.xlsm", marks=pytest.mark.slow),
    ],
)
def test_odd_files_end_in_a_sentence(name, capsys) -> None:
    file = SHARED / "data" / "sheets" / name
    if not file.exists():
        pytest.skip("the shared sheets are not here")
    status, found = data(capsys, file, "--dry-run")
    assert found["problems"] and all(one["message"] for one in found["problems"])
    if name.startswith("encrypted"):
        assert status == 1 and "password" in found["error"]["what"].lower()
    assert nothing_is_stored()


def test_a_file_that_changes_while_it_is_read(messy, capsys, monkeypatch) -> None:
    taken = Path.read_bytes

    def read_and_change(file: Path) -> bytes:
        content = taken(file)
        if file == messy:
            workbook(file, MESSY[:1])
        return content

    monkeypatch.setattr(Path, "read_bytes", read_and_change)
    status, found = data(capsys, messy, "--yes")
    assert status == 1 and "changed while" in found["error"]["what"]
    assert nothing_is_stored()


@pytest.mark.slow
def test_a_file_that_changes_while_it_is_checked(messy, capsys, monkeypatch) -> None:
    steps = importing.intake.steps

    def steps_and_change(upload_id: str, names: Sequence[str]) -> dict[str, Any]:
        def tell(step: str, _share: float, doing: str) -> None:
            if (step, doing) == ("inspect", "done"):
                workbook(messy, MESSY[:1])

        return steps(upload_id, names, tell)

    monkeypatch.setattr(importing.intake, "steps", steps_and_change)
    status, found = data(capsys, messy, "--yes")
    assert status == 1 and "changed while" in found["error"]["what"]
    assert nothing_is_stored()


@pytest.mark.parametrize("option", ["--sheet", "--header-row"])
@pytest.mark.parametrize("number", ["0", "-1", "²", "x"])
def test_sheets_and_rows_are_counted_from_one(messy, option, number, capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["import", "interviews", str(messy), f"{option}={number}"])
    assert caught.value.code == 2
    assert "not a whole number from 1" in capsys.readouterr().err


def test_a_map_that_cannot_be_kept_does_not_undo_what_is_stored(
    messy, tmp_path, capsys, monkeypatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise RecordsError("the log cannot be written")

    monkeypatch.setattr(importing.remembering, "remember", full)
    told_so = tmp_path / "map.toml"
    told_so.write_text(MAP.partition("[labels")[0], encoding="utf-8")
    status, found = data(capsys, messy, "--yes", "--map", told_so)
    assert status == 0 and found["ok"] and found["stored"] == 3, found
    assert found["not_remembered"]["what"] == "the log cannot be written"
    assert len(batches.standing()) == 1
    _status, out, _err = told(capsys, messy, "--yes", "--map", told_so)
    assert "was not kept for the next file: the log cannot be written" in out


def test_what_a_file_says_gives_no_orders_to_a_terminal(tmp_path, capsys) -> None:
    red = "\x1b[31mSaari\u202ejärvi\x07"
    file = tmp_path / "vastaukset.csv"
    rows = [[*HEADINGS, red], [*changed(Kunta=red), "x"]]
    file.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    _status, out, err = told(capsys, file, "--dry-run")
    assert "[31mSaari" in out
    assert not {"\x1b", "\u202e", "\x07"} & set(out + err)
    assert "\u00a0" in printable("12\u00a0345\n") and "\n" in printable("a\n")


@pytest.mark.slow
def test_two_at_once_both_are_stored(tmp_path, capsys) -> None:
    files = [
        workbook(tmp_path / f"{n}.xlsx", [changed(**{"Y-tunnus": business_id})])
        for n, business_id in enumerate(("2077474-0", "1074350-2"))
    ]
    states: list[int] = []

    def one(file: Path) -> None:
        arguments = ["import", "interviews", str(file), "--yes", "--json"]
        states.append(cli.main(arguments))

    threads = [threading.Thread(target=one, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    capsys.readouterr()
    assert states == [0, 0]
    assert len(batches.standing()) == 2


@pytest.mark.slow
def test_a_killed_import_leaves_nothing_half_stored(messy, capsys, tmp_path) -> None:
    command = [sys.executable, "-m", "etl", "import", "interviews", str(messy), "--yes", "--json"]
    draw = random.Random(4)
    for _attempt in range(6):
        process = subprocess.Popen(
            command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(draw.uniform(0.3, 6.0))
        process.kill()
        process.wait()
        kept = {file.name.partition(".")[0] for file in settings.batches_folder().glob("*.parquet")}
        for entry in batches.standing().values():
            assert entry.body["batch"] in kept
            assert (
                len(list(settings.batches_folder().glob(f"{entry.body['batch']}.*.parquet"))) == 4
            )
    status, found = data(capsys, messy, "--yes")
    assert status == 0 and found["stored"] == 3
    assert len(batches.standing()) == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--questionnaire", "unknown"),
        ("--wave", "autumn"),
        ("--organisation", "nobody"),
    ],
)
def test_wrong_use(options, messy, capsys) -> None:
    status, out, err = told(capsys, messy, *options)
    assert status == 2 and options[1] in err


def test_a_sheet_that_is_not_there(messy, capsys) -> None:
    status, found = data(capsys, messy, "--sheet", "4")
    assert status == 1 and "4" in found["error"]["what"]
    assert nothing_is_stored()


def test_a_public_server_imports_nothing(messy, capsys, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    status, _out, err = told(capsys, messy, "--yes")
    assert status == 1 and err
    monkeypatch.delenv("SEUTUKUVA_PUBLIC")
    assert nothing_is_stored()
