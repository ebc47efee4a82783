"""Maps and tile maps: classes, legend, missing areas, own area, contrast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import charts
from seutukuva.charts import classes as value_classes
from seutukuva.charts import colours

Rows = list[dict[str, Any]]
Series = Callable[..., Rows]


def square(name: str, west: float, south: float) -> dict[str, Any]:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1]]
    return {
        "type": "Feature",
        "properties": {"code": f"FI-{name}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


BORDERS = {
    "type": "FeatureCollection",
    "features": [square(name, 20 + at, 62 + at) for at, name in enumerate("ABCDEFG")],
}


@pytest.fixture
def rows(series: Series) -> Rows:
    values = {"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0, "E": 5.0, "F": (None, "confidential")}
    return [row for name, value in values.items() for row in series(name, {"2025": value})]


def test_each_class_is_a_layer_with_its_values_in_the_legend(rate: Any, rows: Rows) -> None:
    chart = charts.choropleth(
        rows,
        geojson="/app/static/borders.geojson",
        indicator=rate,
        language="fi",
        own="FI-C",
    )
    assert [one.label for one in chart.classes] == ["1,0", "2,0", "3,0", "4,0", "5,0"]
    figure = charts.figure(chart)
    assert {trace.type for trace in figure.data} == {"choroplethmap"}
    assert {trace.geojson for trace in figure.data} == {"/app/static/borders.geojson"}
    shown = [trace for trace in figure.data if trace.showlegend]
    assert [trace.name for trace in shown] == ["1,0", "2,0", "3,0", "4,0", "5,0", "no value"]
    assert [list(trace.locations) for trace in shown][-1] == ["FI-F"]
    assert [trace.colorscale[0][1] for trace in shown][:5] == list(colours.LIGHT.SEQUENTIAL)
    assert shown[-1].colorscale[0][1] == colours.LIGHT.MISSING
    outlines = [trace for trace in figure.data if not trace.showlegend]
    assert all(list(trace.locations) == ["FI-C"] for trace in outlines)
    assert outlines[-1].marker.line.width > 2
    assert figure.layout.map.style == "white-bg"
    assert "salassa pidettävä tieto" in shown[-1].hovertext[0]
    assert "rank 3 of 5" in chart.alternative


def test_no_map_asks_another_host(rate: Any, rows: Rows) -> None:
    for theme in ("light", "dark"):
        chart = charts.choropleth(
            rows,
            geojson=BORDERS,
            indicator=rate,
            language="fi",
            feature_id_key="properties.code",
        )
        style = charts.figure(chart, theme=theme).layout.map.style
        assert style == "white-bg" or (style["sources"] == {} and "://" not in str(style))


def test_an_inline_map_shows_its_areas_and_names_those_not_on_it(
    rate: Any, rows: Rows, series: Series
) -> None:
    chart = charts.choropleth(
        [*rows, *series("Z", {"2025": 1.0})],
        geojson=BORDERS,
        indicator=rate,
        language="en",
        feature_id_key="properties.code",
    )
    assert chart.geography is not None
    assert chart.geography.bounds == (20, 62, 26, 68)
    assert "Not on the map: Z." in chart.notes
    assert "FI-Z" not in {region.feature_id for region in chart.regions}
    assert len(chart.table.rows) == 7


def test_ids_can_be_turned_into_those_of_the_map(rate: Any, rows: Rows) -> None:
    chart = charts.choropleth(
        rows, geojson="x", indicator=rate, language="en", feature_id=lambda area_id: area_id[3:]
    )
    assert [region.feature_id for region in chart.regions] == list("ABCDEF")


def test_signed_figures_part_at_zero(net: Any, country: Rows) -> None:
    rows = [row | {"value": row["value"] - 100} for row in country]
    chart = charts.choropleth(rows, geojson="x", indicator=net, language="fi")
    assert chart.ramp == "diverging"
    assert [one.step for one in chart.classes] == [-3, -2, -1, 1, 2, 3]
    for one in chart.classes:
        assert one.high < 0 if one.step < 0 else one.low >= 0
    assert chart.classes[0].label.startswith("\u2212100")


def test_figures_of_one_sign_only_keep_their_side(net: Any, series: Series) -> None:
    chart = charts.choropleth(series("A", {"2025": 4.0}), geojson="x", indicator=net, language="fi")
    assert [one.step for one in chart.classes] == [1]


FIGURES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


@given(FIGURES, st.integers(0, 2), st.booleans(), st.sampled_from(["quantile", "equal"]))
def test_every_value_has_one_class(
    values: list[float], decimals: int, signed: bool, method: value_classes.Method
) -> None:
    found = value_classes.classes(
        values, decimals=decimals, language="fi", signed=signed, method=method
    )
    assert 1 <= len(found) <= (6 if signed else 5)
    for before, after in zip(found, found[1:], strict=False):
        assert before.high < after.low and before.step < after.step
    for value in values:
        index = value_classes.class_of(value, found, decimals)
        assert index is not None and found[index].low - 1 <= value <= found[index].high + 1


@pytest.mark.parametrize("method", ["quantile", "equal"])
def test_300_areas_fall_in_five_classes(rate: Any, country: Rows, method: Any) -> None:
    chart = charts.choropleth(country, geojson="x", indicator=rate, language="en", method=method)
    sizes = [
        sum(region.value_class == at for region in chart.regions)
        for at in range(len(chart.classes))
    ]
    assert sizes == [60] * 5
    assert len(charts.figure(chart).data) == 5


def shouted(text: str) -> str:
    return text if "{" in text else text.upper()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tiles_have_name_value_and_readable_text(rate: Any, rows: Rows, theme: Any) -> None:
    positions = {f"FI-{name}": divmod(at, 3) for at, name in enumerate("ABCDEF")}
    chart = charts.tiles(
        rows, positions=positions, indicator=rate, language="fi", own="FI-B", _=shouted
    )
    figure = charts.figure(chart, theme=theme)
    drawn = [trace for trace in figure.data if trace.type == "scatter"]
    squares = [trace for trace in drawn if trace.fill == "toself"]
    frames = [trace for trace in drawn if trace.fill is None]
    assert len(squares) == 6 and [frame.name for frame in frames] == ["B"]
    fills = {trace.name: trace.fillcolor for trace in squares}
    for note in figure.layout.annotations:
        name, value = note.text.split("<br>")
        if name == "F":
            assert value == "<b>...</b>"
            background = colours.PALETTES[theme].BACKGROUND
            assert squares[4].fillpattern.shape == "/"
        else:
            background = fills[name]
        assert colours.contrast(note.font.color, background) >= 4.5
    legend = [trace.name for trace in figure.data if trace.showlegend]
    assert legend == ["1,0", "2,0", "3,0", "4,0", "5,0", "NO VALUE"]


def test_an_area_without_a_place_is_left_out_of_the_tiles(rate: Any, rows: Rows) -> None:
    chart = charts.tiles(rows, positions={"FI-A": (2, 2)}, indicator=rate, language="fi")
    assert [region.key for region in chart.regions] == ["FI-A"]
    assert charts.figure(chart).layout.yaxis.range == (2.5, 1.5)


@pytest.mark.parametrize("given_rows", ["none", "missing"])
def test_an_empty_map_says_so(rate: Any, rows: Rows, given_rows: str) -> None:
    used = [] if given_rows == "none" else [row | {"value": None} for row in rows]
    made = [
        charts.choropleth(used, geojson=BORDERS, indicator=rate, language="en"),
        charts.tiles(used, positions={"FI-A": (0, 0)}, indicator=rate, language="en"),
    ]
    for chart in made:
        assert chart.is_empty and "no values to show" in chart.alternative
        assert not charts.figure(chart).data
