"""Of figures that are cumulative or decided as a whole, the newest counts and none is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutukuva.projects.figures import history, in_force, of_plans, of_reports
from seutukuva.projects.model import (
    CURRENT,
    DECIDED,
    FORECAST,
    PLANNED,
    PROMISED,
    REALISED,
    REPORTED,
    VERIFIED,
    Figure,
    Plan,
    Report,
)
from tests.projects.made import figure

KEY = ("jobs", REALISED, "all")
FIRST, SECOND = date(2010, 4, 30), date(2010, 10, 31)
TOLD: dict[str, Any] = {"id": "x", "seq": 7, "code": " S11010", "by": "anna", "recorded_at": ""}


def realised(value: float, as_of: date, **more: Any) -> Figure:
    return figure("jobs", REALISED, value, as_of, **more)


def test_the_newest_counts_and_is_not_added_to_what_was_before() -> None:
    course = [realised(3, FIRST), realised(5, SECOND)]
    assert in_force(course, SECOND)[KEY].value == 5
    assert in_force(course, SECOND - timedelta(1))[KEY].value == 3
    assert in_force(course, FIRST - timedelta(1)) == {}


def test_of_one_day_the_funders_figure_counts_and_then_the_later_row() -> None:
    reported = [realised(5, FIRST, seq=9), realised(6, FIRST, seq=8)]
    assert in_force(reported, FIRST)[KEY].value == 5
    verified = realised(4, FIRST, stage=VERIFIED, seq=1)
    assert in_force([verified, *reported], FIRST)[KEY].value == 4
    # A newer report has more to tell than what was verified before it.
    assert in_force([verified, realised(7, SECOND)], SECOND)[KEY].value == 7


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_counts_nowhere(value: float) -> None:
    course = [realised(3, FIRST), realised(value, SECOND)]
    assert in_force(course, SECOND)[KEY].value == 3
    assert [one.value for one in history(course, *KEY)] == [3]


def test_history_has_one_kind_of_figure_the_oldest_first() -> None:
    course = [realised(5, SECOND), realised(3, FIRST), realised(1, FIRST, part="women")]
    assert [one.value for one in history(course, *KEY)] == [3, 5]


def test_the_first_decision_stays_apart_from_its_amendments() -> None:
    plans = [
        Plan(**TOLD | {"id": "b", "seq": 2}, decided_on=SECOND, planned={"jobs": {"all": 15}}),
        Plan(
            **TOLD | {"id": "a"}, decided_on=FIRST, planned={"jobs": {"all": 20.0, "women": 10.0}}
        ),
        Plan(**TOLD | {"id": "c", "code": "S2"}, decided_on=SECOND, planned={"jobs": {"all": 1.0}}),
    ]
    found = of_plans(plans)
    assert {(one.code, one.part, one.value): one.stage for one in found} == {
        ("s11010", "all", 20): DECIDED,
        ("s11010", "women", 10): DECIDED,
        ("s11010", "all", 15): CURRENT,
        ("s2", "all", 1): DECIDED,
    }
    first = next(one for one in found if one.value == 20)
    assert (first.side, first.as_of, first.by, first.seq) == (PLANNED, FIRST, "anna", 7)
    # Of what an amendment is silent about, the decision goes on.
    own = [one for one in found if one.code == "s11010"]
    assert in_force(own, SECOND)["jobs", PLANNED, "women"].value == 10


def test_a_report_tells_what_came_and_what_is_expected() -> None:
    report = Report(
        **TOLD, type="interim", due=SECOND, until=FIRST, realised={"jobs": {"all": 3.0}}
    )
    (found,) = of_reports([report])
    assert (found.side, found.stage, found.as_of, found.value) == (REALISED, REPORTED, FIRST, 3)
    (verified,) = of_reports([replace(report, is_verified=True)])
    assert verified.stage == VERIFIED
    (promised,) = of_reports([replace(report, realised={}, forecast={"jobs": {"all": 12.0}})])
    assert (promised.side, promised.stage) == (FORECAST, PROMISED)


@pytest.mark.parametrize(
    ("days", "as_of"),
    [
        ({"until": FIRST, "received": SECOND}, FIRST),
        ({"received": FIRST, "due": SECOND}, FIRST),
        ({"due": SECOND}, SECOND),
        ({"recorded_at": "2010-04-30T12:00:00Z"}, FIRST),
    ],
)
def test_a_report_counts_from_the_best_day_it_tells(days: dict[str, Any], as_of: date) -> None:
    (found,) = of_reports(
        [Report(**TOLD | {"type": "final", "realised": {"jobs": {"all": 3}}} | days)]
    )
    assert found.as_of == as_of


def test_a_report_of_no_day_tells_no_figure() -> None:
    assert of_reports([Report(**TOLD, type="final", realised={"jobs": {"all": 3.0}})]) == []


_days = st.dates(date(2009, 1, 1), date(2009, 1, 9))
_figures = st.lists(
    st.builds(
        figure,
        st.sampled_from(["jobs", "firms"]),
        st.sampled_from([PLANNED, REALISED]),
        st.integers(0, 99),
        _days,
        st.sampled_from(["all", "women"]),
        seq=st.integers(0, 3),
        stage=st.sampled_from([DECIDED, CURRENT, REPORTED, VERIFIED]),
    ),
    max_size=8,
)


@given(_figures, _figures, _days)
@settings(max_examples=60)
def test_what_comes_later_never_changes_what_counted_before(
    figures: list[Figure], later: list[Figure], on: date
) -> None:
    after = [replace(one, as_of=on + timedelta(1 + place)) for place, one in enumerate(later)]
    assert in_force(figures + after, on) == in_force(figures, on)


@given(_figures, st.randoms(use_true_random=False), _days)
@settings(max_examples=60)
def test_the_order_in_which_figures_are_told_means_nothing(
    figures: list[Figure], random: Any, on: date
) -> None:
    shuffled = list(figures)
    random.shuffle(shuffled)
    assert in_force(shuffled, on) == in_force(figures, on)
    # Nor how often each is told: one figure is one figure.
    assert in_force(figures + shuffled, on) == in_force(figures, on)
    assert history(shuffled, *KEY) == history(figures, *KEY)
