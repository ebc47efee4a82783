"""Numbers, periods, dates and names in every language."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import formats

LANGUAGES = st.sampled_from(formats.LANGUAGES)
FIGURES = st.floats(allow_nan=False, allow_infinity=False, width=64)
KINDS = st.sampled_from(["year", "quarter", "month"])


def read_back(text: str, language: str) -> Decimal:
    """The number that a reader of the language reads."""
    thousands, decimal = (",", ".") if language == "en" else ("\u00a0", ",")
    plain = text.replace(thousands, "").replace(decimal, ".").replace("\u2212", "-")
    return Decimal(plain)


@pytest.mark.parametrize(
    ("value", "decimals", "language", "text"),
    [
        (1234567.891, 1, "fi", "1\u00a0234\u00a0567,9"),
        (1234567.891, 1, "sv", "1\u00a0234\u00a0567,9"),
        (1234567.891, 1, "nb", "1\u00a0234\u00a0567,9"),
        (1234567.891, 1, "en", "1,234,567.9"),
        (-40, 0, "fi", "\u221240"),
        (0.5, 0, "fi", "1"),
        (2.5, 0, "fi", "3"),
        (-2.5, 0, "fi", "\u22123"),
        (1.005, 2, "fi", "1,01"),  # what is written decides, not the binary fraction
        (-0.04, 1, "fi", "0,0"),
        (12345, -2, "fi", "12\u00a0300"),
        (1e300, 0, "en", "1" + ",000" * 100),
        (Decimal("0.125"), 2, "fi", "0,13"),
        (None, 1, "fi", ".."),
        (float("nan"), 1, "en", ".."),
        (pd.NA, 1, "en", ".."),
    ],
)
def test_number(value: float, decimals: int, language: str, text: str) -> None:
    assert formats.number(value, decimals, language) == text


@given(FIGURES, st.integers(0, 4), LANGUAGES, st.booleans())
def test_a_number_reads_back_as_the_rounded_number(
    value: float, decimals: int, language: str, signed: bool
) -> None:
    text = formats.number(value, decimals, language, signed=signed)
    assert read_back(text, language) == formats.rounded(value, decimals)
    assert abs(read_back(text, language) - Decimal(repr(value))) <= Decimal(10) ** -decimals / 2
    assert "-" not in text and " " not in text  # only the true minus and gaps that do not break


@given(FIGURES, st.integers(0, 3), LANGUAGES)
def test_signed_numbers_have_their_sign_and_zero_has_none(
    value: float, decimals: int, language: str
) -> None:
    text = formats.number(value, decimals, language, signed=True)
    figure = formats.rounded(value, decimals)
    expected = "+" if figure > 0 else "\u2212" if figure < 0 else ""
    assert text[0] == expected if expected else text[0] == "0"


def test_infinity_is_refused() -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        formats.number(math.inf, 1, "fi")


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf, pd.NA, np.float64("inf")])
def test_what_is_no_number_is_not_finite(value: object) -> None:
    assert formats.finite(value) is None


@pytest.mark.parametrize("value", [0, 2.5, np.int64(3), np.float32(0.5), Decimal("1.5")])
def test_numbers_of_any_make_are_finite(value: Any) -> None:
    found = formats.finite(value)
    assert type(found) is float and found == value


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="fi, sv, en, nb"):
        formats.number(1, 0, "de")


def test_units() -> None:
    assert formats.value_with_unit(12.34, 1, "%", "fi") == "12,3\u00a0%"
    assert formats.value_with_unit(12.34, 1, "%", "en") == "12.3%"
    assert formats.value_with_unit(8921, 0, "asukasta", "fi") == "8\u00a0921\u00a0asukasta"
    assert formats.value_with_unit(5, 0, "", "fi") == "5"
    assert formats.value_with_unit(None, 0, "asukasta", "fi") == ".."
    assert formats.percent(3.14, 1, "sv", signed=True) == "+3,1\u00a0%"


def test_change_has_a_sign_and_its_own_unit() -> None:
    assert formats.change(8990, 8921, 0, "asukasta", "fi") == "\u221269\u00a0asukasta"
    assert formats.change(60.04, 61.25, 1, "%", "fi") == "+1,3\u00a0%-yks."
    assert formats.change(60.0, 60.0, 1, "%", "sv") == "0,0\u00a0%-enh."
    assert formats.change(1, 2, 0, "%", "en") == "+1\u00a0pp"
    assert formats.change(None, 1, 1, "%", "fi") == ".."


SHORT = st.floats(-1e9, 1e9)


@given(SHORT, SHORT, st.integers(0, 3))
def test_change_agrees_with_the_two_numbers_shown(
    before: float, after: float, decimals: int
) -> None:
    shown = formats.rounded(after, decimals) - formats.rounded(before, decimals)
    assert read_back(formats.change(before, after, decimals), "fi") == shown


def test_relative_change_is_undefined_where_it_means_nothing() -> None:
    assert formats.relative_change(200, 150) == -25
    assert formats.relative_change(0, 5) is None
    assert formats.relative_change(-3, 5) is None
    assert formats.relative_change(None, 5) is None


def test_spans() -> None:
    assert formats.span(12.3, 15, 1, "fi") == "12,3–15,0"
    assert formats.span(12, 12, 0, "fi") == "12"
    assert formats.span(-5, -3, 0, "fi") == "\u22125\u00a0…\u00a0\u22123"


def test_every_status_has_its_own_mark_and_word() -> None:
    statuses = (*formats.VALUED, *formats.VALUELESS)
    assert len({formats.status_mark(status) for status in statuses}) == len(statuses)
    for language in formats.LANGUAGES:
        assert len({formats.status_word(status, language) for status in statuses}) == len(statuses)


def test_observations() -> None:
    assert formats.observation(8921, "preliminary", 0, "", "fi") == "8\u00a0921*"
    assert formats.observation(None, "confidential", 0, "%", "fi") == "..."
    assert formats.observation(None, "final", 0, "%", "fi") == ".."
    assert formats.observation(0, "final", 0, "%", "fi") == "0\u00a0%"


@pytest.mark.parametrize(
    ("period", "style", "fi", "sv", "en"),
    [
        ("2025", "long", "2025", "2025", "2025"),
        ("2024Q1", "long", "1. neljännes 2024", "1:a kvartalet 2024", "1st quarter of 2024"),
        ("2024Q3", "short", "2024/3", "2024 kv3", "2024 Q3"),
        ("2026M06", "long", "kesäkuu 2026", "juni 2026", "June 2026"),
        ("2026M01", "short", "tammi 2026", "jan. 2026", "Jan 2026"),
    ],
)
def test_periods(period: str, style: str, fi: str, sv: str, en: str) -> None:
    for language, text in {"fi": fi, "sv": sv, "en": en}.items():
        assert formats.period(period, language, style) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    "period", ["", "25", "2025Q5", "2025M13", "2025M1", "2025M00", "2025-01", "abcd", "٢٠٢٥"]
)
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match="period"):
        formats.period(period, "fi")


@given(st.integers(1, 9998), st.integers(0, 11), KINDS)
def test_periods_walk_back_and_forth(year: int, part: int, kind: str) -> None:
    per_year = {"year": 1, "quarter": 4, "month": 12}[kind]
    period = formats.period_at(year * per_year + part % per_year, kind)
    assert formats.period_kind(period) == kind
    assert formats.period_at(formats.period_index(period), kind) == period
    assert formats.previous_period(formats.next_period(period)) == period
    assert formats.period_start(period) < formats.period_start(formats.next_period(period))
    assert formats.period_start(period).year == year


def test_every_kind_of_period_fills_a_year() -> None:
    for period in ("2025", "2024Q1", "2026M06"):
        year = formats.periods_a_year(formats.period_kind(period))
        before = formats.same_period_last_year(period)
        assert formats.period_index(period) - formats.period_index(before) == year


def test_neighbouring_periods() -> None:
    assert formats.previous_period("2024Q1") == "2023Q4"
    assert formats.next_period("2026M12") == "2027M01"
    assert formats.same_period_last_year("2026M06") == "2025M06"
    assert formats.same_period_last_year("2025") == "2024"
    assert formats.period_start("2024Q4") == dt.date(2024, 10, 1)
    assert list(formats.periods_between("2023Q4", "2024Q2")) == ["2023Q4", "2024Q1", "2024Q2"]


@pytest.mark.parametrize("language", formats.LANGUAGES)
def test_months_are_those_of_cldr(language: str) -> None:
    names = get_month_names("wide", "stand-alone", language)
    short = get_month_names("abbreviated", "stand-alone", language)
    for month in range(1, 13):
        assert formats.month_name(month, language) == names[month]
        assert formats.month_name(month, language, "short").rstrip(".") == short[month].rstrip(".")


def test_dates() -> None:
    day = dt.date(2026, 11, 2)
    assert formats.date(day, "fi") == "2.11.2026"
    assert formats.date(day, "sv") == "2026-11-02"
    assert formats.date(day, "en") == "2 November 2026"
    assert formats.date("2026-11-22", "fi") == "22.11.2026"
    assert formats.date(pd.Timestamp("2026-11-22 10:00"), "fi") == "22.11.2026"
    assert formats.date(None, "fi") == formats.date(pd.NaT, "fi") == ""
    assert formats.moment(dt.datetime(2026, 11, 22, 9, 5), "fi") == "22.11.2026 klo 9.05"
    assert formats.moment("2026-11-22T14:05:00", "en") == "22 November 2026, 14:05"
    assert formats.moment(None, "fi") == ""


def test_age_groups() -> None:
    assert formats.age_group("18-64", "fi") == "18–64-vuotiaat"
    assert formats.age_group("15+", "sv") == "15 år och äldre"
    assert formats.age_group("0-17", "en") == "aged 0–17"
    assert formats.age_group("18-64", "nb") == "18–64 år"
    assert formats.age_group("", "fi") == ""


def ordered(language: str, *names: str) -> list[str]:
    return sorted(names, key=lambda name: formats.sort_key(name, language))


def test_names_sort_as_in_the_language() -> None:
    finnish = ["Aura", "Ypäjä", "Zürich", "Åbo", "Ähtäri", "Äänekoski", "Öja"]
    assert ordered("fi", *reversed(finnish)) == finnish
    assert ordered("sv", *reversed(finnish)) == finnish
    assert ordered("nb", "Åmli", "Østre Toten", "Ål", "Ærø", "Asker") == [
        *("Asker", "Ærø", "Østre Toten", "Ål", "Åmli")
    ]
    assert ordered("en", "Åland", "Akaa", "Alavus") == ["Akaa", "Åland", "Alavus"]
    assert ordered("fi", "kemi", "Kemi", "Kemijärvi") == ["Kemi", "kemi", "Kemijärvi"]
    assert ordered("fi", "Koskimaa", "Koski Tl") == ["Koski Tl", "Koskimaa"]


@given(st.lists(st.text(), max_size=8), LANGUAGES)
def test_any_text_can_be_sorted(names: list[str], language: str) -> None:
    assert sorted(ordered(language, *names)) == sorted(names)


@pytest.mark.parametrize(
    ("number", "letters"), [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16_384, "XFD")]
)
def test_columns_are_named_as_spreadsheets_name_them(number: int, letters: str) -> None:
    assert formats.column_letters(number) == letters
