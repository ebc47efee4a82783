"""Measuring so that a busy machine touches everything that is compared alike."""

from __future__ import annotations

import gc
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

Out = TypeVar("Out")


def seconds(job: Callable[[], Any]) -> float:
    """Wall time of one call; its result is dropped within the time, as in real use."""
    gc.collect()
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


FEWEST_ROUNDS = 5


def interleaved(
    jobs: Mapping[str, Callable[[], Any]],
    rounds: int,
    *,
    warm: bool = True,
    patience: float = float("inf"),
) -> dict[str, list[float]]:
    """Wall times of several jobs, each once a round, so that a slow minute slows all of them.

    After ``patience`` seconds no new round begins, but there are always ``FEWEST_ROUNDS``.
    """
    deadline = time.perf_counter() + patience
    if warm:
        for job in jobs.values():
            job()
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds):
        if number >= FEWEST_ROUNDS and time.perf_counter() > deadline:
            break
        for name, job in jobs.items():
            times[name].append(seconds(job))
    return times


def ratio(over: Sequence[float], under: Sequence[float]) -> float:
    """Median of the rounds' own ratios: what is compared ran within the same seconds."""
    return statistics.median(a / b for a, b in zip(over, under, strict=True))


def quantile(times: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the times lie."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def in_one_thread(job: Callable[..., Out], tasks: Sequence[tuple[Any, ...]]) -> list[Out]:
    """The results of a module's function, one call a task, in a fresh process.

    Its numerical libraries use one thread each, as on a machine that serves others as well: many
    threads on small matrices wait for each other more than they work.
    """
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.starmap(job, tasks, chunksize=1)
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def peak_growth(job: Callable[..., Any], *args: Any) -> float:
    """MiB by which a job makes the memory of a fresh process grow at its highest.

    ``job`` is a function of a module; called with ``args`` it prepares what does not count
    (imports, reading the input) and gives back the work that does.

    Raises:
        EOFError: the process ended before the work was done.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_report_peak, args=(theirs, job, args))
    process.start()
    theirs.close()
    try:
        grown: float = ours.recv()
    finally:
        process.join()
    return grown


def _report_peak(pipe: Any, job: Callable[..., Any], args: tuple[Any, ...]) -> None:
    work = job(*args)
    # The kernel's own mark of the highest memory is set back, so that only the work counts.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _memory("VmRSS")
    work()
    pipe.send((_memory("VmHWM") - before) / 1024)
    pipe.close()


def _memory(key: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith(key)).split()[1])
