"""What a line chart says in words: subtitle, notes, text alternative and table twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seutukuva.charts.observations import Observation
from seutukuva.charts.specification import Axis, Mark, Table
from seutukuva.charts.timelines import Groups, Timelines, in_order
from seutukuva.charts.wording import Wording, sentences


def subtitle(lines: Timelines, y_axis: Axis, words: Wording) -> str:
    """Measure, ages and years; and that the axis is cut, where it is."""
    _ = words.translate
    line = words.subtitle(words.span(lines.periods[0], lines.periods[-1])) + "."
    cut = "" if y_axis.has_zero else _("The vertical axis does not start at zero.")
    return sentences(line, cut)


def notes(lines: Timelines, marks: Iterable[Mark], words: Wording) -> list[str]:
    """What a reader must know of the lines: history, means, tentative figures, breaks, gaps."""
    _ = words.translate
    statuses = {one.status for one in lines.valued}
    found = told(marks, words)
    if statuses & {"preliminary", "estimated"}:
        found.append(_("Dashed line and hollow marker: preliminary or estimated figure."))
    if "break" in statuses:
        found.append(_("Where a line breaks, the figures before and after cannot be compared."))
    if lines.own is not None and lines.own in lines.groups:
        name = lines.groups[lines.own][0].area_name
        found.append(words.missing_periods(name, lines.missing(lines.own)))
    empty = [
        group[-1]
        for area_id, group in lines.groups.items()
        if area_id != lines.own and all(one.value is None for one in group)
    ]
    found.append(words.without_value(empty))
    return [note for note in found if note]


def told(marks: Iterable[Mark], words: Wording) -> list[str]:
    """What each mark says, and what a solid line among them means."""
    _ = words.translate
    marks = list(marks)
    found = [mark.text for mark in marks]
    if any(mark.kind == "classification_break" for mark in marks):
        found.append(
            _(
                "Solid vertical line: a classification changed, "
                "and the figures before and after cannot be compared."
            )
        )
    return found


def alternative(lines: Timelines, words: Wording) -> str:
    """First, last, highest and lowest of the own area (or of the only one), and the comparison.

    Without an own area: the highest and the lowest in the last period.
    """
    own = lines.own if lines.own in lines.groups else None
    if own is None and len(lines.groups) == 1:
        own = next(iter(lines.groups))
    title = f"{words.title}."
    if own is None:
        return sentences(title, _extremes(lines, words))
    valued = [one for one in lines.groups[own] if one.value is not None]
    missing = words.missing_periods(lines.groups[own][0].area_name, lines.missing(own))
    now = valued[-1].period if valued else lines.periods[-1]
    others = [lines.at(area_id, now) for area_id in lines.groups if area_id != own]
    compared = words.compared(one for one in others if one and one.value is not None)
    if not valued:
        when = f"{words.period(now)}."
        return sentences(title, missing, when, compared)
    return sentences(title, _story(valued, words), compared, missing)


def _story(valued: Sequence[Observation], words: Wording) -> str:
    _ = words.translate
    if len(valued) == 1:
        return f"{words.pointed(valued[0])}."
    high = max(valued, key=lambda one: one.value or 0.0)
    low = min(valued, key=lambda one: one.value or 0.0)
    return _(
        "{area}: {last} ({last_period}), {first} ({first_period}); "
        "highest {high} ({high_period}), lowest {low} ({low_period})."
    ).format(
        area=valued[-1].area_name,
        last=words.value(valued[-1].value, valued[-1].status),
        last_period=words.period(valued[-1].period),
        first=words.value(valued[0].value, valued[0].status),
        first_period=words.period(valued[0].period),
        high=words.value(high.value, high.status),
        high_period=words.period(high.period),
        low=words.value(low.value, low.status),
        low_period=words.period(low.period),
    )


def _extremes(lines: Timelines, words: Wording) -> str:
    _ = words.translate
    last = lines.periods[-1]
    valued = [one for one in lines.valued if one.period == last]
    high = max(valued, key=lambda one: one.value or 0.0)
    low = min(valued, key=lambda one: one.value or 0.0)
    text = _("{period}: highest {high_area} {high}, lowest {low_area} {low}; areas: {count}.")
    return text.format(
        period=words.period(last),
        high_area=high.area_name,
        high=words.value(high.value, high.status),
        low_area=low.area_name,
        low=words.value(low.value, low.status),
        count=words.count(len(valued)),
    )


def entered(marks: Iterable[Mark]) -> str:
    """What people entered on the time axis, which no other words of the chart tell."""
    return sentences(*(mark.text for mark in marks if mark.kind != "history"))


def table(groups: Groups, words: Wording) -> Table:
    """Periods down, newest first; areas across."""
    _ = words.translate
    everything = [one for group in groups.values() for one in group]
    cells = {(area_id, one.period): one for area_id, group in groups.items() for one in group}
    periods = in_order(everything)[::-1]
    found = [[cells.get((area_id, period)) for area_id in groups] for period in periods]
    statuses = {one.status if one else "missing" for row in found for one in row}
    return Table(
        columns=(_("Period"), *(group[0].area_name for group in groups.values())),
        rows=tuple(
            (words.period(period), *(words.cell(one) for one in row))
            for period, row in zip(periods, found, strict=True)
        ),
        values=tuple(
            (period, *(one.value if one else None for one in row))
            for period, row in zip(periods, found, strict=True)
        ),
        note=words.marks_explained(statuses),
    )
