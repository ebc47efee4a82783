"""Business IDs as people and spreadsheets write them."""

from __future__ import annotations

import random

import pytest
from stdnum.fi import ytunnus

from etl.interviews.values import business_id
from etl.interviews.values.business_id import OF_CHECK_DIGIT, OF_DATE, OF_FORM, PADDED, ZERO_LOST

# Numbers that public registers print.
VALID = ("2077474-0", "1074350-2", "1046216-1", "0109862-8", "0116323-1")


@pytest.mark.parametrize("text", VALID)
def test_a_number_of_the_register_stays_as_it_is(text: str) -> None:
    assert business_id.read(text) == (text, "")


@pytest.mark.parametrize(
    "text",
    [
        "20774740",
        "FI20774740",
        "fi 20774740",
        "FI2077474-0",
        " 2077474-0 ",
        "2077474 - 0",
        "2077474\u20130",
        "2077474\u00a0\u2212 0",
        "2 077 474-0",
    ],
)
def test_other_ways_of_writing_it(text: str) -> None:
    assert business_id.read(text) == ("2077474-0", "")


def test_a_wrong_check_digit() -> None:
    assert business_id.read("2077474-1") == ("", OF_CHECK_DIGIT)
    assert business_id.read("FI20774741") == ("", OF_CHECK_DIGIT)


def test_a_six_digit_number_gets_its_zero() -> None:
    assert business_id.read("109862-8") == ("0109862-8", PADDED)
    assert business_id.read("109862-7") == ("", OF_CHECK_DIGIT)


def test_a_zero_that_the_spreadsheet_dropped_is_put_back_with_a_warning() -> None:
    assert business_id.read("1098628", 2) == ("0109862-8", ZERO_LOST)


def test_seven_digits_without_a_check_digit_are_not_guessed() -> None:
    assert business_id.read("1074350") == ("", OF_FORM)


@pytest.mark.parametrize("text", ["abc", "12345", "123456789", "2077474-O", "½077474-0", "-"])
def test_what_is_no_business_id(text: str) -> None:
    assert business_id.read(text) == ("", OF_FORM)


def test_what_excel_has_made_a_date_of() -> None:
    assert business_id.read("2077-04-01") == ("", OF_DATE)
    assert business_id.read("2077474", 3) == ("", OF_DATE)


def test_it_says_what_the_library_says() -> None:
    draw = random.Random(4)
    for _one in range(3_000):
        text = f"{draw.randrange(10**7):07d}-{draw.randrange(10)}"
        assert bool(business_id.read(text).id) == ytunnus.is_valid(text), text


def test_the_programmes_country_decides() -> None:
    assert business_id.read("923 609 016", country="NO").id == "923 609 016"
    assert business_id.read("923609017", country="NO").remark == OF_CHECK_DIGIT
    assert business_id.read("5560360793", country="SE").id == "556036-0793"
    assert business_id.read("yhtiö", country="SE").remark == OF_FORM
