"""Numbers and days as people type them."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.interviews.values import days, numbers

pytestmark = pytest.mark.slow

READ = {
    "4695,70": 4695.7,
    "4 695,70": 4695.7,
    "4\u00a0695,70": 4695.7,
    "4\u202f695,70": 4695.7,
    "4.695,70": 4695.7,
    "4,695.70": 4695.7,
    "4'695.70": 4695.7,
    "1 234 567": 1_234_567,
    "1.000.000": 1e6,
    "1,000,000": 1e6,
    "+5": 5,
    "−5": -5,
    "- 5": None,
    "12 hlö": 12,
    "3 v": 3,
    "5 %": 5,
    "3 000 €": 3000,
    "€500": 500,
    "5,-": 5,
    "1e5": 1e5,
    "1,5E+3": 1500,
    "~62k": 62_000,
    "1,5 milj. €": 1_500_000,
    "5 m": 5,
    "0,500": 0.5,
    "5500 (tai 6900 jos osuu on-call -viikko kuukaudelle)": 5500,
    "78000 + optiot": 78_000,
    "160000 (sis ALV 24%)": 160_000,
    # No number, or more than one.
    "noin viisi": None,
    "Optiot": None,
    "2600*12,5": None,
    "186000 ALV24%": None,
    "100%, mutta 1 vapaapäivä": None,
    "9.11.2020": None,
    "2020-11-09": None,
    "12.34.5": None,
    "1 23": None,
    "1,2,3": None,
    "": None,
    "-": None,
    "nan": None,
    "inf": None,
    "1e999": None,
    "9" * 400: None,
}


@pytest.mark.parametrize("text", READ)
def test_a_number_is_read_as_it_was_meant(text: str) -> None:
    assert numbers.read(text).number == READ[text]


@pytest.mark.parametrize(
    ("text", "number", "low", "high", "note"),
    [
        ("2000-3400", 2700, 2000, 3400, numbers.RANGE),
        ("15 000 – 20 000 €", 17_500, 15_000, 20_000, numbers.RANGE),
        ("60-70k", 65_000, 60_000, 70_000, numbers.RANGE),
        ("2 tai 3", 2.5, 2, 3, numbers.RANGE),
        ("7500+", 7500, 7500, None, numbers.AT_LEAST),
        ("yli 250", 250, 250, None, numbers.AT_LEAST),
        ("250 tai enemmän", 250, 250, None, numbers.AT_LEAST),
        ("alle 5", 5, None, 5, numbers.AT_MOST),
        ("n. 5", 5, None, None, numbers.APPROXIMATE),
        ("~80000", 80_000, None, None, numbers.APPROXIMATE),
        ("3 hlö", 3, None, None, numbers.REMARK),
        ("5 %", 5, None, None, numbers.PERCENT),
    ],
)
def test_what_was_decided_is_noted(
    text: str, number: float, low: float | None, high: float | None, note: str
) -> None:
    found = numbers.read(text)
    assert (found.number, found.low, found.high) == (number, low, high)
    assert note in found.notes


def test_a_range_that_goes_down_is_none() -> None:
    assert numbers.read("3400-2000") is numbers.UNREADABLE


def test_one_doubtful_mark_is_decided_by_the_column() -> None:
    assert numbers.decimal_mark(["4.500", "3,5"]) == ","
    assert numbers.decimal_mark(["4.500", "9.25", "1,234"]) == "."
    assert numbers.decimal_mark(["4.500", "1,234", "7"]) == ""
    assert numbers.decimal_mark(["9.25", "3,5"]) == ""
    assert numbers.read("4.500", ",").number == 4500
    assert numbers.read("4.500", ".").number == 4.5
    assert numbers.read("4,500", ".").number == 4500
    assert numbers.read("4,500", ",").number == 4.5
    assert numbers.AMBIGUOUS in numbers.read("4.500").notes
    assert numbers.AMBIGUOUS not in numbers.read("4.50").notes


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("5–9", (5, 9)),
        ("5-9 henkilöä", (5, 9)),
        ("250+", (250, None)),
        ("yli 55 v", (56, None)),
        ("> 55v", (56, None)),
        (">= 55", (55, None)),
        ("alle 5", (None, 4)),
        ("7", None),
        ("Muu", None),
    ],
)
def test_a_class_is_known_by_its_bounds(text: str, bounds: tuple | None) -> None:
    assert numbers.bounds(text) == bounds


WHOLE = st.integers(-(10**12), 10**12)


@given(WHOLE, st.integers(0, 99), st.sampled_from([" ", "\u00a0", "\u202f", "'", ".", ""]))
def test_whatever_stands_between_thousands(whole: int, cents: int, between: str) -> None:
    text = f"{whole:,}".replace(",", between) + f",{cents:02d}"
    expected = math.copysign(abs(whole) + cents / 100, whole if whole else 1)
    assert numbers.read(text, ",").number == pytest.approx(expected)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = numbers.read(text)
    assert found.number is None or math.isfinite(found.number)


@given(st.lists(st.text("0123456789 ,.+-€%nk'\u00a0", max_size=12), max_size=20, unique=True))
def test_a_column_is_read_as_its_cells_one_by_one(texts: list[str]) -> None:
    for mark in (",", ".", ""):
        values, readings = numbers.read_all(pa.array(texts, pa.string()), mark)
        for at, text in enumerate(texts):
            alone = numbers.read(text, mark)
            assert np.isnan(values[at]) == (alone.number is None), (text, mark)
            if alone.number is not None:
                assert values[at] == pytest.approx(alone.number), (text, mark)
                assert readings.get(at, numbers.Reading(0)).notes == alone.notes, (text, mark)


DAYS = {
    "2020-11-09": "2020-11-09",
    "2020-11-09T13:00:00.123": "2020-11-09",
    "2020-11-09 13:00:00": "2020-11-09",
    "9.11.2020": "2020-11-09",
    "9.11.2020 13:00": "2020-11-09",
    "9. 11. 2020 klo 13.00": "2020-11-09",
    "09.11.20": "2020-11-09",
    "25/11/2020": "2020-11-25",
    "11/25/2020": "2020-11-25",
    "20201109": "2020-11-09",
    "44144": "2020-11-09",
    "44144.541667": "2020-11-09",
    "31.2.2020": None,
    "eilen": None,
    "7": None,
    "2020": None,
    "99999": None,
}


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_as_it_was_meant(text: str) -> None:
    assert days.read(text).day == DAYS[text]
    shown, _notes = days.read_all(pa.array([text]), "")
    assert shown.to_pylist() == [DAYS[text]]


def test_the_order_of_day_and_month_is_decided_by_the_column() -> None:
    assert days.order(["3/4/2020", "11/25/2020"]) == days.MONTH_ORDER
    assert days.order(["3/4/2020", "25/11/2020"]) == days.DAY_ORDER
    assert days.order(["3/4/2020", "25/11/2020", "11/25/2020"]) == ""
    assert days.order(["3/4/2020", "9.11.2020"]) == ""
    assert days.read("3/4/2020", days.MONTH_ORDER) == days.Reading(
        "2020-03-04", (days.MONTH_FIRST,)
    )
    assert days.read("3/4/2020", days.DAY_ORDER) == days.Reading("2020-04-03")
    assert days.read("3/4/2020").notes == (days.AMBIGUOUS,)
    assert days.read("44144").notes == (days.SERIAL,)


@given(st.dates(dt.date(1955, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_in_every_writing(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    for text in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y} 08:15",
        f"{day:%Y%m%d}",
        str(serial),
    ):
        assert days.read(text).day == day.isoformat(), text
