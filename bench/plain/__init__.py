"""The area profile as an analyst would write it in an afternoon: Streamlit and pandas over CSV."""

from __future__ import annotations

from pathlib import Path

import duckdb

SCRIPT = Path(__file__).with_name("app.py")
TABLES = {
    "observations": """
        select indicator_id, area_id, period, value, status from fct_observation
    """,
    "indicators": """
        select indicator_id, theme_id, title_fi as title, unit_fi as unit, decimals
        from dim_indicator order by theme_order, indicator_order
    """,
    "areas": """
        select
            area_id, kind, country, subregion_id,
            name_fi || case when kind = 'subregion' then ', seutukunta' else '' end as name
        from dim_area
        where country = 'FI' and area_id in (select area_id from fct_observation)
        order by kind, name_fi
    """,
    "ages": "select area_id, period, age, sex, value from fct_breakdown",
}


def write_tables(version: Path, folder: Path) -> None:
    """The figures of a published version as CSV files, which `app.py` reads where it runs."""
    with duckdb.connect(str(version), read_only=True) as connection:
        for name, query in TABLES.items():
            connection.sql(query).write_csv(str(folder / f"{name}.csv"))
