"""Sentences of figures: news, comparisons and release times say what the rows say."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from seutukuva import definitions, formats, texts, wording

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


def compared(**columns: list[object]) -> list[dict[str, object]]:
    areas = ["FI-KU729", "FI-SSS", "FI-SK138"]
    base = {
        "area_id": areas,
        "value": [8763.0, 5652881.0, 26387.0],
        "status": ["final"] * 3,
        "earlier_value": [8847.0, 5603851.0, 27037.0],
        "population": [8763.0] * 3,
    }
    return pd.DataFrame(base | columns).to_dict("records")


def test_counts_are_compared_by_their_change() -> None:
    indicator = FOUND.indicators["population"]
    text = wording.compared_to(indicator, "FI-KU729", compared(), FOUND, "fi")
    expected = "Muutos: täällä −0,9 % · Saarijärvi–Viitasaari −2,4 % · Koko maa +0,9 %"
    assert text.replace(formats.NBSP, " ") == expected


def test_counts_without_an_earlier_figure_are_related_to_inhabitants() -> None:
    indicator = FOUND.indicators["long_term_unemployed"]
    rows = compared(
        earlier_value=[NAN] * 3, value=[245.0, NAN, 631.0], population=[8763.0, 1.0, 26387.0]
    )
    text = wording.compared_to(indicator, "FI-KU729", rows, FOUND, "fi")
    expected = "1 000 asukasta kohti: täällä 28,0 · Saarijärvi–Viitasaari 23,9 · Koko maa .."
    assert text.replace(formats.NBSP, " ") == expected


def test_a_change_says_its_direction_and_nothing_about_good_or_bad() -> None:
    indicator = FOUND.indicators["population"]
    row = {"value": 8763.0, "earlier_value": 8847.0, "earlier_period": "2023"}
    change = wording.change_since(indicator, row, "fi")
    assert change is not None
    assert (change.arrow, change.since) == ("down", "vrt. 2023")
    assert change.text.replace(formats.NBSP, " ") == "−84 (−0,9 %)"
    assert wording.change_since(indicator, row | {"earlier_value": None}, "fi") is None
    same = wording.change_since(indicator, row | {"earlier_value": 8763.0}, "fi")
    assert same is not None and same.arrow == "off"


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
