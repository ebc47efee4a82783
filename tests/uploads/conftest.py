"""An inbox of its own for each test, and programs in place of the one that reads files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from seutukuva import stepping, texts
from tests.uploads import sending


@pytest.fixture(autouse=True)
def own_inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty data folder, and messages as they are written."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    texts.use("en")


@pytest.fixture(autouse=True)
def others() -> None:
    """Know the processes that are none of the test's."""
    sending.OTHERS.clear()
    sending.OTHERS.update(sending.all_children())


@pytest.fixture
def child_does(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Another program in place of the worker."""

    def replace(program: str) -> None:
        monkeypatch.setattr(
            stepping, "_command", lambda step, place: [sys.executable, "-c", program, str(place)]
        )

    return replace
