"""How numbers, periods, dates and names are written in each language.

Pure functions of their arguments: the same text stands on the page, in a chart and in an export.
Languages are "fi", "sv", "en" and "nb"; any other is a ValueError.

Thousands are parted by U+00A0 (no-break space) in Finnish, Swedish and Norwegian. It is what CLDR
and spreadsheets use for these languages, every font has it, and it survives copying into a
spreadsheet; the narrow U+202F does neither everywhere.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import SupportsFloat

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

# Statuses of an observation. The first four come with a value, the others without.
VALUED = ("final", "preliminary", "estimated", "break")
VALUELESS = ("missing", "not_applicable", "confidential", "not_published")

# Statistics Finland's own signs for the first three; ":" is Eurostat's for "not available (yet)".
_MARKS = {
    "final": "",
    "preliminary": "*",
    "estimated": "e",
    "break": "b",
    "missing": "..",
    "not_applicable": ".",
    "confidential": "...",
    "not_published": ":",
}


@dataclass(frozen=True, slots=True)
class _Language:
    decimal: str
    thousands: str
    percent_gap: str
    points: str  # unit of a difference between two percentages
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    quarter: str
    short_quarter: str
    quarter_names: tuple[str, ...]
    date: str
    moment: str
    aged_between: str
    aged_over: str
    statuses: dict[str, str]


_LANGUAGES = {
    "fi": _Language(
        decimal=",",
        thousands=NBSP,
        percent_gap=NBSP,
        points="%-yks.",
        months=(
            *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu"),
            *("heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"),
        ),
        short_months=(
            *("tammi", "helmi", "maalis", "huhti", "touko", "kesä"),
            *("heinä", "elo", "syys", "loka", "marras", "joulu"),
        ),
        quarter="{name} neljännes {year}",
        short_quarter="{year}/{number}",
        quarter_names=("1.", "2.", "3.", "4."),
        date="{d.day}.{d.month}.{d.year}",
        moment="{date} klo {d.hour}.{d:%M}",
        aged_between=f"{{low}}{EN_DASH}{{high}}-vuotiaat",
        aged_over="{low} vuotta täyttäneet",
        statuses={
            "final": "lopullinen",
            "preliminary": "ennakkotieto",
            "estimated": "arvio",
            "break": "sarja katkeaa",
            "missing": "tieto puuttuu",
            "not_applicable": "tieto ei ole mahdollinen",
            "confidential": "salassa pidettävä tieto",
            "not_published": "ei vielä julkaistu",
        },
    ),
    "sv": _Language(
        decimal=",",
        thousands=NBSP,
        percent_gap=NBSP,
        points="%-enh.",
        months=(
            *("januari", "februari", "mars", "april", "maj", "juni"),
            *("juli", "augusti", "september", "oktober", "november", "december"),
        ),
        short_months=(
            *("jan.", "feb.", "mars", "apr.", "maj", "juni"),
            *("juli", "aug.", "sep.", "okt.", "nov.", "dec."),
        ),
        quarter="{name} kvartalet {year}",
        short_quarter="{year} kv{number}",
        quarter_names=("1:a", "2:a", "3:e", "4:e"),
        date="{d:%Y-%m-%d}",
        moment="{date} kl. {d:%H.%M}",
        aged_between=f"{{low}}{EN_DASH}{{high}}-åringar",
        aged_over="{low} år och äldre",
        statuses={
            "final": "slutlig",
            "preliminary": "preliminär uppgift",
            "estimated": "uppskattning",
            "break": "brott i serien",
            "missing": "uppgift saknas",
            "not_applicable": "uppgift kan inte förekomma",
            "confidential": "sekretessbelagd uppgift",
            "not_published": "ännu inte publicerad",
        },
    ),
    "en": _Language(
        decimal=".",
        thousands=",",
        percent_gap="",
        points="pp",
        months=(
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        short_months=(
            *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
            *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ),
        quarter="{name} quarter of {year}",
        short_quarter="{year} Q{number}",
        quarter_names=("1st", "2nd", "3rd", "4th"),
        date="{d.day} {month} {d.year}",
        moment="{date}, {d:%H:%M}",
        aged_between=f"aged {{low}}{EN_DASH}{{high}}",
        aged_over="aged {low} and over",
        statuses={
            "final": "final",
            "preliminary": "preliminary",
            "estimated": "estimate",
            "break": "break in series",
            "missing": "missing",
            "not_applicable": "not applicable",
            "confidential": "confidential",
            "not_published": "not yet published",
        },
    ),
    "nb": _Language(
        decimal=",",
        thousands=NBSP,
        percent_gap=NBSP,
        points="pp",
        months=(
            *("januar", "februar", "mars", "april", "mai", "juni"),
            *("juli", "august", "september", "oktober", "november", "desember"),
        ),
        short_months=(
            *("jan.", "feb.", "mar.", "apr.", "mai", "jun."),
            *("jul.", "aug.", "sep.", "okt.", "nov.", "des."),
        ),
        quarter="{name} kvartal {year}",
        short_quarter="{year} kv{number}",
        quarter_names=("1.", "2.", "3.", "4."),
        date="{d.day}.{d.month}.{d.year}",
        moment="{date} kl. {d:%H.%M}",
        aged_between=f"{{low}}{EN_DASH}{{high}} år",
        aged_over="{low} år og eldre",
        statuses={
            "final": "endelig",
            "preliminary": "foreløpig tall",
            "estimated": "anslag",
            "break": "brudd i serien",
            "missing": "tall mangler",
            "not_applicable": "tall kan ikke forekomme",
            "confidential": "konfidensielt tall",
            "not_published": "ennå ikke publisert",
        },
    ),
}
LANGUAGES = tuple(_LANGUAGES)


def _language(code: str) -> _Language:
    try:
        return _LANGUAGES[code]
    except KeyError:
        raise ValueError(f"language {code!r}: must be one of {', '.join(LANGUAGES)}") from None


# Numbers


def is_missing(value: object) -> bool:
    """True for None, NaN, pandas' NA and NaT: everything that stands for "no value"."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and math.isnan(value)


