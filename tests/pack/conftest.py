"""A programme's year, entered once for all tests of packs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import store, texts
from seutukuva.editions.register import Edition
from seutukuva.interviews import demonstration
from tests.pack import filled
from tests.shell import sit_at


@pytest.fixture(scope="module")
def year_folder(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's figures with invented interviews and a whole year of entries."""
    folder = tmp_path_factory.mktemp("year")
    shutil.copytree(starter_folder / "build", folder / "build")
    with pytest.MonkeyPatch.context() as patch:
        sit_at(folder, patch)
        texts.use("en")
        store.hold_version()
        demonstration.load("en")
        filled.year()
    return folder


@pytest.fixture
def year(year_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Edition]]:
    """The program looks at that year, in English: its editions by name."""
    from seutukuva.editions import register

    sit_at(year_folder, monkeypatch)
    texts.use("en")
    store.hold_version()
    yield {one.name: one for one in register.listed()}
    texts.use(texts.DEFAULT)
