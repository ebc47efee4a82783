"""A process that does a piece of work for this one, tells how far it is, and may die of it."""

from __future__ import annotations

import contextlib
import enum
import json
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any

from seutukuva import settings

# What any program needs to start; everything else is said by whoever starts it.
INHERITED = (
    # The day on which a file is read is that of whoever sent it.
    *("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP", "TZ"),
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
)
# Address space that threads and allocators set aside would count as memory.
FRUGAL = {
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
NICE = 5
LONGEST_LINE = 1 << 16
SECONDS_TO_EXIT = 5.0


class Ended(enum.Enum):
    """How a child came to its end without saying what it did."""

    TIME = enum.auto()
    MEMORY = enum.auto()
    ERROR = enum.auto()


class Child:
    """A child in a process group of its own; leaving the ``with`` block ends all of it.

    Nothing is run between fork and exec, which is not safe in a process with threads: the child
    sets its own limits, and only its nice value is set from here.

    Raises:
        OSError: no process, or no thread to listen to it, could be started.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        self._over = threading.Event()
        self._lines: queue.Queue[bytes | None] = queue.Queue(maxsize=1_000)
        self._process = subprocess.Popen(
            list(command),
            cwd=settings.REPOSITORY,
            env={**inherited, **FRUGAL, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, NICE)
        try:
            threading.Thread(target=self._listen, daemon=True).start()
        except RuntimeError as error:  # no number left for one more thread
            self._end()
            raise OSError(str(error)) from error

    @property
    def pid(self) -> int:
        """The child's process id, which is also that of its group."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """Its exit status, negative for the signal that ended it; none while it may run."""
        return self._process.returncode

    def lines(self, seconds: float) -> Iterator[dict[str, Any]]:
        """What the child says from now on, each line a JSON object; others are passed over.

        Raises:
            TimeoutError: it is not done after this many seconds.
        """
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            try:
                line = self._lines.get(timeout=max(0.0, left))
            except queue.Empty:
                raise TimeoutError from None
            if line is None:
                return
            with contextlib.suppress(ValueError):
                told = json.loads(line)
                if isinstance(told, dict):
                    yield told

    def ended(self) -> Ended:
        """How a child ended that has no more to say."""
        deadline = time.monotonic() + SECONDS_TO_EXIT
        while not self._has_exited() and time.monotonic() < deadline:
            time.sleep(0.005)
        status = self._end()
        if status < 0 and -status == getattr(signal, "SIGXCPU", None):
            return Ended.TIME
        return Ended.MEMORY if status < 0 else Ended.ERROR

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._end()

    def _has_exited(self) -> bool:
        """Whether the child has, without taking its number away from its group."""
        if not hasattr(os, "waitid"):
            return self._process.poll() is not None
        with contextlib.suppress(ChildProcessError):
            flags = os.WEXITED | os.WNOWAIT | os.WNOHANG
            return os.waitid(os.P_PID, self._process.pid, flags) is not None
        return True

    def _end(self) -> int:
        """End the group and give the child's exit status.

        Also when the child has ended: what it started would live on. Once it has been waited for,
        its number may be another's, so that is the last thing done.
        """
        if self._process.returncode is None:
            if hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        return self._process.wait()

    def _listen(self) -> None:
        """Take in what the child says, so that it is never held up by nobody listening."""
        assert self._process.stdout is not None
        with self._process.stdout as out:
            while line := out.readline(LONGEST_LINE):
                self._pass_on(line)
        self._pass_on(None)

    def _pass_on(self, line: bytes | None) -> None:
        while not self._over.is_set():
            with contextlib.suppress(queue.Full):
                self._lines.put(line, timeout=0.2)
                return
