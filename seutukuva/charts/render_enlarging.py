"""A drawn chart larger: letters, lines and margins grow alike, the figures stay where they are.

Charts are drawn in pixels. A chart for a meeting room is the same chart with every pixel larger.
"""

from __future__ import annotations

from typing import Any

from plotly.graph_objects import Figure

# What Plotly counts in pixels, by the name of the enclosing part. A bar's width, for instance,
# is in years or ranks and stays.
_OF = {
    "margin": {"l", "r", "t", "b", "pad"},
    "line": {"width"},
    "marker": {"size"},
    "layout": {"height", "width"},
    "annotations": {"ax", "ay", "width", "height"},
}
_ANYWHERE = {"xshift", "yshift", "ticklen", "tickwidth", "gridwidth", "linewidth", "standoff"}


def enlarged(figure: Figure, factor: float) -> Figure:
    """The figure with everything that is counted in pixels multiplied.

    Args:
        figure: a drawn chart; it is left as it is.
        factor: 1.0 gives the figure itself.
    """
    if factor == 1.0:
        return figure
    drawn = figure.to_dict()
    larger = {
        "data": [_part(trace, "data", factor) for trace in drawn["data"]],
        "layout": _part(drawn["layout"], "layout", factor),
    }
    return Figure(larger, skip_invalid=False)


def _part(part: dict[str, Any], name: str, factor: float) -> dict[str, Any]:
    return {key: _value(value, key, name, factor) for key, value in part.items()}


def _value(value: Any, key: str, part: str, factor: float) -> Any:
    if isinstance(value, dict):
        return _part(value, key, factor)
    if _is_pixels(key, part):
        return _times(value, factor)
    if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        return [_part(one, key, factor) for one in value]
    return value


def _is_pixels(key: str, part: str) -> bool:
    if part.endswith("font"):
        return key == "size"
    return key in _OF.get(part, ()) or key in _ANYWHERE


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, list | tuple):
        return [_times(one, factor) for one in value]
    return value * factor if isinstance(value, int | float) else value
