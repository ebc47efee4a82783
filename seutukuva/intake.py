"""Uploaded files on their way: kept in the inbox, read and checked by a process that may die.

Nothing of an upload is parsed here. A spreadsheet can end the process that reads it, without an
error that could be caught, or make it ask for all memory there is; so each step is done by a
child with limits of its own, and its end, whatever it was, is a sentence for whoever uploaded it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import logging
import os
import re
import secrets
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from seutukuva import access, formats, settings, texts
from seutukuva.children import Child, Ended
from seutukuva.errors import UploadRefused
from seutukuva.texts import N_, _

log = logging.getLogger(__name__)

MAX_BYTES = 25 << 20
MAX_DECISIONS = 2_000_000  # bytes of what an analyst decided about a file
KEPT_DAYS = 7
SECONDS = 120.0
MEMORY = 1536 << 20
AT_ONCE = 2
LONGEST_NAME = 200
IDS = re.compile(r"[0-9a-f]{32}")
STEPS = ("inspect", "map", "check", "marked", "document", "demonstration")
# What a step or an analyst leaves in an upload's folder and others may read and write.
READ = (
    *("upload", "choices", "inspected", "corrections", "mapping", "problems", "summary"),
    "document",
)
WRITTEN = ("choices", "corrections")
NAMED = re.compile(r"[a-z]+(?:-\d+)?\.(?:arrow|parquet|json|xlsx)|file")
# These steps read what is stored already; the others see nothing but the file.
WITH_RECORDS = ("map", "check")

Progress = Callable[[float, str], None]

_turns = threading.BoundedSemaphore(AT_ONCE)
_busy: set[str] = set()
_busy_changed = threading.Condition()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent; ``wave``: year and month of the round, ``2026-10``."""

    id: str
    name: str
    sha256: str
    bytes: int
    received_at: str
    questionnaire: str
    wave: str
    organisation: str
    is_demonstration: bool = False


def receive(
    name: str,
    content: bytes,
    *,
    questionnaire: str,
    wave: str,
    organisation: str,
    is_demonstration: bool = False,
) -> Upload:
    """Take a file into the inbox, as it came; nothing of it is read.

    Args:
        name: what it was called where it came from.

    Raises:
        AccessRefused: other computers reach this process.
        UploadRefused: it is larger than ``MAX_BYTES``, or cannot be kept.
    """
    access.require_confidential()
    if len(content) > MAX_BYTES:
        raise UploadRefused(
            _("The file has {size} MB; {most} MB are taken at most").format(
                size=_number(len(content) / 2**20, 1), most=_number(MAX_BYTES / 2**20)
            ),
            todo=_("Save only the sheet with the answers, or divide it into several files."),
        )
    upload = Upload(
        id=secrets.token_hex(16),
        name=cleaned(name),
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        received_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        questionnaire=questionnaire,
        wave=wave,
        organisation=organisation,
        is_demonstration=is_demonstration,
    )
    _keep(upload, content)
    return upload


def _keep(upload: Upload, content: bytes) -> None:
    place = settings.inbox_folder() / upload.id
    try:
        settings.inbox_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        place.mkdir(mode=0o700)
        _put(place / "file", content)
        _put(place / "upload.json", _json(asdict(upload)))
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise UploadRefused(
            _("The file could not be kept on this computer"),
            where=str(error.strerror or error),
            todo=_("Make room on the disk and send it again."),
        ) from error


def cleaned(name: str) -> str:
    """A file's own name without folders, streams and signs that are not shown."""
    last = re.split(r"[/\\]", name)[-1].partition(":")[0]
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    return shown[-LONGEST_NAME:] or "file"


def step(upload_id: str, step: str, on_progress: Progress | None = None) -> dict[str, Any]:
    """Do a step of an upload in a process of its own.

    Two are done at once, and one of an upload; whoever comes later is told ``waiting``. When the
    caller goes on for any reason, also one of its own, the process and all it started are gone.

    Args:
        on_progress: told the share done, 0 to 1, and what is being done, in a word.

    Returns:
        What the step says of itself; the rest stands in the upload's folder.

    Raises:
        AccessRefused: other computers reach this process.
        UploadRefused: the step refused the file, took too long or too much, or died.
    """
    place = folder(upload_id)
    if step not in STEPS:
        raise ValueError(f"no such step: {step}")
    tell = on_progress or _silent
    with _turn(upload_id, tell):
        try:
            return _done(_started(step, place), tell)
        finally:
            _sweep(place)


def folder(upload_id: str) -> Path:
    """Where an upload's files are.

    Raises:
        AccessRefused: other computers reach this process.
        UploadRefused: there is no such upload.
    """
    access.require_confidential()
    place = settings.inbox_folder() / upload_id
    # The id is looked at first: it may come from an address, and must not lead anywhere else.
    if not IDS.fullmatch(upload_id) or not (place / "upload.json").is_file():
        raise UploadRefused(_("The file is no longer here"), todo=_("Send it again."))
    return place


def file(upload_id: str, name: str) -> Path:
    """A file that a step left, by its name: ``marked.xlsx``, ``answers.parquet``.

    Raises:
        UploadRefused: there is no such upload, or no such file.
    """
    place = folder(upload_id)
    if not NAMED.fullmatch(name) or not (place / name).is_file():
        raise UploadRefused(_("The file is no longer here"), todo=_("Send it again."))
    return place / name


