"""Years in common, and which indicators to follow where there are none."""

from __future__ import annotations

from seutukuva.vitality.years import common, followed


def known(**years: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(one.split()) for name, one in years.items()}


def test_years_in_common_are_those_of_all() -> None:
    years = known(work="2011 2012 2013", people="2013 2011", money="2011 2013 2020")
    assert common(years, years) == ("2011", "2013")
    assert common(years, [*years, "monthly"]) == () and common(years, []) == ()


def test_all_are_followed_where_they_have_two_years() -> None:
    years = known(work="2011 2012", people="2011 2012 2013")
    assert followed(years, {"work": 1, "people": 1}) == ("work", "people")


def test_as_much_weight_as_can_be_is_followed() -> None:
    years = known(work="2011 2012 2013", people="2011 2012 2013", money="2013", new="2025")
    weights = {"money": 1.0, "work": 1.0, "new": 1.0, "people": 1.0}
    assert followed(years, weights) == ("work", "people")
    assert followed(years, weights | {"new": 3.0}) == ()


def test_a_course_goes_before_two_years_and_more_years_before_fewer() -> None:
    three = "2011 2012 2013"
    years = known(work=three, people=three, money="2011 2013", new="2025")
    weights = {"work": 2.0, "people": 2.0, "money": 1.0, "new": 1.0}
    assert followed(years, weights) == ("work", "people")
    long = known(a=three, b=f"{three} 2014 2015", c="1999", d="2012 2013 2014 2015")
    assert followed(long, dict.fromkeys(long, 1.0)) == ("b", "d")
