"""Turns are taken in the order of coming, and a place is given back whatever happens."""

from __future__ import annotations

import threading
import time

import pytest

from seutukuva.turns import Turns


def test_never_more_at_work_than_places() -> None:
    turns, lock = Turns(3), threading.Lock()
    at_work, most = 0, 0

    def work() -> None:
        nonlocal at_work, most
        for _round in range(20):
            with turns:
                with lock:
                    at_work += 1
                    most = max(most, at_work)
                time.sleep(0.0005)
                with lock:
                    at_work -= 1

    workers = [threading.Thread(target=work) for _worker in range(12)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert not any(worker.is_alive() for worker in workers)
    assert most == 3


def test_first_come_first_served() -> None:
    turns, order = Turns(1), []
    turns.__enter__()

    def wait(number: int) -> None:
        with turns:
            order.append(number)

    waiting = []
    for number in range(6):
        thread = threading.Thread(target=wait, args=(number,))
        thread.start()
        waiting.append(thread)
        while len(turns._waiting) <= number:
            time.sleep(0.001)
    turns.__exit__(None, None, None)
    for thread in waiting:
        thread.join(10)
    assert order == list(range(6))


def test_a_failure_gives_its_place_back() -> None:
    turns = Turns(1)
    for _round in range(3):
        with pytest.raises(ValueError, match="broken"), turns:
            raise ValueError("broken")
    with turns:
        pass
