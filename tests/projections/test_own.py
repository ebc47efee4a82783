"""Own projections as they are read: complete, or with a reason, or told to be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import forecasting, store
from seutukuva.errors import MissingData, MissingProjections
from seutukuva.projections import official, own, pools, record
from tests import tiny_version

pytestmark = pytest.mark.slow


def test_a_series_with_figures_has_a_projection(starter: Path) -> None:
    found = own.projection("population", "FI-KU729")
    assert found is not None
    assert (found.indicator_id, found.area_id, found.reason) == ("population", "FI-KU729", "")
    assert (found.origin, found.first, found.pool) == ("2025", "1972", "5000_10000")
    assert found.method in forecasting.METHODS and found.method != forecasting.NAIVE
    assert [one.period for one in found.points] == [str(2026 + n) for n in range(found.shown)]
    for one in found.points:
        assert one.low95 <= one.low80 <= one.value <= one.high80 <= one.high95
        assert one.naive == 8763
    assert found.figures == 53 and found.origins > 20, "1972 to 2025 without 2024"
    assert found.mase and found.mase_naive and found.gain
    assert found.gain == pytest.approx(1 - found.mase / found.mase_naive) and found.gain > 0


def test_a_series_that_carries_none_says_why(starter: Path) -> None:
    found = own.projection("jobs", "FI-KU729")
    assert found is not None
    assert (found.reason, found.method, found.shown, found.points) == ("stale", "", 0, ())
    assert found.gain is None
    assert own.projection("population", "FI-KU999") is None
    assert own.projection("population_projection_2019", "FI-KU729") is None


def test_an_area_has_all_its_series_in_one_question(starter: Path) -> None:
    found = own.of_area("FI-SK138")
    assert len(found) > 40 and {one.area_id for one in found} == {"FI-SK138"}
    ids = [one.indicator_id for one in found]
    assert ids == sorted(set(ids))
    assert {one.reason for one in found} <= {"", pools.ABOLISHED, *forecasting.REASONS}
    assert all(len(one.points) == one.shown for one in found)
    assert {one.pool for one in found} == {pools.LARGER_AREAS}


def test_the_test_of_a_size_class_is_read_by_period(starter: Path) -> None:
    found = own.skill("population", "5000_10000")
    assert [one.horizon for one in found] == list(range(1, len(found) + 1)) and len(found) > 4
    assert all(one.mase < one.mase_naive and one.errors > 0 for one in found[:5])
    assert all(0 < (one.coverage80 or 0) <= (one.coverage95 or 0) <= 1 for one in found[:5])
    assert own.skill("land_area", "5000_10000") == ()


def test_an_older_version_says_that_it_has_none(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tiny_version.publish(tmp_path)))
    with pytest.raises(MissingProjections, match="before projections were calculated") as caught:
        own.projection("population", "FI-KU729")
    assert store.current_version().id in str(caught.value)
    with pytest.raises(MissingProjections):
        own.of_area("FI-KU729")
    with pytest.raises(MissingProjections):
        own.skill("population", "5000_10000")


def test_nothing_published_is_said_in_its_own_way(nothing_published: Path) -> None:
    for ask in (
        lambda: own.projection("population", "FI-KU729"),
        lambda: official.vintages("population", "FI-KU729"),
        lambda: record.records("population", ["FI-KU729"]),
    ):
        with pytest.raises(MissingData) as caught:
            ask()
        assert not isinstance(caught.value, MissingProjections)
