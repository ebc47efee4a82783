"""A data folder with something of everything that a backup holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from seutukuva import forgetting
from seutukuva.records import log, salt
from tests.etl.backups import filled
from tests.records.conftest import Home, home, in_english, postgresql

__all__ = ["home", "in_a_file", "in_english", "postgresql"]

Go = Callable[..., Home]
# For what is the same wherever the log is kept.
in_a_file = pytest.mark.parametrize("home", ["sqlite"], indirect=True)


@pytest.fixture
def whole(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Rows, interviews, the key, persons, two versions, borders and an answer of a server."""
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    filled.fill(home.folder)
    return home


@pytest.fixture
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Go]:
    """Be on another computer: another data folder, and another database if one is given."""

    def go(folder: Path | None = None, url: str = "") -> Home:
        there = folder or tmp_path_factory.mktemp("elsewhere")
        for one in log._logs.values():
            one._engine.dispose()
        log._logs.clear()
        salt._must_be_noted.cache_clear()
        monkeypatch.setenv("SEUTUKUVA_DATA", str(there))
        monkeypatch.setenv("SEUTUKUVA_DATABASE", url)
        forgetting.everything_told()
        return Home(there, url)

    yield go
    for one in log._logs.values():
        one._engine.dispose()
