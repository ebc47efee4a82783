"""Location quotients: reference values, few jobs, and what cannot be related."""

from __future__ import annotations

import pytest

from seutukuva.economy.quotients import FEW_JOBS, location_quotient, quotients
from seutukuva.economy.undefined import Number, Undefined


def test_reference_value() -> None:
    found = location_quotient(1714, 79006, 879213, 15593224)
    assert found == pytest.approx(0.384762342301, abs=5e-13)


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ((0, 10, 5, 100), 0.0),
        ((1, 10, 0, 100), Undefined.NOT_THERE),
        ((0, 10, 0, 100), Undefined.NOTHING),
        ((0, 0, 5, 100), Undefined.NOTHING),
        ((1, 10, 0, 0), Undefined.NOTHING),
        ((None, 10, 5, 100), Undefined.MISSING),
        ((1, 10, float("nan"), 100), Undefined.MISSING),
        ((-1, 10, 5, 100), Undefined.MISSING),
    ],
)
def test_what_cannot_be_related_says_why(
    figures: tuple[float | None, float | None, float | None, float | None], found: Number
) -> None:
    assert location_quotient(*figures) == found


def test_each_industry_tells_how_many_jobs_stand_behind() -> None:
    found = quotients({"A": 20, "B": FEW_JOBS, "C": 50}, {"A": 100, "B": 100, "C": 200})
    assert [one.value for one in found.values()] == pytest.approx([0.8, 1.2, 1.0])
    assert [one.is_small for one in found.values()] == [True, False, False]


def test_an_industry_unknown_elsewhere_has_no_quotient() -> None:
    found = quotients({"A": 20, "B": 30}, {"A": 100})
    assert found["B"].value is Undefined.MISSING and found["A"].value == pytest.approx(0.4)
