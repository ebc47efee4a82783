"""An area's industries beside a reference: what is left out, what lies where, who is compared."""

from __future__ import annotations

import pytest

from seutukuva import definitions
from seutukuva.definitions.structures import UNKNOWN_INDUSTRY
from seutukuva.economy import comparing, references
from seutukuva.economy.comparing import Years
from seutukuva.economy.references import KNOWN
from seutukuva.economy.shift_share import ShiftShare
from seutukuva.economy.undefined import Undefined
from tests.economy.made import NATION, REGIONS, jobs

OWN = Years(*REGIONS["A"])
THERE = Years(*NATION)


def test_industries_have_shares_quotients_and_the_jobs_behind() -> None:
    found = comparing.beside(OWN.after, THERE)
    assert list(found) == ["I1", "I4", "I2", "I3"], "largest first"
    one = found["I2"]
    assert (one.jobs, one.share) == (40, pytest.approx(100 * 40 / 205))
    assert one.there == pytest.approx(100 * 210 / 1265)
    assert one.quotient.value == pytest.approx(40 / 205 / (210 / 1265))
    assert found["I3"].quotient.is_small and not one.quotient.is_small


def test_without_a_reference_an_area_stands_beside_itself() -> None:
    found = comparing.beside(OWN.after, None)
    assert {one.quotient.value for one in found.values()} == {1.0}


def test_an_industry_without_a_figure_is_left_out_of_the_parts_and_named() -> None:
    before = jobs(90, 20, 10, 60) | {"I5": None}
    after = jobs(100, 40, 10, 55) | {"I5": 7.0}
    found = comparing.growth(Years(before, after), Years(*(one | {"I5": 1.0} for one in NATION)))
    assert found.left_out == ("I5",) and isinstance(found.parts, ShiftShare)
    assert found.parts.total.change == 25 and found.rate == pytest.approx(100 * 25 / 180)
    assert found.rate_there == pytest.approx(15)


def test_jobs_of_unknown_industry_stand_apart_and_belong_to_the_change() -> None:
    own = Years(*(one | {UNKNOWN_INDUSTRY: at} for one, at in zip(OWN, (20.0, 50.0), strict=True)))
    there = Years(*(one | {UNKNOWN_INDUSTRY: 90.0} for one in NATION))
    found, without = comparing.growth(own, there), comparing.growth(OWN, THERE)
    assert found.parts == without.parts and found.rate_there == without.rate_there
    assert (found.before, found.after, found.unknown) == (200, 255, 30)
    assert found.rate == pytest.approx(27.5) and found.left_out == ()
    assert (without.before, without.after, without.unknown) == (180, 205, None)
    assert isinstance(found.parts, ShiftShare)
    total = found.parts.total
    assert total.national + total.mix + total.regional + 30 == pytest.approx(55)


def test_without_anything_in_common_nothing_is_split() -> None:
    found = comparing.growth(Years({"A": 1.0}, {"A": 2.0}), Years({"B": 1.0}, {"B": 2.0}))
    assert found.parts is Undefined.MISSING and found.left_out == ("A",)
    assert found.rate is Undefined.NOTHING


def test_specialisation_leaves_out_what_is_of_unknown_industry() -> None:
    known = comparing.specialisation({"A": 50, "B": 30, "C": 20}, {"A": 2, "B": 3, "C": 5})
    assert known.krugman == pytest.approx(0.6) and known.otherwise == pytest.approx(30)
    assert known.herfindahl == pytest.approx(0.38)
    assert known.normalised == pytest.approx((0.38 - 1 / 3) / (2 / 3))
    assert known.alike == pytest.approx(1 / 0.38) and known.alike_there == pytest.approx(1 / 0.38)
    # Quotients 0.4, 1 and 2.5: their Gini coefficient by hand.
    assert known.gini == pytest.approx(2 / (9 * 1.3) * (1 * -0.9 + 2 * -0.3 + 3 * 1.2))
    both = [{"A": 50, "B": 30, "C": 20}, {"A": 2, "B": 3, "C": 5}]
    own, there = ({**one, UNKNOWN_INDUSTRY: 99.0} for one in both)
    assert comparing.specialisation(own, there) == known
    assert comparing.specialisation({}, {}).otherwise is Undefined.NOTHING


def test_where_an_industry_lies_beside_all_jobs() -> None:
    tables = {
        "X": {"mill": 60.0, "shop": 40.0, UNKNOWN_INDUSTRY: 5.0, "new": None},
        "Y": {"mill": 0.0, "shop": 100.0, UNKNOWN_INDUSTRY: 5.0, "new": 3.0},
    }
    found = comparing.concentrations(tables)
    assert set(found) == {"mill", "shop"}
    mill = found["mill"]
    assert (mill.jobs, mill.most, mill.share) == (60, "X", 100)
    # All of it in X, where every second job is: half of it would have to be in Y.
    assert mill.hoover == pytest.approx(50) and mill.gini == pytest.approx(0.5)


def test_an_industry_nowhere_lies_nowhere() -> None:
    found = comparing.concentrations({"X": {"a": 0.0, "b": 2.0}, "Y": {"a": 0.0, "b": 1.0}})
    assert found["a"].hoover is Undefined.NOTHING and found["a"].share is Undefined.NOTHING


def test_a_sum_lacks_what_one_part_lacks() -> None:
    found = comparing.summed([{"a": 1.0, "b": 2.0}, {"a": 3.0, "b": None}])
    assert found == {"a": 4.0, "b": None}


def test_the_reference_is_the_country_the_region_or_all_that_is_known() -> None:
    found = definitions.load()
    ours = {"FI-KU729", "FI-KU931", "FI-KU256", "FI-SK138"}
    everything = {*ours, "FI-SSS", "FI-MK13"}
    assert references.choices(found, "FI-KU729", everything) == ("FI-SSS", "FI-MK13", "FI-SK138")
    assert references.choices(found, "FI-KU729", ours) == (KNOWN, "FI-SK138")
    assert references.choices(found, "FI-KU729", {"FI-KU729", "FI-KU931"}) == ()
    assert references.choices(found, "FI-SK138", everything) == ("FI-SSS", "FI-MK13")
    assert references.choices(found, "FI-SSS", everything) == ()
    # Of those known nobody is outside the sub-region, and of the region one is.
    assert references.choices(found, "FI-SK138", ours) == ()
    assert references.choices(found, "FI-SK138", {*ours, "FI-KU179"}) == (KNOWN,)
    assert references.known(found, "FI", {*everything, "NO-KU4005"}) == (
        *("FI-KU256", "FI-KU729", "FI-KU931"),
    )


def test_an_industry_lies_over_the_sub_region_or_what_is_wider() -> None:
    found = definitions.load()
    ours = {"FI-KU729", "FI-KU931", "FI-KU256"}
    wider, inside = references.parts(found, "FI-KU729", ours)
    assert wider == "FI-SK138" and set(inside) == ours
    assert references.parts(found, "FI-MK13", ours)[0] == "FI-MK13"
    # With two in the sub-region it is the region that has three.
    wider, inside = references.parts(found, "FI-KU729", {"FI-KU729", "FI-KU931", "FI-KU179"})
    assert wider == "FI-MK13" and len(inside) == 3
    assert references.parts(found, "FI-KU729", {"FI-KU729"}) == ("", ())
