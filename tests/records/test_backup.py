"""The copy that the administrators' guide makes is a whole log."""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from seutukuva import records
from seutukuva.records import place
from tests.conftest import REPOSITORY
from tests.records.conftest import SAWMILL, Home


def _documented() -> list[str]:
    text = (REPOSITORY / "docs" / "administrators.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^python (-c .*vacuum into.*)$", text, re.MULTILINE)
    return shlex.split(command)


def test_the_documented_copy_is_a_whole_log(home: Home, tmp_path: Path) -> None:
    if home.url:
        pytest.skip("PostgreSQL has its own means")
    for number in range(3):
        records.append("event", {**SAWMILL, "title": f"Event {number}"}, by="local")
    # Whoever reads meanwhile keeps what is written beside the file.
    reader = sqlite3.connect(place.file())
    reader.execute("select count(*) from rec_log")
    records.append("event", {**SAWMILL, "title": "Event 3"}, by="local")
    before = records.since(0)
    assert place.file().with_name("log.sqlite-wal").stat().st_size, "rows stand beside the file"
    subprocess.run([sys.executable, *_documented()], cwd=tmp_path, check=True)
    records.append("event", SAWMILL, by="local")
    reader.close()
    home.opened_anew()
    for file in place.file().parent.glob("log.sqlite*"):
        file.unlink()
    (tmp_path / "log-copy.sqlite").rename(place.file())
    assert records.since(0) == before
    assert [problem.seq for problem in records.verify()] == [5], "the kept row is newer"
    home.witness.unlink()
    assert records.verify() == []
    records.append("event", SAWMILL, by="local")
    with sqlite3.connect(place.file()) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
        with pytest.raises(sqlite3.IntegrityError, match="never removed"):
            connection.execute("delete from rec_log")
    connection.close()
