"""Norwegian Bokmål: the verb stands second, with its particle behind the subject."""

from __future__ import annotations

from seutukuva import formats
from seutukuva.definitions import Indicator
from seutukuva.narrative.facts import Change
from seutukuva.narrative.figures import Trend
from seutukuva.narrative.grammar import Grammar, Predicate, counted, five_years, of_months, years

# Verb, and its particle where it has one: "gikk folketallet ned".
VERBS = {
    ("count", 1): ("økte", ""),
    ("count", -1): ("gikk", "ned"),
    ("share", 1): ("steg", ""),
    ("share", -1): ("sank", ""),
}
NUMBERS = ("ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti")
TENTATIVE = {"preliminary": "ifølge foreløpige tall", "estimated": "ifølge anslag"}


class Norwegian(Grammar):
    """Folketallet gikk ned med 1,1 % på ett år og var 8 763; i Oslo økte det med 0,1 %."""

    language = "nb"
    no_figures = "Det finnes ingen tall om dette temaet."
    percentage_point = ("prosentpoeng", "prosentpoeng")

    def main(self, subject: str, predicate: Predicate, place: str = "") -> str:
        """I Oslo økte det med 0,1 %; i Oslo endret det seg ikke."""
        verb, rest = predicate
        order = (place, verb, subject, rest) if place else (subject, verb, rest)
        return " ".join(part for part in order if part)

    def pronoun(self, indicator: Indicator) -> str:
        """Den, det, de."""
        if self.is_plural(indicator):
            return "de"
        return "det" if "nb" in indicator.phrase.neuter else "den"

    def was(self, indicator: Indicator, tentative: str = "") -> str:
        """Var."""
        return f"var {TENTATIVE[tentative]}" if tentative else "var"

    def moved(self, indicator: Indicator, change: Change, amount: str, span: str) -> Predicate:
        """Gikk ned med 1,1 % på ett år; endret seg ikke på ett år."""
        if not change.direction:
            return "endret", f"seg {'knapt' if change.hardly else 'ikke'} {span}".strip()
        verb, particle = VERBS[indicator.phrase.verb, change.direction]
        by = f"med {amount}" if amount else ""
        return verb, " ".join(part for part in (particle, by, span) if part)

    def to_level(self, indicator: Indicator, change: Change, value: str, tentative: str) -> str:
        """Og var 8 763."""
        return f"og {self.was(indicator, tentative)} {value}"

    def span(self, years: int) -> str:
        """På ett år, på to år."""
        return f"på {counted(NUMBERS, years)} år"

    def ago(self, years: int) -> str:
        """Ett år tidligere."""
        return f"{counted(NUMBERS, years)} år tidligere"

    def when(self, period: str) -> str:
        """I 2025, i juni 2026, i 1. kvartal 2024."""
        year, kind = period[:4], formats.period_kind(period)
        if kind == "month":
            return f"i {formats.month_name(int(period[5:]), 'nb')}{formats.NBSP}{year}"
        if kind == "quarter":
            return f"i {period[5]}. kvartal {year}"
        return f"i {year}"

    def before(self, earlier: str, ago: str, same: bool) -> str:
        """Var −12, mot +5 ett år tidligere."""
        return f", det samme som {ago}" if same else f", mot {earlier} {ago}"

    def rates(self, own: str, place: str, theirs: str) -> str:
        """Per tusen innbyggere var det 28,0 og i Oslo 23,9."""
        return f"per tusen innbyggere var det {own} og {place} {theirs}"

    def is_projected(self, indicator: Indicator) -> str:
        """Er."""
        return "er"

    def not_known(self, indicator: Indicator, period: str) -> str:
        """Tall for lånegjelden mangler for 2025."""
        of = f" for {self.when(period).removeprefix('i ')}" if period else ""
        return f"tall for {indicator.phrase.subject['nb']} mangler{of}"

    def broken(self) -> str:
        """Og tallet kan ikke sammenlignes med tidligere."""
        return ", og tallet kan ikke sammenlignes med tidligere"

    def trend_clause(self, trend: Trend, contrary: bool) -> tuple[str, Predicate]:
        """Trenden over fem år er stigende. Trenden var fallende i årene 2011–2025."""
        way = "stigende" if trend.state == "rising" else "fallende"
        though = "likevel " if contrary else ""
        if of_months(trend):
            return "endringen", ("skiller", "seg ut fra den vanlige variasjonen")
        if five_years(trend):
            return "trenden over fem år", ("er", though + way)
        return "trenden", ("var", f"{though}{way} i årene {years(trend)}")
