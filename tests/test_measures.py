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


def test_deviations_need_figures_of_half_of_the_areas() -> None:
    values = {str(n): float(n) for n in range(13)}
    assert measures.deviations(values, of=308) == {}
    assert len(measures.deviations(values, of=26)) == 13
    assert measures.deviations(values, of=27) == {}


def test_nothing_is_compared_across_a_break() -> None:
    rows = _rows(y2022=100.0, y2023=90.0, y2024=300.0, y2025=330.0)
    rows[2]["status"] = "break"
    indicator = _indicator("enterprise_openings")
    changes = measures.course(rows, measures.CHANGE, indicator)
    assert [row["value"] for row in changes] == [None, -10.0, None, 10.0]
    assert [row["status"] for row in changes] == ["missing", "final", "missing", "final"]
    assert measures.change_since(rows, "2024", "2025", indicator) == (10.0, "final")
    assert measures.change_since(rows, "2023", "2025", indicator) == (None, "missing")
    indices = measures.course(rows, measures.INDEX, indicator, base_period="2024")
    assert [row["value"] for row in indices] == [None, None, 100.0, pytest.approx(110.0)]
    newest = {"value": 300.0, "status": "break", "earlier_value": 90.0, "population": 1000.0}
    assert measures.of_newest(newest, measures.CHANGE, indicator) is None
    assert measures.of_newest(newest, measures.PER_1000, indicator) == 300.0


def test_an_index_begins_after_the_newest_break_and_never_with_the_newest_figure() -> None:
    broken = _rows(y2010=1.0, y2011=2.0, y2012=3.0)
    broken[1]["status"] = "break"
    assert measures.common_base({"a": broken, "b": _rows(y2010=1.0, y2011=1.0)}) == "2011"
    # All would be 100, and nothing told.
    assert measures.common_base({"a": _rows(y2012=1.0), "b": _rows(y2011=1.0, y2012=2.0)}) == ""


def test_one_earlier_period_is_that_of_all_areas() -> None:
    both = {"a": _rows(y2023=1.0, y2025=2.0), "b": _rows(y2023=3.0, y2025=4.0)}
    assert measures.earlier_period(both, measures.CHANGE, "2025") == "2023"
    most = {"a": _rows(y2024=1.0, y2025=2.0), "b": _rows(y2023=3.0, y2025=4.0)}
    assert measures.earlier_period(most, measures.CHANGE_YEAR, "2025") == "2024"
    few = {**both, "c": _rows(y2024=1.0, y2023=1.0, y2025=1.0)}
    assert measures.earlier_period(few, measures.CHANGE, "2025") == "2023"
    old = {"a": _rows(y2022=1.0, y2025=2.0)}
    assert measures.earlier_period(old, measures.CHANGE, "2025") == ""
    assert measures.earlier_period({}, measures.CHANGE, "2026M01") == "2025M12"
    assert measures.earlier_period({}, measures.CHANGE_YEAR, "2026M01") == "2025M01"


@pytest.mark.parametrize("name", ["population", "population_monthly", "population_projection_2019"])
def test_inhabitants_are_not_counted_per_inhabitant(name: str) -> None:
    assert not measures.is_possible(_indicator(name), measures.PER_1000)


def test_areas_are_compared_by_rates_and_populations_by_their_change() -> None:
    bases = measures.bases(FOUND)
    forms = {
        name: measures.comparable(_indicator(name), bases)
        for name in ("population", "labour_force", "net_migration", "jobs", "unemployment_share")
    }
    assert forms["population"] == measures.CHANGE
    # Seasons would hide a month's change from the one before.
    assert forms["labour_force"] == measures.CHANGE_YEAR
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
