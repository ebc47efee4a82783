"""What the table, the chart and the heading of planned and realised say of several projects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from seutukuva import definitions, texts
from seutukuva.charts.bullet_words import Achieved
from seutukuva.projects.measuring import Undefined
from seutukuva.projects.model import PLANNED, REALISED
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import combined
from seutukuva.ui.plans import heading, lines, rows, tables, words
from seutukuva.ui.plans.lines import Line
from tests.projects.made import ENDS, S11010, figure, pictured, told

SUMMER = date(2010, 6, 30)
# Of 10 planned jobs 4, and 6 where none was planned.
PLANS = {"jobs": (10.0, None, 4.0, None)}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def unplanned() -> Picture:
    return pictured([figure("jobs", REALISED, 6)], code="B")


def line(measure: str, *every: Picture) -> Line:
    found = lines.of_combined(combined(every, definitions.load()), every)
    return next(one for one in found if one.measure.id == measure)


def bar(measure: str, *every: Picture) -> Achieved:
    found = rows.of_combined(combined(every, definitions.load()), 1.0)
    return next(one for one in found if one.key == measure)


def test_what_nobody_had_planned_stands_beside_the_share() -> None:
    found = line("jobs", pictured(told(PLANS)), unplanned())
    assert (found.planned, found.realised, found.achievement) == (10, 4, 0.4)
    besides = "1 of 1 projects reported; besides, 6 in projects that had planned none"
    assert found.realised_note == besides
    alone = line("jobs", unplanned())
    assert (alone.realised, alone.realised_note) == (6, "1 projects that had planned none")
    assert bar("jobs", unplanned()).realised == 6


def test_a_bar_compares_women_and_men_of_the_same_projects() -> None:
    planning = pictured(told({"jobs": (31, 16, 0, None)}), code="A")
    telling = pictured(told({"jobs": (16, None, 10, 4)}), code="B")
    apart = bar("jobs", planning, telling)
    assert (apart.women, apart.women_planned, apart.men_planned) == (4, None, None)
    assert "Women and men: the 1 of 2 projects that tell them." in apart.words
    both = pictured(told({"jobs": (10, 5, 8, 4)}), code="C")
    found = bar("jobs", planning, telling, both)
    assert (found.women, found.women_planned, found.men, found.men_planned) == (4, 5, 4, 5)
    assert "Women and men: the 1 of 3 projects that tell both planned and realised." in found.words
    assert "Women and men" not in bar("jobs", both).words


def test_what_was_expected_and_the_pace_are_of_the_same_projects() -> None:
    silent = pictured([figure("jobs", PLANNED, 10)], code="B")
    found = line("jobs", pictured(told(PLANS)), silent)
    assert (found.expected, found.pace, found.basis) == (10, 0.4, "1 of 2 projects")


def test_the_end_of_some_is_held_against_what_those_planned() -> None:
    silent = pictured([figure("jobs", PLANNED, 47)], code="B", end=date(2013, 12, 31))
    found = line("jobs", pictured(told(PLANS)), silent)
    assert found.outcome == 4
    assert found.outcome_note == "of the 10 planned by 1 of 2 projects: final: 1"
    assert line("jobs", pictured(told(PLANS))).outcome_note == "of 1 of 1 projects: final: 1"


def test_money_ahead_says_by_which_day_and_of_how_many(starter: Path) -> None:
    own = [figure("participants", PLANNED, 100), figure("participants", REALISED, 50, SUMMER)]
    own += [figure("eu_state", PLANNED, 1000), figure("eu_state", REALISED, 500, SUMMER)]
    later = figure("eu_state", REALISED, 880, date(2010, 11, 15))
    (found, *_money) = lines.of_picture(pictured([*own, later], date(2011, 1, 1)))
    assert (found.gap, found.gap_note) == (0, "both by 30 June 2010")
    without = pictured([figure("participants", PLANNED, 100)], code="B")
    assert line("participants", pictured(own), without).gap_note == "1 of 2 projects"


def test_reasons_are_of_what_they_stand_beside() -> None:
    # Participants are planned and have come; of money nobody tells.
    people = told({"participants": (20, 5, 10, None)})
    (found,) = lines.of_picture(pictured(people))
    assert found.gap_note == "Not defined: the funding granted is not known."
    assert tables._women(found)[1] == "planned 25.0% · Women and men are not told apart."
    nobody = pictured(told({"jobs": (5, 2, 0, 0)}), code="B")
    (together,) = lines.of_combined(
        combined([pictured(told({"jobs": (5, None, 16, None)})), nobody], definitions.load()), []
    )
    assert "Not defined: nobody has come whose sex is told." in tables._women(together)[1]
    private = words.why_private(Undefined.NOT_REPORTED)
    assert private == "Not defined: the plan does not tell all funding."


def test_what_is_well_above_is_named_for_itself(starter: Path) -> None:
    early = [figure("eu_state", PLANNED, 1000), figure("eu_state", REALISED, 950, SUMMER)]
    own = lines.of_picture(pictured(early, SUMMER))
    assert heading._grouped(own).startswith("● **Spent ahead of time:** EU and state funding (")
    (_time, money) = rows.of_picture(pictured(early, SUMMER))
    assert money.status_words.startswith("Green. Spent ahead of time: ")
    over = [figure("eu_state", PLANNED, 1000), figure("eu_state", REALISED, 1125, ENDS)]
    assert "**More spent than was granted:** EU and state funding (112.5%)." in heading._grouped(
        lines.of_picture(pictured(over))
    )
    assert "**As expected:**" in heading._grouped(lines.of_picture(pictured(told(S11010))))
