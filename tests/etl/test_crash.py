"""A build that is killed leaves the last good version, and the next run completes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from etl import cli, versions
from tests.etl.killing import kill_loop

KILLS = int(os.environ.get("SEUTUKUVA_KILLS") or 3)


@pytest.mark.slow
def test_killed_at_any_moment_the_last_good_version_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kill_loop(tmp_path, KILLS, seed=20261)
    assert [kill.problem for kill in found] == [""] * KILLS
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    assert cli.main(["run", "--offline", "--json"]) == 0
    assert len(versions.kept()) <= 2
    left = {file.name for file in (tmp_path / "build").iterdir() if file.is_file()}
    assert left == {
        "build.lock",
        "current.json",
        *(f"seutukuva-{version}.duckdb" for version in versions.kept()),
    }
