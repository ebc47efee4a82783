"""What people have entered of projects: read back by project, whatever the log holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seutukuva import records
from seutukuva.projects import recorded
from seutukuva.projects.model import RECORDED

pytestmark = pytest.mark.slow

FIGURES = {"participants": {"all": 86, "women": 28}, "jobs": {"all": 0}}
PLAN = {"project": "S11010", "decided_on": "2009-04-15", "planned": FIGURES}
REPORT = {"project": "S11010", "type": "interim", "until": "2010-10", "realised": FIGURES}


def enter(kind: str, **body: Any) -> records.Entry:
    return records.append(kind, body, by="local", source="test")


def damaged(kind: str, body: dict[str, Any]) -> None:
    """A row that the rules of its kind would not have let in."""
    records._written(kind, body, records.new_id(), "local", "test", None)


def test_nothing_entered_is_nothing(home: Path) -> None:
    assert recorded.projects() == recorded.plans() == recorded.reports() == {}
    assert recorded.goals() == recorded.deviations() == recorded.milestones() == {}
    assert recorded.baskets() == () and recorded.basket("x") is None


def test_a_project_is_read_with_all_that_was_told(home: Path) -> None:
    body = {
        **{"code": "S11010", "name": "Kumppanuushanke", "fund": "ESR", "state": "ended"},
        **{"start": "2009-05-01", "end": "2012-04", "areas": ["FI-KU729"], "phase": "pre_project"},
        **{"development_area": "A1", "owner": "SSYP", "implementer": "Yhtiö Oy", "follows": "a 1"},
        "funding": {"eu": 100, "private": 5.5},
        "roles": {"steering_group": "Kaupunki; Yhtiö Oy"},
    }
    entry = enter("project", **body)
    own = recorded.projects()["s11010"]
    assert (own.code, own.name, own.owner, own.phase) == (
        *("S11010", "Kumppanuushanke"),
        *("SSYP", "pre_project"),
    )
    assert (own.start, own.end, own.first_end) == (
        date(2009, 5, 1),
        *(date(2012, 4, 30), date(2012, 4, 30)),
    )
    assert own.funding == {"eu": 100, "private": 5.5} and own.areas == ("FI-KU729",)
    assert own.roles == {"steering_group": "Kaupunki; Yhtiö Oy"} and own.follows == "a1"
    assert (own.origin, own.record, own.record_seq) == (RECORDED, entry.id, entry.seq)
    assert own.partners == "" and own.flags == ()


def test_a_project_entered_twice_is_one_and_flagged(home: Path) -> None:
    common = {"start": "2020", "end": "2021", "state": "running"}
    first = enter("project", code="S11010", name="Earlier", **common)
    second = enter("project", code=" s 11010", name="Later", **common)
    (own,) = recorded.projects().values()
    assert (own.name, own.sources) == ("Later", (first.id, second.id))
    assert own.flags == (recorded.TWICE,)


def test_decisions_stand_in_the_order_of_their_days_and_none_overwrites_another(home: Path) -> None:
    amended = enter("project_plan", **PLAN | {"decided_on": "2011-01-10", "end": "2012-10-31"})
    enter("project_plan", **PLAN)
    first, later = recorded.plans()["s11010"]
    assert (first.decided_on, first.end) == (date(2009, 4, 15), None)
    assert (later.id, later.end) == (amended.id, date(2012, 10, 31))
    assert first.planned == {
        "participants": {"all": 86, "women": 28},
        "jobs": {"all": 0},
    }
    assert first.by == "local" and first.recorded_at.startswith("20")


def test_a_report_is_read_and_the_newest_version_counts(home: Path) -> None:
    entry = enter("project_report", **REPORT)
    changed = REPORT | {"realised": {"jobs": {"all": 2}}, "is_verified": True}
    records.append("project_report", changed, id=entry.id, by="other", expect=entry.seq)
    enter("project_report", project="S11010", type="final", due="2012-06-30")
    (report, final) = recorded.reports("S11010")["s11010"]
    assert (report.until, report.is_verified, report.by) == (date(2010, 10, 31), True, "other")
    assert report.realised == {"jobs": {"all": 2}} and report.forecast == {}
    assert (final.due, final.received, final.until) == (date(2012, 6, 30), None, None)


def test_the_same_code_in_another_spelling_is_the_same_project(home: Path) -> None:
    for spelling in ("S11010", "s11010 ", "S 11010", "s 11010"):
        enter("project_report", **REPORT | {"project": spelling})
    assert {key: len(own) for key, own in recorded.reports().items()} == {"s11010": 4}
    assert recorded.reports(" S11010").keys() == {"s11010"}
    assert recorded.reports("S11011") == {}


def test_what_was_withdrawn_is_gone(home: Path) -> None:
    entry = enter("project_report", **REPORT)
    records.withdraw(entry.id, "local", "Entered twice", entry.seq)
    assert recorded.reports() == {}


def test_goals_deviations_and_milestones_stand_in_time(home: Path) -> None:
    goal = {"project": "S11010", "level": "result", "text": "Jobs", "measure": "jobs"}
    enter("project_goal", project="S11010", level="vision", text="Lively")
    enter("project_goal", **goal, due="2013", target=20, baseline=0)
    enter("project_goal", **goal, due="2012-04-30", target=10, reached=2.5, seen_on="2011")
    first, second, vision = recorded.goals("s11010")["s11010"]
    assert (first.due, first.target, first.reached) == (date(2012, 4, 30), 10, 2.5)
    assert (second.due, second.baseline, second.reached) == (date(2013, 12, 31), 0, None)
    assert (vision.level, vision.due, vision.measure) == ("vision", None, "")
    for day, state in (("2011-03", "open"), ("2010-01-05", "settled")):
        told = {"noticed": day, "type": "time", "text": "Late", "state": state}
        enter("project_deviation", project="S11010", **told)
    assert [one.noticed for one in recorded.deviations()["s11010"]] == [
        *(date(2010, 1, 5), date(2011, 3, 1)),
    ]
    for day in ("2011-03-01", "2010-03-01"):
        enter("project_milestone", project="S11010", type="decision", text="Go on?", due=day)
    points = recorded.milestones()["s11010"]
    assert [one.due.year for one in points] == [2010, 2011] and points[0].done is None


def test_members_come_and_go_by_their_days(home: Path) -> None:
    named = {"name": "HANKEKORI", "owner_group": "SJR", "started": "2010", "ended": "2012"}
    basket = enter("basket", **named)
    times = (("S2", "2010-01-01", ""), ("S1", "2010-06-01", "2010-12-31"), ("s 2", "2011", ""))
    for code, since, until in times:
        enter("basket_member", basket=basket.id, project=code, since=since, until=until)
    enter("basket_member", basket="gone", project="S3", since="2010")
    own = recorded.basket(basket.id)
    assert own and len(own.members) == 3
    days = {
        date(2009, 12, 31): [],
        date(2010, 6, 1): ["s2", "s1"],
        date(2010, 12, 31): ["s2", "s1"],
        date(2011, 1, 1): ["s2"],
        date(2012, 12, 31): ["s2"],
        date(2013, 1, 1): [],
    }
    assert {day: recorded.members_on(own, day) for day in days} == days


def test_baskets_stand_by_name_and_a_withdrawn_one_is_gone(home: Path) -> None:
    entries = [enter("basket", name=name, owner_group="SJR") for name in ("b", "A", "c")]
    records.withdraw(entries[2].id, "local", "Not needed", entries[2].seq)
    assert [one.name for one in recorded.baskets()] == ["A", "b"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"project": "S11010"},
        {"project": ["S11010"], "decided_on": {"a": 1}, "due": 7, "noticed": None},
        {
            **{"project": "S11010", "decided_on": "soon", "due": "2026-13", "noticed": "x"},
            **{"since": "later", "basket": 5, "until": "x"},
        },
        {
            **{"project": "S11010", "decided_on": "2020", "due": "2020", "noticed": "2020"},
            **{"planned": [1], "realised": "x", "forecast": {"jobs": 3}, "target": "many"},
            **{"state": 7, "type": None, "since": "2020", "is_verified": "perhaps"},
        },
        {
            **{"project": "S11010", "decided_on": "2020", "due": "2020"},
            "planned": {"jobs": {"all": -1, "women": "x", "new": True}, "degrees": {"all": 1}},
            "realised": {"jobs": {"all": 10**400}},
        },
        {"code": "X", "areas": "FI-KU729", "funding": [1], "roles": {"owner": 7}, "start": "x"},
        {"code": "X", "areas": [1, None, {"a": 1}], "funding": {"eu": -1}, "roles": "me"},
    ],
)
def test_one_body_that_does_not_fit_leaves_the_others_shown(
    home: Path, body: dict[str, Any]
) -> None:
    kinds = ("plan", "report", "goal", "deviation", "milestone")
    basket = enter("basket", name="Sound", owner_group="SJR")
    enter("project_report", **REPORT | {"project": "sound"})
    for kind in ("project", "basket", "basket_member", *(f"project_{one}" for one in kinds)):
        damaged(kind, body)
    reports = recorded.reports()
    assert reports["sound"][0].realised["jobs"] == {"all": 0}
    assert basket.id in [one.id for one in recorded.baskets()]
    for read in (recorded.plans, recorded.goals, recorded.deviations, recorded.milestones):
        assert read().keys() <= {"s11010", '["s11010"]'}
    plans = recorded.plans().get("s11010", ())
    assert [dict(one.planned) for one in plans] in ([], [{}], [{"degrees": {"all": 1}}])
    for own in recorded.projects().values():
        assert (own.code, own.start, own.funding, own.roles) == ("X", None, {}, {})


def test_a_figure_that_no_project_can_have_is_left_out(home: Path) -> None:
    figures = {"jobs": {"all": 1e308}, "firms": {"all": 3}}
    damaged("project_report", REPORT | {"realised": figures})
    (report,) = recorded.reports()["s11010"]
    assert report.realised == {"firms": {"all": 3}}
