"""Small multiples: one panel an area on the same axes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from seutukuva import formats
from seutukuva.charts import axes, trend_wording
from seutukuva.charts.marks import marks_on, numbered_marks_on
from seutukuva.charts.observations import Indicator, Rows, by_area, observations
from seutukuva.charts.specification import Axis, ChartSpecification, Role, Series, Table, Tick
from seutukuva.charts.timelines import Groups, Timelines, joined
from seutukuva.charts.trends import comparable, ordered
from seutukuva.charts.wording import Translate, Wording, sentences, untranslated, wording

PANEL_HEIGHT = 130
MOST_PANELS = 12
# More kinds of gaps than this are not told one by one: the table shows them.
_MOST_GAPS = 3


def small_multiples(
    rows: Rows,
    *,
    indicator: Indicator,
    language: str,
    own: str | None = None,
    order: Sequence[str] = (),
    benchmark: str | None = None,
    marks: Iterable[Mapping[str, Any]] = (),
    notes: Sequence[str] = (),
    value_label: str = "",
    unit: str | None = None,
    decimals: int | None = None,
    signed: bool | None = None,
    columns: int = 3,
    title: str | None = None,
    source: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """Panels with one line each and the benchmark behind it; time and values alike in all.

    Args:
        rows: area_id, area_name, period, value, status; the values in the form to be shown.
        own: area_id of the area that is emphasised.
        order: area_ids in the order of the panels; those not named follow by name, the own area
            first where nothing is named. Of more than twelve the rest is in the table only.
        benchmark: area_id that is drawn in every panel and has none of its own.
        marks: what people entered on the time axis, as in `trend`, with area_ids: the areas that
            each touches. It stands in the panels of those only.
        notes: what else a reader must know of the figures.
        value_label: what the values are when they are not the indicator's own figures.
        unit, decimals, signed: replace the indicator's own for such values.
        columns: a hint for a picture of fixed width.
    """
    words = wording(indicator, language, _, title=title).counting(value_label, unit)
    words = _written(words, decimals, signed)
    wholes = [benchmark] if benchmark else []
    groups = _in_order(ordered(by_area(observations(rows)), own, wholes, language), order, wholes)
    table = trend_wording.table(groups, words)
    shown, more = comparable(groups, wholes, indicator, words)
    told = [*notes, *more]
    panels = [area_id for area_id in shown if area_id != benchmark]
    if len(panels) > MOST_PANELS:
        told.append(_left_out([groups[one][0].area_name for one in panels[MOST_PANELS:]], words))
    kept = {*panels[:MOST_PANELS], benchmark}
    whole = tuple(one for one in wholes if one in shown)
    lines = Timelines({one: group for one, group in shown.items() if one in kept}, own, whole)
    drawn = _with_marks(_drawn(lines, told, words), list(marks), lines, words)
    table = replace(table, note=sentences(table.note, trend_wording.entered(drawn.marks)))
    return replace(drawn, table=table, source=source, columns=max(1, columns))


def _written(words: Wording, decimals: int | None, signed: bool | None) -> Wording:
    return replace(
        words,
        decimals=words.decimals if decimals is None else decimals,
        signed=words.signed if signed is None else signed,
    )


def _in_order(groups: Groups, order: Sequence[str], wholes: Sequence[str]) -> Groups:
    """As asked, then as they came, and last what they are compared with."""
    parts = [area_id for area_id in dict.fromkeys([*order, *groups]) if area_id not in wholes]
    return {area_id: groups[area_id] for area_id in [*parts, *wholes] if area_id in groups}


def _left_out(names: Sequence[str], words: Wording) -> str:
    _ = words.translate
    return _("In the table only: {areas}.").format(areas=words.listed(names))


def _drawn(lines: Timelines, notes: list[str], words: Wording) -> ChartSpecification:
    """The specification but for its table and source."""
    last = [group[-1] for group in lines.groups.values()]
    whole = ChartSpecification(
        kind="multiples",
        title=words.title,
        subtitle=words.subtitle(),
        unit=words.measure,
        decimals=words.decimals,
        language=words.language,
        alternative=words.nothing([words.without_value(last), *notes]),
        table=Table(),
        notes=tuple(notes),
        height=PANEL_HEIGHT,
    )
    if not lines.valued:
        return whole
    whole = replace(whole, x_axis=_time(lines, words), y_axis=_values(lines, words))
    whole = replace(whole, zero_line=_has_zero_line(whole.y_axis, words))
    return replace(
        whole,
        subtitle=_subtitle(lines, whole.y_axis, words),
        alternative=trend_wording.alternative(lines, words),
        # Each panel has a reader who looks at that one: the gaps of all are told.
        notes=(
            *notes,
            *trend_wording.notes(replace(lines, own=None), (), words),
            *_gaps(lines, words),
        ),
        panels=tuple(
            _panel(area_id, lines, whole, words)
            for area_id in lines.groups
            if area_id not in lines.benchmarks
        ),
    )


def _with_marks(
    chart: ChartSpecification, rows: list[Mapping[str, Any]], lines: Timelines, words: Wording
) -> ChartSpecification:
    """The chart with numbered marks: each in the panels of its areas, and told below."""
    if chart.x_axis is None or not rows:
        return chart
    kind = formats.period_kind(lines.periods[0])
    named = [dict(row) | {"area_id": ";".join(row["area_ids"])} for row in rows]
    names = {row["area_id"]: _touched(row["area_ids"], lines, words) for row in named}
    marks = numbered_marks_on(named, chart.x_axis, kind, words, names)
    panels = []
    for panel in chart.panels:
        touching = [row for row in rows if panel.series[0].key in row["area_ids"]]
        days = {mark.position for mark in marks_on(touching, chart.x_axis, kind, words)}
        own = tuple(mark for mark in marks if mark.position in days)
        told = sentences(panel.alternative, trend_wording.entered(own))
        panels.append(replace(panel, marks=own, alternative=told))
    return replace(
        chart,
        marks=marks,
        panels=tuple(panels),
        alternative=sentences(chart.alternative, trend_wording.entered(marks)),
        notes=(*chart.notes, *trend_wording.told(marks, words)),
    )


def _touched(area_ids: Sequence[str], lines: Timelines, words: Wording) -> str:
    """The names of the areas that a mark touches; empty for one that touches all."""
    areas = [one for one in lines.groups if one not in lines.benchmarks]
    touched = [lines.groups[one][0].area_name for one in areas if one in area_ids]
    return "" if len(touched) == len(areas) else words.listed(touched)


def _gaps(lines: Timelines, words: Wording) -> list[str]:
    """In which periods lines break: first those of every panel, then who lacks which others.

    Areas without a single value are told elsewhere.
    """
    _ = words.translate
    missing = {
        area_id: lines.missing(area_id)
        for area_id, group in lines.groups.items()
        if any(one.value is not None for one in group)
    }
    own = {area_id: set(missing[area_id]) for area_id in missing if area_id not in lines.benchmarks}
    common = set.intersection(*own.values()) if len(own) > 1 else set()
    alike: dict[tuple[str, ...], list[str]] = {}
    for area_id in sorted(missing, key=lambda one: one != lines.own):
        told_above = common if area_id in own else ()
        rest = tuple(period for period in missing[area_id] if period not in told_above)
        if rest:
            alike.setdefault(rest, []).append(lines.groups[area_id][0].area_name)
    told = [words.missing_periods(words.listed(who), rest) for rest, who in alike.items()]
    more = [name for who in list(alike.values())[_MOST_GAPS:] for name in who]
    everywhere = words.listed([words.period(one) for one in lines.expected if one in common])
    every = _("In every panel the area has no value: {periods}.").format(periods=everywhere)
    others = _("Lines with other gaps: {areas}.").format(areas=words.listed(more))
    return [*([every] if common else []), *told[:_MOST_GAPS], *([others] if more else [])]


def _time(lines: Timelines, words: Wording) -> Axis:
    first, last = (formats.period_index(lines.periods[at]) for at in (0, -1))
    kind = formats.period_kind(lines.periods[0])
    axis = axes.time_axis(first, last, kind, words.language)
    # The ends are what fits under a panel half as wide as a phone.
    ends = tuple(
        Tick(float(at), formats.period(formats.period_at(at, kind), words.language, "short"))
        for at in sorted({first, last})
    )
    return replace(axis, ticks=ends)


def _values(lines: Timelines, words: Wording) -> Axis:
    values = [one.value for one in lines.valued if one.value is not None]
    return axes.axis_of(values, words)


def _has_zero_line(axis: Axis | None, words: Wording) -> bool:
    return axis is not None and (axis.low < 0 < axis.high or words.signed)


def _subtitle(lines: Timelines, y_axis: Axis | None, words: Wording) -> str:
    _ = words.translate
    if y_axis is None:
        return words.subtitle()
    wholes = [lines.groups[area_id] for area_id in lines.benchmarks]
    # A benchmark has no line with a single figure, nor where its form cannot be calculated.
    drawn = [group for group in wholes if sum(one.value is not None for one in group) > 1]
    names = [group[0].area_name for group in drawn]
    return sentences(
        trend_wording.subtitle(lines, y_axis, words),
        _("The axes are the same in every panel."),
        _("Dashed line: {area}.").format(area=names[0]) if names else "",
    )


def _panel(
    area_id: str, lines: Timelines, whole: ChartSpecification, words: Wording
) -> ChartSpecification:
    """One area and the benchmark. An area without a value has a panel that says so."""
    group = lines.groups[area_id]
    role: Role = "own" if area_id == lines.own else "peer"
    series = [Series(area_id, group[0].area_name, role, 0, joined(group, lines.pace, words))]
    both = {area_id: group}
    for at, other in enumerate(lines.benchmarks):
        both[other] = lines.groups[other]
        points = joined(both[other], lines.pace, words)
        series.append(Series(other, both[other][0].area_name, "benchmark", at, points))
    only = Timelines(both, area_id, lines.benchmarks)
    valued = [one for one in group if one.value is not None]
    newest = f"{words.cell(valued[-1])} ({words.period(valued[-1].period)})" if valued else ""
    return replace(
        whole,
        kind="trend",
        title=group[0].area_name,
        subtitle=newest or formats.status_word(group[-1].status, words.language),
        alternative=trend_wording.alternative(only, words)
        if only.valued
        else words.nothing([words.without_value([group[-1]])]),
        notes=(),
        series=tuple(series),
    )
