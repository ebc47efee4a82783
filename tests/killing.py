"""Processes that are there to be killed: quickly begun, with the surroundings of whoever begins."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from types import ModuleType
from typing import Any, BinaryIO

# Python's own start takes longer than what is to be killed, and stores nothing.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "tests.audit.read_killing",
        "tests.etl.backups.killing",
        "tests.etl.import_killing",
        "tests.records.edit_killing",
    ]
)


def begun(work: Callable[..., object], *given: object) -> ForkServerProcess:
    """A process that does this, with the environment as it is now."""
    process = _FORKS.Process(target=_surrounded, args=(dict(os.environ), work, *given))
    main = sys.modules["__main__"]
    # The page that a test has run last stands there, and the process would run it once more.
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        process.start()
    finally:
        sys.modules["__main__"] = main
    return process


def ready(work: Callable[..., object], *given: object) -> tuple[ForkServerProcess, BinaryIO]:
    """A process that has said "ready" on its standard output, and what it says from then on."""
    receiver, sender = _FORKS.Pipe(duplex=False)
    process = begun(_heard, sender, work, *given)
    sender.close()
    said = os.fdopen(os.dup(receiver.fileno()), "rb")
    receiver.close()
    assert said.readline() == b"ready\n"
    return process, said


def _surrounded(environment: dict[str, str], work: Callable[..., object], *given: Any) -> None:
    # The server of the forks keeps the environment in which the first of them was begun, maybe by
    # another test.
    os.environ.clear()
    os.environ.update(environment)
    work(*given)


def _heard(told: Connection, work: Callable[..., object], *given: Any) -> None:
    os.dup2(told.fileno(), sys.stdout.fileno())
    work(*given)
