"""Points, minima, thresholds, spread and ranking, held against figures worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from seutukuva.definitions.criteria import CONDITIONS
from seutukuva.pipeline import appraisal
from seutukuva.pipeline.appraisal import appraised, ranking
from tests.pipeline.made import criterion, idea, leader, lock, score, version

# The Leader group's ten criteria in their order, and what a board gave.
LEADER = (
    *("strategy_fit", "grass_roots_need", "innovativeness", "lasting_effects", "new_jobs"),
    *("profitability", "own_resources", "realistic", "equality", "sustainability"),
)


@pytest.mark.parametrize(
    ("given", "total", "verdict"),
    [
        # All there is: 4 + 9 × 2 = 22.
        ((4, 2, 2, 2, 2, 2, 2, 2, 2, 2), 22, "passes"),
        # Sixteen is enough, fifteen is not.
        ((4, 2, 2, 2, 1, 1, 1, 1, 1, 1), 16, "passes"),
        ((4, 2, 2, 2, 1, 1, 1, 1, 1, 0), 15, "below_threshold"),
        # With many points, and one of the three minima missed.
        ((1, 2, 2, 2, 2, 2, 2, 2, 2, 2), 19, "below_minimum"),
        ((4, 2, 2, 2, 2, 2, 0, 2, 2, 2), 20, "below_minimum"),
        ((4, 2, 2, 2, 2, 2, 2, 0, 2, 2), 20, "below_minimum"),
        # A criterion without a minimum may have none.
        ((4, 0, 2, 2, 2, 2, 2, 2, 2, 2), 20, "passes"),
        ((2, 0, 0, 0, 0, 0, 1, 1, 0, 0), 4, "below_threshold"),
    ],
)
def test_the_scoring_of_a_leader_group_is_reproduced(
    tmp_path: Path, given: tuple[int, ...], total: int, verdict: str
) -> None:
    (own,) = leader(tmp_path).criteria.values()
    scores = [score("a", "BOARD", dict(zip(LEADER, given, strict=True)))]
    found = appraised("a", "2026-10", own, scores)
    assert found.total == total == sum(given)
    assert found.verdict == verdict


def test_points_are_weight_times_the_mean_and_minima_are_held_against_the_mean() -> None:
    own = version(
        criterion("need", weight=2.0, minimum=2),
        criterion("value", block="operational", weight=0.5, minimum=2, below=CONDITIONS),
        threshold=4,
        strategic_threshold=4,
    )
    scores = [
        score("a", "KS", {"need": 1, "value": 1}),
        score("a", "POKE", {"need": 3, "value": 2}),
    ]
    found = appraised("a", "2026-10", own, scores)
    need, value = found.results
    # 2 × (1 + 3) / 2 = 4 and 0.5 × (1 + 2) / 2 = 0.75.
    assert (need.points, value.points) == (4, Fraction(3, 4))
    assert (found.strategic, found.operational, found.total) == (4, Fraction(3, 4), Fraction(19, 4))
    assert found.verdict == "needs_conditions", "only an operational minimum is missed"
    assert found.below(conditions=True) == (value,) and found.below() == ()
    assert (need.lowest, need.highest, need.is_split) == (1, 3, True)
    assert not value.is_split, "one step of four apart is no disagreement"
    assert found.totals() == {"KS": Fraction(5, 2), "POKE": 7}


def test_a_mandatory_criterion_needs_everybody_and_is_told_before_what_is_missing() -> None:
    own = version(criterion("law", 1, weight=0.0, is_mandatory=True, minimum=1), criterion("need"))
    said = [score("a", "KS", {"law": 1, "need": 3})]
    assert appraised("a", "2026-10", own, said).verdict == "incomplete"
    assert [one.missing for one in appraised("a", "2026-10", own, said).results] == [1, 1]
    against = [*said, score("a", "POKE", {"law": 0})]
    found = appraised("a", "2026-10", own, against)
    assert found.verdict == "not_eligible" and found.total == 3
    assert [one.missing for one in found.results] == [0, 1]


def test_strategic_points_decide_whatever_the_operational_ones_are() -> None:
    own = version(
        criterion("need"),
        criterion("value", block="operational"),
        threshold=3,
        strategic_threshold=2,
    )
    scores = [score("a", who, {"need": 1, "value": 3}) for who in ("KS", "POKE")]
    found = appraised("a", "2026-10", own, scores)
    assert found.total == 4 and found.strategic == 1 and found.verdict == "below_threshold"


def test_only_scores_of_the_round_of_assessors_and_of_the_scale_count() -> None:
    own = version(criterion("need"), criterion("bold", assessors=("PELOTON",)))
    scores = [
        score("a", "KS", {"need": 2, "bold": 3, "gone": 1}),
        score("a", "SSYP", {"need": 0}),
        score("a", "POKE", {"need": 9}),
        score("b", "POKE", {"need": 0}),
        score("a", "POKE", {"need": 0}, "2026-04"),
        score("a", "PELOTON", {"bold": 1}),
    ]
    need, bold = appraised("a", "2026-10", own, scores).results
    assert {who: one.value for who, one in need.marks.items()} == {"KS": 2} and need.missing == 1
    assert {who: one.value for who, one in bold.marks.items()} == {"PELOTON": 1}
    assert bold.missing == 0, "who alone scores a criterion is all that it needs"


def test_equal_totals_share_a_rank_and_the_next_rank_leaves_as_many_out() -> None:
    own = version(
        criterion("need", 9, minimum=1), assessors=("KS",), least_assessors=1, threshold=5
    )
    given = {"a": 9, "b": 7, "c": 7, "d": 6, "e": 2, "f": 0}
    every = [
        appraised(name, "2026-10", own, [score(name, "KS", {"need": value})])
        for name, value in given.items()
    ]
    unscored = appraised("g", "2026-10", own, [])
    found = ranking([unscored, *reversed(every)])
    told = {one.idea: (one.rank, one.shared) for one in found}
    assert told == {
        "a": (1, 0),
        "b": (2, 1),
        "c": (2, 1),
        "d": (4, 0),
        "e": (5, 0),
        "f": (None, 0),
        "g": (None, 0),
    }
    assert [one.idea for one in found][-2:] == ["f", "g"], "what failed before what is unfinished"
    assert found[4].appraisal.verdict == "below_threshold", "ranked, and below"


def test_thirds_tie_where_rounded_sums_would_not() -> None:
    # Means of three assessors: 3 × 1/3 is 1, whatever is done with decimals.
    three = ("KS", "POKE", "SSYP")
    own = version(
        *(criterion(name, weight=0.1) for name in "abc"), assessors=three, least_assessors=3
    )
    one = [
        score("x", who, dict(zip("abc", v, strict=True)))
        for who, v in zip(three, [(1, 0, 0), (0, 1, 0), (0, 0, 1)], strict=True)
    ]
    other = [
        score("y", who, dict(zip("abc", v, strict=True)))
        for who, v in zip(three, [(1, 1, 1), (0, 0, 0), (0, 0, 0)], strict=True)
    ]
    found = ranking([appraised(name, "2026-10", own, [*one, *other]) for name in "xy"])
    assert [(one.rank, one.shared) for one in found] == [(1, 1), (1, 1)]
    assert found[0].appraisal.total == Fraction(1, 10)


def test_an_idea_of_several_rounds_counts_in_its_newest() -> None:
    own = version(criterion("need"), assessors=("KS",), least_assessors=1)
    newer, older = lock(own, "2026-10"), lock(own, "2026-04")
    scores = [
        score("a", "KS", {"need": 1}, "2026-04"),
        score("a", "KS", {"need": 3}, "2026-10"),
        score("b", "KS", {"need": 2}, "2026-04"),
    ]
    ideas = [idea("a", ("idea", "2026-01-01")), idea("b", ("idea", "2026-01-01"))]
    found = appraisal.of_rounds([newer, older], ideas, scores)
    assert [(one.idea, one.round, one.total) for one in found] == [
        ("a", "2026-10", 3),
        ("b", "2026-04", 2),
    ]
    assert [one.idea for one in appraisal.of_rounds([newer], ideas, scores)] == ["a"]
    assert appraisal.alike(newer, [newer, older]) == [newer, older]
