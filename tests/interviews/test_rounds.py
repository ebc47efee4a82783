"""Rounds of the yearly clock around a day."""

from __future__ import annotations

import datetime as dt

import pytest

from seutukuva.interviews import rounds


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-01", "2026-04"),
        ("2026-04-30", "2026-04"),
        ("2026-05-01", "2026-10"),
        ("2026-10-31", "2026-10"),
        ("2026-11-01", "2027-04"),
    ],
)
def test_the_round_of_this_month_is_still_to_come(day: str, expected: str) -> None:
    assert rounds.following(dt.date.fromisoformat(day), (4, 10)) == expected


@pytest.mark.parametrize(
    "text", ["", "true", "2026-13", "0000-01", "9999-12", "2026-1", "٢٠٢٦-10", "2026-10-31"]
)
def test_what_is_no_month_of_a_calendar_is_no_round(text: str) -> None:
    assert rounds.is_round("2026-10") and not rounds.is_round(text)


def test_rounds_around_a_day_stand_the_latest_first() -> None:
    found = rounds.around(dt.date(2026, 11, 22), (10, 4), before=3, after=1)
    assert found == ["2027-04", "2026-10", "2026-04", "2025-10"]
    assert rounds.around(dt.date(2026, 11, 22), (6,), before=0, after=2) == ["2028-06", "2027-06"]


def test_a_round_is_named_in_the_language() -> None:
    assert rounds.name("2026-10", "fi") == "lokakuu 2026"
    assert rounds.name("2026-10", "en") == "October 2026"
    assert rounds.is_round("2026-10")
    assert not rounds.is_round("2026-13")
    assert not rounds.is_round("2026")


def test_a_round_begins_when_the_one_before_has_ended() -> None:
    assert rounds.begins("2027-04", (4, 10)) == dt.date(2026, 11, 1)
    assert rounds.begins("2026-10", (4, 10)) == dt.date(2026, 5, 1)
    assert rounds.begins("2027-12", (12,)) == dt.date(2027, 1, 1)
    assert rounds.first_day("2027-04") == dt.date(2027, 4, 1)


def test_days_within_half_a_year_are_near_a_round() -> None:
    assert rounds.near("2026-10") == (dt.date(2026, 4, 1), dt.date(2027, 4, 30))
    assert rounds.near("2026-04") == (dt.date(2025, 10, 1), dt.date(2026, 10, 31))


def test_the_round_of_most_days_is_proposed() -> None:
    days = {dt.date(2026, 3, 5): 3, dt.date(2026, 4, 30): 1, dt.date(2026, 5, 1): 2}
    assert rounds.proposed(days, (4, 10)) == "2026-04"
    even = {dt.date(2026, 4, 1): 1, dt.date(2026, 5, 1): 1}
    assert rounds.proposed(even, (4, 10)) == "2026-10", "the later of two"
    assert rounds.proposed({}, (4, 10)) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("haastattelut_2026-04.xlsx", "2026-04"),
        ("haastattelut 202603.xlsx", "2026-04"),
        ("kysely 9.2026", "2026-10"),
        ("kysely 2025-10 ja 2026-04", ""),
        ("kysely 2026", ""),
        ("raportti-1202604.csv", ""),
    ],
)
def test_a_round_named_in_a_text(name: str, expected: str) -> None:
    assert rounds.named_in(name, (4, 10)) == expected
