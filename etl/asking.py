"""Reading a published version from the command line: named queries, rows as dictionaries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from etl import build, versions
from seutukuva import settings
from seutukuva.errors import MissingData, QueryError


def published_file(version: str = "") -> tuple[str, Path]:
    """Name and file of a version; of the current one without a name.

    Raises:
        MissingData: nothing is published, or no such version.
    """
    pointer = versions.current()
    if version and not versions.file_of(version).is_file():
        raise MissingData(
            "no such version is kept", where=version, todo="kept: " + ", ".join(versions.kept())
        )
    if version:
        return version, versions.file_of(version)
    if pointer is None:
        raise MissingData(
            "no statistics have been published yet",
            where=str(settings.build_folder()),
            todo="run: python -m etl run --offline",
        )
    return pointer.version, pointer.path


class Answers:
    """Named queries of ``queries/etl`` on one opened file."""

    def __init__(self, con: duckdb.DuckDBPyConnection, version: str) -> None:
        self._con = con
        self.version = version

    def rows(self, name: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of a query.

        Raises:
            QueryError: the query cannot be asked so.
        """
        file = settings.queries_folder() / "etl" / f"{name}.sql"
        try:
            cursor = self._con.execute(file.read_text(encoding="utf-8"), params or None)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except duckdb.Error as error:
            raise QueryError(f"the query could not be asked: {error}", where=name) from error


@contextmanager
def published(version: str = "") -> Iterator[Answers]:
    """Ask a published version, the current one by default.

    Raises:
        MissingData: nothing is published, no such version, or its file is damaged.
    """
    name, file = published_file(version)
    build.described(file)
    with build.opened(file) as con:
        yield Answers(con, name)
