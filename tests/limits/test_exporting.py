"""Files are made a few at a time, in the order in which they were asked for."""

from __future__ import annotations

import threading
import time
from contextvars import copy_context

import pytest

from seutukuva import limits, stopping, texts
from seutukuva.errors import ExportRefused
from seutukuva.limits.exporting import Queue


def begun(queue: Queue, who: str, order: list[str], gate: threading.Event) -> threading.Thread:
    """Somebody who asks for a file, and works at it until the gate opens."""

    def work() -> None:
        with queue.turn(who, told.append):
            order.append(who)
            gate.wait(10)

    told: list[str] = []
    # The reader's language comes along.
    thread = threading.Thread(target=copy_context().run, args=[work])
    thread.told = told  # type: ignore[attr-defined]
    thread.start()
    return thread


def until(done) -> None:
    limit = time.monotonic() + 10
    while not done() and time.monotonic() < limit:
        time.sleep(0.005)
    assert done()


def test_first_come_first_served_and_the_others_are_told_how_many_are_before() -> None:
    texts.use("en")
    queue, gate, order = Queue(1, 5, 3), threading.Event(), []
    threads = [begun(queue, "a", order, gate)]
    until(lambda: order == ["a"])
    for who in "bc":
        threads.append(begun(queue, who, order, gate))
        until(lambda: threads[-1].told)
    assert threads[1].told == ["Waiting for its turn: 1 file before it"]
    assert threads[2].told == ["Waiting for its turn: 2 files before it"]
    assert order == ["a"]
    gate.set()
    for thread in threads:
        thread.join(10)
    assert order == ["a", "b", "c"]
    with queue.turn("a", threads[0].told.append):
        assert not threads[0].told, "the places have been given back"


def test_one_page_cannot_fill_the_queue_and_a_full_one_says_so() -> None:
    texts.use("en")
    queue, gate, order = Queue(1, 3, 2), threading.Event(), []
    threads = [begun(queue, "a", order, gate)]
    until(lambda: order)
    threads.append(begun(queue, "a", order, gate))
    until(lambda: threads[1].told)
    with pytest.raises(ExportRefused, match="asked for several files"), queue.turn("a", print):
        pass
    for who in "bc":
        threads.append(begun(queue, who, order, gate))
        until(lambda: threads[-1].told)
    with pytest.raises(ExportRefused, match="many files are being made"), queue.turn("d", print):
        pass
    gate.set()
    for thread in threads:
        thread.join(10)
    assert sorted(order) == ["a", "a", "b", "c"]


def test_who_stops_waiting_or_fails_leaves_the_place_to_others() -> None:
    class Left(Exception):
        pass

    def leave(_words: str) -> None:
        raise Left

    queue, gate, order = Queue(1, 3, 1), threading.Event(), []
    thread = begun(queue, "a", order, gate)
    until(lambda: order)
    for _ in range(5):
        with pytest.raises(Left), queue.turn("b", leave):
            pass
    gate.set()
    thread.join(10)
    with pytest.raises(ValueError), queue.turn("b", leave):
        raise ValueError
    with queue.turn("b", leave):
        pass


def test_the_process_does_not_stop_while_a_file_is_made() -> None:
    with limits.exporting("a"):
        assert not stopping.wait_for_writes(0)
    assert stopping.wait_for_writes(0)
