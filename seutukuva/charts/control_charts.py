"""Control charts: a series within its natural limits, and the points that are signals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from seutukuva import formats
from seutukuva.charts import axes, labels, trend_wording
from seutukuva.charts.marks import marks_on
from seutukuva.charts.observations import Indicator, Rows, by_area, observations
from seutukuva.charts.specification import (
    Axis,
    Band,
    ChartSpecification,
    Guide,
    Mark,
    Point,
    Series,
    Signal,
    Table,
)
from seutukuva.charts.timelines import Groups, Timelines, joined
from seutukuva.charts.wording import Translate, Wording, sentences, untranslated, wording

PLOT_HEIGHT = 260
LINE_HEIGHT = 15
_LABEL_WIDTH = 14
# Fewer than these points in a row on one side of the centre line are usual.
RUN = 8


class Limits(Protocol):
    """Centre line and natural limits of a series; a signal is "outside", "run" or nothing."""

    @property
    def centre(self) -> float:
        """The mean."""

    @property
    def lower(self) -> float:
        """The lower natural limit."""

    @property
    def upper(self) -> float:
        """The upper natural limit."""

    @property
    def points(self) -> Iterable[tuple[str, float, str | None]]:
        """Period, value and signal."""


def control(
    rows: Rows,
    limits: Limits | None,
    *,
    indicator: Indicator,
    language: str,
    value_label: str = "",
    marks: Iterable[Mapping[str, Any]] = (),
    band_note: str = "",
    title: str | None = None,
    source: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """One area's series with its centre line, its natural limits as a band, and its signals.

    Args:
        rows: area_id, area_name, period, value, status; of one area, else ValueError. Those
            before the first period of the limits are in the table only.
        limits: calculated from the same values; None where they cannot be, which is told.
        value_label: what the values are when they are not the indicator's own figures.
        marks: what happened to the area, as `trend` takes it.
        band_note: what the band is, where it is not ± 2.66 mean moving ranges.
    """
    groups = by_area(observations(rows))
    if len(groups) > 1:
        raise ValueError("a control chart shows one area")
    words = wording(indicator, language, _, title=title).counting(value_label)
    table = _table(_Control(Timelines(groups, None, ()), limits, words))
    lines = Timelines(_within(groups, limits), next(iter(groups), None), ())
    drawn = _drawn(_Control(lines, limits, words, tuple(marks), band_note))
    told = sentences(table.note, trend_wording.entered(drawn.marks))
    return replace(drawn, table=replace(table, note=told), source=source)


def _within(groups: Groups, limits: Limits | None) -> Groups:
    """The figures from which the limits are, and later ones: earlier ones had other limits."""
    periods = [period for period, *_rest in limits.points] if limits else []
    if not periods:
        return groups
    first = min(map(formats.period_index, periods))
    return {
        area_id: [one for one in group if formats.period_index(one.period) >= first]
        for area_id, group in groups.items()
    }


@dataclass(frozen=True, slots=True)
class _Control:
    lines: Timelines
    limits: Limits | None
    words: Wording
    happened: tuple[Mapping[str, Any], ...] = ()
    band_note: str = ""

    @property
    def signals(self) -> dict[str, Signal]:
        """The signals by period, in time order."""
        found = self.limits.points if self.limits else ()
        known: dict[str | None, Signal] = {"outside": "outside", "run": "run"}
        return {
            period: known[signal] for period, _, signal in found if known.get(signal) is not None
        }

    @property
    def points(self) -> tuple[Point, ...]:
        """All points of the area; what a signal means is told on pointing at it."""
        (group,) = self.lines.groups.values()
        signals = self.signals
        return tuple(
            replace(
                point,
                signal=signals[point.period],
                text=f"{point.text}. {signal_name(signals[point.period], self.words)}",
            )
            if point.period in signals
            else point
            for point in joined(group, self.lines.pace, self.words)
        )


def signal_name(signal: Signal, words: Wording) -> str:
    """What a signal is, in words; "" for none."""
    _ = words.translate
    if signal == "outside":
        return _("Outside the natural limits")
    if signal == "run":
        return _("In a run on one side of the centre line")
    return ""


def _drawn(chart: _Control) -> ChartSpecification:
    lines, words = chart.lines, chart.words
    last = [group[-1] for group in lines.groups.values()]
    empty = ChartSpecification(
        kind="control",
        title=words.title,
        subtitle=words.subtitle(),
        unit=words.measure,
        decimals=words.decimals,
        language=words.language,
        alternative=words.nothing([words.without_value(last)]),
        table=Table(),
        height=160,
    )
    if not lines.valued:
        return empty
    first, newest = (formats.period_index(lines.periods[at]) for at in (0, -1))
    kind = formats.period_kind(lines.periods[0])
    x_axis = axes.time_axis(first, newest, kind, words.language)
    y_axis = _values(chart)
    points = chart.points
    name = lines.valued[0].area_name
    marks = marks_on(chart.happened, x_axis, kind, words)
    return replace(
        empty,
        subtitle=trend_wording.subtitle(lines, y_axis, words),
        alternative=sentences(_alternative(chart), trend_wording.entered(marks)),
        notes=tuple(_notes(chart, marks)),
        height=PLOT_HEIGHT,
        x_axis=x_axis,
        y_axis=y_axis,
        zero_line=y_axis.low < 0 < y_axis.high,
        series=(Series(lines.own or "", name, "own", 0, points),),
        bands=_bands(chart),
        guides=_guides(chart, y_axis),
        marks=marks,
    )


def _values(chart: _Control) -> Axis:
    values = [one.value for one in chart.lines.valued if one.value is not None]
    if chart.limits:
        values += [chart.limits.lower, chart.limits.upper]
    words = chart.words
    return axes.value_axis(
        min(values),
        max(values),
        language=words.language,
        unit=words.measure,
        finest=10.0**-words.decimals,
    )


def _bands(chart: _Control) -> tuple[Band, ...]:
    if chart.limits is None:
        return ()
    return (Band(chart.limits.lower, chart.limits.upper, _limits_said(chart)),)


def _guides(chart: _Control, y_axis: Axis) -> tuple[Guide, ...]:
    """Lower limit, centre line and upper limit, their labels apart from each other."""
    limits, words = chart.limits, chart.words
    _ = words.translate
    if limits is None:
        return ()
    named = (
        (limits.lower, _("lower limit"), False),
        (limits.centre, _("centre line"), True),
        (limits.upper, _("upper limit"), False),
    )
    texts = [
        labels.wrap(f"{name} {words.figure(value)}", _LABEL_WIDTH) for value, name, _main in named
    ]
    scale = (y_axis.high - y_axis.low) / PLOT_HEIGHT
    extents = [(LINE_HEIGHT * (text.count("\n") + 1) + 2) * scale for text in texts]
    middles = labels.spread([value for value, *_rest in named], extents, y_axis.low, y_axis.high)
    return tuple(
        Guide(value, text, f"{name}: {words.value(value)}", middle, is_main)
        for (value, name, is_main), text, middle in zip(named, texts, middles, strict=True)
    )


def _limits_said(chart: _Control) -> str:
    limits, words = chart.limits, chart.words
    _ = words.translate
    if limits is None:
        return _("Natural limits cannot be calculated from these figures.")
    span = formats.span(
        limits.lower, limits.upper, words.decimals, words.language, signed=words.signed
    )
    text = _("Centre line {centre}, natural limits {span}.")
    return text.format(centre=words.figure(limits.centre), span=span)


def _alternative(chart: _Control) -> str:
    words = chart.words
    return sentences(
        trend_wording.alternative(chart.lines, words), _limits_said(chart), _signals_said(chart)
    )


def _signals_said(chart: _Control) -> str:
    _ = chart.words.translate
    if chart.limits is None:
        return ""
    signals = chart.signals
    if not signals:
        return _("No signals: the figures vary as they usually do.")
    outside = [chart.words.period(one) for one, signal in signals.items() if signal == "outside"]
    return sentences(
        _("Outside the limits: {periods}.").format(periods=chart.words.listed(outside))
        if outside
        else "",
        _("In a run on one side of the centre line: {periods}.").format(
            periods=_stretches(signals, chart.words)
        )
        if "run" in signals.values()
        else "",
    )


def _stretches(signals: Mapping[str, Signal], words: Wording) -> str:
    """Runs as from–to. One outside the limits inside a run is a part of it."""
    found: list[list[str]] = []
    for period in signals:
        if found and formats.next_period(found[-1][-1]) == period:
            found[-1].append(period)
        else:
            found.append([period])
    runs = []
    for stretch in found:
        at = [place for place, period in enumerate(stretch) if signals[period] == "run"]
        if at:
            runs.append(words.span(stretch[at[0]], stretch[at[-1]]))
    return words.listed(runs)


def _notes(chart: _Control, marks: Iterable[Mark]) -> list[str]:
    words = chart.words
    _ = words.translate
    found = trend_wording.notes(chart.lines, marks, words)
    if chart.limits is None:
        return [_limits_said(chart), *found]
    band = chart.band_note or _(
        "Shaded band: the natural limits, centre line ± 2.66 × mean moving range."
    )
    return [band, *_shapes(chart), *found]


def _shapes(chart: _Control) -> list[str]:
    """What the marks of the signals that there are stand for."""
    _ = chart.words.translate
    if "run" in chart.signals.values():
        text = _(
            "Diamond: outside the limits. Square: in a run of at least {count} points on "
            "one side of the centre line."
        )
        return [text.format(count=chart.words.count(RUN))]
    return [_("Diamond: outside the limits.")] if chart.signals else []


def _table(chart: _Control) -> Table:
    """Periods down, newest first; the figure and the signal."""
    _ = chart.words.translate
    plain = trend_wording.table(chart.lines.groups, chart.words)
    if not plain.rows:
        return plain
    said = [signal_name(chart.signals.get(str(row[0]), ""), chart.words) for row in plain.values]
    return replace(
        plain,
        columns=(*plain.columns, _("Signal")),
        rows=tuple((*row, text) for row, text in zip(plain.rows, said, strict=True)),
        values=tuple((*row, text) for row, text in zip(plain.values, said, strict=True)),
        note=sentences(plain.note, _limits_said(chart)),
    )
