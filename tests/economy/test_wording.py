"""The change of an area's jobs in plain words: signs, weights, reasons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seutukuva import texts
from seutukuva.economy import comparing, wording
from seutukuva.economy.comparing import Years
from seutukuva.economy.shift_share import Course, ShiftShare, shift_share
from seutukuva.economy.undefined import Undefined
from tests.economy.made import NATION, REGIONS, jobs

NAMES = {"I1": "Mills", "I2": "Shops", "I3": "Farms", "I4": "Schools"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def grown(region: str) -> list[str]:
    return wording.grown(comparing.growth(Years(*REGIONS[region]), Years(*NATION)), "Nation")


@pytest.mark.parametrize(
    ("counted", "after", "said"),
    [
        (
            "workplace",
            60,
            "Town: there were 120 fewer jobs in 2016 than in 2008 (180 → 60, +1.0%).",
        ),
        (
            "workplace",
            200,
            "Town: there were 20 more jobs in 2016 than in 2008 (180 → 200, +1.0%).",
        ),
        (
            "workplace",
            180.3,
            "Town: there were as many jobs in 2016 as in 2008 (180 → 180, +1.0%).",
        ),
        (
            "residence",
            170,
            "Town: there were 10 fewer employed residents in 2016 than in 2008 (180 → 170, +1.0%).",
        ),
    ],
)
def test_the_change_is_told_as_more_fewer_or_as_many(counted: str, after: float, said: str) -> None:
    found = comparing.Growth(Undefined.MISSING, 180, after, 1.0, 1.0, None, ())
    assert wording.changed(counted, "Town", found, "2008", "2016") == said


def test_parts_are_told_with_their_signs_and_what_weighs_most() -> None:
    national, mix, regional, weight = grown("A")
    assert national.endswith("(Nation, known industries +15.0%), there would have been 27 more.")
    assert mix.startswith("Because of its industries 1 more")
    assert regional == "By its own development 3 fewer: the same industries did worse here."
    assert weight.endswith("fewer than 30 persons or jobs: one firm can turn it over.")
    assert grown("C")[1] == "Its industries made no difference."


@pytest.mark.parametrize(
    ("mix", "regional", "said"),
    [
        (0.3, -0.4, "developed as the reference area did"),
        (29, -3, "one firm can turn it over"),
        (30, 10, "mostly from its industries"),
        (30, 36, "weigh about as much"),
        (30, -36, "nearly outweigh each other"),
        (10, -30, "mostly from its own development"),
    ],
)
def test_which_part_weighs_more(mix: float, regional: float, said: str) -> None:
    found = comparing.growth(Years(*REGIONS["A"]), Years(*NATION))
    assert isinstance(found.parts, ShiftShare)
    total = found.parts.total._replace(mix=mix, regional=regional)
    parts = ShiftShare(total, {}, found.parts.split, {}, found.parts.indices)
    told = wording.grown(comparing.Growth(parts, 1, 1, 1.0, 1.0, 0.2, ()), "Nation")
    assert said in told[-1]
    assert len(told) == 4, "less than one of unknown industry is not worth a sentence"
    more = wording.grown(comparing.Growth(parts, 1, 1, 1.0, 1.0, -7.0, ()), "Nation")
    assert more[3] == "Of unknown industry there were 7 fewer." and said in more[-1]


def test_what_cannot_be_calculated_is_told_with_its_reason() -> None:
    nothing = comparing.Growth(
        Undefined.NOTHING, 0, 0, Undefined.NOTHING, Undefined.NOTHING, None, ()
    )
    assert wording.grown(nothing, "Nation") == [
        "What the change came from cannot be calculated: there is nothing to relate it to."
    ]
    reference = Years(jobs(400, 0, 150, 400), jobs(440, 210, 135, 480))
    told = wording.grown(comparing.growth(Years(*REGIONS["A"]), reference), "Nation")
    assert len(told) == 2 and "the reference area had nothing of the industry" in told[1]
    unjudged = comparing.growth(Years(*REGIONS["A"]), reference)
    assert wording.weighed(nothing) == wording.weighed(unjudged) == ""


def test_estebans_split_is_told_or_which_industry_forbids_it() -> None:
    found = shift_share(REGIONS["B"], NATION)
    assert isinstance(found, ShiftShare)
    assert "14 more come from" in wording.allocated(found, NAMES)
    new = shift_share(Course(jobs(90, 0, 10, 60), jobs(100, 40, 10, 55)), NATION)
    assert isinstance(new, ShiftShare)
    assert wording.allocated(new, NAMES) == (
        "The own development cannot be split further: the area had nothing of the industry at "
        "first (Shops)."
    )


def test_the_largest_industries_and_those_more_common_are_named() -> None:
    own, there = jobs(100, 400, 10, 55) | {"unknown": 900.0}, jobs(440, 210, 135, 480)
    found = comparing.industries(own, there | {"unknown": 9.0})
    told = wording.lives_from(found, NAMES | {"unknown": "?"}, "Town", "2016")
    assert told.startswith("Town, 2016: the largest industries are Shops 27.3%; Mills 6.8%")
    assert "?" not in told
    assert wording.more_common(found, NAMES, "Nation") == (
        "More common than in the reference area (Nation): Shops (1.7 times)."
    )
    small = comparing.industries(jobs(1000, 1000, 29, 1), jobs(1000, 1000, 2, 2))
    assert wording.more_common(small, NAMES, "Nation").startswith("No industry is much more common")


def test_specialisation_and_places_are_told() -> None:
    found = comparing.specialisation({"A": 50, "B": 30, "C": 20}, {"A": 2, "B": 3, "C": 5})
    first, second = wording.specialised(found, "Nation", "2016")
    assert first.startswith("2016: 30.0% of those at work would have to be in other ind")
    assert "2.6 industries of the same size" in second
    nothing = comparing.specialisation({}, {})
    assert "cannot be calculated" in wording.specialised(nothing, "Nation", "2016")[0]
    tables = {"X": {"I1": 60.0, "I2": 40.0}, "Y": {"I1": 0.0, "I2": 100.0}}
    told = wording.lies(comparing.concentrations(tables), NAMES, {"X": "Here", "Y": "There"})
    assert told.startswith("Most uneven is Mills: 50.0% of it") and "in Here, 100.0%" in told
    assert wording.lies({}, NAMES, {}) == ""


def test_what_is_left_out_is_named() -> None:
    assert wording.left_out([]) == ""
    assert wording.left_out(["Mills", "Shops"]).endswith("so left out: Mills; Shops.")
