"""Two versions' figures beside each other: by small series whose differences are known."""

from __future__ import annotations

from typing import Any

import pytest

from seutukuva.editions import compared_figures
from seutukuva.editions.compared_figures import Extent, Figures, Revision

A, B = ("jobs", "FI-KU729"), ("jobs", "FI-KU931")
SHARE = ("unemployment_share", "FI-KU729")
Series = dict[tuple[str, str], dict[str, tuple[float | None, str]]]


def of(**figures: float | None) -> dict[str, tuple[float | None, str]]:
    return {
        period.removeprefix("y"): (value, "final" if value is not None else "missing")
        for period, value in figures.items()
    }


def compared(before: Series, after: Series, **more: Any) -> Figures:
    """As the program compares: only the periods in which anything differs are laid out."""
    extents = extent(before), extent(after)
    cells = compared_figures.differing(*extents)
    sides = [
        {
            (indicator, area, period): told
            for (indicator, area), own in side.items()
            for period, told in own.items()
            if (indicator, period) in cells
        }
        for side in (before, after)
    ]
    return compared_figures.compared(extents, sides[0], sides[1], **more)


def extent(side: Series) -> Extent:
    """What a query tells of such series."""
    cells: dict[tuple[str, str], set] = {}
    newest: dict[str, tuple[str, float]] = {}
    for (indicator, area), own in side.items():
        for period, (value, status) in own.items():
            cells.setdefault((indicator, period), set()).add((area, value, status))
            if value is not None:
                newest[indicator] = max(newest.get(indicator, ("", 0.0)), (period, value))
    known = frozenset(newest)
    one_area = len({area for _indicator, area in side}) == 1
    fingerprints = {cell: hash(frozenset(told)) for cell, told in cells.items()}
    return Extent(fingerprints, known, newest if one_area else {})


def test_nothing_differs_where_all_is_the_same() -> None:
    own = {A: of(y2024=10.0, y2025=None)}
    found = compared(own, own)
    assert not found and found == Figures()
    changed = {A: of(y2024=10.0, y2025=3.0)}
    cells = compared_figures.differing(extent(own), extent(changed))
    assert cells == {("jobs", "2025")}, "only what differs is looked at"


def test_new_periods_are_counted_once_an_indicator_with_the_areas_they_are_of() -> None:
    before = {A: of(y2023=10.0), B: of(y2023=7.0)}
    after = {A: of(y2023=10.0, y2024=11.0, y2025=12.0), B: of(y2023=7.0, y2024=8.0)}
    (one,) = compared(before, after).new
    assert (one.first, one.last, one.periods, one.areas, one.values) == ("2024", "2025", 2, 2, 3)
    assert one.before is None, "of several areas no single figure is the newest"
    (alone,) = compared({A: before[A]}, {A: after[A]}).new
    assert (alone.before, alone.after) == (("2023", 10.0), ("2025", 12.0))


def test_what_was_not_published_and_is_now_is_new_and_not_revised() -> None:
    found = compared({A: of(y2024=1.0, y2025=None)}, {A: of(y2024=1.0, y2025=3.0)})
    assert len(found.new) == 1 and not found.revised and not found.lost
    back = compared({A: of(y2024=1.0, y2025=3.0)}, {A: of(y2024=1.0, y2025=None)})
    (lost,) = back.lost
    assert (lost.first, lost.values) == ("2025", 1) and not back.new


def test_revisions_stand_by_their_relative_size_and_those_from_zero_come_last() -> None:
    before = {A: of(y2023=100.0, y2024=50.0, y2025=0.0), B: of(y2025=-10.0)}
    after = {A: of(y2023=110.0, y2024=40.0, y2025=5.0), B: of(y2025=-13.0)}
    found = compared(before, after)
    sizes = [one.relative for one in found.revised]
    assert sizes[:3] == pytest.approx([-0.3, -0.2, 0.1]) and sizes[3] is None
    assert [one.area_id for one in found.revised][:2] == ["FI-KU931", "FI-KU729"]
    assert found.indicators_revised == 1


def test_what_arithmetic_alone_changes_is_no_revision() -> None:
    assert not compared({A: of(y2025=0.1 + 0.2)}, {A: of(y2025=0.3)})
    assert compared({A: of(y2025=1000.0)}, {A: of(y2025=1000.01)}).revised


@pytest.mark.parametrize("status", ["preliminary", "estimated"])
def test_a_value_that_becomes_final_is_told_whether_it_changed_or_not(status: str) -> None:
    before = {A: {"2024": (10.0, status), "2025": (20.0, status)}}
    after = {A: {"2024": (10.0, "final"), "2025": (21.0, "final")}}
    found = compared(before, after)
    (confirmed,) = found.confirmed
    assert (confirmed.values, confirmed.last) == (1, "2024")
    (revised,) = found.revised
    assert revised.became_final and revised.relative == pytest.approx(0.05)
    assert found.became_final == 2
    back = compared(after, before)
    assert not back.confirmed and back.became_final == 0, "it can't become preliminary again"


def test_an_indicator_is_new_only_where_nothing_of_it_was_there() -> None:
    found = compared({}, {A: of(y2025=1.0)})
    assert found.added == ("jobs",) and not found.new
    known = compared({B: of(y2025=1.0)}, {A: of(y2025=1.0), B: of(y2025=1.0)})
    assert not known.added and len(known.new) == 1, "another area had it before"
    assert compared({A: of(y2025=1.0)}, {}).gone == ("jobs",)
    empty = compared({A: of(y2025=None)}, {A: of(y2025=1.0)})
    assert empty.added == ("jobs",), "a table without a figure is none"


def test_projections_stand_apart_from_what_is_observed() -> None:
    before = {SHARE: of(y2030=5.0, y2031=6.0)}
    after = {SHARE: of(y2030=5.5, y2032=7.0)}
    found = compared(before, after, is_projection=lambda one: one == "unemployment_share")
    (one,) = found.projections
    assert (one.new, one.changed, one.gone) == (1, 1, 1)
    assert not found.new and not found.revised and not found.lost


def test_a_change_from_zero_has_no_relative_size() -> None:
    assert Revision("x", "a", "2025", 0.0, 1.0, "final", "final").relative is None
    assert Revision("x", "a", "2025", -4.0, -5.0, "final", "final").relative == -0.25
