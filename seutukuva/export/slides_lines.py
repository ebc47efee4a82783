"""Lines over time as native charts: trends with what happened and where they lead, control charts.

They are scatter charts with joined points, since only these have time at its true distances. A
line that stops and goes on, or that is tentative, has a column for each of its stretches.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from seutukuva import formats, texts
from seutukuva.charts.colours import LIGHT, TENTATIVE_DASH
from seutukuva.charts.specification import Axis, ChartSpecification, Mark, Point, Series
from seutukuva.charts.styles import MARK_STYLES, LineStyle, led, line_style
from seutukuva.export import slides_text, slides_xml
from seutukuva.export.slides_book import Book, Ref
from seutukuva.export.slides_scatter import DATA, Frame, Made, Scatter, value_axis
from seutukuva.export.slides_xml import Label, Paint, ValueAxis

_PIXEL = 0.8  # points of a pixel of the page
_STEPS = (1, 2, 5, 10, 20, 50, 100)  # years from tick to tick
_FEW = 4  # years of an axis that begins a little earlier
_TICK_ROOM, _MOST_TICKS, _WASTE = 46.0, 11.0, 0.1
_LEVEL = 0.075  # of the height that a row of labels of what happened takes


def made(specification: ChartSpecification, frame: Frame) -> Made:
    """A chart of kind trend, sparkline or control, or a panel of several."""
    drawn = Scatter(frame)
    per_year = periods_a_year(specification)
    found = [point.position for one in specification.series for point in _known(one)]
    x_axis = specification.x_axis or _around(specification, across=True)
    begin = min(found, default=x_axis.low)
    y_axis = specification.y_axis or _around(specification, across=False)
    is_hidden = specification.kind == "sparkline"
    across = _time(x_axis, begin, per_year, 0.75 * frame.width, is_hidden=is_hidden)
    across = replace(across, crosses=0.0 if y_axis.has_zero else y_axis.low)
    up = value_axis(
        y_axis, "l", frame.language, room=_LEVEL * specification.mark_rows, grid=LIGHT.GRID, line=""
    )
    _figures(drawn, specification, per_year)
    _fans(drawn, specification, per_year)
    _guides(drawn, specification, across)
    for mark in specification.marks:
        _mark(drawn, mark, per_year, y_axis, up)
    _direct_labels(drawn, specification, per_year, across)
    place = _place(specification, frame, y_axis)
    plot = drawn.plot(across, up, place)
    return Made(slides_xml.chart(plot, frame.letters(), head=frame.head), drawn.book)


def periods_a_year(specification: ChartSpecification) -> int:
    """How many positions of the time axis a year has."""
    for series in specification.series:
        for point in series.points:
            try:
                return formats.periods_a_year(formats.period_kind(point.period))
            except (ValueError, KeyError):
                continue
    return 1


def _around(specification: ChartSpecification, *, across: bool) -> Axis:
    """The axis of a sparkline, which has none of its own."""
    found = [point for series in specification.series for point in series.valued]
    values = [point.position if across else point.value or 0.0 for point in found] or [0.0]
    low, high = min(values), max(values)
    room = 0.05 * (high - low) or 0.5
    return Axis(low - room, high + room)


def _time(axis: Axis, begin: float, per_year: int, width: float, *, is_hidden: bool) -> ValueAxis:
    """Years with their parts as fractions; programs count ticks from the beginning of an axis.

    As many ticks as have room in a plot of this width in points, at round years where the axis
    need not begin much before `begin`, its first figure, for them.
    """
    low, high = axis.low / per_year, round(axis.high / per_year, 4)
    long, first = high - low, math.floor(begin / per_year)
    most = min(max(width / _TICK_ROOM, 2.0), _MOST_TICKS)
    step = next((one for one in _STEPS if long / one <= most), _STEPS[-1])
    if per_year == 1 and long <= _FEW:
        first = math.floor(low)
    begins = (math.floor(first / unit) * unit for unit in (step, 5, 2) if unit <= step)
    at = next((one for one in begins if low - one <= _WASTE * long), first)
    return ValueAxis(float(at), high, float(step), "0", "b", line=LIGHT.AXIS, is_hidden=is_hidden)


def _place(specification: ChartSpecification, frame: Frame, y_axis: Axis) -> str:
    """Where the plot is, so that ticks and direct labels have the room that they need."""
    ticks = slides_text.widest([tick.text for tick in y_axis.ticks], frame.size)
    left = 8 + ticks + (1.6 * frame.size if y_axis.title else 0) + 6
    named = [one.label for one in specification.series if one.label]
    named += [guide.label for guide in specification.guides]
    right = slides_text.widest(named, frame.size, bold=True) + 12 if named else 0.03 * frame.width
    top, bottom = 10.0 + frame.above, 2.1 * frame.size
    right = min(right, 0.4 * frame.width)
    return slides_xml.layout(
        left / frame.width,
        top / frame.height,
        1 - (left + right) / frame.width,
        1 - (top + bottom) / frame.height,
    )


def _figures(drawn: Scatter, specification: ChartSpecification, per_year: int) -> None:
    """Every line with its columns; lines of the same periods share their rows."""
    has_own = any(one.role == "own" for one in specification.series)
    rows = sorted({p.position for one in specification.series for p in _known(one)})
    shared: tuple[Ref, list[float]] | None = None
    for series in reversed(specification.series):
        stretches = _stretches(series)
        if shared is None or not _adjacent(stretches, rows):
            own_rows = rows if _adjacent(stretches, rows) else _positions(series)
            block = _rows(drawn.book, own_rows, specification, per_year), own_rows
            if own_rows is rows:
                shared = block
        else:
            block = shared
        style = line_style(series, LIGHT, has_own)
        _line(drawn, series, style, block)


def _known(series: Series) -> list[Point]:
    return [point for point in (*series.points, *series.average) if point.value is not None]


def _positions(series: Series) -> list[float]:
    return sorted({point.position for point in _known(series)})


def _rows(
    book: Book, rows: Sequence[float], specification: ChartSpecification, per_year: int
) -> Ref:
    """The columns of periods: in words, and as years with fractions."""
    _ = texts.translator(specification.language)
    periods = {
        point.position: point.period for one in specification.series for point in _known(one)
    }
    shown = [_period(periods[at], specification.language) for at in rows]
    book.add(DATA, _("Period"), shown)
    return book.add(DATA, _("Year"), [round(at / per_year, 6) for at in rows])


def _period(period: str, language: str) -> str:
    try:
        return formats.period(period, language)
    except (ValueError, KeyError):
        return period


def _stretches(series: Series) -> list[tuple[bool, list[Point]]]:
    """All that is joined, firm and tentative, and the points that nothing joins."""
    found = [(kind, one) for kind in (False, True) for one in series.stretches(tentative=kind)]
    reached = {id(point) for _kind, one in found for point in one}
    alone = [p for p in series.line if p.value is not None and id(p) not in reached]
    found += [(point.is_tentative, [point]) for point in alone]
    return sorted(found, key=lambda one: (one[0], one[1][0].position))


def _adjacent(stretches: Iterable[tuple[bool, list[Point]]], rows: Sequence[float]) -> bool:
    """True where no joined points have rows between them, which would part them."""
    at = {position: row for row, position in enumerate(rows)}
    return all(
        at[later.position] - at[before.position] == 1
        for _kind, one in stretches
        for before, later in zip(one, one[1:], strict=False)
    )


def columns(
    stretches: Iterable[tuple[bool, list[Point]]], rows: Sequence[float]
) -> list[tuple[bool, dict[int, Point]]]:
    """Stretches by columns: two are in the same one only with an empty row between them."""
    at = {position: row for row, position in enumerate(rows)}
    found: list[tuple[bool, dict[int, Point]]] = []
    for kind, one in stretches:
        cells = {at[point.position]: point for point in one}
        wide = {row + step for row in cells for step in (-1, 0, 1)}
        for other, taken in found:
            if other == kind and not wide & taken.keys():
                taken.update(cells)
                break
        else:
            found.append((kind, cells))
    return found


def _line(drawn: Scatter, series: Series, style: LineStyle, block: tuple[Ref, list[float]]) -> None:
    _ = texts.translator(drawn.frame.language)
    across, rows = block
    marked = {id(point) for point in series.marked}
    numbers = {False: 0, True: 0}
    for kind, cells in columns(_stretches(series), rows):
        numbers[kind] += 1
        name = _column_name(series, kind, numbers[kind], drawn.frame.language)
        values = [cells[row].value if row in cells else None for row in range(len(rows))]
        up = drawn.book.add(DATA, name, values)
        _stroke(drawn, series, style, across, up, kind, cells, marked)
    if series.average:
        _behind(drawn, series, style, across, rows)


def _column_name(series: Series, tentative: bool, number: int, language: str) -> str:
    _ = texts.translator(language)
    name = series.name.replace("\n", " ")
    if tentative and series.role != "ahead":
        word = formats.status_word(_status(series), language)
        name = _("{name}, {status}").format(name=name, status=word)
    return f"{name} ({number})" if number > 1 else name


def _status(series: Series) -> str:
    return next((p.status for p in reversed(series.line) if p.is_tentative), "preliminary")


def _stroke(
    drawn: Scatter,
    series: Series,
    style: LineStyle,
    across: Ref,
    up: Ref,
    tentative: bool,
    cells: dict[int, Point],
    marked: set[int],
) -> None:
    """One column: the line, and markers on what the page marks."""
    paint = drawn.frame.paint
    width = max(style.width + (1.5 if series.average else 0), 1.25) * _PIXEL
    look = paint.stroke(style.colour, width, TENTATIVE_DASH if tentative else style.dash)
    own_size = 7 if style.width >= 3 else 6
    shown = {
        row: point
        for row, point in cells.items()
        if point.signal or (id(point) in marked and point.is_tentative == tentative)
    }
    points = "".join(
        _point(row, _marker(point, style, paint, own_size), look)
        for row, point in sorted(shown.items())
    )
    drawn.add(across, up, look=look, points=points)


def _marker(point: Point, style: LineStyle, paint: Paint, size: int) -> str:
    if point.signal:
        is_out = point.signal == "outside"
        colour = LIGHT.BENCHMARKS[0 if is_out else 2]
        return slides_xml.marker(
            paint, colour, LIGHT.BACKGROUND, size + 3, "diamond" if is_out else "square"
        )
    fill = LIGHT.BACKGROUND if point.is_tentative else style.colour
    return slides_xml.marker(paint, fill, style.colour, size)


def _point(row: int, marker: str, look: str) -> str:
    return f'<c:dPt><c:idx val="{row}"/>{marker}<c:bubble3D val="0"/>{look}</c:dPt>'


def _behind(
    drawn: Scatter, series: Series, style: LineStyle, across: Ref, rows: Sequence[float]
) -> None:
    """The figures behind a line of means, as small markers."""
    _ = texts.translator(drawn.frame.language)
    values = {point.position: point.value for point in series.points}
    name = _("{name}: single figures").format(name=series.name)
    up = drawn.book.add(DATA, name, [values.get(at) for at in rows])
    marker = slides_xml.marker(drawn.frame.paint, style.colour, style.colour, 3)
    drawn.add(across, up, look=drawn.frame.paint.stroke(""), marker=marker)


def _fans(drawn: Scatter, specification: ChartSpecification, per_year: int) -> None:
    """Where a course may lead: the lower and upper ends of its span as thin lines."""
    _ = texts.translator(specification.language)
    words = (_("Low"), _("High")), (_("Lowest"), _("Highest"))
    spans = (specification.fan, "dash"), (specification.outer_fan, "dot")
    for (span, dash), names in zip(spans, words, strict=True):
        if not span:
            continue
        sheet = f"{names[0]} – {names[1]}"
        years = [round(one[0] / per_year, 6) for one in span]
        across = drawn.book.add(sheet, _("Year"), years)
        for end, name in enumerate(names, start=1):
            up = drawn.book.add(sheet, name, [one[end] for one in span])
            drawn.add(across, up, look=drawn.frame.paint.stroke(LIGHT.AXIS, 1.0, dash))


def _guides(drawn: Scatter, specification: ChartSpecification, across: ValueAxis) -> None:
    """Mean and limits across the plot, each with its label at the right."""
    for guide in specification.guides:
        width, dash = (1.5, "solid") if guide.is_main else (1.0, "dash")
        colour = LIGHT.TEXT if guide.is_main else LIGHT.SOFT_TEXT
        look = drawn.frame.paint.stroke(LIGHT.AXIS, width, dash)
        name = guide.label.replace("\n", " ")
        drawn.helper(name, [(across.low, guide.value), (across.high, guide.value)], look)
        label = Label(0, drawn.frame.letters(colour), "r", guide.label)
        nothing = drawn.frame.paint.stroke("")
        drawn.helper(f"{name} ·", [(across.high, guide.label_at)], nothing, [label])


def _mark(drawn: Scatter, mark: Mark, per_year: int, axis: Axis, up: ValueAxis) -> None:
    """Something that happened: an upright line with its label in a row above the figures."""
    width, dash = MARK_STYLES[mark.kind]
    x, rows = mark.position / per_year, _LEVEL * (axis.high - axis.low)
    top = min(axis.high + rows * (mark.level + 0.5), up.high)
    side = "l" if mark.is_leftward else "r"
    label = Label(1, drawn.frame.letters(LIGHT.MARK), side, mark.label) if mark.label else None
    look = drawn.frame.paint.stroke(LIGHT.MARK, width, dash)
    drawn.helper(mark.text or mark.label, [(x, up.low), (x, top)], look, [label] if label else [])


def _direct_labels(
    drawn: Scatter, specification: ChartSpecification, per_year: int, across: ValueAxis
) -> None:
    """Names at the right, each with a thin line from the end of its own line."""
    has_own = any(one.role == "own" for one in specification.series)
    leading = led(specification)
    for series in specification.series:
        if not series.label or series.end is None:
            continue
        style = line_style(series, LIGHT, has_own)
        is_muted = series.role == "peer" and style.colour == LIGHT.PEER
        letters = drawn.frame.letters(
            LIGHT.SOFT_TEXT if is_muted else LIGHT.TEXT, bold=series.role == "own"
        )
        points = [(across.high, series.label_at)]
        if series in leading:
            end = (series.end.position / per_year, series.end.value or 0.0)
            points = [end, *points]
        look = drawn.frame.paint.stroke(style.colour, 0.75)
        label = Label(len(points) - 1, letters, "r", series.label)
        drawn.helper(f"→ {series.name}", points, look, [label])
