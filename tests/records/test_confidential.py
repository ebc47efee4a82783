"""What firms have told is given to nobody where others reach the pages, whichever way is asked.

The rule is tried where it stands, at the data: every query on the disk, every way to records.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import serve
from seutukuva import access, definitions, navigation, records, settings, store, texts
from seutukuva.api import ADDRESSES
from seutukuva.errors import AccessRefused, QueryError, RecordsError
from seutukuva.interviews import batches as reading
from seutukuva.records import batches, contacts
from tests.conftest import REPOSITORY
from tests.pages import SLOW_MACHINE, everything_said
from tests.records.conftest import SAWMILL, Home
from tests.records.tiny_batch import upload

pytestmark = pytest.mark.slow

QUERIES = REPOSITORY / "queries"
CONFIDENTIAL = [kind.id for kind in definitions.load().kinds.values() if kind.is_confidential]
MARK = "told by a firm"


def _queries(room: str) -> list[str]:
    found = sorted((QUERIES / room).rglob("*.sql"))
    return [file.relative_to(QUERIES).with_suffix("").as_posix() for file in found]


def _parameters(name: str) -> dict[str, Any]:
    (statement,) = duckdb.extract_statements(store.query_text(name))
    known = {"programme": settings.programme_id(), "as_of": None, "id": "x"}
    return {one: known.get(one) for one in statement.named_parameters}


@pytest.fixture
def told(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A log with a batch, a record of each confidential kind, and others who can reach it."""
    if home.url:
        pytest.skip("the rule does not ask where the log is")
    texts.use("en")
    batches.accept(upload(home.folder / "in"), by="local")
    records.append("event", SAWMILL, by="local")
    # Whatever its fields are: the rule looks at the kind.
    for number, kind in enumerate(CONFIDENTIAL):
        body = {"title": MARK, "kind": MARK, "text": MARK, "batch": MARK, "wave": MARK}
        records._written(kind, body, f"{kind}-{number}", "local", "test", None)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    yield home
    texts.use(texts.DEFAULT)


@pytest.mark.parametrize("name", _queries("interviews"))
@pytest.mark.parametrize(
    "ask",
    [store.run, *(pytest.param(one, marks=pytest.mark.slow) for one in (store.ask, store.rows))],
)
def test_no_question_about_interviews_is_answered(
    told: Home, starter_folder: Path, name: str, ask: Callable[..., Any]
) -> None:
    with pytest.raises(AccessRefused):
        ask(name, **{**_parameters(name), "files": ["/x.parquet"]})
    with pytest.raises(AccessRefused):
        store.run_of(store.Version("x", "x.duckdb", ""), name)


@pytest.mark.parametrize(
    "name",
    ["./records/need", "records//need", "pages/../records/need", "/records/need", "records/need\n"],
)
def test_a_room_is_not_reached_by_another_path(told: Home, starter_folder: Path, name: str) -> None:
    with pytest.raises(QueryError, match="no such query"):
        store.run_of(store.Version("x", "x.duckdb", ""), name)
    with pytest.raises(AccessRefused):
        access.require_query(name, "select 1")


def test_an_answer_that_is_remembered_is_not_given_away(
    told: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "0")
    standing = reading.standing()
    assert len(reading.responses(standing)) == 2
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    for ask in (reading.standing, lambda: reading.responses(standing), lambda: reading.words([])):
        with pytest.raises(AccessRefused):
            ask()


@pytest.mark.parametrize("name", _queries("records"))
def test_a_query_of_records_says_which_kinds_it_reads(name: str) -> None:
    sql = re.sub(r"--.*", "", store.query_text(name))
    kinds = access.kinds_of(sql)
    assert kinds and kinds <= set(definitions.load().kinds), "write: where kind = '…'"
    # Each reading of the log has its own.
    assert len(re.findall(r"\bkind\s*(?:=|in)", sql)) == sql.count("memory.rec_log")
    assert not re.search(r"\bnot\s+kind\b|\bkind\s*=\s*'\w+'\s+or\b", sql)


@pytest.mark.parametrize("name", _queries("records"))
def test_a_query_of_records_gives_away_nothing_confidential(told: Home, name: str) -> None:
    if access.kinds_of(store.query_text(name)) & set(CONFIDENTIAL):
        with pytest.raises(AccessRefused):
            store.run(name, **_parameters(name))
    else:
        answer = store.run(name, **_parameters(name))
        assert MARK not in answer.to_csv() and "interviews-" not in answer.to_csv()


