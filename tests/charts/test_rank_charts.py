"""Charts of ranks: the best first, ranges in words and tables, the own area before the crowd."""

from __future__ import annotations

import re

from seutukuva import charts
from seutukuva.charts import RankCourse, Ranked, colours

AREAS = (
    Ranked("b", "Beetown", 0.1, 2, 1, 3, (2, 3), 1, is_own=True),
    Ranked("n", "Nowhere", words="no composite, since it lacks work"),
    Ranked("a", "Aville", 0.5, 1, 1, 1, (1, 1), 0),
    Ranked("c", "Ceeby", -1.0, 3, 2, 3, None, 1, is_partial=True),
)
COURSES = (
    RankCourse("a", "Aville", (3, 1), (2, 1), (3, 1)),
    RankCourse("b", "Beetown", (1, 2), (1, 2), (2, 3), is_own=True, risen=0.25, fallen=0.5),
    RankCourse("c", "Ceeby", (2, 3), (1, 2), (3, 3)),
)


def ranges(areas: tuple[Ranked, ...] = AREAS) -> charts.ChartSpecification:
    return charts.rank_ranges(
        areas, title="Vitality", subtitle="Towns.", language="en", said="Beetown is second."
    )


def courses(areas: tuple[RankCourse, ...] = COURSES) -> charts.ChartSpecification:
    return charts.rank_courses(
        areas, ("2011", "2013"), title="Vitality", subtitle="Towns.", language="en"
    )


def test_rows_stand_by_rank_with_their_ranges_and_those_without_last() -> None:
    chart = ranges()
    labels = [row.label for row in chart.ranges]
    assert labels == ["1.\u00a0Aville", "2.\u00a0Beetown", "3.\u00a0Ceeby", "Nowhere"]
    assert [(row.low, row.value, row.high) for row in chart.ranges[:2]] == [(1, 1, 1), (1, 2, 3)]
    assert chart.ranges[3].value is None and "lacks work" in chart.ranges[3].value_text
    assert [row.is_own for row in chart.ranges] == [False, True, False, False]
    assert chart.x_axis and [tick.text for tick in chart.x_axis.ticks] == ["1", "2", "3"]


def test_everything_drawn_is_in_the_table_and_in_words() -> None:
    chart = ranges()
    assert chart.table.rows[1] == ("2", "Beetown", "+0.10", "1", "3", "2", "3", "1", "")
    assert chart.table.rows[2][-3:] == ("–", "1", "a figure is missing")
    assert chart.table.rows[3] == ("–", "Nowhere", *["–"] * 6, "no composite, since it lacks work")
    assert chart.table.values[1] == (2, "Beetown", 0.1, 1, 3, 2, 3, 1, "")
    assert chart.alternative == (
        "Vitality. Towns. Beetown is second. "
        "Best Aville (+0.50), weakest Ceeby (\u22121.00); ranked: 3."
    )
    assert "without any one indicator 2–3" in chart.ranges[1].text
    assert any(note.startswith("Pale") for note in chart.notes)
    assert "Note" not in ranges(AREAS[:1]).table.columns
    assert "Nothing can be shown." in ranges(()).alternative and ranges(()).is_empty


def test_a_composite_is_never_taken_away_without_its_parts() -> None:
    areas = (
        Ranked("a", "Aville", 0.5, 1, 1, 1, scores=(1.25, None)),
        Ranked("n", "Nowhere", words="no composite", scores=(None, -0.5)),
    )
    parts = ("Work, 2016", "People, 2025")
    table = charts.rank_ranges(
        areas, title="Vitality", subtitle="Towns.", language="en", parts=parts
    ).table
    assert table.columns[-3:] == ("Work, 2016: score", "People, 2025: score", "Note")
    assert [row[-3:] for row in table.rows] == [
        *[("+1.25", "–", ""), ("–", "\u22120.50", "no composite")],
    ]
    assert [row[-3:-1] for row in table.values] == [(1.25, None), (None, -0.5)]


def test_the_own_area_stands_out_in_both_drawings() -> None:
    chart, palette = ranges(), colours.PALETTES["light"]
    drawn = charts.figure(chart)
    assert list(drawn.data[0].marker.color) == [palette.PEER, palette.OWN, palette.PEER]
    assert drawn.layout.yaxis.ticktext[1] == "<b>2.\u00a0Beetown</b>"
    # No line of zero: there is no rank zero.
    assert not [shape for shape in drawn.layout.shapes if shape.x0 == shape.x1 == 0]
    svg = charts.svg(chart)
    assert palette.OWN in svg and palette.PEER in svg and "+0.50" in svg
    alone = charts.figure(ranges((AREAS[0],)))
    assert alone.layout.yaxis.ticktext[0] == "2.\u00a0Beetown"


def test_lines_of_ranks_have_the_best_on_top_and_shade_the_own_range() -> None:
    chart = courses()
    lines = {one.key: one for one in chart.series}
    assert [point.value for point in lines["a"].points] == [-3, -1]
    assert chart.y_axis and [tick.text for tick in chart.y_axis.ticks] == ["3", "2", "1"]
    assert [one.key for one in chart.series][0] == "b" and lines["b"].role == "own"
    assert lines["b"].points[1].text == "Beetown, 2013: rank 2 of 3"
    assert [ends[1:] for ends in chart.fan] == [(-2, -1), (-3, -2)]
    assert any("Shaded" in note and "Beetown" in note for note in chart.notes)
    # Named are the own area and the ends of the others.
    assert {one.label for one in chart.series if one.label} == {
        *("1.\u00a0Aville", "2.\u00a0Beetown", "3.\u00a0Ceeby"),
    }
    # No rank and no change of it goes away without its range.
    assert chart.table.columns[:4] == (
        *("Area", "2011", "2011, with other weights from", "2011, with other weights to"),
    )
    assert chart.table.columns[-3:] == (
        *("Places risen", "Risen, % of the weights drawn", "Fallen, % of the weights drawn"),
    )
    assert chart.table.rows[0][:8] == ("Aville", "3", "2", "3", "1", "1", "1", "+2")
    assert chart.table.values[1] == ("Beetown", 1, 1, 2, 2, 2, 3, -1, 25, 50)
    assert chart.table.rows[1][-2:] == ("25%", "50%")
    plain = re.sub(r"<title>.*?</title>", "", charts.svg(chart))
    assert "Beetown" in plain and len(charts.figure(chart).data) > 3


def test_without_one_own_area_nothing_is_shaded() -> None:
    crowd = courses(COURSES[::2])
    assert crowd.fan == () and not any("Shaded" in note for note in crowd.notes)
