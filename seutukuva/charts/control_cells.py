"""A control chart for the cell of a table: the limits as a band, the course, what lies outside."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva.charts.cells import colour, drawing

_EDGE = 5  # pixels left free around the course for its marks
_MARK = 3  # half of a diamond's height


def control_svg(
    values: Sequence[float],
    outside: Sequence[bool],
    limits: tuple[float, float],
    *,
    width: int = 150,
    height: int = 40,
    label: str,
) -> str:
    """The course of one series within its limits; figures outside are diamonds, the newest a dot.

    Args:
        values: one figure a period, oldest first; at least one.
        outside: of each, whether it is outside.
        limits: lower and upper, in the unit of the figures.
        label: in words; "" for decoration.
    """
    low, high = min(*values, limits[0]), max(*values, limits[1])
    step = (width - 2 * _EDGE) / max(len(values) - 1, 1)
    scale = (height - 2 * _EDGE) / ((high - low) or 1.0)

    def y(value: float) -> float:
        return height - _EDGE - (value - low) * scale

    places = [(_EDGE + place * step, y(value)) for place, value in enumerate(values)]
    top, bottom = y(limits[1]), y(limits[0])
    band = (
        f'<rect x="0" y="{top:.1f}" width="{width}" height="{max(bottom - top, 1):.1f}" '
        f'fill="{colour("band")}"/>'
    )
    line = "M" + "L".join(f"{x:.1f} {at:.1f}" for x, at in places)
    course = f'<path d="{line}" fill="none" stroke="{colour("own")}" stroke-width="1.5"/>'
    diamonds = "".join(
        f"M{x:.1f} {at - _MARK:.1f}l{_MARK} {_MARK}-{_MARK} {_MARK}-{_MARK}-{_MARK}z"
        for (x, at), is_out in zip(places, outside, strict=True)
        if is_out
    )
    marks = f'<path d="{diamonds}" fill="{colour("text")}"/>' if diamonds else ""
    x, at = places[-1]
    dot = f'<circle cx="{x:.1f}" cy="{at:.1f}" r="2.5" fill="{colour("own")}"/>'
    end = "" if outside[-1] else dot
    return drawing(f"{band}{course}{marks}{end}", width, height, label)
