"""What somebody is typing and has not saved yet: kept on this computer for a while, then gone.

A draft is no row of the log: it may be changed as often as one likes, it is really deleted, and
backups do not hold it. What reaches a person is not kept here either. Where people sign in nobody
sees another's.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seutukuva import access, clocks, dates, definitions, inbox, settings, texts
from seutukuva.errors import InvalidRecord, RecordsError
from seutukuva.records.bodies import Unfit, impersonal
from seutukuva.texts import _

KEPT_DAYS = 14


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was left.

    Attributes:
        id: of the record that it will be a version of.
        seen: the version that the writer looked at; None for a record that is not there yet.
        values: of the form's fields, as they were typed.
        kept_until: the last day on which it is here, if nothing more is typed.
    """

    id: str
    kind: str
    seen: int | None
    values: Mapping[str, Any]
    kept_until: dt.date


def keep(kind: str, id: str, seen: int | None, values: Mapping[str, Any]) -> None:
    """Keep a form as it is now; what was kept of it before goes.

    Raises:
        InvalidRecord: a text reaches a person; what was kept before stays.
        RecordRefused: nothing may be entered here.
        AccessRefused: the kind is confidential, and other computers reach this process.
        RecordsError: it could not be written.
    """
    _require(kind)
    if problems := _personal(kind, values):
        raise InvalidRecord(kind, problems)
    content = {
        **{"id": id, "kind": kind, "programme": settings.programme_id()},
        **{"seen": seen, "values": dict(values), "by": access.author()},
    }
    try:
        _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        inbox.put(_file(id), json.dumps(content, ensure_ascii=False).encode("utf-8"))
    except (OSError, UnicodeEncodeError) as error:
        raise RecordsError(
            _("the draft could not be kept on this computer"), where=str(error)
        ) from error


def of(kind: str, id: str) -> Draft | None:
    """What is kept of a record, if anything is.

    Raises:
        AccessRefused, RecordRefused: as ``keep``.
    """
    _require(kind)
    found = _read(_file(id))
    return found if found and (found.kind, found.id) == (kind, id) else None


def forget_of(person_id: str) -> int:
    """Delete what a person was typing; how many drafts there were."""
    own = [file for file in _folder().glob("*.json") if _by(file) == person_id]
    for file in own:
        with contextlib.suppress(OSError):
            file.unlink()
    return len(own)


def listed(kind: str) -> list[Draft]:
    """Every draft of a kind, the one typed last first.

    Raises:
        AccessRefused, RecordRefused: as ``keep``.
    """
    _require(kind)
    forget_older()
    files = sorted(_folder().glob("*.json"), key=_changed, reverse=True)
    return [one for file in files if (one := _read(file)) and one.kind == kind]


def discard(kind: str, id: str) -> None:
    """Forget a draft for good; one that is not there is fine.

    Raises:
        AccessRefused, RecordRefused: as ``keep``.
    """
    _require(kind)
    with contextlib.suppress(OSError):
        _file(id).unlink()


def forget_older(*, is_sure: bool = False) -> None:
    """Delete drafts in which nobody has typed for ``KEPT_DAYS``; it never fails.

    Forgetting tells nobody anything, so it is also done where nothing confidential is shown. Where
    the clock seems to run ahead they stay.

    Args:
        is_sure: whether somebody has said that the clock is right.
    """
    oldest = time.time() - KEPT_DAYS * 86_400
    old = [file for file in _folder().glob("*") if _changed(file) < oldest]
    if not old or (not is_sure and clocks.runs_ahead()):
        return
    for file in old:
        with contextlib.suppress(OSError):
            file.unlink()


def _require(kind: str) -> None:
    access.require_entry(kind)
    access.require_kind(kind)


def _folder() -> Path:
    return settings.records_folder() / "drafts"


def _file(id: str) -> Path:
    # An id may come from an address: its hash leads nowhere else.
    author = access.author()
    own = "" if author == access.LOCAL else f"|{author}"
    name = hashlib.sha256(f"{settings.programme_id()}|{id}{own}".encode("utf-8", "replace"))
    return _folder() / f"{name.hexdigest()[:32]}.json"


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # gone meanwhile
        return 0.0


def _by(file: Path) -> str:
    """Whose a draft is; "" of what is none."""
    try:
        return _author(json.loads(file.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _author(found: Mapping[str, Any]) -> str:
    # Drafts of before people signed in were typed at this computer.
    return str(found["by"]) if "by" in found else access.LOCAL


def _read(file: Path) -> Draft | None:
    """A draft; None when it is gone, too old, somebody else's, another programme's, or none."""
    changed = _changed(file)
    try:
        found = json.loads(file.read_bytes())
        if found["programme"] != settings.programme_id() or _author(found) != access.author():
            return None
        saved = dates.day_of(dt.datetime.fromtimestamp(changed, dt.UTC))
        until = saved + dt.timedelta(days=KEPT_DAYS)
        draft = Draft(found["id"], found["kind"], found["seen"], dict(found["values"]), until)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return draft if changed >= time.time() - KEPT_DAYS * 86_400 else None


def _personal(kind: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    own = definitions.load().kinds[kind]
    problems = []
    for field in own.fields:
        if field.type == "text" and own.is_impersonal:
            try:
                impersonal(str(values.get(field.id) or ""))
            except Unfit as error:
                problems.append((field.id, f"{field.title[texts.language()]}: {error}"))
    return problems
