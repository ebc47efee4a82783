"""Two versions of the statistics in one folder: the starter's own, and an older one that differs.

What the older one has and lacks is written here, so that a test can say what a comparison finds.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb

from seutukuva import records, settings
from seutukuva.published import Version

OLDER = Version("20260420T080000Z-0000aaaa", "seutukuva-20260420T080000Z-0000aaaa.duckdb", "")
OWN, OTHER, WHOLE = "FI-KU729", "FI-KU931", "FI-SK138"

# Each is done to both orders in which the older version holds its figures.
_DIFFERENCES = (
    # One year less in every area.
    "delete from {facts} where indicator_id = 'population' and period = '2025'",
    # A count revised in one area, a share in two, and one of these was preliminary.
    "update {facts} set value = value - 100 where indicator_id = 'jobs' and period = '2016'"
    f" and area_id = '{OWN}'",
    "update {facts} set value = value + 0.4, status = 'preliminary'"
    " where indicator_id = 'unemployment_share' and period = '2026M06'"
    f" and area_id in ('{OWN}', '{OTHER}')",
    # Preliminary, and final as it was.
    "update {facts} set status = 'preliminary' where indicator_id = 'jobs' and period = '2017'"
    f" and area_id = '{OWN}'",
    # Nothing of an indicator; something that is not there any more; an indicator that is gone.
    "delete from {facts} where indicator_id = 'degree_holders'",
    "insert into {facts} select * replace ('1900' as period, date '1900-01-01' as period_start)"
    f" from {{facts}} where indicator_id = 'jobs' and period = '2015' and area_id = '{OWN}'",
    "insert into {facts} select * replace ('gone_indicator' as indicator_id)"
    f" from {{facts}} where indicator_id = 'jobs' and period = '2015' and area_id = '{OWN}'",
    # A projection that was made anew.
    "update {facts} set value = value + 10 where indicator_id = 'population_projection_2019'"
    f" and area_id = '{OWN}'",
    # What arithmetic in another order gives is no revision.
    "update {facts} set value = value * (1 + 1e-13) where indicator_id = 'young_outside_education'",
)


def make_older() -> None:
    """Put the older version beside the published one."""
    build = settings.build_folder()
    shutil.copy(build / _pointed()["file"], build / OLDER.file)
    with duckdb.connect(str(build / OLDER.file)) as own:
        for table in ("fct_observation", "fct_observation_by_area"):
            for one in _DIFFERENCES:
                own.execute(one.format(facts=table))


def point_at(version: Version) -> None:
    """Let the pointer name a version, as publishing does."""
    told = {**_pointed(), "version": version.id, "file": version.file}
    pointer = settings.build_folder() / "current.json"
    beside = pointer.with_suffix(".new")
    beside.write_text(json.dumps(told), encoding="utf-8")
    beside.replace(pointer)


def current() -> Version:
    """What the pointer names."""
    told = _pointed()
    return Version(told["version"], told["file"], told["published_at"])


def _pointed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (settings.build_folder() / "current.json").read_text(encoding="utf-8")
    )
    return found


def file_of(version: Version) -> Path:
    """A version's file."""
    return settings.build_folder() / version.file


def enter(kind: str, record_id: str = "", **body: Any) -> records.Entry:
    """Something that people enter; of an id that is there, its newest version."""
    versions = records.history(record_id) if record_id else []
    told = {**(versions[-1].body if versions else {}), **body}
    expect = versions[-1].seq if versions else None
    return records.append(
        kind, told, id=record_id or records.new_id(), by="local", source="test", expect=expect
    )
