"""Plans and results: bars in per cent of the plan, words where no share is defined."""

from __future__ import annotations

import dataclasses
import re
from xml.etree import ElementTree

import pytest

from seutukuva import charts
from seutukuva.charts import Achieved, colours
from seutukuva.charts.bullets import LINE, STATUS_WIDTH, TEXT_WIDTH
from seutukuva.charts.render_plotly_axes import CLEAR

PARTICIPANTS = Achieved(
    *("participants", "Participants started", 103, 86),
    expected=71.6, women=28, men=58, women_planned=28, men_planned=75, forecast=95, linear=103.1,
    status="A", status_words="somewhat behind", look="fair",
)  # fmt: skip
JOBS = Achieved("jobs", "New jobs", 20, 0, status="R", status_words="clearly behind", look="poor")
DEGREES = Achieved(
    *("degrees", "Degrees", 0, 0),
    status="–",
    status_words="not judged",
    words="Not defined: nothing was planned and nothing has come true.",
)
MONEY = Achieved("eu_state", "EU and state funding", 200_000, 276_200, unit="€", linear=150_000)
TIME = Achieved("time", "Time elapsed", 100, 83.4, unit="%", decimals=1, is_time=True)
ROWS = (TIME, PARTICIPANTS, JOBS, DEGREES, MONEY)


def made(rows: tuple[Achieved, ...] = ROWS) -> charts.ChartSpecification:
    return charts.bullets(rows, title="S11010", subtitle="On 31 October 2011.", language="en")


def test_every_bar_is_in_per_cent_of_its_own_plan() -> None:
    time, people, jobs, degrees, money = made().bullets
    assert people.realised == pytest.approx(83.495, abs=0.001)
    assert people.women == pytest.approx(27.184, abs=0.001), "of the whole plan, as the bar is"
    assert (jobs.realised, time.realised) == (0.0, 83.4)
    assert money.realised == pytest.approx(138.1)
    assert degrees.realised is None and degrees.women is None and not degrees.markers


def test_rows_tell_their_figures_in_words() -> None:
    time, people, _jobs, degrees, money = made().bullets
    assert people.lines == (
        *("Participants started", "86 of 103 (83.5%)"),
        "women 28 of 28, men 58 of 75",
    )
    assert degrees.lines == ("Degrees", "realised 0, planned 0")
    assert "".join(degrees.words).startswith("Not defined: nothing was planned and")
    assert money.lines[1] == "276,200\u00a0€ of 200,000\u00a0€ (138.1%)"
    assert time.lines == ("Time elapsed", "83.4%")


def test_what_is_not_reported_is_told_as_planned_alone() -> None:
    waiting = dataclasses.replace(PARTICIPANTS, realised=None, women=None, men=None)
    (row,) = made((waiting,)).bullets
    assert row.lines[1:] == ("realised –, planned 103", "planned: women 28, men 75")
    assert row.realised is None


def test_alternative_and_table_have_what_the_drawing_has() -> None:
    chart = made()
    assert chart.alternative == (
        "S11010. On 31 October 2011. Time elapsed: 83.4%. "
        "Participants started: 86 of 103 (83.5%); women 28 of 28, men 58 of 75; "
        "expected by then 72; owner’s forecast 95; linear forecast 103; A somewhat behind. "
        "New jobs: 0 of 20 (0.0%); R clearly behind. "
        "Degrees: realised 0, planned 0; Not defined: nothing was planned and nothing has come "
        "true; – not judged. "
        "EU and state funding: 276,200\u00a0€ of 200,000\u00a0€ (138.1%); "
        "linear forecast 150,000\u00a0€."
    )
    columns = dict(zip(chart.table.columns, chart.table.rows[1], strict=True))
    assert columns["Women, realised"] == "28" and columns["Linear forecast"] == "103"
    assert columns["Judgement"] == "A somewhat behind"
    raw = dict(zip(chart.table.columns, chart.table.values[3], strict=True))
    assert raw["Planned"] == 0 and raw["Realised, % of planned"] is None
    assert raw["Note"].startswith("Not defined")


def test_the_owners_forecast_goes_before_the_linear_one() -> None:
    _time, people, _jobs, _degrees, money = made().bullets
    labels = [(marker.label, marker.is_dashed) for marker in people.markers]
    assert labels == [("", False), ("owner’s forecast 95", True)]
    assert [marker.label for marker in money.markers] == ["linear forecast 150,000\u00a0€"]
    assert people.markers[0].at == pytest.approx(100 * 71.6 / 103)


def test_the_axis_shows_what_goes_beyond_the_plan_and_cuts_what_goes_far() -> None:
    far = dataclasses.replace(MONEY, realised=1_000_000)
    plain, beyond, cut = made((JOBS,)), made(), made((far,))
    assert plain.x_axis and plain.x_axis.high == 104
    assert beyond.x_axis and beyond.x_axis.high == pytest.approx(138.1 * 1.04)
    assert [tick.text for tick in beyond.x_axis.ticks] == ["0%", "50%", "100%"]
    assert cut.x_axis and cut.x_axis.high == 208
    assert cut.bullets[0].is_cut and cut.bullets[0].realised == 208
    assert "(500.0%)" in cut.bullets[0].text
    assert [note for note in cut.notes if note.startswith("Arrow")]
    assert "▶" in [note.text for note in charts.figure(cut).layout.annotations]
    assert "<path" in charts.svg(cut) and "<path" not in charts.svg(beyond)


