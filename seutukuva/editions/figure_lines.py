"""A comparison's figures as lines of a table: each with its printed texts and its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from seutukuva import definitions, formats, measures, texts
from seutukuva.definitions import Indicator
from seutukuva.editions import names
from seutukuva.editions.compared_figures import Arrival, Figures, Projected, Revision
from seutukuva.texts import _, ngettext

# A revision too small for the decimals of its indicator is printed with as many as it needs.
_MORE_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs, in words.

    Attributes:
        subject: what it is about; ``note``: which area, period, owner or group.
        before, after: as it was and is; "" where there was or is none.
        change: what became of it.
        indicator_id, area_id: whose figure it is; "" of everything else.
        values: the same two as numbers, where they are figures.
        is_late: something that is past its day.
    """

    subject: str
    note: str = ""
    before: str = ""
    after: str = ""
    change: str = ""
    indicator_id: str = ""
    area_id: str = ""
    values: tuple[float | None, float | None] = (None, None)
    is_late: bool = False


def title(indicator_id: str) -> str:
    """An indicator's title; of one that the definitions do not know, its id."""
    own = definitions.load().indicators.get(indicator_id)
    return own.label(texts.language()) if own else indicator_id


def ordered(ids: Iterable[str]) -> list[str]:
    """Indicators in the order of the pages; those that the definitions do not know come last."""
    found = definitions.load()
    place = {
        one.id: n for n, one in enumerate(definitions.by_theme(found, found.indicators.values()))
    }
    return sorted(ids, key=lambda one: (place.get(one, len(place)), one))


def new(figures: Figures, area_id: str) -> list[Line]:
    """Indicators with new periods, in the order of the pages."""
    own = {one.indicator_id: one for one in figures.new}
    return [_arrival(own[one], area_id) for one in ordered(own)]


def _arrival(one: Arrival, area_id: str) -> Line:
    indicator = definitions.load().indicators.get(one.indicator_id)
    told = [names.periods(one.first, one.last)]
    if one.periods > 1:
        n = texts.number(one.periods)
        told.append(ngettext("{n} period", "{n} periods", one.periods).format(n=n))
    if one.areas > 1:
        told.append(ngettext("{n} area", "{n} areas", one.areas).format(n=texts.number(one.areas)))
    before, after = one.before, one.after
    # Between a month and the one a year before a season would be told as a change.
    is_yearly = indicator is not None and indicator.period_kind == "year"
    change = ""
    if is_yearly and before is not None and after is not None and before[0] < after[0]:
        change = _change(indicator, before[1], after[1])
    elif after is None:
        words = ngettext("{n} new figure", "{n} new figures", one.values)
        change = words.format(n=texts.number(one.values))
    return Line(
        title(one.indicator_id),
        " · ".join(told),
        before=_of_period(indicator, before),
        after=_of_period(indicator, after),
        change=change,
        indicator_id=one.indicator_id,
        area_id=area_id,
        values=(before[1] if before else None, after[1] if after else None),
    )


def _of_period(indicator: Indicator | None, figure: tuple[str, float] | None) -> str:
    if figure is None:
        return ""
    period = formats.period(figure[0], texts.language(), style="short")
    return f"{value(indicator, figure[1])} ({period})"


def value(indicator: Indicator | None, figure: float, status: str = "final", more: int = 0) -> str:
    """A figure as it is printed, with the mark of its status.

    Args:
        more: decimals beyond those of the indicator.
    """
    speak = texts.language()
    if indicator is None:
        return formats.observation(figure, status, 1 + more, "", speak)
    level = measures.measure(indicator, measures.LEVEL, speak)
    return formats.observation(
        figure, status, level.decimals + more, level.unit, speak, signed=level.signed
    )


def _change(indicator: Indicator | None, before: float, after: float, more: int = 0) -> str:
    """The change in the indicator's unit: per cent of a count, points of a share."""
    speak = texts.language()
    if indicator is None:
        return formats.change(before, after, 1 + more, "", speak)
    level = measures.measure(indicator, measures.LEVEL, speak)
    told = formats.change(before, after, level.decimals + more, level.unit, speak)
    relative = formats.relative_change(before, after) if indicator.is_count else None
    if relative is None:
        return told
    share = abs(relative)
    decimals = 1 if share >= 0.05 else 2
    if share < 0.005:
        return told
    return f"{told} ({formats.percent(relative, decimals, speak, signed=True)})"


def revised(figures: Figures) -> list[Line]:
    """Revised values, the largest relative change first."""
    return [_revision(one) for one in figures.revised]


def _revision(one: Revision) -> Line:
    indicator = definitions.load().indicators.get(one.indicator_id)
    more = next(
        (
            more
            for more in range(_MORE_DECIMALS)
            if value(indicator, one.before, more=more) != value(indicator, one.after, more=more)
        ),
        _MORE_DECIMALS,
    )
    told = [names.area(one.area_id), names.period(one.period)]
    if one.became_final:
        told.append(_("became final"))
    return Line(
        title(one.indicator_id),
        " · ".join(told),
        before=value(indicator, one.before, one.status_before, more),
        after=value(indicator, one.after, one.status_after, more),
        change=_change(indicator, one.before, one.after, more),
        indicator_id=one.indicator_id,
        area_id=one.area_id,
        values=(one.before, one.after),
    )


def others(figures: Figures, area_id: str) -> list[Line]:
    """What else differs: indicators that came and went, values that were confirmed or lost."""
    found = [
        Line(title(one), change=_("new indicator"), indicator_id=one, area_id=area_id)
        for one in ordered(figures.added)
    ]
    found += [
        Line(title(one), change=_("no longer in the statistics")) for one in ordered(figures.gone)
    ]
    for lost in figures.lost:
        words = ngettext("{n} figure is gone", "{n} figures are gone", lost.values)
        found.append(
            Line(
                title(lost.indicator_id),
                names.periods(lost.first, lost.last),
                change=words.format(n=texts.number(lost.values)),
                indicator_id=lost.indicator_id,
                area_id=area_id,
            )
        )
    for own in figures.confirmed:
        words = ngettext(
            "{n} preliminary value became final as it was",
            "{n} preliminary values became final as they were",
            own.values,
        )
        found.append(
            Line(
                title(own.indicator_id),
                names.period(own.last),
                change=words.format(n=texts.number(own.values)),
                indicator_id=own.indicator_id,
                area_id=area_id,
            )
        )
    return found + [_projected(one, area_id) for one in figures.projections]


def _projected(one: Projected, area_id: str) -> Line:
    words = _("projection made anew: {new} new figures, {changed} changed, {gone} gone")
    return Line(
        title(one.indicator_id),
        change=words.format(
            new=texts.number(one.new),
            changed=texts.number(one.changed),
            gone=texts.number(one.gone),
        ),
        indicator_id=one.indicator_id,
        area_id=area_id,
    )
