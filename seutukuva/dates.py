"""Days as people enter them: 14.3.2026, 2026-03-14, 14 March 2026, or only a month or a year.

Kept as ISO text of the precision that was entered (``2026-03-14``, ``2026-03``, ``2026``), so
that nothing is claimed that nobody knew.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from seutukuva import formats
from seutukuva.formats import languages

FIRST_YEAR, LAST_YEAR = 1800, 2200
_SPELLINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<day>[0-9]{1,2})\.\s*(?P<month>[0-9]{1,2})\.\s*(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})",
        r"(?P<month>[0-9]{1,2})[./](?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})",
        r"(?:(?P<day>[0-9]{1,2})\.?\s+)?(?P<name>[^\W\d_]+)\s+(?P<year>[0-9]{4})",
    )
)
_MONTHS = {
    name.casefold(): number
    for language in formats.LANGUAGES
    for number, name in enumerate(languages.of(language).months, 1)
}
# A Finnish day stands in the partitive of its month: "14. maaliskuuta 2026".
_MONTHS |= {f"{name}ta": _MONTHS[name] for name in languages.of("fi").months}


def read(text: str) -> str:
    """What was entered as ISO text of the same precision: "14.3.2026" gives "2026-03-14".

    Raises:
        ValueError: it is no day, month or year between 1800 and 2200.
    """
    for spelling in _SPELLINGS:
        if match := spelling.fullmatch(text.strip()):
            parts = _numbers(match.groupdict())
            # Makes sure that the month and the day exist.
            dt.date(parts["year"], parts.get("month", 1), parts.get("day", 1))
            if not FIRST_YEAR <= parts["year"] <= LAST_YEAR:
                break
            places = [f"{parts['year']:04d}"]
            places += [f"{parts[name]:02d}" for name in ("month", "day") if name in parts]
            return "-".join(places)
    raise ValueError(f"{text!r} is not a day, a month or a year")


def read_or_empty(value: object) -> str:
    """What was entered, as of ``read``; "" where it is nothing or no day."""
    try:
        return read(str(value)) if value else ""
    except ValueError:
        return ""


def _numbers(found: dict[str, str | None]) -> dict[str, int]:
    """Year, month and day of a spelling, as far as they are in it."""
    named = found.pop("name", None)
    parts = {part: int(value) for part, value in found.items() if value}
    if named:
        # 0 is no month: what nobody calls one is refused with it.
        parts["month"] = _MONTHS.get(named.casefold(), 0)
    return parts


def first_day(day: str) -> dt.date:
    """The first day of a stored day, month or year."""
    year, month, date = (*(int(part) for part in day.split("-")), 1, 1)[:3]
    return dt.date(year, month, date)


def last_day(day: str) -> dt.date:
    """The last day of a stored day, month or year."""
    parts = [int(part) for part in day.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    date = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return dt.date(year, month, date)


def words(day: str, language: str) -> str:
    """A stored day, month or year as it is written: "14.3.2026", "maaliskuu 2026", "2026".

    "–" for what is none of them: a row may have been changed past the log's rules.
    """
    if not day or read_or_empty(day) != day:
        return formats.EN_DASH
    if len(day) == len("2026-03-14"):
        return formats.date(day, language)
    return formats.period(day.replace("-", "M"), language)


def typed(day: str, language: str) -> str:
    """A stored day, month or year as somebody would type it in that language; ``read`` takes it."""
    return words(day, language).replace(languages.NBSP, " ")


def day_of(moment: dt.datetime) -> dt.date:
    """The day on which something was saved, as this machine's clock has it: a moment is UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return dt.datetime.fromtimestamp(aware.timestamp()).date()


def day_saved(stored: object) -> dt.date | None:
    """As ``day_of``, of a moment as the log writes it; None where it says none.

    Args:
        stored: ISO text, with or without its zone.
    """
    try:
        return day_of(dt.datetime.fromisoformat(str(stored)))
    # A row that was changed past the log's rules may say anything, also a year that no clock knows.
    except (ValueError, OverflowError, OSError):
        return None
