"""Dots as native charts: estimates with their intervals, and strips of all areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from seutukuva import texts
from seutukuva.charts.colours import LIGHT
from seutukuva.charts.rows import Range
from seutukuva.charts.specification import Axis, ChartSpecification, Dot
from seutukuva.charts.styles import range_colour, stands_out
from seutukuva.export import slides_text, slides_xml
from seutukuva.export.slides_bars import in_one_line
from seutukuva.export.slides_scatter import DATA, Frame, Made, Scatter, value_axis
from seutukuva.export.slides_xml import Label, ValueAxis

_FAINT = "#9AA9BC"  # an estimate from which no conclusion is drawn
_DOT = 10.0  # points from dot to dot of a strip
_NAME_SHARE = 0.3


def ranges(specification: ChartSpecification, frame: Frame) -> Made:
    """Names on the left, a dot with its interval, the earlier wave hollow, bases at the right."""
    drawn, rows = Scatter(frame), specification.ranges
    count = len(rows)
    places = {row.key: count - at - 0.5 for at, row in enumerate(rows)}
    axis = specification.x_axis or Axis(-1, 1)
    # As on the page: no rounding of the ends, or ranks would begin at zero.
    across = value_axis(axis, "b", frame.language, grid=LIGHT.GRID)
    heading = specification.y_axis.title if specification.y_axis else ""
    has_heading = bool(heading) and any(row.base for row in rows)
    up = ValueAxis(
        0.0,
        float(max(count, 1)) + (0.8 if has_heading else 0.0),
        1.0,
        "General",
        "l",
        line=LIGHT.AXIS,
        is_hidden=True,
    )
    valued = [row for row in rows if row.value is not None]
    _estimates(drawn, specification, valued, places)
    _row_words(drawn, rows, places, across)
    if has_heading:
        label = Label(0, frame.letters(), "r", heading)
        drawn.helper("heading", [(across.high, count + 0.4)], frame.paint.stroke(""), [label])
    names = [_wrapped(row, frame) for row in rows]
    left = min(slides_text.widest(names, frame.size, True) + 14, _NAME_SHARE * frame.width)
    bases = slides_text.widest([heading, *(row.base for row in rows)], frame.size) + 16
    below = (3.6 if axis.title else 2.0) * frame.size
    place = slides_xml.layout(
        left / frame.width,
        8 / frame.height,
        1 - (left + bases) / frame.width,
        1 - (8 + below) / frame.height,
    )
    return Made(slides_xml.chart(drawn.plot(across, up, place), frame.letters()), drawn.book)


def _wrapped(row: Range, frame: Frame) -> str:
    """The name of a row in as few lines as its part of the width allows."""
    width = _NAME_SHARE * frame.width - 14
    return "\n".join(slides_text.wrap(in_one_line(row.label), width, frame.size, bold=True))


def _estimates(
    drawn: Scatter,
    specification: ChartSpecification,
    valued: Sequence[Range],
    places: dict[str, float],
) -> None:
    """One series a colour; all of them stand on the same rows of the workbook."""
    _ = texts.translator(specification.language)
    book, paint = drawn.book, drawn.frame.paint
    book.add(DATA, _("Name"), [in_one_line(row.label) for row in valued])
    across = book.add(DATA, specification.unit or _("Value"), [row.value for row in valued])
    groups: dict[str, list[int]] = {}
    for at, row in enumerate(valued):
        colour = _FAINT if row.is_faint else range_colour(row, LIGHT)
        groups.setdefault(colour, []).append(at)
    for colour, members in groups.items():
        _intervals(drawn, [valued[at] for at in members], places, colour)
    _before(drawn, specification.ranges, places)
    for number, (colour, members) in enumerate(groups.items(), start=1):
        heights = [places[row.key] if at in members else None for at, row in enumerate(valued)]
        name = specification.title if number == 1 else f"{specification.title} ({number})"
        up = book.add(DATA, name, heights)
        letters = drawn.frame.letters(LIGHT.TEXT, bold=True)
        told = [at for at in members if valued[at].value_text]
        labels = [Label(at, letters, "t", valued[at].value_text) for at in told]
        marker = slides_xml.marker(paint, colour, colour, 9)
        drawn.add(across, up, look=paint.stroke(""), marker=marker, labels=labels)


def _intervals(
    drawn: Scatter, rows: Sequence[Range], places: dict[str, float], colour: str
) -> None:
    """A thick line from end to end of each; an empty cell parts one from the next.

    Bars of errors would be nearer at hand, but not every program draws those that differ.
    """
    _ = texts.translator(drawn.frame.language)
    ends: list[tuple[str, float, float | None]] = []
    for row in rows:
        if row.low is not None and row.high is not None:
            name, place = in_one_line(row.label), places[row.key]
            ends += [(name, row.low, place), (name, row.high, place), ("", row.high, None)]
    if not ends:
        return
    sheet = _("Low – high")
    at = len(drawn.book.sheets.get(sheet, ())) // 3
    drawn.book.add(sheet, _("Name"), [one[0] for one in ends])
    across = drawn.book.add(sheet, _("Value"), [one[1] for one in ends])
    name = f"{sheet} ({at + 1})" if at else sheet
    up = drawn.book.add(sheet, name, [one[2] for one in ends])
    drawn.add(across, up, look=drawn.frame.paint.stroke(colour, 3.5))


def _before(drawn: Scatter, rows: Sequence[Range], places: dict[str, float]) -> None:
    """The earlier wave: hollow dots, below the newer ones."""
    _ = texts.translator(drawn.frame.language)
    earlier = [row for row in rows if row.before is not None]
    if not earlier:
        return
    sheet, paint = _("Earlier round"), drawn.frame.paint
    drawn.book.sheets.setdefault(DATA, [])
    names = [name for row in earlier for name in (in_one_line(row.label), "")]
    drawn.book.add(sheet, _("Name"), names)
    # Empty cells between them, so that no line joins one with the next.
    values = [value for row in earlier for value in (row.before, row.before)]
    heights = [height for row in earlier for height in (places[row.key], None)]
    across = drawn.book.add(sheet, _("Value"), values)
    up = drawn.book.add(sheet, _("Earlier round"), heights)
    marker = slides_xml.marker(paint, LIGHT.BACKGROUND, LIGHT.PEER, 9)
    drawn.add(across, up, look=paint.stroke(LIGHT.PEER), marker=marker)


def _row_words(
    drawn: Scatter, rows: Sequence[Range], places: dict[str, float], across: ValueAxis
) -> None:
    """Names at the left, bases at the right, and words where there is no estimate."""
    frame = drawn.frame
    nothing = frame.paint.stroke("")
    names = [
        Label(at, frame.letters(LIGHT.TEXT, bold=stands_out(row, rows)), "l", _wrapped(row, frame))
        for at, row in enumerate(rows)
    ]
    heights = [places[row.key] for row in rows]
    drawn.helper("names", [(across.low, y) for y in heights], nothing, names)
    bases = [Label(at, frame.letters(), "r", row.base) for at, row in enumerate(rows) if row.base]
    if bases:
        drawn.helper("bases", [(across.high, y) for y in heights], nothing, bases)
    without = [row for row in rows if row.value is None]
    if without:
        words = [Label(at, frame.letters(), "r", row.value_text) for at, row in enumerate(without)]
        points = [(across.low, places[row.key]) for row in without]
        drawn.helper("words", points, nothing, words)


def strip(specification: ChartSpecification, frame: Frame) -> Made:
    """One dot an area; what is highlighted is named above."""
    drawn = Scatter(frame)
    axis = specification.x_axis or Axis(0, 1)
    across = value_axis(axis, "b", frame.language, line=LIGHT.AXIS)
    first = axis.ticks[0].position if axis.ticks else axis.low
    if all(dot.value >= first for dot in specification.dots):
        across = replace(across, low=first)
    half = frame.height / 2 / _DOT
    up = ValueAxis(-half, half, half, "General", "l", is_hidden=True, crosses=axis.low)
    reach = max([abs(dot.offset) for dot in specification.dots], default=1.0) + 1.5
    # LibreOffice draws no line that comes before the first figures.
    _dots(drawn, specification, reach)
    _spread(drawn, specification, reach)
    below = (3.6 if axis.title else 2.0) * frame.size
    place = slides_xml.layout(0.03, 0.02, 0.94, 1 - below / frame.height - 0.02)
    across = replace(across, crosses=-half)
    return Made(slides_xml.chart(drawn.plot(across, up, place), frame.letters()), drawn.book)


def _spread(drawn: Scatter, specification: ChartSpecification, reach: float) -> None:
    """The middle half between thin lines, the median as a thick one with its name below."""
    _ = texts.translator(specification.language)
    paint, letters = drawn.frame.paint, drawn.frame.letters()
    drawn.book.sheets.setdefault(DATA, [])
    for band in specification.bands:
        ends = [(band.low, -reach), (band.low, reach), (band.high, reach), (band.high, -reach)]
        drawn.helper(band.label, [*ends, ends[0]], paint.stroke(LIGHT.AXIS, 1.0))
    for guide in specification.guides:
        points = [(guide.value, reach), (guide.value, -reach)]
        label = Label(1, letters, "b", guide.label or guide.text or _("Median"))
        drawn.helper(guide.label or _("Median"), points, paint.stroke(LIGHT.TEXT, 1.75), [label])


def _dots(drawn: Scatter, specification: ChartSpecification, reach: float) -> None:
    _ = texts.translator(specification.language)
    ordered = sorted(
        specification.dots, key=lambda one: ("peer", "benchmark", "own").index(one.role)
    )
    book, paint = drawn.book, drawn.frame.paint
    book.add(DATA, _("Area"), [dot.name for dot in ordered])
    across = book.add(DATA, specification.title, [dot.value for dot in ordered])
    names = {"peer": _("Area"), "benchmark": _("Comparison"), "own": ""}
    for role, name in names.items():
        members = [dot for dot in ordered if dot.role == role]
        if members:
            heights = [dot.offset if dot.role == role else None for dot in ordered]
            up = book.add(DATA, name or members[0].name, heights)
            colour = _colour(members[0])
            size = 7 if role == "peer" else 10
            marker = slides_xml.marker(paint, colour, LIGHT.BACKGROUND, size)
            drawn.add(across, up, look=paint.stroke(""), marker=marker)
    for dot in ordered:
        if dot.label:
            top = reach + 1.2 + 1.9 * dot.level
            letters = drawn.frame.letters(LIGHT.TEXT, bold=dot.role == "own")
            label = Label(1, letters, "l" if dot.is_leftward else "r", dot.label)
            look = paint.stroke(_colour(dot), 0.75)
            drawn.helper(
                f"→ {dot.name}", [(dot.value, dot.offset), (dot.value, top)], look, [label]
            )


def _colour(dot: Dot) -> str:
    return {"own": LIGHT.OWN, "benchmark": LIGHT.BENCHMARKS[0]}.get(dot.role, LIGHT.PEER)
