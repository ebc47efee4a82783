"""The year as a wheel: months around the rim, and inside what happens when.

January begins at the top and the year goes clockwise. Each thing has a number, which a list
beside the wheel explains, and its state has a sign. What takes long lies further inside. The
drawing is a picture with its words; the list is its twin.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seutukuva.charts.cells import colour, drawing
from seutukuva.charts.render_svg_canvas import FAMILY, plain

# How a span stands, its sign, and its fill, edge and letter by the names of the small pictures.
SIGNS = {"done": "✓", "late": "!", "missed": "✗", "now": "▸", "coming": "", "left": "–"}
_LOOKS = {
    "done": ("own", "own", "background"),
    "late": ("worse", "worse", "background"),
    "missed": ("background", "worse", "text"),
    "now": ("background", "own", "text"),
    "coming": ("band", "axis", "text"),
    "left": ("background", "grid", "soft"),
}
SIZE = 440
_MIDDLE = SIZE / 2
_RIM, _MONTHS = 206.0, 181.0  # outer and inner radius of the ring of months
_HOLE = 42.0  # radius left free for the year
_WIDEST, _GAP = 24.0, 2.0
_LETTER, _SMALLEST = 12.5, 10.0  # at most, and at least where there is room
# How wide digits, a space and the signs are, and how high, in parts of the size of letters.
_SHARES = {**dict.fromkeys("0123456789", 0.56), " ": 0.28, "!": 0.33, "–": 0.56}
_SIGN, _HIGH = 0.8, 0.72
# A number needs so many units along its arc.
_LEAST = 25.0


@dataclass(frozen=True, slots=True)
class Span:
    """Something between two days.

    Attributes:
        number: of the list beside the wheel.
        state: one of ``SIGNS``.
        words: what it is and when, for who points at it.
    """

    number: int
    first: dt.date
    last: dt.date
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """A year to draw.

    Attributes:
        months: twelve short names.
        today: marked where it is in the year.
        today_word: what the mark is called.
        alternative: the wheel in words.
    """

    year: int
    months: Sequence[str]
    spans: tuple[Span, ...]
    today: dt.date | None
    today_word: str
    alternative: str


@dataclass(frozen=True, slots=True)
class _Arc:
    """A span with its angles, in degrees from the top, clockwise."""

    span: Span
    start: float
    end: float


def lanes(spans: Iterable[Span], year: int, reach: float = _MONTHS) -> list[list[Span]]:
    """Spans in lanes, in none of which two overlap; what is short comes first, at the rim.

    Args:
        reach: radius of the outermost lane, by which a single day is made wide enough to read.
    """
    return [[one.span for one in lane] for lane in _lanes(spans, year, reach)]


def svg(wheel: Wheel) -> str:
    """The wheel as SVG with colours by name, as the small pictures of tables have them."""
    found = _lanes(wheel.spans, wheel.year, _MONTHS)
    width = min(_WIDEST, (_MONTHS - _HOLE) / max(len(found), 1))
    parts = [*_ground(wheel), *_today(wheel)]
    for place, lane in enumerate(found):
        outer = _MONTHS - place * width - _GAP
        for arc in lane:
            parts.append(_drawn(arc, outer, outer - width + _GAP))
    parts.append(_text((_MIDDLE, _MIDDLE + 8), str(wheel.year), "text", 24, bold=True))
    body = f'<g font-family="{plain(FAMILY)}">{"".join(parts)}</g>'
    return drawing(body, SIZE, SIZE, wheel.alternative)


def _lanes(spans: Iterable[Span], year: int, reach: float) -> list[list[_Arc]]:
    ordered = sorted(spans, key=lambda one: (_months(one), one.number, one.first))
    found: list[list[_Arc]] = []
    kinds: list[int] = []
    for span in ordered:
        arc, months = _arc(span, year, reach), _months(span)
        free = (
            lane
            for lane, kind in zip(found, kinds, strict=True)
            if kind == months and not any(_overlap(arc, one) for one in lane)
        )
        own = next(free, None)
        if own is None:
            found.append(own := [])
            kinds.append(months)
        own.append(arc)
    return found


def _months(span: Span) -> int:
    """Lanes are for spans of like length: of a month at most, of a few months, of many."""
    days = (span.last - span.first).days
    return 0 if days <= 31 else 1 if days <= 100 else 2


def _arc(span: Span, year: int, reach: float) -> _Arc:
    start, end = _angle(span.first, year), _angle(span.last + dt.timedelta(days=1), year)
    start, end = max(start, 0.0), min(end, 360.0)
    # Measured where it may come to lie if other lanes are before it.
    least = math.degrees(_LEAST / (reach * 0.75))
    if end - start < least:
        middle = (start + end) / 2
        start, end = middle - least / 2, middle + least / 2
    return _Arc(span, start, end)


def _overlap(one: _Arc, other: _Arc) -> bool:
    # Across New Year a short arc may begin below zero.
    turns = (-360.0, 0.0, 360.0)
    return any(one.start < other.end + t - 0.01 and other.start + t < one.end - 0.01 for t in turns)


def _angle(day: dt.date, year: int) -> float:
    """Degrees of the beginning of a day; each month has the same twelfth."""
    months = (day.year - year) * 12 + day.month - 1
    length = calendar.monthrange(day.year, day.month)[1]
    return (months + (day.day - 1) / length) * 30.0


def _at(angle: float, radius: float) -> tuple[float, float]:
    turned = math.radians(angle - 90)
    return _MIDDLE + radius * math.cos(turned), _MIDDLE + radius * math.sin(turned)


def _ground(wheel: Wheel) -> Iterable[str]:
    """The ring of months, each with its name, and the borders between them."""
    yield _circle(_RIM, "axis", 1.5)
    yield _circle(_MONTHS, "axis", 1)
    for place, name in enumerate(wheel.months):
        quarter = place % 3 == 0
        yield _line(place * 30, _HOLE, _RIM, "axis" if quarter else "grid", 1)
        yield _month(place * 30 + 15, name)


def _month(angle: float, name: str) -> str:
    """A month's name along the ring, never upside down."""
    turn = angle if not 90 < angle < 270 else angle - 180
    x, y = _at(angle, (_RIM + _MONTHS) / 2)
    drawn = _text((x, y), name, "text", 13, middle=True)
    return f'<g transform="rotate({_n(turn)} {_n(x)} {_n(y)})">{drawn}</g>'


