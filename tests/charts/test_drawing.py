"""What holds for every chart: colours, labels, axes, the room's imports, the figure's frame."""

from __future__ import annotations

import ast
import itertools
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import charts
from seutukuva.charts import axes, colours, labels
from seutukuva.charts.specification import Point, Series

ROOM = Path(charts.__file__).parent


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_drawn_stands_out_from_its_background(theme: str) -> None:
    palette = colours.PALETTES[theme]
    drawn = (palette.OWN, palette.PEER, palette.MARK, palette.AXIS)
    for colour in (*drawn, *palette.BENCHMARKS, *palette.PEERS):
        assert colours.contrast(colour, palette.BACKGROUND) >= 3, colour
    for colour in (palette.OWN, palette.MARK, palette.AXIS):
        assert colours.contrast(colour, palette.BAND) >= 3, colour
    for colour in (palette.TEXT, palette.SOFT_TEXT, palette.BETTER, palette.WORSE):
        assert colours.contrast(colour, palette.BACKGROUND) >= 4.5, colour


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ramps_go_one_way_in_lightness(theme: str) -> None:
    palette = colours.PALETTES[theme]
    steps = palette.DIVERGING
    ramps = [
        palette.SEQUENTIAL,
        [steps[step] for step in (-1, -2, -3)],
        [steps[step] for step in (1, 2, 3)],
    ]
    for ramp in ramps:
        away = [colours.contrast(colour, palette.BACKGROUND) for colour in ramp]
        assert away == sorted(away)
        for one, other in itertools.pairwise(ramp):
            assert colours.contrast(one, other) >= 1.3


# Machado, Oliveira and Fernandes (2009), severity 1: linear RGB as three kinds of eyes see it.
EYES = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def seen(colour: str, eyes: str) -> tuple[float, ...]:
    rgb = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    linear = [sum(w * c for w, c in zip(row, rgb, strict=True)) for row in EYES[eyes]]
    return tuple(max(0.0, channel) ** (1 / 2.2) for channel in linear)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_own_and_benchmarks_are_told_apart_by_every_eye(theme: str, eyes: str) -> None:
    palette = colours.PALETTES[theme]
    for one, other in itertools.combinations((palette.OWN, *palette.BENCHMARKS[:2]), 2):
        assert math.dist(seen(one, eyes), seen(other, eyes)) > 0.15, (one, other)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_better_and_worse_are_told_apart_by_every_eye(theme: str, eyes: str) -> None:
    palette = colours.PALETTES[theme]
    assert math.dist(seen(palette.BETTER, eyes), seen(palette.WORSE, eyes)) > 0.3


@given(st.integers(0, 0xFFFFFF))
def test_text_reads_on_any_colour(value: int) -> None:
    colour = f"#{value:06X}"
    assert colours.contrast(colours.text_on(colour), colour) >= 4.5


LABELS = st.lists(st.tuples(st.floats(0, 100), st.floats(1, 10)), min_size=1, max_size=9)


@given(LABELS)
def test_labels_never_cover_each_other(given_labels: list[tuple[float, float]]) -> None:
    wishes, extents = zip(*given_labels, strict=True)
    middles = labels.spread(wishes, extents, 0, 100)
    order = sorted(range(len(wishes)), key=lambda at: middles[at])
    for below, above in itertools.pairwise(order):
        room = (extents[below] + extents[above]) / 2
        assert middles[above] - middles[below] >= room - 1e-6
        assert wishes[below] <= wishes[above] + 1e-9 or extents[below] != extents[above]
    assert middles[order[0]] - extents[order[0]] / 2 >= -1e-6
    assert middles[order[-1]] + extents[order[-1]] / 2 <= 100 + 1e-6


FLAGS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0.01, 0.5), st.booleans()), min_size=1, max_size=8
)


@given(FLAGS)
def test_flags_in_a_row_never_overlap_and_one_way_no_pole_crosses_a_label(
    given_flags: list[tuple[float, float, bool]],
) -> None:
    flags = [labels.Flag(*one) for one in given_flags]
    rows = labels.flag_levels(flags)
    for (one, at), (other, beside) in itertools.combinations(zip(flags, rows, strict=True), 2):
        apart = one.span[1] <= other.span[0] or other.span[1] <= one.span[0]
        assert at != beside or apart
    onward = [labels.Flag(flag.pole, flag.length, False) for flag in flags]
    assert labels.crossings(onward, labels.flag_levels(onward)) == 0


