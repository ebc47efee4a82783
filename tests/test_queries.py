"""Every query keeps its contract: header, one SELECT, those parameters, those columns."""

from __future__ import annotations

import datetime as dt
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pytest

from seutukuva import instances, settings, store
from seutukuva.errors import MissingData, QueryError
from seutukuva.projects import origins
from seutukuva.records.batch_files import PARTS, file_of
from tests.conftest import REPOSITORY
from tests.records.tiny_batch import upload

QUERIES = sorted((REPOSITORY / "queries").rglob("*.sql"))
ASKED = [
    file
    for file in QUERIES
    if file.relative_to(REPOSITORY / "queries").parts[0]
    in ("pages", "shared", "api", "records", "interviews", "projects")
]
# What is asked of the register, which another query makes.
REGISTER, KNOWN = "projects/register", "projects/register_known"


def _name(file: Path) -> str:
    return file.relative_to(REPOSITORY / "queries").with_suffix("").as_posix()


def header(file: Path, field: str) -> list[str]:
    """The comma-separated names of one header line; ``none`` gives an empty list."""
    match = re.search(rf"^-- {field}: +(.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert match, f"{_name(file)} has no line '-- {field}:'"
    values = [value.strip() for value in match.group(1).split(",")]
    return [] if values == ["none"] else values


@pytest.fixture
def cursor(starter: Path):
    version = store.current_version()
    with instances.cursor(version, str(settings.build_folder())) as open_cursor:
        yield open_cursor


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checked upload with one file for each part of a batch."""
    return upload(tmp_path_factory.mktemp("upload"))


@pytest.mark.parametrize("file", ASKED, ids=_name)
def test_query_keeps_its_contract(
    file: Path, cursor: duckdb.DuckDBPyConnection, batch: Path
) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.match(r"-- What: +\S", text)
    statements = duckdb.extract_statements(text)
    assert len(statements) == 1, "one query a file"
    (statement,) = statements
    assert statement.type == duckdb.StatementType.SELECT
    assert statement.named_parameters == set(header(file, "Params"))
    nothing: dict[str, Any] = dict.fromkeys(statement.named_parameters)
    if "files" in nothing:
        # Columns of a Parquet file are known when there is one.
        part = file.stem if file.stem in PARTS else "answers"
        stored = file_of("0" * 32, part)
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes((batch / f"{part}.parquet").read_bytes())
        nothing["files"] = [str(stored)]
    if "prj_register" in text:
        cursor.execute(f'use memory."{_register(cursor)}"')
    elif _name(file) in (REGISTER, KNOWN):
        _give(cursor)
    columns = [row[0] for row in cursor.execute("describe " + statement.query, nothing).fetchall()]
    for one in nothing.get("files") or ():
        Path(one).unlink()
    assert columns == header(file, "Returns")


def _give(cursor: duckdb.DuckDBPyConnection) -> None:
    made = origins.made(dt.date.today())
    assert made.base
    tables = instances.instance(str(settings.build_folder())).tables
    schema = tables.schema(cursor, made.base, store.query_text(KNOWN))
    table = made.base.table
    cursor.execute(f'create temp view {table} as from memory."{schema}".{table}')
    for name, given in {**made.base.given, **made.given}.items():
        cursor.register(name, given)


def _register(cursor: duckdb.DuckDBPyConnection) -> str:
    """The schema that holds the register."""
    made = origins.made(dt.date.today())
    tables = instances.instance(str(settings.build_folder())).tables
    return tables.schema(cursor, made, store.query_text(REGISTER), store.query_text(KNOWN))


@pytest.mark.parametrize("file", ASKED, ids=_name)
def test_query_names_its_columns(file: Path) -> None:
    body = re.sub(r"--.*", "", file.read_text(encoding="utf-8"))
    # `select * from series` of the query's own steps is fine; of a table it is not.
    steps = set(re.findall(r"(\w+) as \(", body))
    for table in re.findall(r"select \*\s+from (\w+)", body):
        assert table in steps, f"{_name(file)} takes every column of {table}"
    for divisor in re.findall(r"[^/]/\s*(\S+)", body):
        assert divisor.startswith("nullif(") or re.match(r"[\d.]+", divisor), "divide by nullif(…)"


@pytest.mark.parametrize("file", ASKED, ids=_name)
def test_query_is_asked_somewhere(file: Path) -> None:
    name = _name(file)
    places = [
        *REPOSITORY.glob("*.py"),
        *(REPOSITORY / "seutukuva").rglob("*.py"),
        *(REPOSITORY / "pages").rglob("*.py"),
        *(REPOSITORY / "etl").rglob("*.py"),
    ]
    assert any(f'"{name}"' in place.read_text(encoding="utf-8") for place in places), (
        f"nobody asks {name}"
    )


def test_unknown_query_is_named(starter: Path) -> None:
    with pytest.raises(QueryError, match="pages/nowhere"):
        store.run("pages/nowhere")
    with pytest.raises(QueryError, match=r"shared/\.\./interviews"):
        store.run("shared/../interviews/responses")


def test_wrong_parameters_are_refused(starter: Path) -> None:
    with pytest.raises(QueryError, match="shared/peers"):
        store.run("shared/peers", group_id="own_subregion")
    with pytest.raises(QueryError, match="shared/peers"):
        store.run("shared/peers", group_id="own_subregion", area_id="FI-KU729", more=1)


def test_nothing_published_says_what_to_do(nothing_published: Path) -> None:
    with pytest.raises(MissingData, match="python -m etl run"):
        store.run("shared/build")


@pytest.mark.parametrize(
    "content", ["", "{", '{"version": 1}', '{"version":"x","file":"y.duckdb","published_at":"z"}']
)
def test_damaged_pointer_says_what_to_do(nothing_published: Path, content: str) -> None:
    (nothing_published / "build").mkdir()
    (nothing_published / "build" / "current.json").write_text(content)
    with pytest.raises(MissingData, match="python -m etl run"):
        store.run("shared/build")


def test_a_folder_name_with_a_quote_is_only_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: Path
) -> None:
    home = tmp_path / "it's ['x'] here"
    monkeypatch.setenv("SEUTUKUVA_DATA", str(home))
    monkeypatch.delenv("SEUTUKUVA_PUBLIC", raising=False)
    # Asked before there is a folder of batches.
    with instances.cursor(None, str(settings.build_folder())) as cursor:
        assert cursor.execute("select 1").fetchone() == (1,)
    stored = file_of("0" * 32, "responses")
    stored.parent.mkdir(parents=True)
    stored.write_bytes((batch / "responses.parquet").read_bytes())
    assert len(store.run("interviews/responses", files=[str(stored)])) == 2
    outside = str(batch / "responses.parquet")
    with pytest.raises(MissingData) as caught:
        store.run("interviews/responses", files=[outside])
    assert isinstance(caught.value.__cause__, duckdb.PermissionException)


@pytest.mark.parametrize(
    "sql",
    [
        "select content from read_text('/etc/hostname')",
        "attach '/tmp/other.duckdb' as other",
        "copy (select 1) to '/tmp/out.csv'",
        "install spatial",
    ],
)
def test_a_query_reaches_nothing_outside_its_folder(
    cursor: duckdb.DuckDBPyConnection, sql: str
) -> None:
    with pytest.raises(duckdb.Error):
        cursor.execute(sql)


def test_readers_who_come_first_together_share_one_database(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(settings.build_folder())
    monkeypatch.setattr(instances, "_instances", {})
    start = threading.Barrier(8)

    def first_read(_reader: int) -> int:
        start.wait()
        return len(store.ask("shared/build"))

    with ThreadPoolExecutor(8) as readers:
        assert list(readers.map(first_read, range(8))) == [1] * 8
    assert list(instances._instances) == [folder]


def test_a_run_stays_with_the_version_it_began_with(
    starter: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store.hold_version()
    first = store.current_version()
    # Another data folder stands for a publish in the middle of the run.
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    assert store.current_version() == first
    store.hold_version()
    with pytest.raises(MissingData):
        store.current_version()