def _today(wheel: Wheel) -> Iterable[str]:
    if wheel.today is None or wheel.today.year != wheel.year:
        return
    angle = _angle(wheel.today, wheel.year) + 0.5
    tip, left, right = _at(angle, _RIM), _at(angle - 2, _RIM + 13), _at(angle + 2, _RIM + 13)
    # Not over the month's name.
    yield _line(angle, _HOLE, _MONTHS, "text", 2.5)
    places = "L".join(f"{_n(x)} {_n(y)}" for x, y in (tip, left, right))
    words = f"<title>{plain(wheel.today_word)}</title>"
    yield f'<path d="M{places}Z" fill="{colour("text")}">{words}</path>'


def _drawn(arc: _Arc, outer: float, inner: float) -> str:
    fill, edge, letter = _LOOKS[arc.span.state]
    width = 2.5 if arc.span.state == "now" else 1
    label = f"{arc.span.number} {SIGNS[arc.span.state]}".strip()
    angle = (arc.start + arc.end) / 2
    size = min((outer - inner) * _HIGH, _fitting(label, angle, outer - inner - 2 * width))
    middle = _at(angle, (outer + inner) / 2)
    return (
        f'<path d="{_ring(arc.start, arc.end, outer, inner)}" fill="{colour(fill)}" '
        f'stroke="{colour(edge)}" stroke-width="{width:g}"><title>{plain(arc.span.words)}</title>'
        f"</path>{_text(middle, label, letter, size, bold=True, middle=True)}"
    )


def _fitting(label: str, angle: float, room: float) -> float:
    """The size of letters of which a label stays between the edges of its ring.

    At the sides of the wheel a label lies across its ring, above and below along it.
    """
    wide = sum(_SHARES.get(letter, _SIGN) for letter in label)
    turned = math.radians(angle)
    # As of an ellipse: the corners of a label are empty.
    across = math.hypot(wide * math.sin(turned), _HIGH * math.cos(turned))
    return max(min(_LETTER, room / across), _SMALLEST)


def _ring(start: float, end: float, outer: float, inner: float) -> str:
    """A piece of a ring; a whole turn is left open by a hair, for an arc needs two ends."""
    end = min(end, start + 359.9)
    far = int(end - start > 180)
    a, b = _at(start, outer), _at(end, outer)
    c, d = _at(end, inner), _at(start, inner)
    return (
        f"M{_n(a[0])} {_n(a[1])}A{_n(outer)} {_n(outer)} 0 {far} 1 {_n(b[0])} {_n(b[1])}"
        f"L{_n(c[0])} {_n(c[1])}A{_n(inner)} {_n(inner)} 0 {far} 0 {_n(d[0])} {_n(d[1])}Z"
    )


def _circle(radius: float, stroke: str, width: float) -> str:
    return (
        f'<circle cx="{_n(_MIDDLE)}" cy="{_n(_MIDDLE)}" r="{_n(radius)}" fill="none" '
        f'stroke="{colour(stroke)}" stroke-width="{width:g}"/>'
    )


def _line(angle: float, inner: float, outer: float, stroke: str, width: float) -> str:
    (x1, y1), (x2, y2) = _at(angle, inner), _at(angle, outer)
    return (
        f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" stroke="{colour(stroke)}" '
        f'stroke-width="{width:g}"/>'
    )


def _text(
    at: tuple[float, float],
    text: str,
    fill: str,
    size: float,
    *,
    bold: bool = False,
    middle: bool = False,
) -> str:
    # A third of a letter's size below its middle is the line that it stands on.
    y = at[1] + (size * 0.35 if middle else 0)
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{_n(at[0])}" y="{_n(y)}" text-anchor="middle" font-size="{size:g}"{weight} '
        f'fill="{colour(fill)}">{plain(text)}</text>'
    )


def _n(value: float) -> str:
    return f"{round(value, 1):g}"
