"""A log of one's own with a person and a firm in every place that can hold them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import texts
from tests.shell import sit_at


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder of the person at this computer; contact persons are kept."""
    sit_at(tmp_path, monkeypatch)
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    texts.use("en")
    yield tmp_path
    texts.use(texts.DEFAULT)
