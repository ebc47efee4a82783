"""Hashes that tell whether definitions, starter data or the code that builds have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from seutukuva import settings

HERE = Path(__file__).parent


def definitions_hash() -> str:
    """One hash of every definition, programme and starter file, whatever the folder's place."""
    digest = hashlib.sha256()
    for folder in (
        settings.definitions_folder(),
        settings.programmes_folder(),
        settings.starter_folder(),
    ):
        _feed(digest, (file for file in folder.rglob("*") if file.suffix in (".toml", ".csv")))
    return digest.hexdigest()[:16]


def code_revision() -> str:
    """One hash of the code that decides what a built file holds."""
    digest = hashlib.sha256()
    _feed(digest, (settings.queries_folder() / "build").glob("*.sql"))
    makers = ("borders.py", "build.py", "inputs.py", "projecting.py", "stage.py")
    _feed(digest, [HERE / name for name in (*makers, "starter_projects.py")])
    program = HERE.parent / "seutukuva"
    parts = ("projects/implementers.py", "projections/pools.py", "definitions/bounds.py")
    _feed(digest, [program / part for part in parts])
    _feed(digest, (program / "forecasting").glob("*.py"))
    digest.update(parser_revision().encode())
    return digest.hexdigest()[:12]


def parser_revision() -> str:
    """One hash of the code that reads answers: staged files of another one are read again."""
    digest = hashlib.sha256()
    _feed(digest, [*HERE.glob("connectors/*.py"), HERE / "jsonstat.py", HERE / "pxjson.py"])
    return digest.hexdigest()[:12]


def _feed(digest: Any, files: Iterable[Path]) -> None:
    for file in sorted(files):
        digest.update(file.name.encode())
        # Git may write other line ends on Windows: they are no change.
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
