"""A program that people sign in to, with an empty log."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import settings, texts
from tests import signing_in


@pytest.fixture
def sign_in_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that says how people sign in; what is entered goes to an empty folder."""
    data = tmp_path / "data"
    data.mkdir()
    file = signing_in.write(tmp_path)
    monkeypatch.setenv("SEUTUKUVA_DATA", str(data))
    monkeypatch.setenv("SEUTUKUVA_SIGN_IN", str(file))
    for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    texts.use("en")
    return file
