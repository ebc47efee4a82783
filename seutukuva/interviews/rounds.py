"""Rounds of the yearly clock: "2026-04", "2026-10". An interview's wave is the round it is for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from seutukuva import formats

ROUND = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


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


def is_round(text: str) -> bool:
    """Whether a text names a month as rounds do: 2026-10."""
    return bool(ROUND.fullmatch(text))


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
