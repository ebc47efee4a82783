"""What an uploaded file is, decided by its bytes: names and extensions say nothing."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from etl.interviews.reading.encodings import MARKS, wide
from seutukuva.errors import UploadRefused
from seutukuva.texts import N_, _

HEAD = 65536
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ENCRYPTED = 1  # among the flags of a part
# What opening an archive or one of its parts raises. A RuntimeError is what Python makes of a way
# of packing that it does not know.
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

# What else comes by mistake, by its first bytes.
SIGNATURES = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"RIFF", N_("a sound, a film or a picture")),
    (b"{\\rtf", N_("an RTF document")),
    (b"\x1f\x8b", N_("a compressed archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a compressed archive")),
    (b"Rar!", N_("a compressed archive")),
    (b"SQLite format 3", N_("a database")),
    (b"PAR1", N_("a data file that is no spreadsheet")),
    (b"ARROW1", N_("a data file that is no spreadsheet")),
    (b"$FL2", N_("an SPSS data file")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
    (b"MIME-Version:", N_("a web page saved as one file")),
    (b"From: <Saved by", N_("a web page saved as one file")),
    (b"TABLE\r\n0,1", N_("a DIF file")),
    (b"TABLE\n0,1", N_("a DIF file")),
)
# What else is a zip archive, by a part that it holds.
PACKAGES = (
    ("word/", N_("a text document")),
    ("ppt/", N_("a set of slides")),
    ("index/document.iwa", N_("an Apple Numbers file")),
    ("index.zip", N_("an Apple Numbers file")),
)
# How markup begins: a first heading may hold a tag of its own, such as "<p>".
MARKUP = re.compile(
    # Possessive: a file of comments alone would else be tried in every way of parting them.
    rb"(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype|\?xml|html|head|body|table|tr|meta|style"
    rb"|title|link|div|font|center|workbook)[\s/>]"
)
PAGE = re.compile(rb"<(?:!doctype html|html|body|table|tr|td)[\s/>]")
# How an object, or a list of objects, begins.
JSON = re.compile(rb"\s*+(?:\{\s*+[\"}]|\[\s*+[\{\]])")
XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
SHEET_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".txt", ".tsv")


def identify(file: Path) -> str:
    """The format of an uploaded file.

    Returns:
        xlsx, xlsm, xlsb, xls, ods or csv.

    Raises:
        UploadRefused: it is empty, is no spreadsheet, or has a password.
    """
    with file.open("rb") as handle:
        head = handle.read(HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UploadRefused(
            _("The file is empty"), todo=_("Save the spreadsheet once more and send that file.")
        )
    if head.startswith(OLE):
        return _compound(file)
    if head.startswith(ZIP):
        return _zipped(file)
    if kind := kind_of(head):
        raise _no_spreadsheet(_(kind))
    return _text(head)


def kind_of(head: bytes) -> str:
    """What a file is that comes by mistake, as a message to be translated; empty if not known."""
    return next((kind for signature, kind in SIGNATURES if head.startswith(signature)), "")


def markup_of(head: bytes) -> str:
    """Whether a text is a web ``page``, an XML ``spreadsheet`` or other ``xml``; else empty."""
    plain = _plain(head).lstrip().lower()
    if not MARKUP.match(plain):
        return ""
    if XML_SPREADSHEET in plain and b"<html" not in plain:
        return "spreadsheet"
    if PAGE.search(plain):
        return "page"
    return "xml" if plain.startswith((b"<?xml", b"<!doctype")) else ""


def damaged(detail: str = "") -> UploadRefused:
    """What is said of a file that begins like a workbook and cannot be read as one."""
    return UploadRefused(
        _("The file is damaged and cannot be read"),
        where=detail,
        todo=_(
            "Open it in a spreadsheet program, save it as a new XLSX workbook and send that one."
        ),
    )


class Locked(UploadRefused):
    """Only a password opens the file, whatever it holds."""


def locked() -> Locked:
    """What is said of a workbook or a document that only a password opens."""
    return Locked(
        _("The file is protected with a password"),
        todo=_("Open it with its password, save it without one and send that file."),
    )


def is_locked(compound: bytes) -> bool:
    """Whether an old container of Microsoft's holds a newer document that has a password."""
    return "EncryptedPackage".encode("utf-16-le") in compound


