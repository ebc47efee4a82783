"""The commands of the administrators' guide back up, thin out, and put back."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from etl import cli
from seutukuva import records
from tests.conftest import REPOSITORY
from tests.records.conftest import SAWMILL, Home

FOLDER = "/var/backups/seutukuva"


def _documented() -> list[list[str]]:
    text = (REPOSITORY / "docs" / "administrators.md").read_text(encoding="utf-8")
    section = text[text.index("## Backup") : text.index("## Logs")]
    return [
        shlex.split(line) for line in re.findall(r"^python -m etl (.+)$", section, re.MULTILINE)
    ]


def test_the_documented_commands_work(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if home.url:
        pytest.skip("PostgreSQL is restored into an empty database only")
    records.append("event", SAWMILL, by="local")
    before = records.since(0)
    folder = tmp_path / "backups"
    folder.mkdir()
    done = []
    for command, *rest in _documented():
        named = [str(folder) if one == FOLDER else one for one in rest]
        if command == "restore":
            [file] = folder.glob("*.zip")
            named = [str(file), "--replace"]
        if command == "backup" and any(folder.iterdir()):
            continue
        if command == "verify":
            assert records.verify() == []
            continue
        assert cli.main([command, *named]) == 0, capsys.readouterr()
        done.append(command)
    assert done == ["backup", "backups", "restore"]
    assert records.since(0) == before and next(home.folder.glob("replaced-*")).is_dir()
