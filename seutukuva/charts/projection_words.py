"""A chart of projections in words: notes, text alternative and table twin."""

from __future__ import annotations

from seutukuva import formats
from seutukuva.charts import trend_wording
from seutukuva.charts.projection_lines import Courses
from seutukuva.charts.specification import Table
from seutukuva.charts.wording import sentences


def said(chart: Courses) -> str:
    """The chart in words: newest figure, own projection with its span, naive, official ones."""
    words = chart.words
    _ = words.translate
    told = [f"{words.title}, {chart.place}."]
    if chart.known:
        period, value, status = chart.known[-1]
        newest = _("Newest figure {period}: {value}.")
        told.append(newest.format(period=words.period(period), value=words.value(value, status)))
    if chart.steps:
        last = chart.steps[-1]
        told += [f"{chart.own_said(last)}.", _spans(chart), f"{chart.naive_said(last)}."]
    told += [f"{chart.official_said(one.made, *one.figures[-1])}." for one in chart.official]
    return sentences(*told)


def explained(chart: Courses) -> list[str]:
    """What the lines and the shade stand for, and what must be known of the figures."""
    _ = chart.words.translate
    found = []
    if chart.steps:
        found.append(
            _(
                "Thick dashed line: own projection. Shaded: the span that holds four cases of "
                "five; dotted edges: that of nineteen of twenty."
            )
        )
        found.append(_spans(chart))
        found.append(
            _("Thin grey line: as in the same month a year before.")
            if chart.kind == "month"
            else _("Thin grey line: the figure if nothing changed.")
        )
    found += _official(chart)
    if chart.known:
        found += trend_wording.notes(chart.lines, (), chart.words)
    return found


def _spans(chart: Courses) -> str:
    """Both spans at the last step, in full."""
    words, last = chart.words, chart.steps[-1]
    _ = words.translate
    text = _(
        "{period}: four cases of five within {low80} … {high80}, nineteen of twenty within "
        "{low95} … {high95}."
    )
    return text.format(
        period=words.period(last.period),
        low80=words.figure(last.low80),
        high80=words.figure(last.high80),
        low95=words.figure(last.low95),
        high95=words.figure(last.high95),
    )


def _official(chart: Courses) -> list[str]:
    """That official projections have a line each, and which of them has years between its own."""
    words = chart.words
    _ = words.translate
    if not chart.official:
        return []
    found = [_("Coloured broken lines: official projections, each with the year it was made in.")]
    for one in chart.official:
        places = [formats.period_index(period) for period, _value in one.figures]
        steps = {after - before for before, after in zip(places, places[1:], strict=False)}
        if max(steps, default=1) > 1:
            text = _("The official projection of {made} has figures of {periods} only.")
            periods = words.listed([words.period(period) for period, _value in one.figures])
            found.append(text.format(made=one.made, periods=periods))
    return found


def table(chart: Courses) -> Table:
    """Periods down, oldest first; what happened, the own projection, naive, and each official."""
    words = chart.words
    _ = words.translate
    columns: list[tuple[str, dict[str, float]]] = [
        (_("What happened"), {period: value for period, value, _status in chart.known})
    ]
    if chart.steps:
        columns += [
            (_("Own projection"), {one.period: one.value for one in chart.steps}),
            (_("80% from"), {one.period: one.low80 for one in chart.steps}),
            (_("80% to"), {one.period: one.high80 for one in chart.steps}),
            (_("95% from"), {one.period: one.low95 for one in chart.steps}),
            (_("95% to"), {one.period: one.high95 for one in chart.steps}),
            (_("If nothing changes"), {one.period: one.naive for one in chart.steps}),
        ]
    official = _("Official of {made}")
    columns += [(official.format(made=one.made), dict(one.figures)) for one in chart.official]
    periods = sorted({period for _name, cells in columns for period in cells}, key=_place)
    statuses = {period: status for period, _value, status in chart.known}
    return Table(
        (_("Period"), *(name for name, _cells in columns)),
        tuple(
            (
                words.period(period),
                *(
                    _cell(chart, cells.get(period), "" if at else statuses.get(period, ""))
                    for at, (_name, cells) in enumerate(columns)
                ),
            )
            for period in periods
        ),
        tuple((period, *(cells.get(period) for _name, cells in columns)) for period in periods),
        words.marks_explained(statuses.values()),
    )


def _place(period: str) -> int:
    return formats.period_index(period)


def _cell(chart: Courses, value: float | None, status: str) -> str:
    """A figure with the mark of its status; nothing where there is no line."""
    if value is None:
        return ""
    return chart.words.figure(value) + (formats.status_mark(status) if status else "")
