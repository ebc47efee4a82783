"""Ageing against the clock, conversion, what is new, and what decisions depart in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from seutukuva import definitions
from seutukuva.pipeline import conversion, departing, since
from seutukuva.pipeline.appraisal import appraised, ranking
from seutukuva.pipeline.board import board, limit
from seutukuva.pipeline.model import Decision
from seutukuva.pipeline.promised import kept
from tests.pipeline.made import TODAY, criterion, idea, score, version

RULES = definitions.load().pipeline


def decision(own_id: str, stage: str, day: str, outcome: str = "approved") -> Decision:
    return Decision(f"{own_id}{day}", 1, own_id, stage, day, "SJR", outcome)


def test_a_stage_allows_its_owners_meetings_and_not_a_day_more() -> None:
    # Two meetings, 1.5 months apart: 3 months of 365.25 / 12 days are 91.3 days.
    assert limit(RULES.stages["idea"], RULES) == 91
    assert limit(RULES.stages["screening"], RULES) == 46
    assert limit(RULES.stages["dropped"], RULES) is None
    just = TODAY - dt.timedelta(days=91)
    over = TODAY - dt.timedelta(days=92)
    found = board(
        [
            idea("in_time", ("idea", just.isoformat())),
            idea("late", ("idea", over.isoformat())),
            idea("later", ("screening", over.isoformat())),
            idea("done", ("idea", "2020-01-01"), ("dropped", "2021-01-01")),
            idea("lost", ("no_such_stage", "2026-01-01")),
        ],
        RULES,
        TODAY,
    )
    column = next(one for one in found.columns if one.stage.id == "idea")
    assert (column.n, column.late, column.longest, column.median) == (2, 1, 92, 91.5)
    assert [one.idea.id for one in found.late] == ["later", "late"], "the most beyond comes first"
    assert found.open == 4 and [one.id for one in found.unknown] == ["lost"]


def test_what_was_decided_no_longer_awaits_the_steering_group_unless_it_was_postponed() -> None:
    came = ("steering_group", "2026-09-01")
    ideas = [idea(name, came) for name in ("new", "decided", "postponed", "again")]
    decisions = [
        decision("decided", "steering_group", "2026-10-01"),
        decision("postponed", "steering_group", "2026-10-01", "postponed"),
        decision("again", "steering_group", "2026-08-01", "rejected"),
        decision("new", "chosen", "2026-10-02"),
    ]
    found = board(ideas, RULES, TODAY).awaiting(decisions)
    assert sorted(one.idea.id for one in found) == ["again", "new", "postponed"]


def test_conversion_counts_who_reached_a_stage_and_tells_no_share_of_few() -> None:
    ideas = [
        idea("a", ("need", "2026-01-01"), ("idea", "2026-02-01")),
        idea("b", ("need", "2026-01-01"), ("dropped", "2026-02-01")),
        # It skipped two stages, came back from the one it had reached, and went on once.
        idea("c", ("need", "2026-01-01"), ("chosen", "2026-02-01"), ("idea", "2026-03-01")),
        idea("d", ("idea", "2026-01-01"), ("dropped", "2026-02-01")),
        idea("e", ("project", "2026-01-01")),
    ]
    found = {one.stage.id: one for one in conversion.passages(ideas, RULES)}
    told = {
        name: (one.reached, one.went_on, one.stands, one.dropped) for name, one in found.items()
    }
    assert told["need"] == (5, 4, 0, 1)
    assert told["idea"] == (4, 2, 1, 1)
    assert told["screening"] == (2, 2, 0, 0)
    assert told["chosen"] == (2, 1, 1, 0), "it came back, and counts where it had been furthest"
    assert told["funding_decision"] == (1, 1, 0, 0)
    assert found["need"].share == 0.8 and found["idea"].share is None
    assert "project" not in found
    for one in found.values():
        assert one.reached == one.went_on + one.stands + one.dropped


def test_conversion_is_told_by_area_and_origin() -> None:
    ideas = [
        idea(
            f"{n}",
            ("need", "2026-01-01"),
            *([("idea", "2026-02-01")] if n % 2 else []),
            development_area="A1" if n < 6 else "A2",
        )
        for n in range(8)
    ]
    found = conversion.grouped(ideas, lambda one: one.development_area, RULES)
    assert [(name, rows[0].reached, rows[0].share) for name, rows in found.items()] == [
        ("A1", 6, 0.5),
        ("A2", 2, None),
    ]


def test_news_are_of_the_day_and_later_the_latest_first() -> None:
    ideas = [
        idea("old", ("need", "2026-01-01"), ("idea", "2026-09-30"), ("screening", "2026-10-03")),
        idea("new", ("idea", "2026-09-30")),
        idea("before", ("idea", "2026-09-29")),
    ]
    decisions = [decision("old", "chosen", "2026-09-30"), decision("old", "chosen", "2026-09-01")]
    found = since.news(ideas, decisions, dt.date(2026, 9, 30))
    assert [(one.idea.id, one.before, one.after) for one in found.moved] == [
        ("old", "idea", "screening"),
        ("old", "need", "idea"),
    ]
    assert [one.idea.id for one in found.new] == ["new"] and len(found.decided) == 1
    assert found.n == 4


def test_the_last_owners_meeting_is_the_one_held_else_the_clocks() -> None:
    held = [dt.date(2026, 9, 2), dt.date(2026, 7, 1), TODAY]
    assert since.last_meeting(held, 1.5, TODAY) == (dt.date(2026, 9, 2), True)
    assert since.last_meeting([TODAY], 1.5, TODAY) == (TODAY - dt.timedelta(days=46), False)


OWN = version(
    criterion("need", 9, minimum=2),
    criterion("value", block="operational", minimum=1, below="conditions"),
    assessors=("KS",),
    least_assessors=1,
    threshold=5,
)
PLACED = ranking(
    appraised(name, "2026-10", OWN, [score(name, "KS", {"need": need, "value": value})])
    for name, (need, value) in {
        "best": (9, 3),
        "second": (8, 3),
        "below": (3, 1),
        "defect": (7, 0),
        "failed": (1, 3),
    }.items()
)


@pytest.mark.parametrize(
    ("own_id", "outcome", "told"),
    [
        ("best", "approved", ()),
        ("second", "approved", ()),
        ("best", "rejected", ("turned_down",)),
        ("best", "postponed", ("turned_down",)),
        ("below", "rejected", ()),
        ("below", "with_conditions", ("not_passed",)),
        ("failed", "approved", ("not_passed",)),
        ("defect", "approved", ("no_conditions",)),
        ("defect", "with_conditions", ()),
        ("unknown", "approved", ("unappraised",)),
        ("unknown", "rejected", ()),
    ],
)
def test_a_decision_departs_where_the_appraisal_would_give_another(
    own_id: str, outcome: str, told: tuple[str, ...]
) -> None:
    found = departing.departures(own_id, "steering_group", outcome, PLACED, [], RULES)
    assert found == told
    assert departing.departures(own_id, "chosen", outcome, PLACED, [], RULES) == (), "no ranking"
    without = replace(RULES, criteria={})
    assert departing.departures(own_id, "steering_group", outcome, [], [], without) == ()


def test_a_better_ranked_idea_that_was_turned_down_is_passed_over() -> None:
    turned = decision("best", "steering_group", "2026-10-01", "rejected")
    later = decision("best", "steering_group", "2026-10-09")

    def found(*decisions: Decision) -> tuple[str, ...]:
        return departing.departures(
            "second", "steering_group", "approved", PLACED, decisions, RULES
        )

    assert found(turned) == ("passed_over",)
    assert found(later, turned) == (), "the newest decision counts"
    assert found(replace(turned, stage="funding_decision")) == ()
    kept_ = departing.remembered(PLACED[1], 4)
    assert (kept_["rank"], kept_["of"], kept_["total"], kept_["most"]) == (2, 4, 11.0, 12.0)


def test_what_an_idea_promised_stands_without_a_project() -> None:
    own = idea("a", ("idea", "2026-01-01"), money_total=1000.0, jobs=0.0)
    assert [(one.measure, one.promised, one.planned) for one in kept(own, None)] == [
        ("total", 1000.0, None),
        ("jobs", 0.0, None),
    ]
