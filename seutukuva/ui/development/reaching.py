"""In words: what a target asks for a year, and whether anybody has ever moved that fast."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from seutukuva import formats, peering, store, texts
from seutukuva.definitions import Indicator
from seutukuva.development import targets, verdicts
from seutukuva.development.areas import Aim, Standing
from seutukuva.development.kpis import Kpi
from seutukuva.development.reach import Need, Reached, Run, Window, need, reached
from seutukuva.development.verdicts import Basis
from seutukuva.errors import MissingData
from seutukuva.texts import _, ngettext
from seutukuva.ui.development import names

_PEERS = "similar_size"
# Years of the shorter stretches that are told of where no area has figures so far apart as asked.
_SHORTER = (8, 5, 3, 1)


def sentences(one: Standing, place: str, until: dt.date | None = None) -> list[str]:
    """What each target in force asks for; nothing of one whose time has come or without a figure.

    Args:
        place: id of the area that the figures are of.
        until: only figures of periods that had ended by that day; None: all there are.
    """
    return [" ".join(_told(one, aim, place, until)) for aim in one.aims]


def _told(one: Standing, aim: Aim, place: str, until: dt.date | None) -> list[str]:
    decision, kpi = aim.decision, one.course.kpi
    basis = one.course.basis(decision.baseline_period)
    is_passed = aim.verdict.reason == verdicts.TARGET_PASSED
    if basis.value is None or is_passed:
        return []
    years = targets.moment(decision.target_period) - targets.moment(basis.period)
    is_rate = kpi.indicator is not None and kpi.indicator.is_count
    asked = need(basis.value, decision.target, years, aim.verdict.wanted, is_rate=is_rate)
    if asked is None:
        return []
    told = [_need(kpi, aim, basis, basis.value, asked)]
    # Means of years are in no series that others could be held against.
    is_in_series = kpi.indicator and kpi.indicator.period_kind == formats.period_kind(basis.period)
    if asked.way and kpi.indicator and is_in_series:
        past = _Past(kpi.indicator, place, basis.period, until)
        told += _compared(kpi, past, asked, place)
    return told


def _need(kpi: Kpi, aim: Aim, basis: Basis, value: float, asked: Need) -> str:
    newest, period = names.figure(kpi, value), names.period(basis.period)
    due = names.period(aim.decision.target_period)
    target = names.figure(kpi, aim.decision.target)
    if not asked.way:
        words = _("The newest figure, {value} ({period}), already meets the target for {due}.")
        return words.format(value=newest, period=period, due=due)
    words = _("From {value} ({period}) to {target} by {due} takes **{change} a year**.")
    change = _a_year(kpi, asked.a_year, is_rate=asked.is_rate)
    return words.format(value=newest, period=period, target=target, due=due, change=change)


def _a_year(kpi: Kpi, change: float, *, is_rate: bool) -> str:
    speak = texts.language()
    if is_rate:
        return formats.percent(change, 2 if abs(change) < 1 else 1, speak, signed=True)
    unit = formats.percentage_points(speak) if kpi.unit[speak] == "%" else kpi.unit[speak]
    # A tenth of what the figure shows in one year is a whole one in ten.
    return formats.value_with_unit(change, kpi.decimals + 1, unit, speak, signed=True)


def _compared(kpi: Kpi, past: _Past, asked: Need, place: str) -> Iterable[str]:
    windows = past.windows(asked.whole_years)
    own = [one for one in windows if one.area_id == place]
    others = reached(asked, [one for one in windows if one.area_id != place])
    if others.fastest:
        yield _others(kpi, asked, others, asked.whole_years)
    else:
        yield from _shorter(kpi, past, asked)
    yield _own(kpi, asked, reached(asked, own), place)


def _shorter(kpi: Kpi, past: _Past, asked: Need) -> Iterable[str]:
    """Where no other area has figures so far apart, what they did in fewer years."""
    words = _("No area of similar size has figures {years} apart to hold this against.")
    yield words.format(years=_length(asked.whole_years))
    for years in (one for one in _SHORTER if one < asked.whole_years):
        windows = [one for one in past.windows(years) if one.area_id != past.place]
        found = reached(asked, windows, years)
        if found.fastest:
            yield _("Over fewer years it is easier to be fast.")
            yield _others(kpi, asked, found, years)
            return


@dataclass(frozen=True, slots=True)
class _Past:
    """What is known on a day of an indicator in a place and in areas of similar size.

    Attributes:
        period: of the newest figure; series by month are compared between the same months.
        until: what came after that day nobody could know; None: all there is.
    """

    indicator: Indicator
    place: str
    period: str
    until: dt.date | None

    def windows(self, years: int) -> list[Window]:
        """What the areas did over so many years."""
        areas = [self.place, *peering.ready_members(_PEERS, self.place)]
        asked = {"indicator_id": self.indicator.id, "area_ids": areas, "years": years}
        try:
            rows = store.run("pages/development/paces", **asked)
        except MissingData:
            return []
        made = (
            Window(row.area_id, row.begun, row.ended, row.value_before, row.value_after)
            for row in rows.itertuples()
        )
        return [one for one in made if one.ended[4:] == self.period[4:] and self._is_known(one)]

    def _is_known(self, one: Window) -> bool:
        return self.until is None or targets.last_day(one.ended) <= self.until


def _others(kpi: Kpi, asked: Need, found: Reached, years: int) -> str:
    length, best = _length(years), _run(kpi, asked, found.fastest) if found.fastest else ""
    if not found.areas_reached:
        words = ngettext(
            "The {n} area of similar size with figures has never moved that fast over {years} "
            "(such periods, which overlap: {windows}); its fastest was {fastest}.",
            "None of {n} areas of similar size has ever moved that fast over {years} (such "
            "periods, which overlap: {windows}); the fastest was {fastest}.",
            found.areas,
        )
        return words.format(
            n=texts.number(found.areas),
            years=length,
            windows=texts.number(found.windows),
            fastest=best,
        )
    words = _(
        "Of {n} areas of similar size {reached} have at some time moved that fast over {years}: "
        "in {windows_reached} of {windows} such periods, which overlap. The fastest was {fastest}."
    )
    return words.format(
        n=texts.number(found.areas),
        reached=texts.number(found.areas_reached),
        years=length,
        windows_reached=texts.number(found.windows_reached),
        windows=texts.number(found.windows),
        fastest=best,
    )


def _own(kpi: Kpi, asked: Need, found: Reached, place: str) -> str:
    name = names.place(place)
    if found.fastest is None:
        words = _("{area} itself has no figures {years} apart.")
        return words.format(area=name, years=_length(asked.whole_years))
    best = _run(kpi, asked, found.fastest, is_named=False)
    if not found.windows_reached:
        words = _("{area} itself never has; its best was {best}.")
        return words.format(area=name, best=best)
    words = _("{area} itself has, in {reached} of {windows} such periods; its best was {best}.")
    return words.format(
        area=name,
        reached=texts.number(found.windows_reached),
        windows=texts.number(found.windows),
        best=best,
    )


def _length(years: int) -> str:
    return ngettext("{n} year", "{n} years", years).format(n=texts.number(years))


def _run(kpi: Kpi, asked: Need, one: Run, *, is_named: bool = True) -> str:
    """ "Äänekoski, 2004–2009: +1.1 % a year"."""
    begun, ended = (names.period(each) for each in (one.window.begun, one.window.ended))
    change = _a_year(kpi, one.a_year, is_rate=asked.is_rate)
    if not is_named:
        words = _("{change} a year ({begun}–{ended})")
        return words.format(begun=begun, ended=ended, change=change)
    words = _("{area}, {change} a year ({begun}–{ended})")
    name = names.place(one.window.area_id)
    return words.format(area=name, begun=begun, ended=ended, change=change)
