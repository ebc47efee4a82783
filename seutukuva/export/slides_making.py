"""A deck becomes a file: which slides there are, and what stands where on each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.opc.oxml import serialize_part_xml

from seutukuva import texts
from seutukuva.charts.colours import LIGHT
from seutukuva.export import slides_package, slides_text
from seutukuva.export.slides import Deck, Slide
from seutukuva.export.slides_content import Content
from seutukuva.export.slides_layouts import EMU, Box, Holder, Layouts, Page
from seutukuva.export.slides_look import Look, look_of
from seutukuva.export.slides_shapes import Canvas, Type, paragraphs

_SMALLEST_TITLE, _FOOT = 16.0, 9.0
_SUBTITLES = (15.0, 12.0, 10.0)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TYPES = {KIND.TITLE: "title", KIND.CENTER_TITLE: "ctrTitle", KIND.SUBTITLE: "subTitle"}


def made(deck: Deck, template: bytes) -> bytes:
    """The deck with the template's layouts, whose own slides are left out."""
    presentation = pptx.Presentation(io.BytesIO(template))
    _emptied(presentation)
    seen = _seen(template)
    layouts = Layouts(presentation, seen.holders)
    numbers = slides_package.numbers_of_notes(presentation)
    maker = _Maker(deck, presentation, layouts, look_of(presentation), seen, numbers)
    maker.cover()
    for slide in deck.slides:
        maker.add(slide)
    _described(presentation, deck)
    return slides_package.written(presentation)


def _emptied(presentation: Any) -> None:
    """Without the template's slides; what only they use is not saved."""
    listed = presentation.slides._sldIdLst
    for one in list(listed):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)
    # Sections of slides that are no more would make the file one to be repaired.
    for extension in presentation.part._element.findall(
        ".//{http://schemas.openxmlformats.org/presentationml/2006/main}extLst"
    ):
        extension.getparent().remove(extension)


def _described(presentation: Any, deck: Deck) -> None:
    about = presentation.core_properties
    about.title, about.subject = deck.title[:255], deck.subtitle[:255]
    about.language, about.author, about.last_modified_by = deck.language, "Seutukuva", "Seutukuva"
    about.keywords, about.comments = "", deck.footer[:255]


