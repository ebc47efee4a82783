"""A firm's rows in accepted files, and words in them: found, and taken out by a batch without them.

Files never change: there is a new batch, and the one it takes the place of is withdrawn and its
files are deleted. Responses keep their numbers, so that what is done about needs still leads to
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from seutukuva import records, texts
from seutukuva.errors import RecordsError
from seutukuva.privacy.matching import Wanted, masked
from seutukuva.privacy.model import ROWS, WORDS, Finding, Hit
from seutukuva.records import accepting, batch_files, batches, contacts, emptying, project_batches
from seutukuva.records.accepting import OF_INTERVIEWS, OF_PROJECTS, Sort
from seutukuva.records.entries import PURGE, Entry, withdrawal
from seutukuva.texts import _

if TYPE_CHECKING:
    import pyarrow as pa

# A firm is whoever stands in one of these.
_WHO = ("firm_name", "y_tunnus", "response_id")
_HOLDINGS = {OF_INTERVIEWS.kind: "interviews", OF_PROJECTS.kind: "lists"}


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a batch that stand: of what sort, its newest row and its content."""

    sort: Sort
    newest: Entry
    body: Mapping[str, Any]

    def file(self, part: str) -> Path:
        return batch_files.file_of(str(self.body["batch"]), part)


def found(words: Wanted) -> Iterator[Finding]:
    """Batches that hold the words, withdrawn ones too whose files are still there."""
    for one in _every():
        # By part: rows that stand there, and their texts.
        hits: list[Hit] = []
        by_part: dict[str, set[int]] = {}
        for part in one.sort.parts:
            for at, name, text in texts_of(one.file(part), words):
                hits.append(Hit(at, f"{part}: {name}", text))
                by_part.setdefault(part, set()).add(at)
        if hits:
            firms = _firms(one, words)
            yield Finding(
                id=f"batch:{one.newest.id}",
                holding=_HOLDINGS[one.sort.kind],
                where=f"{_title(one)} · {one.body.get('file_name', '')}",
                way=ROWS if firms else WORDS,
                hits=tuple(hits),
                kind=one.sort.kind,
                seen=one.newest.seq,
                detail={"id": one.newest.id, "responses": sorted(firms)},
            )


def _title(one: _Files) -> str:
    from seutukuva import definitions

    return definitions.load().kinds[one.sort.kind].title[texts.language()]


def texts_of(file: Path, words: Wanted) -> Iterator[tuple[int, str, str]]:
    """Row, column and text of a Parquet or Arrow file where the words stand."""
    import pyarrow as pa
    from pyarrow import ipc, parquet

    try:
        if file.suffix == ".arrow":
            with pa.memory_map(str(file)) as held:
                table = ipc.open_file(held).read_all()
        else:
            table = parquet.read_table(file)
    except (OSError, pa.ArrowException):
        return
    for name in table.column_names:
        plain = _plain(table[name])
        if plain is None:
            continue
        held = {one for one in plain.unique().to_pylist() if one and words.is_in(one)}
        if held:
            for at, text in enumerate(plain.to_pylist()):
                if text in held:
                    yield at, name, text


def take_out(finding: Finding, words: Wanted, *, why: str, by: str, source: str) -> int:
    """Store a batch without the firm's rows or the words, and delete the old one for good.

    Returns:
        How many rows are gone or changed.

    Raises:
        RecordsError: the batch was changed meanwhile, or the disk or log cannot be written.
    """
    with batch_files.turn():
        one = next((two for two in _every() if two.newest.id == finding.detail["id"]), None)
        if one is None or one.newest.seq != finding.seen:
            raise RecordsError(
                _("it was changed meanwhile"), where=finding.where, todo=_("Look for it again.")
            )
        with TemporaryDirectory(dir=batch_files.file_of("x", "y").parent) as folder:
            changed = _without(one, words, set(finding.detail["responses"]), Path(folder))
            if changed:
                _replace(
                    one, Path(folder), set(finding.detail["responses"]), words, why, by, source
                )
    return changed


def purge(id: str, *, why: str, by: str, source: str) -> int:
    """Delete a batch for good: withdrawn if it stands; how many files."""
    with batch_files.turn():
        newest = records.history(id)[-1]
        gone = newest.seq
        with emptying.turn(by=by, source=source) as own:
            if not newest.is_withdrawn:
                gone = own.add(newest.kind, id, withdrawal(why), newest.programme)
            own.add(PURGE, records.new_id(), {"batch": id, "after": gone, "why": why})
        sort = OF_PROJECTS if newest.kind == OF_PROJECTS.kind else OF_INTERVIEWS
        batch = id.removeprefix(sort.prefix)
        emptying.remember(batches={batch: emptying.ALL})
        contacts.forget(id)
        return batch_files.remove(batch, sort.parts)


def purged() -> set[int]:
    """The rows by which batches were withdrawn whose files have been deleted."""
    return {one.body["after"] for one in records.newest_of(PURGE) if "after" in one.body}


def complete() -> int:
    """Delete files whose deletion was stopped, and their contact persons; how many files."""
    gone, left = purged(), 0
    with batch_files.turn():
        for sort in (OF_INTERVIEWS, OF_PROJECTS):
            for newest in records.newest_of(sort.kind):
                if newest.is_withdrawn and newest.seq in gone:
                    batch = newest.id.removeprefix(sort.record_id(""))
                    if n := batch_files.remove(batch, sort.parts):
                        contacts.forget(newest.id)
                    left += n
    return left


