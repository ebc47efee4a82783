"""Challenge → area of effort → measures: what counts as an answer, and what is left open."""

from __future__ import annotations

from typing import Any

import pytest

from seutukuva import texts
from seutukuva.impact import answers, told
from seutukuva.impact.answers import (
    ALL_ENDED,
    ANSWERED,
    NO_AREA,
    NO_MEASURE,
    NOTHING,
    OTHER_AREA,
    Measure,
)
from seutukuva.impact.statements import FORECAST, GOAL
from tests.impact.made import AREAS, project, statement

KNOWN = project() | project("S10002", "") | project("S10003", "A2", state="ended")


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"development_areas": ("A1",), "projects": ("s10001",)}, ANSWERED),
        ({"development_areas": ("A1",), "measures": ("A campaign",)}, ANSWERED),
        ({"development_areas": ("A1",)}, NO_MEASURE),
        ({"projects": ("S10001",)}, NO_AREA),
        ({}, NOTHING),
        # A project that nobody knows is no measure.
        ({"development_areas": ("A1",), "projects": ("S99999",)}, NO_MEASURE),
        ({"development_areas": ("A2",), "projects": ("S10003",)}, ALL_ENDED),
        ({"development_areas": ("A2", "A1"), "projects": ("S10003", "S10001")}, ANSWERED),
        # A project of another area of effort does not close the chain, nor one that has ended.
        ({"development_areas": ("A2",), "projects": ("S10001",)}, OTHER_AREA),
        ({"development_areas": ("A2",), "projects": ("S10003", "S10001")}, OTHER_AREA),
        ({"development_areas": ("A2",), "projects": ("S10001",), "measures": ("Ads",)}, ANSWERED),
        ({"development_areas": ("A2",), "projects": ("S10002",)}, ANSWERED),
        # A development area that the programme no longer has answers nothing.
        ({"development_areas": ("B7",), "measures": ("A campaign",)}, NO_AREA),
    ],
)
def test_when_a_challenge_is_answered(given: dict[str, Any], state: str) -> None:
    (answer,) = answers.matrix([statement(**given)], KNOWN, AREAS).answers
    assert answer.state == state


def test_only_challenges_ask_for_an_answer() -> None:
    every = [statement("a", box=FORECAST), statement("b", box=GOAL), statement("c")]
    found = answers.matrix(every, {}, AREAS)
    assert [one.challenge.text for one in found.answers] == ["c"]


def test_a_measure_answers_within_its_own_area_of_effort() -> None:
    both = statement("both", development_areas=("A2", "A1"), projects=("S10001", "S10002"))
    found = answers.matrix([both], KNOWN, AREAS)
    first, second, third = found.efforts
    assert [one.code for one in first.measures] == ["S10001"]
    assert second.measures == () and second.answers == found.answers
    assert found.idle == (third,)
    assert found.answers[0].areas == ("A1", "A2"), "in the order of the programme"


def test_what_is_called_answered_has_a_measure_within_its_area_of_effort() -> None:
    texts.use("en")
    across = statement("across", development_areas=("A2",), projects=("S10001",))
    found = answers.matrix([across], KNOWN, AREAS)
    assert found.efforts[1].measures == () and found.unanswered == found.answers
    assert "belong to other areas of effort" in told.open_points(found)[0]


def test_what_says_nothing_belongs_to_the_only_area_of_effort() -> None:
    alone = statement(development_areas=("A2",), projects=("S10002", "S10001"), measures=("Ads",))
    (_first, second, _third) = answers.matrix([alone], KNOWN, AREAS).efforts
    assert [one.code or one.name for one in second.measures] == ["S10002", "Ads"]


def test_open_points_are_told_in_sentences() -> None:
    texts.use("en")
    found = answers.matrix([statement("Fewer hands", development_areas=("A1",))], {}, AREAS)
    assert told.in_short(found) == "1 of 1 challenge is not answered yet."
    points = told.open_points(found)
    assert points[0] == "Challenge “Fewer hands”: no measure."
    assert len(points) == 3 and all("answers no challenge" in one for one in points[1:])
    assert told.open_points(answers.matrix([], {}, AREAS)) == ()
    assert "No challenge" in told.in_short(answers.matrix([], {}, AREAS))


def test_a_long_challenge_stands_in_full_once() -> None:
    texts.use("en")
    long = "Fewer hands " * 60
    found = answers.matrix([statement(long, development_areas=("A1",))], {}, AREAS)
    assert told.challenge_rows(found).rows[0][0] == long
    shortened = told.effort_rows(found).rows[0][1]
    assert (
        len(shortened) <= 80 and shortened.endswith("…") and shortened in told.open_points(found)[0]
    )


def test_all_answered_is_told() -> None:
    texts.use("en")
    answered = statement(development_areas=("A1",), measures=("Ads",))
    found = answers.matrix([answered, statement("x")], {}, AREAS)
    assert told.in_short(found) == "1 of 2 challenges are not answered yet."
    assert "All 2 challenges" in told.in_short(answers.matrix([answered] * 2, {}, AREAS))


def test_both_sides_of_the_matrix_tell_the_same() -> None:
    texts.use("en")
    one = statement(development_areas=("A1",), projects=("S10001", "S4"), measures=("Ads",))
    found = answers.matrix([one], KNOWN, AREAS)
    rows = told.challenge_rows(found)
    assert rows.rows[0][0] == "Fewer hands" and rows.rows[0][3] == "answered"
    assert rows.rows[0][2].split("\n") == [
        "S10001 Name of S10001 (A1)",
        "S4 (not in the register)",
        "Ads",
    ]
    (own, *others) = told.effort_rows(found).rows
    assert own[0].startswith("A1 ") and own[1] == "Fewer hands" and "S10001" in own[2]
    assert [row[1:] for row in others] == [("–", "–")] * 2


def test_a_measure_in_words() -> None:
    texts.use("en")
    assert told.measure(Measure("S1", "Road", "A2", True)) == "S1 Road (A2, ended)"
    assert told.measure(Measure("S1", "Road")) == "S1 Road (no development area)"
