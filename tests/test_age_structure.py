"""Median age and age groups of a population by single years, and the pyramid on the page."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import age_structure, store
from seutukuva.age_structure import both_sexes, structure
from tests.conftest import REPOSITORY

OWN = "FI-KU729"


def people(counts: Mapping[int, float | None], sex: str = "total") -> list[dict[str, Any]]:
    return [{"age": age, "sex": sex, "value": value} for age, value in counts.items()]


def even(upto: int, each: float = 10) -> dict[int, float | None]:
    return {age: each for age in range(upto)}


def test_shares_and_median_of_an_even_spread() -> None:
    found = structure(people(even(100) | {100: 0}))
    assert found is not None
    assert (found.total, found.median_age) == (1000, 50.0)
    shares = (found.young, found.working, found.old, found.oldest)
    assert shares == pytest.approx((15.0, 50.0, 35.0, 25.0))


def test_the_median_lies_within_the_year_of_age_that_holds_it() -> None:
    # 3 younger, 4 aged 1, 3 older: the fifth of ten is half a year into the second.
    found = structure(people({0: 3, 1: 4, 2: 3}))
    assert found is not None and found.median_age == 1.5
    found = structure(people({0: 0, 1: 1, 2: 1, 3: 0}))
    assert found is not None and found.median_age == 2.0


def test_half_of_the_people_in_the_open_age_have_no_median() -> None:
    found = structure(people({0: 1, 1: 1, 2: 5}))
    assert found is not None and found.median_age is None


@pytest.mark.parametrize(
    "rows",
    [
        [],
        people({0: 0, 1: 0}),
        people({0: 5, 1: None, 2: 3}),
        people({0: 5, 1: float("nan"), 2: 3}),
        people({0: 5, 2: 3}),
    ],
)
def test_nothing_is_said_of_a_part_of_the_people(rows: list[dict[str, Any]]) -> None:
    assert structure(rows) is None


def test_men_and_women_are_added_and_their_total_is_not_counted_again() -> None:
    rows = [
        *people({0: 1, 1: 2}, "men"),
        *people({0: 10, 1: None}, "women"),
        *people({0: 11, 1: 99}),
    ]
    assert both_sexes(rows) == people({0: 11, 1: None})
    assert both_sexes(people({1: 2, 0: 4})) == people({0: 4, 1: 2})


def test_the_starter_figures_of_the_projection(starter: Path) -> None:
    """Against a count of the starter file itself, by another way."""
    file = REPOSITORY / "data" / "starter" / "statfin_128v_by_age.csv"
    with file.open(encoding="utf-8") as handle:
        rows = [r for r in csv.DictReader(handle) if (r["area_id"], r["period"]) == (OWN, "2040")]
    ages = sorted(int(r["age"]) for r in rows for _ in range(int(r["value"])))
    rows_of_page = store.run(
        "pages/situation/age_structure",
        breakdown_id="population_projection_by_age",
        area_ids=[OWN],
        periods=["2040"],
    )
    found = structure(rows_of_page.to_dict("records"))
    assert found is not None and found.total == len(ages) == 7019
    assert found.median_age is not None
    assert int(found.median_age) == ages[(len(ages) - 1) // 2]
    assert found.old == pytest.approx(100 * sum(age >= 65 for age in ages) / len(ages))
    assert found.young == pytest.approx(100 * sum(age < 15 for age in ages) / len(ages))


def test_what_has_ages_is_listed_newest_first(starter: Path) -> None:
    found = store.run("shared/breakdowns", area_id=OWN)
    assert list(found["period"]) == ["2040", "2030", "2025", "2019"]
    assert set(found["figures"]) == {101} and set(found["source_id"]) == {"statfin_128v"}
    assert store.run("shared/breakdowns", area_id="FI-KU999").empty


# -- on the page


def shown(area_id: str) -> AppTest:
    def page(area_id: str) -> None:
        from seutukuva import store, texts, ui

        store.hold_version()
        texts.use("en")
        ui.age_structure(area_id)

    return AppTest.from_function(page, kwargs={"area_id": area_id}, default_timeout=30)


def test_the_newest_year_beside_the_oldest(starter: Path) -> None:
    page = shown(OWN).run()
    assert not page.exception
    first, second = (one.value for one in page.markdown[:2])
    assert first.startswith("**2040, Population projection of 2019 by age**: median age 59.7")
    assert "aged 65 or over 43.0%" in first
    assert second.startswith("**2019,")
    assert "Statistics Finland, Population projection, 30 September 2019" in page.caption[1].value
    assert "no account of decisions" in page.caption[1].value, "what the figures are not"


def test_a_year_is_chosen_and_kept_in_the_address(starter: Path) -> None:
    page = shown(OWN).run()
    page.selectbox[0].select("population_projection_by_age:2025").run()
    assert not page.exception
    assert page.query_params["ages"] == "population_projection_by_age:2025"
    assert page.markdown[0].value.startswith("**2025,")
    page.selectbox[1].select("nothing").run()
    assert page.query_params["ages_with"] == "nothing"
    assert not [one for one in page.markdown if one.value.startswith("**2019,")]


def test_an_area_without_ages_says_so(starter: Path) -> None:
    page = shown("FI-KU020").run()
    assert not page.exception and not page.selectbox
    assert "Nothing has been published by age" in page.info[0].value


def test_men_and_women_beside_both_together(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year that splits the sexes beside a projection that doesn't: both are drawn together."""
    from seutukuva.ui import age

    defined = age.definitions.load().breakdowns
    projection = defined["population_projection_by_age"]
    both = defined["population_by_age_and_sex"]
    state = {"source_id": "statfin_11re", "producer_updated": None, "fetched_at": None}
    rows = {
        both.id: people(even(101, 2), "men") + people(even(101, 3), "women"),
        projection.id: people(even(101, 4)),
    }
    monkeypatch.setattr(age._View, "rows", lambda self: rows[self.breakdown.id])
    views = [age._View(one, "2025", OWN, state) for one in (both, projection)]
    specification, words = age._made(views[0], views[1])
    assert len(words) == 2
    assert specification.sides == () and {bar.side for bar in specification.ages} == {"total"}
    assert specification.ages[0].value == 25 and specification.ages[0].outline_value == 20
    assert specification.ages[-1].label == "100+"
    alone, _ = age._made(views[0], None)
    assert {bar.side for bar in alone.ages} == {"men", "women"}
    assert age_structure.structure(rows[both.id]) == age_structure.structure(people(even(101, 5)))
