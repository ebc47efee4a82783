"""Fetches sources: each new answer is checked against the last good one before it is stored."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pyarrow as pa

from etl import snapshots
from etl.connectors import Fetched, Task, Unchanged, Wanted, connector, wanted_of
from etl.connectors.asking import Progress
from etl.connectors.wanted import plan_hash
from etl.http import Client, Manners
from etl.snapshots import Draft, Snapshot
from seutukuva.definitions.model import Definitions, Source
from seutukuva.errors import DefinitionError, FetchFailed, SeutukuvaError, ShapeChanged, SourceError

MOST_LOST = 0.02  # share of known figures that may be gone from the periods still sent
TRIES_WHEN_DOWN = 1  # a host that did not answer one source is not tried long for the next


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of one source.

    Attributes:
        state: "new" (stored), "unchanged" (nothing newer there) or "failed" (last good stays).
        snapshot: the newest stored snapshot, None when there is none.
        cells: number of cells asked of the server; calls: number of requests, tries included.
    """

    source_id: str
    state: str
    snapshot: Snapshot | None
    error: SeutukuvaError | None
    calls: int
    cells: int
    seconds: float
    warnings: tuple[str, ...] = ()


def fetch(
    defs: Definitions,
    source_ids: Sequence[str] | None = None,
    *,
    force: bool = False,
    progress: Progress | None = None,
    manners: Manners | None = None,
) -> list[FetchOutcome]:
    """Fetches sources one after the other; a failed one never stops the others.

    Args:
        source_ids: which; None = all with a server whose figures are wanted, and borders.
        force: ask again even what the producer has not changed.
        progress: told (source id, parts done, parts in all).

    Raises:
        DefinitionError: an id is unknown, or its source has no server.
    """
    chosen = [_source(defs, id) for id in source_ids] if source_ids else _needed(defs)
    shared: dict[str, Any] = {}
    down: set[str] = set()
    outcomes = []
    for source in chosen:
        host = urlsplit(source.url).netloc
        patience = manners or Manners()
        if host in down:
            patience = replace(patience, tries=TRIES_WHEN_DOWN)
        outcome = _fetch_one(source, defs, force, progress, patience, shared)
        outcomes.append(outcome)
        if type(outcome.error) is FetchFailed:
            down.add(host)
        elif outcome.state != "failed":
            down.discard(host)
    return outcomes


def _source(defs: Definitions, id: str) -> Source:
    if id not in defs.sources:
        raise DefinitionError(
            "sources", id, "no such source", todo=f"one of {', '.join(sorted(defs.sources))}"
        )
    connector(defs.sources[id])
    return defs.sources[id]


def _needed(defs: Definitions) -> list[Source]:
    used = {s.source_id for i in defs.indicators.values() for s in i.selections}
    used |= {one.source_id for one in defs.breakdowns.values()}
    used |= {one.source_id for one in defs.structures.values()}
    return [
        s
        for s in defs.sources.values()
        if s.connector == "wfs" or (s.connector != "none" and s.id in used)
    ]


def _fetch_one(
    source: Source,
    defs: Definitions,
    force: bool,
    progress: Progress | None,
    manners: Manners,
    shared: dict[str, Any],
) -> FetchOutcome:
    started = time.monotonic()
    wanted = wanted_of(source, defs)
    with Client(source.url, manners) as client:
        task = Task(
            source=source,
            wanted=wanted,
            plan_hash=plan_hash(source, wanted),
            client=client,
            known=snapshots.read_state(source.id),
            force=force,
            progress=progress,
            shared=shared,
        )
        state, snapshot, error, cells, warnings = _guarded(task)
        seconds = time.monotonic() - started
        return FetchOutcome(
            source.id, state, snapshot, error, client.calls, cells, seconds, warnings
        )


Result = tuple[str, Snapshot | None, SeutukuvaError | None, int, tuple[str, ...]]


def _guarded(task: Task) -> Result:
    """Runs a task; whatever goes wrong is noted, and the last good snapshot stays."""
    source = task.source
    error: SeutukuvaError
    try:
        return _run(task)
    except SeutukuvaError as e:
        error = e
    except duckdb.Error as e:
        error = SourceError("the answer could not be compared with the last one", where=source.id)
        error.__cause__ = e
    except OSError as e:
        error = SourceError(f"the answer could not be stored ({e})", where=source.id)
        error.__cause__ = e
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, pa.ArrowException) as e:
        # an answer so odd that no reader foresaw it; the others still have to be fetched
        error = ShapeChanged(
            "the usual form", f"another ({type(e).__name__}: {e})", where=source.id
        )
        error.__cause__ = e
    with contextlib.suppress(OSError):  # a full disk must not stop the other sources either
        snapshots.note_error(source.id, error)
    return "failed", _last(source.id), error, 0, ()


