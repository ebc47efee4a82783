"""The words and the table twin of a chart of plans and results."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.charts.rows import Look
from seutukuva.charts.specification import Table
from seutukuva.charts.wording import Translate


@dataclass(frozen=True, slots=True)
class Achieved:
    """A measure ready to be drawn; figures are in its own unit, None where nobody tells them.

    Attributes:
        unit: stands after each figure, "€" or "%"; empty where the name says what is counted.
        expected: how much was expected by the day of the realised figure.
        women, men: of what is realised; ``women_planned``, ``men_planned``: of what is planned.
            None where it is not told or too few to be shown.
        sex_words: instead of women and men: why they are not shown.
        forecast: what the owner expects at the end; ``linear``: what the pace so far gives.
        status: letter or shape of the judgement, "" where nothing is to be judged;
            ``status_words``: what it means.
        words: why no share can be told, or what else a reader must know of the figures.
        is_time: the row is time, in per cent of the whole; it has no plan of its own.
    """

    key: str
    name: str
    planned: float | None
    realised: float | None
    unit: str = ""
    decimals: int = 0
    expected: float | None = None
    women: float | None = None
    men: float | None = None
    women_planned: float | None = None
    men_planned: float | None = None
    sex_words: str = ""
    forecast: float | None = None
    linear: float | None = None
    status: str = ""
    status_words: str = ""
    look: Look = "none"
    words: str = ""
    is_time: bool = False

    @property
    def share(self) -> float | None:
        """What is realised, in per cent of what is planned; None where that is not defined."""
        return self.place(self.realised)

    def place(self, value: float | None) -> float | None:
        """A figure in per cent of what is planned; None without a plan to measure it by."""
        if value is None or self.planned is None or self.planned <= 0:
            return None
        share = 100 * value / self.planned
        return share if math.isfinite(share) else None


@dataclass(frozen=True, slots=True)
class Words:
    """How one row is told."""

    one: Achieved
    language: str
    translate: Translate

    def figure(self, value: float | None) -> str:
        """A figure with its unit; a dash where there is none."""
        if value is None:
            return "–"
        one = self.one
        return formats.value_with_unit(value, one.decimals, one.unit, self.language)

    def percent(self, value: float | None) -> str:
        """A share with one decimal; a dash where it is not defined."""
        return "–" if value is None else formats.percent(value, 1, self.language)

    def figures(self) -> str:
        """What is realised of what is planned."""
        _, one = self.translate, self.one
        if one.is_time:
            return self.percent(one.realised)
        realised, planned = self.figure(one.realised), self.figure(one.planned)
        if one.share is None:
            return _("realised {realised}, planned {planned}").format(
                realised=realised, planned=planned
            )
        return _("{realised} of {planned} ({share})").format(
            realised=realised, planned=planned, share=self.percent(one.share)
        )

    def sexes(self) -> str:
        """Women and men of what is realised and planned; "" where they are not told apart."""
        _, one = self.translate, self.one
        if one.sex_words or (one.women is None and one.women_planned is None):
            return one.sex_words
        if one.women is None:
            words = _("planned: women {women}, men {men}")
            men, women = one.men_planned, one.women_planned
            return words.format(women=self.figure(women), men=self.figure(men))
        return _("women {women}, men {men}").format(
            women=self._of(one.women, one.women_planned), men=self._of(one.men, one.men_planned)
        )

    def _of(self, realised: float | None, planned: float | None) -> str:
        if planned is None:
            return self.figure(realised)
        _ = self.translate
        return _("{realised} of {planned}").format(
            realised=self.figure(realised), planned=self.figure(planned)
        )

    def lines(self) -> list[str]:
        """What stands above the bar: the name, and the figures below it."""
        return [text for text in (self.one.name, self.figures(), self.sexes()) if text]

    def foreseen(self) -> list[str]:
        """What is expected by now and foreseen at the end, as far as it is told."""
        _, one = self.translate, self.one
        told = (
            (_("expected by then {value}"), one.expected),
            (_("owner’s forecast {value}"), one.forecast),
            (_("linear forecast {value}"), one.linear),
        )
        return [words.format(value=self.figure(at)) for words, at in told if at is not None]

    def judged(self) -> str:
        """The letter of the judgement and what it means; "" where nothing is judged."""
        return " ".join(part for part in (self.one.status, self.one.status_words) if part)

    def everything(self) -> list[str]:
        """All that a row tells, a line each."""
        return [text for text in (*self.lines(), self.one.words, *self.foreseen(), self.judged())
                if text]  # fmt: skip

    def sentence(self) -> str:
        """The row as a sentence."""
        name, *rest = self.everything()
        return f"{name}: {'; '.join(text.rstrip('.') for text in rest)}."


def alternative(
    measures: Sequence[Achieved], title: str, subtitle: str, language: str, _: Translate
) -> str:
    """The chart in words."""
    head = " ".join(f"{part.rstrip('.')}." for part in (title, subtitle) if part)
    if not measures:
        return f"{head} {_('Nothing can be shown.')}"
    return " ".join([head, *(Words(one, language, _).sentence() for one in measures)])


def table(measures: Sequence[Achieved], language: str, _: Translate) -> Table:
    """The chart's figures: one row a measure, in the measure's own unit."""
    has_sexes = any(one.women is not None or one.women_planned is not None for one in measures)
    columns = [_("Measure"), _("Planned"), _("Realised"), _("Realised, % of planned")]
    columns += [_("Women, planned"), _("Women, realised")] if has_sexes else []
    columns += [_("Expected by then"), _("Owner’s forecast"), _("Linear forecast")]
    columns += [_("Judgement"), _("Note")]
    rows, values = [], []
    for one in measures:
        words = Words(one, language, _)
        sexes = [one.women_planned, one.women] if has_sexes else []
        first, later = [one.planned, one.realised], [*sexes, one.expected, one.forecast, one.linear]
        told = (words.judged(), " ".join(text for text in (one.words, one.sex_words) if text))
        values.append((one.name, *first, one.share, *later, *told))
        shown = [*map(words.figure, first), words.percent(one.share), *map(words.figure, later)]
        rows.append((one.name, *shown, *told))
    return Table(columns=tuple(columns), rows=tuple(rows), values=tuple(values))
