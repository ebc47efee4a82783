"""A larger chart is the same chart: pixels grow, figures stay."""

from __future__ import annotations

from typing import Any

from plotly.graph_objects import Figure

from seutukuva.charts.render_enlarging import enlarged


def drawn() -> Figure:
    return Figure(
        {
            "data": [
                {
                    "type": "scatter",
                    "x": [2000, 2001],
                    "y": [10.0, 20.0],
                    "line": {"color": "#12436D", "width": 3, "dash": "3px,4px"},
                    "marker": {"size": [4, 6], "line": {"width": 2}},
                },
                {"type": "bar", "x": [5.0], "y": [1], "width": 0.8, "textfont": {"size": 12}},
            ],
            "layout": {
                "height": 300,
                "margin": {"l": 8, "r": 60, "t": 10, "b": 20, "pad": 0},
                "font": {"size": 13, "family": "Source Sans"},
                "xaxis": {"range": [1999, 2002], "tickfont": {"size": 12}, "ticklen": 4},
                "shapes": [{"type": "line", "x0": 2000, "x1": 2000, "y0": 0, "y1": 1}],
                "annotations": [{"text": "a", "x": 2001, "xshift": 6, "font": {"size": 11}}],
            },
        }
    )


def plain(figure: Figure) -> dict[str, Any]:
    return figure.to_dict()


def test_what_is_counted_in_pixels_grows() -> None:
    larger = enlarged(drawn(), 1.5)
    line, bar = larger.data
    assert line.line.width == 4.5
    assert list(line.marker.size) == [6, 9]
    assert line.marker.line.width == 3
    assert bar.textfont.size == 18
    layout = larger.layout
    assert layout.height == 450
    assert (layout.margin.l, layout.margin.r, layout.margin.pad) == (12, 90, 0)
    assert (layout.font.size, layout.xaxis.tickfont.size, layout.xaxis.ticklen) == (19.5, 18, 6)
    assert (layout.annotations[0].font.size, layout.annotations[0].xshift) == (16.5, 9)


def test_figures_and_places_stay() -> None:
    usual, larger = drawn(), enlarged(drawn(), 1.5)
    assert list(larger.data[0].y) == [10.0, 20.0]
    assert larger.data[1].width == 0.8
    assert larger.data[0].line.dash == "3px,4px"
    assert tuple(larger.layout.xaxis.range) == (1999, 2002)
    assert larger.layout.shapes[0].x0 == usual.layout.shapes[0].x0
    assert larger.layout.annotations[0].x == 2001


def test_the_given_figure_is_left_as_it_is() -> None:
    figure = drawn()
    before = plain(figure)
    enlarged(figure, 2.0)
    assert plain(figure) == before
    assert enlarged(figure, 1.0) is figure
