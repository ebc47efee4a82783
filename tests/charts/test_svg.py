"""Charts as SVG: every kind, whole, well-formed, and with the figures of its table twin."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from seutukuva import charts, export
from seutukuva.charts import ChartSpecification, render_svg, render_svg_canvas
from seutukuva.verdicts import control_limits
from tests.charts.conftest import FakeIndicator, Row

SVG = "{http://www.w3.org/2000/svg}"
Rows = Callable[..., list[Row]]
SQUARES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": f"FI-{name}",
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[x, 62], [x + 1, 62], [x + 1, 63], [x, 63], [x, 62]]]],
            },
        }
        for x, name in ((24, "A"), (25, "B"), (26, "C"))
    ],
}


def _trend(series: Rows, rate: FakeIndicator) -> ChartSpecification:
    rows = series("A", {"2018": 70.1, "2019": None, "2020": 71.2, "2021": (72.3, "preliminary")})
    rows += series("B & C", {"2018": 75.5, "2019": 75.6, "2020": (60.2, "break"), "2021": 61.0})
    rows += series("D", {"2018": (None, "confidential"), "2021": None})
    marks = [
        {"date": "2020-01-01", "kind": "merger", "text": "A & B merged"},
        {"date": "2019", "kind": "event", "title": "<b>Factory</b>", "text": "It closed"},
    ]
    return charts.trend(
        rows,
        indicator=rate,
        language="fi",
        own="FI-A",
        benchmarks=["FI-B & C"],
        marks=marks,
        source="Tilastokeskus",
    )


def _ranking(series: Rows, net: FakeIndicator) -> ChartSpecification:
    rows = [row for at, name in enumerate("ABCD") for row in series(name, {"2025": 13.0 - 9 * at})]
    return charts.ranking(rows, indicator=net, language="fi", own="FI-A", benchmarks=["FI-D"])


def _areas(series: Rows) -> list[Row]:
    values = {"A": 1.5, "B": None, "C": 3.5}
    return [row for name, value in values.items() for row in series(name, {"2025": value})]


def _tiles(series: Rows, rate: FakeIndicator) -> ChartSpecification:
    places = {"FI-A": (0, 0), "FI-B": (0, 1), "FI-C": (1, 1)}
    return charts.tiles(_areas(series), positions=places, indicator=rate, language="fi", own="FI-C")


def _map(series: Rows, rate: FakeIndicator) -> ChartSpecification:
    return charts.choropleth(
        _areas(series), geojson=SQUARES, indicator=rate, language="fi", own="FI-C"
    )


def _multiples(series: Rows, rate: FakeIndicator) -> ChartSpecification:
    rows = [
        row for at, name in enumerate("ABCDE") for row in series(name, {"2024": at, "2025": at + 1})
    ]
    rows += series("F", {"2024": (None, "confidential"), "2025": None})
    return charts.small_multiples(rows, indicator=rate, language="fi", own="FI-A", benchmark="FI-E")


def _pyramid() -> ChartSpecification:
    rows = [
        {"age": age, "sex": sex, "value": 10 + age % 7, "period": "2025"}
        for age in range(0, 90)
        for sex in ("men", "women")
    ]
    older = [row | {"value": row["value"] + 5, "period": "2005"} for row in rows]
    return charts.pyramid(rows, title="Väestö", language="fi", compare_rows=older)


def _control(series: Rows, rate: FakeIndicator) -> ChartSpecification:
    values = {f"{2024 + at // 12}M{at % 12 + 1:02d}": 10.0 + at % 3 for at in range(24)}
    rows = series("A", values | {"2025M06": 30.0})
    return charts.control(rows, control_limits(rows), indicator=rate, language="fi")


def _strip(country: list[Row], rate: FakeIndicator) -> ChartSpecification:
    return charts.strip(country, indicator=rate, language="fi", own="FI-KU007")


@pytest.fixture
def every_kind(
    series: Rows, rate: FakeIndicator, net: FakeIndicator, country: list[Row]
) -> dict[str, ChartSpecification]:
    """One specification a kind, with what is hard to draw."""
    rows = series("A", {"2024": 1.0, "2025": 2.0, "2026": 4.0})
    small, _line = charts.sparkline(rows, indicator=rate, language="fi")
    return {
        "trend": _trend(series, rate),
        "sparkline": small,
        "ranking": _ranking(series, net),
        "tiles": _tiles(series, rate),
        "map": _map(series, rate),
        "multiples": _multiples(series, rate),
        "pyramid": _pyramid(),
        "control": _control(series, rate),
        "strip": _strip(country, rate),
    }


KINDS = [
    "trend",
    "sparkline",
    "ranking",
    "tiles",
    "map",
    "multiples",
    "pyramid",
    "control",
    "strip",
]


def texts_of(svg: str) -> list[str]:
    """Every text and tip of a drawing."""
    root = ElementTree.fromstring(svg)
    return [
        "".join(element.itertext())
        for element in root.iter()
        if element.tag in (f"{SVG}text", f"{SVG}title", f"{SVG}desc")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_whole_picture(
    every_kind: dict[str, ChartSpecification], kind: str, theme: Any
) -> None:
    specification = every_kind[kind]
    svg = charts.svg(specification, theme=theme, footer=("Version 1.",))
    root = ElementTree.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    picture = Image.open(io.BytesIO(export.png(svg))).convert("RGB")
    assert picture.size == (round(2 * width), round(2 * height))
    assert len(picture.getcolors(1 << 24) or []) > 20, "there is something in it"
    assert root.attrib["lang"] == "fi"
    assert root.findtext(f"{SVG}title") == specification.title
    assert root.findtext(f"{SVG}desc") == specification.alternative
    assert "Version 1." in texts_of(svg)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_fetched_and_nothing_runs(
    every_kind: dict[str, ChartSpecification], kind: str
) -> None:
    svg = charts.svg(every_kind[kind])
    outside = svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"href|https?:|<script|<image|<style|@import|data:|\bon\w+=", outside)
    assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {
        f"#{name}" for name in re.findall(r'<pattern id="([^"]+)"', svg)
    }


def _figures(specification: ChartSpecification) -> set[str]:
    """The figures of the table twin, without their marks; a pyramid draws no sums of its sides."""
    table = specification.table
    drawn = [not name.startswith("Everyone") for name in table.columns]
    return {
        text.rstrip("*eb")
        for row, values in zip(table.rows, table.values, strict=True)
        for text, value, is_drawn in zip(row[1:], values[1:], drawn[1:], strict=True)
        if isinstance(value, float) and is_drawn
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_of_the_table_is_in_the_drawing(
    every_kind: dict[str, ChartSpecification], kind: str
) -> None:
    told = "\n".join(texts_of(charts.svg(every_kind[kind])))
    figures = _figures(every_kind[kind])
    assert figures
    assert [figure for figure in figures if figure not in told] == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_outside_the_picture(
    every_kind: dict[str, ChartSpecification], kind: str
) -> None:
    root = ElementTree.fromstring(charts.svg(every_kind[kind]))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for element in root.iter(f"{SVG}text"):
        size = float(element.attrib["font-size"])
        bold = element.attrib.get("font-weight") == "600"
        long = render_svg_canvas.measure(element.text or "", size, bold)
        anchor = element.attrib.get("text-anchor", "start")
        left = float(element.attrib["x"]) - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert left >= 0, element.text
        assert left + long <= width, element.text
        assert 0 < float(element.attrib["y"]) <= height, element.text


def test_marks_are_drawn_and_told(every_kind: dict[str, ChartSpecification]) -> None:
    told = texts_of(charts.svg(every_kind["trend"]))
    assert "<b>Factory</b>" in told
    assert any("A & B merged" in text for text in told)


def test_a_break_and_a_gap_part_the_line(every_kind: dict[str, ChartSpecification]) -> None:
    svg = charts.svg(every_kind["trend"])
    paths = re.findall(r'<path d="([^"]+)" fill="none" stroke="(#\w+)"', svg)
    own = [path for path, colour in paths if colour == "#12436D"]
    other = [path for path, colour in paths if colour == "#D9540F"]
    assert [path.count("M") for path in own] == [1], "the preliminary end alone, dashed"
    assert [path.count("M") for path in other] == [2]


def test_a_chart_without_values_says_so(series: Rows, rate: FakeIndicator) -> None:
    empty = charts.trend(series("A", {"2025": None}), indicator=rate, language="fi")
    told = " ".join(texts_of(charts.svg(empty)))
    assert empty.alternative in told


def test_a_picture_without_a_title_has_none(every_kind: dict[str, ChartSpecification]) -> None:
    specification = every_kind["trend"]
    told = texts_of(charts.svg(specification, with_title=False, footer=("Version 1.",)))
    assert told.count(specification.title) == 1, "the text alternative alone"
    assert "Version 1." not in told


def test_a_map_by_address_needs_its_file(series: Rows, rate: FakeIndicator, tmp_path: Path) -> None:
    by_address = charts.choropleth(
        _areas(series),
        geojson="/geo/x.geojson",
        indicator=rate,
        language="fi",
        own="FI-C",
        bounds=(24, 62, 27, 63),
    )
    with pytest.raises(ValueError, match="borders"):
        charts.svg(by_address)
    file = tmp_path / "x.geojson"
    file.write_text(json.dumps(SQUARES), encoding="utf-8")
    assert charts.svg(by_address, borders=file) == charts.svg(_map(series, rate))


@pytest.mark.parametrize("width", [60, 120, 400])
def test_texts_are_broken_to_fit(width: float) -> None:
    text = "Työttömien työnhakijoiden osuus https://example.org/a/very/long/address/indeed – loppu"
    lines = render_svg_canvas.wrap(text, width, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(render_svg_canvas.measure(line, 12) <= width for line in lines)


@pytest.mark.parametrize("text", ["one\ntwo words", "one\r\ntwo words\n"])
def test_a_line_feed_begins_a_new_line(text: str) -> None:
    assert render_svg_canvas.wrap(text, 400, 12) == ["one", "two words"]
    assert render_svg_canvas.wrap("", 400, 12) == [""]


def test_a_note_of_two_lines_is_drawn(every_kind: dict[str, ChartSpecification]) -> None:
    noted = replace(every_kind["trend"], notes=("First line\nsecond line",))
    told = texts_of(charts.svg(noted))
    assert "First line" in told and "second line" in told


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(1.0, "1"), (-0.001, "0"), (-0.5, "-0.5"), (2.346, "2.35"), (100.0, "100")],
)
def test_lengths_are_short_and_keep_their_sign(value: float, wanted: str) -> None:
    assert render_svg_canvas.number(value) == wanted


def test_letters_of_every_language_are_in_the_font() -> None:
    from PIL import ImageFont

    for name in render_svg_canvas._FILES.values():
        file = render_svg_canvas.FONTS / name
        assert file.stat().st_size < 120_000
        font = ImageFont.truetype(str(file), 40)
        absent = bytes(font.getmask("\U0010fffd"))
        for letter in "äöåæøÄÖÅÆØéüčđŋšŧž−–…·→↑↓≥€№\u00a0":
            assert letter == "\u00a0" or bytes(font.getmask(letter)) != absent, letter


def test_every_kind_of_chart_has_a_drawer() -> None:
    from typing import get_args

    from seutukuva.charts.specification import Kind

    assert set(get_args(Kind)) == {*render_svg._DRAWERS, "map"}