def _run(task: Task) -> Result:
    source = task.source
    if not snapshots.all(source.id):
        task.known = snapshots.State()  # a state without data must not make it "unchanged"
    result: Fetched | Unchanged = connector(source).fetch(task)
    if isinstance(result, Unchanged):
        snapshots.note_ok(source.id, result.producer_updated, task.plan_hash)
        return "unchanged", snapshots.latest(source.id), None, 0, ()
    draft = snapshots.draft(
        source,
        result.parts,
        result.metadata,
        producer_updated=result.producer_updated,
        plan_hash=task.plan_hash,
        kind=result.kind,
        warnings=result.warnings,
    )
    try:
        state, snapshot = _settle(task, draft)
    except BaseException:
        draft.discard()
        raise
    snapshots.note_ok(source.id, result.producer_updated, task.plan_hash)
    return state, snapshot, None, result.cells, snapshot.warnings


def _settle(task: Task, draft: Draft) -> tuple[str, Snapshot]:
    """Stores the draft when it is sound and new; the same bytes again are nothing new."""
    source, wanted = task.source, task.wanted
    last = snapshots.latest(source.id)
    new = draft.snapshot
    if last and snapshots.content_hash(last.parts) == snapshots.content_hash(new.parts):
        draft.discard()
        return "unchanged", last
    if new.kind == "geo":
        return "new", draft.commit(len(new.parts))
    table = connector(source).parse(source, new, wanted)
    warnings = check_not_empty(table, source.id)
    if last and last.kind == "table":
        check_not_shrunken(_known(source, last, wanted), table, source.id)
    return "new", draft.commit(table.num_rows, warnings)


def _known(source: Source, last: Snapshot, wanted: Wanted) -> pa.Table:
    table: pa.Table = connector(source).parse(source, last, wanted)
    return table


def check_not_empty(table: pa.Table, where: str) -> tuple[str, ...]:
    """Refuses an answer that holds none of the wanted series.

    Returns:
        A warning when it holds cells but not one figure: the producer says so, cell by cell.

    Raises:
        ShapeChanged: no cells at all.
    """
    if not table.num_rows:
        raise ShapeChanged(
            "the wanted figures",
            "an answer without any",
            where=where,
            todo="nothing was stored; the last good figures stay",
        )
    none = table.num_rows == table["value"].null_count
    return ("the producer has no figure for anything that was asked",) if none else ()


def check_not_shrunken(before: pa.Table, now: pa.Table, where: str) -> None:
    """Refuses an answer from which known figures are gone.

    Periods of a series older than the first one still sent do not count: windows roll.

    Raises:
        ShapeChanged: more than `MOST_LOST` of the known figures are gone; says which areas,
            periods or series lost most.
    """
    with duckdb.connect() as con:
        con.register("before", before)
        con.register("now", now)
        known, lost = _counts(con)
        if not known or lost <= known * MOST_LOST:
            return
        worst = {
            name: [str(row[0]) for row in con.execute(_WORST[name]).fetchall()]
            for name in ("series", "area_id", "period")
        }
    most = min(worst.items(), key=lambda item: len(item[1]) or 1_000_000)
    which = f"; gone are {', '.join(most[1][:5])}" if most[1] else ""
    raise ShapeChanged(
        f"the {known:,} figures already known for the periods still sent",
        f"{lost:,} fewer{which}",
        where=where,
        todo="nothing was stored; the last good figures stay; if the producer really removed "
        "them, change the source's definition",
    )


def _counts(con: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    con.execute(
        """
        create temp table known as
        select b.series::varchar as series, b.area_id::varchar as area_id,
               b.period::varchar as period, n.value is null as is_lost
        from before b
        left join now n on n.series = b.series and n.area_id = b.area_id and n.period = b.period
        left join (
            select series, min(period::varchar) as first from now group by series
        ) sent on sent.series = b.series
        where b.value is not null
          and b.period::varchar
              >= coalesce(sent.first, (select min(period::varchar) from now))
        """
    )
    row = con.execute("select count(*), count(*) filter (is_lost) from known").fetchone()
    known, lost = row or (0, 0)
    return int(known), int(lost)


# What is gone altogether, by each way of looking at it.
_WORST: Mapping[str, str] = {
    name: f"select {name} from known group by {name} having bool_and(is_lost) order by {name}"
    for name in ("series", "area_id", "period")
}


def _last(source_id: str) -> Snapshot | None:
    try:
        return snapshots.latest(source_id)
    except SourceError:
        return None
