"""Publishing: one step, whole files, the last good version whatever happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import etl
from etl import build, publish, revisions, stage, verify, versions
from etl.versions import Pointer
from seutukuva import settings
from seutukuva.errors import MissingData, SeutukuvaError
from tests.conftest import REPOSITORY
from tests.etl.sample import Country, Figure, country

pytestmark = pytest.mark.slow

__all__ = ["country"]

A = "FI-KU001"


def people(n: float) -> list[Figure]:
    return [("population", A, "2024", n, "final")]


def published(place: Country) -> Pointer:
    build.build(place.defs(), stage.stage(place.defs()))
    return publish.publish(place.defs()).pointer


def folder(place: Country) -> Path:
    return place.folder / "data" / "build"


def test_the_pointer_names_a_whole_file(country: Country) -> None:
    country.answer(people(1))
    pointer = published(country)
    said = json.loads((folder(country) / "current.json").read_text())
    assert (said["version"], said["previous"]) == (pointer.version, "")
    assert said["file"] == f"seutukuva-{pointer.version}.duckdb"
    assert versions.current() == pointer
    assert not build.candidate_file().exists()
    assert not list(folder(country).glob("*.wal"))
    assert [one for one in verify.verify(country.defs()) if not one.ok] == []


def test_publishing_without_a_build_says_what_to_do(country: Country) -> None:
    with pytest.raises(MissingData, match="python -m etl build"):
        publish.publish(country.defs())


@pytest.mark.slow
def test_two_versions_are_kept_and_pinned_ones_too(country: Country) -> None:
    made = []
    for n in range(5):
        country.answer(people(n + 1))
        made.append(published(country).version)
        if n == 0:
            (folder(country) / "pinned.json").write_text(json.dumps([made[0]]))
    assert set(versions.kept()) == {made[0], made[3], made[4]}
    pointer = versions.current()
    assert pointer and (pointer.version, pointer.previous) == (made[4], made[3])


def test_a_damaged_list_of_pins_removes_nothing(country: Country) -> None:
    for n in range(2):
        country.answer(people(n + 1))
        published(country)
    (folder(country) / "pinned.json").write_text("{oops")
    country.answer(people(9))
    published(country)
    assert len(versions.kept()) == 3
    with pytest.raises(SeutukuvaError, match="pinned.json"):
        versions.pinned()


def test_leftovers_of_a_killed_run_are_removed(country: Country) -> None:
    country.answer(people(1))
    pointer = published(country)
    for name in ("building-1.duckdb", "building-1.duckdb.wal", "current.json.1.tmp"):
        (folder(country) / name).write_bytes(b"half")
    (folder(country) / "seutukuva-20200101T000000Z-00000000.duckdb").write_bytes(b"half")
    with versions.builder_lock():
        pass
    names = {file.name for file in folder(country).iterdir() if file.is_file()}
    assert names == {"build.lock", "current.json", pointer.file}


# A process of its own, and no copy of this one: what stands as its main module is whatever page
# was tested last.
HOLDER = """
import sys, time
from etl import versions
with versions.builder_lock():
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_builder_at_a_time_and_a_dead_one_holds_nothing(country: Country) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER],
        cwd=REPOSITORY,
        env={**os.environ, "SEUTUKUVA_DATA": str(country.folder / "data")},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(versions.Busy, match=str(other.pid)), versions.builder_lock():
            pass
        assert versions.builder() == str(other.pid)
    finally:
        other.kill()
        other.communicate()
    with versions.builder_lock():
        assert versions.builder() == str(os.getpid())
    assert versions.builder() == ""


def test_a_damaged_published_file_is_found_and_replaced(country: Country) -> None:
    country.answer(people(1))
    pointer = published(country)
    body = bytearray(pointer.path.read_bytes())
    body[:4096] = bytes(4096)
    pointer.path.write_bytes(bytes(body))
    assert [one.kind for one in verify.verify(country.defs()) if not one.ok] == ["version"]
    country.answer(people(2))
    published(country)
    assert [one for one in verify.verify(country.defs()) if not one.ok] == []


def test_changed_facts_are_found(country: Country) -> None:
    country.answer(people(1))
    pointer = published(country)
    with build.opened(pointer.path, writable=True) as con:
        con.execute("update fct_observation set value = 2")
    (finding,) = [one for one in verify.verify(country.defs()) if not one.ok]
    assert finding.name == pointer.version


def test_a_changed_answer_is_found(country: Country) -> None:
    country.answer(people(1))
    published(country)
    (part,) = (country.folder / "data" / "raw").glob("*/*/part-001.json.gz")
    part.write_bytes(b"")
    assert [one.kind for one in verify.verify(country.defs()) if not one.ok] == ["answer"]


@pytest.mark.slow
def test_ensure_published_builds_once_and_again_when_something_changed(country: Country) -> None:
    country.starter("first", people(1))
    first = etl.ensure_published()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(etl, "_publish_what_is_here", None)
        assert etl.ensure_published() == first
    country.starter("second", [("jobs", A, "2024", 1, "final")])
    second = etl.ensure_published()
    assert second != first and versions.current().version == second  # type: ignore[union-attr]


@pytest.mark.slow
def test_ensure_published_keeps_the_last_version_when_a_build_fails(
    country: Country, caplog: pytest.LogCaptureFixture
) -> None:
    country.starter("first", people(1))
    first = etl.ensure_published()
    country.starter("second", [("nonsense", A, "2024", 1, "final")])
    assert etl.ensure_published() == first
    assert "names_are_known" in caplog.text
    (country.folder / "definitions" / "themes.toml").write_text("oops = 1")
    assert etl.ensure_published() == first


def test_a_version_of_another_program_is_waited_for(country: Country) -> None:
    country.starter("first", people(1))
    first = etl.ensure_published()
    pointer = settings.build_folder() / versions.POINTER
    ours = pointer.read_text()
    pointer.write_text(json.dumps({**json.loads(ours), "code_revision": "of another program"}))
    held, pointed = threading.Event(), threading.Event()

    def build_elsewhere() -> None:
        with versions.builder_lock():
            held.set()
            time.sleep(0.3)
            pointer.write_text(ours)
            pointed.set()

    builder = threading.Thread(target=build_elsewhere)
    builder.start()
    held.wait()
    assert etl.ensure_published() == first
    assert pointed.is_set()
    builder.join()
    assert versions.kept() == [first], "what another process has just published is taken"


def test_a_version_of_another_program_is_built_anew(country: Country) -> None:
    country.starter("first", people(1))
    first = etl.ensure_published()
    with build.opened(versions.file_of(first), writable=True) as con:
        for table, column in (("dim_area", "name_nb"), ("dim_indicator", "title_nb")):
            con.execute(f"alter table {table} drop column {column}")
    pointer = settings.build_folder() / versions.POINTER
    entry = json.loads(pointer.read_text())
    pointer.write_text(json.dumps({**entry, "code_revision": "of another program"}))
    second = etl.ensure_published()
    assert second != first
    with build.opened(versions.file_of(second)) as con:
        assert con.execute("select count(name_nb) from dim_area").fetchall() == [(8,)]


def test_ensure_published_with_nothing_at_all_is_an_error(country: Country) -> None:
    with pytest.raises(MissingData):
        etl.ensure_published()


def test_line_ends_are_no_change(country: Country) -> None:
    before = revisions.definitions_hash()
    file = country.folder / "definitions" / "themes.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert revisions.definitions_hash() == before
