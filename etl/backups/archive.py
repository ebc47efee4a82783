"""The file of a backup: a ZIP archive with a manifest that names every file, its size and hash.

Read as what a stranger may have sent: only names that a backup can have, no links, no file that is
not in the manifest, nothing larger than the manifest says, nothing packed beyond belief.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from seutukuva.errors import SeutukuvaError
from seutukuva.texts import _

FORMAT, LAYOUT = "seutukuva-backup", 1
MANIFEST = "manifest.json"
LOG, KEY, BATCHES = "records/log.sqlite", "records/rounding.key", "records/batches"
POINTER = "build/current.json"
FOLDERS = ("records", "raw", "build")
_BLOCK = 1 << 20
_LARGEST_MANIFEST = 256 << 20
# Answers, Parquet and versions are packed already; a log is texts. Nothing of ours comes near.
_MOST_PACKED, _SMALL = 200, 64 << 20
_PACKED = (".gz", ".parquet")
_NAME = r"[\w-][\w.-]*"
_NAMES = re.compile(
    rf"{LOG}|{KEY}|{BATCHES}/[0-9a-f]{{32}}\.[a-z]+\.parquet|{POINTER}|build/pinned\.json"
    rf"|build/seutukuva-[\w-]+\.duckdb|build/reports/{_NAME}\.md|build/geo/{_NAME}\.geojson"
    rf"|raw/{_NAME}/state\.json|raw/{_NAME}/{_NAME}/{_NAME}",
    re.ASCII,
)
# What Windows takes for a device, whatever the folder.
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(RuntimeError, UnicodeError, ValueError),
)


class BackupRefused(SeutukuvaError):
    """A file is no backup that may be restored: damaged, foreign, of a newer program, hostile."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        made_at: UTC, ISO 8601.
        program: version of the program that made it.
        programme: id of the programme that was shown.
        log_seq, log_hash: newest row of the log; 0 and "" where nothing was ever entered.
        has_key: whether the installation's secret is in it.
        needs_key: whether interviews cannot be shown without that secret.
        version: the current version of the statistics; "" where none was published.
        problems: what was wrong already with what was backed up.
        files: size and SHA-256 of each file, by name.
    """

    made_at: str
    program: str
    programme: str
    log_seq: int
    log_hash: str
    has_key: bool
    needs_key: bool
    version: str
    problems: tuple[str, ...] = ()
    files: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(size for size, _digest in self.files.values())


class Writer:
    """Adds files to an archive and notes what it has added."""

    def __init__(self, target: IO[bytes]) -> None:
        self.files: dict[str, tuple[int, str]] = {}
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        """Close the archive; one that was not finished cannot be closed on a full disk."""
        if kind is None:
            self._zip.close()
            return
        with suppress(OSError, ValueError):
            self._zip.close()

    def add(self, name: str, source: Path) -> None:
        """Add a file under a name, as it is now.

        Raises:
            OSError: it cannot be read, or the archive not be written.
        """
        if not is_allowed(name):
            raise SeutukuvaError("a file with such a name is in no backup", where=name)
        with source.open("rb") as given:
            self.files[name] = self._add(name, given)

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, behind all files."""
        told = {"format": FORMAT, "layout": LAYOUT, **asdict(manifest)}
        body = json.dumps(told, ensure_ascii=False, indent=1).encode()
        self._zip.writestr(_entry(MANIFEST, packed=False), body)

    def _add(self, name: str, given: IO[bytes]) -> tuple[int, str]:
        digest, size = hashlib.sha256(), 0
        packed = name.endswith(_PACKED)
        with self._zip.open(_entry(name, packed=packed), "w", force_zip64=True) as taken:
            while block := given.read(_BLOCK):
                digest.update(block)
                size += len(block)
                taken.write(block)
        return size, digest.hexdigest()


