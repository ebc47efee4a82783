"""Periods ("2025", "2024Q1", "2026M06") and dates: as text, and one after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from seutukuva.formats import languages
from seutukuva.formats.languages import NBSP
from seutukuva.formats.numbers import is_missing


@dataclass(frozen=True, slots=True)
class _Period:
    year: int
    part: int  # 1 for a year, else quarter or month
    kind: str

    @property
    def per_year(self) -> int:
        return periods_a_year(self.kind)


_PER_YEAR = {"year": 1, "quarter": 4, "month": 12}


@lru_cache(maxsize=4096)  # a chart asks for the same few hundred periods over and over
def _parse(period: str) -> _Period:
    year, kind, part = period[:4], "year", "1"
    if len(period) == 6 and period[4] == "Q":
        kind, part = "quarter", period[5]
    elif len(period) == 7 and period[4] == "M":
        kind, part = "month", period[5:]
    elif len(period) != 4:
        year = ""
    if not (f"{year}{part}".isascii() and f"{year}{part}".isdecimal() and len(year) == 4):
        raise ValueError(f"period {period!r}: must look like 2025, 2024Q1 or 2026M06")
    if not 1 <= int(part) <= periods_a_year(kind):
        raise ValueError(f"period {period!r}: no such {kind}")
    return _Period(int(year), int(part), kind)


def period_kind(period: str) -> str:
    """ "year", "quarter" or "month"."""
    return _parse(period).kind


def periods_a_year(kind: str) -> int:
    """How many periods of a kind make a year: 1, 4 or 12."""
    return _PER_YEAR[kind]


def period_index(period: str) -> int:
    """Position on an endless axis of its kind: the next period is one more."""
    parsed = _parse(period)
    return parsed.year * parsed.per_year + parsed.part - 1


def period_at(index: int, kind: str) -> str:
    """The period at a position: the inverse of `period_index`."""
    year, part = divmod(index, periods_a_year(kind))
    if kind == "year":
        return f"{year:04d}"
    return f"{year:04d}Q{part + 1}" if kind == "quarter" else f"{year:04d}M{part + 1:02d}"


def period_start(period: str) -> dt.date:
    """The first day of the period."""
    parsed = _parse(period)
    return dt.date(parsed.year, (parsed.part - 1) * (12 // parsed.per_year) + 1, 1)


def previous_period(period: str) -> str:
    """The period just before: 2024Q1 -> 2023Q4."""
    return period_at(period_index(period) - 1, period_kind(period))


def next_period(period: str) -> str:
    """The period just after: 2026M12 -> 2027M01."""
    return period_at(period_index(period) + 1, period_kind(period))


def same_period_last_year(period: str) -> str:
    """2026M06 -> 2025M06; for a year the year before."""
    parsed = _parse(period)
    return period_at(period_index(period) - parsed.per_year, parsed.kind)


def periods_between(first: str, last: str) -> Iterator[str]:
    """Every period from `first` to `last`, both included."""
    kind = period_kind(first)
    for index in range(period_index(first), period_index(last) + 1):
        yield period_at(index, kind)


def period(text: str, language: str = "fi", style: str = "long") -> str:
    """A period in words: "kesäkuu 2026", short "kesä 2026"; "1. neljännes 2024", short "2024/1"."""
    words, parsed = languages.of(language), _parse(text)
    if parsed.kind == "year":
        return f"{parsed.year}"
    if parsed.kind == "month":
        names = words.months if style == "long" else words.short_months
        return f"{names[parsed.part - 1]}{NBSP}{parsed.year}"
    pattern = words.quarter if style == "long" else words.short_quarter
    name = words.quarter_names[parsed.part - 1]
    return pattern.format(name=name, number=parsed.part, year=parsed.year).replace(" ", NBSP)


def month_name(month: int, language: str = "fi", style: str = "long") -> str:
    """The name of month 1–12, as it stands alone."""
    words = languages.of(language)
    return (words.months if style == "long" else words.short_months)[month - 1]


def date(value: dt.date | str | None, language: str = "fi") -> str:
    """A day: 22.11.2026 in Finnish, 2026-11-22 in Swedish; "" where there is none.

    Takes a date, a datetime or ISO text.
    """
    words = languages.of(language)
    if value is None or is_missing(value) or value == "":
        return ""
    day = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return words.date.format(d=day, month=words.months[day.month - 1])


def moment(value: dt.datetime | str | None, language: str = "fi") -> str:
    """A day and a time of day: "22.11.2026 klo 9.05". The time zone is the value's own."""
    if value is None or is_missing(value) or value == "":
        return ""
    when = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return languages.of(language).moment.format(d=when, date=date(when, language))
