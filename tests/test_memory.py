"""What nobody needs any more goes soon, and only when somebody has done something."""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from seutukuva import made, memory, store


class _Session:
    """Knows itself, as sessions and charts do, so that only a collection ends it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def left() -> Iterator[weakref.ref[_Session]]:
    """Something that nobody needs and that has outlived the quick collections."""
    gc.disable()
    gc.unfreeze()
    session = _Session()
    gc.collect()
    gc.collect(1)
    found = weakref.ref(session)
    del session
    yield found
    gc.unfreeze()
    gc.enable()


def test_what_was_left_goes_and_an_idle_server_does_nothing(
    left: weakref.ref[_Session],
) -> None:
    gc.collect(1)
    assert left() is not None
    assert memory.tidy() and left() is None
    assert not memory.tidy()


def test_what_outlived_one_time_goes_at_a_later_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "TIMES_BETWEEN_FULL", 3)
    monkeypatch.setattr(memory, "_times", 0)
    session = _Session()
    gc.collect(1)
    assert memory.tidy()
    found = weakref.ref(session)
    del session
    for _time in range(3):
        gc.collect(1)
        assert memory.tidy()
    assert found() is None
    gc.unfreeze()


@pytest.mark.slow
def test_what_was_made_of_an_older_version_is_let_go(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[int]()

    def made_once() -> int:
        return made.once(lambda: asked.append(1) or len(asked), "memory")

    monkeypatch.setattr(memory, "_version", "")
    kept = store.current_version()
    assert [made_once(), made_once()] == [1, 1]
    gc.collect(1)
    assert memory.tidy() and made_once() == 1
    newer = dataclasses.replace(kept, id=kept.id + "x")
    with monkeypatch.context() as published:
        published.setattr(store, "current_version", lambda: newer)
        gc.collect(1)
        assert memory.tidy()
    assert made_once() == 2
    gc.unfreeze()


def test_what_was_kept_out_of_the_way_goes_at_a_new_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "TIMES_BETWEEN_FULL", 1000)
    is_newer = [False, False, True]
    monkeypatch.setattr(memory, "_forget_older_version", lambda: is_newer.pop(0))
    session = _Session()
    found = weakref.ref(session)
    gc.collect(1)
    assert memory.tidy()
    del session
    gc.collect(1)
    assert memory.tidy() and found() is not None
    gc.collect(1)
    assert memory.tidy() and found() is None
    gc.unfreeze()


def test_it_goes_on_while_the_server_runs(
    left: weakref.ref[_Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "SECONDS_BETWEEN", 0.001)

    async def until_gone() -> None:
        work = asyncio.create_task(memory.tidied())
        while left() is not None:
            gc.collect(1)
            await asyncio.sleep(0.001)
        work.cancel()

    # In a thread of its own: a browser's loop may run in this one.
    with ThreadPoolExecutor(1) as alone:
        alone.submit(lambda: asyncio.run(asyncio.wait_for(until_gone(), 30))).result()
    assert left() is None
