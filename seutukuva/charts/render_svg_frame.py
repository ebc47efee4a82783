"""Where a plot stands in an SVG, its axes, and the frame around it."""

from __future__ import annotations

from dataclasses import dataclass

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_svg_canvas import Canvas, widest
from seutukuva.charts.specification import Axis, ChartSpecification

TICK_SIZE = 12.0
LINE = 14.0  # from one line of a tick's text to the next


@dataclass(frozen=True, slots=True)
class Box:
    """Where a drawing may stand; it takes the height that it needs."""

    left: float
    top: float
    width: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Plot:
    """The area of the data: a rectangle, and both axes' values in it."""

    left: float
    top: float
    width: float
    height: float
    across: Axis
    up: Axis

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def x(self, value: float) -> float:
        """Where a value of the horizontal axis lies."""
        return self.left + (value - self.across.low) / (self.across.high - self.across.low) * (
            self.width
        )

    def y(self, value: float) -> float:
        """Where a value of the vertical axis lies."""
        return self.bottom - (value - self.up.low) / (self.up.high - self.up.low) * self.height


def both_axes(specification: ChartSpecification) -> tuple[Axis, Axis]:
    """The horizontal and the vertical axis; without either it is a ValueError."""
    if specification.x_axis is None or specification.y_axis is None:
        raise ValueError("this chart needs both axes")
    return specification.x_axis, specification.y_axis


def ticks_width(axis: Axis, size: float = TICK_SIZE) -> float:
    """Room for the texts of a vertical axis, with the gap to the plot."""
    return widest((tick.text for tick in axis.ticks), size) + 8


def ticks_height(axis: Axis) -> float:
    """Room for the texts of a horizontal axis."""
    lines = max((tick.text.count("\n") + 1 for tick in axis.ticks), default=0)
    return 8 + LINE * lines


def draw_grid(canvas: Canvas, plot: Plot, palette: Palette, *, texts: bool = True) -> None:
    """Horizontal lines at the ticks of the vertical axis, with their texts on the left."""
    for tick in plot.up.ticks:
        y = plot.y(tick.position)
        canvas.line((plot.left, y), (plot.right, y), palette.GRID)
        if texts:
            at = (plot.left - 6, y + 4)
            canvas.text(at, tick.text, palette.SOFT_TEXT, TICK_SIZE, anchor="end")


def draw_across(canvas: Canvas, plot: Plot, palette: Palette, size: float = TICK_SIZE) -> None:
    """The horizontal axis: a line with ticks and texts under the plot."""
    canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), palette.AXIS)
    for tick in plot.across.ticks:
        x = plot.x(tick.position)
        canvas.line((x, plot.bottom), (x, plot.bottom + 4), palette.AXIS)
        at = (x, plot.bottom + 4 + size)
        canvas.text(at, tick.text, palette.SOFT_TEXT, size, anchor="middle", leading=LINE)


def draw_zero(canvas: Canvas, plot: Plot, palette: Palette) -> None:
    """The line where values change sign."""
    if plot.up.has_zero:
        y = plot.y(0)
        canvas.line((plot.left, y), (plot.right, y), palette.AXIS, 1.5)
