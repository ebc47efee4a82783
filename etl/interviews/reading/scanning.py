"""What a reader of cells does not tell of a sheet: where its cells end, and which ones failed.

One cell in the last corner of a sheet makes a reader ask for memory for all cells before it, and
its process is aborted. Errors such as #N/A are read as empty, and so is a formula whose value was
never calculated. All three are looked for in the sheet's own XML, as it is inflated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.interviews.reading.cells import column_number
from etl.interviews.reading.content import damaged
from seutukuva import formats

REFERENCE = re.compile(rb"\br=\"([A-Z]{1,9})(\d{1,20})\"")
# Cells right of column Z, or in a row of seven figures, wherever they stand. The beginning is
# plain text, which the search for it needs to be quick.
OUTER = re.compile(rb" r=\"([A-Z]{2,9}(?=\d)|[A-Z]\d{7,20})")
OUTER_FILLED = re.compile(rb" r=\"([A-Z]{1,9})(\d{1,20})\"[^<>]*(?<!/)>")
# A cell that does not end is not looked for behind the next one: time would grow with the square.
ERROR = re.compile(rb"<c\b([^<>]*\bt=\"e\"[^<>]*)(?<!/)>((?:[^<]++|<(?!/?c\b))*+)</c>")
ERROR_VALUE = re.compile(rb"<v>([^<]*)<")
FORMULA = re.compile(
    rb"<c\b([^<>]*)>\s*+<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*+"
    rb"(<v\s*/>|<v\b[^<>]*>\s*+</v>)?\s*+</"
)
TEXT_RESULT = b't="str"'
# Some programs name the standard's own words with a prefix, or quote with apostrophes.
PREFIXED = re.compile(rb"<(\w+:)worksheet\b")
APOSTROPHES = re.compile(rb"<(?:\w+:)?(?:c|row) r='")
LONGEST_ROW = 16 << 20
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of any sheet
# Further columns are looked at closely: they may be empty cells that only have a colour.
WIDE_FROM = 100


@dataclass
class Scan:
    """A sheet's XML, looked through; rows and columns count from 1, cells from (0, 0).

    ``rows``, ``columns``: the last with content; ``values``: cells with content, about;
    ``errors``: what stands in a cell that failed; ``unvalued``: cells whose formula was never
    calculated. ``merges``, ``truths``: merged ranges and cells that are true or false, where the
    format's reader does not give them.
    """

    rows: int = 0
    columns: int = 0
    values: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unvalued: list[str] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    truths: dict[tuple[int, int], bool] = field(default_factory=dict)


def scan(pieces: Iterable[bytes]) -> Scan:
    """Look through a sheet's XML, piece by piece."""
    found = Scan()
    rest = prefix = b""
    for piece in pieces:
        if not rest and not found.values and (match := PREFIXED.search(piece)):
            prefix = match[1]
        rest += piece
        cut = rest.rfind(b"row>") + 4
        if cut < 4:
            if len(rest) < LONGEST_ROW:
                continue
            cut = rest.rfind(b"<")
        _look(_plain(rest[:cut], prefix), found)
        rest = rest[cut:]
    _look(_plain(rest, prefix), found)
    return found


def _plain(piece: bytes, prefix: bytes) -> bytes:
    """The same, written as nearly every program writes it."""
    if prefix:
        piece = piece.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
    if APOSTROPHES.search(piece[:LONGEST_ROW], 0, 65536):
        piece = re.sub(rb"\b(r|s|t)='([^'<>\"]*)'", rb'\1="\2"', piece)
    return piece


def _look(piece: bytes, found: Scan) -> None:
    found.values += piece.count(b"</v>")
    end = piece.rfind(b"</v>")
    if end < 0 and (end := piece.rfind(b"</is>")) >= 0:
        found.values += piece.count(b"</is>")
    if end >= 0:
        _look_at_corner(piece, end, found)
    if b't="e"' in piece:
        for attributes, content in ERROR.findall(piece):
            if place := _place(attributes):
                value = ERROR_VALUE.search(content)
                found.errors[place] = value[1].decode("utf-8", "replace") if value else "#N/A"
    if b"<f" in piece:
        _look_at_formulas(piece, found)


def _look_at_corner(piece: bytes, end: int, found: Scan) -> None:
    """Cells stand in the order of rows, so the last one with content says how many there are."""
    start = piece.rfind(b' r="', 0, end)
    if start >= 0 and (last := REFERENCE.match(piece, start + 1)):
        found.rows = max(found.rows, int(last[2]))
        found.columns = max(found.columns, column_number(last[1].decode()))
    outer = set(OUTER.findall(piece))
    columns = max((column_number(one.decode()) for one in outer if one.isalpha()), default=0)
    if columns <= WIDE_FROM and all(one.isalpha() for one in outer):
        found.columns = max(found.columns, columns)
        return
    for letters, row in OUTER_FILLED.findall(piece):
        found.columns = max(found.columns, column_number(letters.decode()))
        found.rows = max(found.rows, int(row))
    if found.rows > LAST_ROW or found.columns > LAST_COLUMN:
        # Such a cell cannot be, and a reader would make room for all before it.
        raise damaged(f"{formats.column_letters(found.columns)}{found.rows}")


def _look_at_formulas(piece: bytes, found: Scan) -> None:
    for attributes, value in FORMULA.findall(piece):
        if value and TEXT_RESULT in attributes:
            continue  # an empty text is a value
        reference = REFERENCE.search(attributes)
        found.unvalued.append((reference[1] + reference[2]).decode() if reference else "?")


def _place(attributes: bytes) -> tuple[int, int] | None:
    reference = REFERENCE.search(attributes)
    return (int(reference[2]) - 1, column_number(reference[1].decode()) - 1) if reference else None
