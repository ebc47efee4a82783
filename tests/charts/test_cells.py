"""Pictures in the cells of a table: small, well formed, named, and readable without colour."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.charts import cells, colours

LABEL = "Väkiluku 2010–2025: laskeva <b>& 'lainattu' \"nimi\""
PLACES = st.none() | st.floats(-1, 1)
ALLOWED = {"svg", "path", "rect", "circle"}


def root_of(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


def shapes(markup: str, tag: str) -> list[ElementTree.Element]:
    return [one for one in root_of(markup).iter() if one.tag.endswith("}" + tag)]


def is_safe(markup: str) -> bool:
    tags = {one.tag.rpartition("}")[2] for one in root_of(markup).iter()}
    return tags <= ALLOWED and not re.search(r"href|url\(|style=| on\w+=|nan|inf", markup)


@given(st.lists(st.none() | st.floats(-1e12, 1e12) | st.just(math.nan), max_size=300))
def test_every_sparkline_is_small_and_within_its_frame(points: list[Any]) -> None:
    markup = cells.sparkline_svg(points, label="")
    assert len(markup.encode()) < 1000 and is_safe(markup)
    for path in shapes(markup, "path"):
        line = path.get("d", "").replace("h0", "")
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", line)]
        assert all(0 <= x <= 120 for x in numbers[::2])
        assert all(0 <= y <= 28 for y in numbers[1::2])


def test_a_sparkline_breaks_at_gaps_and_ends_with_a_dot() -> None:
    markup = cells.sparkline_svg([1.0, 2.0, None, 4.0, math.nan, 3.0, 0.0], label=LABEL)
    path, lonely = shapes(markup, "path")
    assert path.get("d", "").count("M") == 2 and path.get("d", "").count("L") == 2
    assert lonely.get("d") == "M60 4h0" and lonely.get("stroke-linecap") == "round"
    (end,) = shapes(markup, "circle")
    assert (end.get("cx"), end.get("cy")) == ("116", "24")  # newest and lowest
    assert root_of(markup).get("aria-label") == LABEL and root_of(markup).get("role") == "img"


def _series(figures: dict[str, float | None], **statuses: str) -> list[dict[str, Any]]:
    return [
        {"period": period, "value": value, "status": statuses.get(f"y{period}", "final")}
        for period, value in figures.items()
    ]


def test_periods_without_a_row_break_the_line_and_keep_their_width() -> None:
    found = cells.course(_series({"2014": 1.0, "2015": 2.0, "2016": 3.0, "2025": 9.0}))
    assert found.values == (1.0, 2.0, 3.0, *[None] * 8, 9.0)
    assert (found.first, found.last, found.gaps) == ("2014", "2025", 8)
    markup = cells.sparkline_svg(found.values, label="")
    line, lonely = shapes(markup, "path")
    assert line.get("d") == "M4 24L14.2 21.5L24.4 19"
    assert lonely.get("d") == "M116 4h0", "nine years on, not one step"


def test_a_survey_of_every_second_year_has_no_gaps() -> None:
    found = cells.course(_series({"2019": 1.0, "2021": 2.0, "2023": 3.0}))
    assert found.values == (1.0, 2.0, 3.0) and not found.gaps


def test_rows_without_a_figure_at_the_ends_are_no_part_of_the_course() -> None:
    rows = _series({"2020": None, "2021": 2.0, "2022": None, "2023": 4.0, "2024": None})
    found = cells.course(rows)
    assert (found.values, found.first, found.last) == ((2.0, None, 4.0), "2021", "2023")
    assert cells.course(_series({"2020": None})).values == ()


def test_the_first_figure_after_a_break_is_not_joined_to_those_before() -> None:
    rows = _series({"2020": 1.0, "2021": 2.0, "2022": 9.0, "2023": 8.0}, y2022="break")
    found = cells.course(rows)
    assert found.breaks == {2}
    (path,) = shapes(cells.sparkline_svg(found.values, label="", breaks=found.breaks), "path")
    assert re.findall("[ML]", path.get("d", "")) == ["M", "L", "M", "L"]


@given(st.integers(0, 234), st.integers(4, 60))
def test_a_long_series_does_not_hide_a_gap_as_long_as_a_point(start: int, length: int) -> None:
    points: list[Any] = [float(n % 7) for n in range(240)]
    end = min(start + length, 239)
    points[start:end] = [None] * (end - start)
    paths = shapes(cells.sparkline_svg(points, label=""), "path")
    drawn = "".join(path.get("d", "") for path in paths)
    # At the very beginning there is nothing before the gap.
    assert drawn.count("M") == (1 if start == 0 or end - start < 4 else 2)


def test_equal_values_lie_in_the_middle_and_one_value_is_a_dot() -> None:
    (line,) = shapes(cells.sparkline_svg([4.0] * 3, label=""), "path")
    assert line.get("d") == "M4 14L60 14L116 14"
    one = cells.sparkline_svg([7.0], label="")
    assert len(shapes(one, "circle")) == 1
    assert not shapes(cells.sparkline_svg([], label=""), "circle")


def test_long_series_keep_their_extremes_and_their_newest_point() -> None:
    values = [10.0] * 240
    values[100], values[239] = 99.0, 11.0
    markup = cells.sparkline_svg(values, label="")
    (path,) = shapes(markup, "path")
    heights = [float(one) for one in re.findall(r"[ML][\d.]+ ([\d.]+)", path.get("d", ""))]
    assert len(heights) <= 60 and min(heights) == 4.0 and heights[-1] < max(heights)


@given(PLACES, PLACES, PLACES, PLACES, PLACES, PLACES, st.sampled_from(["", "better", "worse"]))
def test_every_spine_is_small_and_safe(
    low: Any, q1: Any, median: Any, q3: Any, high: Any, own: Any, judgement: str
) -> None:
    markup = cells.spine_svg(
        low, q1, median, q3, high, own, label="", judgement=judgement, hollow=own == 0
    )
    assert len(markup.encode()) < 900 and is_safe(markup)


def test_a_spine_has_the_benchmark_in_the_middle_and_signed_places() -> None:
    markup = cells.spine_svg(-1.0, -0.5, -0.1, 0.25, 0.8, 0.5, label=LABEL)
    spread, median, benchmark = shapes(markup, "path")
    assert spread.get("d") == "M7 12L192.4 12"
    assert median.get("d", "").startswith("M99.7 ")
    assert benchmark.get("d") == "M110 1L110 23"
    (middle,) = shapes(markup, "rect")
    assert (middle.get("x"), middle.get("width")) == ("58.5", "77.2")
    (own,) = shapes(markup, "circle")
    assert own.get("cx") == "161.5"
    outside = cells.spine_svg(None, None, None, None, None, -7.0, label="")
    assert shapes(outside, "circle")[0].get("cx") == "7" and not shapes(outside, "rect")


def test_a_judgement_is_a_shape_as_well_as_a_colour() -> None:
    drawn = {
        judgement: cells.spine_svg(None, None, None, None, None, 0.5, label="", judgement=judgement)
        for judgement in ("", "better", "worse")
    }
    outlines = [re.sub(r'(fill|stroke)="[^"]*"', "", markup) for markup in drawn.values()]
    assert len(set(outlines)) == 3
    assert "--sk-better" in drawn["better"] and "--sk-worse" in drawn["worse"]
    assert "--sk-better" not in drawn[""] and "--sk-worse" not in drawn[""]
    hollow = cells.spine_svg(None, None, None, None, None, 0.5, label="", hollow=True)
    assert hollow != drawn[""]


STATES = ("rising", "falling", "steady", "not_calculated")


def test_every_state_has_a_shape_of_its_own_without_its_colour() -> None:
    markups = [cells.trend_svg(state, label="", judgement="") for state in STATES]
    paths = [shapes(markup, "path")[0].get("d") for markup in markups]
    assert len(set(paths)) == 4
    assert all(is_safe(one) and len(one) < 400 for one in markups)
    judged = cells.trend_svg(STATES[0], label="Nousee", judgement="better", size=20)
    assert "--sk-better" in judged and root_of(judged).get("width") == "20"
    assert "--sk-better" not in markups[0]


def test_a_picture_without_words_is_passed_over_by_screen_readers() -> None:
    decoration = root_of(cells.trend_svg("rising", label=""))
    assert decoration.get("aria-hidden") == "true" and decoration.get("role") is None
    assert root_of(cells.trend_svg("rising", label="Nousee")).get("aria-hidden") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_has_a_value_in_the_theme_and_stands_out(theme: Any) -> None:
    css = cells.style(theme)
    values = dict(re.findall(r"--sk-([a-z]+):(#[0-9A-F]{6});", css))
    palette = colours.PALETTES[theme]
    used = {
        name
        for state, judgement in itertools.product(STATES, ("", "better", "worse"))
        for name in re.findall(
            r"--sk-([a-z]+)", cells.trend_svg(state, label="", judgement=judgement)
        )
    }
    spine = cells.spine_svg(-1, -0.5, 0, 0.5, 1, 0.2, label="")
    used |= set(re.findall(r"--sk-([a-z]+)", spine + cells.sparkline_svg([1, 2], label="")))
    assert used <= set(values)
    for name in used - {"band", "background"}:
        assert colours.contrast(values[name], palette.BACKGROUND) >= 3, name


def test_the_light_colours_are_there_without_a_style_block() -> None:
    assert f"var(--sk-own,{colours.LIGHT.OWN})" in cells.sparkline_svg([1, 2], label="")
