"""A version that an older program made is read, with what it lacks stood in for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from seutukuva import instances, settings, store
from seutukuva.errors import QueryError
from seutukuva.published import Version

ASKED = {"indicator_ids": ["population"], "area_ids": ["FI-KU729"]}


@pytest.fixture
def older(starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Version:
    """A version beside the current one, without a table and without a column of another."""
    build = tmp_path / "build"
    shutil.copytree(starter_folder / "build", build)
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    pointer = json.loads((build / "current.json").read_text(encoding="utf-8"))
    older = Version("20250101T000000Z-00000000", "seutukuva-20250101T000000Z-00000000.duckdb", "")
    shutil.copy(build / pointer["file"], build / older.file)
    with duckdb.connect(str(build / older.file)) as own:
        own.execute("drop table geo_layer")
        own.execute("alter table dim_source drop column table_name")
    return older


def test_a_missing_table_is_an_empty_one(older: Version) -> None:
    columns = list(store.run("shared/geo_layers").columns)
    found = store.run_of(older, "shared/geo_layers")
    assert found.empty and list(found.columns) == columns


def test_a_missing_column_has_no_values_and_the_others_have_theirs(older: Version) -> None:
    now, then = store.run("shared/sources"), store.run_of(older, "shared/sources")
    assert now["table_name"].notna().any() and then["table_name"].isna().all()
    others = [name for name in now.columns if name != "table_name"]
    assert len(now) and then[others].equals(now[others])


def test_what_is_there_is_that_versions_own(older: Version) -> None:
    file = settings.build_folder() / older.file
    with duckdb.connect(str(file)) as own:
        own.execute("update fct_observation_by_area set value = value + 1")
    now = store.run("pages/situation/courses", **ASKED)
    then = store.run_of(older, "pages/situation/courses", **ASKED)
    assert len(now) and list(then["value"]) == [value + 1 for value in now["value"]]


def test_of_a_version_that_lacks_nothing_nothing_is_made(older: Version) -> None:
    store.run_of(older, "shared/build")
    store.run("shared/build")
    home = instances.instance(str(settings.build_folder()))
    current = store.current_version()
    made = home.connection.execute(
        "select schema_name from duckdb_schemas() where database_name = 'memory'"
    ).fetchall()
    assert sum("_as_" in name for (name,) in made) == 1
    assert home.paths[current.id, current.id].endswith(".main")


def test_a_column_of_another_kind_is_told_of_as_a_question_that_cannot_be_asked(
    older: Version,
) -> None:
    with duckdb.connect(str(settings.build_folder() / older.file)) as own:
        own.execute("alter table fct_observation_by_area alter area_id type integer[] using [1]")
    with pytest.raises(QueryError):
        store.run_of(older, "pages/situation/courses", **ASKED)


def test_nothing_that_is_asked_is_put_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where memory is short, answers of firms would lie in the folder that the server began in."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(instances, "MEMORY_LIMIT", "60MB")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    own = instances._new(str(tmp_path / "data" / "build"))
    with pytest.raises(duckdb.OutOfMemoryException):
        own.execute(
            "create table memory.much as "
            "select range n, 'answer ' || hash(range) said from range(3000000) order by said"
        )
    own.close()
    assert list((tmp_path / "here").iterdir()) == []
