"""Native tables of slides: as wide as their texts need, parted between rows where they are long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva.charts.colours import LIGHT
from seutukuva.export import slides_text
from seutukuva.export.slides import SlideTable
from seutukuva.export.slides_book import plain
from seutukuva.export.slides_xml import TAGS, Paint

_EMU = 12700
_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0)
_ASIDE, _ABOVE = 5.0, 3.5  # margins of a cell in points
_NARROWEST, _LONGEST_WORD = 34.0, 14.0  # points; sizes of a letter
_AFTER_NUMBER = 14.0
_READ = 200  # rows that widths are taken from
_STEP = 1.03  # by which parts are let grow until as many as before hold all rows


@dataclass(frozen=True, slots=True)
class Laid:
    """A table on one slide: widths and heights in points, the size of its letters."""

    table: SlideTable
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    swatches: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Of the whole table."""
        return sum(self.heights)


def laid(table: SlideTable, width: float, room: float, swatches: Sequence[str] = ()) -> list[Laid]:
    """The table in parts, each with its header row and no higher than `room`.

    The letters are as large as they can be with all rows on one slide, and middling on several.
    """
    columns = range(len(table.columns))
    whole = [
        size
        for size in _SIZES
        if table.widths or sum(_needed(table, at, size)[0] for at in columns) <= width
    ]
    sizes = whole or [_SIZES[-1]]
    for size in sizes[:3]:
        parts = _parted(table, width, room, size, swatches)
        if len(parts) == 1:
            return parts
    return _parted(table, width, room, min(sizes[0], _SIZES[2]), swatches)


def _parted(
    table: SlideTable, width: float, room: float, size: float, swatches: Sequence[str]
) -> list[Laid]:
    widths = _widths(table, width, size)
    head = _height(table.columns, widths, size, bold=True)
    most = max(int((room - head - 2 * _ABOVE) / (size * slides_text.LEADING)), 1)
    rows = [part for row in table.rows for part in _shared(row, widths, size, most)]
    colours = list(swatches) if len(rows) == len(table.rows) else []
    heights = [_height(row, widths, size) for row in rows]
    parts, at = [], 0
    for n in _evenly(heights, room - head):
        part = SlideTable(
            table.columns, tuple(rows[at : at + n]), table.alternative, table.numeric, table.widths
        )
        own = tuple(colours[at : at + n])
        parts.append(Laid(part, widths, (head, *heights[at : at + n]), size, own))
        at += n
    return parts


def _evenly(heights: Sequence[float], room: float) -> list[int]:
    """How many rows each part has: as few parts as hold them, all about as high."""
    found = _filled(heights, room)
    limit = sum(heights) / len(found)
    while limit < room:
        tried = _filled(heights, limit)
        if len(tried) == len(found):
            return tried
        limit *= _STEP
    return found


def _filled(heights: Sequence[float], room: float) -> list[int]:
    counts, high = [0], 0.0
    for one in heights:
        if counts[-1] and high + one > room:
            counts.append(0)
            high = 0.0
        counts[-1] += 1
        high += one
    return counts


def _widths(table: SlideTable, width: float, size: float) -> tuple[float, ...]:
    """Widths of columns that together are at most the whole width."""
    if table.widths:
        return _as_given(table, width, size)
    needed = [_needed(table, at, size) for at in range(len(table.columns))]
    natural, least = sum(one[1] for one in needed), sum(one[0] for one in needed)
    if natural <= width:
        # A table of few narrow columns need not be as wide as the slide.
        return tuple(one[1] * min(width / natural, 1.35) for one in needed)
    if least >= width:
        return tuple(one[0] * width / least for one in needed)
    share = (width - least) / (natural - least)
    return tuple(low + share * (high - low) for low, high in needed)


def _as_given(table: SlideTable, width: float, size: float) -> tuple[float, ...]:
    """The widths that were asked for, but none so narrow that a word is cut."""
    least = [_needed(table, at, size)[0] for at in range(len(table.columns))]
    return slides_text.shared(table.widths, least, width)


def _needed(table: SlideTable, at: int, size: float) -> tuple[float, float]:
    """The least width of a column, at which no word is cut, and the one without line breaks."""
    cells = [row[at] for row in table.rows[:_READ]]
    words = {word for cell in cells for word in re.split(r"[ \-–/\n]", cell)}
    heads = re.split(r"[ \-–/\n]", table.columns[at])
    aside = 2 * _ASIDE + 4 + (_AFTER_NUMBER if _follows_number(table, at) else 0)
    word = max(slides_text.widest(heads, size, bold=True), slides_text.widest([*words], size))
    least = max(min(word, _LONGEST_WORD * size), _NARROWEST)
    head = slides_text.measure(table.columns[at], size, bold=True)
    texts = slides_text.widest(cells, size)
    return least + aside, max(texts, least, min(head, 1.5 * max(texts, least))) + aside


