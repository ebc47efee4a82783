"""The commands ``backup``, ``restore`` and ``backups``, for people and for programs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from etl.backups import keeping, making, restoring
from etl.backups.archive import Manifest, opened
from seutukuva import audit
from seutukuva.audit import model
from seutukuva.texts import _, ngettext


def add_options(commands: Any, output: argparse.ArgumentParser) -> None:
    """The commands' arguments."""
    backing = commands.add_parser("backup", parents=[output], help="back up everything in one file")
    backing.add_argument("file", type=Path, help="a new .zip file, or a folder that is there")
    backing.add_argument(
        "--without-key", action="store_true", help="leave out the secret of the rounding"
    )
    restoring_ = commands.add_parser("restore", parents=[output], help="put a backup back")
    restoring_.add_argument("file", type=Path)
    restoring_.add_argument(
        "--replace", action="store_true", help="move aside what there is in the data folder"
    )
    kept = commands.add_parser("backups", parents=[output], help="check or thin out backups")
    kept.add_argument("action", choices=("keep", "check"))
    kept.add_argument("place", type=Path, help="keep: a folder of backups; check: a backup")
    for name, number in (("daily", 7), ("weekly", 5), ("monthly", 12)):
        kept.add_argument(f"--{name}", type=_count, default=number, metavar="N")
    kept.add_argument("--dry-run", action="store_true", help="only say what would be deleted")


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 on")
    return int(text)


def run(wish: argparse.Namespace) -> tuple[bool, dict[str, Any], Iterator[str]]:
    """Do what was asked; gives whether all is well, an object for programs, lines for people."""
    if wish.command == "backup":
        made = making.make(wish.file, with_key=not wish.without_key)
        audit.note(model.EXPORTED, what="backup", detail=made.file.name)
        told = {"file": str(made.file), "bytes": made.size, **_told(made.manifest)}
        return not made.manifest.problems, told, _made(made)
    if wish.command == "restore":
        done = restoring.restore(wish.file, replace=wish.replace)
        audit.note(model.CHANGE, what="restore", detail=wish.file.name)
        aside = str(done.aside) if done.aside else ""
        told = {"aside": aside, "lacks_key": done.lacks_key, **_told(done.manifest)}
        return not done.manifest.problems, told, _restored(done)
    if wish.action == "check":
        manifest = checked(wish.place)
        return not manifest.problems, _told(manifest), _sound(manifest)
    found = keeping.keep(
        wish.place,
        daily=wish.daily,
        weekly=wish.weekly,
        monthly=wish.monthly,
        dry_run=wish.dry_run,
    )
    names = ("kept", "deleted", "odd")
    told = {name: [str(file) for file in getattr(found, name)] for name in names}
    return not found.odd, told | {"dry_run": wish.dry_run}, _kept(found, wish.dry_run)


def checked(file: Path) -> Manifest:
    """Read every file of a backup and compare it with its hash.

    Raises:
        BackupRefused: it is damaged, or none.
    """
    with opened(file) as archive:
        archive.read(lambda _name: None)
        return archive.manifest


def _told(manifest: Manifest) -> dict[str, Any]:
    return {
        "made_at": manifest.made_at,
        "program": manifest.program,
        "programme": manifest.programme,
        "log": {"seq": manifest.log_seq, "chain_hash": manifest.log_hash},
        "version": manifest.version,
        "has_key": manifest.has_key,
        "files": len(manifest.files),
        "problems": list(manifest.problems),
    }


def _made(made: making.Made) -> Iterator[str]:
    yield _("Backed up and read again: {file} ({size} MB)").format(
        file=made.file, size=-(-made.size // 1_000_000)
    )
    yield from _sound(made.manifest)


def _sound(manifest: Manifest) -> Iterator[str]:
    n = len(manifest.files)
    files = ngettext("{n} file", "{n} files", n).format(n=n)
    yield _("Of {moment}: {files}, log of entries up to row {row}, statistics {version}").format(
        moment=manifest.made_at,
        files=files,
        row=manifest.log_seq,
        version=manifest.version or _("none"),
    )
    if manifest.needs_key and not manifest.has_key:
        yield _("The secret of the rounding is not in it: keep a copy of it elsewhere.")
    yield from _problems(manifest)


def _problems(manifest: Manifest) -> Iterator[str]:
    if manifest.problems:
        yield _("What was backed up was damaged already:")
        yield from (f"  {one}" for one in manifest.problems)


def _restored(done: restoring.Restored) -> Iterator[str]:
    yield _("Restored: the state of {moment}, log of entries up to row {row}").format(
        moment=done.manifest.made_at, row=done.manifest.log_seq
    )
    if done.aside:
        yield _(
            "What was there before is in {folder}. It holds confidential data: delete it when all "
            "is well."
        ).format(folder=done.aside)
    if done.kept_key:
        yield _("The secret of the rounding that was here stays.")
    if done.lacks_key:
        yield _(
            "The secret of the rounding is missing: copy it to {file}, or interviews are not shown."
        ).format(file=restoring.KEY)
    yield from _problems(done.manifest)
    yield _("Now run: python -m etl verify")


def _kept(found: keeping.Kept, dry_run: bool) -> Iterator[str]:
    n = len(found.kept)
    yield ngettext("{n} backup is kept.", "{n} backups are kept.", n).format(n=n)
    for file in found.deleted:
        text = _("to be deleted: {file}") if dry_run else _("deleted: {file}")
        yield text.format(file=file.name)
    for file in found.odd:
        yield _("damaged, or of damaged data, and left alone: {file}").format(file=file.name)
