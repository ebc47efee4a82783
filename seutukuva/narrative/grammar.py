"""What every language must be able to say, and how the parts make a sentence.

A language is a subclass: it knows verbs, pronouns, the place of the verb and the forms of time.
Which claim is made is decided before, in ``facts``; a language only words it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from seutukuva import formats
from seutukuva.definitions import AreaForm, Indicator
from seutukuva.formats import finite
from seutukuva.narrative import facts
from seutukuva.narrative.facts import Change, Comparison
from seutukuva.narrative.figures import Figure, Trend

# How areas stand in a sentence, by area id.
Forms = Mapping[str, AreaForm]
# Verb and what follows the subject, where a language puts the subject between them.
Predicate = tuple[str, str]


class Grammar(ABC):
    """One language's way of telling a figure.

    Attributes:
        language: its code, as in ``formats``.
        no_figures: the sentence for a theme without any figure.
        percentage_point: one and several, for differences between percentages.
    """

    language: str
    no_figures: str
    percentage_point: tuple[str, str]

    # Words

    @abstractmethod
    def main(self, subject: str, predicate: Predicate, place: str = "") -> str:
        """A main clause, with "in the area" before it where given."""

    @abstractmethod
    def pronoun(self, indicator: Indicator) -> str:
        """ "It" or "they", as the subject wants."""

    @abstractmethod
    def was(self, indicator: Indicator, tentative: str = "") -> str:
        """ "Was" or "were", with a word for preliminary or estimated figures."""

    @abstractmethod
    def moved(self, indicator: Indicator, change: Change, amount: str, span: str) -> Predicate:
        """ "Fell by 1.1% in a year", "did not change in a year"; amount and span may be empty."""

    @abstractmethod
    def to_level(self, indicator: Indicator, change: Change, value: str, tentative: str) -> str:
        """ "And was 8,763", after a change."""

    @abstractmethod
    def span(self, years: int) -> str:
        """ "In a year"."""

    @abstractmethod
    def ago(self, years: int) -> str:
        """ "A year earlier"."""

    @abstractmethod
    def when(self, period: str) -> str:
        """ "In 2025", "in June 2026"."""

    @abstractmethod
    def before(self, earlier: str, ago: str, same: bool) -> str:
        """ ", a year earlier +5", to follow a figure."""

    @abstractmethod
    def rates(self, own: str, place: str, theirs: str) -> str:
        """ "Per thousand inhabitants that is 28.0, and 23.9 in Central Finland"."""

    @abstractmethod
    def is_projected(self, indicator: Indicator) -> str:
        """ "Is" or "are", of a year to come."""

    @abstractmethod
    def not_known(self, indicator: Indicator, period: str) -> str:
        """The clause for a figure that does not exist."""

    @abstractmethod
    def broken(self) -> str:
        """ ", which cannot be compared with earlier figures"."""

    @abstractmethod
    def trend_clause(self, trend: Trend, contrary: bool) -> tuple[str, Predicate]:
        """Subject and predicate of a trend; contrary to the newest change or not."""

    # Sentences

    def sentence(
        self, figure: Figure, compared: Comparison | None, forms: Forms, place: str, said: str
    ) -> str:
        """The whole sentence, capital first, ending with a period.

        Args:
            compared: what to say of another area; None says nothing.
            forms: how areas stand in a sentence.
            place: "in the area", to open with; empty leaves it out.
            said: the period that the text has just named, which is not named again.
        """
        if finite(figure.value) is None:
            return finished(self._missing(figure))
        text = self._told(figure, place, said)
        if compared:
            text += "; " + self._elsewhere(figure.indicator, compared, forms)
        return finished(text)

    def trend(self, trend: Trend, contrary: bool, place: str) -> str:
        """The sentence of a trend that a test supports.

        Args:
            contrary: the newest change went the other way.
            place: "in the area", where the sentence before spoke of another one, too.
        """
        subject, predicate = self.trend_clause(trend, contrary)
        return finished(self.main(subject, predicate, place))

    def _missing(self, figure: Figure) -> str:
        text = self.not_known(figure.indicator, figure.period)
        if figure.status in ("confidential", "not_published", "not_applicable"):
            text += ": " + formats.status_word(figure.status, self.language)
        return text

    def _told(self, figure: Figure, place: str, said: str) -> str:
        indicator, claimed = figure.indicator, facts.own_change(figure)
        subject = indicator.phrase.subject[self.language]
        tentative = facts.tentative(figure, claimed)
        value = self.marked(self.value(indicator, finite(figure.value)), tentative)
        when = "" if figure.period == said else " " + self.when(figure.period)
        if indicator.phrase.verb == "projection":
            verb = self.is_projected(indicator)
            return self.main(subject, (verb, value), place) + " " + self.when(figure.period)
        if claimed is None or claimed.form == "before":
            level = self._level(subject, indicator, value, tentative, place) + when
            if figure.status == "break":
                return level + self.broken()
            return level + (self._before(figure, bool(claimed.direction)) if claimed else "")
        amount = self.amount(indicator, claimed)
        span = self.span(figure.years_before)
        text = self.main(subject, self.moved(indicator, claimed, amount, span), place)
        text += " " + self.to_level(indicator, claimed, value, tentative) + when
        if claimed.form == "bare" and claimed.direction:
            text += f" ({self.ago(figure.years_before)} {self._earlier(figure)})"
        return text

    def _level(
        self, subject: str, indicator: Indicator, value: str, tentative: str, place: str
    ) -> str:
        verb, _, mark = self.was(indicator, tentative).partition(" ")
        return self.main(subject, (verb, f"{mark} {value}".strip()), place)

    def _before(self, figure: Figure, differs: bool) -> str:
        return self.before(self._earlier(figure), self.ago(figure.years_before), not differs)

    def _earlier(self, figure: Figure) -> str:
        text = self.value(figure.indicator, finite(figure.earlier_value))
        if figure.earlier_status in facts.TENTATIVE and figure.status not in facts.TENTATIVE:
            text += f" ({formats.status_word(figure.earlier_status, self.language)})"
        return text

    def _elsewhere(self, indicator: Indicator, compared: Comparison, forms: Forms) -> str:
        place = forms[compared.area_id].inside[self.language]
        if compared.own_rate is not None:
            own, theirs = (
                formats.number(rate, 1, self.language, signed=indicator.display == "signed")
                for rate in (compared.own_rate, compared.rate)
            )
            return self.rates(own, place, theirs)
        if compared.change is not None:
            amount = self.amount(indicator, compared.change)
            predicate = self.moved(indicator, compared.change, amount, "")
        else:
            predicate = self.was(indicator), self.value(indicator, compared.value)
        return self.main(self.pronoun(indicator), predicate, place).strip()

    # Numbers

    def marked(self, value: str, tentative: str) -> str:
        """The figure, marked as preliminary or estimated where the verb does not say so."""
        return value

    def value(self, indicator: Indicator, value: float | None) -> str:
        """The figure with the unit that a sentence speaks."""
        return formats.value_with_unit(
            value,
            indicator.decimals,
            facts.unit(indicator, self.language),
            self.language,
            signed=indicator.display == "signed",
        )

    def amount(self, indicator: Indicator, change: Change) -> str:
        """The size of a change: per cent, percentage points or the unit; empty without one."""
        if change.form == "percent":
            return formats.percent(change.amount, 1, self.language)
        if change.form != "points":
            return ""
        text = formats.number(change.amount, indicator.decimals, self.language)
        own = facts.unit(indicator, self.language)
        if own != "%":
            return formats.with_unit(text, own, self.language)
        one, many = self.percentage_point
        return text + formats.NBSP + (one if text == "1" else many)

    def is_plural(self, indicator: Indicator) -> bool:
        """True if the subject is plural in this language."""
        return self.language in indicator.phrase.plural


def finished(text: str) -> str:
    """The clause as a sentence: capital first, a period last."""
    return text[:1].upper() + text[1:] + "."


def counted(numbers: tuple[str, ...], count: int) -> str:
    """Small counts in words, larger ones in figures."""
    return numbers[count - 1] if count <= len(numbers) else str(count)


def five_years(trend: Trend) -> bool:
    """True if the trend was tested on the five newest years."""
    return trend.method in ("proportion", "intervals")


def of_months(trend: Trend) -> bool:
    """True if what was tested is the usual variation of a series within a year."""
    return trend.method == "control_limits"


def years(trend: Trend) -> str:
    """The years that were tested. When the movement began is not known: it may be older."""
    return f"{trend.first_period}–{trend.last_period}"
