"""Finnish: cases of time, plural verbs, and the order subject, verb, object."""

from __future__ import annotations

from seutukuva import formats
from seutukuva.definitions import Indicator
from seutukuva.narrative.facts import Change
from seutukuva.narrative.figures import Trend
from seutukuva.narrative.grammar import Grammar, Predicate, counted, five_years, of_months, years

VERBS = {
    ("count", 1): ("kasvoi", "kasvoivat"),
    ("count", -1): ("väheni", "vähenivät"),
    ("share", 1): ("nousi", "nousivat"),
    ("share", -1): ("laski", "laskivat"),
}
WITHIN = (
    *("vuodessa", "kahdessa vuodessa", "kolmessa vuodessa", "neljässä vuodessa"),
    *("viidessä vuodessa", "kuudessa vuodessa", "seitsemässä vuodessa", "kahdeksassa vuodessa"),
    *("yhdeksässä vuodessa", "kymmenessä vuodessa"),
)
YEARS = (
    *("vuotta", "kaksi vuotta", "kolme vuotta", "neljä vuotta", "viisi vuotta", "kuusi vuotta"),
    *("seitsemän vuotta", "kahdeksan vuotta", "yhdeksän vuotta", "kymmenen vuotta"),
)
TENTATIVE = {"preliminary": "ennakkotiedon mukaan", "estimated": "arvion mukaan"}


class Finnish(Grammar):
    """Väkiluku väheni 1,1 % vuodessa ja oli 8 763; Keski-Suomessa se kasvoi 0,1 %."""

    language = "fi"
    no_figures = "Tästä aiheesta ei ole lukuja."
    percentage_point = ("prosenttiyksikön", "prosenttiyksikköä")

    def main(self, subject: str, predicate: Predicate, place: str = "") -> str:
        """Keski-Suomessa se kasvoi 0,1 %."""
        return " ".join(part for part in (place, subject, *predicate) if part)

    def pronoun(self, indicator: Indicator) -> str:
        """Se, ne."""
        return "ne" if self.is_plural(indicator) else "se"

    def was(self, indicator: Indicator, tentative: str = "") -> str:
        """Oli, olivat."""
        verb = "olivat" if self.is_plural(indicator) else "oli"
        return f"{verb} {TENTATIVE[tentative]}" if tentative else verb

    def moved(self, indicator: Indicator, change: Change, amount: str, span: str) -> Predicate:
        """Väheni 1,1 % vuodessa; pysyi vuodessa ennallaan."""
        plural = self.is_plural(indicator)
        if not change.direction:
            still = "lähes ennallaan" if change.hardly else "ennallaan"
            return "pysyivät" if plural else "pysyi", f"{span} {still}".strip()
        verb = VERBS[indicator.phrase.verb, change.direction][plural]
        return verb, f"{amount} {span}".strip()

    def to_level(self, indicator: Indicator, change: Change, value: str, tentative: str) -> str:
        """Ja oli 8 763."""
        return f"ja {self.was(indicator, tentative)} {value}"

    def span(self, years: int) -> str:
        """Vuodessa, kahdessa vuodessa, 12 vuodessa."""
        return counted(WITHIN, years) if years <= len(WITHIN) else f"{years} vuodessa"

    def ago(self, years: int) -> str:
        """Vuotta aiemmin, kaksi vuotta aiemmin."""
        text = counted(YEARS, years) if years <= len(YEARS) else f"{years} vuotta"
        return f"{text} aiemmin"

    def when(self, period: str) -> str:
        """Vuonna 2025, kesäkuussa 2026, vuoden 2024 ensimmäisellä neljänneksellä."""
        year, kind = period[:4], formats.period_kind(period)
        if kind == "month":
            return f"{formats.month_name(int(period[5:]), 'fi')}ssa{formats.NBSP}{year}"
        if kind == "quarter":
            return f"vuoden {year} {period[5]}. neljänneksellä"
        return f"vuonna {year}"

    def before(self, earlier: str, ago: str, same: bool) -> str:
        """Oli −12, vuotta aiemmin +5."""
        return f", kuten {ago}" if same else f", {ago} {earlier}"

    def rates(self, own: str, place: str, theirs: str) -> str:
        """Tuhatta asukasta kohti se oli 28,0 ja Keski-Suomessa 23,9."""
        return f"tuhatta asukasta kohti se oli {own} ja {place} {theirs}"

    def is_projected(self, indicator: Indicator) -> str:
        """On, ovat."""
        return "ovat" if self.is_plural(indicator) else "on"

    def not_known(self, indicator: Indicator, period: str) -> str:
        """Lainakanta ei ole tiedossa vuodelta 2025."""
        verb = "eivät ole" if self.is_plural(indicator) else "ei ole"
        of = f" {self._of(period)}" if period else ""
        return f"{indicator.phrase.subject['fi']} {verb} tiedossa{of}"

    def broken(self) -> str:
        """Eikä lukua voi verrata aiempaan."""
        return ", eikä lukua voi verrata aiempaan"

    def trend_clause(self, trend: Trend, contrary: bool) -> tuple[str, Predicate]:
        """Viiden vuoden suunta on nouseva. Suunta on ollut laskeva vuosina 2011–2025."""
        way = "nouseva" if trend.state == "rising" else "laskeva"
        though = "kuitenkin " if contrary else ""
        if of_months(trend):
            return "muutos", ("erottuu", "tavallisesta vaihtelusta")
        if five_years(trend):
            return "viiden vuoden suunta", ("on", though + way)
        return "suunta", ("on", f"{though}ollut {way} vuosina {years(trend)}")

    @staticmethod
    def _of(period: str) -> str:
        """Vuodelta 2025, kesäkuulta 2026."""
        year, kind = period[:4], formats.period_kind(period)
        if kind == "month":
            return f"{formats.month_name(int(period[5:]), 'fi')}lta{formats.NBSP}{year}"
        if kind == "quarter":
            return f"vuoden {year} {period[5]}. neljännekseltä"
        return f"vuodelta {year}"
