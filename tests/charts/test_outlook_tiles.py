"""Outlook marks on squares: classes of an order with a middle one, the sign in each square."""

from __future__ import annotations

from seutukuva import charts
from seutukuva.charts import colours
from seutukuva.charts.outlook_tiles import Marked, outlook_tiles
from seutukuva.charts.styles import class_colours

SCALE = {-2: "much weaker", -1: "weaker", 0: "as before", 1: "better", 2: "much better"}
CHART = outlook_tiles(
    [
        Marked("A", "Aaland", 2.0, "++", "much better"),
        Marked("B", "Beeby", 0.0, "0", "as before"),
        Marked("C", "Ceeton", None, "·", "no mark"),
        Marked("D", "Nowhere", -2.0, "−−", "much weaker"),
    ],
    positions={"A": (1, 0), "B": (2, 0), "C": (2, 1)},
    scale=SCALE,
    title="Business",
    subtitle="In 12 months",
    language="en",
    own="A",
)


def test_each_square_has_its_sign_and_its_class_and_says_both_in_words() -> None:
    regions = {one.key: one for one in CHART.regions}
    assert list(regions) == ["A", "B", "C"], "an area without a place is left out"
    assert [regions[one].value_text for one in "ABC"] == ["++", "0", "·"]
    assert [regions[one].value_class for one in "ABC"] == [4, 2, None]
    assert regions["A"].is_own and CHART.missing_label == "no mark"
    assert CHART.alternative == "Business. Aaland much better; Beeby as before; Ceeton no mark."
    assert CHART.table.values == (
        ("Aaland", 2.0, "much better"),
        ("Beeby", 0.0, "as before"),
        ("Ceeton", None, "no mark"),
    )


def test_the_middle_class_has_a_colour_of_neither_side_on_light_and_on_dark() -> None:
    for palette in colours.PALETTES.values():
        found = class_colours(CHART, palette)
        assert len(set(found)) == 5 and found[2] == palette.BAND
        assert found[2] not in palette.DIVERGING.values()
        assert found == [
            *(palette.DIVERGING[-2], palette.DIVERGING[-1], palette.BAND),
            *(palette.DIVERGING[1], palette.DIVERGING[2]),
        ]


def test_squares_are_drawn_with_their_signs() -> None:
    drawn = charts.svg(CHART, theme="dark")
    assert "Aaland" in drawn and "++" in drawn and "Nowhere" not in drawn
