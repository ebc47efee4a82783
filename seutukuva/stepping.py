"""The steps of an upload, done by processes that may die of the file.

Which steps one process does, what it may take and know, and what its end means to whoever sent the
file.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from seutukuva import settings, texts
from seutukuva.children import Child, Ended
from seutukuva.errors import UploadRefused
from seutukuva.texts import N_, _

log = logging.getLogger(__name__)

# These read what is stored already; the others see nothing but the file.
WITH_RECORDS = frozenset(("map", "check"))
SECONDS = 120.0  # a step
MEMORY = 1024 << 20

Progress = Callable[[str, float, str], None]

# A child fills hundreds of megabytes once and ends. Memory that the system gives anew for every
# table costs a tenth of its time: what was freed is used again, of one heap for everybody.
_ALLOCATION = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_MMAP_THRESHOLD_": str(1 << 30),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
    "MALLOC_TOP_PAD_": str(64 << 20),
}


def done(
    names: Sequence[str], place: Path, tell: Progress, repair: str
) -> dict[str, dict[str, Any]]:
    """Do steps one after another, in as few processes as is safe.

    Args:
        place: the upload's folder.
        tell: takes the step, the share of it that is done, 0 to 1, and what is being done.
        repair: what to do about a file that cannot be read; a message to translate.

    Returns:
        What each step says of itself.

    Raises:
        UploadRefused: a step refused the file, took too long or too much, or died.
    """
    found: dict[str, dict[str, Any]] = {}
    for together in _processes(names):
        while left := [name for name in together if name not in found]:
            found |= _done(_started(left, place), left, tell, repair)
    return found


def _processes(names: Sequence[str]) -> list[list[str]]:
    """Which steps one process does.

    None that holds what opens the log reads a file that nobody has looked through yet: a log in
    a file asks for no password, and whoever runs as this user may read it anyway.
    """
    if not settings.database_url() or settings.database_url().startswith("sqlite"):
        return [list(names)]
    apart = [[name] for name in names if name not in WITH_RECORDS]
    together = [name for name in names if name in WITH_RECORDS]
    return [*apart, together] if together else apart


def _done(
    child: Child, names: Sequence[str], tell: Progress, repair: str
) -> dict[str, dict[str, Any]]:
    """What the last line of each step says; whatever else it comes to is a refusal.

    After the first, a child may leave the rest to one that has not used its memory yet.
    """
    found: dict[str, dict[str, Any]] = {}
    with child:
        for name in names:
            told = _told(child, name, tell, repair)
            if told is None:
                if not found:
                    raise _lost(Ended.ERROR, name, repair)
                break
            found[name] = told
            tell(name, 1.0, "done")
    return found


def _told(child: Child, name: str, tell: Progress, repair: str) -> dict[str, Any] | None:
    try:
        for told in child.lines(SECONDS):
            if "progress" in told:
                share = min(1.0, max(0.0, float(told["progress"])))
                tell(name, share, str(told.get("doing", "")))
            elif "done" in told:
                return dict(told["done"])
            elif "enough" in told:
                return None
            elif "refused" in told:
                raise UploadRefused(**{key: str(told["refused"].get(key, "")) for key in _PARTS})
            elif "failed" in told:
                log.error("the step %s of an upload failed: %s", name, told["failed"])
                raise _lost(Ended.ERROR, name, repair)
        ended = child.ended()
    except TimeoutError:
        ended = Ended.TIME
    log.error("the step %s of an upload died: %s, status %s", name, ended.name, child.status)
    raise _lost(ended, name, repair)


_PARTS = ("what", "where", "todo")
_LOST = {
    Ended.TIME: N_("Reading the file took longer than {n} seconds and was stopped"),
    Ended.MEMORY: N_("The file could not be read: its reader was stopped by a limit or an error"),
    Ended.ERROR: N_("The file could not be read: the program made a mistake with it"),
}


def _lost(ended: Ended, step: str, repair: str) -> UploadRefused:
    if step == "document":
        todo = _("Save its text alone, as plain text, and send that file.")
    else:
        todo = _(repair)
    return UploadRefused(_(_LOST[ended]).format(n=texts.number(SECONDS)), todo=todo)


def _started(steps: Sequence[str], place: Path) -> Child:
    try:
        return Child(_command(steps, place), environment(steps))
    except OSError as error:  # no memory or no number left for one more process
        log.error("a step of an upload could not be started: %s", error)
        raise UploadRefused(
            _("The file could not be read: this computer is too busy"), todo=_("Send it again.")
        ) from error


def _command(steps: Sequence[str], place: Path) -> list[str]:
    return [sys.executable, "-m", "etl.interviews.worker", *steps, str(place)]


def environment(steps: Sequence[str]) -> dict[str, str]:
    """What the child needs to know, and no more: this process may hold secrets."""
    kept = {
        **_ALLOCATION,
        "SEUTUKUVA_DATA": str(settings.data_folder()),
        "SEUTUKUVA_PROGRAMME": settings.programme_id(),
        "SEUTUKUVA_PUBLIC": "1" if settings.is_public() else "0",
        "SEUTUKUVA_LANGUAGE": texts.language(),
        "CHILD_LIMITS": json.dumps(
            {
                "RLIMIT_AS": MEMORY,
                "RLIMIT_CPU": int(SECONDS) * len(steps),
                "RLIMIT_FSIZE": 1 << 30,
                "RLIMIT_CORE": 0,
            }
        ),
    }
    if not WITH_RECORDS.isdisjoint(steps):
        kept["SEUTUKUVA_DATABASE"] = settings.database_url()
        kept["SEUTUKUVA_CONTACTS"] = "1" if settings.keeps_contacts() else "0"
        # Where PostgreSQL's address leaves out the password, its client finds it in these.
        kept |= {name: value for name, value in os.environ.items() if name.startswith("PG")}
    return kept
