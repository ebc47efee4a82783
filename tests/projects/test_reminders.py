"""What waits for whom: late reports, deviations nobody acts on, money ahead, effects to look at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from seutukuva import definitions
from seutukuva.projects import reminders as found_in
from seutukuva.projects.model import (
    PLANNED,
    REALISED,
    VERIFIED,
    Deviation,
    Figure,
    Goal,
    Project,
    Report,
)
from seutukuva.projects.reminders import (
    ACTION_LATE,
    AHEAD,
    EFFECT_DUE,
    ENDS_SOON,
    KINDS,
    NO_FINAL,
    REPORT_DUE,
    REPORT_LATE,
    WITHOUT_ACTION,
    Reminder,
    effect_window,
)
from tests.projects.made import ENDS, figure, pictured, project

TOLD: dict[str, Any] = {"id": "r", "seq": 1, "code": "S11010", "by": "local", "recorded_at": ""}
DUE = date(2011, 10, 31)
RUNNING = date(2010, 10, 31)


def waiting(
    on: date,
    *,
    own: Project | None = None,
    reports: tuple[Report, ...] = (),
    goals: tuple[Goal, ...] = (),
    deviations: tuple[Deviation, ...] = (),
    figures: tuple[Figure, ...] = (),
    owners: dict[str, str] | None = None,
) -> list[Reminder]:
    own = own or project(owner="Witas")
    return found_in.reminders(
        [own, own],
        [pictured(figures, on)],
        {own.key: reports},
        {own.key: goals},
        {own.key: deviations},
        on,
        definitions.load().projects,
        owners or {},
    )


def kinds(on: date, **told: Any) -> list[str]:
    return [one.kind for one in waiting(on, **told)]


def report(**more: Any) -> Report:
    return Report(**TOLD | {"type": "interim", "due": DUE} | more)


# A planned final report: what is asked of the end is not asked twice.
FINAL = report(type="final", due=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("days", "kind"),
    [(-31, None), (-30, REPORT_DUE), (0, REPORT_DUE), (14, REPORT_DUE), (15, REPORT_LATE)],
)
def test_a_report_is_announced_and_is_late_after_its_grace(days: int, kind: str | None) -> None:
    on = DUE + timedelta(days)
    found = waiting(on, reports=(report(), FINAL))
    assert [(one.kind, one.days) for one in found] == ([(kind, days)] if kind else [])
    assert [(one.owner, one.due, one.detail, one.record) for one in found] == (
        [("Witas", DUE, "interim", "r")] if kind else []
    )


def test_a_report_that_has_come_waits_for_nobody() -> None:
    came = report(received=DUE)
    assert kinds(DUE + timedelta(60), reports=(came, FINAL)) == []
    # On an earlier day it had not come yet.
    assert kinds(DUE - timedelta(1), reports=(came, FINAL)) == [REPORT_DUE]
    assert kinds(DUE, reports=(report(due=None), FINAL)) == []


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (ENDS - timedelta(61), []),
        (ENDS - timedelta(60), [ENDS_SOON]),
        (ENDS, [ENDS_SOON]),
        (ENDS + timedelta(1), [NO_FINAL]),
        (date(2026, 1, 1), [NO_FINAL]),
    ],
)
def test_an_end_asks_for_a_final_report(on: date, expected: list[str]) -> None:
    assert kinds(on) == expected
    assert kinds(on, reports=(report(type="final", due=None, received=on),)) == []


def test_of_a_project_that_only_stands_in_a_list_nobody_awaits_a_report() -> None:
    on = ENDS + timedelta(1)
    assert kinds(on, own=project()) == []
    assert kinds(on, own=project(record="r1")) == [NO_FINAL]
    assert kinds(on, own=project(), reports=(report(received=DUE),)) == [NO_FINAL]


def test_a_project_closed_before_its_end_is_asked_at_its_end() -> None:
    closed = project(state="ended", owner="Witas")
    assert kinds(ENDS - timedelta(30), own=closed) == []
    assert kinds(ENDS, own=closed) == [NO_FINAL]


def test_what_the_funder_verified_of_the_end_is_enough() -> None:
    last = figure("public", REALISED, 5.0, stage=VERIFIED)
    assert kinds(date(2013, 1, 1), figures=(last,)) == []
    before = figure("public", REALISED, 5.0, DUE, stage=VERIFIED)
    assert kinds(date(2013, 1, 1), figures=(before,)) == [NO_FINAL]
    reported = figure("public", REALISED, 5.0)
    assert kinds(date(2013, 1, 1), figures=(reported,)) == [NO_FINAL]


def test_without_an_end_nothing_is_asked_of_it() -> None:
    assert kinds(date(2026, 1, 1), own=project(end=None)) == []


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({}, WITHOUT_ACTION),
        ({"action": "  "}, WITHOUT_ACTION),
        ({"action": "Recruit", "due": DUE}, ACTION_LATE),
        ({"action": "Recruit", "due": DUE + timedelta(10)}, None),
        ({"action": "Recruit"}, None),
        ({"state": "in_progress"}, WITHOUT_ACTION),
        ({"state": "settled"}, None),
        ({"state": "accepted"}, None),
        ({"noticed": DUE + timedelta(11)}, None),
    ],
)
def test_a_deviation_waits_until_somebody_acts(more: dict[str, Any], kind: str | None) -> None:
    told = {"noticed": RUNNING, "type": "goal", "text": "Too few", "state": "open"} | more
    found = waiting(DUE + timedelta(10), reports=(FINAL,), deviations=(Deviation(**TOLD, **told),))
    assert [(one.kind, one.detail) for one in found] == ([(kind, "Too few")] if kind else [])


def spent(share: float, came: float = 20) -> tuple[Figure, ...]:
    return (
        figure("participants", PLANNED, 100),
        figure("participants", REALISED, came, RUNNING),
        figure("eu_state", PLANNED, 1000),
        figure("eu_state", REALISED, share * 1000, RUNNING),
    )


def test_money_ahead_by_more_than_a_green_result_may_lag() -> None:
    (found,) = waiting(RUNNING, figures=spent(0.4))
    assert (found.kind, found.detail, found.due) == (AHEAD, "participants", None)
    assert found.gap == pytest.approx(0.2)
    assert kinds(RUNNING, figures=spent(0.35)) == []
    assert kinds(RUNNING, figures=spent(0.36)) == [AHEAD]
    # When it is over nothing can be done about it, and at first there is little to tell.
    assert AHEAD not in kinds(ENDS + timedelta(1), figures=spent(0.4))
    assert kinds(RUNNING, own=project(state="interrupted"), figures=spent(0.4)) == []
    early = tuple(figure(one.measure, one.side, one.value, date(2009, 6, 1)) for one in spent(0.4))
    assert kinds(date(2009, 6, 1), figures=early) == []


def test_money_verified_later_than_the_report_is_not_ahead_of_it() -> None:
    later = RUNNING + timedelta(60)
    told = (*spent(0.2, came=20), figure("eu_state", REALISED, 800, later))
    assert kinds(later, figures=told) == []
    (found,) = waiting(later, figures=(*spent(0.4), figure("eu_state", REALISED, 800, later)))
    assert (found.gap, found.gap_on) == (pytest.approx(0.2), RUNNING)


def goal(**more: Any) -> Goal:
    return Goal(**TOLD, **{"level": "effect", "text": "Jobs stay", "target": 20.0} | more)


def test_effects_are_followed_three_to_five_years_after_the_end() -> None:
    rules = definitions.load().projects
    assert effect_window(goal(), ENDS, rules) == (date(2015, 4, 30), date(2017, 4, 30))
    assert effect_window(goal(level="result"), ENDS, rules) is None
    assert effect_window(goal(), None, rules) is None
    assert effect_window(goal(due=date(2016, 1, 1)), ENDS, rules) == (
        date(2015, 4, 30),
        date(2016, 1, 1),
    )
    # A goal may name a day before those years.
    early = date(2013, 1, 1)
    assert effect_window(goal(due=early), ENDS, rules) == (early, early)
    leap = effect_window(goal(), date(2012, 2, 29), rules)
    assert leap == (date(2015, 2, 28), date(2017, 2, 28))


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (date(2015, 4, 29), None),
        (date(2015, 4, 30), -731),
        (date(2017, 4, 30), 0),
        (date(2017, 5, 10), 10),
    ],
)
def test_an_effect_waits_from_the_third_year_on(on: date, days: int | None) -> None:
    found = waiting(on, goals=(goal(),), reports=(FINAL,))
    assert [(one.kind, one.days) for one in found] == (
        [(EFFECT_DUE, days)] if days is not None else []
    )


@pytest.mark.parametrize(
    ("told", "is_seen"),
    [
        ({"goals": (goal(reached=18.0, seen_on=date(2015, 5, 1)),)}, True),
        ({"goals": (goal(reached=18.0, seen_on=ENDS),)}, False),
        ({"reports": (FINAL, report(type="follow_up", due=None, received=date(2015, 6, 1)))}, True),
        ({"reports": (FINAL, report(type="status", due=None, received=date(2015, 6, 1)))}, False),
        ({"figures": (figure("jobs", REALISED, 18, date(2015, 6, 1)),)}, True),
        ({"figures": (figure("jobs", REALISED, 18),)}, False),
        ({"figures": (figure("firms", REALISED, 18, date(2015, 6, 1)),)}, False),
    ],
)
def test_an_effect_is_settled_by_what_is_seen_in_its_years(
    told: dict[str, Any], is_seen: bool
) -> None:
    found = kinds(
        date(2016, 1, 1), **{"goals": (goal(measure="jobs"),), "reports": (FINAL,)} | told
    )
    assert found == ([] if is_seen else [EFFECT_DUE])


def test_whose_it_is() -> None:
    on, late = DUE + timedelta(20), (report(), FINAL)
    of_area = project(development_area="A1")
    (found,) = waiting(on, own=of_area, reports=late, owners={"A1": "SSYP"})
    assert found.owner == "SSYP"
    of_own = project(development_area="A1", owner="Witas")
    (found,) = waiting(on, own=of_own, reports=late, owners={"A1": "SSYP"})
    assert found.owner == "Witas"
    (found,) = waiting(on, own=of_area, reports=late)
    assert found.owner == ""


def test_the_most_urgent_comes_first_and_what_waits_longest() -> None:
    on = DUE + timedelta(20)
    found = waiting(
        on,
        reports=(
            report(id="a", due=DUE + timedelta(30)),
            report(id="b"),
            report(id="c", due=DUE - timedelta(9)),
            FINAL,
        ),
        deviations=(Deviation(**TOLD, noticed=RUNNING, type="goal", text="Too few", state="open"),),
    )
    assert [one.kind for one in found] == [REPORT_LATE, REPORT_LATE, WITHOUT_ACTION, REPORT_DUE]
    assert [one.record for one in found] == ["c", "b", "r", "a"]
    assert len(set(KINDS)) == 8
