"""The lines of a chart of projections: what happened, what may come, what others have projected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from seutukuva import formats
from seutukuva.charts.specification import Point, Role, Series
from seutukuva.charts.timelines import Timelines, joined
from seutukuva.charts.wording import Wording


class Step(Protocol):
    """One period of the own projection, with its spans and the naive course."""

    @property
    def period(self) -> str:
        """The period."""

    @property
    def value(self) -> float:
        """What is projected."""

    @property
    def low80(self) -> float:
        """The lower end of the span that holds four cases of five."""

    @property
    def high80(self) -> float:
        """Its upper end."""

    @property
    def low95(self) -> float:
        """The lower end of the span that holds nineteen cases of twenty."""

    @property
    def high95(self) -> float:
        """Its upper end."""

    @property
    def naive(self) -> float:
        """The figure if nothing changed."""


@dataclass(frozen=True, slots=True)
class Official:
    """An official projection: when it was made, and its figures as period and value in order."""

    made: str
    figures: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Courses:
    """Everything that is drawn of one area.

    Attributes:
        lines: what happened, of one area or of none.
        steps: the own projection, from the period after the newest figure on.
        official: the official ones, oldest first.
        place: name of the area.
    """

    lines: Timelines
    steps: tuple[Step, ...]
    official: tuple[Official, ...]
    words: Wording
    place: str

    @cached_property
    def known(self) -> list[tuple[str, float, str]]:
        """Period, value and status of what happened, as far as there are values."""
        return [
            (one.period, one.value, one.status)
            for one in self.lines.valued
            if one.value is not None
        ]

    @cached_property
    def positions(self) -> list[int]:
        """Where anything stands on the time axis."""
        periods = [period for period, _value, _status in self.known]
        periods += [one.period for one in self.steps]
        periods += [period for one in self.official for period, _value in one.figures]
        return [formats.period_index(period) for period in periods]

    @property
    def kind(self) -> str:
        """Of the periods: year or month."""
        if self.known:
            return formats.period_kind(self.known[0][0])
        return formats.period_kind(self.official[0].figures[0][0])

    def fan(self, spans: Sequence[tuple[float, float]]) -> tuple[tuple[float, float, float], ...]:
        """A span of each step, which opens at the newest figure."""
        start = [
            (float(formats.period_index(period)), value, value)
            for period, value, _status in self.known[-1:]
        ]
        ends = [
            (float(formats.period_index(one.period)), low, high)
            for one, (low, high) in zip(self.steps, spans, strict=True)
        ]
        return (*start, *ends) if ends else ()

    def series(self) -> list[Series]:
        """What happened, the own projection, the naive course, and each official projection."""
        found = []
        if self.known:
            found.append(self._course())
        if self.steps:
            found += [self._own(), self._naive()]
        found += [self._official(one, order) for order, one in enumerate(self.official)]
        return found

    def _course(self) -> Series:
        (group,) = self.lines.groups.values()
        points = joined(group, self.lines.pace, self.words)
        period, value, _status = self.known[-1]
        label = f"{self.place}, {self.words.period(period)}: {self.words.figure(value)}"
        return Series("course", self.place, "own", 0, points, label)

    def _own(self) -> Series:
        _ = self.words.translate
        told = _("{projection}; in four cases of five {low} … {high}")
        found = []
        for one in self.steps:
            low, high = self.words.figure(one.low80), self.words.figure(one.high80)
            text = told.format(projection=self.own_said(one), low=low, high=high)
            found.append((one.period, one.value, text))
        short = self.own_said(self.steps[-1], has_unit=False)
        return self._ahead("projection", "ahead", found, short)

    def own_said(self, one: Step, *, has_unit: bool = True) -> str:
        """The own projection for a period."""
        _ = self.words.translate
        words = _("Own projection, {period}: {value}")
        return words.format(
            period=self.words.period(one.period), value=self._figure(one.value, has_unit)
        )

    def _naive(self) -> Series:
        found = [(one.period, one.naive, self.naive_said(one)) for one in self.steps]
        short = self.naive_said(self.steps[-1], has_unit=False)
        return self._ahead("naive", "peer", found, short)

    def naive_said(self, one: Step, *, has_unit: bool = True) -> str:
        """The naive course at a period."""
        _ = self.words.translate
        words = _("If nothing changes, {period}: {value}")
        return words.format(
            period=self.words.period(one.period), value=self._figure(one.naive, has_unit)
        )

    def _figure(self, value: float, has_unit: bool) -> str:
        return self.words.value(value) if has_unit else self.words.figure(value)

    def _ahead(
        self,
        key: str,
        role: Role,
        found: Sequence[tuple[str, float, str]],
        short: str,
    ) -> Series:
        """A line that goes on from the newest figure."""
        status = "estimated" if role == "ahead" else "final"
        points = [
            Point(formats.period_index(period), period, value, "final", "", False)
            for period, value, _status in self.known[-1:]
        ]
        points += [
            Point(formats.period_index(period), period, value, status, text, bool(points) or at > 0)
            for at, (period, value, text) in enumerate(found)
        ]
        return Series(key, short, role, 0, tuple(points), short)

    def _official(self, one: Official, order: int) -> Series:
        points = tuple(
            Point(
                formats.period_index(period),
                period,
                value,
                "final",
                self.official_said(one.made, period, value),
                at > 0,
            )
            for at, (period, value) in enumerate(one.figures)
        )
        short = self.official_said(one.made, *one.figures[-1], has_unit=False)
        return Series(f"official{one.made}", short, "benchmark", order, points, short)

    def official_said(self, made: str, period: str, value: float, *, has_unit: bool = True) -> str:
        """What an official projection says of a period."""
        _ = self.words.translate
        words = _("Official of {made}, {period}: {value}")
        return words.format(
            made=made, period=self.words.period(period), value=self._figure(value, has_unit)
        )
