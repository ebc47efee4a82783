"""What calamine does not tell of an old workbook (XLS): which cells hold an error.

An old workbook is a stream of records inside a small file system (MS-CFB), after the format's own
description (MS-XLS 2.4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from etl.interviews.reading.binary import ERRORS
from etl.interviews.reading.scanning import Scan

HEADER, ENTRY = 512, 128
FREE = 0xFFFFFFFA  # and above: no sector
WORKBOOK = ("Workbook", "Book")
# Kinds of records.
BEGIN, END, BUNDLE_SHEET, TRUTH_OR_ERROR, FORMULA = 0x0809, 0x000A, 0x0085, 0x0205, 0x0006
IS_ERROR, SPECIAL = 2, b"\xff\xff"


def scans(content: bytes) -> list[Scan] | None:
    """Errors of each sheet, in the workbook's order; none where they cannot be found out."""
    try:
        stream = _workbook(content)
        starts = [
            struct.unpack_from("<I", record)[0]
            for kind, record in _records(stream, 0)
            if kind == BUNDLE_SHEET
        ]
        return [_scan(stream, start) for start in starts]
    except (struct.error, IndexError, ValueError):
        return None


def _scan(stream: bytes, start: int) -> Scan:
    found = Scan()
    for kind, record in _records(stream, start):
        if kind == TRUTH_OR_ERROR and len(record) >= 8 and record[7] == 1:
            code = record[6]
        elif (
            kind == FORMULA
            and len(record) >= 14
            and record[12:14] == SPECIAL
            and record[6] == IS_ERROR
        ):
            code = record[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", record)
        found.errors[row, column] = ERRORS.get(code, "#N/A")
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a sheet or of the workbook itself, without those of charts inside it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        record = stream[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, record


def _workbook(content: bytes) -> bytes:
    """The stream that holds the workbook.

    Raises:
        ValueError: there is none, or its sectors lead nowhere.
    """
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    size = 1 << shift
    fat_count, directory, small_below, small_fat = (
        struct.unpack_from("<I", content, at)[0] for at in (44, 48, 56, 60)
    )
    fat: list[int] = []
    for sector in _fat_sectors(content, size, fat_count):
        fat += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)

    def chain(sector: int) -> bytes:
        out, steps = [], 0
        while sector < FREE:
            out.append(content[(sector + 1) * size : (sector + 2) * size])
            sector = fat[sector]
            steps += 1
            if steps > len(fat):
                raise ValueError("sectors go round in a circle")
        return b"".join(out)

    entries = chain(directory)
    root = struct.unpack_from("<I", entries, 116)[0]
    for at in range(0, len(entries) - ENTRY + 1, ENTRY):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
        first, long = struct.unpack_from("<II", entries, at + 116)
        if name not in WORKBOOK or not long:
            continue
        if long >= small_below:
            return chain(first)[:long]
        small = chain(small_fat)
        table = struct.unpack(f"<{len(small) // 4}I", small)
        return _small_chain(chain(root), table, first, 1 << small_shift)[:long]
    raise ValueError("no workbook in it")


def _fat_sectors(content: bytes, size: int, count: int) -> list[int]:
    """Where the table of sectors itself stands: the header lists the first 109 of its sectors."""
    listed = [one for one in struct.unpack_from("<109I", content, 76) if one < FREE]
    sector = struct.unpack_from("<I", content, 68)[0]
    while sector < FREE and len(listed) < count:
        more = struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
        listed += [one for one in more[:-1] if one < FREE]
        sector = more[-1]
    return listed[:count]


def _small_chain(root: bytes, table: tuple[int, ...], sector: int, size: int) -> bytes:
    out: list[bytes] = []
    while sector < FREE and len(out) <= len(table):
        out.append(root[sector * size : (sector + 1) * size])
        sector = table[sector]
    return b"".join(out)
