"""Files made to do harm: sheets without an end, archives that lie, declared entities."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from etl.interviews.reading import workbooks
from seutukuva import texts
from tests.etl.interviews import making
from tests.etl.interviews.making import HEADINGS, inspected, proposed, refusal

pytestmark = pytest.mark.usefixtures("english")


def test_one_cell_in_the_last_corner(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    refused = refusal(tmp_path, making.with_cells(cells))
    assert "1,048,576 rows" in refused.what
    assert refused.where == "Answers"
    assert refused.todo
    assert {file.name for file in tmp_path.iterdir()} == {"file"}


def test_one_cell_far_right(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    assert "16,384 columns" in refusal(tmp_path, making.with_cells(cells)).what


@pytest.mark.parametrize("place", ["ZZZZ99999999999", "XFE1", "A1048577", "AAAAAAA1"])
def test_a_cell_that_no_sheet_has(place: str, tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += f'<row r="2"><c r="{place}"><v>1</v></c></row>'
    assert "damaged" in refusal(tmp_path, making.with_cells(cells)).what


def test_coloured_empty_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
    cells += '<row r="1048576"><c r="A1048576" s="0"/></row>'
    assert proposed(inspected(tmp_path, making.with_cells(cells)))["rows"] == 1


@pytest.mark.slow
def test_a_million_rows(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))
    # Honestly packed rows of numbers are not taken for a bomb.
    assert "1,000,000 rows" in refusal(tmp_path, making.with_cells(cells)).what


def test_a_million_lines(tmp_path: Path) -> None:
    refused = refusal(tmp_path, b"a;b\n" + b"1;2\n" * 1_000_000)
    assert refused.what.startswith("The sheet has 1,000,001 rows")


def test_a_bomb_by_ratio(tmp_path: Path) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    parts["xl/worksheets/sheet1.xml"] += b" " * (60 << 20)
    content = making.archive_of(parts)
    assert len(content) < 200_000
    assert "would unpack to" in refusal(tmp_path, content).what


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", pytest.param("xl/sharedStrings.xml", marks=pytest.mark.slow)],
)
def test_a_bomb_that_lies_about_its_size(part: str, tmp_path: Path) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    honest = len(parts[part])
    check = zlib.crc32(parts[part])
    parts[part] += b" " * (60 << 20)
    content = making.lying(making.archive_of(parts), part, honest, check)
    assert "larger inside than it says" in refusal(tmp_path, content).what


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    out = io.BytesIO(making.sheet_of([["x"]]))
    with pytest.warns(UserWarning), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "damaged" in refusal(tmp_path, out.getvalue()).what


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    parts["xl/workbook.xml"] = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
        + parts["xl/workbook.xml"].partition(b"?>")[2]
    )
    refused = refusal(tmp_path, making.archive_of(parts))
    assert refused.where == "xl/workbook.xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_they_are_refused_however_they_are_written(tmp_path: Path, encoding: str) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    hidden = f'<?xml version="1.0"?>{" " * 1000}<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    parts["docProps/core.xml"] = hidden.encode(encoding)
    refused = refusal(tmp_path, making.archive_of(parts))
    assert refused.where == "docProps/core.xml"


def test_a_file_cut_off_anywhere(tmp_path: Path) -> None:
    content = making.sheet_of([HEADINGS, *(["Oy A Ab", "Karstula", n] for n in range(200))])
    chance = random.Random(7)
    for number in range(40):
        cut = content[: chance.randrange(1, len(content) - 1)]
        folder = tmp_path / str(number)
        folder.mkdir()
        assert refusal(folder, cut).what


def test_cells_are_read_at_most_so_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(workbooks, "MAX_AREA", 50)
    assert "60 cells" in refusal(tmp_path, making.sheet_of([[1] * 6] * 10)).what


def test_what_a_reader_says_of_damage_is_told_in_the_language_of_the_run(tmp_path: Path) -> None:
    texts.use("sv")
    refused = refusal(tmp_path, making.with_cells('<row r="1"><c r="A1" t="b"><v>2</v></c></row>'))
    assert refused.what == "Filen är skadad och kan inte läsas"
    assert refused.where == "Answers"


@pytest.mark.parametrize("left_out", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_part_that_is_missing(left_out: str, tmp_path: Path) -> None:
    parts = making.parts_of(making.sheet_of([HEADINGS, ["Oy A Ab", "Karstula", 5]]))
    del parts[left_out]
    refused = refusal(tmp_path, making.archive_of(parts))
    assert (refused.what, refused.where) == ("The file is damaged and cannot be read", "Answers")


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A2" t="e">' * 60_000,
        ('<c r="A2"><f/>' + " " * 3_000) * 300,
    ],
    ids=["errors", "formulas"],
)
def test_cells_that_do_not_end_are_looked_through_at_once(cells: str, tmp_path: Path) -> None:
    content = making.with_cells(f'<row r="2">{cells}</row>')
    began = time.process_time()
    assert "damaged" in refusal(tmp_path, content).what
    # A minute and more when each is looked for to the end of the sheet.
    assert time.process_time() - began < 3


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not tell")
def test_a_refused_file_is_not_held_open(tmp_path: Path) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    parts["docProps/core.xml"] = b"<!DOCTYPE a><a/>"
    refused = refusal(tmp_path, making.archive_of(parts))
    held = [os.path.realpath(one) for one in Path("/proc/self/fd").iterdir()]
    assert "instructions" in refused.what
    assert str(tmp_path / "file") not in held
