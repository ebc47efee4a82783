"""A PostgreSQL server of the tests' own: Debian's package, a temporary folder, a Unix socket."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = 54321  # names the socket's file; nothing listens on the network
STARTS_WITHIN = 30


def programs() -> Path | None:
    """The folder of initdb and postgres, None where they are not installed."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((one for one in folders if (one / "postgres").exists()), None)


def _owner() -> dict[str, object]:
    """PostgreSQL refuses to run as root: then as the package's user."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """Run a server; gives the folder of its socket. It keeps nothing and syncs nothing."""
    folder = Path(tempfile.mkdtemp(prefix="seutukuva-pg-"))
    owner = _owner()
    if owner:
        os.chown(folder, owner["user"], owner["group"])  # type: ignore[arg-type]
    data = folder / "data"
    process = None
    try:
        subprocess.run(
            [bin_folder / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
            **owner,  # type: ignore[arg-type]
        )
        process = subprocess.Popen(
            [
                *(bin_folder / "postgres", "-D", data, "-k", folder, "-p", str(PORT)),
                *("-c", "listen_addresses=", "-c", "fsync=off"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            **owner,  # type: ignore[arg-type]
        )
        _wait(folder, process)
        yield str(folder)
    finally:
        if process:
            process.send_signal(signal.SIGINT)
            process.wait(STARTS_WITHIN)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            psycopg.connect(host=str(folder), port=PORT, user="postgres", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
