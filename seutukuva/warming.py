"""What a server does before its first reader comes; its start waits for none of it."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from seutukuva import healthy, settings

if TYPE_CHECKING:
    from seutukuva.frontend import FrontEnd

# More than wait for files to take away, so that some are left for everything else.
THREADS = 40


def start(front_end: FrontEnd) -> None:
    """Compress the scripts and open the data; where many may come at once, load all pages.

    To be called in the server's own loop.
    """
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "work"))
    works = {"front-end": front_end.warm, "data": healthy.warm}
    if settings.mode() != "own":
        works["pages"] = _pages
    for name, work in works.items():
        threading.Thread(target=work, name=f"warm-{name}", daemon=True).start()


def _pages() -> None:
    from seutukuva.ui import loading

    loading.load_all()
