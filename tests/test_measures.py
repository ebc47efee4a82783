"""The forms in which figures are compared, by hand-calculated examples."""

from __future__ import annotations

import pytest

from seutukuva import definitions, formats, measures
from seutukuva.definitions import Indicator

FOUND = definitions.load()


def _rows(**figures: float | None) -> list[dict]:
    return [
        {"period": key.removeprefix("y"), "value": value, "status": "final"}
        for key, value in figures.items()
    ]


def _indicator(name: str) -> Indicator:
    return FOUND.indicators[name]


def test_a_count_per_inhabitant_takes_the_inhabitants_of_its_year() -> None:
    rows = _rows(y2016=50.0, y2017=60.0)
    made = measures.course(rows, measures.PER_1000, _indicator("jobs"), {"2016": 1000.0})
    assert [row["value"] for row in made] == [50.0, None]
    assert made[1]["status"] == "missing"


@pytest.mark.parametrize(
    ("name", "before", "after", "change"),
    [
        ("population", 8863.0, 8763.0, pytest.approx(-1.1283, abs=1e-3)),
        ("population", 0.0, 12.0, None),
        ("population", None, 12.0, None),
        ("net_migration", 5.0, -12.0, -17.0),
        ("unemployment_share", 10.04, 10.16, 0.2),
        ("unemployment_share", 10.16, None, None),
    ],
)
def test_counts_change_in_per_cent_and_all_else_by_its_difference(
    name: str, before: float | None, after: float | None, change: object
) -> None:
    assert measures.changed(before, after, _indicator(name)) == change


def test_an_index_begins_at_a_hundred_where_all_areas_have_a_figure() -> None:
    courses = {
        "a": _rows(y2010=None, y2011=50.0, y2012=75.0),
        "b": _rows(y2010=10.0, y2011=20.0, y2012=10.0),
    }
    base = measures.common_base(courses)
    assert base == "2011"
    made = measures.course(courses["b"], measures.INDEX, _indicator("jobs"), base_period=base)
    assert [row["value"] for row in made] == [50.0, 100.0, 50.0]
    assert measures.common_base({"a": _rows(y2010=0.0), "b": _rows(y2010=1.0)}) == ""
    assert measures.common_base({}) == ""


def test_change_from_the_same_month_is_not_from_the_month_before() -> None:
    rows = [
        {"period": "2025M06", "value": 10.0, "status": "final"},
        {"period": "2026M05", "value": 12.0, "status": "final"},
        {"period": "2026M06", "value": 15.0, "status": "final"},
    ]
    indicator = _indicator("unemployment_share")
    year = measures.course(rows, measures.CHANGE_YEAR, indicator)[-1]["value"]
    month = measures.course(rows, measures.CHANGE, indicator)[-1]["value"]
    assert (year, month) == (5.0, 3.0)


def test_deviations_are_none_where_areas_are_few_or_alike() -> None:
    values = {str(n): float(n) for n in range(8)}
    found = measures.deviations(values)
    assert found["0"] == pytest.approx(-1.5275, abs=1e-4)
    assert sum(found.values()) == pytest.approx(0)
    assert measures.deviations({"a": 1.0, "b": 2.0}) == {}
    assert measures.deviations(dict.fromkeys(map(str, range(9)), 3.0)) == {}


def test_areas_are_compared_by_rates_and_populations_by_their_change() -> None:
    bases = measures.bases(FOUND)
    forms = {
        name: measures.comparable(_indicator(name), bases)
        for name in ("population", "labour_force", "net_migration", "jobs", "unemployment_share")
    }
    assert forms["population"] == measures.CHANGE
    assert forms["labour_force"] == measures.CHANGE
    assert forms["net_migration"] == measures.PER_1000
    assert forms["unemployment_share"] == measures.LEVEL


@pytest.mark.parametrize("language", formats.LANGUAGES)
@pytest.mark.parametrize("name", FOUND.indicators)
def test_every_indicator_can_be_printed_in_every_form(name: str, language: str) -> None:
    indicator = FOUND.indicators[name]
    for kind in measures.TITLES:
        if kind == measures.COMPARABLE or language not in indicator.unit:
            continue
        form = measures.measure(indicator, kind, language)
        assert form.text(None, "missing", language) == formats.status_mark("missing")
        text = form.text(-1.25, "final", language)
        assert text.startswith(formats.MINUS)
        if form.signed:
            assert form.text(1.25, "final", language).startswith("+")
