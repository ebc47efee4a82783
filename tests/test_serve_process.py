"""The serving process: when it is ready, what it clears away, its sockets and its memory."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import serve
from seutukuva import healthy, intake, memory
from seutukuva.privacy import retention
from seutukuva.records import contacts, drafts
from tests import tiny_version
from tests.loops import in_a_loop

pytestmark = pytest.mark.slow


def test_not_ready_without_a_version(nothing_published: Path) -> None:
    answer = healthy.state()
    assert answer.status_code == 503
    told = json.loads(answer.body)
    assert told["ready"] is False and told["reason"] == "no statistics have been published yet."


def test_not_ready_when_the_version_is_damaged(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tiny_version.publish(tmp_path)))
    (tmp_path / "build" / f"seutukuva-{tiny_version.VERSION}.duckdb").write_bytes(b"damaged")
    answer = healthy.state()
    assert answer.status_code == 503
    assert b"damaged" not in answer.body


def test_ready_tells_of_log_and_disk_and_serves_statistics_without_them(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tiny_version.publish(tmp_path)))
    told = json.loads(healthy.state().body)
    assert (told["log"], told["disk"]) == ("reachable", "writable")
    assert not list(tmp_path.rglob("log.sqlite*")), "asking makes no log"

    (tmp_path / "records").mkdir(exist_ok=True)
    (tmp_path / "records" / "log.sqlite").write_bytes(b"no database" * 200)
    monkeypatch.setattr(healthy, "LEAST_FREE", 2**70)
    answer = healthy.state()
    told = json.loads(answer.body)
    assert answer.status_code == 200 and told["ready"] is True
    assert (told["log"], told["disk"]) == ("unreachable", "full")

    monkeypatch.setattr(healthy.os, "access", lambda *_: False)
    assert healthy.around()["disk"] == "read-only"
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "unmounted"))
    assert healthy.around()["disk"] == "missing"


def test_what_is_kept_for_a_time_goes_at_the_start_and_every_hour(monkeypatch) -> None:
    done: list[float] = []
    monkeypatch.setattr(serve, "_forget", lambda: done.append(0))
    monkeypatch.setattr(serve, "SECONDS_BETWEEN_FORGETTING", 0.01)

    async def served() -> None:
        forgetting = asyncio.create_task(serve._forget_hourly())
        while len(done) < 3:
            await asyncio.sleep(0.01)
        forgetting.cancel()

    in_a_loop(asyncio.wait_for(served(), 10))
    assert len(done) >= 3, "once at the start, then again and again"


@pytest.mark.parametrize("failing", range(4))
def test_what_cannot_be_forgotten_keeps_nothing_else(failing, monkeypatch, caplog) -> None:
    """A disk that turns to reading only, say: the next hour tries again."""
    done: list[int] = []

    def work(number: int) -> Callable[[], None]:
        def does() -> None:
            done.append(number)
            if number == failing:
                raise OSError(30, "Read-only file system")

        return does

    works = ((intake, "tidy"), (drafts, "forget_older"), (retention, "daily"), (contacts, "purge"))
    for number, (place, name) in enumerate(works):
        monkeypatch.setattr(place, name, work(number))
    serve._forget()
    assert done == [0, 1, 2, 3]
    assert "could not be deleted" in caplog.text


def test_a_start_clears_abandoned_uploads_away(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    abandoned = tmp_path / "inbox" / ("a" * 32)
    abandoned.mkdir(parents=True)
    long_ago = time.time() - 90_000
    os.utime(abandoned, (long_ago, long_ago))
    with TestClient(serve.application()):
        deadline = time.monotonic() + 20
        while abandoned.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    assert not abandoned.exists()


def test_messages_leave_at_once() -> None:
    """asyncio sets TCP_NODELAY on what a listener accepts, but only if that knows it is TCP."""

    async def accepted() -> int:
        heard: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def connected(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            heard.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listener = serve._bound("127.0.0.1", 0)
        address = listener.getsockname()
        async with await asyncio.start_server(connected, sock=listener):
            _reader, writer = await asyncio.open_connection(*address)
            writer.close()
            return await asyncio.wait_for(heard, 10)

    assert in_a_loop(accepted()) != 0


def test_garbage_is_settled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = []
    monkeypatch.setattr(memory, "_settled", False)
    monkeypatch.setattr(memory.gc, "freeze", lambda: frozen.append(1))
    assert [memory.settle(), memory.settle()] == [True, False]
    assert len(frozen) == 1
