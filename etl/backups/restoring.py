"""A backup put back: unpacked beside what is there, looked at, then put in its place.

Until the last step nothing that is there is touched. That step is three renames with a note of them
on the disk, so that a restore that is stopped between them is completed by the next command or
server. What was there before is moved aside, never deleted.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl import versions
from etl.backups import checking
from etl.backups.archive import FOLDERS, KEY, LOG, Archive, BackupRefused, Manifest, opened
from etl.backups.making import STAMP
from seutukuva import presence, settings, stopping
from seutukuva.errors import SeutukuvaError
from seutukuva.records import place
from seutukuva.records.entries import Head
from seutukuva.texts import _

journal = logging.getLogger(__name__)

NOTE = "restoring.json"
# Which contents were deleted: row numbers and hashes, no texts. It is no part of a backup.
DELETED = "records/deleted.json"
FRESH, ASIDE = "restoring-", "replaced-"
# What a program leaves in a folder in which nothing has been entered or published, and the note of
# deletions that somebody brings along.
_NOTHING = {presence.LOCK, versions.LOCK, ".gitkeep", DELETED.rpartition("/")[2], ".deleted.lock"}
_ROOM = 64 << 20  # bytes to spare


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    Attributes:
        aside: where what was there before has been moved; None where nothing was.
        kept_key: whether the installation's secret that was here is kept, for the backup has none.
        lacks_key: whether interviews need a secret that is neither in the backup nor here.
    """

    manifest: Manifest
    aside: Path | None
    kept_key: bool = False
    lacks_key: bool = False


def restore(file: Path, *, replace: bool = False) -> Restored:
    """Put a backup back.

    Args:
        replace: whether what is there may be moved aside.

    Raises:
        BackupRefused: it is none that may be restored; nothing has changed.
        SeutukuvaError: there is something already, somebody uses it, or the disk is full; nothing
            has changed.
    """
    try:
        settings.data_folder().mkdir(parents=True, exist_ok=True)
        with opened(file) as archive, _alone():
            finish()
            _must_be_movable()
            if not replace:
                _must_be_empty()
            _must_have_room(archive.manifest)
            return _restored(archive, file)
    except OSError as error:
        raise SeutukuvaError(
            _("the backup cannot be restored: {why}").format(why=error.strerror or error),
            where=str(error.filename or settings.data_folder()),
            todo=_("See that the folder can be written and the disk is not full."),
        ) from error


def finish() -> bool:
    """Complete a restore that was stopped at its last step; whether there was one."""
    data = settings.data_folder()
    try:
        handle = (data / NOTE).open("r+b")
    except FileNotFoundError:
        _leave_nothing(data)
        return False
    with handle:
        if not presence.taken(handle):
            raise SeutukuvaError(
                _("a backup is being restored into this data folder"),
                where=str(data),
                todo=_("Start again when it is done."),
            )
        told = json.loads(handle.read())
        _put_in_place(data / told["fresh"], data / told["aside"])
        try:
            _followed(signs_in=told.get("signs_in", True))
        except SeutukuvaError as error:
            # Every command and start comes by here: the log may be what has to be mended.
            journal.warning("what was deleted may be there again: %s", error)
    (data / NOTE).unlink(missing_ok=True)
    return True


