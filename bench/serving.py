"""Server processes to measure: started on a free port, watched through /proc, ended at the end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from seutukuva import settings

PATIENCE = 120.0  # seconds


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and its address, ``http://host:port``."""

    address: str
    process: int

    def processor_seconds(self) -> float:
        """Seconds of the processor that its threads have used so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """MiB of memory that are its own, with its share of what processes have in common."""
        rollup = Path(f"/proc/{self.process}/smaps_rollup").read_text("ascii")
        own = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
        return int(own.split()[1]) / 1024


def busy_seconds() -> float:
    """Seconds of all processors together that anything on this machine has used so far."""
    user, nice, system, _idle, _waiting, *others = map(
        int, Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()[1:8]
    )
    return (user + nice + system + sum(others)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(data_folder: Path) -> Iterator[Server]:
    """Ours, as `make run` starts it, on the version published in a data folder."""
    environment = {**os.environ, "SEUTUKUVA_DATA": str(data_folder)}
    port = free_port()
    command = [sys.executable, "serve.py", "--port", str(port), "--no-browser"]
    with _running(command, port, "ready", environment, settings.REPOSITORY) as server:
        yield server


@contextmanager
def streamlit_run(script: Path, folder: Path) -> Iterator[Server]:
    """Another app with Streamlit's own server and settings; works in ``folder``."""
    port = free_port()
    options = {
        "server.port": str(port),
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in options.items()]
    with _running(command, port, "_stcore/health", dict(os.environ), folder) as server:
        yield server


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(
    command: Sequence[str],
    port: int,
    health: str,
    environment: dict[str, str],
    folder: Path,
    log: Path = Path(os.devnull),
) -> Iterator[Server]:
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/{health}")
        yield Server(address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer")
