"""How wide letters are, and how texts flow: before a program shows them.

Widths are those of Arial, which Liberation Sans and Helvetica share; every machine has one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

FONT = "Arial"
LEADING = 1.2  # height of a line in parts of the size
_OTHER = 620
# A template's own font may be wider, and programs break lines a little earlier than calculated.
ROOM = 1.06
# In thousandths of the size, to a hundredth or two; bold letters are a sixteenth wider.
_WIDTHS: dict[int, str] = {
    191: "'",
    222: "ijlįĵĺļłſ‘’",
    260: "|¦",
    278: " !,./:;I[\\]ft\xa0·ÌÍÎÏìíîïĨĩĪīĬĭĮİıţŧľ",
    333: "()-`r¡¨²³´¸¹ŕŗř“”„{}ŀ",
    350: '•"º',
    370: "ªť",
    389: "*°",
    444: "ĳ",
    469: "^",
    500: "JcksvxyzçýÿćĉċčĴķĸśŝşšŷźżž",
    537: "¶±÷≥≤¯",
    556: (
        "#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþāăąđēĕėęěĝğġģĥħĹĻĽĿŁńņňŋōŏőũūŭůűų–€"
    ),
    576: "µ+<=>~¬×−",
    604: "ŉ●○FTZ¿ßøŢŤŦŹŻŽď",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚĶŚŜŞŠŶŸ",
    722: "CDHNRUwÇÐÑÙÚÛÜĆĈĊČĎĐĤĦŃŅŇŔŖŘŨŪŬŮŰŲŵŊĲ©®",
    778: "GOQÒÓÔÕÖØĜĞĠĢŌŎŐ",
    833: "Mm¼½¾",
    889: "%æ",
    944: "WœŴ",
    990: "▲▼ÆŒ—…←→",
    1015: "@",
}
_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BOLD = 1.065


def measure(text: str, size: float, bold: bool = False) -> float:
    """The width of one line in the units of its size, with some room."""
    return _units(text) * size / 1000 * (_BOLD if bold else 1.0) * ROOM


@lru_cache(maxsize=8192)
def _units(text: str) -> int:
    """Thousandths of the size."""
    return sum([_OF.get(letter, _OTHER) for letter in text])


def widest(texts: Sequence[str], size: float, bold: bool = False) -> float:
    """The width of the widest line of texts with line feeds; 0.0 of none."""
    return max(
        (measure(line, size, bold) for text in texts for line in text.split("\n")), default=0
    )


@lru_cache(maxsize=2048)
def wrap(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines that a text takes in a box of this width; a too long word is cut."""
    limit = width / (size / 1000 * (_BOLD if bold else 1.0) * ROOM)
    return tuple(line for given in text.split("\n") for line in _wrapped(given, limit))


def _wrapped(text: str, limit: float) -> list[str]:
    lines, line, used = [], "", 0
    for piece in re.findall(r"[^ \-–/]*[ \-–/]?", text):
        wide = _units(piece)
        if line and used + _units(piece.rstrip(" ")) > limit:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        if not line and wide > limit:
            *whole, piece = _cut(piece, limit)
            lines += whole
            wide = _units(piece)
        line, used = line + piece, used + wide
    return [*lines, line.rstrip(" ")]


def _cut(word: str, limit: float) -> list[str]:
    """A word that is wider than a line, between letters."""
    parts = [""]
    for letter in word:
        if parts[-1] and letter != " " and _units(parts[-1] + letter) > limit:
            parts.append("")
        parts[-1] += letter
    return parts


def height(texts: Sequence[str], width: float, size: float, gap: float = 0.0) -> float:
    """How high paragraphs are, one below the other with a gap between, in points."""
    lines = sum(len(wrap(text, width, size)) for text in texts)
    return lines * size * LEADING + gap * max(len(texts) - 1, 0)


def fitting(texts: Sequence[str], width: float, size: float, gap: float, room: float) -> int:
    """How many of the paragraphs fit into the height `room`; at least one of any."""
    used = 0.0
    for at, text in enumerate(texts):
        used += len(wrap(text, width, size)) * size * LEADING + (gap if at else 0.0)
        if used > room and at:
            return at
    return len(texts)


def shares(texts: Sequence[str], width: float, size: float, room: float) -> list[str]:
    """The texts with those parted that alone are higher than `room`, at the ends of lines."""
    most = max(int(room / (size * LEADING)), 1)
    found = []
    for text in texts:
        lines = wrap(text, width, size)
        found += [" ".join(lines[at : at + most]) for at in range(0, len(lines), most)] or [text]
    return found


def shortened(text: str, width: float, size: float, most: int, bold: bool = False) -> str:
    """As much of a text as fits into `most` lines; "…" tells that it went on."""
    lines = wrap(text, width, size, bold)
    if len(lines) <= most:
        return text
    return " ".join(lines[:most])[:-2].rstrip(" .,;:") + "…"


def shared(given: Sequence[float], least: Sequence[float], width: float) -> tuple[float, ...]:
    """Widths in the proportions that were asked for, but none less than it needs.

    Args:
        given: the part of each column.
        least: the width that each needs, in the units of `width`, which they are together.
    """
    narrow: set[int] = set()
    while True:
        others = sum(one for at, one in enumerate(given) if at not in narrow)
        left = width - sum(least[at] for at in narrow)
        if left <= 0 or not others:
            return tuple(width * one / sum(least) for one in least)
        found = tuple(
            least[at] if at in narrow else left * one / others for at, one in enumerate(given)
        )
        more = {at for at, one in enumerate(found) if at not in narrow and one < least[at]}
        if not more:
            return found
        narrow |= more
