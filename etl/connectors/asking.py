"""What every connector takes and gives, and how the parts of a plan are asked."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from etl import jsonstat
from etl.connectors.table import Plan, split
from etl.connectors.wanted import Wanted, listed
from etl.http import Answer, Client, ServerRefused
from etl.snapshots import RawPart, State
from seutukuva.definitions.model import Source
from seutukuva.errors import ShapeChanged, SourceError

FEWEST_CELLS = 100  # below this a refusal is about something else than the number of cells
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Task:
    """One source to fetch.

    Attributes:
        known: what the last fetch left, so that unchanged data need not be asked again.
        force: ask again even so.
        progress: told (source id, parts done, parts in all).
        shared: answers that several sources of one run need (listings, limits), by address.
    """

    source: Source
    wanted: Wanted
    plan_hash: str
    client: Client
    known: State = field(default_factory=State)
    force: bool = False
    progress: Progress | None = None
    shared: dict[str, Any] = field(default_factory=dict)

    def is_unchanged(self, updated: str) -> bool:
        """Whether the producer's time of change and the plan are those of the stored data."""
        known = (self.known.producer_updated, self.known.plan_hash)
        return bool(updated) and not self.force and known == (updated, self.plan_hash)

    def report(self, done: int, of: int) -> None:
        """Tells whoever listens how far it is."""
        if self.progress:
            self.progress(self.source.id, done, of)

    def once(self, url: str, params: dict[str, Any] | None = None) -> Any:
        """Parsed JSON that is asked only once a run, whoever needs it."""
        key = url + "".join(f"&{k}={v}" for k, v in (params or {}).items())
        if key not in self.shared:
            self.shared[key] = self.client.get_json(url, params).content
        return self.shared[key]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a connector brings home: the answers, and what the producer says about them."""

    parts: tuple[RawPart, ...]
    metadata: Any
    producer_updated: str
    cells: int
    kind: str = "table"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The stored data is still the producer's newest."""

    producer_updated: str


def ask_parts(
    task: Task,
    wholes: Iterable[Plan],
    most_cells: int,
    most_values: int,
    ask: Callable[[Plan], tuple[Answer, Any]],
) -> tuple[RawPart, ...]:
    """Asks plans in parts; each answer is checked to hold exactly what was asked.

    ``ask`` sends one part and gives the answer and the query. A part that the server finds too
    large although it keeps to the stated limit is asked in smaller parts.

    Raises:
        ShapeChanged: an answer lacks codes that were asked, or has others.
    """
    queue = [part for whole in wholes for part in split(whole, most_cells, most_values)]
    parts: list[RawPart] = []
    while queue:
        part = queue.pop(0)
        task.report(len(parts), len(parts) + len(queue) + 1)
        try:
            answer, query = ask(part)
        except ServerRefused as refusal:
            if refusal.status not in (403, 413) or part.cells <= FEWEST_CELLS:
                raise
            queue = list(split(part, part.cells // 2, most_values)) + queue
            continue
        check_codes(answer, part)
        parts.append(RawPart(answer.url, query, answer.body, answer.content_type))
    task.report(len(parts), len(parts))
    return tuple(parts)


def check_codes(answer: Answer, part: Plan) -> None:
    """An answer must hold every code that was asked, in every dimension, and some figure shape."""
    cubes = jsonstat.read_all(answer.content, where=answer.url)
    if len(cubes) != 1:
        raise ShapeChanged("one dataset", f"{len(cubes)}", where=answer.url)
    cube = next(iter(cubes.values()))
    codes = {d.id: d.codes for d in cube.dimensions}
    for selected in part.selected:
        if selected.variable not in codes:
            if len(selected.codes) == 1:
                continue  # a dimension of one code may be left out of an answer
            raise ShapeChanged(
                f"dimension {selected.variable}", listed(codes), where=answer.url, todo=_STAYS
            )
        lost = [c for c in selected.codes if c not in set(codes[selected.variable])]
        if lost:
            raise ShapeChanged(
                f"{len(selected.codes)} values of {selected.variable}",
                f"{len(selected.codes) - len(lost)}; missing are {listed(lost, 5)}",
                where=answer.url,
                todo=_STAYS,
            )


_STAYS = "nothing was stored; the last good figures stay; try again later"


def similar(name: str, entries: Iterable[tuple[str, str]]) -> list[str]:
    """Ids of listed tables that look like ``name`` by id or by text, best first."""
    entries = list(entries)
    ids = {id.casefold(): id for id, _ in entries}
    close = [ids[i] for i in difflib.get_close_matches(name.casefold(), ids, 3, 0.5)]
    within = [id for id, text in entries if name.casefold() in f"{id} {text}".casefold()]
    return list(dict.fromkeys(within + close))[:5]


def gone(table: str, where: str, near: Iterable[str], listing: Iterable[str]) -> SourceError:
    """The error for a table that its listing no longer holds."""
    near = list(near)
    hint = f"similar: {', '.join(near)}" if near else f"listed are: {listed(listing)}"
    return SourceError(
        f"table {table} is gone or has another name",
        where=where,
        todo=f"{hint}; change `table` in the source's definition; the last good figures stay",
    )


def in_listing(entries: Any) -> Iterator[tuple[str, str, str]]:
    """(id, text, updated) of the tables of a listing; other levels are left out."""
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and entry.get("type") == "t" and entry.get("id"):
            yield str(entry["id"]), str(entry.get("text", "")), str(entry.get("updated", ""))