def test_labels_with_room_stay_where_they_are() -> None:
    assert labels.spread([10, 50, 30], [5, 5, 5], 0, 100) == [10, 50, 30]
    assert labels.spread([50, 50], [10, 10], 0, 100) == [45, 55]
    assert labels.spread([100], [10], 0, 100) == [95]
    assert labels.spread([], [], 0, 100) == []


def test_names_break_at_spaces_and_after_dashes() -> None:
    name = "Saarijärven–Viitasaaren seutukunta"
    assert labels.wrap(name, 17) == "Saarijärven–\nViitasaaren\nseutukunta"
    assert labels.wrap(name, 24) == "Saarijärven–Viitasaaren\nseutukunta"
    assert labels.wrap("8\u00a0921 asukasta", 5) == "8\u00a0921\nasukasta"
    assert labels.wrap("", 5) == ""


@given(st.text(alphabet="ab -–"), st.integers(1, 20))
def test_breaking_loses_nothing(text: str, width: int) -> None:
    assert labels.wrap(text, width).replace("\n", "").replace(" ", "") == text.replace(" ", "")


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.booleans())
def test_value_axes_are_round_and_hold_the_values(one: float, other: float, zero: bool) -> None:
    low, high = sorted((one, other))
    axis = axes.value_axis(low, high, language="fi", zero=zero)
    slack = 1e-6 * max(1.0, axis.high - axis.low)
    assert axis.low <= low + slack and axis.high >= high - slack and axis.low < axis.high
    assert 2 <= len(axis.ticks) <= 8
    assert len({tick.text for tick in axis.ticks}) == len(axis.ticks)
    assert axis.has_zero or not zero


@pytest.mark.parametrize("value", [0.0, 5.0, -3e8, 1e12, 1e16, 1e300, -1e300])
@pytest.mark.parametrize("zero", [True, False])
def test_equal_values_of_any_size_have_an_axis(value: float, zero: bool) -> None:
    axis = axes.value_axis(value, value, language="fi", zero=zero)
    assert axis.low <= value <= axis.high and axis.low < axis.high
    assert 2 <= len(axis.ticks) <= 8


def test_nearly_equal_values_are_both_on_the_axis() -> None:
    axis = axes.value_axis(1e12, 1e12 + 500, language="fi")
    assert axis.low <= 1e12 and axis.high >= 1e12 + 500


def test_tick_texts_have_the_decimals_of_their_step() -> None:
    axis = axes.value_axis(8, 17, language="fi")
    assert [tick.text for tick in axis.ticks] == ["0", "5", "10", "15", "20"]
    axis = axes.value_axis(91, 100, language="fi")
    assert [tick.text for tick in axis.ticks] == ["90,0", "92,5", "95,0", "97,5", "100,0"]


def test_only_renderers_know_plotly_and_no_module_knows_the_page_or_the_data() -> None:
    for path in ROOM.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not names & {"streamlit", "duckdb", "requests"}, path.name
        allowed = path.name.startswith("render_") or path.name == "__init__.py"
        assert allowed or "plotly" not in names, path.name


