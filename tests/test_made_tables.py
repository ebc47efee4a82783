"""Tables that are made once for a state of the data: kept, bounded, and whole or not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from seutukuva import listed, store
from seutukuva.errors import QueryError
from seutukuva.made_tables import MOST_KEPT, MadeTable, MadeTables
from seutukuva.records.batch_files import file_of
from tests.records import tiny_list

SQL = "select n * $factor as n from numbers"


def made(id: str = "a", factor: int = 1) -> MadeTable:
    numbers = pa.table({"n": pa.array([1, 2])})
    return MadeTable(id, "projects/x", "made", {"factor": factor}, {"numbers": numbers})


@pytest.fixture
def cursor() -> Any:
    with duckdb.connect(":memory:") as connection:
        yield connection


def rows(cursor: Any, schema: str) -> list[int]:
    return [n for (n,) in cursor.execute(f'select n from memory."{schema}".made').fetchall()]


def test_a_table_is_made_once(cursor: Any) -> None:
    tables = MadeTables()
    schema = tables.schema(cursor, made(factor=3), SQL)
    assert rows(cursor, schema) == [3, 6]
    assert tables.schema(cursor, made(factor=5), SQL) == schema, "it goes by its id"
    assert rows(cursor, schema) == [3, 6]
    with pytest.raises(duckdb.Error):
        cursor.execute("select n from numbers")


def test_only_the_newest_are_kept_and_an_older_one_is_made_again(cursor: Any) -> None:
    tables = MadeTables()
    first = tables.schema(cursor, made("first"), SQL)
    for n in range(MOST_KEPT - 1):
        tables.schema(cursor, made(f"other{n}"), SQL)
    assert rows(cursor, first) == [1, 2]
    tables.schema(cursor, made("first"), SQL)
    tables.schema(cursor, made("one_more"), SQL)
    assert rows(cursor, first) == [1, 2], "it was asked for since"
    with pytest.raises(duckdb.Error):
        rows(cursor, "made_other0")
    assert rows(cursor, tables.schema(cursor, made("other0"), SQL)) == [1, 2]


def test_who_reads_an_older_one_reads_on(cursor: Any) -> None:
    tables = MadeTables()
    first = tables.schema(cursor, made("first"), SQL)
    reader = cursor.cursor()
    reader.execute("begin")
    assert rows(reader, first) == [1, 2]
    for n in range(MOST_KEPT + 1):
        tables.schema(cursor, made(f"other{n}"), SQL)
    assert rows(reader, first) == [1, 2]


def test_what_cannot_be_made_leaves_nothing(cursor: Any) -> None:
    tables = MadeTables()
    with pytest.raises(duckdb.Error):
        tables.schema(cursor, made("a"), "select nothing from numbers")
    assert rows(cursor, tables.schema(cursor, made("a"), SQL)) == [1, 2]


def test_a_wrong_question_of_a_table_is_named(starter: Path) -> None:
    wrong = MadeTable("wrong", "projects/choices", "made", {}, {})
    with pytest.raises(QueryError, match="projects/choices"):
        store.of_made_table(wrong, "projects/names", keys=None, take=1)


@pytest.fixture
def lists(cursor: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A cursor beside the files of two lists."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "it's data"))
    for table in listed.TABLES:
        cursor.execute(table)
    for batch, codes in (("a" * 32, {"A 1": 5.0}), ("b" * 32, {"B2": 1.0, "B3": 2.0})):
        tiny_list.upload(tmp_path / batch, codes)
        for part in ("projects", "figures"):
            file_of(batch, part).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / batch / f"{part}.parquet").rename(file_of(batch, part))
    return cursor


def known(cursor: Any, table: str) -> list[tuple[str, str]]:
    found = cursor.execute(f"select batch, project_key from memory.{table} order by all").fetchall()
    return [(batch[0], key) for batch, key in found]


def test_a_list_is_read_once(lists: Any) -> None:
    listed.bring(lists, ["a" * 32])
    listed.bring(lists, ["b" * 32, "a" * 32])
    expected = [("a", "a1"), ("b", "b2"), ("b", "b3")]
    assert known(lists, "prj_row") == known(lists, "prj_figure") == expected
    file_of("a" * 32, "projects").unlink()
    listed.bring(lists, ["a" * 32])
    assert known(lists, "prj_row") == expected


def test_of_a_list_that_cannot_be_read_whole_nothing_is_there(lists: Any) -> None:
    file_of("b" * 32, "figures").write_bytes(b"PAR1")
    with pytest.raises(duckdb.Error):
        listed.bring(lists, ["a" * 32, "b" * 32])
    assert known(lists, "prj_row") == [("a", "a1")]
