"""Shares and their bases: value × base ÷ factor is a believable number of people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl import asking
from etl.build import opened
from seutukuva import definitions

FOUND = definitions.load()
RATES = [one for one in FOUND.indicators.values() if one.rate]
# Bases that have no figures at the time and place of the share in what comes with the program.
PAIRS = """
    select share.area_id, share.period, share.value, base.value as base
    from fct_observation as share
    inner join fct_observation as base
        on base.indicator_id = $base and base.area_id = share.area_id
        and base.period = share.period
    where share.indicator_id = $share and share.value is not null and base.value is not null
    order by share.area_id, share.period
"""
# Shares whose numerator is an indicator, too: (share, numerator, rounding of the share).
COUNTED = [
    ("tertiary_share", "tertiary_degree_holders"),
    ("upper_secondary_or_higher_share", "degree_holders"),
    ("employed_in_home_municipality_share", "employed_in_home_municipality"),
    ("unemployment_share", "unemployed_jobseekers"),
]


@pytest.fixture
def con(starter: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(asking.published_file()[1]) as found:
        yield found


@pytest.mark.parametrize("indicator", RATES, ids=lambda one: one.id)
def test_a_share_is_a_part_of_its_base(
    con: duckdb.DuckDBPyConnection, indicator: definitions.Indicator
) -> None:
    rate = indicator.rate
    assert rate is not None
    rows = con.execute(PAIRS, {"share": indicator.id, "base": rate.denominator}).fetchall()
    assert rows, f"{rate.denominator} is never there with {indicator.id}"
    for area, period, value, base in rows:
        count = value * base / rate.factor
        assert 0 <= count <= base, f"{indicator.id} {area} {period}: {count} of {base}"


@pytest.mark.parametrize(("share", "numerator"), COUNTED)
def test_value_times_base_is_the_published_count(
    con: duckdb.DuckDBPyConnection, share: str, numerator: str
) -> None:
    indicator = FOUND.indicators[share]
    assert indicator.rate is not None
    rows = con.execute(PAIRS, {"share": share, "base": indicator.rate.denominator}).fetchall()
    counts = dict(
        ((area, period), value)
        for area, period, value in con.execute(
            "select area_id, period, value from fct_observation where indicator_id = ?"
            " and value is not null",
            [numerator],
        ).fetchall()
    )
    both = [row for row in rows if (row[0], row[1]) in counts]
    assert both
    for area, period, value, base in both:
        rounding = 0.5 * 10**-indicator.decimals * base / indicator.rate.factor
        off = abs(value * base / indicator.rate.factor - counts[area, period])
        assert off <= rounding + 0.5, f"{share} {area} {period}: off by {off}"


@pytest.mark.parametrize(
    ("share", "area", "period", "count", "source"),
    [
        # Table 14ww gives the numbers of persons, too; they are no indicators.
        ("low_income_rate", "FI-SSS", "2024", 782_338, "14ww, rpt_henkilo"),
        ("child_low_income_rate", "FI-SSS", "2024", 137_448, "14ww, rpt_lapsi"),
    ],
)
def test_counts_that_the_producer_gives_beside_the_share(
    con: duckdb.DuckDBPyConnection, share: str, area: str, period: str, count: int, source: str
) -> None:
    rate = FOUND.indicators[share].rate
    assert rate is not None
    rows = con.execute(PAIRS, {"share": share, "base": rate.denominator}).fetchall()
    (found,) = [(row[2], row[3]) for row in rows if (row[0], row[1]) == (area, period)]
    value, base = found
    assert abs(value * base / rate.factor - count) <= 0.05 * base / rate.factor + 0.5, source
