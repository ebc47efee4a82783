"""Charts: rows and an indicator become a specification, and a specification becomes a picture.

Builders are pure and keyword-only after the rows; `figure` draws with Plotly, which is loaded
with the first figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seutukuva.charts.colours import ThemeName
from seutukuva.charts.maps import choropleth, tiles
from seutukuva.charts.rankings import ranking
from seutukuva.charts.specification import ChartSpecification
from seutukuva.charts.trends import sparkline, trend

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# Plotly's buttons and tips speak English only, so there are none; figures are read, not zoomed.
CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showTips": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showAxisDragHandles": False,
}

__all__ = [
    "CONFIG",
    "ChartSpecification",
    "choropleth",
    "figure",
    "ranking",
    "sparkline",
    "tiles",
    "trend",
]


def figure(
    specification: ChartSpecification, *, theme: ThemeName = "light", with_title: bool = False
) -> Figure:
    """The specification drawn with Plotly, on a transparent background.

    `with_title` writes title, subtitle, notes and source into the picture, for one that leaves
    the page; on a page they are text around it, which wraps and can be read aloud.
    """
    from seutukuva.charts import render_plotly

    return render_plotly.figure(specification, theme=theme, with_title=with_title)
