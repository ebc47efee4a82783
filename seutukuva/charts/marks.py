"""What happened, on the time axis of a chart: moved borders, and events that people entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from seutukuva import formats
from seutukuva.charts import axes, labels
from seutukuva.charts.specification import Axis, Mark, MarkKind
from seutukuva.charts.wording import Translate, Wording, sentences, untranslated

_LETTER = 0.028  # share of the axis that a letter takes on the narrowest screen
_PANEL_LETTER = 0.06  # the same of a panel half as wide
_LABEL_LENGTH = 24
_SHORT_LABEL = 14
# With more rows of labels than this they are shortened, and where that is not enough the numbers
# of the notes stand in their place.
_MOST_LEVELS = 5
_ENTERED: dict[str, MarkKind] = {
    "event": "event",
    "classification_break": "classification_break",
    "annotation": "annotation",
}


@dataclass(frozen=True, slots=True)
class _Happening:
    """One row: when it was, for the axis and in words, and what."""

    day: dt.date
    label: str
    text: str
    kind: MarkKind


def marks_on(
    rows: Iterable[Mapping[str, Any]],
    x_axis: Axis,
    kind: str,
    words: Wording,
    names: Mapping[str, str] | None = None,
) -> tuple[Mark, ...]:
    """Marks within the axis, in time order; those of the same day share one.

    Rows have date and kind. Of history (merger, boundary, region_change, rename): label and, if
    any, text_<language> or text. Of what people entered (event, classification_break,
    annotation): title, text and area_id; their date is an ISO day, a month ("2019-05") or a year.
    `kind` of the axis is year, quarter or month; `names` are those of the areas whose events are
    told apart.
    """
    drawn = _days(rows, x_axis, kind, words, names)
    short = [replace(mark, label=labels.shortened(mark.label, _SHORT_LABEL)) for mark in drawn]
    for given in (drawn, short):
        placed = _placed(given, x_axis)
        if all(mark.level < _MOST_LEVELS for mark in placed):
            return placed
    return _placed([_numbered(mark, at) for at, mark in enumerate(drawn, start=1)], x_axis)


def numbered_marks_on(
    rows: Iterable[Mapping[str, Any]],
    x_axis: Axis,
    kind: str,
    words: Wording,
    names: Mapping[str, str] | None = None,
) -> tuple[Mark, ...]:
    """As `marks_on` with a number for each label, which is what a small panel has room for."""
    drawn = _days(rows, x_axis, kind, words, names)
    numbered = [_numbered(mark, at) for at, mark in enumerate(drawn, start=1)]
    return _placed(numbered, x_axis, _PANEL_LETTER)


def _days(
    rows: Iterable[Mapping[str, Any]],
    x_axis: Axis,
    kind: str,
    words: Wording,
    names: Mapping[str, str] | None,
) -> list[Mark]:
    """The marks within the axis in time order, one a day, before they have their places."""
    days: dict[dt.date, list[_Happening]] = {}
    for row in rows:
        one = _happening(row, words, names or {})
        days.setdefault(one.day, []).append(one)
    drawn = []
    for day in sorted(days):
        position = axes.day_position(day, kind)
        if x_axis.low <= position <= x_axis.high:
            # Towards the middle, so that no label leaves the picture.
            is_leftward = position > (x_axis.low + x_axis.high) / 2
            drawn.append(_mark(days[day], position, is_leftward))
    return drawn


def happenings(
    rows: Iterable[Mapping[str, Any]],
    *,
    language: str,
    names: Mapping[str, str] | None = None,
    _: Translate = untranslated,
) -> list[str]:
    """What happened, in the sentences of a chart's notes: for a table, which has no axis.

    Args:
        rows: as of `marks_on`.
        names: of the areas whose events are told apart.

    Returns:
        each sentence once, in time order.
    """
    words = Wording("", "", "", "", 0, False, language, _)
    found = (_happening(row, words, names or {}) for row in rows)
    return list(dict.fromkeys(one.text for one in sorted(found, key=lambda one: one.day)))


def _mark(found: list[_Happening], position: float, is_leftward: bool) -> Mark:
    names = list(dict.fromkeys(one.label for one in found))
    label = " · ".join(names)
    if len(names) > 1 and len(label) > _LABEL_LENGTH:
        label = f"{names[0]} +{len(names) - 1}"
    text = sentences(*dict.fromkeys(one.text for one in found))
    kinds = [one.kind for one in found]
    # What makes figures incomparable is the most important to see.
    kind = "classification_break" if "classification_break" in kinds else kinds[0]
    return Mark(position, label, text, 0, is_leftward, kind)


def _placed(marks: list[Mark], x_axis: Axis, letter: float = _LETTER) -> tuple[Mark, ...]:
    levels = labels.flag_levels([_flag(mark, x_axis, letter) for mark in marks])
    return tuple(replace(mark, level=level) for mark, level in zip(marks, levels, strict=True))


def _numbered(mark: Mark, number: int) -> Mark:
    return replace(mark, label=str(number), text=f"[{number}] {mark.text}")


def _flag(mark: Mark, x_axis: Axis, letter: float) -> labels.Flag:
    width = (len(mark.label) + 1) * letter * (x_axis.high - x_axis.low)
    return labels.Flag(mark.position, width, mark.is_leftward)


def _happening(row: Mapping[str, Any], words: Wording, names: Mapping[str, str]) -> _Happening:
    kind: MarkKind = _ENTERED.get(str(row.get("kind")), "history")
    if kind == "history":
        day = _day(row["date"])
        return _Happening(
            day, _history_label(row, words), _history_text(row, day, words), "history"
        )
    day, when = _when(row["date"], words)
    label = _said(row, "title", words) or _kind_name(kind, words)
    area = names.get(str(row.get("area_id")), "")
    head = ", ".join(part for part in (when, area) if part)
    told = [part.rstrip(".") for part in (label, _said(row, "text", words)) if part]
    text = f"{head}: {'. '.join(dict.fromkeys(told))}."
    shortened = labels.shortened(label, _LABEL_LENGTH)
    return _Happening(day, shortened, text, kind)


def _said(row: Mapping[str, Any], name: str, words: Wording) -> str:
    """A text in the chart's language, else as it was written; "" for none, None and NaN."""
    for given in (row.get(f"{name}_{words.language}"), row.get(name)):
        if given and not formats.is_missing(given):
            return str(given).strip()
    return ""


