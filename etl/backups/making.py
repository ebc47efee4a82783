"""A backup of the data folder and the log, made while the program runs, and read again.

The log comes first, as it was at one moment. What it counts in was there before its rows and never
changes, so whatever is entered meanwhile is not in the backup, and all of what is in it is whole.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from etl import versions
from etl.backups import checking
from etl.backups.archive import BATCHES, KEY, LOG, POINTER, Manifest, Writer, opened
from seutukuva import __version__, presence, settings
from seutukuva.errors import SeutukuvaError
from seutukuva.records.entries import EMPTY
from seutukuva.texts import _

if TYPE_CHECKING:
    from seutukuva.records.copying import Contents

SUFFIX = ".zip"
STAMP = "%Y%m%dT%H%M%SZ"
_WORKSHOP = ".seutukuva-backup-"
# What was listed may be removed before it is copied: then all is listed again.
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and read again: its file, its manifest, and its size in bytes."""

    file: Path
    manifest: Manifest
    size: int


class _Moved(Exception):
    """Something went away between being listed and being copied."""


def make(target: Path, *, with_key: bool = True) -> Made:
    """Make a backup while others read and write.

    Args:
        target: a file that is not there yet, or a folder that is: then the file is named by the
            moment.
        with_key: whether the installation's secret is in it.

    Raises:
        RecordsError: the log cannot be read.
        SeutukuvaError: the file is there already or cannot be written, or it was not read again
            as it was written; then there is no file.
    """
    now = dt.datetime.now(dt.UTC)
    file = _named(target, now)
    try:
        with _workshop(file.parent) as folder:
            manifest = _written(folder, with_key, now)
            _must_be_as_written(folder)
            return _put_out(folder / "backup", file, manifest)
    except OSError as error:
        raise SeutukuvaError(
            _("the backup cannot be written: {why}").format(why=error.strerror or error),
            where=str(error.filename or file),
            todo=_("See that the folder can be written and the disk is not full."),
        ) from error


def _named(target: Path, now: dt.datetime) -> Path:
    if target.is_dir():
        return target / f"seutukuva-{now.strftime(STAMP)}{SUFFIX}"
    if target.suffix != SUFFIX or not target.parent.is_dir():
        raise SeutukuvaError(
            _("a backup is a file whose name ends with {suffix}").format(suffix=SUFFIX),
            where=str(target),
            todo=_("Name such a file, or a folder that is there."),
        )
    _must_be_free(target)
    return target


def _must_be_free(file: Path) -> None:
    if file.exists():
        raise SeutukuvaError(
            _("there is a file of this name already"),
            where=str(file),
            todo=_("Choose another name: a backup never replaces one."),
        )


@contextlib.contextmanager
def _workshop(parent: Path) -> Iterator[Path]:
    """A folder for what is half done, which its owner alone may read; leftovers go first."""
    for left in parent.glob(f"{_WORKSHOP}*"):
        with contextlib.suppress(OSError), (left / "lock").open("ab") as handle:
            if presence.taken(handle):
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_WORKSHOP, dir=parent) as name:
        folder = Path(name)
        with (folder / "lock").open("ab") as handle:
            presence.taken(handle)
            yield folder


def _written(folder: Path, with_key: bool, now: dt.datetime) -> Manifest:
    for left in range(_TRIES, 0, -1):
        shutil.rmtree(folder / "records", ignore_errors=True)
        (folder / "records").mkdir(mode=0o700)
        with contextlib.suppress(_Moved):
            return _tried(folder, with_key, now, is_last=left == 1)
    raise SeutukuvaError(
        _("files went away while they were copied"),
        where=str(settings.data_folder()),
        todo=_("Try again when nothing is being published."),
    )


