"""Several answers in one cell, or one answer spread over a column for each option.

A cell is split by the options there are, the longest first, never by commas alone: options hold
commas themselves. What no option explains stays, as a label that nobody knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from etl.interviews.matching.labels import (
    BLANK,
    CANNOT_SAY,
    REFUSED,
    STATES,
    TOLD,
    Meaning,
    Meanings,
)
from seutukuva.interviews.keys import key

_SEPARATOR = re.compile(r"[,;|\t\r\n]")
_BETWEEN = re.compile(r"[,;|\t\n] ?")
# Stands for an option that holds separators itself, while a cell is taken apart.
_TAKEN = "\ue000"
_HIDDEN = str.maketrans(dict.fromkeys(",;|\t\n", "\ue001"))
_MARKED = ("x", "1", "true", "yes", "kyllä", "ja", "k", "y", "j", "valittu", "vald", "valgt")
_MARKED_SIGNS = ("✓", "✔", "☑", "☒", "on", "selected", "checked", "ticked", "rasti")
_UNMARKED = ("0", "false", "no", "ei", "nej", "nei", "n", "e", "ei valittu", "inte vald")
_UNMARKED_SIGNS = ("ikke valgt", "not selected", "unchecked", "off", "☐")
_YES = frozenset(map(key, (*_MARKED, *_MARKED_SIGNS)))
_NO = frozenset(map(key, (*_UNMARKED, *_UNMARKED_SIGNS)))


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: its text, and what it means."""

    text: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece between two separators, with the separator in front of it."""

    text: str
    plain: str
    separator: str
    start: int
    end: int


class Splitter:
    """Splits the cells of one question."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._forms: dict[tuple[str, ...], str] = {}
        shared = set()
        for text, name in meanings.known:
            form = _form(_pieces(text))
            if len(form) > 1 and self._forms.setdefault(form, name) != name:
                shared.add(form)
        for form in shared:
            del self._forms[form]
        # Pieces that may belong to a longer option.
        self._inside = {piece for form in self._forms for piece in form[::2]}
        self._plainly: dict[str, Part | None] = {}
        self._whole = _whole([text for text, _name in meanings.known if len(_pieces(text)) > 1])
        self._longest = max((len(form) // 2 + 1 for form in self._forms), default=1)

    def split_all(
        self, cells: Sequence[str], counts: Sequence[int], *, liken: bool = True
    ) -> list[list[Part]]:
        """The parts of each distinct cell; an empty list for a blank one.

        Args:
            liken: whether parts that nothing explains are likened to the options.
            counts: rows that hold each cell: what is met in several is a label of its own, what
                stands between commas only once belongs to a sentence.
        """
        quick = [self._quick(cell) for cell in cells]
        slow = [at for at, parts in enumerate(quick) if parts is None]
        drafts = [self._draft(cells[at]) for at in slow]
        met: Counter[str] = Counter()
        for at, draft in zip(slow, drafts, strict=True):
            for piece, name in draft:
                if name is None:
                    met[piece.plain] += counts[at]
        texts = [
            self._joined(cells[at], draft, met) for at, draft in zip(slow, drafts, strict=True)
        ]
        read = dict(zip(slow, self._read(texts, liken), strict=True))
        return [read[at] if parts is None else parts for at, parts in enumerate(quick)]

    def _quick(self, cell: str) -> list[Part] | None:
        """The parts of a cell of which every piece is an option as it stands, as most cells are.

        None: it needs a closer look.
        """
        if len(cell) > 1 and self._meanings.told(cell) is not None:
            return None
        found: dict[str, Part] = {}
        if self._whole:
            cell = self._whole.sub(self._taken, cell)
        for text in _BETWEEN.split(cell):
            if text not in self._plainly:
                self._plainly[text] = self._plain_part(text)
            part = self._plainly[text]
            if part is None:
                return None
            found.setdefault(part.meaning.means or "", part)
        return list(found.values())

    def _taken(self, match: re.Match[str]) -> str:
        """A sign for the option, which is then a piece like any other."""
        sign = f"{_TAKEN}{match[0].translate(_HIDDEN)}"
        if sign not in self._plainly:
            name = self._forms.get(_form(_pieces(match[0])))
            self._plainly[sign] = Part(match[0], Meaning(name, "option")) if name else None
        return sign

    def _plain_part(self, text: str) -> Part | None:
        means = self._meanings.read(text)
        is_plain = means.is_option and not means.is_longer and _plain(text) not in self._inside
        return Part(text, means) if is_plain and text == text.strip() else None

    def _draft(self, cell: str) -> list[tuple[Piece, str | None]]:
        """Pieces with the option that each means or belongs to; pieces of one option joined.

        Chosen is the reading that leaves the fewest pieces unexplained, and of these the one
        with the longest options.
        """
        pieces = _pieces(cell)
        whole = self._meanings.read(cell)
        means_all = len(pieces) < 2 or whole.how in TOLD
        if whole.means is not None and (means_all or self._says_nothing(whole)):
            return [(Piece(cell, key(cell), "", 0, len(cell)), "")]
        # best[i]: (unexplained, parts, where the last part starts, its option) of pieces[:i]
        best: list[tuple[int, int, int, str | None]] = [(0, 0, 0, None)]
        for end in range(1, len(pieces) + 1):
            choices = []
            for start in range(max(0, end - self._longest), end):
                name = self._means(pieces[start:end])
                if name is not None or end - start == 1:
                    before = best[start]
                    missing = before[0] + (name is None)
                    choices.append((missing, before[1] + 1, start, name))
            best.append(min(choices, key=lambda one: one[:3]))
        found = _walked(cell, pieces, best)
        if whole.means in STATES and not any(name and name not in STATES for _piece, name in found):
            # "En tiedä, riippuu kaupasta" is one sentence.
            return [(Piece(cell, key(cell), "", 0, len(cell)), "")]
        return found

    @staticmethod
    def _says_nothing(whole: Meaning) -> bool:
        return whole.means in STATES and not whole.is_longer

    def _means(self, pieces: list[Piece]) -> str | None:
        if len(pieces) > 1:
            return self._forms.get(_form(pieces))
        found = self._meanings.read(pieces[0].text)
        return found.means

    def _joined(
        self, cell: str, draft: list[tuple[Piece, str | None]], met: Counter[str]
    ) -> list[str]:
        """The texts of a cell's parts: pieces of a sentence are put together again."""
        found: list[str] = []
        run: tuple[int, int] | None = None
        for piece, name in draft:
            goes_on = name is None and met[piece.plain] < 2
            # "Muu: kahvila, leipomo": what follows still says what else.
            if run and goes_on and piece.separator == ",":
                run = (run[0], piece.end)
                found[-1] = cell[slice(*run)]
                continue
            found.append(piece.text)
            is_open = goes_on or (
                name not in (None, "") and self._meanings.read(piece.text).is_longer
            )
            run = (piece.start, piece.end) if is_open else None
        return found

    def _read(self, texts: list[list[str]], liken: bool) -> list[list[Part]]:
        each = list(dict.fromkeys(text for one in texts for text in one))
        meanings = dict(zip(each, self._read_parts(each, liken), strict=True))
        return [_told_once([Part(text, meanings[text]) for text in one]) for one in texts]

    def _read_parts(self, texts: list[str], liken: bool) -> list[Meaning]:
        found = self._meanings.read_all(texts, liken=liken)
        for at, text in enumerate(texts):
            pieces = _pieces(text)
            name = self._forms.get(_form(pieces)) if len(pieces) > 1 else None
            if name is not None:
                found[at] = Meaning(name, "option")
        return found


def _whole(texts: list[str]) -> re.Pattern[str] | None:
    """Finds options that hold separators, as they stand, the longest first."""
    longest = sorted(texts, key=len, reverse=True)
    any_of = "|".join(map(re.escape, longest))
    return re.compile(rf"(?<![^,;|\t\n ])(?:{any_of})(?=\s*(?:[,;|\t\n]|$))") if texts else None


def _told_once(parts: list[Part]) -> list[Part]:
    """Each option once, "cannot say" only where nothing else is said, and blanks away.

    A blank of which somebody has said so stays, so that it is shown with what was said of it.
    """
    found: dict[str, Part] = {}
    for part in parts:
        means = part.meaning.means
        if means != BLANK or part.meaning.how in TOLD:
            found.setdefault(f"={means}" if means else part.text, part)
    chosen = [one for one in found.values() if one.meaning.means not in STATES]
    return chosen or list(found.values())[:1]


# The same pieces stand in many cells.
_plain = lru_cache(maxsize=4_096)(key)


def _pieces(text: str) -> list[Piece]:
    found, start, separator = [], 0, ""
    for match in [*_SEPARATOR.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end].strip()
        if piece:
            found.append(Piece(piece, _plain(piece), separator, start, end))
            separator = ""
        if match:
            separator = separator or match[0].strip() or "\n"
            start = match.end()
    return found


def _form(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Pieces and the separators between them: "A, B" is another option than "A; B"."""
    form: list[str] = []
    for at, piece in enumerate(pieces):
        form += [piece.separator, piece.plain] if at else [piece.plain]
    return tuple(form)


def _walked(
    cell: str, pieces: list[Piece], best: list[tuple[int, int, int, str | None]]
) -> list[tuple[Piece, str | None]]:
    found = []
    end = len(pieces)
    while end:
        _missing, _parts, start, name = best[end]
        first, last = pieces[start], pieces[end - 1]
        text = cell[first.start : last.end].strip()
        joined = first if first is last else None
        found.append(
            (joined or Piece(text, key(text), first.separator, first.start, last.end), name)
        )
        end = start
    return found[::-1]


def says_yes_or_no(cell: str) -> bool:
    """Whether a cell says that something is so, or is not, and nothing more."""
    return key(cell) in _YES or key(cell) in _NO


def is_marked(cell: str, meanings: Meanings, option: str) -> bool | None:
    """Whether a cell of an option's own column says that it was chosen; None: nobody knows.

    Chosen is the option's own label, x, 1, TRUE, kyllä; not chosen is blank, 0, ei, FALSE.
    """
    means = meanings.read(cell).means
    plain = key(cell)
    # An option may be called "Ei": its own label says that it was chosen.
    if means == option or plain in _YES:
        return True
    if plain in _NO:
        return False
    return False if means in (BLANK, CANNOT_SAY, REFUSED) else None