def _no_spreadsheet(kind: str) -> UploadRefused:
    return UploadRefused(
        _("The file is no spreadsheet but {kind}").format(kind=kind),
        todo=_("Send the answers as XLSX, XLSM, XLSB, XLS, ODS or CSV."),
    )


def _compound(file: Path) -> str:
    """An old container of Microsoft's: a workbook, another document, or one with a password."""
    content = file.read_bytes()

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if is_locked(content):
        raise locked()
    if holds("WordDocument"):
        raise _no_spreadsheet(_("a text document"))
    if holds("PowerPoint Document"):
        raise _no_spreadsheet(_("a set of slides"))
    if holds("Workbook") or holds("Book"):
        return "xls"
    raise damaged()


def _zipped(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = {part.filename.replace("\\", "/").lower(): part for part in archive.infolist()}
            mimetype = _read(archive, parts["mimetype"]) if "mimetype" in parts else ""
    except BROKEN_ARCHIVE as error:
        raise damaged() from error
    if mimetype.startswith(OPEN_DOCUMENT):
        if "spreadsheet" in mimetype:
            return "ods"
        raise _no_spreadsheet(_("a document of another program"))
    return _office(set(parts))


def _office(names: set[str]) -> str:
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.endswith("workbook.xml") for name in names):
        return "xlsm" if any(name.endswith("vbaproject.bin") for name in names) else "xlsx"
    for part, kind in PACKAGES:
        if any(name.startswith(part) for name in names):
            raise _no_spreadsheet(_(kind))
    if any(name.endswith(SHEET_ENDINGS) for name in names):
        raise UploadRefused(
            _("The file is a zip archive that holds other files"),
            todo=_("Unpack it and send the spreadsheet itself."),
        )
    raise UploadRefused(
        _("The file is a zip archive without a workbook in it"),
        todo=_("Save the spreadsheet once more and send that file."),
    )


def _read(archive: zipfile.ZipFile, mimetype: zipfile.ZipInfo) -> str:
    if mimetype.flag_bits & ENCRYPTED:
        raise locked()
    with archive.open(mimetype) as part:
        return part.read(200).decode("ascii", "replace").strip()


def _text(head: bytes) -> str:
    """Text in columns, unless it is a page or a document that was given a spreadsheet's name."""
    markup = markup_of(head)
    if markup == "xml":
        kind = _("an XML file")
        raise _no_spreadsheet(kind)
    if markup:
        what = {
            "page": _("The file is a web page with a spreadsheet's name"),
            "spreadsheet": _("The file is an XML spreadsheet of old Excel programs"),
        }
        raise UploadRefused(
            what[markup],
            todo=_("Open it in a spreadsheet program, save it as an XLSX workbook and send that."),
        )
    plain = _plain(head)
    if JSON.match(plain):
        raise _no_spreadsheet(_("a JSON file"))
    if _controls(plain) > len(plain) // 50:
        raise _no_spreadsheet(_("something that is not text"))
    return "csv"


def _plain(head: bytes) -> bytes:
    """A text's first bytes without its mark, and of letters of several bytes one."""
    mark, name = next((one for one in MARKS if head.startswith(one[0])), (b"", ""))
    is_wide = name not in ("", "utf-8") or wide(head)
    text = head.removeprefix(mark)
    return text.replace(b"\x00", b"") if is_wide else text


def _controls(text: bytes) -> int:
    """How many bytes are no letters in any encoding."""
    return len(text) - len(text.translate(None, bytes([*range(9), *range(14, 32), 127])))
