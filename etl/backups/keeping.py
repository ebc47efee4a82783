"""Which backups of a folder are kept: so many days, weeks and months, by the names of the files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from etl.backups.archive import BackupRefused, opened
from etl.backups.making import STAMP
from seutukuva.errors import SeutukuvaError
from seutukuva.texts import _

_NAME = re.compile(r"seutukuva-(\d{8}T\d{6}Z)\.zip")


@dataclass(frozen=True, slots=True)
class Kept:
    """What becomes of the backups of a folder, newest first.

    Attributes:
        odd: damaged ones, and those of data that were damaged already: they count for no day and
            are not deleted.
    """

    kept: tuple[Path, ...]
    deleted: tuple[Path, ...]
    odd: tuple[Path, ...]


def keep(folder: Path, *, daily: int, weekly: int, monthly: int, dry_run: bool = False) -> Kept:
    """Delete the backups of a folder that are not needed any longer.

    Of each of the last ``daily`` days with a backup the newest one stays, of each of the last
    ``weekly`` weeks and ``monthly`` months too, and the newest one always. Days are of UTC, as in
    the names. Files of other names are left alone.

    Raises:
        SeutukuvaError: there is no such folder, or a file cannot be deleted.
    """
    if not folder.is_dir():
        raise SeutukuvaError(_("there is no such folder"), where=str(folder))
    found = {file: moment for file in folder.glob("*.zip") if (moment := _moment(file))}
    odd = {file for file in found if not _is_sound(file)}
    sound = sorted(found.keys() - odd, key=lambda file: found[file], reverse=True)
    needed = chosen([found[file] for file in sound], daily, weekly, monthly)
    kept = tuple(file for file in sound if found[file] in needed)
    deleted = tuple(file for file in sound if found[file] not in needed)
    if not dry_run:
        for file in deleted:
            _delete(file)
    return Kept(kept, deleted, tuple(sorted(odd, reverse=True)))


def chosen(
    moments: Iterable[dt.datetime], daily: int, weekly: int, monthly: int
) -> set[dt.datetime]:
    """The moments whose backups stay."""
    newest_first = sorted(moments, reverse=True)
    stay = set(newest_first[:1])
    rules: list[tuple[int, Callable[[dt.datetime], tuple[int, ...]]]] = [
        (daily, lambda one: (one.year, one.month, one.day)),
        (weekly, lambda one: tuple(one.isocalendar())[:2]),
        (monthly, lambda one: (one.year, one.month)),
    ]
    for count, part_of in rules:
        newest: dict[tuple[int, ...], dt.datetime] = {}
        for one in newest_first:
            newest.setdefault(part_of(one), one)
        stay |= set(list(newest.values())[:count])
    return stay


def _moment(file: Path) -> dt.datetime | None:
    named = _NAME.fullmatch(file.name)
    try:
        return dt.datetime.strptime(named[1], STAMP).replace(tzinfo=dt.UTC) if named else None
    except ValueError:
        return None


def _is_sound(file: Path) -> bool:
    """Whether its manifest can be read and says that nothing was wrong; files are not read."""
    try:
        with opened(file) as archive:
            return not archive.manifest.problems
    except BackupRefused:
        return False


def _delete(file: Path) -> None:
    try:
        file.unlink()
    except OSError as error:
        raise SeutukuvaError(
            _("a backup cannot be deleted: {why}").format(why=error.strerror or error),
            where=str(file),
        ) from error
