"""Led on from its ages of an earlier year a town comes nearer to what it became."""

from __future__ import annotations

import json

import numpy as np
import pytest

from seutukuva import cohorts
from seutukuva.cohorts import preparing
from seutukuva.cohorts.known import Known
from seutukuva.cohorts.preparing import Prepared
from seutukuva.cohorts.stepping import Floats
from tests.cohorts import made
from tests.conftest import SHARED

FILE = SHARED / "data" / "pxweb" / "statfin_11re_ages_one_area_data_px-json.json"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the recorded ages are not here")
AHEAD = 10


@pytest.fixture(scope="module")
def kangasala() -> dict[int, Floats]:
    """Inhabitants of Kangasala by single years of age at the end of 1972–2023."""
    found: dict[int, Floats] = {}
    for row in json.loads(FILE.read_text("utf-8"))["data"]:
        _area, age, _sex, year = row["key"]
        if age != "SSS":
            ages = found.setdefault(int(year), np.zeros((1, 101)))
            ages[0, int(age.rstrip("-"))] = float(row["values"][0])
    return found


@pytest.mark.parametrize("base", [1995, 2000, 2003, 2013])
def test_cohorts_beat_standing_still(kangasala: dict[int, Floats], base: int) -> None:
    before = {year: people for year, people in kangasala.items() if year <= base}
    born = {year: float(people[0, 0]) for year, people in before.items()}
    known = Known("FI-KU211", observed=before, births=born)
    found = preparing.prepared(known, [], made.country(), made.DEMOGRAPHY)
    assert isinstance(found, Prepared)
    course = preparing.together([found], cohorts.Levers(), AHEAD, cohorts.CENTRAL)
    came = kangasala[base + AHEAD]
    then, now = course.people[-1], kangasala[base]
    assert abs(then.sum() - came.sum()) < abs(now.sum() - came.sum())
    assert np.abs(then - came).sum() < 0.9 * np.abs(now - came).sum()
    starting = cohorts.results(course).school[1:6]
    started = [kangasala[base + ahead][0, 7] for ahead in range(1, 6)]
    assert starting.sum() == pytest.approx(sum(started), rel=0.06)