def _entry(name: str, *, packed: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    return entry


class Archive:
    """A backup that is open for reading; its names and sizes have been looked at."""

    def __init__(self, opened: zipfile.ZipFile, file: Path) -> None:
        self._zip, self._file = opened, file
        entries = opened.infolist()
        self._entries = {one.filename: one for one in entries}
        if MANIFEST not in self._entries:
            raise _refused(_("the file is no backup of Seutukuva"), file)
        self._must_be_plain(entries)
        self.manifest = _understood(self._manifest(), file)
        self._must_be_named()

    def read(self, wanted: Callable[[str], Path | None]) -> None:
        """Read every file again and compare it with the manifest.

        Args:
            wanted: where to write a file; None to read it only.

        Raises:
            BackupRefused: a file is not as the manifest says.
            OSError: one cannot be written.
        """
        for name in self.manifest.files:
            self._read(name, wanted(name))

    def _read(self, name: str, target: Path | None) -> None:
        size, digest = self.manifest.files[name]
        found, left = hashlib.sha256(), size
        out = None
        try:
            if target:
                target.parent.mkdir(parents=True, exist_ok=True)
                out = target.open("xb")
            for block in self._blocks(name):
                left -= len(block)
                if left < 0:
                    break
                found.update(block)
                if out:
                    out.write(block)
        finally:
            if out:
                out.close()
        if left or found.hexdigest() != digest:
            raise _damaged(self._file, name)

    def _blocks(self, name: str) -> Iterator[bytes]:
        # What goes wrong with the archive, and not with what is written meanwhile.
        try:
            with self._zip.open(name) as given:
                while block := given.read(_BLOCK):
                    yield block
        except _DAMAGES as error:
            raise _damaged(self._file, name) from error

    def _manifest(self) -> bytes:
        if self._entries[MANIFEST].file_size > _LARGEST_MANIFEST:
            raise _refused(_("its list of files is too long"), self._file)
        return b"".join(self._blocks(MANIFEST))

    def _must_be_plain(self, entries: list[zipfile.ZipInfo]) -> None:
        """No link, no folder, no name twice, no name that leads elsewhere, no bomb."""
        names = [one.filename for one in entries]
        if len({name.casefold() for name in names}) != len(names):
            raise _refused(_("a name stands in it twice"), self._file)
        for one in entries:
            kind = stat.S_IFMT(one.external_attr >> 16)
            is_odd = kind not in (0, stat.S_IFREG) or one.flag_bits & 1
            is_known = one.filename == MANIFEST or is_allowed(one.filename)
            if is_odd or not is_known or one.orig_filename != one.filename:
                raise _refused(
                    _("it holds what no backup holds: {name}").format(
                        name=ascii(one.filename)[:90]
                    ),
                    self._file,
                )
        whole = sum(one.file_size for one in entries)
        if whole > _SMALL + _MOST_PACKED * self._file.stat().st_size:
            raise _refused(_("it would unpack to far more than a backup can"), self._file)

    def _must_be_named(self) -> None:
        held = {name: one.file_size for name, one in self._entries.items() if name != MANIFEST}
        said = {name: size for name, (size, _digest) in self.manifest.files.items()}
        if held != said:
            raise _refused(_("its list of files is not what it holds"), self._file)


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """Open a backup.

    Raises:
        BackupRefused: it is none, it is damaged, or a newer program has made it.
    """
    try:
        archive = zipfile.ZipFile(file)
    except FileNotFoundError:
        raise _refused(_("there is no such file"), file) from None
    except _DAMAGES as error:
        what = _("the file is no backup of Seutukuva, or it is damaged")
        raise _refused(what, file) from error
    with archive:
        yield Archive(archive, file)


def is_allowed(name: str) -> bool:
    """Whether a backup may hold a file of this name."""
    return _NAMES.fullmatch(name) is not None and not any(
        part.endswith(".") or _DEVICES.match(part) for part in name.split("/")
    )


def _understood(body: bytes, file: Path) -> Manifest:
    try:
        told = json.loads(body)
        if told["format"] != FORMAT:
            raise ValueError
        layout = int(told["layout"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused(_("the file is no backup of Seutukuva"), file) from error
    if layout > LAYOUT:
        raise BackupRefused(
            _("a newer program has made this backup ({program})").format(
                program=str(told.get("program", "?"))[:20]
            ),
            where=str(file),
            todo=_("Restore it with that program, or a newer one."),
        )
    try:
        return _manifest_of(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _refused(_("its list of files cannot be understood"), file) from error


def _manifest_of(told: dict[str, Any]) -> Manifest:
    files = {str(name): (int(size), str(digest)) for name, (size, digest) in told["files"].items()}
    if any(size < 0 for size, _digest in files.values()):
        raise ValueError
    return Manifest(
        made_at=str(told["made_at"]),
        program=str(told["program"]),
        programme=str(told["programme"]),
        log_seq=int(told["log_seq"]),
        log_hash=str(told["log_hash"]),
        has_key=bool(told["has_key"]),
        needs_key=bool(told["needs_key"]),
        version=str(told["version"]),
        problems=tuple(str(one) for one in told["problems"]),
        files=files,
    )


def _refused(what: str, file: Path) -> BackupRefused:
    return BackupRefused(what, where=str(file), todo=_("Choose another backup."))


def _damaged(file: Path, name: str) -> BackupRefused:
    return _refused(_("the backup is damaged: {name}").format(name=name), file)
