"""An earlier day: what is told later changes neither a project's dates and state nor its page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from seutukuva import instances, records, settings, texts
from seutukuva.projects import origins, register
from seutukuva.projects.by_day import by_day
from seutukuva.projects.model import Deviation, Milestone, Plan, Report
from seutukuva.projects.register import Filter
from seutukuva.ui.plans import day
from seutukuva.ui.portfolio import names
from tests.pages import everything_said, opened, sheets
from tests.projects.listing import accept
from tests.projects.made import figure, pictured

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

THEN, LATER = date(2018, 6, 30), date(2020, 1, 15)
BEGUN = {"code": "L1", "name": "Luettelohanke", "start": date(2017, 1, 1)}
RUNNING = {**BEGUN, "state": "running", "end": date(2018, 12, 31)}
ENDED = {**BEGUN, "state": "ended", "end": date(2019, 12, 31)}


def enter(kind: str, **body: Any) -> records.Entry:
    return records.append(kind, body, by="local", source="test")


def followed(code: str) -> bool:
    row = register.portfolio(Filter(text=code)).rows[0]
    return row.is_own


def stood(code: str, on: date) -> tuple[str, date | None, date | None]:
    one = register.project(code, on)
    assert one
    row = register.portfolio(Filter(text=code), on=on).rows[0]
    assert (row.state, row.state_on, row.end) == (one.state, one.state_on, one.end)
    return one.state, one.state_on, one.end


def test_a_later_list_leaves_the_days_before_it_as_they_were(entering: Path) -> None:
    accept([RUNNING], day=THEN.isoformat())
    before = [stood("L1", on) for on in (date(2017, 5, 1), THEN, LATER)]
    accept([ENDED], day=LATER.isoformat())
    after = [stood("L1", on) for on in (date(2017, 5, 1), THEN, LATER - timedelta(1), LATER)]
    told = ("running", THEN, date(2018, 12, 31))
    assert before == [told] * 3
    assert after == [told, told, told, ("ended", LATER, date(2019, 12, 31))]


def test_that_a_project_has_ended_says_nothing_of_a_day_before_its_end(entering: Path) -> None:
    accept([ENDED], day=LATER.isoformat())
    assert stood("L1", THEN)[0] == "" and stood("L1", date(2020, 1, 1))[0] == "ended"
    enter("project", **{"code": "X3", "name": "X3", "start": "2019-01-01", "end": "2021-12-31"},
          state="interrupted")  # fmt: skip
    assert stood("X3", date(2020, 1, 1))[0] == "" and stood("X3", date.today())[0] == "interrupted"


def test_a_state_says_of_which_day_it_is_and_that_the_end_has_passed() -> None:
    texts.use("en")
    end, on = date(2018, 12, 31), date(2026, 11, 22)
    assert names.stands("running", THEN, end, on) == (
        "Running (as of 30 June 2018), its end has passed"
    )
    assert names.stands("running", THEN, date(2027, 1, 1), on) == "Running (as of 30 June 2018)"
    assert names.stands("running", None, None, on) == names.stands("running", on, None, on)
    assert names.stands("ended", THEN, end, on) == "Ended"
    assert names.stands("ended", LATER, end, THEN) == "Ended (as of 15 January 2020)"
    assert names.stands("", THEN, end, on) == ""
    sheet = day._facts(pictured([], on, state="running", state_on=THEN, end=end))
    assert "Running (as of 30 June 2018), its end has passed" in sheet
    texts.use(texts.DEFAULT)


def test_the_portfolio_says_of_which_days_money_and_states_are(entering: Path) -> None:
    accept([RUNNING], [("L1", "eu_state", "planned", 10), ("L1", "eu_state", "realised", 5)],
           day=THEN.isoformat())  # fmt: skip
    alone = register.portfolio(Filter(text="L1"))
    assert (alone.paid_from, alone.paid_by, alone.rows[0].paid_on) == (THEN, THEN, THEN)
    another = {**RUNNING, "code": "L2", "name": "Luettelohanke 2"}
    accept([another], [("L2", "eu_state", "realised", 5)], day=LATER.isoformat())
    said = opened("projects/portfolio", scope="all", q="luettelohanke")
    rows, captions = sheets(said), everything_said(said)
    assert "Running (as of 30 June 2018), its end has passed" in rows
    assert "50.0%, paid by 30 June 2018" in rows and "no plan told, paid by 15 January 2020" in rows
    assert "of each project’s own, 30 June 2018 – 15 January 2020." in captions
    assert "counted up to 30 June 2018." in everything_said(opened("projects/portfolio", q="L1",
                                                                   scope="all"))  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("project_report", {"type": "interim", "due": "2026-12-31"}),
        (
            "project_deviation",
            {"noticed": "2026-01-01", "type": "time", "text": "Myöhässä", "state": "open"},
        ),
        ("project_goal", {"level": "vision", "text": "Maakunta"}),
        ("project_milestone", {"type": "milestone", "text": "Puoliväli", "due": "2026-12-31"}),
    ],
)
def test_whoever_enters_anything_of_a_listed_project_follows_it(
    entering: Path, kind: str, body: dict[str, Any]
) -> None:
    accept([{**RUNNING, "municipalities": ["FI-KU091"]}])
    assert not followed("L1")
    enter(kind, project="L1", **body)
    assert followed("L1") and "l1" in [one.project.key for one in register.pictures(None)]


def own(place: int) -> tuple[str, int, str, str, str]:
    return f"r{place}", place, "s11010", "local", ""


def test_what_is_of_a_later_day_is_left_out_and_counted() -> None:
    early = Report(*own(1), type="interim", received=THEN, until=THEN)
    due = Report(*own(2), type="interim", due=THEN, received=LATER, until=LATER,
                 realised={"jobs": {"all": 3.0}}, results="Later")  # fmt: skip
    figures = [
        figure("jobs", "realised", 1.0, THEN, source="r1"),
        figure("jobs", "realised", 3.0, LATER, source="r2"),
        figure("jobs", "realised", 4.0, LATER, source="list"),
    ]
    plans = [Plan(*own(4), decided_on=THEN), Plan(*own(5), decided_on=LATER)]
    deviations = [Deviation(*own(6), noticed=LATER, type="time", text="", state="open")]
    milestone = Milestone(*own(7), type="milestone", text="", due=LATER, done=LATER,
                          outcome="reached")  # fmt: skip
    undated = Report(*own(8), type="interim", received=LATER)
    then = by_day(figures, plans, [early, due, undated], deviations, [milestone], THEN)
    assert [one.value for one in then.figures] == [1.0] and then.plans == (plans[0],)
    assert then.reports == (early, Report(*own(2), type="interim", due=THEN))
    assert then.deviations == () and (then.milestones[0].done, then.milestones[0].outcome) == (
        None,
        "",
    )
    # The list's figure, a plan, two reports, a deviation, a milestone.
    assert then.later == 6
    now = by_day(figures, plans, [early, due, undated], deviations, [milestone], LATER)
    assert now.later == 0 and now.reports == (early, due, undated)
    assert now.milestones == (milestone,)


def test_the_page_of_an_earlier_day_leaves_out_what_came_later(entering: Path) -> None:
    project = {"code": "P1", "name": "Hanke", "start": "2020-01-01", "end": "2021-12-31"}
    enter("project", **project, state="running", development_area="A1")
    enter("project_plan", project="P1", decided_on="2020-01-01", planned={"jobs": {"all": 20}})
    enter("project_plan", project="P1", decided_on="2020-09-01", reason="Laajennus")
    enter("project_report", project="P1", type="interim", received="2020-10-15", until="2020-09-30",
          results="Syksyn tulos", realised={"jobs": {"all": 7}})  # fmt: skip
    then, now = (opened("projects/project", project="P1", on=on) for on in ("2020-06-30", ""))
    assert "Laajennus" in sheets(now) and "30 September 2020" in sheets(now)
    assert "Laajennus" not in sheets(then) and "30 September 2020" not in sheets(then)
    said = everything_said(then)
    assert "2 entries and figures of days after 30 June 2020 are left out here." in said
    assert "as it is today" in said and "as it is today" not in everything_said(now)
    assert "are left out here" not in everything_said(now)


def test_another_day_makes_only_what_a_day_changes(entering: Path) -> None:
    accept([RUNNING])
    register.count()
    made = instances.instance(str(settings.build_folder())).tables
    known = origins.made(date.today()).base
    before = [*made._made]
    days = [origins.made(day).base for day in (THEN, LATER)]
    assert known and days == [known, known]
    assert {register.portfolio(Filter(text="L1"), on=day).count for day in (THEN, LATER)} == {1}
    assert [*made._made].count(known.id) == 1 and len(made._made) == len(before) + 2
    enter("project_report", project="L1", type="interim", due="2026-12-31")
    assert followed("L1") and origins.made(THEN).base == known
