"""Small pictures for the cells of a table, as inline SVG: lines, spines, arrows and marks.

Each is a string of under 1,000 bytes without its label: deterministic, without scripts, styles or
outside addresses. Colours are CSS variables that `style` gives the values of one theme, with those
of the light theme to fall back on. A picture with a label is an image of that name; one without
is decoration that a screen reader passes over, for where the words stand beside it.
"""

from __future__ import annotations

import html
import math
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import formats
from seutukuva.charts import colours
from seutukuva.charts.colours import Palette, ThemeName
from seutukuva.charts.timelines import pace

# More points than this are closer together than one can see; sixty years are as many.
_MOST_POINTS = 60
_EDGE = 4  # pixels left free around a line for its end dot


def variables(palette: Palette) -> dict[str, str]:
    """The CSS variables of the small pictures and panels, by name."""
    return {
        "background": palette.BACKGROUND,
        "text": palette.TEXT,
        "soft": palette.SOFT_TEXT,
        "grid": palette.GRID,
        "axis": palette.AXIS,
        "band": palette.BAND,
        "own": palette.OWN,
        "benchmark": palette.BENCHMARKS[0],
        "better": palette.BETTER,
        "worse": palette.WORSE,
    }


_LIGHT = variables(colours.LIGHT)


def colour(name: str) -> str:
    """A colour for an attribute: the page's variable, or that of the light theme without one."""
    return f"var(--sk-{name},{_LIGHT[name]})"


def style(theme: ThemeName) -> str:
    """CSS for the page's style block: the variables' values in a theme."""
    values = variables(colours.PALETTES[theme])
    return ":root{" + "".join(f"--sk-{name}:{value};" for name, value in values.items()) + "}"


@dataclass(frozen=True, slots=True)
class Course:
    """One series ready to be drawn: a place for each period, also for those without a figure.

    Attributes:
        values: from the first figure to the last one; None where a period has none.
        breaks: places of figures that cannot be compared with those before them.
        first: period of the first figure; "" without any.
        last: period of the last figure.
    """

    values: tuple[float | None, ...]
    breaks: frozenset[int]
    first: str
    last: str

    @property
    def gaps(self) -> int:
        """How many periods between the first and the last figure have none."""
        return sum(value is None for value in self.values)


def course(rows: Sequence[Mapping[str, Any]]) -> Course:
    """A series with the periods that no row speaks of, so that its line breaks there.

    Args:
        rows: period, value and status of one series, oldest first. One of every second year has
            no gaps between: its pace is seen from the rows.
    """
    known = {
        formats.period_index(row["period"]): row
        for row in rows
        if not formats.is_missing(row["value"])
    }
    if not known:
        return Course((), frozenset(), "", "")
    first, last = min(known), max(known)
    steps = range(first, last + 1, pace([row["period"] for row in rows]))
    return Course(
        tuple(float(known[at]["value"]) if at in known else None for at in steps),
        frozenset(
            place
            for place, at in enumerate(steps)
            if at in known and known[at]["status"] == "break" and place
        ),
        str(known[first]["period"]),
        str(known[last]["period"]),
    )


def sparkline_svg(
    points: Sequence[float | None],
    *,
    width: int = 120,
    height: int = 28,
    label: str,
    breaks: Collection[int] = (),
) -> str:
    """The course of one series from its lowest to its highest value, the newest with a dot.

    Args:
        points: one number a period, oldest first; None or NaN breaks the line. Of very many the
            farthest from the mean of each stretch is drawn.
        label: what it shows, in words; "" for decoration.
        breaks: places of points that the line does not reach from before.
    """
    given = [None if value is None or math.isnan(value) else value for value in points]
    found, cuts = _thinned(given, breaks)
    known = [value for value in found if value is not None]
    if not known:
        return drawing("", width, height, label)
    low, high = min(known), max(known)
    step = (width - 2 * _EDGE) / max(len(found) - 1, 1)
    tall = height - 2 * _EDGE

    def at(index: int, value: float) -> tuple[float, float]:
        share = (value - low) / (high - low) if high > low else 0.5
        return _EDGE + index * step, height - _EDGE - share * tall

    places = [None if value is None else at(index, value) for index, value in enumerate(found)]
    line, lonely = _joined(places, cuts)
    end = next(place for place in reversed(places) if place)
    own = colour("own")
    drawn = f'<path d="{line}" fill="none" stroke="{own}" stroke-width="1.5"/>' if line else ""
    if lonely:
        # A line of no length with round ends: a dot in a fifth of a circle's letters.
        drawn += f'<path d="{lonely}" stroke="{own}" stroke-width="3" stroke-linecap="round"/>'
    return drawing(drawn + _dot(end, 3, own), width, height, label)


_Place = tuple[float, float]


def _joined(places: Sequence[_Place | None], cuts: Collection[int]) -> tuple[str, str]:
    """The line through all places that are next to each other, and those without a line."""
    drawn, lonely = [], []
    for index, place in enumerate(places):
        if place is None:
            continue
        from_before = index > 0 and places[index - 1] is not None and index not in cuts
        after = index + 1
        goes_on = after < len(places) and places[after] is not None and after not in cuts
        point = f"{_number(place[0])} {_number(place[1])}"
        if from_before or goes_on:
            drawn.append(f"{'L' if from_before else 'M'}{point}")
        else:
            lonely.append(f"M{point}h0")
    return "".join(drawn), "".join(lonely)


