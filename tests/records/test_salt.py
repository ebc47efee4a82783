"""The secret of the rounding: made once, kept, for its owner alone."""

from __future__ import annotations

import hashlib
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from seutukuva import records, settings, texts
from seutukuva.errors import InvalidRecord, RecordsError
from seutukuva.records import salt


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    texts.use("en")
    return tmp_path


def _what_verify_says() -> list[str]:
    return [one.what for one in records.verify()]


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
    assert "not the one that was used before" in _what_verify_says()[0]


def test_the_log_holds_its_hash_from_the_first_use_on() -> None:
    text = salt.read().hex()
    salt.read()
    (row,) = records.since(0)
    assert row.body["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert text not in str(row) and _what_verify_says() == []


def test_a_lost_one_is_not_replaced_in_silence() -> None:
    salt.read()
    salt.file().unlink()
    with pytest.raises(RecordsError, match="missing"):
        salt.read()
    assert not salt.file().exists()
    assert "is missing" in _what_verify_says()[0]


def test_another_one_is_refused_though_it_is_whole() -> None:
    salt.read()
    salt.file().write_text("ab" * 32, encoding="ascii")
    with pytest.raises(RecordsError, match="not the one that was used before"):
        salt.read()
    assert "not the one that was used before" in _what_verify_says()[0]


def test_a_new_one_is_made_on_purpose_only_and_only_where_it_is_lost() -> None:
    first = salt.read()
    with pytest.raises(RecordsError, match="not lost"):
        salt.renew(by="local", why="the disk broke")
    salt.file().unlink()
    with pytest.raises(InvalidRecord):
        salt.renew(by="local", why=" ")
    salt.renew(by="local", why="the disk broke")
    assert salt.read() != first and _what_verify_says() == []
    assert [one.body["why"] for one in records.since(0)][1:] == ["the disk broke"]


def test_each_purpose_has_a_key_of_its_own() -> None:
    found = {salt.key(salt.ROUNDING), salt.key(salt.NEEDS), salt.read()}
    assert len(found) == 3
    assert salt.key(salt.NEEDS) in found, "the same each time"