def _restored(archive: Archive, file: Path) -> Restored:
    data, manifest = settings.data_folder(), archive.manifest
    stamp = f"{dt.datetime.now(dt.UTC).strftime(STAMP)}-{secrets.token_hex(4)}"
    fresh, aside = data / f"{FRESH}{stamp}", data / f"{ASIDE}{stamp}"
    _sweep(data)
    fresh.mkdir(mode=0o700)
    try:
        archive.read(lambda name: fresh / name)
        _must_be_whole(fresh, manifest, file)
        kept_key = _keep(KEY, fresh)
        _leave_deleted(fresh)
        signs_in = _signs_in(fresh)
        lacks_key = manifest.needs_key and not (fresh / KEY).exists()
        for name in FOLDERS:
            (fresh / name).mkdir(mode=0o700, exist_ok=True)
        _keep_private(fresh)
        _to_database(fresh, manifest)
        _testify(fresh, manifest)
        _sync(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    is_aside = bool(_held())
    with _noted(data, fresh, aside, signs_in):
        with stopping.held():
            _put_in_place(fresh, aside)
        if not is_aside:
            shutil.rmtree(aside, ignore_errors=True)
        _followed(signs_in=signs_in)
    return Restored(manifest, aside if is_aside else None, kept_key, lacks_key)


def _followed(*, signs_in: bool) -> None:
    """What a restored log lacks of what has happened since; done again, it does no harm."""
    _delete_again()
    if signs_in and place.is_there():
        from seutukuva.sign_in import sessions

        # Who has signed out since the backup was made would be signed in again.
        sessions.end_everyone()


def _must_be_whole(fresh: Path, manifest: Manifest, file: Path) -> None:
    version = fresh / "build" / f"seutukuva-{manifest.version}.duckdb" if manifest.version else None
    found = checking.wrong(fresh, version, manifest.files, with_key=manifest.has_key)
    # What was damaged already when it was backed up is all there is.
    if new := set(found) - set(manifest.problems):
        raise BackupRefused(
            _("the backup is damaged: {name}").format(name=sorted(new)[0]),
            where=str(file),
            todo=_("Choose another backup."),
        )


def _keep(name: str, fresh: Path) -> bool:
    """Take over a file that is here, where the backup has none; whether there was one."""
    here = settings.data_folder() / name
    if (fresh / name).exists() or not here.is_file():
        return False
    (fresh / name).parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(here, fresh / name)
    return True


def _leave_deleted(fresh: Path) -> None:
    """What was deleted since the backup was made does not come back with it, where one can tell."""
    _keep(DELETED, fresh)
    if (fresh / LOG).exists() and place.file().is_file() and not settings.database_url():
        from seutukuva.records import copying, emptying

        copying.leave_deleted(fresh / LOG, place.file())
        if rows := copying.emptied(place.file()):
            # Its own note may be lost, or be another computer's.
            emptying.remember(fresh / DELETED, rows=rows)


def _signs_in(fresh: Path) -> bool:
    """Whether people sign in where the backup was made."""
    if not (fresh / LOG).exists():
        return False
    from seutukuva.records import copying

    return copying.holds(fresh / LOG, "sign_in")


def _delete_again() -> None:
    """Empty the rows of the log whose content was deleted since the backup was made."""
    if (settings.data_folder() / DELETED).is_file():
        from seutukuva import privacy

        privacy.again()


def _keep_private(fresh: Path) -> None:
    for one in [fresh / "records", *(fresh / "records").rglob("*")]:
        one.chmod(0o700 if one.is_dir() else 0o600)


def _to_database(fresh: Path, manifest: Manifest) -> None:
    """Put the log into the database of the setting, where it is not kept in a file."""
    if not (fresh / LOG).exists():
        return
    from seutukuva.records import copying

    if not copying.is_embedded():
        copying.load(fresh / LOG)
        (fresh / LOG).unlink()
    elif settings.database_url():
        raise SeutukuvaError(
            _("a log in a file of its own is restored into the data folder"),
            where="SEUTUKUVA_DATABASE",
            todo=_("Restore without SEUTUKUVA_DATABASE, then move log.sqlite there."),
        )


def _testify(fresh: Path, manifest: Manifest) -> None:
    """Keep the newest row of what is restored, so that rows taken off its end are missed."""
    if not manifest.log_seq or manifest.problems:
        return
    from seutukuva.records import log

    is_file = (fresh / LOG).exists()
    witness = place.witness_file() if is_file else log.current().witness_file
    head = Head(manifest.log_seq, manifest.log_hash)
    place.testify(fresh / "records" / witness.name, head, "" if is_file else log.current().name)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Nobody serves, builds or accepts an upload meanwhile."""
    with presence.alone(), versions.builder_lock():
        yield


def _held() -> list[Path]:
    """The folders here that hold anything."""
    folders = [settings.data_folder() / name for name in FOLDERS]
    return [one for one in folders if {file.name for file in one.glob("*")} - _NOTHING]


def _must_be_empty() -> None:
    if held := _held():
        raise SeutukuvaError(
            _("there are data in the folder already"),
            where=str(held[0]),
            todo=_("Restore with --replace: what is there is moved aside, not deleted."),
        )


def _must_be_movable() -> None:
    """A disk or a link in the place of a folder could not be renamed in the last step."""
    for place_of in (settings.data_folder() / name for name in FOLDERS):
        if place_of.is_symlink() or place_of.is_mount():
            raise SeutukuvaError(
                _("this folder is a link or a disk of its own and cannot be moved aside"),
                where=str(place_of),
                todo=_("Restore into a data folder whose parts are plain folders."),
            )


def _must_have_room(manifest: Manifest) -> None:
    free = shutil.disk_usage(settings.data_folder()).free
    if free < manifest.size + _ROOM:
        raise SeutukuvaError(
            _("the disk has {free} MB left, and the backup unpacks to {size} MB").format(
                free=free >> 20, size=manifest.size >> 20
            ),
            where=str(settings.data_folder()),
            todo=_("Make room, or restore to another disk."),
        )


def _leave_nothing(data: Path) -> None:
    """Remove what a killed restore has unpacked; one that is at work holds the lock."""
    if any(data.glob(f"{FRESH}*-*")):
        with contextlib.suppress(SeutukuvaError, OSError), presence.alone():
            _sweep(data)


def _sweep(data: Path) -> None:
    """Remove what restores that were stopped before their last step have left."""
    for left in data.glob(f"{FRESH}*-*"):
        shutil.rmtree(left, ignore_errors=True)


def _sync(fresh: Path) -> None:
    """Return only when everything is on the disk."""
    for folder, _folders, files in os.walk(fresh):
        for name in files:
            with (Path(folder) / name).open("rb+") as handle:
                os.fsync(handle.fileno())
        versions.sync_folder(Path(folder))


@contextlib.contextmanager
def _noted(data: Path, fresh: Path, aside: Path, signs_in: bool) -> Iterator[None]:
    """Leave a note of the last step, which nobody else completes meanwhile.

    It goes when all of it was done, or could not be: what is in place is not put there again.
    """
    target = data / f"{NOTE}.tmp"
    with target.open("wb") as handle:
        presence.taken(handle)
        told = {"fresh": fresh.name, "aside": aside.name, "signs_in": signs_in}
        handle.write(json.dumps(told).encode())
        handle.flush()
        os.fsync(handle.fileno())
        target.replace(data / NOTE)
        versions.sync_folder(data)
        try:
            yield
        except SeutukuvaError:
            (data / NOTE).unlink(missing_ok=True)
            raise
    (data / NOTE).unlink(missing_ok=True)


def _put_in_place(fresh: Path, aside: Path) -> None:
    """Take each folder's place in turn; done again from anywhere, it ends the same."""
    data = settings.data_folder()
    for name in FOLDERS:
        if not (fresh / name).exists():
            continue  # done before it was stopped
        if (data / name).exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            (data / name).rename(aside / name)
        (fresh / name).rename(data / name)
    with contextlib.suppress(OSError):
        fresh.rmdir()
    versions.sync_folder(data)
