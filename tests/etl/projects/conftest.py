"""What tests of lists of projects share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seutukuva import texts


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch) -> Iterator[None]:
    """A log of the test's own, and messages as they are written."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)
