"""What one slide of a deck holds, laid out: on one page, or on as many as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from seutukuva import formats, texts
from seutukuva.charts.colours import LIGHT
from seutukuva.charts.specification import ChartSpecification
from seutukuva.charts.styles import class_colours
from seutukuva.export import slides_charts, slides_tables, slides_text
from seutukuva.export.slides import Slide, SlideTable
from seutukuva.export.slides_layouts import Box, Holder, Layouts, Page, Purpose
from seutukuva.export.slides_look import Look
from seutukuva.export.slides_scatter import Frame
from seutukuva.export.slides_shapes import Canvas, Type
from seutukuva.export.slides_tables import Laid

_SMALL, _SMALL_GAP = 10.0, 2.0
_MOST_BELOW = 4  # lines under the content; the others are in the notes
_TEXT_SIZES = (20.0, 18.0, 16.0, 14.0)
_BOX_SIZE = 16.0  # of texts in a box without a placeholder
_LONG = 120  # letters of a title or subtitle
_GAP = 8.0  # between paragraphs
_INSET, _INDENT = 15.0, 16.0
_TEXT_SHARE, _KEY_SHARE = 0.34, 0.32  # of the width
_MOST_ABOVE = 0.42  # of the height, for texts above a table
_TITLE_LINE = 2.6  # of a panel: its name and figures, in sizes of its letters
Draw = Callable[[Canvas], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a slide: its layout, what is drawn on it, what is told to it."""

    page: Page
    draws: tuple[Draw, ...]
    notes: tuple[str, ...] = ()

    def draw(self, canvas: Canvas) -> None:
        """Everything but title, subtitle and foot, in the order of reading."""
        for one in self.draws:
            one(canvas)


