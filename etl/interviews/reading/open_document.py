"""What calamine does not tell of an OpenDocument table: truths, errors, merged cells, its end."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from etl.interviews.reading.content import damaged
from etl.interviews.reading.scanning import Scan

# A repeated row of cells is written once; more of them than this are not looked at one by one.
MOST_REPEATED = 1_000


def scans(pieces: Iterable[bytes]) -> dict[str, Scan]:
    """Look through a document's content; gives what was found by the name of each table."""
    looker = _Looker()
    parser = expat.ParserCreate()
    parser.StartElementHandler = looker.start
    parser.EndElementHandler = looker.end
    parser.CharacterDataHandler = looker.text
    parser.buffer_text = True
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged("content.xml") from error
    return looker.found


class _Looker:
    def __init__(self) -> None:
        self.found: dict[str, Scan] = {}
        self._scan = Scan()
        self._row = self._column = 0
        self._rows = 1
        self._error: tuple[int, int] | None = None

    def start(self, name: str, told: dict[str, str]) -> None:
        """An element begins."""
        if name == "table:table":
            self._scan = self.found.setdefault(told.get("table:name", ""), Scan())
            self._row = self._column = 0
        elif name == "table:table-row":
            self._rows = _number(told.get("table:number-rows-repeated"))
            self._column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(told)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "table:table-row":
            self._row += self._rows
        elif name == "table:table-cell":
            self._error = None

    def text(self, text: str) -> None:
        """Text of a cell whose formula failed."""
        if self._error is not None:
            self._scan.errors[self._error] = text.strip() or "#N/A"
            self._error = None

    def _cell(self, told: dict[str, str]) -> None:
        wide = _number(told.get("table:number-columns-repeated"))
        kind = told.get("calcext:value-type") or told.get("office:value-type")
        place = (self._row, self._column)
        if kind:
            self._scan.rows = max(self._scan.rows, self._row + self._rows)
            self._scan.columns = max(self._scan.columns, self._column + wide)
            self._scan.values += wide * self._rows
        down = _number(told.get("table:number-rows-spanned"))
        across = _number(told.get("table:number-columns-spanned"))
        if down > 1 or across > 1:
            self._scan.merges.append((*place, place[0] + down - 1, place[1] + across - 1))
        if kind == "error":
            self._error = place
        elif kind == "boolean":
            truth = told.get("office:boolean-value") == "true"
            for row in range(min(self._rows, MOST_REPEATED)):
                for column in range(min(wide, MOST_REPEATED)):
                    self._scan.truths[place[0] + row, place[1] + column] = truth
        self._column += wide


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 1
