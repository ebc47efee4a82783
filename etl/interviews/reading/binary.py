"""What calamine does not tell of a sheet in the binary format of Excel (XLSB)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from etl.interviews.reading.content import damaged
from etl.interviews.reading.scanning import Scan

# Kinds of records, by the numbers of the format's own description (MS-XLSB 2.3).
ROW, BLANK, ERROR, LAST_CELL, FORMULA_ERROR = 0, 1, 3, 11, 11
BUNDLE_SHEET = 156
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def scan(pieces: Iterable[bytes]) -> Scan:
    """Look through a sheet's records."""
    found, row = Scan(), 0
    for kind, record in _records(b"".join(pieces)):
        if kind == ROW and len(record) >= 4:
            row = int.from_bytes(record[:4], "little")
        elif BLANK < kind <= LAST_CELL and len(record) >= 8:
            column = int.from_bytes(record[:4], "little")
            found.values += 1
            found.rows = max(found.rows, row + 1)
            found.columns = max(found.columns, column + 1)
            if kind in (ERROR, FORMULA_ERROR) and len(record) > 8:
                found.errors[row, column] = ERRORS.get(record[8], "#N/A")
    return found


def sheet_names(book: bytes) -> dict[str, str]:
    """The relation of each sheet to its part, by the sheet's name."""
    names = {}
    for kind, record in _records(book):
        if kind == BUNDLE_SHEET:
            relation, after = _text(record, 8)
            names[_text(record, after)[0]] = relation
    return names


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(content)
    while at < end:
        kind = content[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        for _byte in range(4):
            if at >= end:
                return
            size |= (content[at] & 0x7F) << shift
            shift += 7
            at += 1
            if not content[at - 1] & 0x80:
                break
        yield kind, content[at : at + size]
        at += size


def _text(record: bytes, at: int) -> tuple[str, int]:
    """A text that its length stands before, and where it ends."""
    try:
        (length,) = struct.unpack_from("<I", record, at)
    except struct.error as error:
        raise damaged("workbook.bin") from error
    if length > len(record):  # also how the format says that there is none
        return "", at + 4
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le", "replace"), end
