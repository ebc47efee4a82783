"""Cells of a list as days, amounts and texts; each different text is read once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from etl.interviews.reading.cells import NUMBER
from etl.interviews.values import days, numbers
from seutukuva.definitions import ListFormat

MOST_ASKED = 5_000
# A mark around a word; inside one (O’Brien) it is a letter.
_QUOTES = re.compile(r"(?<!\w)[\"']+|[\"']+(?!\w)")


@dataclass(frozen=True)
class Days:
    """A column of days: ISO text or none a row; positions of what cannot be read."""

    values: list[str | None]
    unreadable: np.ndarray


@dataclass(frozen=True)
class Numbers:
    """A column of amounts: nan where there is none; positions of what cannot be read, and of
    what is text with spaces between its digits or another sign of people."""

    values: np.ndarray
    unreadable: np.ndarray
    as_text: np.ndarray


def read_days(cells: Sequence[str], order: str = "") -> Days:
    """Cells as days.

    Args:
        order: of day and month between slashes, where the column tells.
    """
    read: dict[str, str | None] = {"": None}
    for text in dict.fromkeys(map(str.strip, cells)):
        read[text] = days.read(text, order).day if text else None
    values = [read[text.strip()] for text in cells]
    bad = [at for at, day in enumerate(values) if day is None and cells[at].strip()]
    return Days(values, np.array(bad, dtype=np.int64))


def read_numbers(cells: Sequence[str], kinds: np.ndarray | None, decimal: str) -> Numbers:
    """Cells as amounts.

    Args:
        kinds: of the cells, as in ``etl.interviews.reading.cells``; none: all are text.
        decimal: the file's mark, where somebody or something tells.
    """
    native = np.zeros(len(cells), bool) if kinds is None else np.asarray(kinds) == NUMBER
    distinct = list(dict.fromkeys(text.strip() for text in cells if text.strip()))
    mark = numbers.decimal_mark(distinct[:MOST_ASKED]) or decimal
    found, readings = numbers.read_all(pa.array(distinct, pa.string()), mark)
    for at, reading in readings.items():
        # "n. 5" and "100–200" are no amounts of money, though people understand them.
        if set(reading.notes) - {numbers.AMBIGUOUS}:
            found[at] = np.nan
    read = dict(zip(distinct, found.tolist(), strict=True))
    values = np.array(
        [
            float(text) if own and text else read.get(text.strip(), np.nan)
            for text, own in zip(cells, native.tolist(), strict=True)
        ],
        dtype=float,
    )
    filled = np.array([bool(text.strip()) for text in cells], bool)
    spaced = np.array([not _is_plain(text.strip()) for text in cells], bool) & ~native
    unreadable = np.isnan(values) & filled
    return Numbers(
        values, np.flatnonzero(unreadable), np.flatnonzero(spaced & filled & ~unreadable)
    )


def _is_plain(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).replace(",", "", 1).isdecimal()


def written(text: str, form: ListFormat) -> str:
    """A text in one writing.

    Of some lists two shapes are about: in one every comma inside a text has become a space and
    quotation marks are gone or simple, in the other nothing marks which commas divide cells. So
    that a project is the same in both, such a list's texts are kept without commas and without
    quotation marks around words; the cell stays as it came among the raw cells.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    if form.commas_as_spaces:
        plain = _QUOTES.sub("", plain).replace(",", " ")
    return " ".join(plain.split())


def spelled(text: str, form: ListFormat) -> str:
    """An authority as it is written; the names of some hold commas that a list has lost."""
    for pattern, instead in form.spellings.items():
        text = re.sub(pattern, instead, text)
    return text
