"""Damaged files, a few of the thousands that `python -m bench mutations` reads."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench import mutations

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow


@pytest.mark.slow
def test_damaged_files_end_in_a_table_or_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    # Others than those of the benchmark.
    files = dict(mutations._damaged(120, random.Random(4)))
    for name, content in files.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_bytes(content)
    ends = dict(mutations._ends(tmp_path, list(files)))
    assert set(ends) == set(files)
    assert "mistake" not in ends.values()
    died = [name for name, ended in ends.items() if ended == "death"]
    assert all(mutations._is_told(name, files[name]) for name in died)
    assert list(ends.values()).count("table") > 10


def test_a_damaged_file_is_the_same_each_time() -> None:
    assert list(mutations._damaged(20, random.Random(1))) == list(
        mutations._damaged(20, random.Random(1))
    )
