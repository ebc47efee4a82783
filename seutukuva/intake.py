"""Uploaded files on their way: kept in the inbox, read and checked by a process that may die.

Nothing of an upload is parsed here. A spreadsheet can end the process that reads it, without an
error that could be caught, or make it ask for all memory there is; so each step is done by a
child with limits of its own, and its end, whatever it was, is a sentence for whoever uploaded it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import os
import re
import secrets
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from seutukuva import access, formats, inbox, settings, texts
from seutukuva.children import Child, Ended
from seutukuva.errors import UploadRefused
from seutukuva.texts import N_, _

log = logging.getLogger(__name__)

MAX_BYTES = 25 << 20
MAX_DECISIONS = 2_000_000  # bytes of what an analyst decided about a file
KEPT_DAYS = 1
SECONDS_BETWEEN_TIDYING = 3_600.0
SECONDS = 120.0
MEMORY = 1024 << 20
LONGEST_NAME = 200
STEPS = ("inspect", "map", "check", "marked", "document", "demonstration")
# What a step or an analyst leaves in an upload's folder and others may read and write.
READ = (
    *("upload", "choices", "inspected", "corrections", "mapping", "problems", "summary"),
    "document",
)
WRITTEN = ("choices", "corrections")
NAMED = re.compile(r"[a-z]+(?:-\d+)?\.(?:arrow|parquet|json|xlsx)|file")
# These steps read what is stored already; the others see nothing but the file.
WITH_RECORDS = frozenset(("map", "check"))

Progress = Callable[[float, str], None]
StepProgress = Callable[[str, float, str], None]

_tidied: dict[Path, float] = {}
_tidying = threading.Lock()


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
    tidy()
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
        inbox.put(place / "file", content)
        inbox.put(place / "upload.json", _json(asdict(upload)))
    except OSError as error:
        inbox.forget(upload.id)
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
    """Do a step of an upload in a process of its own; otherwise as ``steps``.

    Args:
        on_progress: told the share done, 0 to 1, and what is being done, in a word.

    Returns:
        What the step says of itself; the rest stands in the upload's folder.
    """
    tell = on_progress or _silent
    return steps(upload_id, [step], lambda _step, share, doing: tell(share, doing))[step]


def steps(
    upload_id: str, names: Sequence[str], on_progress: StepProgress | None = None
) -> dict[str, dict[str, Any]]:
    """Do steps of an upload, one after another, in as few processes as is safe.

    Two uploads are worked at at once, and one upload by one; whoever comes later is told
    ``waiting``. When the caller goes on for any reason, also one of its own, the process and all
    it started are gone.

    Args:
        on_progress: told the step, the share of it that is done, 0 to 1, and what is being done,
            in a word; the last one of a step is ``done``.

    Returns:
        What each step says of itself; the rest stands in the upload's folder.

    Raises:
        AccessRefused: other computers reach this process.
        UploadRefused: a step refused the file, took too long or too much, or died.
    """
    folder(upload_id)
    for name in names:
        if name not in STEPS:
            raise ValueError(f"no such step: {name}")
    tell = on_progress or _silent
    with inbox.turn(upload_id, lambda: tell(names[0], 0.0, "waiting")):
        place = folder(upload_id)  # it may have gone while we waited
        found: dict[str, dict[str, Any]] = {}
        try:
            for together in _processes(names):
                while left := [name for name in together if name not in found]:
                    found |= _done(_started(left, place), left, tell)
        finally:
            _sweep(place)
    return found


def folder(upload_id: str) -> Path:
    """Where an upload's files are.

    Raises:
        AccessRefused: other computers reach this process.
        UploadRefused: there is no such upload.
    """
    access.require_confidential()
    place = settings.inbox_folder() / upload_id
    # The id is looked at first: it may come from an address, and must not lead anywhere else.
    if not inbox.IDS.fullmatch(upload_id) or not (place / "upload.json").is_file():
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
    inbox.put(place / f"{name}.json", text)


def discard(upload_id: str) -> None:
    """Forget an upload and everything made of it; one that is not there is fine."""
    access.require_confidential()
    if inbox.IDS.fullmatch(upload_id):
        inbox.forget(upload_id)


def clean() -> int:
    """Forget uploads that nobody has touched for ``KEPT_DAYS``; gives how many."""
    access.require_confidential()
    return inbox.forget_older(KEPT_DAYS * 86_400)


def tidy() -> None:
    """``clean`` if the last time is an hour ago; costs nothing otherwise, and never fails.

    Forgetting tells nobody anything, so it is also done where nothing confidential is shown.
    """
    place, now = settings.inbox_folder(), time.monotonic()
    with _tidying:
        if now - _tidied.get(place, -SECONDS_BETWEEN_TIDYING) < SECONDS_BETWEEN_TIDYING:
            return
        _tidied[place] = now
    try:
        inbox.forget_older(KEPT_DAYS * 86_400)
    except OSError as error:
        log.warning("old uploads could not be removed: %s", error)


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


def _done(child: Child, names: Sequence[str], tell: StepProgress) -> dict[str, dict[str, Any]]:
    """What the last line of each step says; whatever else it comes to is a refusal.

    After the first, a child may leave the rest to one that has not used its memory yet.
    """
    found: dict[str, dict[str, Any]] = {}
    with child:
        for name in names:
            told = _told(child, name, tell)
            if told is None:
                if not found:
                    raise _lost(Ended.ERROR, name)
                break
            found[name] = told
            tell(name, 1.0, "done")
    return found


def _told(child: Child, name: str, tell: StepProgress) -> dict[str, Any] | None:
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
                raise _lost(Ended.ERROR, name)
        ended = child.ended()
    except TimeoutError:
        ended = Ended.TIME
    log.error("the step %s of an upload died: %s, status %s", name, ended.name, child.status)
    raise _lost(ended, name)


_PARTS = ("what", "where", "todo")
_LOST = {
    Ended.TIME: N_("Reading the file took longer than {n} seconds and was stopped"),
    Ended.MEMORY: N_("The file could not be read: its reader was stopped by a limit or an error"),
    Ended.ERROR: N_("The file could not be read: the program made a mistake with it"),
}


def _lost(ended: Ended, step: str) -> UploadRefused:
    if step == "document":
        todo = _("Save its text alone, as plain text, and send that file.")
    else:
        todo = _("Copy the answers alone, as values, into a new XLSX workbook and send that one.")
    return UploadRefused(_(_LOST[ended]).format(n=_number(SECONDS)), todo=todo)


def _started(steps: Sequence[str], place: Path) -> Child:
    try:
        return Child(_command(steps, place), _environment(steps))
    except OSError as error:  # no memory or no number left for one more process
        log.error("a step of an upload could not be started: %s", error)
        raise UploadRefused(
            _("The file could not be read: this computer is too busy"), todo=_("Send it again.")
        ) from error


def _command(steps: Sequence[str], place: Path) -> list[str]:
    return [sys.executable, "-m", "etl.interviews.worker", *steps, str(place)]


def _environment(steps: Sequence[str]) -> dict[str, str]:
    """What the child needs to know, and no more: this process may hold secrets."""
    kept = {
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


def _sweep(place: Path) -> None:
    """Take away what a step that was stopped left half-made."""
    for left in (*place.glob("*.tmp"), *place.glob("file.*")):
        left.unlink(missing_ok=True)


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode("utf-8")


def _number(value: float, decimals: int = 0) -> str:
    return formats.number(value, decimals, texts.language())


def _silent(*_told: object) -> None:
    """Nobody wants to know."""