@dataclass(frozen=True, slots=True)
class _Foot:
    """Numbers of a layout's placeholders at the foot, None where it lacks them, and their looks.

    `room` is the footer's, wide and high in points.
    """

    footer: int | None
    footer_style: str
    room: tuple[float, float]
    number: int | None
    number_style: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found out about a template, for the next deck that takes it: no part of it.

    Attributes:
        holders: those of each layout; ``notes``: its page of notes, once it is asked for.
        feet: by the name of the layout's part.
    """

    holders: list[list[Holder]] = field(default_factory=list)
    notes: list[slides_package.NotesPage] = field(default_factory=list)
    feet: dict[str, _Foot] = field(default_factory=dict)


@lru_cache(maxsize=4)
def _seen(template: bytes) -> _Seen:
    """The same for the same template; everything is found out when it is needed first."""
    return _Seen()


@dataclass(frozen=True, slots=True)
class _Maker:
    """Puts slides into a presentation, one after another."""

    deck: Deck
    presentation: Any
    layouts: Layouts
    look: Look
    seen: _Seen
    # Of the pages of notes.
    notes: Iterator[int]
    # Of the parts of charts; far from any that a template has.
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def cover(self) -> None:
        """The first slide, with the title of the whole."""
        page = self.layouts.page("title")
        slide = Slide(self.deck.title, self.deck.subtitle, notes=self.deck.notes)
        self._worded(page, slide)

    def add(self, slide: Slide) -> None:
        """One slide of the deck, as many slides as it takes."""
        if slide.kind != "content":
            self._worded(self.layouts.page(slide.kind), slide)
            return
        _ = texts.translator(self.deck.language)
        content = Content(slide, self.deck.language, self.layouts, self.look)
        for number, part in enumerate(content.parts(), start=1):
            title = slide.title
            if number > 1:
                title = _("{title} ({number})").format(title=title, number=number)
            canvas = self._begun(part.page, title)
            self._subtitle(canvas, part.page, content.subtitle)
            part.draw(canvas)
            self._foot(canvas, part.page)
            self._noted(canvas.slide, part.notes)

    def _begun(self, page: Page, title: str) -> Canvas:
        slide = slides_package.begun(self.presentation, page.layout)
        canvas = Canvas(slide, self.deck.language, self.look.paint, self.numbers)
        if page.title is not None:
            size = self._title_size(page.title, title)
            kind = _TYPES[page.title.kind]
            canvas.holder(kind, page.title.idx, [self._title(page.title, title)], Type(size=size))
        return canvas

    def _title_size(self, holder: Holder, title: str) -> float:
        """0 where the template's own size fits, else the largest that does."""
        own = holder.size or self.look.title_size
        room, width = holder.box.height, holder.box.width - 15
        size = own
        while size > _SMALLEST_TITLE:
            lines = slides_text.wrap(title, width, size, bold=True)
            if len(lines) * size * slides_text.LEADING <= room + 2:
                break
            size -= 2
        return 0.0 if size == own else size

    def _title(self, holder: Holder, title: str) -> str:
        """The title, or as much of it as fits in the smallest letters."""
        most = max(int(holder.box.height / (_SMALLEST_TITLE * slides_text.LEADING)), 1)
        width = holder.box.width - 15
        return slides_text.shortened(title, width, _SMALLEST_TITLE, most, bold=True)

    def _subtitle(self, canvas: Canvas, page: Page, subtitle: str) -> None:
        if subtitle and page.subtitle is not None:
            wide, high = page.subtitle.box.width - 15, page.subtitle.box.height
            own = page.subtitle.size or self.look.text_size
            sizes = (own, *(one for one in _SUBTITLES if one < own))
            size = next((one for one in sizes if _is_held(subtitle, wide, high, one)), sizes[-1])
            most = max(round(high / (size * slides_text.LEADING)), 1)
            shown = slides_text.shortened(subtitle, wide, size, most)
            kind = _TYPES.get(page.subtitle.kind, "body")
            look = Type(size=0.0 if size == own else size)
            canvas.holder(kind, page.subtitle.idx, [shown], look)

    def _worded(self, page: Page, slide: Slide) -> None:
        """A slide of words alone: cover, section, closing."""
        canvas = self._begun(page, slide.title)
        words = [text for text in (slide.subtitle, *slide.bullets, *slide.below) if text]
        if words and page.subtitle is not None:
            holder = page.subtitle
            high = slides_text.height(words, holder.box.width - 15, 20, 6)
            size = 0.0 if high <= holder.box.height else 14.0
            kind = _TYPES.get(holder.kind, "body" if holder.kind == KIND.BODY else "obj")
            canvas.holder(kind, holder.idx, words, Type(size=size))
        elif words:
            canvas.words(words, page.main, Type(size=18))
        self._foot(canvas, page)
        self._noted(canvas.slide, slide.notes)

    def _foot(self, canvas: Canvas, page: Page) -> None:
        """Edition and hash, and the number of the slide, in the template's places or our own."""
        foot = self._foot_of(page)
        wide, high = self.layouts.width, self.layouts.height
        if foot.footer is not None:
            look = Type(_fitting_size(self.deck.footer, *foot.room))
            canvas.holder("ftr", foot.footer, [self.deck.footer], look, style=foot.footer_style)
        elif self.deck.footer:
            box = Box(0.05 * wide, high - 24, 0.78 * wide, 18)
            size = _fitting_size(self.deck.footer, box.width, box.height)
            canvas.words([self.deck.footer], box, Type(size or _FOOT, LIGHT.SOFT_TEXT))
        look = Type(_FOOT, LIGHT.SOFT_TEXT, align="r")
        if foot.number is not None:
            canvas.slide_number(foot.number, None, Type(), foot.number_style)
        else:
            canvas.slide_number(None, Box(0.88 * wide, high - 24, 0.07 * wide, 18), look)

    def _foot_of(self, page: Page) -> _Foot:
        """What a layout has for the foot, looked at once a layout."""
        feet = self.seen.feet
        key = str(page.layout.part.partname)
        if key not in feet:
            feet[key] = _foot_found(page.layout)
        return feet[key]

    def _noted(self, slide: Any, notes: Sequence[str]) -> None:
        told = [note for note in notes if note]
        if not told:
            return
        if not self.seen.notes:
            self.seen.notes.append(slides_package.notes_page(self.presentation))
        inside = paragraphs(told, self.deck.language, self.look.paint, Type())
        number = next(self.notes)
        slides_package.add_notes(self.presentation, slide, self.seen.notes[0], inside, number)


def _foot_found(layout: Any) -> _Foot:
    feet = {one.placeholder_format.type: one for one in layout.placeholders}
    footer, number = feet.get(KIND.FOOTER), feet.get(KIND.SLIDE_NUMBER)
    if footer is not None and not footer.width:
        footer = None
    return _Foot(
        None if footer is None else footer.placeholder_format.idx,
        "" if footer is None else _own_style(footer, layout),
        (0.0, 0.0) if footer is None else (footer.width / EMU - 15, footer.height / EMU),
        None if number is None else number.placeholder_format.idx,
        "" if number is None else _own_style(number, layout),
    )


def _own_style(holder: Any, layout: Any) -> str:
    """The first paragraph level of a placeholder, written out.

    LibreOffice does not look for that of a footer on the layout and its master.
    """
    same = [
        one
        for one in layout.slide_master.placeholders
        if one.placeholder_format.type == holder.placeholder_format.type
    ]
    for one in (holder, *same):
        level = one._element.find(f".//{_A}lstStyle/{_A}lvl1pPr")
        if level is not None:
            return str(serialize_part_xml(level).decode().partition("?>")[2].strip())
    return ""


def _is_held(text: str, width: float, height: float, size: float) -> bool:
    """True where a text fits into a box, give or take the space below its last line."""
    return len(slides_text.wrap(text, width, size)) * size * slides_text.LEADING <= height + 4


def _fitting_size(text: str, width: float, height: float) -> float:
    """0 where a footer fits in nine points; else the size, not below six, in which it does."""
    for size in (_FOOT, 8.0, 7.0, 6.0):
        lines = slides_text.wrap(text, width, size)
        if len(lines) * size * slides_text.LEADING <= max(height, size * slides_text.LEADING):
            return 0.0 if size == _FOOT else size
    return 6.0
