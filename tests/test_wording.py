"""Sentences of figures: news, comparisons and release times say what the rows say."""

from __future__ import annotations

from datetime import datetime

import pytest

from seutukuva import definitions, formats, texts, wording
from seutukuva.headlines import Courses, Headline

FOUND = definitions.load()
NAN = float("nan")


def told(**row: object) -> str:
    whole = {
        "kind": "revision",
        "indicator_id": "population",
        "area_id": "FI-KU729",
        "period": "2023",
        "value_before": 8847.0,
        "value_after": 8850.0,
        "n": 3.0,
        "note": None,
    }
    return wording.news(FOUND, whole | row, "fi").replace(formats.NBSP, " ")


def test_a_revision_names_place_period_and_both_figures() -> None:
    assert told() == "Tarkentunut: Väkiluku, Saarijärvi, 2023: oli 8 847, nyt 8 850."


@pytest.mark.parametrize("nothing", [None, NAN])
def test_rows_without_names_are_told_too(nothing: object) -> None:
    # Beside numbers pandas turns a missing text into NaN, which is true.
    row = {"kind": "new_area", "area_id": nothing, "period": nothing, "n": 12.0}
    assert told(**row) == "Uusia alueita: Väkiluku, 12 aluetta."
    new = {"kind": "new_indicator", "area_id": nothing, "period": nothing}
    assert told(**new) == "Uusi mittari: Väkiluku."
    assert told(indicator_id=nothing) == ""


def test_what_no_longer_has_a_definition_is_not_told() -> None:
    assert told(indicator_id="happiness") == ""


def headline(value: float | None, earlier: float | None, people: float) -> Headline:
    return Headline("2025", value, "final" if value else "missing", "2023", earlier, people)


def test_counts_are_compared_by_their_change() -> None:
    indicator = FOUND.indicators["population"]
    own = headline(8763.0, 8847.0, 8763.0)
    others = [("Seutu", headline(26387.0, 27037.0, 26387.0)), ("Maa", headline(None, 1.0, 1.0))]
    text = wording.compared_to(indicator, own, others, "fi").replace(formats.NBSP, " ")
    assert text == "Muutos: täällä −0,9 % · Seutu −2,4 %"


def test_counts_without_an_earlier_figure_are_related_to_inhabitants() -> None:
    indicator = FOUND.indicators["long_term_unemployed"]
    own, other = headline(245.0, None, 8763.0), headline(631.0, None, 26387.0)
    text = wording.compared_to(indicator, own, [("Seutu", other)], "fi")
    assert text.replace(formats.NBSP, " ") == "1 000 asukasta kohti: täällä 28,0 · Seutu 23,9"


def test_inhabitants_are_not_related_to_inhabitants() -> None:
    indicator = FOUND.indicators["population"]
    own, other = headline(8763.0, None, 8763.0), headline(26387.0, None, 26387.0)
    assert wording.compared_to(indicator, own, [("Seutu", other)], "fi") == ""


def test_without_figures_elsewhere_nothing_is_compared() -> None:
    own = headline(8763.0, 8847.0, 8763.0)
    nothing = headline(None, None, 1.0)
    for indicator in (FOUND.indicators["population"], FOUND.indicators["share_over_64"]):
        for others in ([], [("Seutu", nothing)]):
            assert wording.compared_to(indicator, own, others, "fi") == ""


def test_shares_are_compared_as_such() -> None:
    indicator = FOUND.indicators["share_over_64"]
    text = wording.compared_to(
        indicator, headline(37.6, None, 1.0), [("Seutu", headline(38.7, None, 1.0))], "fi"
    )
    assert text.replace(formats.NBSP, " ") == "Seutu 38,7 %"


def test_a_change_says_its_direction_and_nothing_about_good_or_bad() -> None:
    indicator = FOUND.indicators["population"]
    change = wording.change_since(indicator, headline(8763.0, 8847.0, 1.0), "fi")
    assert change is not None
    assert (change.arrow, change.since) == ("down", "vrt. 2023")
    assert change.text.replace(formats.NBSP, " ") == "−84 (−0,9 %)"
    assert wording.change_since(indicator, headline(8763.0, None, 1.0), "fi") is None
    same = wording.change_since(indicator, headline(8763.0, 8763.0, 1.0), "fi")
    assert same is not None and same.arrow == "off"


