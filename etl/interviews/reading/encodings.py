"""The encoding of a text: named by its first bytes, or found out from the letters it would give."""

from __future__ import annotations

import codecs
from collections import Counter

from seutukuva import texts
from seutukuva.errors import UploadRefused
from seutukuva.texts import _

# The encoding that the first bytes of a text name; of two bytes a letter after four, which begin
# alike.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings without a mark of their own, the likeliest first.
NARROW = ("cp1252", "mac_roman", "cp850")
USUAL = set("äöåÄÖÅéèêëáàüÜóòñçæøÆØšŠžŽõÕß–—‘’“”„•…€£§°½²³µ«»·´\u00a0®©")
# Stands for what is no letter in the file's encoding; so many letters that are ones say that it is
# the encoding all the same.
BROKEN, MOSTLY_WHOLE = "\ufffd", 2


def wide(head: bytes) -> str:
    """The encoding of text of two bytes a letter without a mark of its own; else empty.

    Every other byte of such a text is mostly zero.
    """
    pairs = min(len(head), 4096) // 2
    if pairs < 2:
        return ""
    first, second = (head[side : 2 * pairs : 2].count(0) for side in (0, 1))
    if max(first, second) <= pairs * 0.7 or min(first, second) >= pairs * 0.1:
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def encoding_of(content: bytes) -> tuple[str, bool]:
    """The encoding of a text, and whether that is a guess."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name, False
    if name := wide(content):
        return name, True
    try:
        content.decode("utf-8")
        return "utf-8", False
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
        others = len(text) - len(text.encode("ascii", "ignore"))
        if others > (1 + MOSTLY_WHOLE) * text.count(BROKEN):
            return "utf-8", False
        return max(NARROW, key=lambda name: _likelihood(content, name)), True


def decoded(content: bytes, encoding: str, is_chosen: bool) -> str:
    """A text in its encoding, without the mark.

    Args:
        is_chosen: whether somebody chose the encoding. One that was found may have letters that
            are none in it; they become ``BROKEN``.

    Raises:
        UploadRefused: it is no text in that encoding.
    """
    try:
        is_whole = is_chosen or encoding != "utf-8"
        text = content.decode(encoding, "strict" if is_whole else "replace")
    except (UnicodeDecodeError, LookupError) as error:
        raise UploadRefused(
            _("The file is not text in the encoding {encoding}").format(encoding=encoding),
            todo=_("Choose another encoding, or save the file as UTF-8 or as an XLSX workbook."),
        ) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise UploadRefused(
            _("The file holds signs that do not occur in text"),
            where=_("row {row}").format(row=texts.number(line)),
            todo=_("Save the answers as an XLSX workbook and send that file."),
        )
    return text.removeprefix("\ufeff")


def _likelihood(content: bytes, name: str) -> float:
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        return float("-inf")
    odd = Counter(letter for letter in text if letter > "\x7f")
    usual = sum(n for letter, n in odd.items() if letter in USUAL)
    return usual - 2 * (sum(odd.values()) - usual)