class Content:
    """The content of a slide and how it is shared out."""

    def __init__(self, slide: Slide, language: str, layouts: Layouts, look: Look) -> None:
        self._slide, self._language = slide, language
        self._layouts, self._look = layouts, look
        chart = slide.chart
        self.subtitle = slide.subtitle or (chart.subtitle if chart else "")
        self._below = slide.below or (_told_below(chart) if chart else ())

    def parts(self) -> list[Part]:
        """The pages; the first has the notes."""
        slide = self._slide
        bullets = [text for text in slide.bullets if text.strip()]
        if slide.chart is not None and slide.chart.is_empty:
            bullets.append(slide.chart.alternative)
        found: list[Part] = []
        if slide.chart is not None and not slide.chart.is_empty:
            pages, bullets = self._charts(slide.chart, bullets)
            found += pages
        if slide.table is not None:
            found += self._worded_tables(slide.table, bullets)
        elif bullets or not found:
            found += self._texts(bullets)
        further = [replace(one, notes=tuple(self._below)) for one in found[1:]]
        return [replace(found[0], notes=self._notes()), *further]

    def _notes(self) -> tuple[str, ...]:
        """What is said, where the figures come from, and what happened on the time axis."""
        slide = self._slide
        happened = [mark.text for mark in slide.chart.marks if mark.text] if slide.chart else []
        # What may be too long for its place is read here.
        long = [text for text in (slide.title, self.subtitle) if len(text) > _LONG]
        told = [*slide.notes, *long, *self._below, *happened]
        return tuple(dict.fromkeys(one for one in told if one))

    # Places

    def _room(self, page: Page) -> Box:
        """The place of the content without the subtitle and the lines below."""
        main = page.main
        top = 22.0 if self.subtitle and page.subtitle is None else 0.0
        lines = len(self._lines_below(main.width))
        below = lines * _SMALL * slides_text.LEADING + 8 if lines else 0.0
        return Box(main.x, main.y + top, main.width, main.height - top - below)

    def _lines_below(self, width: float) -> list[str]:
        lines = [line for one in self._below for line in slides_text.wrap(one, width, _SMALL)]
        if len(lines) > _MOST_BELOW:
            lines = [*lines[: _MOST_BELOW - 1], lines[_MOST_BELOW - 1].rstrip(" .,;") + " …"]
        return lines

    def _framed(self, page: Page, *draws: Draw) -> Part:
        """A page with what stands around the content."""
        before: list[Draw] = []
        after: list[Draw] = []
        if self.subtitle and page.subtitle is None:
            box = Box(page.main.x, page.main.y, page.main.width, 20)
            shown = slides_text.shortened(self.subtitle, box.width, 13, 1)
            before.append(partial(_words, [shown], box, Type(13, LIGHT.SOFT_TEXT)))
        lines = self._lines_below(page.main.width)
        if lines:
            high = len(lines) * _SMALL * slides_text.LEADING + 2
            box = Box(page.main.x, page.main.bottom - high, page.main.width, high)
            after.append(partial(_words, lines, box, Type(_SMALL, LIGHT.SOFT_TEXT)))
        return Part(page, (*before, *draws, *after))

    # Charts

    def _charts(
        self, chart: ChartSpecification, bullets: Sequence[str]
    ) -> tuple[list[Part], list[str]]:
        """Pages with the chart, the first with as many of the texts as fit, and the others."""
        found: list[Part] = []
        left = list(bullets)
        for piece in slides_charts.pieces(chart):
            purpose: Purpose = "both" if left and not found else "chart"
            page = self._layouts.page(purpose)
            room = self._room(page)
            draws: list[Draw] = []
            place = room
            if purpose == "both":
                box, place = _halves(page, room)
                size, count = self._fitting(left, box, page.text)
                draws.append(partial(_text, left[:count], box, page.text, Type(size)))
                left = left[count:]
            holder = page.content if purpose == "chart" or page.text else None
            draws += self._drawn(piece, place, holder, is_alone=purpose == "chart")
            found.append(self._framed(page, *draws))
        return found, left

    def _drawn(
        self, chart: ChartSpecification, box: Box, holder: Holder | None, *, is_alone: bool
    ) -> list[Draw]:
        if chart.panels:
            return self._panels(chart, box)
        key: list[Draw] = []
        if chart.kind in ("map", "tiles"):
            box, key = self._key(chart, box, is_alone=is_alone)
        return [self._chart(chart, box, _place_of(holder, KIND.CHART, "chart")), *key]

    def _chart(
        self,
        chart: ChartSpecification,
        box: Box,
        holder: tuple[str, int] | None,
        size: float = 12.0,
        head: str = "",
    ) -> Draw:
        frame = Frame(box.width, box.height, self._look.paint, self._language, size, head)
        made = slides_charts.chart(chart, frame)
        return lambda canvas: canvas.chart(made, box, chart.title, chart.alternative, holder)

    def _panels(self, chart: ChartSpecification, box: Box) -> list[Draw]:
        """Small charts in a grid, all on the same axes."""
        panels = chart.panels
        across = len(panels) if len(panels) <= 3 else (2 if len(panels) == 4 else 3)
        down = -(-len(panels) // across)
        wide, high = (box.width - 14 * (across - 1)) / across, (box.height - 8 * (down - 1)) / down
        draws = []
        for at, panel in enumerate(panels):
            row, column = divmod(at, across)
            place = Box(box.x + column * (wide + 14), box.y + row * (high + 8), wide, high)
            axis = panel.y_axis or chart.y_axis
            if axis is not None and column:
                axis = replace(axis, title="")
            one = replace(
                panel,
                y_axis=axis,
                x_axis=panel.x_axis or chart.x_axis,
                alternative=panel.alternative or f"{chart.title}: {panel.title}",
            )
            head = "\n".join(filter(None, (panel.title, panel.subtitle)))
            draws.append(self._chart(one, place, None, 10.0, head))
        return draws

    def _key(
        self, chart: ChartSpecification, box: Box, *, is_alone: bool
    ) -> tuple[Box, list[Draw]]:
        """The classes of a map as a table beside its bars, each with its colour."""
        _ = texts.translator(self._language)
        rows, swatches = _classes(chart, self._language)
        table = SlideTable(
            (chart.unit or _("Value"), _("Number of areas")),
            rows,
            _("The classes of the chart and how many areas each has."),
            (False, True),
        )
        wide = _KEY_SHARE * box.width if is_alone else box.width
        room = box.height if is_alone else 0.4 * box.height
        laid = slides_tables.laid(table, wide, room, swatches)[0]
        if is_alone:
            place = Box(box.x, box.y, box.width - wide - 20, box.height)
            at = Box(place.right + 20, box.y + 6, sum(laid.widths), laid.height)
        else:
            place = Box(box.x, box.y, box.width, box.height - laid.height - 8)
            at = Box(box.x, place.bottom + 8, sum(laid.widths), laid.height)
        return place, [partial(self._put, laid, at, None, _("Classes"))]

    # Texts

    def _fitting(self, found: Sequence[str], box: Box, holder: Holder | None) -> tuple[float, int]:
        """The size of texts in a box, 0 for the template's own, and how many of them fit."""
        own = self._own_size(holder)
        wide = box.width - _INSET - _INDENT
        for size in (own, *(one for one in _TEXT_SIZES if one < own)):
            if slides_text.height(found, wide, size, _GAP) <= box.height - 8:
                return (0.0 if size == own else size), len(found)
        size = min(own, 16.0 if box.width > 0.5 * self._layouts.width else 14.0)
        count = slides_text.fitting(found, wide, size, _GAP, box.height - 8)
        return (0.0 if size == own else size), count

    def _own_size(self, holder: Holder | None) -> float:
        """The size of the template's texts; that of a box without a placeholder is ours."""
        if holder is None:
            return _BOX_SIZE
        return holder.size or self._look.text_size

    def _texts(self, found: Sequence[str]) -> list[Part]:
        """Pages of texts alone."""
        page = self._layouts.page("text")
        room = self._room(page)
        if not found:
            return [self._framed(page)]
        wide = room.width - _INSET - _INDENT
        left = slides_text.shares(found, wide, 16.0, room.height - 12)
        pages = []
        size, count = self._fitting(left, room, page.text)
        points = size or self._own_size(page.text)
        while left:
            draw = partial(_text, left[:count], room, page.text, Type(size))
            pages.append(self._framed(page, draw))
            left = left[count:]
            count = slides_text.fitting(left, wide, points, _GAP, room.height - 8)
        return pages

    # Tables

    def _worded_tables(self, table: SlideTable, bullets: Sequence[str]) -> list[Part]:
        """Texts above the table where both fit, else on a page before it."""
        page = self._layouts.page("table")
        room = self._room(page)
        if not bullets:
            return self._tables(table, page, room, [])
        wide = room.width - 4
        high = slides_text.height(bullets, wide, 14.0, 5.0) + 12
        if high <= _MOST_ABOVE * room.height:
            above = Box(room.x, room.y, room.width, high)
            words = partial(_words, list(bullets), above, Type(14, LIGHT.TEXT))
            rest = Box(room.x, room.y + high, room.width, room.height - high)
            return self._tables(table, page, rest, [words])
        return [*self._texts(bullets), *self._tables(table, page, room, [])]

    def _tables(self, table: SlideTable, page: Page, room: Box, before: list[Draw]) -> list[Part]:
        pages = []
        _ = texts.translator(self._language)
        for laid in slides_tables.laid(table, room.width, room.height):
            box = Box(room.x, room.y, sum(laid.widths), laid.height)
            holder = _place_of(page.content, KIND.TABLE, "tbl")
            draw = partial(self._put, laid, box, holder, _("Table"))
            pages.append(self._framed(page, *before, draw))
            before = []
        return pages

    def _put(
        self,
        laid: Laid,
        box: Box,
        holder: tuple[str, int] | None,
        name: str,
        canvas: Canvas,
    ) -> None:
        words = laid.table.alternative or self._slide.title
        inside = slides_tables.xml(laid, self._language, self._look.paint)
        canvas.table(inside, box, name, words, holder)


def _told_below(chart: ChartSpecification) -> tuple[str, ...]:
    """Source and notes of a chart, as on the page."""
    _ = texts.translator(chart.language)
    source = [_("Source: {attribution}").format(attribution=chart.source)] if chart.source else []
    return (*source, *chart.notes)


def _classes(
    chart: ChartSpecification, language: str
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Rows of the key, from the highest class on, and their colours; those without a value last."""
    counts = [
        sum(one.value_class == at for one in chart.regions) for at in range(len(chart.classes))
    ]
    rows = [
        (one.label, formats.number(count, 0, language), colour)
        for one, count, colour in zip(
            chart.classes, counts, class_colours(chart, LIGHT), strict=True
        )
    ][::-1]
    without = sum(one.value is None for one in chart.regions)
    if without:
        _ = texts.translator(language)
        label = chart.missing_label or _("No value")
        rows.append((label, formats.number(without, 0, language), LIGHT.MISSING))
    return tuple(row[:2] for row in rows), tuple(row[2] for row in rows)


def _halves(page: Page, room: Box) -> tuple[Box, Box]:
    """The places of texts and chart beside each other."""
    if page.text is not None and page.content is not None:
        text, chart = page.text.box, page.content.box
        if text.right <= chart.x + 4 or chart.right <= text.x + 4:
            return (
                Box(text.x, room.y, text.width, room.height),
                Box(chart.x, room.y, chart.width, room.height),
            )
    wide = _TEXT_SHARE * room.width
    return (
        Box(room.x, room.y, wide, room.height),
        Box(room.x + wide + 18, room.y, room.width - wide - 18, room.height),
    )


def _place_of(holder: Holder | None, kind: object, name: str) -> tuple[str, int] | None:
    """The placeholder that a frame takes: one made for it, or one for any object."""
    if holder is None or holder.kind not in (kind, KIND.OBJECT):
        return None
    return (name if holder.kind == kind else "obj"), holder.idx


def _words(lines: Sequence[str], box: Box, look: Type, canvas: Canvas) -> None:
    canvas.words(lines, box, look)


def _text(
    found: Sequence[str], box: Box, holder: Holder | None, look: Type, canvas: Canvas
) -> None:
    if holder is not None:
        kind = "body" if holder.kind == KIND.BODY else "obj"
        canvas.holder(kind, holder.idx, found, look, box)
    else:
        canvas.words([f"• {one}" for one in found], box, replace(look, size=look.size or _BOX_SIZE))
