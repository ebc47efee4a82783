"""A programme's year, entered once for all tests of packs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import settings, store, texts
from seutukuva.editions.register import Edition
from seutukuva.interviews import demonstration
from tests.pack import filled


@pytest.fixture(scope="module")
def year_folder(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's figures with invented interviews and a whole year of entries."""
    folder = tmp_path_factory.mktemp("year")
    shutil.copytree(starter_folder / "build", folder / "build")
    with pytest.MonkeyPatch.context() as patch:
        _look_at(folder, patch)
        texts.use("en")
        store.hold_version()
        demonstration.load("en")
        filled.year()
    return folder


def _look_at(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("SEUTUKUVA_DATA", str(folder))
    for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC", "SEUTUKUVA_CONTACTS"):
        patch.delenv(name, raising=False)
    patch.setattr(settings, "_announced_public", None)


@pytest.fixture
def year(year_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Edition]]:
    """The program looks at that year, in English: its editions by name."""
    from seutukuva.editions import register

    _look_at(year_folder, monkeypatch)
    texts.use("en")
    store.hold_version()
    yield {one.name: one for one in register.listed()}
    texts.use(texts.DEFAULT)
