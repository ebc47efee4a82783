"""What a whole is made of: industries, commuting; figures with bars, here and elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import (
    definitions,
    formats,
    made,
    measures,
    selectors,
    texts,
)
from seutukuva.definitions import Composition, Indicator
from seutukuva.export import TakeAway
from seutukuva.headlines import Courses
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.takeaway import table_taken, take_away


def composition(one: Composition, area_ids: Sequence[str], courses: Courses) -> None:
    """The parts of a whole in the area, and elsewhere where they can be compared.

    Args:
        area_ids: the reader's area first.
        courses: the series of the parts in all areas.
    """
    found = definitions.load()
    own = area_ids[0]
    parts = [found.indicators[name] for name in one.indicators]
    newest = {part.id: courses.newest(own, part) for part in parts}
    shown = [part for part in parts if newest[part.id]]
    if len(shown) < 2:
        return
    speak = texts.language()
    # How many there are elsewhere says nothing beside a smaller area.
    comparable = all(part.aggregation.method != "sum" and not part.comparison for part in shown)
    areas = [area for area in area_ids if comparable or area == own]
    areas = [area for area in areas if _figures(area, shown, courses)]
    st.subheader(one.title[speak])
    st.caption(one.description[speak])
    columns = [_("Part"), _("Period"), *(selectors.area_name(found, a, speak) for a in areas)]

    def table() -> str:
        there = [
            _cell(part, a, _period(part, own, courses), courses)[0] for part in shown for a in areas
        ]
        longest = max((abs(value) for value in there if value is not None), default=0.0) or 1.0
        lines = tuple(_line(part, own, areas, courses, longest) for part in shown)
        headers = tuple(sheets.text(name) for name in columns)
        return sheets.html(sheets.Sheet(one.title[speak], headers, lines, css="sk-parts"))

    sheets.put(made.once(table, "composition", one.id, tuple(areas)))
    take_away(lambda: _taken(one, shown, areas, courses, columns), key=f"composition_{one.id}")


def _period(part: Indicator, own: str, courses: Courses) -> str:
    newest = courses.newest(own, part)
    return newest.period if newest else ""


def _figures(area: str, parts: Sequence[Indicator], courses: Courses) -> list[float]:
    newest = [courses.newest(area, part) for part in parts]
    return [one.value for one in newest if one and one.value is not None]


def _line(
    part: Indicator, own: str, areas: Sequence[str], courses: Courses, longest: float
) -> sheets.Line:
    speak = texts.language()
    period = _period(part, own, courses)
    cells = [sheets.text(formats.period(period, speak))]
    for area in areas:
        value, text, _status = _cell(part, area, period, courses)
        width = abs(value) / longest * 100 if value is not None else 0.0
        css = "sk-bar sk-bar-own" if area == own else "sk-bar"
        bar = f'<span class="{css}" style="width:{width:.1f}%"></span>'
        cells.append(sheets.Cell(f"{sheets.escape(text)}{bar}"))
    return sheets.Line(
        sheets.link_to_indicator(part.id, own, part.short_title[speak]), tuple(cells)
    )


def _cell(
    part: Indicator, area: str, period: str, courses: Courses
) -> tuple[float | None, str, str]:
    speak = texts.language()
    there = courses.at(area, part.id, period, "")
    level = measures.measure(part, measures.LEVEL, speak)
    return there.value, level.text(there.value, there.status, speak), there.status


def _taken(
    one: Composition,
    parts: Sequence[Indicator],
    areas: Sequence[str],
    courses: Courses,
    columns: Sequence[str],
) -> TakeAway:
    speak = texts.language()

    def frame(which: int) -> pd.DataFrame:
        lines = []
        for part in parts:
            period = _period(part, areas[0], courses)
            about = [part.label(speak), formats.period(period, speak)] if which < 2 else ["", ""]
            figures = [_cell(part, area, period, courses)[which] for area in areas]
            lines.append([*about, *figures])
        return pd.DataFrame(lines, columns=list(columns))

    return table_taken(
        title=one.title[speak],
        values=frame(0),
        shown=frame(1),
        statuses=frame(2),
        place=selectors.area_name(definitions.load(), areas[0], speak),
        notes=[one.description[speak]],
        indicators=list(parts),
        area_ids=list(areas),
        file_name=one.id,
    )
