"""The record of official projections: what is known of it, and its sum by years ahead."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from seutukuva import definitions
from seutukuva.projections import record
from seutukuva.projections.official import Vintage
from seutukuva.projections.record import Record
from tests.conftest import SHARED

MUNICIPAL = SHARED / "data" / "municipal"
TOTALS = MUNICIPAL / "no_telemark_projection_vintages_totals_2005-2026.csv.gz"
ACTUAL = MUNICIPAL / "no_telemark_population_07459_2007-2026.csv"

# What the projection of 2019 put above what happened by the end of 2025, in per cent.
OF_2019 = {
    "FI-KU729": -4.0,
    "FI-KU931": -3.4,
    "FI-KU226": 2.4,
    "FI-KU601": -0.8,
    "FI-KU216": 6.1,
    "FI-KU256": -2.1,
    "FI-KU265": -10.0,
    "FI-KU312": 7.4,
    "FI-SK138": -1.8,
    "FI-KU111": -1.1,
    "FI-KU081": 0.8,
    "FI-KU781": -2.4,
    "FI-KU240": 0.6,
    "FI-KU851": 0.8,
}


def held(
    projected: float, actual: float, *, area: str = "A", period: str = "2024", made: str = "2019"
) -> Record:
    vintage = Vintage("p", area, "population", made, "2018", "s", ())
    return record.held_against(vintage, period, projected, actual, "final")


def test_an_error_is_in_per_cent_of_what_happened() -> None:
    one = held(110, 100)
    assert (one.ahead, one.projected, one.actual, one.error_pct) == (6, 110, 100, 10)
    assert held(95, 100).error_pct == -5
    assert held(5, 0).error_pct is None


def test_a_summary_is_by_years_ahead() -> None:
    found = record.summary(
        [
            held(110, 100),
            held(94, 100, area="B"),
            held(101, 100, period="2020"),
            held(1, 0, period="2020", area="B"),
        ]
    )
    assert [(one.ahead, one.areas, one.records) for one in found] == [(2, 1, 1), (6, 2, 2)]
    assert found[1].mean_error == pytest.approx(2)
    assert found[1].mean_absolute_error == pytest.approx(8)
    assert record.summary([]) == ()


@pytest.mark.skipif(not TOTALS.exists(), reason="the Norwegian vintages are not here")
def test_thirteen_norwegian_vintages_have_the_known_record() -> None:
    found = {one.ahead: one for one in record.summary(norwegian(TOTALS, ACTUAL))}
    errors = {ahead: round(found[ahead].mean_absolute_error, 1) for ahead in (5, 10, 15)}
    assert errors == {5: 2.1, 10: 3.8, 15: 5.3}
    assert round(found[10].mean_error, 1) == 2.5, "more was projected than came"


def norwegian(totals: Path, actual: Path) -> list[Record]:
    """The main alternative of every vintage against what came."""
    with actual.open(encoding="utf-8", newline="") as handle:
        happened = {
            (row["region"], row["year"]): float(row["value"]) for row in csv.DictReader(handle)
        }
    projected: Counter[tuple[str, str, str]] = Counter()
    with gzip.open(totals, "rt", encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            # Names carry the years of their codes, and two municipalities were merged in 2020.
            name = re.sub(r" \((-|\d)[^)]*\)$", "", row["region"])
            name = "Midt-Telemark" if name in ("Bø (Telemark)", "Sauherad") else name
            if row["variant"] == "MMMM":
                projected[row["vintage"], name, row["year"]] += float(row["value"])
    return [
        record.held_against(
            Vintage("p", name, "population", made, made, "s", ()),
            year,
            value,
            happened[name, year],
            "final",
        )
        for (made, name, year), value in projected.items()
        if year > made and (name, year) in happened
    ]


@pytest.mark.slow
def test_the_projection_of_2019_has_the_known_record(starter: Path) -> None:
    found = record.records("population", list(OF_2019))
    of_2025 = [one for one in found if one.made == "2019" and one.period == "2025"]
    assert {one.area_id: round(one.error_pct or 0, 1) for one in of_2025} == OF_2019
    (region,) = [one for one in of_2025 if one.area_id == "FI-SK138"]
    assert (region.projected, region.actual, region.ahead) == (25917, 26387, 7)
    assert {(one.made, one.base) for one in found} == {("2012", "2011"), ("2019", "2018")}
    # Nothing was ahead in the year that was known, and nothing has come after 2025.
    assert {one.period for one in found} == {*map(str, range(2019, 2024)), "2025"}


@pytest.mark.slow
def test_every_municipality_is_held_against_its_own_area(starter: Path) -> None:
    areas = [
        one.id
        for one in definitions.load().areas.values()
        if one.kind == "municipality" and one.country == "FI" and not one.valid_to
    ]
    found = record.records("population", areas)
    of_2012 = {one.area_id: one for one in found if one.made == "2012"}
    assert len(of_2012) == 308
    # Kuopio took in Maaninka in 2015 and Juankoski in 2017: both were projected, too.
    assert abs(of_2012["FI-KU297"].error_pct or 99) < 5
    # Mäntyharju took in Pertunmaa in 2025.
    (merged,) = [
        one
        for one in found
        if one.area_id == "FI-KU507" and one.made == "2019" and one.period == "2025"
    ]
    assert abs(merged.error_pct or 99) < 5
    missed = {one.ahead: one for one in record.summary(one for one in found if one.made == "2019")}
    assert missed[7].areas == 308
    assert missed[1].mean_absolute_error < missed[7].mean_absolute_error
