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
from seutukuva import dates
from seutukuva.definitions import ListFormat
from seutukuva.interviews import redacted
from seutukuva.projects.implementers import harmonised
from seutukuva.records.bodies import LARGEST

MOST_ASKED = 5_000
LONGEST_ROLE = 60
# A mark around a word; inside one (O’Brien) it is a letter.
_QUOTES = re.compile(r"(?<!\w)[\"']+|[\"']+(?!\w)")


@dataclass(frozen=True)
class Days:
    """A column of days: ISO text or none a row; positions of what cannot be read."""

    values: list[str | None]
    unreadable: np.ndarray


@dataclass(frozen=True)
class Numbers:
    """A column of amounts: nan where there is none; positions of what cannot be read, of what is
    text with spaces between its digits or another sign of people, and of what would be another
    amount if its mark were a decimal one."""

    values: np.ndarray
    unreadable: np.ndarray
    as_text: np.ndarray
    ambiguous: np.ndarray


def read_days(cells: Sequence[str], order: str = "", *, is_first: bool = False) -> Days:
    """Cells as days of the years that a form takes.

    Args:
        order: of day and month between slashes, where the column tells.
        is_first: whether of a month or a year alone its first day is meant, or else its last.
    """
    read: dict[str, str | None] = {"": None}
    for text in dict.fromkeys(map(str.strip, cells)):
        read[text] = _day(text, order, is_first) if text else None
    values = [read[text.strip()] for text in cells]
    bad = [at for at, day in enumerate(values) if day is None and cells[at].strip()]
    return Days(values, np.array(bad, dtype=np.int64))


def _day(text: str, order: str, is_first: bool) -> str | None:
    try:
        told = dates.read(days.read(text, order).day or text)
    except ValueError:
        return None
    return (dates.first_day(told) if is_first else dates.last_day(told)).isoformat()


def read_numbers(cells: Sequence[str], kinds: np.ndarray | None, decimal: str) -> Numbers:
    """Cells as amounts, none above ``LARGEST``.

    "1.000" and "1,000" are a thousand, for hardly anybody tells euros with three decimals; where
    another value of the column shows that the mark is a decimal one, they are one.

    Args:
        kinds: of the cells, as in ``etl.interviews.reading.cells``; none: all are text.
        decimal: the mark, where somebody has said it.
    """
    native = np.zeros(len(cells), bool) if kinds is None else np.asarray(kinds) == NUMBER
    distinct = list(dict.fromkeys(text.strip() for text in cells if text.strip()))
    mark = numbers.decimal_mark(distinct[:MOST_ASKED]) or decimal
    found, readings = numbers.read_all(pa.array(distinct, pa.string()), mark)
    doubtful: set[str] = set()
    for at, reading in readings.items():
        # "n. 5" and "100–200" are no amounts of money, though people understand them.
        if set(reading.notes) - {numbers.AMBIGUOUS}:
            found[at] = np.nan
        elif reading.notes:
            doubtful.add(distinct[at])
            found[at] = numbers.read(distinct[at], "." if "," in distinct[at] else ",").number
    read = dict(zip(distinct, found.tolist(), strict=True))
    values = np.array(
        [
            float(text) if own and text else read.get(text.strip(), np.nan)
            for text, own in zip(cells, native.tolist(), strict=True)
        ],
        dtype=float,
    )
    values[np.abs(values) > LARGEST] = np.nan
    filled = np.array([bool(text.strip()) for text in cells], bool)
    spaced = np.array([not _is_plain(text.strip()) for text in cells], bool) & ~native
    either = np.array([text.strip() in doubtful for text in cells], bool) & ~native
    unreadable = np.isnan(values) & filled
    return Numbers(
        values,
        np.flatnonzero(unreadable),
        np.flatnonzero(spaced & filled & ~unreadable),
        np.flatnonzero(either & ~unreadable),
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
    if not plain.isprintable():
        # Signs that nobody sees make two texts of one, or turn the direction of reading.
        plain = "".join(sign for sign in plain if sign.isprintable() or sign.isspace())
    if form.commas_as_spaces:
        plain = _QUOTES.sub("", plain).replace(",", " ")
    return " ".join(plain.split())


def role(text: str) -> str:
    """A person's position as it may be kept; "" where more than a position may stand there."""
    plain = " ".join(text.split())
    # A position is written small but for its first letter; what follows in capitals is a name.
    is_named = any(word[:1].isupper() for word in plain.split()[1:])
    is_more = len(plain) > LONGEST_ROLE or any(sign.isdigit() or sign in "@:" for sign in plain)
    if is_named or is_more or redacted.personal(plain) or harmonised(plain).is_person:
        return ""
    return plain


def spelled(text: str, form: ListFormat) -> str:
    """An authority as it is written; the names of some hold commas that a list has lost."""
    for pattern, instead in form.spellings.items():
        text = re.sub(pattern, instead, text)
    return text
