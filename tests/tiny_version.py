"""A published version of a few made-up figures, for tests that only need its shape."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb

VERSION = "2026-10-01.1"
TABLES = """
create table build_info (version varchar, built_at timestamp, mode varchar, code_revision varchar,
    definitions_hash varchar, program_version varchar);
create table dim_area (area_id varchar, kind varchar, country varchar, area_code varchar,
    name_fi varchar, name_sv varchar, name_en varchar, name_nb varchar, subregion_id varchar,
    region_id varchar, country_id varchar, valid_from varchar, valid_to varchar,
    population double, sort_fi integer);
create table dim_indicator (indicator_id varchar, theme_id varchar, theme_order integer,
    indicator_order integer, title_fi varchar, title_sv varchar, title_en varchar, title_nb varchar,
    unit_fi varchar, unit_sv varchar, unit_en varchar, unit_nb varchar, decimals integer,
    polarity varchar, period_kind varchar, age_base varchar, display varchar, aggregation varchar,
    source_id varchar, latest_period varchar, first_period varchar, area_count bigint,
    observation_count bigint);
create table dim_source (source_id varchar, title_fi varchar, title_sv varchar, title_en varchar,
    title_nb varchar, producer_fi varchar, producer_sv varchar, producer_en varchar,
    producer_nb varchar, connector varchar, url varchar,
    table_name varchar, page varchar, licence varchar, licence_url varchar, rhythm varchar,
    next_release date, producer_updated timestamp, fetched_at timestamp, checked_at timestamp,
    origin varchar, last_error varchar, last_error_at timestamp);
create table dim_area_history (date date, kind varchar, area_id varchar, predecessor_id varchar,
    predecessor_name varchar, text_fi varchar, text_sv varchar, text_en varchar, text_nb varchar,
    source varchar);
create table fct_observation (indicator_id varchar, area_id varchar, period varchar,
    period_start date, value double, status varchar, origin varchar, snapshot_id varchar);
create table raw_snapshot (snapshot_id varchar, source_id varchar);
create table geo_layer (layer_id varchar, division_year integer, file varchar, sha256 varchar,
    source_id varchar, fetched_at timestamp);
"""
ROWS = """
insert into build_info values ('2026-10-01.1', '2026-10-01 06:00:00', 'fetched', 'abc', 'def', '1');
insert into dim_area values
    ('FI-KU729', 'municipality', 'FI', 'KU729', 'Saarijärvi', 'Saarijärvi', 'Saarijärvi',
     'Saarijärvi', 'FI-SK138', 'FI-MK13', 'FI-SSS', '', '', 9000, 2),
    ('FI-KU601', 'municipality', 'FI', 'KU601', 'Pihtipudas', 'Pihtipudas', 'Pihtipudas',
     'Pihtipudas', 'FI-SK138', 'FI-MK13', 'FI-SSS', '', '', 3700, 1),
    ('FI-SK138', 'subregion', 'FI', 'SK138', 'Saarijärven–Viitasaaren seutu', 'x', 'y', 'z',
     null, 'FI-MK13', 'FI-SSS', null, null, null, 3),
    ('SE-KU2583', 'municipality', 'SE', '2583', '=HYPERLINK("x")', 'Haparanda', 'Haparanda',
     'Haparanda', null, null, 'SE-SSS', null, null, 9000, 4);
insert into dim_indicator values
    ('population', 'population', 1, 1, 'Väkiluku', 'Folkmängd', 'Population', 'Folketall',
     'henkilöä', 'personer', 'persons', 'personer', 0, 'none', 'year', '', 'level', 'sum',
     'statfin_11re', '2025', '2023', 4, 8),
    ('withdrawn_rate', 'employment', 2, 1, '+Osuus', 'Andel', 'Rate', 'Andel', '%', '%', '%', '%',
     1, 'up', 'month', '18-64', 'level', 'none', 'unknown_source', '2026M02', '2026M01', 2, 4);
insert into dim_source values
    ('statfin_11re', 'Väestö', 'Befolkning', 'Population', 'Befolkning', 'Tilastokeskus',
     'Statistikcentralen', 'Statistics Finland', 'Statistikcentralen', 'pxweb',
     'https://pxdata.stat.fi', 'vaerak/11re', 'https://stat.fi',
     'CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/', 'yearly', '2027-03-31',
     '2026-03-31 05:00:00', '2026-10-01 05:00:00', '2026-10-01 05:00:00', 'fetched', null, null),
    ('unknown_source', 'a', 'b', 'c', 'd', 'P', 'P', 'P', 'P', 'pxweb', 'https://x', 't', 'https://x',
     'CC0 1.0', 'https://creativecommons.org/publicdomain/zero/1.0/', 'monthly', null, null,
     null, null, 'starter', null, null);
insert into dim_area_history values
    ('2009-01-01', 'merger', 'FI-KU729', 'FI-KU633', 'Pylkönmäki', 'Liittyi', 'Gick samman',
     'Joined', 'Ble slått sammen', 'Tilastokeskus');
insert into raw_snapshot values ('s', 'statfin_11re');
insert into fct_observation values
    ('population', 'FI-KU601', '2023', '2023-01-01', 3800, 'final', 'published', 's'),
    ('population', 'FI-KU601', '2024', '2024-01-01', 3750, 'break', 'published', 's'),
    ('population', 'FI-KU601', '2025', '2025-01-01', 3700.5, 'preliminary', 'published', 's'),
    ('population', 'FI-KU729', '2023', '2023-01-01', -9100, 'final', 'published', 's'),
    ('population', 'FI-KU729', '2025', '2025-01-01', null, 'confidential', 'published', 's'),
    ('population', 'FI-SK138', '2025', '2025-01-01', 12700, 'final', 'computed', 's'),
    ('population', 'SE-KU2583', '2024', '2024-01-01', 9000, 'final', 'published', 's'),
    ('population', 'SE-KU2583', '2025', '2025-01-01', null, 'missing', 'published', 's'),
    ('withdrawn_rate', 'FI-KU729', '2026M01', '2026-01-01', 9.1, 'final', 'published', 's'),
    ('withdrawn_rate', 'FI-KU729', '2026M02', '2026-02-01', 9.3, 'estimated', 'published', 's'),
    ('withdrawn_rate', 'FI-KU601', '2026M01', '2026-01-01', 8, 'final', 'published', 's'),
    ('withdrawn_rate', 'FI-KU601', '2026M02', '2026-02-01', null, 'not_applicable', 'published',
     's');
"""
BORDERS = json.dumps({"type": "FeatureCollection", "features": [], "filler": "x" * 4000}).encode()
BORDERS_FILE = f"municipalities-2026-{hashlib.sha256(BORDERS).hexdigest()[:8]}.geojson"
UNHASHED_FILE = "regions.geojson"


def publish(data_folder: Path) -> Path:
    """Write and publish the version, its border layers, and a file that nothing names."""
    build = data_folder / "build"
    (build / "geo").mkdir(parents=True)
    file = build / f"seutukuva-{VERSION}.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(TABLES)
        connection.execute(ROWS)
        for name in (BORDERS_FILE, UNHASHED_FILE):
            (build / "geo" / name).write_bytes(BORDERS)
            connection.execute(
                "insert into geo_layer values (?, 2026, ?, '', 'borders', '2026-10-01')",
                [name, f"geo/{name}"],
            )
    (build / "geo" / "unnamed.geojson").write_bytes(b"{}")
    pointer = {
        "version": VERSION,
        "file": file.name,
        "published_at": "2026-10-01T06:05:00Z",
        "previous": None,
    }
    (build / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
    return data_folder
