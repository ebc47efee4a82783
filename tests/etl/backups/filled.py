"""What a data folder holds when a backup is made of it, small."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path

import duckdb

from etl import build
from seutukuva import records, store
from seutukuva.interviews import batches as reading
from seutukuva.records import beside, contacts, people, salt
from tests import tiny_version
from tests.records.conftest import SAWMILL
from tests.records.tiny_batch import accepted

PERSON = "p-0123456789abcdef"
OLDER = "20260901T000000Z-0badcafe"


def fill(folder: Path) -> None:
    """Fill an empty data folder and its log."""
    publish(folder)
    answer(folder / "raw" / "statfin_11re" / "20261001T050000Z-0123abcd")
    (folder / "raw" / "statfin_11re" / ".draft-1-00").mkdir()
    (folder / "raw" / "statfin_11re" / ".draft-1-00" / "part-001.json.gz").write_bytes(b"half")
    for number in range(3):
        records.append("event", {**SAWMILL, "title": f"Event {number}"}, by="local")
    entry = accepted(folder / "inbox" / ("a" * 32))
    contacts.keep(entry.id, [{"response": 0, "name": "Maija"}], dt.date(2099, 1, 1))
    with beside.writing(people.metadata) as connection:
        names = [column.name for column in people.person_table.columns]
        row = dict.fromkeys(names, "x") | {"id": PERSON}
        connection.execute(people.person_table.insert().values(row))
    assert salt.key(salt.ROUNDING)
    (folder / "records" / "drafts").mkdir(exist_ok=True)
    (folder / "records" / "drafts" / f"{'b' * 32}.json").write_text("{}")


def publish(folder: Path) -> None:
    """A version of a few figures that names its own content, and an older one."""
    file = tiny_version.publish(folder) / "build" / f"seutukuva-{tiny_version.VERSION}.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("alter table build_info add column content_hash varchar")
        connection.execute(
            "update build_info set content_hash = ?", [build.content_hash(connection)]
        )
    # The names of real versions have no full stop.
    named = file.with_name("seutukuva-20261001T060000Z-1a2b3c4d.duckdb")
    file.rename(named)
    (file.parent / "current.json").write_text(
        json.dumps(
            {"version": "20261001T060000Z-1a2b3c4d", "file": named.name, "published_at": "x"}
        )
    )
    named.with_name(f"seutukuva-{OLDER}.duckdb").write_bytes(named.read_bytes())
    (file.parent / "candidate.duckdb").write_bytes(b"not published")
    (file.parent / "pinned.json").write_text(json.dumps([OLDER]))


def answer(folder: Path) -> None:
    """A stored answer of a statistics server."""
    folder.mkdir(parents=True)
    (folder / "part-001.json.gz").write_bytes(gzip.compress(b"{}"))
    (folder / "snapshot.json").write_text("{}")
    (folder.parent / "state.json").write_text("{}")


def state() -> dict[str, object]:
    """All that was entered, as a reader of this data folder finds it."""
    store.hold_version()
    return {
        "rows": records.since(0),
        "problems": records.verify(),
        "answers": reading.answers(reading.standing()).to_csv(),
        "key": salt.key(salt.ROUNDING),
        "contacts": contacts.names(),
        "persons": [str(row["id"]) for row in persons()],
    }


def persons() -> list[dict[str, object]]:
    """The table of persons."""
    from sqlalchemy import select

    with beside.writing(people.metadata) as connection:
        rows = connection.execute(select(people.person_table)).mappings()
        return [dict(row) for row in rows]


def files(folder: Path) -> dict[str, bytes]:
    """What stands on the disk and is no log: the content of each file, by name."""
    found = {}
    for one in sorted(folder.rglob("*")):
        name = one.relative_to(folder).as_posix()
        is_kept = name.startswith(("build/", "raw/", "records/batches/"))
        if one.is_file() and is_kept and not name.endswith(".lock"):
            found[name] = one.read_bytes()
    return found
