"""Versions that an edition names stay, whatever became of the edition; in doubt all of them do."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from etl import publish, versions
from seutukuva import definitions, records, settings
from seutukuva.errors import MissingVersion
from seutukuva.records import locking

VERSIONS = [f"2026010{n}T000000Z-0000000{n}" for n in range(1, 7)]


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six versions, of which the last is the current one and the fifth the one before."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    build = tmp_path / "build"
    build.mkdir()
    for version in VERSIONS:
        (build / f"seutukuva-{version}.duckdb").write_bytes(b"x")
    told = {"version": VERSIONS[5], "previous": VERSIONS[4], "published_at": ""}
    told["file"] = f"seutukuva-{VERSIONS[5]}.duckdb"
    (build / "current.json").write_text(json.dumps(told), encoding="utf-8")
    return build


def freeze(version: str, name: str = "2026-04") -> records.Entry:
    body = {
        **{"name": name, "round": name[:7], "day": "2026-04-15", "version": version, "seq": 0},
        **{"chain_hash": "0" * 64, "content_hash": "c", "fingerprint": "f", "program": "1"},
        **{"areas": ["FI-KU729"], "state": "draft", "state_on": "2026-04-15"},
    }
    found = [one for one in records.newest_of(locking.EDITION) if one.id == name]
    expect = found[0].seq if found else None
    return records.append(locking.EDITION, body, id=name, by="local", expect=expect)


def left() -> list[str]:
    return sorted(versions.kept())


def test_without_editions_the_current_one_and_the_one_before_stay() -> None:
    assert sorted(versions.prune()) == VERSIONS[:4]
    assert left() == VERSIONS[4:]


def test_what_any_row_of_an_edition_has_named_stays(kept: Path) -> None:
    freeze(VERSIONS[0])
    freeze(VERSIONS[1])  # frozen anew: what was shown before stays as well
    gone = freeze(VERSIONS[2], "2026-10")
    records.withdraw(gone.id, "local", "By mistake.", gone.seq)
    assert versions.prune() == [VERSIONS[3]]
    assert left() == [*VERSIONS[:3], *VERSIONS[4:]]
    # Again, by the next builder.
    versions.sweep()
    assert left() == [*VERSIONS[:3], *VERSIONS[4:]]


def test_another_programmes_editions_keep_their_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    found = definitions.load()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(definitions, "load", lambda: found)
        elsewhere.setattr(settings, "programme_id", lambda: "another")
        freeze(VERSIONS[0])
    assert versions.prune() == VERSIONS[3:0:-1]


def test_pinned_ones_stay_beside_those_of_editions(kept: Path) -> None:
    freeze(VERSIONS[0])
    (kept / "pinned.json").write_text(json.dumps([VERSIONS[2]]), encoding="utf-8")
    versions.prune()
    assert left() == [VERSIONS[0], VERSIONS[2], *VERSIONS[4:]]


@pytest.mark.parametrize("damage", ["damaged", "removed", "emptied"])
def test_where_the_log_cannot_be_read_nothing_is_removed(
    kept: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    freeze(VERSIONS[0])
    log = settings.records_folder() / "log.sqlite"
    for beside in log.parent.glob("log.sqlite-*"):
        beside.unlink()
    if damage == "removed":
        log.unlink()
    else:
        log.write_bytes(b"no database" * 1000 if damage == "damaged" else b"")
    with caplog.at_level(logging.WARNING):
        assert versions.prune() == []
    assert left() == VERSIONS
    assert "no old version was removed" in caplog.text


def test_a_version_that_is_removed_can_no_longer_be_named() -> None:
    """Asked inside the log's own turn of writing: after it nothing that is named is removed."""
    versions.prune()
    with pytest.raises(MissingVersion, match=VERSIONS[0]):
        freeze(VERSIONS[0])
    assert records.latest_seq() == 0, "nothing is half stored"
    freeze(VERSIONS[4])
    # Lost later past the program's rules: its edition can still take its steps.
    versions.file_of(VERSIONS[4]).unlink()
    (own,) = records.newest_of(locking.EDITION)
    records.withdraw(own.id, "local", "Its statistics are lost.", own.seq)


def test_with_nothing_to_remove_the_log_is_left_alone(kept: Path) -> None:
    freeze(VERSIONS[0])
    for version in VERSIONS[:4]:
        versions.file_of(version).unlink()
    (settings.records_folder() / "log.sqlite").write_bytes(b"no database" * 1000)
    assert versions.prune() == [] and left() == VERSIONS[4:]


def test_borders_of_a_version_that_cannot_be_read_stay(kept: Path) -> None:
    geo = kept / "geo"
    geo.mkdir()
    (geo / "old.geojson").write_text("{}")
    freeze(VERSIONS[0])
    versions.prune()
    publish._forget_borders()
    assert (geo / "old.geojson").exists()
