"""One indicator over time: lines of several areas, and the small line of a key figure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from seutukuva import formats
from seutukuva.charts import axes, trend_wording
from seutukuva.charts.averages import Averages, average_note, averages
from seutukuva.charts.direct_labels import labelled
from seutukuva.charts.marks import marks_on
from seutukuva.charts.observations import (
    Indicator,
    Observation,
    Rows,
    by_area,
    observations,
    of_another_size,
)
from seutukuva.charts.specification import Axis, ChartSpecification, Series, Table
from seutukuva.charts.timelines import Groups, Timelines, joined
from seutukuva.charts.wording import Translate, Wording, sentences, untranslated, wording

PLOT_HEIGHT = 280
SPARKLINE_HEIGHT = 56
LABEL_WIDTH = 21  # characters of a direct label before it is broken
# With more other areas than this their lines are a grey crowd, named on pointing at them only.
_MOST_NAMED_PEERS = 12


def trend(
    rows: Rows,
    *,
    indicator: Indicator,
    language: str,
    own: str | None = None,
    benchmarks: Sequence[str] = (),
    marks: Iterable[Mapping[str, Any]] = (),
    base_period: str | None = None,
    rolling: Rows = (),
    rolling_window: int = 3,
    is_pooled: bool = False,
    title: str | None = None,
    source: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """Lines over time.

    Args:
        rows: area_id, area_name, period, value, status; one row an area and period.
        own: area_id of the area that is emphasised.
        benchmarks: area_ids to compare with, each with a line style of its own.
        marks: mergers and moved borders (date, kind or label, text or text_<language>) and what
            people entered (date: ISO day, month or year; kind "event", "classification_break" or
            "annotation"; title, text); with area_id, only those of areas drawn.
        base_period: draw indices, this period = 100, instead of the figures themselves.
        rolling: rows as above with means over `rolling_window` periods, for the areas whose
            figures vary strongly: the mean is their line, and the figures stand behind it.
            An index has no such line: ValueError with `base_period`.
        is_pooled: the means are shares of all their periods together, which a note says.
        title: replaces the indicator's title.
        source: the line that names producer, statistic and date.
        _: gettext function of the chart's language.
    """
    words = wording(indicator, language, _, title=title)
    groups = ordered(by_area(observations(rows)), own, benchmarks, language)
    means = averages(rolling, rolling_window, words, is_pooled)
    table = means.beside(trend_wording.table(groups, words))
    if base_period:
        if means.groups:
            raise ValueError("an index has no rolling mean")
        groups, notes = _indexed(groups, base_period, words)
        measure = _("index, {period} = 100").format(period=words.period(base_period))
        words = replace(words, measure=measure, unit="", decimals=1, signed=False)
    else:
        groups, notes = comparable(groups, benchmarks, indicator, words)
        means = means.of(groups)
    lines = Timelines(groups, own, tuple(benchmarks))
    drawn = _drawn(lines, _touching(marks, groups, own), notes, words, means)
    told = sentences(table.note, trend_wording.entered(drawn.marks))
    return replace(drawn, table=replace(table, note=told), source=source)


def _touching(
    marks: Iterable[Mapping[str, Any]], groups: Groups, own: str | None
) -> list[Mapping[str, Any]]:
    """The marks of areas in the picture, and of none in particular; others would only puzzle."""
    return [
        mark
        for mark in marks
        if formats.is_missing(area := mark.get("area_id")) or not area or area in {*groups, own}
    ]


def ordered(
    groups: Groups, own: str | None, benchmarks: Sequence[str], language: str
) -> dict[str, list[Observation]]:
    """Own area first, then what it is compared with, then the others by name."""

    def place(area_id: str) -> tuple[int, tuple[str, str]]:
        if area_id == own:
            return -2, ("", "")
        if area_id in benchmarks:
            return -1, (f"{benchmarks.index(area_id):03d}", "")
        return 0, formats.sort_key(groups[area_id][0].area_name, language)

    return {area_id: groups[area_id] for area_id in sorted(groups, key=place)}


def _indexed(
    groups: Groups, base_period: str, words: Wording
) -> tuple[dict[str, list[Observation]], list[str]]:
    """Values as percentages of the base period, and a note on the areas that have no base."""
    _ = words.translate
    indexed, dropped = {}, []
    for area_id, group in groups.items():
        base = next((one.value for one in group if one.period == base_period), None)
        if base is None or base <= 0:
            dropped.append(group[0].area_name)
            continue
        indexed[area_id] = [
            replace(one, value=None if one.value is None else one.value / base * 100)
            for one in group
        ]
    note = _("No index, because there is no value above zero in the base period: {areas}.")
    return indexed, [note.format(areas=words.listed(dropped))] if dropped else []


def comparable(
    groups: Groups, benchmarks: Sequence[str], indicator: Indicator, words: Wording
) -> tuple[dict[str, list[Observation]], list[str]]:
    """Without the totals that would press every other line flat, and a note on them."""
    large = of_another_size(groups, benchmarks, indicator)
    names = [groups[area_id][0].area_name for area_id in large]
    kept = {area_id: group for area_id, group in groups.items() if area_id not in large}
    return kept, [words.too_large(names)] if large else []


def _drawn(
    lines: Timelines,
    marks: Iterable[Mapping[str, Any]],
    notes: list[str],
    words: Wording,
    means: Averages,
) -> ChartSpecification:
    """The specification but for its table and source."""
    if not lines.valued:
        return _empty(lines, notes, words)
    kind = formats.period_kind(lines.periods[0])
    first, last = formats.period_index(lines.periods[0]), formats.period_index(lines.periods[-1])
    x_axis = axes.time_axis(first, last, kind, words.language)
    values = [one.value for one in lines.valued if one.value is not None] + means.values
    y_axis = axes.axis_of(values, words)
    series, height = _labelled(_series(lines, words, means), y_axis, means)
    # With one area in the picture nobody asks whose events they are.
    names = {area_id: group[0].area_name for area_id, group in lines.groups.items()}
    found = marks_on(marks, x_axis, kind, words, names if len(names) > 1 else None)
    return ChartSpecification(
        kind="trend",
        title=words.title,
        subtitle=trend_wording.subtitle(lines, y_axis, words),
        unit=words.measure,
        decimals=words.decimals,
        language=words.language,
        alternative=sentences(
            trend_wording.alternative(lines, words), trend_wording.entered(found)
        ),
        table=Table(),
        notes=(*notes, *average_note(means), *trend_wording.notes(lines, found, words)),
        height=height,
        x_axis=x_axis,
        y_axis=y_axis,
        zero_line=y_axis.low < 0 < y_axis.high or words.signed,
        series=tuple(series),
        marks=found,
    )


def _empty(lines: Timelines, notes: list[str], words: Wording) -> ChartSpecification:
    last = [group[-1] for group in lines.groups.values()]
    return ChartSpecification(
        kind="trend",
        title=words.title,
        subtitle=words.subtitle(),
        unit=words.measure,
        decimals=words.decimals,
        language=words.language,
        alternative=words.nothing([words.without_value(last), *notes]),
        table=Table(),
        notes=tuple(notes),
        height=160,
    )


def _series(lines: Timelines, words: Wording, means: Averages) -> list[Series]:
    counts: dict[str, int] = {}
    result = []
    for area_id, group in lines.groups.items():
        role = lines.role(area_id)
        order = counts.get(role, 0)
        counts[role] = order + 1
        points = joined(group, lines.pace, words)
        average = means.points(area_id, lines.pace)
        result.append(Series(area_id, group[0].area_name, role, order, points, average=average))
    return result


def _labelled(series: list[Series], y_axis: Axis, means: Averages) -> tuple[list[Series], int]:
    """The series with direct labels that do not cover each other, and the height they need."""
    peers = sum(one.role == "peer" for one in series)
    named = [
        replace(one, label=means.label(one.key, one.name))
        for one in series
        if one.valued and (one.role != "peer" or peers <= _MOST_NAMED_PEERS)
    ]
    placed, height = labelled(named, y_axis, width=LABEL_WIDTH, height=PLOT_HEIGHT)
    found = {one.key: one for one in placed}
    return [found.get(one.key, one) for one in series], height


def sparkline(
    rows: Rows,
    *,
    indicator: Indicator,
    language: str,
    title: str | None = None,
    source: str = "",
    _: Translate = untranslated,
) -> tuple[ChartSpecification, list[float]]:
    """The small line of one area, and the same values as plain numbers.

    Args:
        rows: as in `trend`, of one area.

    Returns:
        the specification, and one number a period from the first to the last value; a missing
        one is NaN, so that the line breaks there.
    """
    groups = by_area(observations(rows))
    if len(groups) > 1:
        raise ValueError("a sparkline shows one area")
    words = wording(indicator, language, _, title=title)
    lines = Timelines(groups, next(iter(groups), None), ())
    whole = _drawn(lines, (), [], words, Averages(words))
    small = replace(
        whole,
        kind="sparkline",
        height=SPARKLINE_HEIGHT,
        series=tuple(replace(one, label="") for one in whole.series),
        notes=(),
        table=trend_wording.table(groups, words),
        source=source,
    )
    return small, _plain_numbers(lines)


def _plain_numbers(lines: Timelines) -> list[float]:
    found = {one.period: one.value for one in lines.valued}
    expected = lines.expected if found else []
    return [math.nan if (value := found.get(period)) is None else value for period in expected]
