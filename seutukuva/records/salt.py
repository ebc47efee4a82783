"""The secret of this installation: made once, and then kept. Its keys are derived, one a purpose.

The rounding of interview figures is drawn from it, and the ids of needs in the log, which would
else give the firm back to whoever tries all business ids. Whoever knew it could undo both, so it
is never shown and readable by its owner alone; nothing of it leaves this process. With another one
every figure would be rounded anew, and two roundings of a figure tell more than one: it belongs
into backups, and several computers that show the same interviews need the same one. The log holds
its hash, so that a lost or another one is noticed and never replaced in silence.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from seutukuva import access, records, settings
from seutukuva.errors import RecordConflict, RecordsError, SecretLost
from seutukuva.records.locks import alone
from seutukuva.texts import _

if TYPE_CHECKING:
    from seutukuva.records.log import Log
    from seutukuva.records.soundness import Problem

FILE, _LOCK = "rounding.key", "rounding.lock"
KIND, ID = "installation_key", "installation-key"
ROUNDING, NEEDS = "rounding", "needs"
_BYTES = 32
_KEY = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")


def file() -> Path:
    """Where it is kept."""
    return settings.records_folder() / FILE


def key(purpose: str) -> bytes:
    """The key of a purpose, ``ROUNDING`` or ``NEEDS``, which tells nothing of the others.

    HKDF-Expand of RFC 5869 with SHA-256: its first block.

    Raises:
        RecordsError: as ``read``.
    """
    return hmac.digest(read(), purpose.encode() + b"\x01", "sha256")


def read() -> bytes:
    """The secret of this installation; made when there never was one.

    Raises:
        SecretLost: it is missing, damaged or not the one that the log has noted.
        RecordsError: it cannot be read or made.
    """
    try:
        text = _kept()
        if text is None:
            text = _made()
    except OSError as error:
        raise RecordsError(
            _("the secret of the rounding cannot be read: {why}").format(
                why=error.strerror or error
            ),
            where=str(file()),
            todo=_("See that the folder of records can be written."),
        ) from error
    if not _KEY.fullmatch(text):
        raise _unusable(_("the secret of the rounding is damaged"))
    _must_be_noted(str(settings.records_folder()), settings.database_url(), _hash(text))
    return bytes.fromhex(text)


def renew(*, by: str, why: str, source: str = "app") -> None:
    """Make another secret where the one there was is lost: every figure is rounded anew.

    Raises:
        InvalidRecord: the reason reaches a person.
        RecordsError: the old one is still there, or the new one cannot be kept.
        RecordRefused, AccessRefused: not here.
    """
    with alone(settings.records_folder() / _LOCK):
        versions = records.history(ID)
        if not versions or _hash(_kept() or "") == versions[-1].body.get("sha256"):
            raise RecordsError(_("the secret of the rounding is not lost"), where=str(file()))
        text = secrets.token_hex(_BYTES)
        body = {"sha256": _hash(text), "why": why}
        # Stopped in between, it is lost once more.
        records.append(KIND, body, id=ID, by=by, source=source, expect=versions[-1].seq)
        _write(text)


def damages(kept: Log) -> list[Problem]:
    """What is wrong with the secret that a log has noted, with the row that notes it."""
    from seutukuva.records.soundness import Problem

    versions = kept.history(ID)
    if not versions:
        return []
    try:
        text = _kept()
    except OSError:
        text = None
    what = _difference(text, str(versions[-1].body.get("sha256", "")))
    return [Problem(versions[-1].seq, f"{what}: {file()}")] if what else []


def _difference(text: str | None, noted: str) -> str:
    if text is None:
        return _("the secret of the rounding is missing")
    if _hash(text) != noted:
        return _("the secret of the rounding is not the one that was used before")
    return ""


def _unusable(what: str) -> SecretLost:
    todo = _("Restore it from a backup; with another one all figures are rounded anew.")
    return SecretLost(what, where=str(file()), todo=todo)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# The log keeps its rows, so what was found once stays so.
@lru_cache(maxsize=16)
def _must_be_noted(folder: str, database: str, digest: str) -> None:
    """Compare a secret with the log, which notes the first one that it sees."""
    versions = records.history(ID)
    if not versions:
        try:
            body = {"sha256": digest, "why": _("The first use.")}
            # Whoever happens to look first: it is no entry of theirs.
            with access.acting(access.PROGRAM):
                records.append(KIND, body, id=ID, by=access.LOCAL)
            return
        except RecordConflict as conflict:
            # Another computer was the first.
            versions = [conflict.theirs]
    if versions[-1].body.get("sha256") != digest:
        raise _unusable(_("the secret of the rounding is not the one that was used before"))


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
        if records.history(ID):
            raise _unusable(_("the secret of the rounding is missing"))
        text = secrets.token_hex(_BYTES)
        _write(text)
    return text


def _write(text: str) -> None:
    fresh = file().with_name(f"{FILE}.tmp")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(text + "\n")
        target.flush()
        os.fsync(target.fileno())
    fresh.replace(file())
