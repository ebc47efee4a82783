"""Rounds of the yearly clock: "2026-04", "2026-10". An interview's wave is the round it is for."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from seutukuva import dates, formats

ROUND = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
# Interviews are made before the round they are for, and some are late.
MONTHS_NEAR = 6
_YEAR_AND_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])(?!\d)")
_MONTH_AND_YEAR = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])[-_./](20\d\d)(?!\d)")


def following(today: dt.date, months: Sequence[int]) -> str:
    """The round that comes next; that of this month until the month ends."""
    return around(today, months, before=0, after=1)[0]


def around(today: dt.date, months: Sequence[int], *, before: int, after: int) -> list[str]:
    """Rounds about a day, the latest first.

    Args:
        months: months of the clock, 1 to 12.
        before: how many that are over.
        after: how many that are to come, this month's among them.
    """
    years = range(today.year - before - 1, today.year + after + 2)
    every = sorted(f"{year}-{month:02d}" for year in years for month in set(months))
    now = f"{today.year}-{today.month:02d}"
    over = [one for one in every if one < now]
    coming = [one for one in every if one >= now]
    return [*over[len(over) - before :], *coming[:after]][::-1]


def near(round_id: str) -> tuple[dt.date, dt.date]:
    """The first and last day within ``MONTHS_NEAR`` months of a round's month."""
    first = first_day(round_id)
    months = first.year * 12 + first.month - 1
    start, after = (_first_of(months + n) for n in (-MONTHS_NEAR, MONTHS_NEAR + 1))
    return start, after - dt.timedelta(days=1)


def proposed(days: Mapping[dt.date, int], months: Sequence[int]) -> str:
    """The round for which most interviews were made; "" where there is no day.

    Args:
        days: with the number of interviews of each.
        months: months of the clock, 1 to 12.
    """
    found: Counter[str] = Counter()
    for day, n in sorted(days.items(), reverse=True):
        found[following(day, months)] += n
    # Of rounds with equally many the later one, which was counted first.
    return found.most_common(1)[0][0] if found else ""


def named_in(text: str, months: Sequence[int]) -> str:
    """The round that a file's name speaks of: "kysely 2026-04.xlsx"; "" where it names none."""
    found = [f"{year}-{month}" for year, month in _YEAR_AND_MONTH.findall(text)]
    found += [f"{year}-{int(month):02d}" for month, year in _MONTH_AND_YEAR.findall(text)]
    named = {following(first_day(one), months) for one in found}
    return named.pop() if len(named) == 1 else ""


def _first_of(months: int) -> dt.date:
    return dt.date(months // 12, months % 12 + 1, 1)


def is_round(text: str) -> bool:
    """Whether a text names a month as rounds do, of a year that a calendar knows: 2026-10."""
    return bool(ROUND.fullmatch(text)) and dates.read_or_empty(text) == text


def name(round_id: str, language: str) -> str:
    """A round for people: "lokakuu 2026"; with plain spaces, for it is searched for by typing."""
    return formats.period(round_id.replace("-", "M"), language).replace("\u00a0", " ")


def first_day(round_id: str) -> dt.date:
    """The first day of a round's month, before which what it needs is to be there."""
    year, month = round_id.split("-")
    return dt.date(int(year), int(month), 1)


def begins(round_id: str, months: Sequence[int]) -> dt.date:
    """The day after the round before ended: from then on, everything is for this round."""
    (before,) = around(first_day(round_id), months, before=1, after=0)
    last = first_day(before)
    return (last.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