def read(upload_id: str, name: str) -> dict[str, Any]:
    """What a step found or an analyst decided, by its name (``READ``); empty when not there yet.

    Raises:
        UploadRefused: there is no such upload.
    """
    place = folder(upload_id)
    if name not in READ:
        raise ValueError(f"no such part of an upload: {name}")
    try:
        found: Any = json.loads((place / f"{name}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    # A list comes under its own name.
    return found if isinstance(found, dict) else {name: found}


def write(upload_id: str, name: str, content: Mapping[str, Any]) -> None:
    """Keep what an analyst decided, by its name (``WRITTEN``); whole or not at all.

    Raises:
        UploadRefused: there is no such upload, or that is more than anybody decides.
    """
    place = folder(upload_id)
    if name not in WRITTEN:
        raise ValueError(f"not an analyst's to write: {name}")
    text = _json(content)
    if len(text) > MAX_DECISIONS:
        raise UploadRefused(_("There are more corrections than are kept for one file"))
    _put(place / f"{name}.json", text)


def discard(upload_id: str) -> None:
    """Forget an upload and everything made of it; one that is not there is fine."""
    access.require_confidential()
    if IDS.fullmatch(upload_id):
        shutil.rmtree(settings.inbox_folder() / upload_id, ignore_errors=True)


def clean() -> int:
    """Forget uploads older than ``KEPT_DAYS``; gives how many."""
    access.require_confidential()
    oldest = time.time() - KEPT_DAYS * 86_400
    old = [
        place
        for place in (settings.inbox_folder().glob("*") if settings.inbox_folder().exists() else ())
        if IDS.fullmatch(place.name) and place.stat().st_mtime < oldest
    ]
    for place in old:
        if place.name not in _busy:
            shutil.rmtree(place, ignore_errors=True)
    return len(old)


def _done(child: Child, tell: Progress) -> dict[str, Any]:
    """What the child's last line says; whatever else it comes to is a refusal."""
    last: dict[str, Any] = {}
    with child:
        try:
            for told in child.lines(SECONDS):
                if "progress" in told:
                    tell(min(1.0, max(0.0, float(told["progress"]))), str(told.get("doing", "")))
                else:
                    last = told
        except TimeoutError:
            raise _lost(Ended.TIME) from None
        ended = child.ended()
    if "done" in last:
        return dict(last["done"])
    if "refused" in last:
        raise UploadRefused(**{key: str(last["refused"].get(key, "")) for key in _PARTS})
    if "failed" in last:
        log.error("a step of an upload failed: %s", last["failed"])
    raise _lost(ended)


_PARTS = ("what", "where", "todo")
_LOST = {
    Ended.TIME: N_("Reading the file took longer than {n} seconds and was stopped"),
    Ended.MEMORY: N_("The file could not be read: its reader was stopped by a limit or an error"),
    Ended.ERROR: N_("The file could not be read: the program made a mistake with it"),
}


def _lost(ended: Ended) -> UploadRefused:
    todo = _("Copy the answers alone, as values, into a new XLSX workbook and send that one.")
    return UploadRefused(_(_LOST[ended]).format(n=_number(SECONDS)), todo=todo)


@contextlib.contextmanager
def _turn(upload_id: str, tell: Progress) -> Iterator[None]:
    """Wait until nobody works at this upload and one of the few places is free."""
    with _busy_changed:
        while upload_id in _busy:
            tell(0.0, "waiting")
            _busy_changed.wait(0.25)
        _busy.add(upload_id)
    try:
        while not _turns.acquire(timeout=0.25):
            tell(0.0, "waiting")
        try:
            yield
        finally:
            _turns.release()
    finally:
        with _busy_changed:
            _busy.discard(upload_id)
            _busy_changed.notify_all()


def _started(step: str, place: Path) -> Child:
    try:
        return Child(_command(step, place), _environment(step))
    except OSError as error:  # no memory or no number left for one more process
        log.error("a step of an upload could not be started: %s", error)
        raise UploadRefused(
            _("The file could not be read: this computer is too busy"), todo=_("Send it again.")
        ) from error


def _command(step: str, place: Path) -> list[str]:
    return [sys.executable, "-m", "etl.interviews.worker", step, str(place)]


def _environment(step: str) -> dict[str, str]:
    """What the child needs to know, and no more: this process may hold secrets."""
    kept = {
        "SEUTUKUVA_DATA": str(settings.data_folder()),
        "SEUTUKUVA_PROGRAMME": settings.programme_id(),
        "SEUTUKUVA_PUBLIC": "1" if settings.is_public() else "0",
        "SEUTUKUVA_LANGUAGE": texts.language(),
        "CHILD_LIMITS": json.dumps(
            {
                "RLIMIT_AS": MEMORY,
                "RLIMIT_CPU": int(SECONDS),
                "RLIMIT_FSIZE": 1 << 30,
                "RLIMIT_CORE": 0,
            }
        ),
    }
    if step in WITH_RECORDS:
        kept["SEUTUKUVA_DATABASE"] = settings.database_url()
        kept["SEUTUKUVA_CONTACTS"] = "1" if settings.keeps_contacts() else "0"
        # Where PostgreSQL's address leaves out the password, its client finds it in these.
        kept |= {name: value for name, value in os.environ.items() if name.startswith("PG")}
    return kept


def _sweep(place: Path) -> None:
    """Take away what a step that was stopped left half-made."""
    for left in (*place.glob("*.tmp"), *place.glob("file.*")):
        left.unlink(missing_ok=True)


def _put(target: Path, content: bytes) -> None:
    fresh = target.with_name(f"{target.name}.{secrets.token_hex(4)}.tmp")
    handle = os.open(
        fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    fresh.replace(target)


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


def _number(value: float, decimals: int = 0) -> str:
    return formats.number(value, decimals, texts.language())


def _silent(share: float, doing: str) -> None:
    """Nobody wants to know."""
