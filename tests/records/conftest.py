"""The log in a folder of its own, and the same log in a real PostgreSQL."""

from __future__ import annotations

import itertools
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from seutukuva import records, settings, texts
from seutukuva.records import log, place
from tests.records import postgres

_counter = itertools.count()
SAWMILL = {
    "title": "Saha suljettiin",
    "kind": "event",
    "date_from": "2026-03-14",
    "areas": ["FI-KU729"],
}


def titled(title: str) -> dict[str, object]:
    """An event of this name."""
    return {**SAWMILL, "title": title}


@dataclass(frozen=True)
class Home:
    """Where a log is kept, and a way past the rules that its database keeps."""

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """For processes of their own."""
        own = {"SEUTUKUVA_DATA": str(self.folder), "SEUTUKUVA_DATABASE": self.url}
        return {**os.environ, **own, "SEUTUKUVA_LANGUAGE": "en"}

    @property
    def witness(self) -> Path:
        """Where this computer keeps the newest row of this log."""
        return log.current().witness_file

    def tamper(self, *statements: str, rules: bool = False) -> None:
        """Do what an attacker with the database's files or password would do.

        Args:
            rules: leave the triggers in place.
        """
        if self.url:
            self._in_postgresql(statements, rules)
        else:
            self._in_sqlite(statements, rules)

    def _in_sqlite(self, statements: tuple[str, ...], rules: bool) -> None:
        connection = sqlite3.connect(place.file(), isolation_level=None)
        try:
            if not rules:
                found = connection.execute("select name from sqlite_master where type = 'trigger'")
                for (name,) in found.fetchall():
                    connection.execute(f"drop trigger {name}")
            for statement in statements:
                connection.execute(statement)
        finally:
            connection.close()

    def cut_off(self, last: records.Entry) -> None:
        """Remove the rows behind ``last``, with the log's own note of them."""
        self.tamper(
            f"delete from rec_log where seq > {last.seq}",
            f"update rec_head set seq = {last.seq}, chain_hash = '{last.chain_hash}'",
        )

    def opened_anew(self) -> None:
        """As a process that has just been started sees the log."""
        for one in log._logs.values():
            one._engine.dispose()
        log._logs.clear()

    def _in_postgresql(self, statements: tuple[str, ...], rules: bool) -> None:
        import psycopg

        address = self.url.replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(address, autocommit=True) as connection:
            if not rules:
                connection.execute("alter table rec_log disable trigger user")
                connection.execute("alter table rec_head disable trigger user")
                for table in ("aud_log", "aud_head"):
                    connection.execute(f"alter table if exists {table} disable trigger user")  # type: ignore[arg-type]
            for statement in statements:
                connection.execute(statement)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The socket's folder of a running PostgreSQL."""
    programs = postgres.programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    with postgres.server(programs) as folder:
        yield folder


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def home(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Home]:
    """An empty log of the person at this computer."""
    url = ""
    if request.param == "postgresql":
        url = _own_schema(request.getfixturevalue("postgresql"))
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.setenv("SEUTUKUVA_DATABASE", url)
    monkeypatch.delenv("SEUTUKUVA_PUBLIC", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    monkeypatch.setattr(log, "_logs", {})
    yield Home(tmp_path, url)
    for one in log._logs.values():
        one._engine.dispose()


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the program and its command line say is said in English."""
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def _own_schema(socket_folder: str) -> str:
    """Address of an empty log: a schema a test costs less than a database a test."""
    import psycopg

    base = f"postgresql://postgres@/postgres?host={socket_folder}&port={postgres.PORT}"
    schema = f"test_{next(_counter)}"
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f"create schema {schema}")  # type: ignore[arg-type]
    return f"{base}&options={quote(f'-c search_path={schema}')}"
