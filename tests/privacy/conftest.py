"""A log of one's own with a person and a firm in every place that can hold them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import settings, texts
from seutukuva.records import log


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder of the person at this computer; contact persons are kept."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    for name in ("SEUTUKUVA_PUBLIC", "SEUTUKUVA_DATABASE", "SEUTUKUVA_SIGN_IN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    monkeypatch.setattr(log, "_logs", {})
    texts.use("en")
    yield tmp_path
    texts.use(texts.DEFAULT)
