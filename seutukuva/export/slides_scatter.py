"""Charts of points and lines: what all of them share, whatever they show."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from seutukuva import formats
from seutukuva.charts.colours import LIGHT
from seutukuva.charts.specification import Axis
from seutukuva.export import slides_xml
from seutukuva.export.slides_book import Book, Ref
from seutukuva.export.slides_xml import Label, Letters, Paint, ValueAxis

_ACROSS, _UP = 111111, 222222  # numbers of the two axes
DATA, LAYOUT = "Data", "Layout"  # names of sheets


@dataclass(frozen=True, slots=True)
class Frame:
    """What a chart is drawn with: its size in points, the colours, the size of its letters.

    `head` is written above the plot: the name of a small chart among others.
    """

    width: float
    height: float
    paint: Paint
    language: str
    size: float = 12.0
    head: str = ""

    @property
    def above(self) -> float:
        """Points that the head takes."""
        return (self.head.count("\n") + 1) * 1.35 * self.size if self.head else 0.0

    def letters(self, colour: str = LIGHT.SOFT_TEXT, *, bold: bool = False) -> Letters:
        """Letters of the chart's size."""
        return Letters(self.paint, self.language, self.size, colour, bold)


@dataclass(slots=True)
class Scatter:
    """A chart of points and lines as it grows: its series and the workbook behind them."""

    frame: Frame
    book: Book = field(default_factory=Book)
    series: list[tuple[Ref, Ref, str]] = field(default_factory=list)

    def add(
        self,
        across: Ref,
        up: Ref,
        *,
        look: str,
        marker: str = "",
        points: str = "",
        labels: Sequence[Label] = (),
    ) -> None:
        """A series; `points` are the looks of single ones."""
        none = slides_xml.marker(self.frame.paint, "", "", 0)
        told = slides_xml.labels(labels)
        self.series.append((across, up, f"{look}{marker or none}{points}{told}"))

    def _series(self) -> str:
        found, longest = [], 0
        for at in range(len(self.series) - 1, -1, -1):
            across, up, look = self.series[at]
            # LibreOffice leaves out a series that is shorter than one after it.
            longest = max(longest, len(up.values))
            empty = (None,) * (longest - len(up.values))
            if empty:
                across = replace(across, values=(*across.values, *empty))
                up = replace(up, values=(*up.values, *empty))
            found.append(
                f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{slides_xml.name(up)}{look}'
                f"<c:xVal>{slides_xml.numbers(across)}</c:xVal>"
                f'<c:yVal>{slides_xml.numbers(up)}</c:yVal><c:smooth val="0"/></c:ser>'
            )
        return "".join(reversed(found))

    def helper(
        self,
        name: str,
        points: Sequence[tuple[float, float]],
        look: str,
        labels: Sequence[Label] = (),
    ) -> None:
        """A line that is no figure; its places stand on a sheet of their own."""
        across = self.book.add(LAYOUT, f"x: {name}", [x for x, _y in points])
        up = self.book.add(LAYOUT, name, [y for _x, y in points])
        self.add(across, up, look=look, labels=labels)

    def plot(self, across: ValueAxis, up: ValueAxis, place: str) -> str:
        """The plot with its axes."""
        letters = self.frame.letters()
        return (
            f'{place}<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
            f'{self._series()}<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/>'
            f"</c:scatterChart>{across.xml(_ACROSS, _UP, letters)}{up.xml(_UP, _ACROSS, letters)}"
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A chart part and the workbook behind it."""

    xml: bytes
    book: Book


def value_axis(
    axis: Axis,
    side: str,
    language: str,
    *,
    room: float = 0.0,
    grid: str = "",
    line: str = "",
) -> ValueAxis:
    """An axis of figures as the page has it, with `room` for labels beyond its end."""
    places = [tick.position for tick in axis.ticks]
    # The first step of ranks is from one to ten, the others are alike.
    last = places[-2:] if side == "b" else places[:2]
    step = last[1] - last[0] if len(last) > 1 else (axis.high - axis.low) or 1.0
    low = axis.low
    if places:
        low = last[0] - step * math.ceil((last[0] - axis.low) / step - 1e-9)
    high = axis.high + room * (axis.high - axis.low)
    code = tick_code(axis, step, language)
    if low <= 0 < axis.low:
        # Programs count ticks from the beginning of an axis, but there is no rank zero.
        code = ";".join([*code.split(";")[:2], ""])
    return ValueAxis(low, high, step, code, side, axis.title, line=line, grid=grid)


def tick_code(axis: Axis, step: float, language: str) -> str:
    """The format in which the ticks of an axis are written on the page."""
    decimals = next((d for d in range(9) if math.isclose(step * 10**d, round(step * 10**d))), 2)
    written = [(tick.position, tick.text) for tick in axis.ticks]
    if any(at < 0 for at, _text in written) and not any(formats.MINUS in t for _at, t in written):
        # Ranks stand below zero so that the best is on top; men stand on the left of zero.
        has_both = any(at >= 0 for at, _text in written)
        parts = slides_xml.number_format(0, language, unsigned=True).split(";")
        return ";".join(parts if has_both else ["", parts[1], ""])
    last = written[-1][1] if written else ""
    found = re.search(r"[^\d]*$", last)
    suffix = found.group() if found else ""
    return slides_xml.number_format(decimals, language, signed=last.startswith("+"), suffix=suffix)
