"""The commands as the person at this computer gives them, and what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from etl import cli
from seutukuva import settings
from seutukuva.records import log


def sit_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on this data folder, on a computer of one's own, in English."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(folder))
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    for name in (
        "SEUTUKUVA_PUBLIC",
        "SEUTUKUVA_DATABASE",
        "SEUTUKUVA_SIGN_IN",
        "SEUTUKUVA_CONTACTS",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    monkeypatch.setattr(log, "_logs", {})


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """How a command ends, what it prints, and what it says beside that."""
    capsys.readouterr()
    status = cli.main(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """How a command ends, and what it prints for programs."""
    status, out, _err = told(capsys, *arguments, "--json")
    return status, json.loads(out)
