"""A stop finishes what is being written, and begins nothing new."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests

from bench.reader import arrive
from seutukuva import stopping
from tests import tiny_version
from tests.conftest import REPOSITORY
from tests.loops import in_a_loop
from tests.program import started

FRAME = """
import time
import streamlit as st
from seutukuva import records

box = st.selectbox("Write", ["no", "slow", "for ever"], key="write")
if box == "slow":
    st.write("begun")
    for step in range(30):
        time.sleep(0.1)
        st.caption(str(step))
    body = {"title": "At the last moment", "date_from": "2026-10-01", "kind": "event"}
    records.append("event", body, id="last", by="local", source="test")
    st.write("stored")
elif box == "for ever":
    while True:
        time.sleep(0.1)
        st.caption("on")
"""
LAUNCH = """
import sys
from argparse import Namespace
from pathlib import Path
import serve
from seutukuva import stopping

stopping.SECONDS_FOR_RUNS = float(sys.argv[2])
stopping.SECONDS_AT_MOST = float(sys.argv[2]) + 6
made = serve.application
serve.application = lambda: made(Path(sys.argv[1]))
serve._serve(serve._bound("127.0.0.1", 0), Namespace(host="127.0.0.1", no_browser=True))
"""


def test_what_is_held_is_waited_for() -> None:
    done = threading.Event()

    def work() -> None:
        with stopping.held():
            done.wait(10)

    thread = threading.Thread(target=work)
    thread.start()
    limit = time.monotonic() + 10
    while stopping.wait_for_writes(0) and time.monotonic() < limit:
        time.sleep(0.005)
    assert not stopping.wait_for_runs(0.1, lambda: 0), "a write is under way"
    done.set()
    assert stopping.wait_for_writes(10)
    thread.join(10)
    assert stopping.wait_for_runs(10, lambda: 0)


def test_runs_are_waited_for_and_not_for_ever() -> None:
    left = [3]

    def at_work() -> int:
        left[0] -= 1
        return max(0, left[0])

    assert stopping.wait_for_runs(10, at_work)
    assert left[0] <= 0
    assert not stopping.wait_for_runs(0.1, lambda: 1)


def test_what_fails_is_not_held_any_longer() -> None:
    with pytest.raises(ValueError), stopping.held():
        raise ValueError
    assert stopping.wait_for_writes(0)


@pytest.fixture
def site(tmp_path: Path):
    """Starts a server of a small page whose runs may take so many seconds at the end."""
    running: list[subprocess.Popen] = []

    def start(seconds: float) -> tuple[subprocess.Popen, str, Path]:
        data = tiny_version.publish(tmp_path / "data")
        (tmp_path / "frame.py").write_text(FRAME, encoding="utf-8")
        (tmp_path / ".streamlit").mkdir()
        own = REPOSITORY / ".streamlit" / "config.toml"
        (tmp_path / ".streamlit" / "config.toml").write_bytes(own.read_bytes())
        command = ["-c", LAUNCH, str(tmp_path / "frame.py"), str(seconds)]
        process, address = started(command, {"SEUTUKUVA_DATA": str(data)}, tmp_path)
        running.append(process)
        return process, address, data

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_run_that_writes_ends_before_the_process_does(site) -> None:
    process, address, data = site(12)

    async def meet() -> tuple[list[int], float]:
        writer, other = await arrive(address), await arrive(address)
        for reader in (writer, other):
            await reader.visit("")
        import asyncio

        writing = asyncio.create_task(writer.choose("write", "slow"))
        await asyncio.sleep(0.7)
        at = time.monotonic()
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.3)
        statuses = [
            (await asyncio.to_thread(requests.get, address + path, timeout=10)).status_code
            for path in ("/health", "/ready", "/", "/api/v1/")
        ]
        with pytest.raises(Exception, match="(?i)rejected|closed"):
            await arrive(address)
        late = asyncio.create_task(other.choose("write", "slow"))
        await writing
        assert "stored" in writer.said()
        with pytest.raises(Exception, match="(?i)1012|closed|close frame"):
            await late
        return statuses, at

    statuses, at = in_a_loop(meet())
    assert statuses == [200, 503, 503, 503]
    process.wait(20)
    assert time.monotonic() - at < 20
    with sqlite3.connect(data / "records" / "log.sqlite") as log:
        rows = log.execute("select id from rec_log").fetchall()
    assert rows == [("last",)], "the write that was under way, and no other"


@pytest.mark.slow
def test_a_run_without_end_does_not_keep_the_process(site) -> None:
    process, address, _data = site(1)

    async def meet() -> None:
        import asyncio

        reader = await arrive(address)
        await reader.visit("")
        endless = asyncio.create_task(reader.choose("write", "for ever"))
        await asyncio.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        with pytest.raises(Exception, match="(?i)1012|closed|close frame"):
            await endless

    at = time.monotonic()
    in_a_loop(meet())
    process.wait(12)
    assert time.monotonic() - at < 10
