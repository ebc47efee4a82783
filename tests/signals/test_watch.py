"""Watched series: findings with since when and how large, and why others have no limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from seutukuva.signals.watch import (
    BACK,
    BROKEN,
    FEW,
    GAP,
    NONE,
    NOW,
    OLD,
    USUAL,
    Watch,
    Watched,
    watch,
)
from seutukuva.verdicts import control
from tests.signals.made import MONTHLY, monthly, quiet


def watched(rows: Sequence[dict[str, Any]], *others: Sequence[dict[str, Any]]) -> Watched:
    """The first of some series that are watched together."""
    named = {str(place): own for place, own in enumerate((rows, *others))}
    found = watch([MONTHLY], list(named), lambda area, _indicator: named[area])
    return next(one for one in found.series if one.area_id == "0")


def lifted(values: Sequence[float | None], months: slice, by: float) -> list[float | None]:
    """The series with some of its months raised."""
    raised = list(values)
    raised[months] = [None if value is None else value + by for value in raised[months]]
    return raised


def test_a_quiet_series_varies_as_it_usually_does() -> None:
    one = watched(monthly(quiet()))
    assert (one.state, one.reason, one.since) == (USUAL, "", "")
    assert one.limits and one.limits.points[-1].period == one.newest == one.period == "2026M06"
    assert one.reach > abs(one.change) and one.change == pytest.approx(one.value - one.before)


@pytest.mark.parametrize("by", [200.0, -200.0])
def test_a_jump_of_now_says_since_when_and_how_large(by: float) -> None:
    one = watched(monthly(lifted(quiet(), slice(-4, None), by)))
    assert (one.state, one.since, one.until, one.months) == (NOW, "2026M03", "2026M06", 4)
    assert one.direction == (1 if by > 0 else -1)
    assert abs(one.change - by) < 60 and abs(one.change) > one.reach
    figures = {row["period"]: row["value"] for row in monthly(lifted(quiet(), slice(-4, None), by))}
    assert one.value == figures["2026M06"] and one.before == figures["2025M06"]


def test_what_came_back_within_a_year_is_still_told_and_later_not() -> None:
    back = watched(monthly(lifted(quiet(), slice(-8, -6), 200.0)))
    assert (back.state, back.since, back.until, back.period) == (
        *(BACK, "2025M11", "2025M12"),
        "2025M12",
    )
    assert back.is_finding and back.change > back.reach
    # Thirteen months ago; the change of a year later is its shadow, as large the other way.
    longer_ago = watched(monthly(lifted(quiet(), slice(-26, -24), 200.0)))
    assert longer_ago.state == USUAL


def test_the_end_of_a_jump_of_a_year_before_is_no_new_finding() -> None:
    jump = slice(-14, -12)
    echo = watched(monthly(lifted(quiet(), jump, 200.0)))
    assert (echo.state, echo.since, echo.direction, echo.is_echo) == (NOW, "2026M05", -1, True)
    found = watch([MONTHLY], ["a"], lambda *_: monthly(lifted(quiet(), jump, 200.0)))
    assert (found.told(NOW), found.told(BACK), found.echoes) == (0, 0, 1)
    # What falls below where it was before the jump is new.
    values = lifted(lifted(quiet(), jump, 200.0), slice(-2, None), -200.0)
    fallen = watched(monthly(values))
    assert fallen.is_finding and not fallen.is_echo
    # The echo comes after findings, however large.
    series = {
        "echo": monthly(lifted(quiet(), jump, 900.0)),
        "small": monthly(lifted(quiet(), slice(-3, -1), 120.0)),
    }
    both = watch([MONTHLY], list(series), lambda area, _indicator: series[area])
    assert [one.area_id for one in both.findings] == ["small", "echo"]


def test_a_jump_that_has_become_the_level_is_told_from_one_that_went_by() -> None:
    stayed = watched(monthly(lifted(quiet(), slice(-15, None), 200.0)))
    assert (stayed.state, stayed.months, stayed.has_settled) == (BACK, 12, True)
    assert not watched(monthly(lifted(quiet(), slice(-8, -6), 200.0))).has_settled
    assert not watched(monthly(lifted(quiet(), slice(-8, None), 200.0))).has_settled, "not back yet"


def test_series_that_jump_often_are_expected_to_jump_again() -> None:
    # A burst of a month is outside twice: when it comes, and a year later.
    one = watched(monthly(lifted(quiet(), slice(-60, -59), 400.0)))
    assert one.limits and (one.state, one.crossed, one.limits.n) == (USUAL, 2, 96)
    assert one.by_chance == 2 / 96 > 6 * control.FALSE_ALARMS
    assert watched(monthly(quiet())).by_chance == control.FALSE_ALARMS
    assert watched(monthly([1.0])).by_chance == 0.0


def test_a_change_of_side_begins_a_new_run() -> None:
    values = lifted(lifted(quiet(), slice(-2, None), -300.0), slice(-4, -2), 300.0)
    one = watched(monthly(values))
    assert (one.since, one.months, one.direction) == ("2026M05", 2, -1)


def test_no_limit_crosses_a_gap() -> None:
    # A long series, a gap, and one new figure: as the unemployment figures of this programme.
    values = [*quiet(), *[None] * 16, 900.0]
    one = watched(monthly(values))
    assert (one.state, one.reason, one.figures) == ("", GAP, 1)
    assert (one.stretch, one.earlier) == (("2026M06", "2026M06"), "2025M01")
    assert not one.is_finding and one.since == ""
    # A figure of the same month a year before is there, and the months between are not.
    over = watched(monthly([*quiet(), *[None] * 11, 900.0]))
    assert (over.state, over.reason) == ("", GAP)


def test_a_new_way_of_counting_begins_the_series_anew() -> None:
    rows = monthly(quiet())
    rows[-30]["status"] = "break"
    one = watched(rows)
    assert (one.state, one.reason, one.figures, one.stretch[0]) == ("", BROKEN, 30, "2024M01")
    rows = monthly(quiet(160))
    rows[20]["status"] = "break"
    assert watched(rows).state == USUAL


def test_short_empty_and_old_series_say_so() -> None:
    needed = control.figures_needed(12)
    one = watched(monthly([617.0]))
    assert (one.state, one.reason, one.figures, one.needed) == ("", FEW, 1, needed)
    assert watched(monthly(quiet()[:needed])).state == USUAL
    assert watched(monthly(quiet()[: needed - 1])).reason == FEW
    assert watched([]).reason == NONE
    assert watched([{"period": "2026M06", "value": None, "status": "missing"}]).reason == NONE
    newer = monthly(quiet())
    assert watched(monthly(quiet(), last="2025M05"), newer).reason == OLD
    assert watched(monthly(quiet(), last="2025M06"), newer).state == USUAL


def test_constant_and_zero_series_are_calm_and_a_step_of_them_is_found() -> None:
    for level in (0.0, 7.0):
        assert watched(monthly([level] * 120)).state == USUAL
        one = watched(monthly([*[level] * 119, level + 3]))
        assert (one.state, one.change) == (NOW, 3.0)


def test_findings_stand_first_by_weight_and_chance_is_told() -> None:
    series = {
        "usual": monthly(quiet()),
        "small": monthly(lifted(quiet(), slice(-1, None), 120.0)),
        "large": monthly(lifted(quiet(), slice(-1, None), 400.0)),
        "back": monthly(lifted(quiet(), slice(-3, -1), 900.0)),
        "short": monthly([1.0]),
    }
    yearly = replace(MONTHLY, id="yearly", period_kind="year")
    found = watch([yearly, MONTHLY], list(series), lambda area, _indicator: series[area])
    order = [one.area_id for one in found.series]
    assert order == ["large", "small", "back", "usual", "short"]
    assert [one.area_id for one in found.findings] == order[:3] and len(found.watched) == 4
    assert found.by_chance == pytest.approx(0.003 * 4)
    assert found.by_chance_in_a_year == pytest.approx(0.003 * 4 * 12)
    assert found.reasons() == {FEW: 1} and found.newest == "2026M06"
    assert (
        Watch(()).by_chance == 0.0
        and Watch(()).newest == ""
        and watch([], [], lambda *_: []).series == ()
    )
