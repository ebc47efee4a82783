"""A chart specification as a Plotly figure, built as one plain dict (several times faster)."""

from __future__ import annotations

from typing import Any

from plotly.graph_objects import Figure

from seutukuva.charts import (
    colours,
    labels,
    render_plotly_ages,
    render_plotly_bars,
    render_plotly_bullets,
    render_plotly_control,
    render_plotly_lines,
    render_plotly_maps,
    render_plotly_ranges,
    render_plotly_strip,
)
from seutukuva.charts.colours import Palette, ThemeName
from seutukuva.charts.render_plotly_axes import CLEAR, Drawn, lines, no_axis
from seutukuva.charts.specification import ChartSpecification

FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", system-ui, sans-serif'
FONT_SIZE = 13
SEPARATORS = {"en": ".,"}  # all the others write a decimal comma and part thousands with a space
_TITLE_WIDTH = 78  # characters of a line above or below a picture that leaves the page


def figure(specification: ChartSpecification, *, theme: ThemeName, with_title: bool) -> Figure:
    """The figure of a specification; see `seutukuva.charts.figure`."""
    if specification.kind == "multiples":
        raise ValueError("small multiples are drawn with charts.panels")
    palette = colours.PALETTES[theme]
    data, own = _empty(specification, palette)
    if not specification.is_empty:
        data, own = _DRAWERS[specification.kind](specification, palette)
    layout = _layout(specification, palette) | own
    if with_title:
        _add_title(layout, specification, palette)
    return Figure({"data": data, "layout": layout})


def _layout(specification: ChartSpecification, palette: Palette) -> dict[str, Any]:
    return {
        # An empty template: the default one is half of what would be sent to the browser.
        "template": {},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": FONT_SIZE, "color": palette.TEXT},
        "separators": SEPARATORS.get(specification.language, ",\u00a0"),
        "hoverlabel": {
            "bgcolor": palette.BACKGROUND,
            "bordercolor": palette.AXIS,
            "font": {"color": palette.TEXT, "family": FONT, "size": FONT_SIZE},
            "align": "left",
            "namelength": 0,
        },
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
        "height": specification.height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 0},
    }


def _empty(specification: ChartSpecification, palette: Palette) -> Drawn:
    words = labels.wrap(specification.alternative, 44)
    return [], {
        "xaxis": no_axis(),
        "yaxis": no_axis(),
        "annotations": [
            {
                "text": lines(words),
                "xref": "paper",
                "yref": "paper",
                "x": 0.5,
                "y": 0.5,
                "showarrow": False,
                "font": {"color": palette.SOFT_TEXT},
            }
        ],
    }


# A picture that leaves the page


def _add_title(layout: dict[str, Any], specification: ChartSpecification, palette: Palette) -> None:
    """Title and subtitle above, notes and source below; the picture grows by their lines."""
    title = lines(labels.wrap(specification.title, _TITLE_WIDTH - 10))
    subtitle = lines(labels.wrap(specification.subtitle, _TITLE_WIDTH))
    foot = [*specification.notes, specification.source]
    below = "<br>".join(lines(labels.wrap(text, _TITLE_WIDTH)) for text in foot if text)
    grown = 20 * (title.count("<br>") + 1) + 17 * (subtitle.count("<br>") + 1) + 14
    sunk = 17 * (below.count("<br>") + 1) + 10 if below else 0
    margin = layout["margin"]
    layout["margin"] = margin | {"t": margin["t"] + grown, "b": margin["b"] + sunk}
    layout["height"] += grown + sunk
    layout["title"] = {
        "text": f"<b>{title}</b>",
        "subtitle": {"text": subtitle, "font": {"size": FONT_SIZE, "color": palette.SOFT_TEXT}},
        "font": {"size": 16, "color": palette.TEXT},
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": 8, "t": 8},
    }
    if below:
        layout["annotations"] = [
            *layout.get("annotations", []),
            _footer(below, margin["b"], palette),
        ]


def _footer(text: str, under: int, palette: Palette) -> dict[str, Any]:
    return {
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -under - 4,
        "align": "left",
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": palette.SOFT_TEXT},
    }


_DRAWERS = {
    "trend": render_plotly_lines.draw_trend,
    "sparkline": render_plotly_lines.draw_sparkline,
    "ranking": render_plotly_bars.draw_ranking,
    "map": render_plotly_maps.draw_map,
    "tiles": render_plotly_maps.draw_tiles,
    "pyramid": render_plotly_ages.draw_pyramid,
    "control": render_plotly_control.draw_control,
    "strip": render_plotly_strip.draw_strip,
    "ranges": render_plotly_ranges.draw_ranges,
    "bullets": render_plotly_bullets.draw_bullets,
}