def _every() -> list[_Files]:
    every = []
    for sort in (OF_INTERVIEWS, OF_PROJECTS):
        for newest in records.newest_of(sort.kind):
            body = accepting.last_body(records.history(newest.id))
            if batch_files.digests_of(body, sort.parts):
                every.append(_Files(sort, newest, body))
    return [one for one in every if any(one.file(part).exists() for part in one.sort.parts)]


def _firms(one: _Files, words: Wanted) -> set[int]:
    """Numbers of the responses of a firm."""
    if one.sort is not OF_INTERVIEWS:
        return set()
    from pyarrow import parquet

    table = parquet.read_table(one.file("responses"), columns=["response", *_WHO[:2]])
    return {
        row["response"]
        for row in table.to_pylist()
        if any(row[key] and words.is_in(row[key]) for key in _WHO[:2])
    }


def _without(one: _Files, words: Wanted, firms: set[int], folder: Path) -> int:
    """Write the parts anew into a folder; how many rows are gone or changed."""
    from pyarrow import parquet

    gone: set[int] = set()
    if firms:
        told = parquet.read_table(one.file("responses"), columns=["response", "row"]).to_pylist()
        gone = {row["row"] for row in told if row["response"] in firms}
    changed = 0
    for part in one.sort.parts:
        table = parquet.read_table(one.file(part))
        if "response" in table.column_names:
            fresh = _leaving(table, "response", firms)
        elif "row" in table.column_names:
            fresh = _leaving(table, "row", gone)
        else:
            fresh = table
        changed += table.num_rows - fresh.num_rows
        fresh, n = _masked(fresh, words)
        changed += n
        parquet.write_table(fresh, folder / f"{part}.parquet", compression="zstd")
    return changed


def _leaving(table: pa.Table, column: str, gone: set[int]) -> pa.Table:
    import pyarrow as pa
    from pyarrow import compute

    if not gone:
        return table
    left = pa.array(sorted(gone), table.schema.field(column).type)
    return table.filter(compute.invert(compute.is_in(table[column], value_set=left)))


def _masked(table: pa.Table, words: Wanted) -> tuple[pa.Table, int]:
    """A table with a mark where the words stood; in how many cells."""
    import pyarrow as pa

    n = 0
    for at, name in enumerate(table.column_names):
        plain = _plain(table[name])
        if plain is None:
            continue
        held = {one for one in plain.unique().to_pylist() if one and words.is_in(one)}
        if held:
            # A word by itself is a row of words: that it was said is what is taken out.
            clean = {one: words.without(one) for one in held}
            values = plain.to_pylist()
            n += sum(value in held for value in values)
            fresh = pa.array([clean.get(value, value) for value in values], pa.string())
            field = table.schema.field(at)
            table = table.set_column(at, field, fresh.cast(pa.string()).cast(field.type))
    return table, n


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type):
        return column.cast(pa.string())
    return column if pa.types.is_string(kind) else None


def _replace(
    one: _Files, folder: Path, firms: set[int], words: Wanted, why: str, by: str, source: str
) -> None:
    from pyarrow import parquet

    parts = one.sort.parts
    digests = {part: batch_files.digest_of(folder / f"{part}.parquet") for part in parts}
    name = _identity(one, digests)
    main = "responses" if "responses" in parts else "projects"
    rows = parquet.read_metadata(folder / f"{main}.parquet").num_rows
    body = masked(one.body, words) | {"batch": name, "files": digests, main: rows}
    old, id = one.newest, one.sort.record_id(name)
    stands = not old.is_withdrawn
    if stands and rows:
        batch_files.put(folder, name, digests)
    with emptying.turn(by=by, source=source) as own:
        if stands and rows:
            own.add(one.sort.kind, id, body, old.programme)
        named = [two for two in records.history(old.id) if _says(two, words)]
        if named:
            # What it was called is read on, of withdrawn ones too.
            own.add(one.sort.kind, old.id, masked(one.body, words), old.programme)
        gone = own.add(one.sort.kind, old.id, withdrawal(why), old.programme)
        own.add(PURGE, records.new_id(), {"batch": old.id, "after": gone, "why": why})
        own.empty([two.seq for two in named], emptying.REQUEST, why)
    if stands and rows:
        if one.sort is OF_INTERVIEWS:
            contacts.move(old.id, id, firms)
        batch_files.settled(name)
    else:
        contacts.forget(old.id)
    gone_of = sorted(firms) if stands and rows else emptying.ALL
    emptying.remember(batches={str(one.body["batch"]): gone_of})
    batch_files.remove(str(one.body["batch"]), parts)


def _says(entry: Entry, words: Wanted) -> bool:
    return bool(entry.body_text and words.is_in(entry.body_text))


def _identity(one: _Files, digests: Mapping[str, str]) -> str:
    if one.sort is OF_INTERVIEWS:
        name = batches.identity(one.body, digests)
    else:
        name = project_batches.identity(one.body, digests)
    return name or hashlib.sha256(repr(digests).encode()).hexdigest()[:32]
