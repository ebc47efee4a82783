"""What the pages ask of the store, put together."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import definitions, picture, profile, verdicts

FOUND = definitions.load()
OWN = "FI-KU729"


def test_the_mean_of_a_share_is_the_share_of_its_years_together(starter: Path) -> None:
    indicator = FOUND.indicators["employed_in_home_municipality_share"]
    known = picture.courses([indicator], [OWN])
    rows = known.series(OWN, indicator.id)
    of = profile.denominators_of(indicator, OWN, known)
    shares = {str(row["period"]): float(row["value"]) for row in rows}
    found = picture.rolling_means(OWN, indicator, rows)
    assert found
    for one in found:
        years = [str(int(one["period"]) - back) for back in range(3)]
        pooled = sum(shares[year] * of[year] for year in years) / sum(of[year] for year in years)
        assert one["value"] == pytest.approx(pooled)
    plain = [one["value"] for one in verdicts.rolling(rows)]
    assert [one["value"] for one in found] != pytest.approx(plain, abs=1e-3)


def test_the_mean_of_what_is_no_share_is_that_of_its_figures(starter: Path) -> None:
    indicator = FOUND.indicators["jobs"]
    rows = picture.courses([indicator], [OWN]).series(OWN, indicator.id)
    assert picture.rolling_means(OWN, indicator, rows) == verdicts.rolling(rows) != []
