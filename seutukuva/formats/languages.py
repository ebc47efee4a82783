"""The signs and words of each language: one table a language."""

from __future__ import annotations

from dataclasses import dataclass

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

# Statuses of an observation. The first four come with a value, the others without.
VALUED = ("final", "preliminary", "estimated", "break")
VALUELESS = ("missing", "not_applicable", "confidential", "not_published")

# Statistics Finland's own signs for the first three; ":" is Eurostat's for "not available (yet)".
MARKS = {
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
class Language:
    """How one language writes numbers, periods and dates."""

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


_TABLES = {
    "fi": Language(
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
    "sv": Language(
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
    "en": Language(
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
    "nb": Language(
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
LANGUAGES = tuple(_TABLES)


def of(code: str) -> Language:
    """The signs and words of a language.

    Raises:
        ValueError: there is no such language.
    """
    try:
        return _TABLES[code]
    except KeyError:
        raise ValueError(f"language {code!r}: must be one of {', '.join(LANGUAGES)}") from None
