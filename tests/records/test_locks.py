"""Locks between processes."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest

from seutukuva.records import locks


def test_one_at_a_time(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        with locks.alone(tmp_path / "folder" / ".lock"):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=work) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert most == [1] * 8


def test_whoever_is_refused_a_lock_asks_until_it_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_SECONDS_BETWEEN", 0.0)
    asked: list[int] = []

    def take() -> None:
        asked.append(1)
        if len(asked) < 1_000:
            raise OSError(errno.EACCES if len(asked) % 2 else errno.EDEADLK, "taken")

    locks.wait(take)
    assert len(asked) == 1_000

    def broken() -> None:
        raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(OSError, match="no space"):
        locks.wait(broken)
