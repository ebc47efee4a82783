"""Starting the program: whom it lets in, which port it takes, what it says."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

import serve
from tests import tiny_version
from tests.conftest import REPOSITORY
from tests.program import started, stop


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "serve.py", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_other_computers_are_let_in_only_on_purpose(host: str) -> None:
    done = run("--host", host, "--no-browser")
    assert done.returncode == 2
    assert "SEUTUKUVA_SIGN_IN" in done.stderr and "SEUTUKUVA_PUBLIC=1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("port", ["70000", "-1", "x", "8501.5"])
def test_wrong_port_is_wrong_use(port: str) -> None:
    for done in (run(f"--port={port}"), run(PORT=port)):
        assert done.returncode == 2
        assert "is not a port" in done.stderr


def test_taken_port_says_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("--port", str(taken.getsockname()[1]), "--no-browser")
    assert done.returncode == 1
    assert "--port" in done.stderr and "Traceback" not in done.stderr


def test_default_port_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve._bound("127.0.0.1", 0) as taken:
        first = taken.getsockname()[1]
        monkeypatch.setattr(serve, "DEFAULT_PORT", first)
        with serve._listener("127.0.0.1", None) as free:
            assert first < free.getsockname()[1] < first + serve.PORTS_TRIED
        with pytest.raises(OSError, match="in use"):
            serve._listener("127.0.0.1", first)


@pytest.mark.slow
def test_program_starts_from_anywhere_and_stops_when_told(tmp_path: Path) -> None:
    data = tiny_version.publish(tmp_path / "data")
    process, address = started(
        [str(REPOSITORY / "serve.py"), "--port", "0", "--no-browser"],
        {"SEUTUKUVA_DATA": str(data)},
        tmp_path,
    )
    try:
        assert requests.get(f"{address}/ready").json()["ready"] is True
        assert requests.get(f"{address}/").status_code == 200
    finally:
        stop(process)
    assert process.returncode in (0, -signal.SIGTERM)


def test_address_for_people() -> None:
    assert serve._address("127.0.0.1", 8501) == "http://localhost:8501"
    assert serve._address("0.0.0.0", 80) == "http://localhost:80"
    assert serve._address("::1", 8501) == "http://[::1]:8501"
