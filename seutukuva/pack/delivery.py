"""The files of a pack: one of each format, or those of every municipality in one archive."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable, Container, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from seutukuva import definitions
from seutukuva.editions.register import Edition
from seutukuva.export import documents, slides
from seutukuva.pack import document, making, workbook
from seutukuva.pack import slides as shown
from seutukuva.pack.making import Progress
from seutukuva.pack.model import MUNICIPALITY, Pack
from seutukuva.pack.scope import place
from seutukuva.texts import N_, _

PPTX, PDF, XLSX = "pptx", "pdf", "xlsx"
FORMATS = {
    PPTX: N_("Slides (PPTX)"),
    PDF: N_("Document (PDF)"),
    XLSX: N_("Workbook (XLSX)"),
}
MIMES = {
    PPTX: slides.MIME,
    PDF: documents.MIME,
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ARCHIVE = "application/zip"
# Earlier than this no archive can tell a day.
_FIRST_YEAR = 1980


@dataclass(frozen=True, slots=True)
class File:
    """One file, ready to be taken away."""

    format: str
    name: str
    content: bytes


def files(
    pack: Pack,
    formats: Sequence[str],
    template: bytes | None = None,
    on_progress: Progress | None = None,
) -> tuple[File, ...]:
    """The pack in each of some formats.

    Raises:
        TemplateRefused: slides are wanted, and the template cannot be used.
        DocumentError: the document cannot be typeset.
    """
    make: dict[str, Callable[[], bytes]] = {
        PPTX: lambda: shown.pptx(pack, template),
        PDF: lambda: document.pdf(pack),
        XLSX: lambda: workbook.xlsx(pack),
    }
    found = []
    for at, one in enumerate(formats):
        if on_progress:
            on_progress(at / len(formats), _(FORMATS[one]))
        found.append(File(one, f"{pack.file_name}.{one}", make[one]()))
    return tuple(found)


def of_municipalities(
    edition: Edition | None,
    language: str,
    formats: Sequence[str],
    template: bytes | None = None,
    on_progress: Progress | None = None,
) -> bytes:
    """The packs of all municipalities of the programme, in one archive.

    Raises:
        PackRefused, MissingData: as of `making.made`.
        TemplateRefused, DocumentError: as of `files`.
    """
    every = edition.areas if edition else definitions.load().programme.areas
    others = [one for one in formats if one != PDF]
    written = io.BytesIO()
    # Typesetting needs nothing of what is asked meanwhile: one core does it, the other asks.
    with (
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        ThreadPoolExecutor(max_workers=1) as typesetter,
    ):
        waiting: list[tuple[Pack, Future[bytes]]] = []
        for at, area_id in enumerate(every):
            if on_progress:
                on_progress(at / len(every), place(area_id))
            pack = making.made(edition, MUNICIPALITY, area_id, language)
            if PDF in formats:
                own = document.document(pack)
                waiting.append((pack, typesetter.submit(documents.pdf, own)))
            for one in files(pack, others, template):
                _add(archive, one, pack)
        for pack, typeset in waiting:
            _add(archive, File(PDF, f"{pack.file_name}.{PDF}", typeset.result()), pack)
    return written.getvalue()


def _add(archive: zipfile.ZipFile, one: File, pack: Pack) -> None:
    day = pack.stamp.day
    name = _free(one.name, archive.NameToInfo)
    told = zipfile.ZipInfo(name, (max(day.year, _FIRST_YEAR), day.month, day.day, 12, 0, 0))
    # All but the document are archives themselves, which do not get any smaller.
    told.compress_type = zipfile.ZIP_DEFLATED if one.format == PDF else zipfile.ZIP_STORED
    archive.writestr(told, one.content)


def _free(name: str, taken: Container[str]) -> str:
    """A name that no file of the archive has yet: long codes may begin alike, and are cut."""
    start, dot, ending = name.rpartition(".")
    wanted = (f"{start}-{n}{dot}{ending}" for n in itertools.count(2))
    return next(one for one in itertools.chain((name,), wanted) if one not in taken)