def _thinned(
    found: list[float | None], breaks: Collection[int]
) -> tuple[list[float | None], set[int]]:
    """At most `_MOST_POINTS` of the points, and those of them that the line does not reach.

    Stretches are counted back from the newest point. A gap as long as one is kept: else it would
    disappear where it begins in one stretch and ends in the next.
    """
    if len(found) <= _MOST_POINTS:
        return found, set(breaks)
    known = [value for value in found if value is not None]
    mean = math.fsum(known) / len(known) if known else 0.0
    size = math.ceil(len(found) / _MOST_POINTS)
    ends = range(len(found), 0, -size)[::-1]
    stretches = [found[max(0, end - size) : end] for end in ends]
    cuts = {bisect_left(ends, place + 1) for place in breaks}
    empty = 0
    for place, value in enumerate(found):
        if value is not None and empty >= size:
            cuts.add(bisect_left(ends, place + 1))
        empty = empty + 1 if value is None else 0
    return [
        max(
            (value for value in one if value is not None), key=lambda v: abs(v - mean), default=None
        )
        for one in stretches
    ], cuts


def spine_svg(
    minimum: float | None,
    q1: float | None,
    median: float | None,
    q3: float | None,
    maximum: float | None,
    own: float | None,
    *,
    width: int = 220,
    height: int = 24,
    label: str,
    hollow: bool = False,
    judgement: str = "",
) -> str:
    """Where an area is among all: their range, middle half and median, and the own place.

    Args:
        minimum … own: places from −1 to 1 with the benchmark at 0, which is the upright line in
            the middle; the own place is None where it has none, the others where areas are few.
        label: in words; "" for decoration.
        hollow: a tentative figure.
        judgement: "better" or "worse" than the benchmark gives the own place a colour and the
            shape of a triangle; "" leaves it a dot without judgement.
    """
    middle, reach = height / 2, width / 2 - 7

    def x(place: float) -> float:
        return width / 2 + reach * min(1.0, max(-1.0, place))

    axis, text = colour("axis"), colour("text")
    parts = []
    if minimum is not None and maximum is not None:
        parts.append(_line(x(minimum), middle, x(maximum), middle, axis, 3))
    if q1 is not None and q3 is not None:
        parts.append(
            f'<rect x="{_number(x(q1))}" y="{_number(middle - 5.5)}" '
            f'width="{_number(max(1.0, x(q3) - x(q1)))}" height="11" '
            f'fill="{colour("band")}" stroke="{axis}"/>'
        )
    if median is not None:
        parts.append(_line(x(median), middle - 5.5, x(median), middle + 5.5, axis, 2))
    parts.append(_line(width / 2, 1, width / 2, height - 1, text, 1.5))
    if own is not None:
        parts.append(_own_place(x(own), middle, judgement, hollow))
    return drawing("".join(parts), width, height, label)


def _own_place(x: float, y: float, judgement: str, hollow: bool) -> str:
    hue = colour(judgement if judgement in ("better", "worse") else "own")
    ground = colour("background")
    fill, edge = (ground, hue) if hollow else (hue, ground)
    if judgement not in ("better", "worse"):
        return (
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="5" '
            f'fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'
        )
    up = 1 if judgement == "better" else -1
    points = ((x, y - 6 * up), (x + 6, y + 5 * up), (x - 6, y + 5 * up))
    return f'<path d="{_outline(points)}" fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'


# The shape of the arrow tells, its colour only adds a judgement.
_COURSES: Mapping[str, str] = {
    "rising": "M3 13 13 3M6 3H13V10",
    "falling": "M3 3 13 13M13 6V13H6",
    "steady": "M2 8H14M10 4 14 8 10 12",
}
_NOTHING = "M3 8H5M7 8H9M11 8H13"


def trend_svg(state: str, *, label: str, judgement: str = "", size: int = 16) -> str:
    """An arrow up, down or level for "rising", "falling", "steady"; three dashes for any other."""
    hue = colour(judgement if judgement in ("better", "worse") else "soft")
    drawn = (
        f'<path d="{_COURSES.get(state, _NOTHING)}" fill="none" stroke="{hue}" stroke-width="2" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )
    return drawing(drawn, 16, 16, label, size / 16)


def drawing(content: str, width: int, height: int, label: str, scale: float = 1.0) -> str:
    """A small picture around its parts; without a label it is decoration."""
    said = f'role="img" aria-label="{html.escape(label)}"' if label else 'aria-hidden="true"'
    wide, tall = _number(width * scale), _number(height * scale)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{wide}" height="{tall}" {said}>{content}</svg>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float) -> str:
    path = f"M{_number(x1)} {_number(y1)}L{_number(x2)} {_number(y2)}"
    return f'<path d="{path}" stroke="{stroke}" stroke-width="{width:g}"/>'


def _dot(place: tuple[float, float], radius: float, fill: str) -> str:
    x, y = map(_number, place)
    return f'<circle cx="{x}" cy="{y}" r="{radius:g}" fill="{fill}"/>'


def _outline(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points) + "Z"


def _number(value: float) -> str:
    """A coordinate to a tenth of a pixel, in as few signs as it takes."""
    return f"{round(value, 1):g}"
