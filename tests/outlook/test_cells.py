"""Marks side by side: medians, the counts of the national outlook, and the net score."""

from __future__ import annotations

import pytest

from seutukuva.outlook import cells
from tests.outlook.made import mark


@pytest.mark.parametrize(
    ("scores", "median"),
    [
        ([1], (1, 1)),
        ([1, -2], (-2, 1)),
        ([2, 0, 1], (1, 1)),
        ([-1, -1, 0, 0], (-1, 0)),
        ([2, 2, -2, -2, -2], (-2, -2)),
    ],
)
def test_the_median_of_an_order_is_a_mark_or_the_two_in_the_middle(
    scores: list[int], median: tuple[int, int]
) -> None:
    assert cells.median(scores) == median


def test_of_no_marks_there_is_no_median_and_no_net_score() -> None:
    with pytest.raises(ValueError, match="no marks"):
        cells.median([])
    assert cells.net_score([]) is None
    assert cells.net_score([2, -1, -1, 1]) == 0.25


def test_a_cell_between_two_classes_has_no_score_and_the_quieter_colour() -> None:
    def cell(*scores: int) -> cells.Cell:
        return cells.Cell(tuple(mark(one) for one in scores))

    assert (cell(1, 2).score, cell(1, 2).colour, cell(1, 2).spread) == (None, 1, (1, 2))
    assert (cell(-1, 0).score, cell(-1, 0).colour) == (None, 0)
    assert (cell(-2, 2).score, cell(-2, 2).colour) == (None, 0), "nobody says 0, nor one side"
    assert (cell(-2, -2, 1).score, cell(-2, -2, 1).colour) == (-2, -2)


def _country(theme: str, horizon: str, better: int, same: int, worse: int) -> list[cells.Mark]:
    """67 invented sub-regions, with strong and plain marks among them."""
    scores = [1 + n % 2 for n in range(better)] + [0] * same + [-1 - n % 2 for n in range(worse)]
    return [
        mark(score, area=f"area-{n}", theme=theme, horizon=horizon)
        for n, score in enumerate(scores)
    ]


# Autumn 2015 and spring 2017 of the national outlook, 67 sub-regions.
@pytest.mark.parametrize(
    ("theme", "horizon", "better", "same", "worse"),
    [
        ("business", "now", 14, 33, 20),
        ("unemployment", "6", 5, 27, 35),
        ("business", "12", 65, 2, 0),
    ],
)
def test_areas_are_counted_by_class_as_the_national_outlook_counts_them(
    theme: str, horizon: str, better: int, same: int, worse: int
) -> None:
    marks = _country(theme, horizon, better, same, worse)
    found = cells.cells(marks, "2025-10")
    ids = [one.area for one in marks]
    counted = cells.counts(found, [*ids, "unmarked"], theme, horizon)
    assert (counted.better, counted.same, counted.worse) == (better, same, worse)
    assert (counted.n, counted.between, counted.unmarked) == (67, 0, 1)
    assert counted.by_score[2] == better // 2 and counted.by_score[-1] == worse - worse // 2


def test_an_area_whose_groups_stand_half_and_half_is_counted_as_between() -> None:
    marks = [mark(1), mark(-1, group="KS"), mark(2, area="FI-KU729")]
    found = cells.cells(marks, "2025-10")
    counted = cells.counts(found, ["FI-SK138", "FI-KU729"], "business", "12")
    assert (counted.between, counted.better, counted.n) == (1, 1, 2)
    own = cells.cells(marks, "2025-10", group="KS")
    assert cells.counts(own, ["FI-SK138"], "business", "12").worse == 1
    assert cells.cells(marks, "2026-04") == {}


def test_rounds_and_groups_are_those_that_have_marks() -> None:
    marks = [mark(0, round="2025-04", group="KS"), mark(0), mark(0, group="GONE")]
    assert cells.rounds_of(marks) == ["2025-10", "2025-04"]
    assert cells.before("2025-10", marks) == "2025-04" and cells.before("2025-04", marks) == ""
    assert cells.groups_of(marks, ["EKR", "SSYP", "KS"]) == ["EKR", "KS", "GONE"]
