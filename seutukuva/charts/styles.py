"""How lines, bars and classes look, whoever draws them: by their role and place within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seutukuva.charts import colours
from seutukuva.charts.colours import Palette
from seutukuva.charts.rows import Bullet, Look, Range
from seutukuva.charts.specification import Bar, ChartSpecification, MarkKind, Series

_DENSE = 100  # points of a line; more of them melt together under a thick line


class Dashes(NamedTuple):
    """Strokes and gaps in pixels, as SVG writes them; those of a small panel are shorter."""

    chart: str
    panel: str


# By the names that Plotly has for them; "3px,4px" is its way to write any others.
DASHES = {
    "solid": Dashes("", ""),
    "dash": Dashes("7 4", "4 3"),
    "dot": Dashes("1.5 3", "1 3"),
    "dashdot": Dashes("7 3 1.5 3", "4 3 1 3"),
    "longdash": Dashes("12 4", "8 3"),
    "longdashdot": Dashes("12 3 1.5 3", "8 3 1 3"),
    "3px,4px": Dashes("3 4", "2 3"),
}
# Width in pixels and dashes of the line of what happened.
MARK_STYLES: dict[MarkKind, tuple[float, str]] = {
    "history": (1.0, "dot"),
    "event": (1.0, "dash"),
    "annotation": (1.0, "longdashdot"),
    "classification_break": (2.0, "solid"),
}


@dataclass(frozen=True, slots=True)
class LineStyle:
    """Colour, width in pixels, and the name of the dashes."""

    colour: str
    width: float
    dash: str


def line_style(series: Series, palette: Palette, has_own: bool) -> LineStyle:
    """The line of a series; beside the reader's own area the others are a grey crowd."""
    if series.role in ("own", "ahead"):
        width = 3 if len(series.points) <= _DENSE else 2
        return LineStyle(palette.OWN, width, colours.OWN_DASH)
    if series.role == "benchmark":
        dashes = colours.BENCHMARK_DASHES
        turn, place = divmod(series.order, len(palette.BENCHMARKS))
        # After the last colour the first comes again, with other dashes.
        return LineStyle(palette.BENCHMARKS[place], 2, dashes[(place + turn) % len(dashes)])
    dash = colours.PEER_DASHES[series.order % len(colours.PEER_DASHES)]
    if has_own or series.order >= len(palette.PEERS):
        return LineStyle(palette.PEER, 1.25, dash)
    return LineStyle(palette.PEERS[series.order], 2, dash)


def led(specification: ChartSpecification) -> list[Series]:
    """The series with a direct label that a leader comes to from the end of the line.

    Beside two spans of what may come a long leader would read as one more course: there only
    those that end last have one.
    """
    named = [(one, one.end) for one in specification.series if one.label]
    ends = [(one, end.position) for one, end in named if end]
    last = max((position for _one, position in ends), default=0.0)
    has_spans = bool(specification.outer_fan)
    return [one for one, position in ends if position >= last or not has_spans]


def bar_colour(bar: Bar, palette: Palette) -> str:
    """The colour of a bar of a ranking."""
    if bar.role == "benchmark":
        return palette.BENCHMARKS[bar.order % len(palette.BENCHMARKS)]
    return palette.OWN if bar.role == "own" else palette.PEER


def range_colour(row: Range, palette: Palette) -> str:
    """The colour of an estimate and its interval."""
    return palette.OWN if row.is_own else palette.PEER


def stands_out(row: Range, others: Sequence[Range]) -> bool:
    """True where a row's name is drawn strong: it is the own one, and not all are."""
    return row.is_own and not all(one.is_own for one in others)


def class_colours(specification: ChartSpecification, palette: Palette) -> list[str]:
    """The colour of each value class of a map, in their order."""
    if specification.ramp == "diverging":
        # Classes of an order have a middle one, which is neither side.
        return [palette.DIVERGING.get(one.step, palette.BAND) for one in specification.classes]
    count = len(specification.classes)
    return [colours.sequential(palette, at, count) for at in range(count)]


def bullet_colour(row: Bullet, palette: Palette) -> str:
    """The colour of the bar of what is realised; time is no result and stands back."""
    return palette.PEER if row.is_time else palette.OWN


def badge(look: Look, palette: Palette) -> tuple[str, str, str]:
    """Ground, edge and letter of a judgement; what lies between good and poor has no hue.

    An empty ground is that of the page, also where a dark page is printed on white.
    """
    if look in ("good", "poor"):
        ground = palette.BETTER if look == "good" else palette.WORSE
        return ground, ground, colours.text_on(ground)
    edge = palette.TEXT if look == "fair" else palette.GRID
    return "", edge, palette.TEXT
