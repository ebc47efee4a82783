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
import math
import re
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from seutukuva import access, inbox, settings, stepping, texts, upload_rooms
from seutukuva.errors import UploadRefused
from seutukuva.interviews import rounds
from seutukuva.texts import _
from seutukuva.upload_rooms import ROOMS, Room

log = logging.getLogger(__name__)

MAX_BYTES = 25 << 20
MAX_DECISIONS = 2_000_000  # bytes of what an analyst decided about a file
KEPT_DAYS = 1
SECONDS_BETWEEN_TIDYING = 3_600.0
LONGEST_NAME = 200
# What a step or an analyst leaves in an upload's folder and others may read and write.
READ = (
    *("upload", "choices", "inspected", "corrections", "mapping", "problems", "summary"),
    "document",
)
WRITTEN = ("choices", "corrections")
NAMED = re.compile(r"[a-z]+(?:-\d+)?\.(?:arrow|parquet|json|xlsx)|file")

Progress = Callable[[float, str], None]

_tidied: dict[Path, float] = {}
_tidying = threading.Lock()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent; ``room``: of ``upload_rooms.ROOMS``."""

    id: str
    room: str
    name: str
    sha256: str
    bytes: int
    received_at: str


def receive(
    name: str, content: bytes, *, room: str = upload_rooms.INTERVIEWS, **told: str | bool
) -> Upload:
    """Take a file into the inbox, as it came; nothing of it is read.

    Args:
        name: what it was called where it came from.
        told: what the room wants to know of a file: of interviews ``questionnaire``, ``wave``
            (year and month of the round, ``2026-10``) and ``organisation``; of a list of projects
            perhaps its ``format`` and the day it is of, ``list_date``.

    Raises:
        AccessRefused, RecordRefused: other computers reach this process.
        UploadRefused: it is larger than ``MAX_BYTES``, or cannot be kept.
    """
    own = ROOMS[room]
    _require(own)
    described = own.described(told)
    tidy()
    must_fit(len(content), room)
    upload = Upload(
        id=secrets.token_hex(16),
        room=room,
        name=cleaned(name),
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        received_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )
    _keep(upload, described, content)
    return upload


def must_fit(size: int, room: str = upload_rooms.INTERVIEWS) -> None:
    """Refuse a file that is too large.

    Args:
        size: of the file, in bytes.

    Raises:
        UploadRefused: it is larger than ``MAX_BYTES``.
    """
    if size > MAX_BYTES:
        # Rounded up: "25.0 MB" of a file that is a little larger would contradict itself.
        told = math.ceil(10 * size / 2**20) / 10
        raise UploadRefused(
            _("The file has {size} MB; {most} MB are taken at most").format(
                size=texts.number(told, 1), most=texts.number(MAX_BYTES / 2**20)
            ),
            todo=_(ROOMS[room].smaller),
        )


def _keep(upload: Upload, described: upload_rooms.Told, content: bytes) -> None:
    place = settings.inbox_folder() / upload.id
    try:
        settings.inbox_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        place.mkdir(mode=0o700)
        inbox.put(place / "file", content)
        inbox.put(place / "upload.json", inbox.as_json({**asdict(upload), **described}))
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
    upload_id: str, names: Sequence[str], on_progress: stepping.Progress | None = None
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
        AccessRefused, RecordRefused: other computers reach this process.
        UploadRefused: a step refused the file, took too long or too much, or died.
    """
    _place, room = _found(upload_id)
    for name in names:
        if name not in room.steps:
            raise ValueError(f"no such step: {name}")
    tell = on_progress or _silent
    with inbox.turn(upload_id, lambda: tell(names[0], 0.0, "waiting")):
        place = folder(upload_id)  # it may have gone while we waited
        try:
            return stepping.done(names, place, tell, room.repair)
        finally:
            _sweep(place)


def folder(upload_id: str) -> Path:
    """Where an upload's files are.

    Raises:
        AccessRefused, RecordRefused: other computers reach this process.
        UploadRefused: there is no such upload.
    """
    return _found(upload_id)[0]


def _found(upload_id: str) -> tuple[Path, Room]:
    """An upload's folder and room, for whoever may handle files of that room."""
    room = _room_of(upload_id)
    _require(room)
    if room is None:
        raise UploadRefused(_("The file is no longer here"), todo=_("Send it again."))
    return settings.inbox_folder() / upload_id, room


def _require(room: Room | None) -> None:
    """Refuse to go on where files of a room may not be handled.

    That there is no such upload is told only to those who might see any.
    """
    if room is None or room.is_confidential:
        access.require("uploads", "inbox")
    else:
        access.require_entry("project_batch")


def _room_of(upload_id: str) -> Room | None:
    # The id is looked at first: it may come from an address, and must not lead anywhere else.
    if not inbox.IDS.fullmatch(upload_id):
        return None
    try:
        return upload_rooms.room_of(settings.inbox_folder() / upload_id)
    except (OSError, ValueError):
        return None


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
    text = inbox.as_json(content)
    if len(text) > MAX_DECISIONS:
        raise UploadRefused(_("There are more corrections than are kept for one file"))
    inbox.put(place / f"{name}.json", text)


def assign(upload_id: str, wave: str) -> None:
    """Take an upload for another round; what was found out before then no longer holds.

    Raises:
        UploadRefused: there is no such upload, or that is no round.
    """
    folder(upload_id)
    if not rounds.is_round(wave):
        raise UploadRefused(_("“{text}” is no round").format(text=wave))
    retell(upload_id, wave=wave)


def retell(upload_id: str, **told: str | bool) -> None:
    """Say something else of an upload; what was found out before then no longer holds.

    Args:
        told: as ``receive``; what is left out stays as it was said.

    Raises:
        UploadRefused: there is no such upload.
    """
    place, room = _found(upload_id)
    upload = read(upload_id, "upload")
    before = {name: upload[name] for name in (*room.needed, *room.optional)}
    upload |= room.described({**before, **told})
    inbox.put(place / "upload.json", inbox.as_json(upload))


def discard(upload_id: str) -> None:
    """Forget an upload and everything made of it; one that is not there is fine."""
    _require(_room_of(upload_id))
    if inbox.IDS.fullmatch(upload_id):
        inbox.forget(upload_id)


def clean() -> int:
    """Forget uploads that nobody has touched for ``KEPT_DAYS``; gives how many."""
    access.require("uploads", "inbox")
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


def _sweep(place: Path) -> None:
    """Take away what a step that was stopped left half-made."""
    for left in (*place.glob("*.tmp"), *place.glob("file.*")):
        left.unlink(missing_ok=True)


def _silent(*_told: object) -> None:
    """Nobody wants to know."""
