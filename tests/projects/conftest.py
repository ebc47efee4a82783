"""The log of somebody who follows projects up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import settings, texts
from seutukuva.records import log


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty log of the person at this computer; what is said is said in English."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    monkeypatch.delenv("SEUTUKUVA_PUBLIC", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    monkeypatch.setattr(log, "_logs", {})
    texts.use("en")
    yield tmp_path
    texts.use(texts.DEFAULT)
    for one in log._logs.values():
        one._engine.dispose()