def test_notes_explain_what_is_drawn_and_nothing_else() -> None:
    assert [note.split(":")[0] for note in made().notes] == [
        *("Bar", "Inner stripe", "Solid line across the bar", "Dashed line")
    ]
    assert [note.split(":")[0] for note in made((JOBS,)).notes] == ["Bar"]


def test_women_are_not_drawn_where_they_are_too_few() -> None:
    few = dataclasses.replace(
        *(PARTICIPANTS,),
        **dict.fromkeys(("women", "men", "women_planned", "men_planned")),
        sex_words="women and men: too few to show",
    )
    (row,) = made((few,)).bullets
    assert row.women is None and row.lines[-1] == "women and men: too few to show"
    assert "Women, realised" not in made((few,)).table.columns
    assert made((few,)).table.rows[0][-1] == "women and men: too few to show"


def test_texts_fit_beside_the_judgement_on_a_phone() -> None:
    long = dataclasses.replace(
        *(DEGREES,),
        name="Aloittamiset hankkeissa, joissa on mukana henkilöitä",
        status_words="ei arvioida: mitään ei ole suunniteltu",
    )
    (row,) = made((long,)).bullets
    assert max(map(len, (*row.lines, *row.words))) <= TEXT_WIDTH
    assert max(map(len, row.status_words.split("\n"))) <= STATUS_WIDTH
    assert row.height >= LINE * (len(row.lines) + len(row.words))


def test_plotly_draws_frames_bars_and_the_judgement() -> None:
    figure = charts.figure(made())
    frames, realised, women = figure.data
    assert set(frames.x) == {100.0} and len(frames.x) == 4, "no frame without a share"
    assert list(realised.customdata) == ["time", "participants", "jobs", "eu_state"]
    assert list(realised.x)[1:3] == [pytest.approx(83.495, abs=0.001), 0.0]
    assert list(women.x)[0] is None and list(women.x)[1] == pytest.approx(27.184, abs=0.001)
    assert realised.marker.color[0] != realised.marker.color[1], "time is no result"
    across = {round(shape.x0, 1) for shape in figure.layout.shapes}
    assert across == {69.5, 92.2, 100.0, 75.0}, "expected, forecast, the plan that was passed"
    dashed = {round(shape.x0, 1) for shape in figure.layout.shapes if shape.line.dash == "3px,3px"}
    assert dashed == {92.2, 75.0}
    said = [note.text for note in figure.layout.annotations]
    assert "<b>A</b>" in said and "somewhat behind" in said
    assert [text for text in said if "<i>Not defined: nothing was planned and" in text]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_svg_draws_the_same(theme: colours.ThemeName) -> None:
    drawn = charts.svg(made(), theme=theme)
    texts = ["".join(one.itertext()) for one in ElementTree.fromstring(drawn).iter()]
    for words in ("86 of 103 (83.5%)", "owner’s forecast 95", "A", "somewhat behind", "% of plan"):
        assert [text for text in texts if text.startswith(words)], words
    palette = colours.PALETTES[theme]
    ends = [
        float(width)
        for width in re.findall(
            rf'<rect [^>]*width="([\d.]+)" height="14" fill="{palette.OWN}"', drawn
        )
    ]
    people, jobs, money = ends
    assert people / money == pytest.approx(83.495 / 138.1, abs=0.001)
    assert jobs < 1
    assert drawn.count(f'fill="{palette.PEER}"') == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_judgements_are_told_apart_without_colour(theme: colours.ThemeName) -> None:
    palette = colours.PALETTES[theme]
    looks = ("good", "fair", "poor", "none")
    rows = tuple(
        dataclasses.replace(JOBS, key=look, look=look, status=letter)
        for look, letter in zip(looks, "GAR–", strict=True)
    )
    figure = charts.figure(made(rows), theme=theme)
    letters = {
        note.text: note for note in figure.layout.annotations if note.bgcolor and note.borderwidth
    }
    assert set(letters) == {"<b>G</b>", "<b>A</b>", "<b>R</b>", "<b>–</b>"}
    for letter, hue in (("G", palette.BETTER), ("R", palette.WORSE)):
        note = letters[f"<b>{letter}</b>"]
        assert note.bgcolor == hue
        assert colours.contrast(note.font.color, note.bgcolor) >= 4.5
    assert letters["<b>A</b>"].bgcolor == CLEAR, "no hue between good and poor"
    assert charts.svg(made(rows), theme=theme).count(f'fill="{palette.WORSE}"') == 1


def test_a_meeting_room_sees_it_larger() -> None:
    usual, large = (charts.figure(made(), scale=scale) for scale in (1.0, 1.5))
    assert large.layout.height == 1.5 * usual.layout.height
    assert large.layout.margin.r == 1.5 * usual.layout.margin.r
    assert large.data[1].width == usual.data[1].width, "in pixels of the axis, which grows"


@pytest.mark.parametrize("planned", [-5.0, 0.0, 1e-320, None])
def test_of_a_plan_that_is_none_no_share_is_told(planned: float | None) -> None:
    (row,) = made((dataclasses.replace(MONEY, planned=planned, realised=1e9),)).bullets
    assert "%" not in row.text and "realised 1,000,000,000" in row.text
    assert row.realised is None


def test_nothing_to_show_is_said() -> None:
    chart = made(())
    assert chart.is_empty and chart.alternative.endswith("Nothing can be shown.")
    assert "Nothing can be shown." in charts.svg(chart)
