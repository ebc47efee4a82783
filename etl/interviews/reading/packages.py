"""The zip archive around a workbook: looked through before anything unpacks it.

What the directory says may be a lie, so every part is inflated here once, piece by piece, against
what was promised. Another program that trusted the directory would inflate without end.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path

from etl.interviews.reading.content import BROKEN_ARCHIVE, ENCRYPTED, damaged, locked
from seutukuva.errors import UploadRefused
from seutukuva.texts import _

MAX_PARTS = 5_000
MAX_UNPACKED = 200 << 20  # bytes of all parts together
MAX_RATIO = 100
# Small parts of repeated cells are honestly packed a hundred times smaller.
RATIO_FROM = 8 << 20
PIECE = 1 << 20
LOCAL_HEADER = 30
STORED, DEFLATED = 0, 8
ELEMENT = re.compile(rb"<[A-Za-z_]")
# Where an OpenDocument says how its parts are encrypted.
MANIFEST = "META-INF/manifest.xml"
UNREADABLE = (zlib.error, OSError, struct.error)
READ_ENDINGS = (".xml", ".rels", ".bin")


class Package:
    """A workbook's archive whose directory has been found sound.

    Raises:
        UploadRefused: the archive is damaged, has a password, or would unpack to too much.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            with zipfile.ZipFile(file) as archive:
                found = archive.infolist()
        except BROKEN_ARCHIVE as error:
            raise damaged() from error
        self.parts = {part.filename.replace("\\", "/"): part for part in found}
        _check_directory(found, len(self.parts))
        if self._is_encrypted():
            raise locked()

    def read(self, name: str) -> bytes:
        """A whole part; it has been looked through like all others."""
        return b"".join(self.pieces(name))

    def _is_encrypted(self) -> bool:
        """Whether the first bytes of an OpenDocument's list of parts say so."""
        if MANIFEST not in self.parts:
            return False
        found = _inflated(self.file, self.parts[MANIFEST])
        try:
            return b"encryption-data" in next(found, b"")
        except UNREADABLE:
            return False  # which is told when it is looked through
        finally:
            found.close()

    def check(self, but: set[str]) -> None:
        """Look through every part that a reader may open, except those looked through later."""
        for name in self.parts:
            if name not in but and name.lower().endswith(READ_ENDINGS):
                for _piece in self.pieces(name):
                    pass

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part's bytes, about a MiB at a time.

        Raises:
            UploadRefused: there is no such part, or its bytes are not what the directory promised
                or declare entities.
        """
        part = self.parts.get(name)
        if part is None:
            raise damaged(name)
        total, check, in_prolog = 0, 0, not name.lower().endswith(".bin")
        last = b""
        found = _inflated(self.file, part)
        try:
            for piece in found:
                total += len(piece)
                check = zlib.crc32(piece, check)
                if total > part.file_size:
                    raise _lies(name)
                if in_prolog:
                    # In letters of two bytes or four, the others are zero.
                    plain = last + piece.replace(b"\x00", b"")
                    in_prolog = _refuse_doctype(plain, name)
                    last = plain[-16:]
                yield piece
        except UNREADABLE as error:
            raise damaged(name) from error
        finally:
            # What is refused is remembered by its error for a while, and would stay open with it.
            found.close()
        if total != part.file_size or check != part.CRC:
            raise damaged(name)


def _check_directory(parts: list[zipfile.ZipInfo], names: int) -> None:
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise locked()
    if len(parts) > MAX_PARTS or names != len(parts):
        raise damaged()
    if any(part.compress_type not in (STORED, DEFLATED) for part in parts):
        raise damaged()
    unpacked = sum(part.file_size for part in parts)
    wild = [part for part in parts if part.file_size > MAX_RATIO * max(1, part.compress_size)]
    if unpacked > MAX_UNPACKED or any(part.file_size > RATIO_FROM for part in wild):
        raise UploadRefused(
            _("The file would unpack to {size} MB, which is more than is read").format(
                size=f"{unpacked / 1e6:.0f}"
            ),
            todo=_("Save only the sheet with the answers as a new workbook and send that one."),
        )


def _lies(name: str) -> UploadRefused:
    return UploadRefused(
        _("The file is larger inside than it says, and is not read"),
        where=name,
        todo=_("Save only the sheet with the answers as a new workbook and send that one."),
    )


def _refuse_doctype(piece: bytes, name: str) -> bool:
    """Whether the document's own elements have not begun yet; declarations stand before them."""
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise UploadRefused(
            _("The file holds instructions that no spreadsheet program writes, and is not read"),
            where=name,
            todo=_("Copy the answers into a new workbook and send that one."),
        )
    return not ELEMENT.search(piece)


def _inflated(file: Path, part: zipfile.ZipInfo) -> Generator[bytes, None, None]:
    """Inflated as the bytes themselves say, whatever the directory says of their length."""
    with file.open("rb") as handle:
        handle.seek(part.header_offset)
        header = handle.read(LOCAL_HEADER)
        if header[:4] != b"PK\x03\x04" or len(header) != LOCAL_HEADER:
            raise damaged(part.filename)
        name, extra = struct.unpack("<HH", header[26:30])
        handle.seek(name + extra, 1)
        left = part.compress_size
        engine = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == DEFLATED else None
        while left > 0 and (packed := handle.read(min(left, PIECE // 4))):
            left -= len(packed)
            if engine is None:
                yield packed
                continue
            yield from _pieces_of(engine, packed)
        if left or (engine is not None and not engine.eof):
            raise damaged(part.filename)


def _pieces_of(engine: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    while packed and not engine.eof:
        piece = engine.decompress(packed, PIECE)
        packed = engine.unconsumed_tail
        if piece:
            yield piece
