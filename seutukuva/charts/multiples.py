"""Small multiples: one panel an area on the same axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from seutukuva import formats
from seutukuva.charts import axes, trend_wording
from seutukuva.charts.observations import Indicator, Rows, by_area, observations
from seutukuva.charts.specification import Axis, ChartSpecification, Role, Series, Table, Tick
from seutukuva.charts.timelines import Groups, Timelines, joined
from seutukuva.charts.trends import comparable, ordered
from seutukuva.charts.wording import Translate, Wording, sentences, untranslated, wording

PANEL_HEIGHT = 130
MOST_PANELS = 12


def small_multiples(
    rows: Rows,
    *,
    indicator: Indicator,
    language: str,
    own: str | None = None,
    order: Sequence[str] = (),
    benchmark: str | None = None,
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
        value_label: what the values are when they are not the indicator's own figures.
        unit, decimals, signed: replace the indicator's own for such values.
        columns: a hint for a picture of fixed width.
    """
    words = _words(wording(indicator, language, _, title=title), value_label, unit)
    words = replace(
        words,
        decimals=words.decimals if decimals is None else decimals,
        signed=words.signed if signed is None else signed,
    )
    wholes = [benchmark] if benchmark else []
    groups = _in_order(ordered(by_area(observations(rows)), own, wholes, language), order, wholes)
    table = trend_wording.table(groups, words)
    shown, notes = comparable(groups, wholes, indicator, words)
    areas = [area_id for area_id in shown if area_id != benchmark]
    if len(areas) > MOST_PANELS:
        notes.append(_left_out([groups[one][0].area_name for one in areas[MOST_PANELS:]], words))
    kept = {*areas[:MOST_PANELS], benchmark}
    lines = Timelines(
        {area_id: group for area_id, group in shown.items() if area_id in kept},
        own,
        tuple(one for one in wholes if one in shown),
    )
    return replace(_drawn(lines, notes, words), table=table, source=source, columns=max(1, columns))


def _words(words: Wording, value_label: str, unit: str | None) -> Wording:
    """The axis counts what `value_label` says, with the unit that follows each figure."""
    unit = words.unit if unit is None else unit
    measure = ", ".join(part for part in (value_label, unit) if part)
    return replace(words, measure=measure, unit=unit)


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
        notes=(*notes, *trend_wording.notes(lines, (), words)),
        panels=tuple(
            _panel(area_id, lines, whole, words)
            for area_id in lines.groups
            if area_id not in lines.benchmarks
        ),
    )


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
    return axes.value_axis(
        min(values),
        max(values),
        language=words.language,
        unit=words.measure,
        zero=words.signed,
        finest=10.0**-words.decimals,
    )


def _has_zero_line(axis: Axis | None, words: Wording) -> bool:
    return axis is not None and (axis.low < 0 < axis.high or words.signed)


def _subtitle(lines: Timelines, y_axis: Axis | None, words: Wording) -> str:
    _ = words.translate
    if y_axis is None:
        return words.subtitle()
    names = [lines.groups[area_id][0].area_name for area_id in lines.benchmarks]
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
