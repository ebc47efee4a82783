"""Documents to take away and print: headings, texts, tables and charts as a tagged PDF.

What a document says goes to the typesetter as data and never as its markup, so that no sign that
somebody has typed can do anything but stand there. The PDF follows PDF/UA-1 (ISO 14289-1): its
language and title, its headings, its tables with header rows, its figures with their words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from seutukuva import charts, texts
from seutukuva.errors import DocumentError
from seutukuva.export import slides_text
from seutukuva.settings import FONTS

if TYPE_CHECKING:
    from seutukuva.charts import ChartSpecification

MIME = "application/pdf"
# Stands for a letter that no font at hand has.
UNSHOWN = "\N{WHITE SQUARE}"
_TEMPLATE = Path(__file__).with_name("document.typ")
_NO_LETTER = "could not be displayed"
# Signs that turn the direction of what follows, and those that are nothing to print.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
# A table with no more than these stays on one page.
_MOST_ROWS, _MOST_LETTERS = 14, 1500
# Lines of their own, and words longer than a column of a table; `document.typ` breaks them.
_BREAKABLE = re.compile(r"\n|\S{24}")
# Of tables, in points: the page without its margins, what is between columns and beside the words
# of a cell, the size of letters, and the width of the longest word that is kept whole.
_WIDTH, _GUTTER, _ASIDE, _LETTERS, _WIDEST = 481.0, 2.0, 10.0, 8.5, 110.0
_BETWEEN = re.compile(r"(?<=[-–/])|\s")
_READ = 200  # rows that widths are taken from


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a section; ``level`` 1 below the title of the document, 2 below that."""

    kind: ClassVar[str] = "heading"
    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line feed begins a new line."""

    kind: ClassVar[str] = "paragraph"
    words: str


@dataclass(frozen=True, slots=True)
class Small:
    """What stands beside figures: notes, sources, years."""

    kind: ClassVar[str] = "small"
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must not overlook, in a box."""

    kind: ClassVar[str] = "notice"
    words: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody has written, exactly so."""

    kind: ClassVar[str] = "quotation"
    words: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of the first level with their pages, each a link."""

    kind: ClassVar[str] = "contents"
    words: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, unless one has just begun."""

    kind: ClassVar[str] = "break"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header row, which stands again on every page that it reaches.

    Attributes:
        numeric: for each column, whether its cells stand by their right edge; () for none.
        widths: for each column, its part of the width; () for equal ones.
    """

    kind: ClassVar[str] = "grid"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        count = len(self.columns)
        if not count or any(len(row) != count for row in self.rows):
            raise ValueError("every row needs one cell a column")
        object.__setattr__(self, "numeric", self.numeric or (False,) * count)
        object.__setattr__(self, "widths", self.widths or (1.0,) * count)
        if len(self.numeric) != count or len(self.widths) != count:
            raise ValueError("every column needs its side and its width, or none of them")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with the words that stand for it.

    Attributes:
        svg: standalone drawing, without its title.
        alternative: the drawing in words; a document without it is not made.
        below: notes and source, a line each.
    """

    kind: ClassVar[str] = "figure"
    svg: str
    alternative: str
    caption: str
    below: str = ""

    @classmethod
    def of(cls, specification: ChartSpecification) -> Figure:
        """A chart as it stands on the page: its drawing, words, notes and source."""
        _ = texts.translator(specification.language)
        source = _("Source: {attribution}").format(attribution=specification.source)
        below = [*specification.notes, *([source] if specification.source else [])]
        caption = " – ".join(filter(None, (specification.title, specification.subtitle)))
        return cls(
            charts.svg(specification, theme="light", with_title=False),
            specification.alternative,
            caption,
            "\n".join(below),
        )


Block = (
    Heading | Paragraph | Small | Notice | Quotation | Bullets | Contents | Break | Grid | Figure
)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a document says, in one language but for what people have written.

    Attributes:
        language: "fi", "sv", "en" or "nb".
        footer: at the foot of every page, beside its number: title, version of the data.
        file_name: without ending.
    """

    title: str
    language: str
    file_name: str
    subtitle: str = ""
    footer: str = ""
    blocks: tuple[Block, ...] = field(default=(), repr=False)


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1, the same bytes of the same document on every machine.

    A letter that no font at hand has is drawn as an empty square, and the last line says so.

    Raises:
        DocumentError: it cannot be made: a figure without words, a drawing that is none.
    """
    data = _data(document)
    try:
        return _typeset(data)
    except RuntimeError as error:
        if _NO_LETTER not in str(error):
            raise DocumentError(str(error)) from error
    shown = json.loads(json.dumps(data, ensure_ascii=False), object_hook=_showable)
    shown["blocks"].append(_plain(Small(_letters_told(document.language))))
    try:
        return _typeset(shown)
    except RuntimeError as error:
        raise DocumentError(str(error)) from error


def _letters_told(language: str) -> str:
    _ = texts.translator(language)
    words = _("{sign} stands for a letter that the fonts of this document do not have.")
    return words.format(sign=UNSHOWN)


def _data(document: Document) -> dict[str, Any]:
    _ = texts.translator(document.language)
    return {
        "title": _clean(document.title),
        "subtitle": _clean(document.subtitle),
        "lang": document.language,
        "footer": _clean(document.footer),
        "page": _("Page {page} of {pages}"),
        "blocks": [_plain(one) for one in document.blocks],
    }


def _plain(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = _cleaned(asdict(block))
    if isinstance(block, Grid):
        found |= _measured(found["rows"]) | _columns(found)
    return {**found, "kind": block.kind}


def _measured(rows: list[list[str]]) -> dict[str, Any]:
    """Whether a table may be broken, and which rows have no word that must be.

    The typesetter could find out by itself, in many times the time.
    """
    letters = sum(len(words.encode()) for row in rows for words in row)
    return {
        "long": len(rows) > _MOST_ROWS or letters > _MOST_LETTERS,
        "plain": [not any(map(_BREAKABLE.search, row)) for row in rows],
    }


def _columns(grid: Mapping[str, Any]) -> dict[str, Any]:
    """The widths that were asked for, but none so narrow that a word is cut, where there is room.

    Only where there is none are the words of the header row hyphenated.
    """
    least = [
        _widest(column) + _ASIDE for column in zip(grid["columns"], *grid["rows"], strict=True)
    ]
    room = _WIDTH - _GUTTER * (len(least) - 1)
    return {
        "widths": slides_text.shared(grid["widths"], least, room),
        "hyphenate": sum(least) > room,
    }


def _widest(column: Sequence[str]) -> float:
    """The widest word of a column in points, its head being bold."""
    head, *cells = (_BETWEEN.split(words) for words in column[:_READ])
    words = list({word for cell in cells for word in cell})
    widest = max(slides_text.widest(head, _LETTERS, bold=True), slides_text.widest(words, _LETTERS))
    return min(widest, _WIDEST)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value


def _clean(text: str) -> str:
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _typeset(data: dict[str, Any]) -> bytes:
    # Loaded with the first document: most readers never ask for one.
    import typst

    made = typst.compile(
        _TEMPLATE,
        format="pdf",
        # Nothing else of this machine can be read: neither its fonts nor its files.
        root=_TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
    )
    return bytes(made)


def _showable(found: dict[str, Any]) -> dict[str, Any]:
    """The same with squares for what cannot be drawn; drawings too, for they hold names."""
    return {key: _squared(value) for key, value in found.items()}


def _squared(value: Any) -> Any:
    if isinstance(value, list):
        return [_squared(one) for one in value]
    if not isinstance(value, str):
        return value
    unshown = {one for one in set(value) if one > "\u017f" and not _can_show(one)}
    return "".join(UNSHOWN if one in unshown else one for one in value) if unshown else value


@lru_cache(maxsize=4096)
def _can_show(letter: str) -> bool:
    try:
        _typeset(_data(Document("–", "en", "–", blocks=(Paragraph(letter),))))
    except RuntimeError:
        return False
    return True
