"""Workbooks and archives as tests need them, good and bad."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter

from etl.interviews.reading import inspecting, tables
from seutukuva.errors import UploadRefused

TEXTS = {"strings_to_formulas": False, "strings_to_urls": False}
SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ["Yritys", "Kunta", "Henkilöstö"]


def workbook(fill: Callable[[Any], None], **options: Any) -> bytes:
    """An XLSX workbook that a function fills."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **TEXTS, **options})
    fill(book)
    book.close()
    return out.getvalue()


def sheet_of(rows: Iterable[Iterable[Any]], **options: Any) -> bytes:
    """An XLSX workbook with these rows."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Answers")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill, **options)


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(parts: Mapping[str, bytes]) -> bytes:
    """An archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def with_cells(cells: str, base: bytes | None = None) -> bytes:
    """A workbook whose sheet's XML holds just these rows."""
    parts = parts_of(base or sheet_of([["x"]]))
    head, _, rest = parts[SHEET].partition(b"<sheetData")
    tail = rest.partition(b"</sheetData>")[2]
    return archive_of(
        parts | {SHEET: head + b"<sheetData>" + cells.encode() + b"</sheetData>" + tail}
    )


def lying(content: bytes, name: str, size: int, crc: int | None = None) -> bytes:
    """The archive with another unpacked size (and check sum) of a part in its directory."""
    out = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.start_dir
    wanted = name.encode()
    while out[at : at + 4] == b"PK\x01\x02":
        length, extra, comment = struct.unpack_from("<HHH", out, at + 28)
        if bytes(out[at + 46 : at + 46 + length]) == wanted:
            struct.pack_into("<I", out, at + 24, size)
            if crc is not None:
                struct.pack_into("<I", out, at + 16, crc)
        at += 46 + length + extra + comment
    return bytes(out)


def inspected(folder: Path, content: bytes, choices: Mapping[str, Any] | None = None) -> Any:
    """What the first step finds in a file.

    Raises:
        UploadRefused: it cannot be taken.
    """
    folder.mkdir(exist_ok=True)
    (folder / "file").write_bytes(content)
    if choices:
        (folder / "choices.json").write_text(json.dumps(choices), encoding="utf-8")
    inspecting.inspect(folder, lambda share, doing: None)
    return json.loads((folder / "inspected.json").read_text(encoding="utf-8"))


def proposed(found: Mapping[str, Any]) -> Any:
    """The sheet that is proposed."""
    return next(one for one in found["sheets"] if one["index"] == found["proposed_sheet"])


def codes(found: Mapping[str, Any]) -> set[str]:
    """Codes of the notes."""
    return {note["code"] for note in found["notes"]}


def opened(folder: Path, found: Mapping[str, Any]) -> tables.Table:
    """The table of the sheet that is proposed."""
    sheet = proposed(found)
    return tables.open_sheet(folder, sheet["index"], sheet["header_rows"], sheet["first_row"])


def texts_of(table: tables.Table, column: int) -> list[str | None]:
    """The texts of a column, which counts from 0."""
    found: list[str | None] = table.columns[column].cast(pa.string()).to_pylist()
    return found


def refusal(folder: Path, content: bytes) -> UploadRefused:
    """Why a file cannot be taken."""
    with pytest.raises(UploadRefused) as caught:
        inspected(folder, content)
    return caught.value
