"""Pages that are opened at the same moment of a fresh process do not get in each other's way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from seutukuva import navigation
from seutukuva.ui import loading
from tests.conftest import REPOSITORY

AT_ONCE = """
import random, sys, threading
import seutukuva.ui
from seutukuva import navigation
from seutukuva.ui import loading

names = [page.name for page in navigation.found()]
random.Random(int(sys.argv[1])).shuffle(names)
gate, failed = threading.Barrier(len(names)), []

def opened(name):
    gate.wait()
    try:
        loading.load(name)
    except BaseException as error:
        failed.append(f"{name}: {error!r}")

threads = [threading.Thread(target=opened, args=[name]) for name in names]
sys.setswitchinterval(0.00005)
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
sys.exit("; ".join(failed) or 0)
"""


def test_what_a_page_names_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text(
        "import streamlit as st\n"
        "from seutukuva import texts\n"
        "from seutukuva.texts import _\n"
        "def later():\n    from seutukuva.ui import uploads\n",
        encoding="utf-8",
    )
    wanted = {"seutukuva", "seutukuva.texts", "seutukuva.ui", "seutukuva.ui.uploads"}
    assert set(loading.named(page)) == wanted


def test_every_page_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_loaded", set())
    loading.load_all()
    names = {page.name for page in navigation.found()}
    assert loading._loaded == names

    def never(_page: Path) -> list[str]:
        raise AssertionError("it was loaded already")

    monkeypatch.setattr(loading, "named", never)
    for name in names:
        loading.load(name)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_all_pages_are_opened_at_once_in_a_fresh_process(seed: int) -> None:
    command = [sys.executable, "-c", AT_ONCE, str(seed)]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr[-2000:]
