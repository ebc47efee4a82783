"""What every test stands on: no network, fresh caches, one build of the starter data."""

from __future__ import annotations

import functools
import math
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from streamlit.components.v2 import manifest_scanner

from seutukuva import (
    audit,
    definitions,
    made,
    settings,
    showing,
    store,
    texts,
)

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"

# No test says how long something takes: that depends on what else the machine does.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

_connect = socket.socket.connect


def _guarded_connect(self: socket.socket, address: object) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    loopback = host.startswith("127.") or host in ("", "localhost", "::1")
    if self.family in (socket.AF_INET, socket.AF_INET6) and not loopback:
        raise RuntimeError(f"a test tried to reach {host}: tests stay on this machine")
    return _connect(self, address)  # type: ignore[arg-type]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first: begun last, one would keep a process busy alone."""
    effort: dict[Path, int] = {}
    for item in items:
        marks = [bool(item.get_closest_marker(name)) for name in ("browser", "slow")]
        effort[item.path] = max(effort.get(item.path, 0), 2 * marks[0] + marks[1])
    items.sort(key=lambda item: -effort[item.path])


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test does, it does not leave this machine."""
    monkeypatch.setattr(socket.socket, "connect", _guarded_connect)


@pytest.fixture(autouse=True)
def fresh_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept in memory outlives an AppTest; every test starts without it.

    Tests change definitions and look at once, which people don't.
    """
    store._rows.cache_clear()
    made.forget()
    audit.forget()
    store._held.set(None)
    store._held_head.set(None)
    showing.hold(None)
    definitions.overlay.hold(None)
    monkeypatch.setattr(definitions, "_LOOK_AGAIN", 0.0)
    # A command or a callback says its language for the rest of its run, which here goes on.
    texts.use(texts.DEFAULT)


@pytest.fixture(scope="session", autouse=True)
def own_definitions_looked_at_once() -> None:
    """No test writes to the project's own definitions; looking whether their files have changed,
    at every question for them, took a third of the tests' time."""
    own = settings.definitions_folder(), settings.programmes_folder()
    definitions._looked[own] = (math.inf, definitions._stamp(*own))


@pytest.fixture(scope="session", autouse=True)
def packages_read_once() -> Iterator[None]:
    """Streamlit looks for components in all installed packages at every start, and each run of a
    tested page is a start: two thirds of the time that pages' tests took."""
    with pytest.MonkeyPatch.context() as patch:
        scan = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: list(scan()))
        yield


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a version built from the starter data alone."""
    folder = tmp_path_factory.mktemp("starter")
    before = os.environ.get("SEUTUKUVA_DATA")
    os.environ["SEUTUKUVA_DATA"] = str(folder)
    try:
        import etl

        etl.ensure_published()
    finally:
        if before is None:
            del os.environ["SEUTUKUVA_DATA"]
        else:
            os.environ["SEUTUKUVA_DATA"] = before
    return folder


@pytest.fixture
def starter(starter_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program looks at the version built from the starter data."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(starter_folder))
    yield starter_folder


@pytest.fixture
def nothing_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program looks at an empty data folder."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty log at this computer, without statistics, in English."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC"):
        monkeypatch.delenv(name, raising=False)
    texts.use("en")


@pytest.fixture
def entering(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The starter's figures beside an empty log, at this computer, in English."""
    shutil.copytree(starter_folder / "build", tmp_path / "build")
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC", "SEUTUKUVA_CONTACTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    # The test client names options in the test's own language.
    texts.use("en")
    yield tmp_path
    texts.use(texts.DEFAULT)