def rounded(value: SupportsFloat, decimals: int = 0) -> Decimal:
    """`value` rounded as a statistician does it on paper: half away from zero, never −0."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    # Scaling and not quantize(): the context's 28 digits are too few for the largest floats.
    result = exact.scaleb(decimals).to_integral_value(ROUND_HALF_UP).scaleb(-decimals)
    return abs(result) if result == 0 else result


def number(
    value: SupportsFloat | None, decimals: int = 0, language: str = "fi", *, signed: bool = False
) -> str:
    """`value` as text: 1 234,5 in Finnish, 1,234.5 in English, with a true minus (U+2212).

    With `signed` a positive number gets its plus; what rounds to zero never has a sign. None and
    NaN give the mark of a missing value.
    """
    style = _language(language)
    if value is None or is_missing(value):
        return _MARKS["missing"]
    figure = rounded(value, decimals)
    digits = f"{abs(figure):,.{max(decimals, 0)}f}"
    whole, _, fraction = digits.partition(".")
    text = whole.replace(",", style.thousands) + (style.decimal + fraction if fraction else "")
    if figure < 0:
        return MINUS + text
    return "+" + text if signed and figure > 0 else text


def with_unit(text: str, unit: str, language: str = "fi") -> str:
    """`text` and its unit, which never part at a line end; English writes % without a gap."""
    style = _language(language)
    if not unit:
        return text
    gap = style.percent_gap if unit == "%" else NBSP
    return f"{text}{gap}{unit}"


def value_with_unit(
    value: SupportsFloat | None,
    decimals: int = 0,
    unit: str = "",
    language: str = "fi",
    *,
    signed: bool = False,
) -> str:
    """The number and its unit; a missing value is its mark alone."""
    text = number(value, decimals, language, signed=signed)
    return text if is_missing(value) else with_unit(text, unit, language)


def percent(
    value: SupportsFloat | None, decimals: int = 1, language: str = "fi", *, signed: bool = False
) -> str:
    """`value` is already in per cent: 12.3 -> "12,3 %"."""
    return value_with_unit(value, decimals, "%", language, signed=signed)


def percentage_points(language: str = "fi") -> str:
    """The unit of a difference between two percentages."""
    return _language(language).points


def change(
    before: SupportsFloat | None,
    after: SupportsFloat | None,
    decimals: int = 0,
    unit: str = "",
    language: str = "fi",
) -> str:
    """after − before, always with its sign; between percentages the unit is percentage points.

    The difference is taken between the rounded figures, so that it agrees with the two numbers
    the reader sees. A missing end gives the mark of a missing value.
    """
    if before is None or after is None or is_missing(before) or is_missing(after):
        return _MARKS["missing"]
    difference = rounded(after, decimals) - rounded(before, decimals)
    own_unit = percentage_points(language) if unit == "%" else unit
    return value_with_unit(difference, decimals, own_unit, language, signed=True)


def relative_change(before: SupportsFloat | None, after: SupportsFloat | None) -> float | None:
    """Change in per cent of `before`; None where that is undefined (missing, zero, negative)."""
    if before is None or after is None or is_missing(before) or is_missing(after):
        return None
    start = float(before)
    return None if start <= 0 else (float(after) - start) / start * 100


def span(
    low: SupportsFloat, high: SupportsFloat, decimals: int, language: str, *, signed: bool = False
) -> str:
    """A range of values: 12–15; one number where both ends read the same."""
    first = number(low, decimals, language, signed=signed)
    last = number(high, decimals, language, signed=signed)
    if first == last:
        return first
    # A dash beside a minus or plus reads as another sign.
    return f"{first}{NBSP}…{NBSP}{last}" if MINUS in first + last or signed else first + "–" + last


# Statuses


def status_mark(status: str) -> str:
    """The sign printed beside a value (*, e, b) or in its place (.., ., ..., :)."""
    return _MARKS[status]


def status_word(status: str, language: str = "fi") -> str:
    """What the status means, in words."""
    return _language(language).statuses[status]


def observation(
    value: SupportsFloat | None,
    status: str = "final",
    decimals: int = 0,
    unit: str = "",
    language: str = "fi",
    *,
    signed: bool = False,
) -> str:
    """A value as it stands in a table: "8 921*", or the mark that says why there is none."""
    if is_missing(value):
        return _MARKS[status if status in VALUELESS else "missing"]
    return value_with_unit(value, decimals, unit, language, signed=signed) + _MARKS[status]


# Periods: "2025", "2024Q1", "2026M06"


@dataclass(frozen=True, slots=True)
class _Period:
    year: int
    part: int  # 1 for a year, else quarter or month
    kind: str

    @property
    def per_year(self) -> int:
        return _PER_YEAR[self.kind]


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
    if not 1 <= int(part) <= _PER_YEAR[kind]:
        raise ValueError(f"period {period!r}: no such {kind}")
    return _Period(int(year), int(part), kind)


def period_kind(period: str) -> str:
    """ "year", "quarter" or "month"."""
    return _parse(period).kind


def period_index(period: str) -> int:
    """Position on an endless axis of its kind: the next period is one more."""
    parsed = _parse(period)
    return parsed.year * parsed.per_year + parsed.part - 1


def period_at(index: int, kind: str) -> str:
    """The period at a position: the inverse of `period_index`."""
    year, part = divmod(index, _PER_YEAR[kind])
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
    words, parsed = _language(language), _parse(text)
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
    words = _language(language)
    return (words.months if style == "long" else words.short_months)[month - 1]


# Dates


def date(value: dt.date | str | None, language: str = "fi") -> str:
    """A day: 22.11.2026 in Finnish, 2026-11-22 in Swedish; "" where there is none.

    Takes a date, a datetime or ISO text.
    """
    words = _language(language)
    if value is None or is_missing(value) or value == "":
        return ""
    day = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return words.date.format(d=day, month=words.months[day.month - 1])


def moment(value: dt.datetime | str | None, language: str = "fi") -> str:
    """A day and a time of day: "22.11.2026 klo 9.05". The time zone is the value's own."""
    if value is None or is_missing(value) or value == "":
        return ""
    when = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return _language(language).moment.format(d=when, date=date(when, language))


