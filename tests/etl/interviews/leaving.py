"""What a check leaves of an upload, in a folder of the test's own."""

from __future__ import annotations

import json

import pytest
from pyarrow import parquet

from etl.interviews.checking import checking
from seutukuva import texts
from seutukuva.records import batches
from tests.etl.interviews.sheets import checked


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """A data folder of the test's own; messages in English."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def leave(folder, rows, **how):
    """Check rows and leave the outcome in a folder, as the step does."""
    folder.mkdir(exist_ok=True)
    case, found = checked(rows, **how)
    (folder / "upload.json").write_text(json.dumps(dict(case.upload)))
    decided = {"decided": batches.decided(folder)}
    (folder / "mapping.json").write_text(json.dumps({**case.mapping, **decided}))
    return case, checking.left(folder, case, found)


def table(folder, part):
    """The rows of one part of what was left."""
    return parquet.read_table(folder / f"{part}.parquet").to_pylist()
