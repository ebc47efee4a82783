"""Municipalities as people write them."""

from __future__ import annotations

import pytest

from etl.interviews.values.municipalities import FORMER, OUTSIDE, UNKNOWN, Municipalities
from seutukuva import definitions

SAARIJARVI = "FI-KU729"


@pytest.fixture(scope="module")
def reader() -> Municipalities:
    return Municipalities(definitions.load(), "fi")


@pytest.mark.parametrize(
    "text",
    [
        *("729", "KU729", "FI-KU729", "Saarijärvi", "SAARIJÄRVI", " saarijärvi ", "Saarijarvi"),
        *("Saarijärvi (729)", "729 Saarijärvi", "Saarijärven", "Saarijärvellä", "i Saarijärvi"),
        *("Saarijärven kaupunki", "in Saarijärvi", "Saarijärvi, Keski-Suomi"),
    ],
)
def test_ways_of_writing_one_municipality(reader: Municipalities, text: str) -> None:
    found = reader.read(text)
    assert (found.area_id, found.remark) == (SAARIJARVI, "")


def test_a_code_whose_zeros_were_dropped(reader: Municipalities) -> None:
    assert reader.read("5").area_id == "FI-KU005"
    assert reader.read("005").area_id == "FI-KU005"


def test_a_former_municipality_is_counted_where_it_is_now(reader: Municipalities) -> None:
    for text in ("Pylkönmäki", "633", "Pylkönmäki / Saarijärvi"):
        found = reader.read(text)
        assert (found.area_id, found.remark, found.former) == (SAARIJARVI, FORMER, "Pylkönmäki")


def test_outside_the_programme(reader: Municipalities) -> None:
    assert reader.read("Jyväskylä")[:2] == ("FI-KU179", OUTSIDE)
    assert reader.read("Åbo")[:2] == ("FI-KU853", OUTSIDE)


def test_an_unknown_name_gets_near_ones(reader: Municipalities) -> None:
    found = reader.read("Sarijärvi")
    assert (found.area_id, found.remark) == ("", UNKNOWN)
    assert found.near[0] == "Saarijärvi"
    assert reader.read("qqqq").near == ()


def test_two_municipalities_in_one_cell_are_not_guessed(reader: Municipalities) -> None:
    assert reader.read("Saarijärvi/Karstula").remark == UNKNOWN
