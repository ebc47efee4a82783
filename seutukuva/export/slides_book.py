"""The workbook behind a native chart: what the chart draws, and the table as it is on the page.

Written by hand: the few parts that a workbook of plain cells needs take a tenth of the time that
a library for everything takes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = float | str | None
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_NAME = re.compile(r"[\[\]:*?/\\']")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DAY = (1980, 1, 1, 0, 0, 0)  # of every part, so that the same deck gives the same bytes


def plain(text: str) -> str:
    """Text as it may stand between tags and in attributes."""
    return escape(_UNPRINTABLE.sub("", text), {'"': "&quot;"})


def figure(value: float) -> str:
    """A number as XML has it, exactly; without a point where it is whole."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def letters(column: int) -> str:
    """The name of a column from 0: A, B … Z, AA."""
    name, left = "", column + 1
    while left:
        left, at = divmod(left - 1, 26)
        name = chr(65 + at) + name
    return name


@dataclass(frozen=True, slots=True)
class Ref:
    """A column of cells below their heading, as a chart refers to it."""

    sheet: str
    column: int
    name: str
    values: tuple[Cell, ...]

    @property
    def head(self) -> str:
        """Address of the heading."""
        return f"'{self.sheet}'!${letters(self.column)}$1"

    @property
    def body(self) -> str:
        """Address of the cells."""
        at = letters(self.column)
        return f"'{self.sheet}'!${at}$2:${at}${max(len(self.values), 1) + 1}"


@dataclass(slots=True)
class Book:
    """Sheets of columns, in the order in which they are added."""

    sheets: dict[str, list[tuple[str, tuple[Cell, ...]]]] = field(default_factory=dict)

    def add(self, sheet: str, name: str, values: Sequence[Cell]) -> Ref:
        """A column at the right of the others of its sheet."""
        sheet = _ILLEGAL_NAME.sub(" ", sheet)[:31]
        columns = self.sheets.setdefault(sheet, [])
        name = " ".join(name.split())
        columns.append((name, tuple(values)))
        return Ref(sheet, len(columns) - 1, name, tuple(values))

    def table(self, sheet: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """A sheet of its own for a whole table."""
        for at, name in enumerate(columns):
            self.add(sheet, name, [row[at] for row in rows])

    def xlsx(self) -> bytes:
        """The workbook."""
        found = list(self.sheets.items())
        parts = {
            "[Content_Types].xml": _types(len(found)),
            "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": _workbook([name for name, _columns in found]),
            "xl/_rels/workbook.xml.rels": _relations(
                [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(found) + 1)]
                + [("styles", "styles.xml")]
            ),
            "xl/styles.xml": _STYLES,
        }
        for at, (_name, columns) in enumerate(found, start=1):
            parts[f"xl/worksheets/sheet{at}.xml"] = _sheet(columns)
        return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    """An Office package of XML parts, the same bytes of the same parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode(), compresslevel=4)
    return file.getvalue()


_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Arial"/>'
    '</font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
    'xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def _types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{kind}.worksheet+xml"/>'
        for at in range(1, sheets + 1)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{listed}'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    listed = "".join(
        f'<sheet name="{plain(name)}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in enumerate(names, start=1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    )


def _sheet(columns: Sequence[tuple[str, tuple[Cell, ...]]]) -> str:
    longest = max((len(values) for _name, values in columns), default=0)
    wide = "".join(
        f'<col min="{at}" max="{at}" width="{min(max(len(name) + 2, 11), 40)}" customWidth="1"/>'
        for at, (name, _values) in enumerate(columns, start=1)
    )
    heads = "".join(_cell(at, 1, name, 1) for at, (name, _v) in enumerate(columns))
    rows = [f'<row r="1">{heads}</row>']
    for row in range(longest):
        cells = "".join(
            _cell(at, row + 2, values[row])
            for at, (_name, values) in enumerate(columns)
            if row < len(values)
        )
        rows.append(f'<row r="{row + 2}">{cells}</row>')
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><cols>{wide}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def _cell(column: int, row: int, value: Cell, style: int = 0) -> str:
    at = f'r="{letters(column)}{row}"' + (f' s="{style}"' if style else "")
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{plain(value)}</t></is></c>'
    return f"<c {at}><v>{figure(value)}</v></c>"