def _follows_number(table: SlideTable, at: int) -> bool:
    """True where a column of texts would stand close to the figures before it."""
    return bool(at and table.numeric and table.numeric[at - 1] and not table.numeric[at])


def _lines(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    return slides_text.wrap(text, max(width - 2 * _ASIDE, 8.0), size, bold)


def _height(
    row: Sequence[str], widths: Sequence[float], size: float, *, bold: bool = False
) -> float:
    lines = max(len(_lines(one, at, size, bold)) for one, at in zip(row, widths, strict=True))
    return lines * size * slides_text.LEADING + 2 * _ABOVE + 1


def _shared(
    row: tuple[str, ...], widths: Sequence[float], size: float, most: int
) -> list[tuple[str, ...]]:
    """A row as several where one of its cells alone is higher than the slide."""
    lines = [_lines(one, at, size) for one, at in zip(row, widths, strict=True)]
    if max(map(len, lines)) <= most:
        return [row]
    return [
        tuple(" ".join(cell[at : at + most]) for cell in lines)
        for at in range(0, max(map(len, lines)), most)
    ]


def xml(one: Laid, language: str, paint: Paint) -> str:
    """The element of the table: a strong line below the header, thin ones between rows."""
    table = one.table
    grid = "".join(f'<a:gridCol w="{round(wide * _EMU)}"/>' for wide in one.widths)
    numeric = table.numeric or (False,) * len(table.columns)
    rows = []
    for at, (row, high) in enumerate(zip((table.columns, *table.rows), one.heights, strict=True)):
        cells = []
        for column, (text, is_number) in enumerate(zip(row, numeric, strict=True)):
            swatch = ""
            if at and column == 0 and one.swatches:
                swatch = one.swatches[at - 1]
            more = _AFTER_NUMBER if _follows_number(table, column) else 0.0
            look = _Cell(one.size, not at, is_number, swatch, _ASIDE + more)
            cells.append(_cell(text, look, language, paint))
        rows.append(f'<a:tr h="{round(high * _EMU)}">{"".join(cells)}</a:tr>')
    return (
        '<a:tbl xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:tblPr firstRow="1"><a:tableStyleId>{2D5ABB26-0587-4C30-8999-92F81FD0307C}'
        f"</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """How a cell looks: size of letters, colour at its left edge, margin on its left."""

    size: float
    is_head: bool
    is_number: bool
    swatch: str
    left: float


def _cell(text: str, cell: _Cell, language: str, paint: Paint) -> str:
    size, is_head, is_number, swatch = cell.size, cell.is_head, cell.is_number, cell.swatch
    tag, align = TAGS[language], "r" if is_number else "l"
    look = f'lang="{tag}" sz="{round(size * 100)}" b="{int(is_head)}" dirty="0"'
    ink = paint.fill(LIGHT.OWN if is_head else LIGHT.TEXT)
    lines = "".join(
        f'<a:p><a:pPr algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef></a:pPr>'
        + (f"<a:r><a:rPr {look}>{ink}</a:rPr><a:t>{plain(line)}</a:t></a:r>" if line else "")
        + f"<a:endParaRPr {look.replace(' dirty=' + chr(34) + '0' + chr(34), '')}/></a:p>"
        for line in text.split("\n")
    )
    width, colour = (1.5, LIGHT.OWN) if is_head else (0.5, LIGHT.GRID)
    none = '<a:ln{} w="0"><a:noFill/></a:ln{}>'
    aside = round(cell.left * _EMU)
    edge = ""
    if swatch:
        edge = f'<a:lnL w="{9 * _EMU}">{paint.fill(swatch)}</a:lnL>'
        aside = round((_ASIDE + 7) * _EMU)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{lines}</a:txBody>"
        f'<a:tcPr marL="{aside}" marR="{round(_ASIDE * _EMU)}" marT="{round(_ABOVE * _EMU)}" '
        f'marB="{round(_ABOVE * _EMU)}" anchor="{"b" if is_head else "ctr"}">'
        f"{edge or none.format('L', 'L')}{none.format('R', 'R')}{none.format('T', 'T')}"
        f'<a:lnB w="{round(width * _EMU)}">{paint.fill(colour)}</a:lnB><a:noFill/></a:tcPr></a:tc>'
    )