# Names and ages


def age_group(age_base: str, language: str = "fi") -> str:
    """ "18-64" -> "18–64-vuotiaat", "15+" -> "15 vuotta täyttäneet", "" -> ""."""
    words = _language(language)
    if not age_base:
        return ""
    if age_base.endswith("+"):
        return words.aged_over.format(low=age_base[:-1])
    low, _, high = age_base.partition("-")
    return words.aged_between.format(low=low, high=high)


_AFTER_Z = {
    "fi": ("å", "ä", "ö"),
    "sv": ("å", "ä", "ö"),
    "nb": ("æ", "ø", "å"),
    "en": (),
}
_SAME_LETTER = {
    "fi": {"æ": "ä", "ø": "ö"},
    "sv": {"æ": "ä", "ø": "ö"},
    "nb": {"ä": "æ", "ö": "ø"},
    "en": {"æ": "ae", "ø": "o", "ß": "ss"},
}
_NO_LETTERS = str.maketrans(dict.fromkeys("-–—'’.,()/", " "))


def sort_key(text: str, language: str = "fi") -> tuple[str, str]:
    """Key for sorting names: å ä ö after z in Finnish and Swedish, æ ø å in Norwegian.

    Case and other accents do not matter unless everything else is equal.
    """
    _language(language)
    last, same = _AFTER_Z[language], _SAME_LETTER[language]
    plain = unicodedata.normalize("NFC", text.casefold()).translate(_NO_LETTERS)
    letters = []
    for letter in plain:
        letter = same.get(letter, letter)
        if letter in last:
            letters.append(chr(ord("{") + last.index(letter)))
        else:
            letters.append(_without_accent(letter))
    return " ".join("".join(letters).split()), text


def _without_accent(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("ŋ", "n"))
    return "".join(sign for sign in base if not unicodedata.combining(sign))
