"""Where an area is heading: what happened, where it may lead, and what others have projected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from seutukuva.charts import axes, projection_words
from seutukuva.charts.direct_labels import labelled
from seutukuva.charts.observations import Indicator, Rows, by_area, observations
from seutukuva.charts.projection_lines import Courses, Official, Step
from seutukuva.charts.specification import Axis, ChartSpecification, Table
from seutukuva.charts.timelines import Timelines
from seutukuva.charts.wording import Translate, sentences, untranslated, wording

PLOT_HEIGHT = 300
LABEL_WIDTH = 20


def projection_course(
    rows: Rows,
    steps: Sequence[Step],
    official: Sequence[Official],
    *,
    indicator: Indicator,
    language: str,
    place: str,
    source: str = "",
    notes: Sequence[str] = (),
    said: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """Lines over time: the course, the own projection in its spans, the naive one, official ones.

    Args:
        rows: what happened: area_id, area_name, period, value, status; of one area or none, else
            ValueError.
        steps: the own projection from the period after the newest figure on; empty without one.
        official: oldest first; their periods are of the same kind as those of the rows.
        place: name of the area.
        said: sentences that the text alternative ends with.
    """
    groups = by_area(observations(rows))
    if len(groups) > 1:
        raise ValueError("a chart of projections shows one area")
    words = wording(indicator, language, _)
    lines = Timelines(groups, next(iter(groups), None), ())
    chart = Courses(lines, tuple(steps), tuple(official), words, place)
    empty = ChartSpecification(
        kind="trend",
        title=words.title,
        # The line of what happened has the name of the area.
        subtitle=words.subtitle("" if chart.known else place),
        unit=words.measure,
        decimals=words.decimals,
        language=language,
        alternative=words.nothing([]),
        table=Table(),
        source=source,
        notes=tuple(notes),
        height=160,
    )
    return _drawn(chart, empty, said) if chart.positions else empty


def _drawn(chart: Courses, empty: ChartSpecification, said: str) -> ChartSpecification:
    words = chart.words
    _ = words.translate
    x_axis = axes.time_axis(min(chart.positions), max(chart.positions), chart.kind, words.language)
    y_axis = _values(chart)
    cut = "" if y_axis.has_zero else _("The vertical axis does not start at zero.")
    series, height = labelled(chart.series(), y_axis, width=LABEL_WIDTH, height=PLOT_HEIGHT)
    return replace(
        empty,
        subtitle=sentences(f"{empty.subtitle}.", cut),
        alternative=sentences(projection_words.said(chart), said),
        table=projection_words.table(chart),
        notes=(*projection_words.explained(chart), *empty.notes),
        height=height,
        x_axis=x_axis,
        y_axis=y_axis,
        zero_line=y_axis.low < 0 < y_axis.high,
        series=series,
        fan=_cut(chart.fan([(one.low80, one.high80) for one in chart.steps]), y_axis),
        outer_fan=_cut(chart.fan([(one.low95, one.high95) for one in chart.steps]), y_axis),
    )


def _values(chart: Courses) -> Axis:
    """The axis of all lines and the inner span, and of the outer one what does not press them
    flat."""
    values = [value for _period, value, _status in chart.known]
    values += [value for one in chart.official for _period, value in one.figures]
    for one in chart.steps:
        values += [one.value, one.naive, one.low80, one.high80]
    room = (max(values) - min(values)) / 2
    ends = [*values, *(end for one in chart.steps for end in (one.low95, one.high95))]
    low = max(min(ends), min(values) - room)
    high = min(max(ends), max(values) + room)
    return axes.axis_of([low, high], chart.words)


def _cut(
    fan: Iterable[tuple[float, float, float]], axis: Axis
) -> tuple[tuple[float, float, float], ...]:
    """A span as far as it is on the axis; the notes tell it in full."""
    return tuple((at, max(axis.low, low), min(axis.high, high)) for at, low, high in fan)
