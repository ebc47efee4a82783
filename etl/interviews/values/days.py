"""Days as spreadsheets hold them: ISO, ``9.11.2020 13:00``, ``11/9/2020``, serial numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# What a reading says beside its day; also codes of notes on cells.
SERIAL, AMBIGUOUS, MONTH_FIRST = "serial_day", "ambiguous_day", "month_first"
DAY_ORDER, MONTH_ORDER = "dmy", "mdy"

# Day 0 of Excel's calendar, which takes 1900 for a leap year: right from March 1900 on.
_EPOCH = dt.date(1899, 12, 30)
# 1954 … 2119: no other number of a date column is a day.
_SERIALS = (20_000, 80_200)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.DOTALL)
_DOTTED = re.compile(
    r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\.?(?:,?(?:\s+klo|\s+kl\.?)?\s+\d.*)?"
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?:,?\s+\d.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read as a day; ``day`` is ISO text, or none where it cannot be read."""

    day: str | None
    notes: tuple[str, ...] = ()


UNREADABLE = Reading(None)


def order(texts: Iterable[str]) -> str:
    """Whether the day or the month stands first between slashes, by all values of a column.

    Returns:
        ``DAY_ORDER``, ``MONTH_ORDER``; "" where nothing tells, or the values contradict.
    """
    first_above = second_above = False
    for text in texts:
        if found := _SLASHED.fullmatch(text.strip()):
            first_above |= int(found[1]) > 12
            second_above |= int(found[2]) > 12
    if first_above == second_above:
        return ""
    return DAY_ORDER if first_above else MONTH_ORDER


def read(text: str, column_order: str = "") -> Reading:
    """One text as a day.

    Args:
        column_order: as ``order`` found it; "": the day is taken to stand first.
    """
    plain = " ".join(text.split())[:60]
    if found := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(plain):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.fullmatch(plain):
        return _slashed(int(found[1]), int(found[2]), _year(found[3]), column_order)
    if (found := _SERIAL.fullmatch(plain)) and _SERIALS[0] <= int(found[1]) <= _SERIALS[1]:
        day = _EPOCH + dt.timedelta(days=int(found[1]))
        return Reading(day.isoformat(), (SERIAL,))
    return UNREADABLE


def _year(text: str) -> int:
    # Interviews are of our time; a birth year has four digits.
    return int(text) if len(text) == 4 else 2000 + int(text)


def _slashed(one: int, two: int, year: int, column_order: str) -> Reading:
    if column_order == MONTH_ORDER:
        return _day(year, one, two, MONTH_FIRST)
    if two > 12 and one <= 12:
        return _day(year, one, two, MONTH_FIRST)
    doubt = () if column_order or one > 12 or one == two else (AMBIGUOUS,)
    return _day(year, two, one, *doubt)


def _day(year: int, month: int, day: int, *notes: str) -> Reading:
    try:
        return Reading(dt.date(year, month, day).isoformat(), notes)
    except ValueError:
        return UNREADABLE


def read_all(texts: pa.Array, column_order: str) -> tuple[pa.Array, dict[int, Reading]]:
    """Every distinct text of a column as a day.

    Returns:
        ISO days (null: unreadable), and what was read with notes or not at all, by its index.
    """
    # A survey's time stamps are all different, their days are few.
    day_part = pc.replace_substring_regex(
        texts, r"^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})[T ]\d{1,2}[:.]\d.*$", r"\1"
    ).dictionary_encode()
    readings = [read(text or "", column_order) for text in day_part.dictionary.to_pylist()]
    days = pa.array([one.day for one in readings], pa.string())
    noted = np.array([one.day is None or bool(one.notes) for one in readings], dtype=bool)
    codes = day_part.indices.to_numpy(zero_copy_only=False)
    marked = noted[codes] if len(noted) else np.zeros(0, dtype=bool)
    notes = {int(at): readings[codes[at]] for at in np.flatnonzero(marked)}
    return pc.take(days, day_part.indices), notes
