"""Swedish: the verb stands second, the pronoun follows the gender of the subject."""

from __future__ import annotations

from seutukuva import formats
from seutukuva.definitions import Indicator
from seutukuva.narrative.facts import Change
from seutukuva.narrative.figures import Trend
from seutukuva.narrative.grammar import Grammar, Predicate, counted, five_years, of_months, years

VERBS = {
    ("count", 1): "ökade",
    ("count", -1): "minskade",
    ("share", 1): "steg",
    ("share", -1): "sjönk",
}
NUMBERS = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
QUARTERS = ("första", "andra", "tredje", "fjärde")
TENTATIVE = {"preliminary": "enligt preliminära uppgifter", "estimated": "enligt uppskattning"}


class Swedish(Grammar):
    """Folkmängden minskade med 1,1 % på ett år och var 8 763; i Helsingfors ökade den med 0,1 %."""

    language = "sv"
    no_figures = "Det finns inga siffror om detta tema."
    percentage_point = ("procentenhet", "procentenheter")

    def main(self, subject: str, predicate: Predicate, place: str = "") -> str:
        """I Helsingfors ökade den med 0,1 %."""
        verb, rest = predicate
        order = (place, verb, subject, rest) if place else (subject, verb, rest)
        return " ".join(part for part in order if part)

    def pronoun(self, indicator: Indicator) -> str:
        """Den, det, de."""
        if self.is_plural(indicator):
            return "de"
        return "det" if "sv" in indicator.phrase.neuter else "den"

    def was(self, indicator: Indicator, tentative: str = "") -> str:
        """Var."""
        return f"var {TENTATIVE[tentative]}" if tentative else "var"

    def moved(self, indicator: Indicator, change: Change, amount: str, span: str) -> Predicate:
        """Minskade med 1,1 % på ett år; ändrades inte på ett år."""
        if not change.direction:
            return "ändrades", f"{'knappt' if change.hardly else 'inte'} {span}".strip()
        by = f"med {amount}" if amount else ""
        return VERBS[indicator.phrase.verb, change.direction], f"{by} {span}".strip()

    def to_level(self, indicator: Indicator, change: Change, value: str, tentative: str) -> str:
        """Och var 8 763."""
        return f"och {self.was(indicator, tentative)} {value}"

    def span(self, years: int) -> str:
        """På ett år, på två år."""
        return f"på {counted(NUMBERS, years)} år"

    def ago(self, years: int) -> str:
        """Ett år tidigare."""
        return f"{counted(NUMBERS, years)} år tidigare"

    def when(self, period: str) -> str:
        """År 2025, i juni 2026, första kvartalet 2024."""
        year, kind = period[:4], formats.period_kind(period)
        if kind == "month":
            return f"i {formats.month_name(int(period[5:]), 'sv')}{formats.NBSP}{year}"
        if kind == "quarter":
            return f"{QUARTERS[int(period[5]) - 1]} kvartalet {year}"
        return f"år {year}"

    def before(self, earlier: str, ago: str, same: bool) -> str:
        """Var −12, mot +5 ett år tidigare."""
        return f", liksom {ago}" if same else f", mot {earlier} {ago}"

    def rates(self, own: str, place: str, theirs: str) -> str:
        """Per tusen invånare var det 28,0 och i Helsingfors 23,9."""
        return f"per tusen invånare var det {own} och {place} {theirs}"

    def is_projected(self, indicator: Indicator) -> str:
        """Är."""
        return "är"

    def not_known(self, indicator: Indicator, period: str) -> str:
        """Uppgift om lånestocken saknas för 2025."""
        of = f" för {self.when(period).removeprefix('år ').removeprefix('i ')}" if period else ""
        return f"uppgift om {indicator.phrase.subject['sv']} saknas{of}"

    def broken(self) -> str:
        """Och siffran kan inte jämföras med tidigare."""
        return ", och siffran kan inte jämföras med tidigare"

    def trend_clause(self, trend: Trend, contrary: bool) -> tuple[str, Predicate]:
        """Trenden på fem år är stigande. Trenden var fallande åren 2011–2025."""
        way = "stigande" if trend.state == "rising" else "fallande"
        though = "dock " if contrary else ""
        if of_months(trend):
            return "förändringen", ("skiljer", "sig från den vanliga variationen")
        if five_years(trend):
            return "trenden på fem år", ("är", though + way)
        return "trenden", ("var", f"{though}{way} åren {years(trend)}")
