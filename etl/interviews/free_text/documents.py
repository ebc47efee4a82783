"""The text of a document that advisers send: DOCX, ODT, or plain text, also Markdown.

Decided by content, like spreadsheets, and read in the child process. Headers, footers, comments
and what somebody has struck out are left; tables are read cell by cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from etl.interviews import folder as kept
from etl.interviews.free_text import redaction
from etl.interviews.reading import content, encodings
from etl.interviews.reading.packages import Package
from seutukuva.errors import UploadRefused
from seutukuva.texts import _

MOST_PARAGRAPHS, MOST_LETTERS = 3_000, 300_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
# Of a document of the first kind, of the second: what is not a letter and stands for one.
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_OPEN_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def run(folder: Path, tell: Callable[[float, str], None]) -> dict[str, Any]:
    """The step ``document``: from ``file`` to ``document.json``.

    ``choices.json`` may hold ``names``: of persons, to be taken out. What is left is {format,
    paragraphs: […], redacted: how often something was taken out, counts: by kind}.

    Raises:
        UploadRefused: it is no document that is read here, is damaged, empty or too long.
    """
    tell(0.1, "reading")
    kind, found = read(folder / "file")
    tell(0.5, "redacting")
    clean = redaction.counted(found, _names(folder))
    document = {
        "format": kind,
        "paragraphs": clean.texts.to_pylist(),
        "redacted": sum(clean.counts.values()),
        "counts": dict(clean.counts),
    }
    kept.write(folder / "document.json", document)
    return {"paragraphs": len(found), "redacted": document["redacted"]}


def read(file: Path) -> tuple[str, list[str]]:
    """The format of a document (docx, odt, text) and its paragraphs; blank ones are left out.

    Raises:
        UploadRefused: as ``run``.
    """
    kind = _identified(file)
    reader = {"docx": _word, "odt": _open_document, "text": _plain_text}[kind]
    found: list[str] = []
    letters = 0
    for paragraph in reader(file):
        text = _clean(paragraph)
        if text:
            found.append(text)
            letters += len(text)
        if len(found) > MOST_PARAGRAPHS or letters > MOST_LETTERS:
            raise UploadRefused(
                _("The document is longer than a summary may be"),
                todo=_("Send the pages that sum it up."),
            )
    if not found:
        raise UploadRefused(
            _("There is no text in the document"),
            todo=_("Text in pictures is not read: write it as text."),
        )
    return kind, found


def _names(folder: Path) -> list[str]:
    return [str(name) for name in kept.read(folder / "choices.json").get("names", [])]


def _clean(text: str) -> str:
    """One paragraph: lines kept, signs that nobody has typed left out."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    return "\n".join(" ".join(line.split()) for line in "".join(kept).split("\n")).strip()


def _identified(file: Path) -> str:
    with file.open("rb") as handle:
        head = handle.read(content.HEAD)
    if head.startswith(content.ZIP):
        return _packed(_package(file))
    if head.startswith(content.OLE):
        if content.is_locked(file.read_bytes()):
            raise content.locked()
        raise _no_document(_("a document of an old Word"))
    if kind := content.kind_of(head):
        raise _no_document(_(kind))
    if content.markup_of(head):
        raise _no_document(_("a web page"))
    return "text"


def _packed(package: Package) -> str:
    if "word/document.xml" in package.parts:
        return "docx"
    if "mimetype" in package.parts and "content.xml" in package.parts:
        kind = package.read("mimetype").decode("ascii", "replace").strip()
        if kind == f"{content.OPEN_DOCUMENT}text":
            return "odt"
    raise _no_document(_("a file of another kind"))


def _package(file: Path) -> Package:
    try:
        return Package(file)
    except UploadRefused as refused:
        raise _of_document(refused) from refused


def _of_document(refused: UploadRefused) -> UploadRefused:
    """What was said of an archive, with what to do about a document instead of a workbook."""
    if isinstance(refused, content.Locked):
        return refused
    return UploadRefused(refused.what, where=refused.where, todo=_damaged().todo)


def _no_document(kind: str) -> UploadRefused:
    return UploadRefused(
        _("This is {kind}, not a document that is read here").format(kind=kind),
        todo=_("Save it as a Word document (DOCX), as ODT or as plain text, and send that file."),
    )


def _damaged() -> UploadRefused:
    return UploadRefused(
        _("The document is damaged and cannot be read"),
        todo=_("Open it in the program it was written with, save it again and send that file."),
    )


def _word(file: Path) -> Iterator[str]:
    """Paragraphs of a DOCX, those in tables and boxes among them, what was inserted too."""
    import docx

    package = _package(file)
    try:
        package.check(but=set())
    except UploadRefused as refused:
        raise _of_document(refused) from refused
    try:
        body = docx.Document(str(file)).element.body
    except ValueError as error:
        # So it tells that the archive says to be something else.
        raise _no_document(_("a template, or a document with macros")) from error
    except Exception as error:
        # The library tells damage by errors of every kind.
        raise _damaged() from error
    for paragraph in body.iter(f"{_W}p"):
        # What stands in a box is written twice: once more for programs that know no boxes.
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    for part in paragraph.iter(f"{_W}t", *_SIGNS):
        if next(part.iterancestors(f"{_W}p")) is paragraph:
            yield _SIGNS.get(part.tag) or part.text or ""


def _open_document(file: Path) -> Iterator[str]:
    package = _package(file)
    try:
        root = ElementTree.fromstring(package.read("content.xml"))
    except ElementTree.ParseError as error:
        raise _damaged() from error
    except UploadRefused as refused:
        raise _of_document(refused) from refused
    body = root.find(f"{_OFFICE}body")
    for paragraph in () if body is None else _open_paragraphs(body):
        yield "".join(_open_pieces(paragraph))


def _open_paragraphs(within: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Headings and paragraphs in their order, without what was struck out or is a comment."""
    # No function that calls itself: a document may be made of lists in lists without end.
    waiting = [*within][::-1]
    while waiting:
        one = waiting.pop()
        if one.tag in (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"):
            continue
        if one.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield one
        waiting += [*one][::-1]


def _open_pieces(paragraph: ElementTree.Element) -> Iterator[str]:
    waiting: list[ElementTree.Element | str] = _within(paragraph)
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        waiting.append(one.tail or "")
        if one.tag in _OPEN_SIGNS:
            yield _OPEN_SIGNS[one.tag]
        elif one.tag in (f"{_TEXT}span", f"{_TEXT}a"):
            waiting += _within(one)


def _within(element: ElementTree.Element) -> list[ElementTree.Element | str]:
    """What stands in an element, the last first."""
    return [*[*element][::-1], element.text or ""]


def _plain_text(file: Path) -> Iterator[str]:
    """Paragraphs of a text: blank lines stand between them."""
    raw = file.read_bytes()
    if not _is_text(raw[: content.HEAD]):
        raise _no_document(_("a file of another kind"))
    encoding, _guessed = encodings.encoding_of(raw)
    try:
        text = encodings.decoded(raw, encoding, is_chosen=False)
    except UploadRefused as refused:
        raise _of_document(refused) from refused
    yield from _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n"))


def _is_text(head: bytes) -> bool:
    """Whether zeros stand only where letters of two bytes have them."""
    is_marked = any(head.startswith(mark) for mark, _name in encodings.MARKS)
    return is_marked or b"\x00" not in head or bool(encodings.wide(head))
