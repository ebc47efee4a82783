"""Facts of a file: a running number stays as it is, a telephone number beside it goes."""

from __future__ import annotations

import pyarrow as pa
import pytest

from etl.interviews.free_text.cleaning import Cleaning
from seutukuva.interviews.redacted import MARKS
from tests.etl.interviews.sheets import checked, good


@pytest.fixture(scope="module")
def cleaning() -> Cleaning:
    case, _found = checked([good()])
    return Cleaning(case, frozenset())


@pytest.mark.parametrize("code", ["V0000001", "V0099999", "0046123", "2077474-0", "A-12", "17"])
def test_a_running_number_stays(cleaning: Cleaning, code: str) -> None:
    assert cleaning.facts(pa.array([code]), "response_id").to_pylist() == [code]


@pytest.mark.parametrize("text", ["V0401234567", "0401234567", "00358401234567", "+358 40 1234567"])
def test_a_telephone_number_in_its_place_goes(cleaning: Cleaning, text: str) -> None:
    (told,) = cleaning.facts(pa.array([text]), "response_id").to_pylist()
    assert MARKS["phone"] in told and "1234567" not in told
