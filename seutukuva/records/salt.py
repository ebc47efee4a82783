"""The secret from which the rounding of interview figures is drawn: made once, and then kept.

Whoever knew it could undo the rounding, so it is never shown and readable by its owner alone. With
another one every figure would be rounded anew, and two roundings of a figure tell more than one:
it belongs into backups, and several computers that show the same interviews need the same one.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from seutukuva import settings
from seutukuva.errors import RecordsError
from seutukuva.records.locks import alone

FILE, _LOCK = "rounding.key", "rounding.lock"
_BYTES = 32
_KEY = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")


def file() -> Path:
    """Where it is kept."""
    return settings.records_folder() / FILE


def read() -> bytes:
    """The secret of this installation; made when there is none yet.

    Raises:
        RecordsError: it cannot be read or made, or is damaged.
    """
    try:
        text = _kept() or _made()
    except OSError as error:
        raise RecordsError(
            f"the secret of the rounding cannot be read: {error.strerror or error}",
            where=str(file()),
            todo="see that the folder of records can be written",
        ) from error
    if not _KEY.fullmatch(text):
        raise RecordsError(
            "the secret of the rounding is damaged",
            where=str(file()),
            todo="restore it from a backup; with another one all figures are rounded anew",
        )
    return bytes.fromhex(text)


def _kept() -> str | None:
    try:
        return file().read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None


def _made() -> str:
    settings.records_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone(settings.records_folder() / _LOCK):
        # Another process may have made it while this one waited.
        if (kept := _kept()) is not None:
            return kept
        text = secrets.token_hex(_BYTES)
        fresh = file().with_name(f"{FILE}.tmp")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as target:
            target.write(text + "\n")
            target.flush()
            os.fsync(target.fileno())
        fresh.replace(file())
    return text
