"""The folders of uploads on the disk: whose turn it is at one, and how one is forgotten.

Several threads of this process and other processes of this computer work there at once. A folder
goes away under another name first, so that it is there as a whole or not at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from seutukuva import clocks, settings

IDS = re.compile(r"[0-9a-f]{32}")
AT_ONCE = 2
_GONE = ".gone"

_turns = threading.BoundedSemaphore(AT_ONCE)
_busy: set[str] = set()
_busy_changed = threading.Condition()


def put(target: Path, content: bytes) -> None:
    """Write a file for its owner alone; whole or not at all."""
    fresh = target.with_name(f"{target.name}.{secrets.token_hex(4)}.tmp")
    handle = os.open(
        fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        fresh.replace(target)
    except OSError:
        # What was to be kept from others does not stay in part, and nothing else frees the disk.
        fresh.unlink(missing_ok=True)
        raise


def as_json(content: Any) -> bytes:
    """What a file of JSON holds, letters as they are."""
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


@contextlib.contextmanager
def turn(upload_id: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait until nobody works at this upload and one of the few places is free."""
    with _busy_changed:
        while upload_id in _busy:
            waiting()
            _busy_changed.wait(0.25)
        _busy.add(upload_id)
    try:
        while not _turns.acquire(timeout=0.25):
            waiting()
        try:
            with contextlib.suppress(OSError):  # whoever looks for old ones sees that it is not
                os.utime(settings.inbox_folder() / upload_id)
            yield
        finally:
            _turns.release()
    finally:
        _free(upload_id)


def forget(upload_id: str) -> None:
    """Take an upload away, whoever works at it; one that is not there is fine."""
    _aside(settings.inbox_folder() / upload_id)


def forget_older(seconds: float, *, is_sure: bool = False) -> int:
    """Take away uploads that nobody has touched for so long; gives how many.

    Also what is left of uploads whose going was cut short. Where the clock seems to run ahead the
    others stay.

    Args:
        is_sure: whether somebody has said that the clock is right.
    """
    oldest = time.time() - seconds
    gone = 0
    is_believed: bool | None = is_sure or None
    for place in list(settings.inbox_folder().glob("*")):
        if place.name.endswith(_GONE) and IDS.fullmatch(place.name.removesuffix(_GONE)):
            shutil.rmtree(place, ignore_errors=True)
        elif IDS.fullmatch(place.name) and _is_older(place, oldest):
            is_believed = not clocks.runs_ahead() if is_believed is None else is_believed
            gone += bool(is_believed and _gone(place, oldest))
    return gone


def _gone(place: Path, oldest: float) -> bool:
    """Take an upload away unless somebody works at it; whether it is gone."""
    if not _taken(place.name):
        return False
    try:
        return _aside(place, oldest)
    finally:
        _free(place.name)


def _taken(upload_id: str) -> bool:
    """Whether nobody of this process works at an upload; then nobody begins before ``_free``."""
    with _busy_changed:
        if upload_id in _busy:
            return False
        _busy.add(upload_id)
        return True


def _free(upload_id: str) -> None:
    with _busy_changed:
        _busy.discard(upload_id)
        _busy_changed.notify_all()


def _aside(place: Path, oldest: float | None = None) -> bool:
    """Remove a folder unless it turns out to be younger; whether it is gone."""
    aside = place.with_name(f"{place.name}{_GONE}")
    try:
        place.rename(aside)
    except FileNotFoundError:
        return False
    except OSError:  # Windows does not rename what holds an open file
        aside = place
    if oldest is not None and not _is_older(aside, oldest):
        # Another process has begun to work at it between the look and now.
        with contextlib.suppress(OSError):
            aside.rename(place)
        return False
    shutil.rmtree(aside, ignore_errors=True)
    return not aside.exists()


def _is_older(place: Path, oldest: float) -> bool:
    try:
        return place.stat().st_mtime < oldest
    except OSError:  # gone meanwhile
        return False