def test_plotly_is_loaded_with_the_first_figure() -> None:
    code = "import sys; import seutukuva.charts; print('plotly' in sys.modules)"
    root = str(ROOM.parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_figures_are_transparent_small_and_in_the_language(
    rate: Any, series: Any, theme: Any
) -> None:
    rows = series("A", {"2019": 1.0, "2020": 2.0})
    for language, separators in {"fi": ",\u00a0", "sv": ",\u00a0", "en": ".,"}.items():
        chart = charts.trend(rows, indicator=rate, language=language)
        figure = charts.figure(chart, theme=theme)
        assert figure.layout.separators == separators
        assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
        assert figure.layout.font.color == colours.PALETTES[theme].TEXT
        assert figure.layout.title.text is None
        assert len(figure.to_json()) < 4_000  # no template goes along


def test_a_picture_that_leaves_the_page_carries_its_words(rate: Any, series: Any) -> None:
    rows = series("A", {"2019": 61.0, "2020": (62.0, "preliminary")})
    chart = charts.trend(rows, indicator=rate, language="en", source="Statistics Finland, 2021.")
    plain, whole = charts.figure(chart), charts.figure(chart, with_title=True)
    assert whole.layout.title.text == "<b>Employment rate</b>"
    assert "aged 18–64" in whole.layout.title.subtitle.text
    assert "Statistics Finland, 2021." in whole.layout.annotations[-1].text
    assert "preliminary" in whole.layout.annotations[-1].text
    assert whole.layout.height > plain.layout.height


def every_kind(rate: Any, series: Any, values: dict[str, Any]) -> list[charts.ChartSpecification]:
    """A chart of each kind from the same figures of two areas."""
    rows = [*series("A", values), *series("B", values)]
    common = {"indicator": rate, "language": "en", "own": "FI-A", "source": "S"}
    by_age = [
        {"age": f"{5 * at}-{5 * at + 4}", "sex": "total", "value": value}
        for at, value in enumerate(values.values())
    ]
    return [
        charts.trend(rows, **common),
        charts.sparkline(rows[: len(values)], indicator=rate, language="en", source="S")[0],
        charts.ranking(rows, **common),
        charts.tiles(rows, positions={"FI-A": (0, 0), "FI-B": (0, 1)}, **common),
        charts.choropleth(rows, geojson="/borders", **common),
        charts.small_multiples(rows, **common),
        charts.pyramid(by_age, title="Employment rate", language="en", source="S"),
        charts.control(rows[: len(values)], None, indicator=rate, language="en", source="S"),
        charts.strip(rows, **common),
    ]


def test_every_kind_has_words_and_a_table_twin(rate: Any, series: Any) -> None:
    for chart in every_kind(rate, series, {"2019": 61.0, "2020": 62.0}):
        assert not chart.is_empty, chart.kind
        assert chart.alternative.startswith("Employment rate"), chart.kind
        assert "62" in chart.alternative or "123" in chart.alternative, chart.kind
        assert chart.title and chart.subtitle and chart.source == "S", chart.kind
        widths = {len(chart.table.columns), *map(len, chart.table.rows)}
        assert len(widths) == 1 and len(chart.table.rows) == len(chart.table.values) > 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("value", [None, 0.0, 5.0])
def test_every_kind_draws_one_figure_none_and_nothing(
    rate: Any, series: Any, value: Any, theme: Any
) -> None:
    for chart in every_kind(rate, series, {"2020": value}):
        if chart.kind == "multiples":
            assert bool(charts.panels(chart)) is not chart.is_empty
            continue
        figure = charts.figure(chart, theme=theme, with_title=True)
        assert figure.layout.title.text == "<b>Employment rate</b>", chart.kind
        if chart.is_empty:
            assert "no values to show" in figure.layout.annotations[0].text, chart.kind


def test_names_too_long_for_a_label_are_cut_between_words() -> None:
    assert labels.shortened("Pohjolan vaneritehdas lopetti", 24) == "Pohjolan vaneritehdas…"
    assert labels.shortened("Yhdyssanahirviömäisyys", 10) == "Yhdyssana…"
    assert labels.shortened("lyhyt", 5) == "lyhyt"


def test_no_button_speaks_another_language() -> None:
    assert charts.CONFIG["displayModeBar"] is False and charts.CONFIG["displaylogo"] is False


def drawn_line(statuses: str, *, mean: bool = False) -> Series:
    """A line of firm (f), tentative (t) and missing (-) figures; a missing one parts it."""
    points = tuple(
        Point(
            float(at),
            str(at),
            None if one == "-" else float(at),
            "preliminary" if one == "t" else "final",
            "",
            at > 0 and "-" not in statuses[at - 1 : at + 1],
        )
        for at, one in enumerate(statuses)
    )
    return Series("FI-A", "A", "own", 0, () if mean else points, average=points if mean else ())


@pytest.mark.parametrize(
    ("statuses", "firm", "tentative"),
    [
        ("", [], []),
        ("f", [], []),
        ("fff", [[0, 1, 2]], []),
        ("fft", [[0, 1]], [[1, 2]]),
        ("tff", [[0, 1, 2]], []),
        ("ftftt", [[1, 2]], [[0, 1], [2, 3, 4]]),
        ("ff-fft", [[0, 1], [3, 4]], [[4, 5]]),
        ("f-t-f", [], []),
    ],
)
@pytest.mark.parametrize("mean", [False, True])
def test_a_line_is_parted_where_it_is_broken_and_where_figures_become_tentative(
    statuses: str, firm: list[list[float]], tentative: list[list[float]], mean: bool
) -> None:
    line = drawn_line(statuses, mean=mean)
    found = [
        [[point.position for point in stretch] for stretch in line.stretches(tentative=kind)]
        for kind in (False, True)
    ]
    assert found == [firm, tentative]
