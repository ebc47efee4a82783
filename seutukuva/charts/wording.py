"""The sentences of a chart: subtitle, hover texts, notes and the text alternative.

Every fixed word is an English msgid with named placeholders, given to the `translate` function
(gettext). Sentences are built so that names and numbers need no inflection in any language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from seutukuva import formats
from seutukuva.charts.observations import Indicator, Observation

Translate = Callable[[str], str]
# A list in a sentence is cut after this many; the table twin has them all.
_LISTED = 6


def untranslated(text: str) -> str:
    """The msgid itself: the English text."""
    return text


@dataclass(frozen=True, slots=True)
class Wording:
    """How one chart writes its figures and words.

    `measure` is what the axis counts; `unit` follows each figure. They differ for indices, which
    are bare numbers.
    """

    title: str
    measure: str
    unit: str
    age: str
    decimals: int
    signed: bool
    language: str
    translate: Translate

    def counting(self, value_label: str, unit: str | None = None) -> Wording:
        """The same for values in another form: the axis counts what `value_label` says.

        `unit` is what then follows each figure; None for the indicator's own.
        """
        unit = self.unit if unit is None else unit
        measure = ", ".join(part for part in (value_label, unit) if part)
        return replace(self, measure=measure, unit=unit)

    def value(self, value: float | None, status: str = "final") -> str:
        """A figure with its unit and status mark, or the words for why there is none."""
        if value is None:
            return formats.status_word(status, self.language)
        return formats.observation(
            value, status, self.decimals, self.unit, self.language, signed=self.signed
        )

    def cell(self, one: Observation | None) -> str:
        """A figure as it stands in a table: without the unit."""
        if one is None:
            return formats.observation(None, "missing", 0, "", self.language)
        return formats.observation(
            one.value, one.status, self.decimals, "", self.language, signed=self.signed
        )

    def figure(self, value: float) -> str:
        """The number alone."""
        return formats.number(value, self.decimals, self.language, signed=self.signed)

    def period(self, period: str) -> str:
        """A period in full words."""
        return formats.period(period, self.language)

    def span(self, first: str, last: str) -> str:
        """A stretch of time."""
        if first == last:
            return self.period(first)
        dash = "–" if formats.period_kind(first) == "year" else " – "
        return f"{self.period(first)}{dash}{self.period(last)}"

    def pointed(self, one: Observation) -> str:
        """What a reader sees when pointing at a value."""
        _ = self.translate
        text = _("{area}, {period}: {value}").format(
            area=one.area_name,
            period=self.period(one.period),
            value=self.value(one.value, one.status),
        )
        if one.value is None or one.status == "final":
            return text
        return f"{text} ({formats.status_word(one.status, self.language)})"

    def subtitle(self, *parts: str) -> str:
        """Unit, age and what else is given, as one line."""
        return ", ".join(part for part in (self.measure, self.age, *parts) if part)

    def listed(self, texts: Sequence[str]) -> str:
        """A list in a sentence, cut with the number of the rest."""
        _ = self.translate
        if len(texts) <= _LISTED + 1:
            return "; ".join(texts)
        rest = _("others: {count}").format(count=self.count(len(texts) - _LISTED))
        return "; ".join([*texts[:_LISTED], rest])

    def count(self, count: int) -> str:
        """A whole number."""
        return formats.number(count, 0, self.language)

    def without_value(self, missing: Iterable[Observation]) -> str:
        """Which areas have no value and why; "" where all have."""
        _ = self.translate
        texts = [
            f"{one.area_name} ({formats.status_word(one.status, self.language)})" for one in missing
        ]
        return _("No value: {areas}.").format(areas=self.listed(texts)) if texts else ""

    def missing_periods(self, area: str, periods: Sequence[str]) -> str:
        """In which periods an area has no value; "" where it has all."""
        _ = self.translate
        if not periods:
            return ""
        return _("{area}, no value: {periods}.").format(
            area=area, periods=self.listed([self.period(period) for period in periods])
        )

    def compared(self, others: Iterable[Observation]) -> str:
        """The same figure elsewhere; "" where there is nothing to compare with."""
        _ = self.translate
        texts = [f"{one.area_name} {self.value(one.value, one.status)}" for one in others]
        return _("Compared with: {areas}.").format(areas=self.listed(texts)) if texts else ""

    def too_large(self, names: Sequence[str]) -> str:
        """Which areas are not drawn because they are wholes beside their parts."""
        _ = self.translate
        note = _("In the table only, being totals of another size: {areas}.")
        return note.format(areas=self.listed(names))

    def marks_explained(self, statuses: Iterable[str]) -> str:
        """What the marks in a table mean, those that occur in it."""
        found = set(statuses)
        known = [status for status in _STATUS_ORDER if status in found]
        return "; ".join(
            f"{formats.status_mark(status)} {formats.status_word(status, self.language)}"
            for status in known
        )

    def nothing(self, reasons: Iterable[str]) -> str:
        """The text alternative of a chart without a single value."""
        _ = self.translate
        text = _("{title}: no values to show.").format(title=self.title)
        return sentences(text, *reasons)


_STATUS_ORDER = (*formats.VALUED[1:], *formats.VALUELESS)


def wording(
    indicator: Indicator, language: str, translate: Translate, *, title: str | None = None
) -> Wording:
    """The wording of an indicator in a language; `title` replaces the indicator's own."""
    return Wording(
        title=title or indicator.title[language],
        measure=indicator.unit[language],
        unit=indicator.unit[language],
        age=formats.age_group(indicator.age_base, language),
        decimals=indicator.decimals,
        signed=indicator.display == "signed",
        language=language,
        translate=translate,
    )


def sentences(*parts: str) -> str:
    """The sentences that there are, as one text."""
    return " ".join(part for part in parts if part)