def _when(value: Any, words: Wording) -> tuple[dt.date, str]:
    """A day on the axis, and the day, month or year in words.

    A year or a month stands where its own figure does: in its middle.
    """
    text = value.isoformat() if isinstance(value, dt.date) else str(value).strip()
    if len(text) == 4:
        return dt.date.fromisoformat(f"{text}-07-02"), text
    if len(text) == 7:
        period = formats.period(f"{text[:4]}M{text[5:]}", words.language)
        return dt.date.fromisoformat(f"{text}-16"), period
    day = _day(value)
    return day, formats.date(day, words.language)


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])


def _kind_name(kind: str, words: Wording) -> str:
    _ = words.translate
    return {
        "event": _("Event"),
        "classification_break": _("Break in the classification"),
        "annotation": _("Note"),
        "merger": _("Merger of municipalities"),
        "boundary": _("Moved border"),
        "region_change": _("Change of region"),
        "rename": _("New name"),
    }[kind]


def _history_label(row: Mapping[str, Any], words: Wording) -> str:
    return str(row.get("label") or _kind_name(row["kind"], words))


def _history_text(row: Mapping[str, Any], day: dt.date, words: Wording) -> str:
    text = _said(row, "text", words) or _history_label(row, words)
    return f"{formats.date(day, words.language)}: {text.rstrip('.')}."
