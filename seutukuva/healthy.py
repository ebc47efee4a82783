"""What a watchdog is told: whether the process lives, and whether it can do its work."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seutukuva import settings
from seutukuva.errors import MissingData, RecordsError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

log = logging.getLogger(__name__)

# What a new version, an upload and a backup need; less is "full".
LEAST_FREE = 500 * 1024 * 1024


async def health(request: Request) -> Response:
    """The process is alive; nothing else, or a watchdog would restart it over a full disk."""
    return _state(200, {"alive": True})


async def ready(request: Request) -> Response:
    """A version is published and answers a question; besides, whether log and disk can be used."""
    return await asyncio.to_thread(state)


def state() -> Response:
    """200 where pages can be shown, 503 and the reason where not.

    ``log`` and ``disk`` do not change the status: without them the statistics are shown all the
    same, and a proxy that took the server away would take those away too.
    """
    found = _published()
    return _state(200 if found["ready"] else 503, found | around())


def warm() -> None:
    """Ask once what every page will ask, so that the first reader does not wait for it."""
    _published()


def _published() -> dict[str, Any]:
    from seutukuva.api import catalogue

    try:
        return {"ready": True, "version": catalogue.version()["version"]}
    except MissingData as error:
        return {"ready": False, "reason": f"{error.what}."}
    except Exception:
        log.exception("the published version does not answer")
        return {"ready": False, "reason": "The published version does not answer."}


def around() -> dict[str, str]:
    """``log``: reachable, unreachable; ``disk``: writable, full, read-only, missing."""
    return {"log": _log(), "disk": _disk(settings.data_folder())}


def _log() -> str:
    from seutukuva import records

    try:
        records.head()
    except RecordsError as error:
        log.warning("%s", error)
        return "unreachable"
    return "reachable"


def _disk(folder: Path) -> str:
    """Without writing anything: asking must not wear the disk, nor fill it."""
    if not folder.is_dir():
        return "missing"
    if not os.access(folder, os.W_OK | os.X_OK):
        return "read-only"
    try:
        return "writable" if shutil.disk_usage(folder).free >= LEAST_FREE else "full"
    except OSError:
        return "missing"


def _state(status: int, content: dict[str, Any]) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(content, status, headers={"Cache-Control": "no-store"})
