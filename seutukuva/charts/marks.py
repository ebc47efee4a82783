"""Mergers, moved borders and new names on the time axis of a chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from seutukuva import formats
from seutukuva.charts import axes, labels
from seutukuva.charts.specification import Axis, Mark
from seutukuva.charts.wording import Wording, sentences

_LETTER = 0.028  # share of the axis that a letter takes on the narrowest screen


def marks_on(
    rows: Iterable[Mapping[str, Any]], x_axis: Axis, kind: str, words: Wording
) -> tuple[Mark, ...]:
    """Marks within the axis, in time order; those of the same day share one.

    Rows have date, kind (merger, boundary, region_change, rename) or label, and, if any,
    text_<language> or text. `kind` of the axis is year, quarter or month.
    """
    days: dict[dt.date, list[Mapping[str, Any]]] = {}
    for mark in rows:
        days.setdefault(_day(mark["date"]), []).append(mark)
    drawn = []
    for day in sorted(days):
        position = axes.day_position(day, kind)
        if x_axis.low <= position <= x_axis.high:
            label = " · ".join(dict.fromkeys(_mark_label(mark, words) for mark in days[day]))
            text = sentences(*dict.fromkeys(_mark_text(mark, day, words) for mark in days[day]))
            # Towards the middle, so that no label leaves the picture.
            drawn.append(Mark(position, label, text, 0, position > (x_axis.low + x_axis.high) / 2))
    levels = labels.levels([_reach(mark, x_axis) for mark in drawn])
    return tuple(replace(mark, level=level) for mark, level in zip(drawn, levels, strict=True))


def _reach(mark: Mark, x_axis: Axis) -> tuple[float, float]:
    width = len(mark.label) * _LETTER * (x_axis.high - x_axis.low)
    if mark.is_leftward:
        return mark.position - width, mark.position
    return mark.position, mark.position + width


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])


def _mark_label(mark: Mapping[str, Any], words: Wording) -> str:
    _ = words.translate
    kinds = {
        "merger": _("Merger of municipalities"),
        "boundary": _("Moved border"),
        "region_change": _("Change of region"),
        "rename": _("New name"),
    }
    return str(mark.get("label") or kinds[mark["kind"]])


def _mark_text(mark: Mapping[str, Any], day: dt.date, words: Wording) -> str:
    text = mark.get(f"text_{words.language}") or mark.get("text") or _mark_label(mark, words)
    return f"{formats.date(day, words.language)}: {str(text).rstrip('.')}."
