"""Numbers as people type them, Finnish and English; what can be read in two ways is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.formats import LANGUAGES, number, typed_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        (" 7 ", 7),
        ("0", 0),
        ("-3,25", -3.25),
        ("\N{MINUS SIGN}5", -5),
        ("+4", 4),
        ("1 234,5", 1234.5),
        ("1\N{NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567", 1234567),
        ("1 234.50", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("194 225 €", 194225),
        ("12,5 %", 12.5),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, value: float) -> None:
    found = typed_numbers.read(text)
    assert found == value and isinstance(found, type(value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "1,2,3",
        "12 34",
        "1 2345",
        "1.234.56",
        "1,234 567",
        "5-9",
        "1e308",
        "٣",
        "5²",
        "9" * 61,
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        typed_numbers.read(text)
    assert not isinstance(caught.value, typed_numbers.TwoWays)


@pytest.mark.parametrize("text", ["1.234", "1,234", " 1,234 €"])
def test_what_can_be_read_in_two_ways_is_never_guessed(text: str) -> None:
    with pytest.raises(typed_numbers.TwoWays) as caught:
        typed_numbers.read(text)
    assert (caught.value.large, caught.value.small) == (1234, 1.234)


@given(
    st.one_of(
        st.integers(-(10**12), 10**12),
        st.floats(-1e12, 1e12).map(lambda value: round(value, 6)),
        st.integers(-(10**6), 10**6).map(lambda value: value / 1000),
    ),
    st.sampled_from(LANGUAGES),
)
def test_what_a_field_shows_is_read_as_the_same_number(value: float, language: str) -> None:
    assert typed_numbers.read(typed_numbers.typed(value, language)) == pytest.approx(value)


@given(st.integers(-(10**12), 10**12), st.sampled_from(LANGUAGES))
def test_what_the_pages_write_is_read(value: int, language: str) -> None:
    try:
        assert typed_numbers.read(number(value, 1, language)) == value
    except typed_numbers.TwoWays as two:
        raise AssertionError("a page writes what can be read in two ways") from two
