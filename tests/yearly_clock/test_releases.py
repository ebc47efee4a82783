"""The release calendar against a meeting."""

from __future__ import annotations

import datetime as dt

import pytest

from seutukuva import definitions
from seutukuva.yearly_clock import Occurrence, occurrences, releases
from seutukuva.yearly_clock.releases import NEW, OUT, PERHAPS, SAME, STATES, UNKNOWN

D = dt.date
TODAY = D(2026, 11, 23)


def april() -> Occurrence:
    clock = definitions.load().calendar
    found = releases.next_round(clock, TODAY)
    assert found
    return found


def test_the_meeting_that_statistics_are_made_for_is_the_next_that_has_inputs() -> None:
    assert (april().event.id, april().key) == ("coordination_meeting", "2027-04")
    clock = definitions.load().calendar
    within = releases.next_round(clock, D(2027, 4, 12))
    assert within and within.key == "2027-04"
    assert releases.next_round(definitions.YearlyClock(), TODAY) is None


@pytest.mark.parametrize(
    ("announced", "expected", "state"),
    [
        # By the rhythm, a month.
        (None, "2026M10", OUT),
        (None, "2026M11", NEW),
        (None, "2027M03", NEW),
        (None, "2027M04", PERHAPS),
        (None, "2027M05", SAME),
        (None, "", UNKNOWN),
        # Announced, a day.
        (D(2026, 11, 23), "", OUT),
        (D(2026, 11, 24), "", NEW),
        (D(2027, 4, 1), "", NEW),
        (D(2027, 4, 20), "", PERHAPS),
        (D(2027, 5, 1), "", SAME),
    ],
)
def test_how_figures_will_stand(announced: dt.date | None, expected: str, state: str) -> None:
    assert releases.standing(announced, expected, april(), TODAY) == state


def test_once_the_day_is_agreed_it_decides() -> None:
    clock = definitions.load().calendar
    from seutukuva.yearly_clock import Held

    held = [Held("coordination_meeting", D(2027, 4, 14), "m1", "2027-04")]
    (meeting,) = [
        one
        for one in occurrences(clock, D(2027, 4, 1), D(2027, 4, 30), TODAY, held)
        if one.event.id == "coordination_meeting"
    ]
    assert releases.standing(D(2027, 4, 14), "", meeting, TODAY) == NEW
    assert releases.standing(D(2027, 4, 15), "", meeting, TODAY) == SAME


def test_without_a_meeting_only_what_is_out_is_known() -> None:
    assert releases.standing(None, "2026M10", None, TODAY) == OUT
    assert releases.standing(None, "2027M10", None, TODAY) == UNKNOWN


@pytest.mark.slow
def test_every_indicator_with_figures_stands_once(starter: object) -> None:
    rows = releases.releases(april(), TODAY)
    named = [one for row in rows for one in row.indicators]
    assert len(named) == len(set(named)) > 50
    order = [STATES.index(row.state) for row in rows]
    assert order == sorted(order)
    by_source = {row.source: row for row in rows}
    # The producer updated it on 16 December 2025 and does so once a year.
    income = by_source["statfin_14ww"]
    assert (income.period, income.expected, income.state) == ("2024", "2026M12", NEW)
    # Updated on 27 May 2026: what a meeting in April sees is still the same.
    assert (by_source["statfin_121w"].expected, by_source["statfin_121w"].state) == (
        "2027M05",
        SAME,
    )