def test_only_their_own_rooms_read_records_and_batches() -> None:
    for file in QUERIES.rglob("*.sql"):
        room = file.relative_to(QUERIES).parts[0]
        sql = re.sub(r"--.*", "", file.read_text(encoding="utf-8"))
        assert room == "records" or "rec_log" not in sql, file
        assert room == "interviews" or "read_parquet" not in sql, file
        assert room != "records" or "read_" not in sql, file


def test_the_log_as_a_whole_is_for_the_mirror_and_for_privacy() -> None:
    # Finding asks first for the right to answer requests of persons, and keeping to time shows
    # nothing to anybody: tests/privacy/. The clock is compared with the newest row's day alone.
    privacy = ("seutukuva/privacy/finding.py", "seutukuva/privacy/retention.py")
    allowed = ("seutukuva/mirror.py", "seutukuva/clocks.py", *privacy)
    for folder in ("seutukuva", "pages", "etl"):
        for file in (REPOSITORY / folder).rglob("*.py"):
            used = {
                node.attr
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "records"
            }
            name = file.relative_to(REPOSITORY).as_posix()
            assert "since" not in used or name in allowed, file


def test_no_way_to_confidential_records_is_open(told: Home) -> None:
    id = f"interview_batch-{CONFIDENTIAL.index('interview_batch')}"
    ways: list[Callable[[], Any]] = [
        lambda: records.history(id),
        lambda: records.newest_of("interview_batch"),
        lambda: batches.standing(),
        lambda: contacts.keep(id, [], dt.date(2030, 1, 1)),
        lambda: contacts.of([(id, 0)], by="local", why="x"),
        lambda: contacts.holders([id]),
        lambda: contacts.delete("x"),
        lambda: contacts.forget(id),
    ]
    for way in ways:
        with pytest.raises(AccessRefused):
            way()
    writing: list[Callable[[], Any]] = [
        lambda: batches.accept(told.folder / "in", by="local"),
        lambda: batches.withdraw(id, by="local", reason="x"),
        lambda: batches.bring_back(id, by="local"),
        lambda: records.append("interview_batch", {}, by="local"),
        lambda: records.withdraw(id, "local", "x", 1),
    ]
    before = records.latest_seq()
    for way in writing:
        with pytest.raises(RecordsError):
            way()
    assert records.latest_seq() == before
    assert records.history(records.since(1)[0].id), "events are for everyone"


def test_an_unknown_kind_is_confidential(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    records._written("rumour", {"text": "x"}, "r", "local", "test", None)
    assert len(records.history("r")) == 1
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    with pytest.raises(AccessRefused):
        records.history("r")


@pytest.mark.parametrize("public", [True, False])
def test_open_data_knows_nothing_of_interviews(
    told: Home, starter: Path, monkeypatch: pytest.MonkeyPatch, public: bool
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", str(int(public)))
    shutil.copytree(starter / "build", told.folder / "build")
    monkeypatch.setenv("SEUTUKUVA_DATA", str(told.folder))
    client = TestClient(Starlette(routes=serve.routes()), base_url="http://127.0.0.1")
    addresses = [path for path in ADDRESSES if "{" not in path and "observations" not in path]
    for path in [*addresses, "/api/v1/interviews", "/api/v1/records", "/ready"]:
        said = client.get(path).text
        for word in (
            "interviews-",
            "interview_batch",
            "contact_view",
            MARK,
            "1234567-1",
            "rec_log",
        ):
            assert word not in said.replace(path, ""), (path, word)


@pytest.mark.parametrize(
    "page", [one for one in navigation.found() if one.is_confidential], ids=lambda one: one.name
)
def test_a_confidential_page_shows_nothing_even_without_its_frame(
    told: Home, starter: Path, monkeypatch: pytest.MonkeyPatch, page: navigation.PageEntry
) -> None:
    shutil.copytree(starter / "build", told.folder / "build")
    monkeypatch.setenv("SEUTUKUVA_DATA", str(told.folder))
    said = everything_said(AppTest.from_file(str(page.file), default_timeout=SLOW_MACHINE).run())
    for word in (MARK, "1234567-1", "Haastattelut syksy", "Firm "):
        assert word not in said
