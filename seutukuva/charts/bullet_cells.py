"""A plan and its result as a small picture for a cell of a table."""

from __future__ import annotations

from seutukuva.charts.bullet_words import Achieved
from seutukuva.charts.cells import colour, drawing

_MOST = 150.0  # per cent of the plan; what goes further is told by the figure beside it


def bullet_svg(one: Achieved, *, label: str, width: int = 170, height: int = 18) -> str:
    """A bar in the frame of its plan, the women's part within, a line at what was expected.

    "" where no share can be told.

    Args:
        label: what it shows, in words; "" for decoration.
    """
    share = one.share
    if share is None:
        return ""
    most = min(max(100.0, share), _MOST)
    unit = (width - 3) / most

    def bar(end: float, thick: float, fill: str, edge: str = "") -> str:
        stroke = f' stroke="{edge}"' if edge else ""
        place = f'x="1" y="{(height - thick) / 2:g}" width="{max(end, 0) * unit:.1f}"'
        return f'<rect {place} height="{thick:g}" fill="{fill}"{stroke}/>'

    frame = bar(100.0, height - 4, colour("band"), colour("axis"))
    parts = [frame, bar(min(share, most), height - 8, colour("axis" if one.is_time else "own"))]
    women, expected = one.place(one.women), one.place(one.expected)
    if women is not None:
        parts.append(bar(min(women, most), 3, colour("background")))
    if expected is not None and 0 < expected <= most:
        x = 1 + expected * unit
        parts += [_across(x, height, "background", 5), _across(x, height, "text", 2)]
    return drawing("".join(parts), width, height, label)


def _across(x: float, height: int, name: str, width: int) -> str:
    path = f"M{x:.1f} 0V{height}"
    return f'<path d="{path}" stroke="{colour(name)}" stroke-width="{width}"/>'
