"""Checks of a built file: each is a query that returns the bad rows, and none is a pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pyarrow as pa

from etl.build import quoted
from seutukuva import settings
from seutukuva.errors import CheckFailed, SeutukuvaError

HEADER = re.compile(r"^-- (\w+): +(.+)$", re.MULTILINE)
SEVERITIES = ("stop", "warn")
SAMPLE = 5
# What a check may ask of the version before; without one, nothing was there.
COMPARED = ("dim_indicator", "fct_observation", "fct_vintage", "dim_area")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: ``stop`` keeps the last version published, ``warn`` only tells."""

    id: str
    title: str
    severity: str
    action: str
    can_accept: bool
    sql: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; ``sample`` holds the first bad rows by column."""

    check_id: str
    title: str
    severity: str
    passed: bool
    bad_rows: int
    sample: tuple[dict[str, Any], ...]
    action: str
    accepted: bool = False

    @property
    def stops(self) -> bool:
        """Whether publishing must not go on."""
        return not self.passed and self.severity == "stop" and not self.accepted

    def rows(self) -> list[str]:
        """The first bad rows, ready to print."""
        return [", ".join(f"{key}={value}" for key, value in row.items()) for row in self.sample]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def all_checks() -> list[Check]:
    """Every check of ``queries/checks``, by name.

    Raises:
        SeutukuvaError: a header lacks ``What``, ``Severity`` or ``Action``.
    """
    return [_read(file) for file in sorted((settings.queries_folder() / "checks").glob("*.sql"))]


def _read(file: Path) -> Check:
    sql = file.read_text(encoding="utf-8")
    header = dict(HEADER.findall(sql))
    missing = [key for key in ("What", "Severity", "Action") if key not in header]
    if missing or header["Severity"] not in SEVERITIES:
        raise SeutukuvaError(
            "a check's header must say What, Severity (stop or warn) and Action",
            where=f"queries/checks/{file.name}",
        )
    return Check(
        id=file.stem,
        title=header["What"],
        severity=header["Severity"],
        action=header["Action"],
        can_accept=header.get("Accept") == "yes",
        sql=sql,
    )


def attach_previous(con: duckdb.DuckDBPyConnection, file: Path | None) -> None:
    """Make the version before readable as ``previous``; an empty one where there is none."""
    if file is not None:
        con.execute(f"attach {quoted(file)} as previous (read_only)")
        return
    con.execute("attach ':memory:' as previous")
    for table in COMPARED:
        con.execute(f"create table previous.{table} as select * from {table} limit 0")


def run(con: duckdb.DuckDBPyConnection, *, accept: Sequence[str] = ()) -> list[CheckResult]:
    """Run every check on an opened file beside which ``previous`` is attached.

    Args:
        accept: checks against the version before whose loss is meant.

    Raises:
        SeutukuvaError: a check cannot be run, or ``accept`` names one that cannot be accepted.
    """
    checks = all_checks()
    allowed = [check.id for check in checks if check.can_accept]
    for name in accept:
        if name not in allowed:
            raise SeutukuvaError(
                "this check cannot be accepted", where=name, todo="one of: " + ", ".join(allowed)
            )
    return [_result(con, check, check.id in accept) for check in checks]


def _result(con: duckdb.DuckDBPyConnection, check: Check, accepted: bool) -> CheckResult:
    try:
        cursor = con.execute(check.sql)
        names = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
    except duckdb.Error as error:
        raise SeutukuvaError(
            f"a check cannot be run: {error}", where=f"queries/checks/{check.id}.sql"
        ) from error
    return CheckResult(
        check_id=check.id,
        title=check.title,
        severity=check.severity,
        passed=not rows,
        bad_rows=len(rows),
        sample=tuple(dict(zip(names, row, strict=True)) for row in rows[:SAMPLE]),
        action=check.action,
        accepted=accepted and bool(rows),
    )


def note(con: duckdb.DuckDBPyConnection, results: Sequence[CheckResult]) -> None:
    """Keep the results in the file that they are about (``chk_result``)."""
    arriving = pa.table(
        {
            "check_id": pa.array([one.check_id for one in results], pa.string()),
            "title": pa.array([one.title for one in results], pa.string()),
            "severity": pa.array([one.severity for one in results], pa.string()),
            "passed": pa.array([one.passed for one in results], pa.bool_()),
            "bad_rows": pa.array([one.bad_rows for one in results], pa.int64()),
            "sample": pa.array(
                [orjson.dumps(one.sample, default=str).decode() for one in results], pa.string()
            ),
        }
    )
    con.register("arriving", arriving)
    con.execute("create or replace table chk_result as select * from arriving")
    con.unregister("arriving")


def stop_if_failed(results: Sequence[CheckResult]) -> None:
    """Raise the first failed check that stops publishing.

    Raises:
        CheckFailed: names the check, its first bad rows and what to do.
    """
    for one in results:
        if one.stops:
            raise CheckFailed(
                one.check_id,
                one.rows(),
                todo=f"{one.action}; nothing was published, the last version stays",
            )