def course(indicator: str, **figures: float | None) -> list[dict[str, object]]:
    return [
        {
            "area_id": "A",
            "indicator_id": indicator,
            "period": period.lstrip("_"),
            "value": value,
            "status": "missing" if value is None else "final",
        }
        for period, value in figures.items()
    ]


@pytest.mark.parametrize(
    ("figures", "period", "earlier"),
    [
        ({"_2022": 1.0, "_2023": 2.0, "_2025": 3.0}, "2025", "2023"),
        ({"_2016": 1.0, "_2025": 3.0}, "2025", ""),
        ({"_2023": 1.0, "_2024": 2.0, "_2025": None}, "2024", "2023"),
        ({"_2025": 3.0}, "2025", ""),
    ],
)
def test_a_yearly_figure_is_compared_to_a_near_one(
    figures: dict[str, float | None], period: str, earlier: str
) -> None:
    found = Courses(course("population", **figures))
    newest = found.newest("A", FOUND.indicators["population"])
    assert newest is not None
    assert (newest.period, newest.earlier_period) == (period, earlier)
    assert (newest.earlier_value is None) == (earlier == "")


def test_a_monthly_figure_is_compared_to_the_same_month() -> None:
    share = FOUND.indicators["unemployment_share"]
    rows = course("unemployment_share", _2025M05=1.0, _2025M06=2.0, _2026M05=3.0, _2026M06=4.0)
    newest = Courses([*rows, *course("population", _2024=90.0, _2027=80.0)]).newest("A", share)
    assert newest is not None
    assert (newest.earlier_period, newest.earlier_value, newest.population) == ("2025M06", 2.0, 90)
    assert Courses(rows[:1] + rows[3:]).newest("A", share).earlier_period == ""
    assert Courses([]).newest("A", share) is None


def test_nothing_is_compared_over_a_break() -> None:
    population = FOUND.indicators["population"]
    rows = course("population", _2023=100.0, _2025=300.0)
    plain = Courses(rows).newest("A", population)
    assert plain is not None and plain.earlier_value == 100.0
    rows[-1]["status"] = "break"
    broken = Courses(rows).newest("A", population)
    assert broken is not None
    assert (broken.value, broken.earlier_period, broken.earlier_value) == (300.0, "", None)
    assert wording.change_since(population, broken, "fi") is None
    # From the first figure of the new way of counting on there is a change again.
    later = Courses([*rows, *course("population", _2026=310.0)]).newest("A", population)
    assert later is not None and later.earlier_value == 300.0
    beside = Courses([]).beside(Courses(rows)).newest("A", population)
    assert beside is not None and beside.earlier_value is None


def test_a_break_among_the_months_between_counts_too() -> None:
    share = FOUND.indicators["unemployment_share"]
    rows = course("unemployment_share", _2025M06=11.0, _2026M02=12.0, _2026M06=12.5)
    assert Courses(rows).at("A", share.id, "2026M06", "2025M06").earlier_value == 11.0
    rows[1]["status"] = "break"
    assert Courses(rows).at("A", share.id, "2026M06", "2025M06").earlier_value is None


def test_a_headline_that_begins_a_new_series_has_no_change() -> None:
    own = Headline("2025", 300.0, "break", "2024", 100.0, 1.0)
    assert wording.change_since(FOUND.indicators["population"], own, "fi") is None


@pytest.mark.parametrize(
    ("rhythm", "month"),
    [("yearly", "2027M04"), ("quarterly", "2026M07"), ("monthly", "2026M05"), ("irregular", None)],
)
def test_the_next_release_follows_the_rhythm(rhythm: str, month: str | None) -> None:
    assert wording.expected_month(rhythm, datetime(2026, 4, 1)) == month
    assert wording.expected_month(rhythm, None) is None


def test_sentences_follow_the_language_of_the_run() -> None:
    texts.use("sv")
    try:
        assert told(kind="new_indicator").startswith("Ny indikator")
    finally:
        texts.use("fi")


def test_a_rate_is_never_of_the_people_of_long_ago() -> None:
    share = FOUND.indicators["unemployment_share"]
    rows = course("unemployment_share", _2026M06=4.0)
    newest = Courses([*rows, *course("population", _2023=90.0)]).newest("A", share)
    assert newest is not None and newest.population is None
    known = Courses(course("population", _2020=50.0, _2023=90.0)).inhabitants("A")
    assert known["2022"] == 50.0 and known["2023"] == known["2025"] == 90.0
    assert "2019" not in known and "2026" not in known
