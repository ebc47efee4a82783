"""The package that a show is: its slides, the speaker's pages, and its file.

Slides and notes are begun without copies of the layout's placeholders, which python-pptx would
search for anew with every slide; the file is packed once, with no time in it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import count
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter
from pptx.oxml import parse_xml
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.slide import NotesSlidePart

_DAY = (1980, 1, 1, 0, 0, 0)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NOTES = "/ppt/notesSlides/notesSlide{}.xml"
_HERE = "seutukuva-notes"
# The page of notes before and after what is told; None where a template has no place for it.
NotesPage = tuple[str, str] | None


def begun(presentation: Any, layout: Any) -> Any:
    """A new slide of a layout, with nothing on it."""
    slides = presentation.slides
    relation, slide = slides.part.add_slide(layout)
    slides._sldIdLst.add_sldId(relation)
    return slide


def notes_page(presentation: Any) -> NotesPage:
    """A page of notes as the template has it, cut open where its text goes."""
    part = NotesSlidePart(
        PackURI(_NOTES.format(0)),
        CONTENT_TYPE.PML_NOTES_SLIDE,
        presentation.part.package,
        CT_NotesSlide.new(),
    )
    page = part.notes_slide
    page.clone_master_placeholders(presentation.part.notes_master_part.notes_master)
    frame = page.notes_text_frame
    if frame is None:
        return None
    body = frame._txBody
    for old in body.findall(f"{{{_DRAWING}}}p"):
        body.remove(old)
    body.append(parse_xml(f'<a:p xmlns:a="{_DRAWING}"><a:t>{_HERE}</a:t></a:p>'))
    text = serialize_part_xml(page._element).decode().partition("?>")[2].strip()
    before, _here, after = text.partition(f"<a:p><a:t>{_HERE}</a:t></a:p>")
    return before, after


def numbers_of_notes(presentation: Any) -> Iterator[int]:
    """Numbers of pages of notes that nothing in the package has."""
    taken = {str(one.partname) for one in presentation.part.package.iter_parts()}
    return (number for number in count(1) if _NOTES.format(number) not in taken)


def add_notes(presentation: Any, slide: Any, page: NotesPage, inside: str, number: int) -> None:
    """Paragraphs, as XML, to the speaker of a slide."""
    if page is None:
        return
    part = NotesSlidePart(
        PackURI(_NOTES.format(number)),
        CONTENT_TYPE.PML_NOTES_SLIDE,
        presentation.part.package,
        parse_xml(f"{page[0]}{inside}{page[1]}"),
    )
    part.relate_to(presentation.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
    part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
    slide.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)


def written(presentation: Any) -> bytes:
    """The file, the same bytes of the same show."""
    package = presentation.part.package
    file = io.BytesIO()
    _SameEveryTime.write(file, package._rels, tuple(package.iter_parts()))
    return file.getvalue()


class _SameEveryTime(PackageWriter):
    """Writes the package without the time at which it was made."""

    def _write(self) -> None:
        with zipfile.ZipFile(self._pkg_file, "w") as package:
            entries: Any = _Entries(package)
            self._write_content_types_stream(entries)
            self._write_pkg_rels(entries)
            self._write_parts(entries)


class _Entries:
    """Parts on their way into an archive, each once."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package

    def write(self, uri: PackURI, content: bytes) -> None:
        """A part; what is packed already is not packed again."""
        name = str(uri.membername)
        entry = zipfile.ZipInfo(name, _DAY)
        is_packed = name.endswith((".xlsx", ".png", ".jpeg", ".jpg"))
        entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        if name == "docProps/core.xml":
            content = _without_times(content)
        self._package.writestr(entry, content, compresslevel=4)


def _without_times(content: bytes) -> bytes:
    return re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", content)
