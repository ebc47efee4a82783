"""Chart specifications as native charts, each with the workbook that it is edited in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from seutukuva import texts
from seutukuva.charts.specification import ChartSpecification
from seutukuva.export import slides_bars, slides_lines, slides_points
from seutukuva.export.slides_scatter import Frame, Made

MOST_PANELS = 6  # on one slide
_MOST_ROWS = 26
_SMALLEST, _LARGEST = 8.0, 12.0
_DRAWERS: dict[str, Callable[[ChartSpecification, Frame], Made]] = {
    "trend": slides_lines.made,
    "sparkline": slides_lines.made,
    "control": slides_lines.made,
    "ranking": slides_bars.ranking,
    "pyramid": slides_bars.pyramid,
    "bullets": slides_bars.bullets,
    "map": slides_bars.areas,
    "tiles": slides_bars.areas,
    "ranges": slides_points.ranges,
    "strip": slides_points.strip,
}


def chart(specification: ChartSpecification, frame: Frame) -> Made:
    """The chart of a specification that is not empty and has no panels.

    The workbook has the figures as they are drawn on its first sheet, and the table of the page
    on its last one.
    """
    rows = _rows(specification)
    if rows:
        size = min(max(0.62 * frame.height / (rows + 1.5), _SMALLEST), min(_LARGEST, frame.size))
        frame = replace(frame, size=size)
    made = _DRAWERS[specification.kind](specification, frame)
    twin, _ = specification.table, texts.translator(specification.language)
    if twin.columns:
        made.book.table(_("Table"), twin.columns, twin.values)
    return made


def _rows(specification: ChartSpecification) -> int:
    """How many rows of a line of text each a chart has; 0 of one without rows."""
    regions = [one for one in specification.regions if one.value is not None]
    return max(
        len(specification.bars),
        len({bar.row for bar in specification.ages}),
        round(len(specification.ranges) * _height_of_range(specification)),
        len(specification.bullets),
        len(regions) if len(regions) <= _MOST_ROWS else len(specification.classes),
    )


def _height_of_range(specification: ChartSpecification) -> float:
    """In rows: figures stand above their dots."""
    return 2.0 if any(one.value_text for one in specification.ranges) else 1.15


def pieces(specification: ChartSpecification) -> list[ChartSpecification]:
    """The chart in parts that each fit on a slide."""
    for name, most in (
        ("panels", MOST_PANELS),
        ("bars", _MOST_ROWS),
        ("ranges", int(_MOST_ROWS / _height_of_range(specification)) + 1),
        ("bullets", _MOST_ROWS // 2),
    ):
        rows = getattr(specification, name)
        if len(rows) > most:
            count = -(-len(rows) // most)
            size = -(-len(rows) // count)
            parts = [rows[at : at + size] for at in range(0, len(rows), size)]
            return [replace(specification, **{name: part}) for part in parts]
    return [specification]
