"""A decision as it is typed: what must agree before it is kept for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from seutukuva import definitions, texts
from seutukuva.development import entering
from seutukuva.errors import InvalidRecord

KIND = definitions.load().kinds["kpi_target"]
TYPED = {
    "kpi": "jobs",
    "area": "FI-SK138",
    "baseline": 9489.0,
    "baseline_period": "2015",
    "target": 10000.0,
    "target_period": "4/2030",
    "decided_on": "1.6.2026",
}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def completed(**typed: Any) -> dict[str, Any]:
    return entering.completed(TYPED | typed, KIND, "A2", {"jobs"}, dt.date(2026, 6, 1))


def test_years_and_months_are_kept_in_one_spelling_for_its_own_area() -> None:
    found = completed()
    assert (found["baseline_period"], found["target_period"]) == ("2015", "2030-04")
    assert found["development_area"] == "A2"
    assert completed(target_period="huhtikuu 2030")["target_period"] == "2030-04"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"target_period": "2015"}, "target_period", "not later"),
        ({"target_period": "2014-12"}, "target_period", "not later"),
        ({"baseline_period": "round 4"}, "baseline_period", "neither a year nor a month"),
        ({"target_period": "31.12.2030"}, "target_period", "neither a year nor a month"),
        ({"decided_on": "2.6.2026"}, "decided_on", "yet to come"),
        ({"kpi": "population"}, "kpi", "none of the development area"),
    ],
)
def test_what_does_not_agree_is_refused(typed: dict[str, str], field: str, said: str) -> None:
    with pytest.raises(InvalidRecord, match=said) as refused:
        completed(**typed)
    assert [name for name, _text in refused.value.problems] == [field]


def test_what_is_missing_or_no_day_is_said_where_it_is_stored() -> None:
    found = completed(kpi="", target_period="", decided_on="someday")
    assert (found["kpi"], found["target_period"]) == ("", "")
