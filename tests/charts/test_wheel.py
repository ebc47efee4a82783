"""The wheel: where its arcs lie, that none overlap, and that it can be read as a picture."""

from __future__ import annotations

import datetime as dt
import math
import re
from xml.etree import ElementTree

import pytest

from seutukuva.charts import wheel
from seutukuva.charts.colours import PALETTES, contrast
from seutukuva.charts.wheel import Span, Wheel

D = dt.date
SVG = "{http://www.w3.org/2000/svg}"


def span(number: int, first: dt.date, last: dt.date, state: str = "coming") -> Span:
    return Span(number, first, last, state, f"thing {number} & <more>")


def drawn(*spans: Span, today: dt.date | None = None, year: int = 2027) -> ElementTree.Element:
    months = [f"m{n}" for n in range(1, 13)]
    made = wheel.svg(Wheel(year, months, spans, today, "today", "The year in words"))
    # Colours are variables with what stands in for them.
    return ElementTree.fromstring(re.sub(r"var\(--sk-\w+,([^)]*)\)", r"\1", made))


def texts_of(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def angle(x: float, y: float) -> float:
    """Degrees from the top, clockwise, about the middle."""
    middle = wheel.SIZE / 2
    return math.degrees(math.atan2(x - middle, middle - y)) % 360


@pytest.mark.parametrize(
    ("day", "degrees"),
    [(D(2027, 1, 1), 0), (D(2027, 4, 1), 90), (D(2027, 7, 1), 180), (D(2027, 10, 1), 270)],
)
def test_january_begins_at_the_top_and_the_year_goes_clockwise(
    day: dt.date, degrees: float
) -> None:
    assert wheel._angle(day, 2027) == pytest.approx(degrees)
    last = dt.date(day.year, day.month, 28)
    root = drawn(span(7, day, last))
    (label,) = [one for one in root.iter(f"{SVG}text") if one.text == "7"]
    at = angle(float(label.get("x", "")), float(label.get("y", "")))
    assert degrees < at < degrees + 30


def test_every_month_is_named_and_the_year_stands_in_the_middle() -> None:
    said = texts_of(drawn())
    assert said[:12] == [f"m{n}" for n in range(1, 13)] and said[-1] == "2027"


def test_arcs_of_a_lane_never_overlap_and_none_is_lost() -> None:
    days = [D(2027, 1, 1) + dt.timedelta(days=n * 9) for n in range(40)]
    spans = [span(n, day, day + dt.timedelta(days=n * 5)) for n, day in enumerate(days)]
    lanes = wheel.lanes(spans, 2027)
    assert sorted(one.number for lane in lanes for one in lane) == list(range(40))
    for lane in lanes:
        arcs = sorted((wheel._arc(one, 2027, 181.0) for one in lane), key=lambda arc: arc.start)
        for one, other in zip(arcs, arcs[1:], strict=False):
            assert one.end <= other.start + 0.02
    lengths = [max(wheel._months(one) for one in lane) for lane in lanes]
    assert lengths == sorted(lengths), "what is short lies at the rim"


def test_a_single_day_is_wide_enough_for_its_number_and_days_side_by_side_part_ways() -> None:
    one = wheel._arc(span(1, D(2027, 3, 31), D(2027, 3, 31)), 2027, 181.0)
    assert math.radians(one.end - one.start) * 181 * 0.75 > 24.9
    day = D(2027, 3, 31)
    assert len(wheel.lanes([span(1, day, day), span(2, day, day)], 2027)) == 2
    # The last day of the year and the first meet at the top.
    ends = [span(1, D(2027, 12, 31), D(2027, 12, 31)), span(2, D(2027, 1, 1), D(2027, 1, 1))]
    assert len(wheel.lanes(ends, 2027)) == 2


def test_what_goes_on_over_new_year_is_cut_there_and_keeps_its_lane() -> None:
    tiles = [
        span(1, D(2026, 11, 30), D(2027, 1, 13)),
        span(1, D(2027, 1, 14), D(2027, 2, 27)),
        span(1, D(2027, 11, 25), D(2028, 1, 8)),
    ]
    assert len(wheel.lanes(tiles, 2027)) == 1
    assert wheel._arc(tiles[0], 2027, 181.0).start == 0.0
    assert wheel._arc(tiles[2], 2027, 181.0).end == 360.0


def test_each_state_has_a_sign_of_its_own_besides_its_colour() -> None:
    states = list(wheel.SIGNS)
    spans = [span(n, D(2027, n, 1), D(2027, n, 20), state) for n, state in enumerate(states, 1)]
    said = texts_of(drawn(*spans))
    for n, state in enumerate(states, 1):
        assert f"{n} {wheel.SIGNS[state]}".strip() in said
    assert len(set(wheel.SIGNS.values())) == len(states) == len(wheel._LOOKS)


@pytest.mark.parametrize("theme", PALETTES)
def test_letters_can_be_read_on_every_ground(theme: str) -> None:
    from seutukuva.charts.cells import variables

    palette = variables(PALETTES[theme])
    for fill, _edge, letter in wheel._LOOKS.values():
        assert contrast(palette[fill], palette[letter]) >= 4.5, (fill, letter)


def test_it_is_a_picture_with_words_and_today_is_marked_in_its_year_only() -> None:
    one = span(1, D(2027, 5, 1), D(2027, 5, 31))
    root = drawn(one, today=D(2027, 8, 15))
    assert root.get("role") == "img" and root.get("aria-label") == "The year in words"
    titles = [each.text for each in root.iter(f"{SVG}title")]
    assert titles == ["today", "thing 1 & <more>"]
    assert "today" not in [
        each.text for each in drawn(one, today=D(2026, 8, 15)).iter(f"{SVG}title")
    ]


def test_a_wheel_full_of_lanes_still_has_its_hole() -> None:
    day = D(2027, 6, 1)
    root = drawn(*[span(n, day, day) for n in range(1, 30)])
    middle = wheel.SIZE / 2
    for one in root.iter(f"{SVG}text"):
        far = math.hypot(float(one.get("x", "")) - middle, float(one.get("y", "")) - middle)
        assert one.text == "2027" or far > 40


def test_a_label_stays_between_the_edges_of_its_ring() -> None:
    # Two figures and a sign are 2.2 letters wide: at the side they lie across the ring.
    assert wheel._fitting("10 ✗", 270, 20.0) == wheel._SMALLEST
    assert wheel._fitting("10 ✗", 270, 24.2) == pytest.approx(11)
    assert wheel._fitting("10 ✗", 0, 20.0) == wheel._LETTER
    assert wheel._fitting("4", 90, 20.0) == wheel._LETTER
    assert wheel._fitting("10 ✗", 225, 18.0) == pytest.approx(18 / math.hypot(2.2, 0.72) * 2**0.5)
