"""The secret of the rounding: made once, kept, for its owner alone."""

from __future__ import annotations

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from seutukuva.errors import RecordsError
from seutukuva.records import salt


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    return tmp_path


def test_it_is_made_once_whoever_asks_first(own_folder: Path) -> None:
    with ThreadPoolExecutor(8) as several:
        found = set(several.map(lambda _n: salt.read(), range(32)))
    assert len(found) == 1
    assert len(found.pop()) == 32
    assert not list((own_folder / "records").glob("*.tmp"))


def test_another_installation_has_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = salt.read()
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "other"))
    assert salt.read() != first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights of files")
def test_its_owner_alone_reads_it() -> None:
    salt.read()
    assert stat.S_IMODE(salt.file().stat().st_mode) == 0o600


def test_a_damaged_one_is_not_replaced() -> None:
    salt.read()
    salt.file().write_text("cut off", encoding="ascii")
    with pytest.raises(RecordsError, match="damaged"):
        salt.read()
    assert salt.file().read_text(encoding="ascii") == "cut off"
