"""Charts: rows and an indicator become a specification, and a specification becomes a picture.

Builders are pure and keyword-only after the rows; `figure` draws with Plotly, which is loaded
with the first figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from seutukuva.charts.balances import Estimate, balances
from seutukuva.charts.bullet_cells import bullet_svg
from seutukuva.charts.bullet_words import Achieved
from seutukuva.charts.bullets import bullets
from seutukuva.charts.cohorts import Line, population_course
from seutukuva.charts.colours import ThemeName
from seutukuva.charts.control_cells import control_svg
from seutukuva.charts.control_charts import control
from seutukuva.charts.maps import choropleth, tiles
from seutukuva.charts.marks import happenings
from seutukuva.charts.multiples import small_multiples
from seutukuva.charts.parts import Part, PartFigure, PartsAbout, parts
from seutukuva.charts.projection_lines import Official
from seutukuva.charts.projections import projection_course
from seutukuva.charts.pyramids import pyramid
from seutukuva.charts.rank_courses import RankCourse, rank_courses
from seutukuva.charts.rank_ranges import Ranked, rank_ranges
from seutukuva.charts.rankings import ranking
from seutukuva.charts.render_panels import panel_style, panels
from seutukuva.charts.specification import ChartSpecification
from seutukuva.charts.strips import strip
from seutukuva.charts.targets import Led, Told, Way, target_course
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
    "Achieved",
    "CONFIG",
    "ChartSpecification",
    "Estimate",
    "Led",
    "Line",
    "Official",
    "Part",
    "PartFigure",
    "PartsAbout",
    "RankCourse",
    "Ranked",
    "Told",
    "Way",
    "balances",
    "bullet_svg",
    "bullets",
    "choropleth",
    "control",
    "control_svg",
    "figure",
    "happenings",
    "panel_style",
    "panels",
    "population_course",
    "parts",
    "projection_course",
    "pyramid",
    "rank_courses",
    "rank_ranges",
    "ranking",
    "small_multiples",
    "sparkline",
    "strip",
    "svg",
    "target_course",
    "tiles",
    "trend",
]


def figure(
    specification: ChartSpecification,
    *,
    theme: ThemeName = "light",
    with_title: bool = False,
    scale: float = 1.0,
) -> Figure:
    """The specification drawn with Plotly, on a transparent background.

    `with_title` writes title, subtitle, notes and source into the picture, for one that leaves
    the page; on a page they are text around it, which wraps and can be read aloud. `scale` makes
    letters, lines and margins larger, for a chart that is read from afar.
    """
    from seutukuva.charts import render_enlarging, render_plotly

    drawn = render_plotly.figure(specification, theme=theme, with_title=with_title)
    return render_enlarging.enlarged(drawn, scale)


def svg(
    specification: ChartSpecification,
    *,
    theme: ThemeName = "light",
    with_title: bool = True,
    footer: Sequence[str] = (),
    borders: Path | None = None,
) -> str:
    """The specification drawn as a standalone SVG, for files and print.

    Args:
        with_title: write title, subtitle, notes, source and `footer` into the picture.
        footer: lines under the source: licence, version.
        borders: GeoJSON file of a map whose specification names its borders by address.

    Raises:
        ValueError: a map's borders are given neither way.
    """
    from seutukuva.charts import render_svg

    return render_svg.svg(
        specification, theme=theme, with_title=with_title, footer=footer, borders=borders
    )
