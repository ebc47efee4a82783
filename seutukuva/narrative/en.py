"""English: the verb follows its subject, and a change leads "to" its level."""

from __future__ import annotations

from seutukuva import formats
from seutukuva.definitions import Indicator
from seutukuva.narrative.facts import Change
from seutukuva.narrative.figures import Trend
from seutukuva.narrative.grammar import Grammar, Predicate, counted, five_years, of_months, years

VERBS = {
    ("count", 1): "grew",
    ("count", -1): "fell",
    ("share", 1): "rose",
    ("share", -1): "fell",
}
NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
QUARTERS = ("first", "second", "third", "fourth")


class English(Grammar):
    """The population fell by 1.1% in a year to 8,763; in Central Finland it grew by 0.1%."""

    language = "en"
    no_figures = "There are no figures on this theme."
    percentage_point = ("percentage point", "percentage points")

    def main(self, subject: str, predicate: Predicate, place: str = "") -> str:
        """In Central Finland it grew by 0.1%; in Central Finland, the population grew by 0.1%."""
        if place and subject not in ("it", "they"):
            place += ","
        return " ".join(part for part in (place, subject, *predicate) if part)

    def pronoun(self, indicator: Indicator) -> str:
        """It, they."""
        return "they" if self.is_plural(indicator) else "it"

    def was(self, indicator: Indicator, tentative: str = "") -> str:
        """Was, were; that a figure is preliminary is said behind it."""
        return "were" if self.is_plural(indicator) else "was"

    def marked(self, value: str, tentative: str) -> str:
        """8,763 (preliminary)."""
        return f"{value} ({formats.status_word(tentative, 'en')})" if tentative else value

    def moved(self, indicator: Indicator, change: Change, amount: str, span: str) -> Predicate:
        """Fell by 1.1% in a year; did not change in a year."""
        if not change.direction:
            verb = "hardly changed" if change.hardly else "did not change"
            return verb, span
        by = f"by {amount}" if amount else ""
        return VERBS[indicator.phrase.verb, change.direction], f"{by} {span}".strip()

    def to_level(self, indicator: Indicator, change: Change, value: str, tentative: str) -> str:
        """To 8,763; and was 8,763, where nothing moved."""
        if change.direction:
            return f"to {value}"
        return f"and {self.was(indicator, tentative)} {value}"

    def span(self, years: int) -> str:
        """In a year, in two years."""
        return f"in {counted(NUMBERS, years)} {'year' if years == 1 else 'years'}"

    def ago(self, years: int) -> str:
        """A year earlier."""
        return f"{counted(NUMBERS, years)} {'year' if years == 1 else 'years'} earlier"

    def when(self, period: str) -> str:
        """In 2025, in June 2026, in the first quarter of 2024."""
        year, kind = period[:4], formats.period_kind(period)
        if kind == "month":
            return f"in {formats.month_name(int(period[5:]), 'en')}{formats.NBSP}{year}"
        if kind == "quarter":
            return f"in the {QUARTERS[int(period[5]) - 1]} quarter of {year}"
        return f"in {year}"

    def before(self, earlier: str, ago: str, same: bool) -> str:
        """Was −12, against +5 a year earlier."""
        return f", the same as {ago}" if same else f", against {earlier} {ago}"

    def rates(self, own: str, place: str, theirs: str) -> str:
        """Per thousand inhabitants it was 28.0, and 23.9 in Central Finland."""
        return f"per thousand inhabitants it was {own}, and {theirs} {place}"

    def is_projected(self, indicator: Indicator) -> str:
        """Is, are."""
        return "are" if self.is_plural(indicator) else "is"

    def not_known(self, indicator: Indicator, period: str) -> str:
        """There is no figure for the loan stock in 2025."""
        of = f" {self.when(period)}" if period else ""
        return f"there is no figure for {indicator.phrase.subject['en']}{of}"

    def broken(self) -> str:
        """Which cannot be compared with earlier figures."""
        return ", which cannot be compared with earlier figures"

    def trend_clause(self, trend: Trend, contrary: bool) -> tuple[str, Predicate]:
        """The five-year trend is rising. The trend was falling in 2011–2025."""
        though = "nevertheless " if contrary else ""
        if of_months(trend):
            return "the change", ("stands", "out from the usual variation")
        if five_years(trend):
            return "the five-year trend", ("is", though + trend.state)
        return "the trend", ("was", f"{though}{trend.state} in {years(trend)}")
