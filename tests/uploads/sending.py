"""A small file that is sent, and the processes that read it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from seutukuva import intake
from tests.etl.interviews import making

GOOD = making.sheet_of([["Yritys", "Väki"], ["Oy A Ab", 5], ["B Oy", 7]])
# Children that were there before the test: a browser, a database of other tests.
OTHERS: set[int] = set()


def received(content: bytes = GOOD, name: str = "vastaukset.xlsx") -> intake.Upload:
    """An upload in the inbox."""
    return intake.receive(
        name, content, questionnaire="seutuprove", wave="2026-10", organisation="kehitys"
    )


def is_alive(pid: int) -> bool:
    """Whether a process has not ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def all_children() -> set[int]:
    """Every process that this one has started and that has not ended."""
    found: set[int] = set()
    for task in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        # A thread may end meanwhile.
        with contextlib.suppress(FileNotFoundError):
            found |= {int(pid) for pid in task.read_text(encoding="ascii").split()}
    return {pid for pid in found if is_alive(pid)}


def children() -> list[int]:
    """Those that the test has started."""
    if not Path(f"/proc/{os.getpid()}/task").is_dir():
        pytest.skip("this system does not list a process's children")
    return sorted(all_children() - OTHERS)