def _tried(folder: Path, with_key: bool, now: dt.datetime, *, is_last: bool) -> Manifest:
    handle = os.open(folder / "backup", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as target:
        with Writer(target) as writer:
            manifest = _filled(writer, folder, with_key, now, is_last)
            writer.finish(manifest)
        target.flush()
        os.fsync(target.fileno())
    return manifest


def _filled(
    writer: Writer, folder: Path, with_key: bool, now: dt.datetime, is_last: bool
) -> Manifest:
    try:
        said = _add_log(writer, folder, with_key)
        _add_build(writer, folder, is_last=is_last)
        _add_raw(writer)
    except FileNotFoundError as error:
        raise _Moved from error
    version = checking.pointed(folder / POINTER)
    file = folder / version if version else None
    found = checking.wrong(folder, file, writer.files, with_key=with_key)
    if found and not is_last:
        raise _Moved  # a purge, or another key, at this very moment
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        program=__version__,
        programme=settings.programme_id(),
        log_seq=said.head.seq,
        log_hash=said.head.chain_hash,
        has_key=KEY in writer.files,
        needs_key=bool(said.key),
        version=Path(version).stem.removeprefix("seutukuva-") if version else "",
        problems=tuple(found),
        files=writer.files,
    )


def _add_log(writer: Writer, folder: Path, with_key: bool) -> Contents:
    """Add the log and what it counts in; gives what it says of itself."""
    from seutukuva.records import copying

    said = copying.Contents(EMPTY, {}, "")
    if copying.copy_to(folder / LOG):
        with contextlib.suppress(SeutukuvaError):  # what is damaged is told by the check
            said = copying.contents(folder / LOG)
            for name in sorted(said.files):
                if (file := settings.batches_folder() / name).is_file():
                    writer.add(f"{BATCHES}/{name}", file)
        copying.settle(folder / LOG)
        writer.add(LOG, folder / LOG)
    if with_key and (key := settings.data_folder() / KEY).is_file():
        shutil.copyfile(key, folder / KEY)
        writer.add(KEY, folder / KEY)
    return said


def _add_build(writer: Writer, folder: Path, *, is_last: bool) -> None:
    """Add the pointer as it is now with its version, then every other version, with borders."""
    build = settings.build_folder()
    shutil.rmtree(folder / "build", ignore_errors=True)
    (folder / "build").mkdir()
    kept = folder / POINTER
    if (build / versions.POINTER).is_file():
        shutil.copyfile(build / versions.POINTER, kept)
        writer.add(POINTER, kept)
        # It may be pruned at any moment, and is looked at again.
        if name := checking.pointed(kept):
            with contextlib.suppress(*([FileNotFoundError] if is_last else [])):
                shutil.copyfile(settings.data_folder() / name, folder / name)
                writer.add(name, folder / name)
    listed = [versions.file_of(version) for version in versions.kept()]
    listed += sorted(build.glob("reports/[!.]*.md")) + sorted(build.glob("geo/[!.]*.geojson"))
    listed += [one for one in [build / versions.PINNED] if one.is_file()]
    for file in listed:
        name = file.relative_to(settings.data_folder()).as_posix()
        # Whatever was pruned since it was listed is needed by nobody.
        if name not in writer.files:
            with contextlib.suppress(FileNotFoundError):
                writer.add(name, file)


def _add_raw(writer: Writer) -> None:
    """Add every stored answer; what is half fetched is none."""
    raw = settings.raw_folder()
    for file in sorted([*raw.glob("[!.]*/state.json"), *raw.glob("[!.]*/[!.]*/[!.]*")]):
        if file.is_file():
            writer.add(file.relative_to(settings.data_folder()).as_posix(), file)


def _must_be_as_written(folder: Path) -> None:
    """Read all of it back from the disk, and look at the log and the version that come out."""
    again = folder / "again"
    with opened(folder / "backup") as archive:
        manifest = archive.manifest
        version = f"build/seutukuva-{manifest.version}.duckdb" if manifest.version else ""
        wanted = {LOG, KEY, version}
        archive.read(lambda name: again / name if name in wanted else None)
    file = again / version if version else None
    found = checking.wrong(again, file, manifest.files, with_key=manifest.has_key)
    if set(found) - set(manifest.problems):
        raise SeutukuvaError(
            _("the backup was not read again as it was written: {why}").format(why=found[0]),
            todo=_("See that the disk is sound, and make another one."),
        )


def _put_out(made: Path, file: Path, manifest: Manifest) -> Made:
    size = made.stat().st_size
    _must_be_free(file)
    made.rename(file)
    versions.sync_folder(file.parent)
    return Made(file, manifest, size)
