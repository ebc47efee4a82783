"""Definitions of a later day: a municipality is gone from them, as after a merger."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from seutukuva import settings

GONE = "FI-KU265"


def without_an_area(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program read definitions that know nothing of ``GONE``."""
    for name, own in (
        ("definitions", settings.definitions_folder()),
        ("programmes", settings.programmes_folder()),
    ):
        shutil.copytree(own, folder / name)
    for file in [*folder.rglob("*.toml"), *folder.rglob("*.csv")]:
        text = file.read_text(encoding="utf-8")
        if GONE not in text:
            continue
        if file.suffix == ".csv":
            lines = text.splitlines(keepends=True)
            text = "".join(line for line in lines if not line.startswith(GONE))
        else:
            # A table of its own, the tile of the map, or one of a list.
            text = re.sub(rf'\[\[tile\]\]\narea = "{GONE}"\n(?:.+\n)*', "", text)
            text = text.replace(f'"{GONE}", ', "")
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(settings, "definitions_folder", lambda: folder / "definitions")
    monkeypatch.setattr(settings, "programmes_folder", lambda: folder / "programmes")
