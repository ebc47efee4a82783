"""Areas side by side on the page: a matrix with values and marks in its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, measures, rug, selectors, texts
from seutukuva.export import TakeAway
from seutukuva.rug import RugCell, RugRow
from seutukuva.texts import N_, _
from seutukuva.ui import sheets
from seutukuva.ui.takeaway import table_taken, take_away

SIGNS = {rug.LOW: "▼", rug.MIDDLE: "●", rug.HIGH: "▲", rug.NONE: ""}
LEGENDS = {
    rug.POSITION: N_(
        "▼ among the lowest quarter of the country’s areas of the same kind, ▲ among the highest "
        "quarter, ● between. The mark and its colour show position, not whether the figure is "
        "good. No mark: too few areas have a figure, or the form does not compare."
    ),
    rug.BENCHMARK: N_(
        "▼ lower than {benchmark}, ▲ higher, ● no difference beyond chance (95% interval). "
        "No mark: the figure has no interval, so the difference cannot be judged. The mark does "
        "not say whether the figure is good."
    ),
}
MARK_TITLES = {
    rug.POSITION: N_("Position among the country’s areas"),
    rug.BENCHMARK: N_("Difference from a benchmark"),
}
MARK_WORDS = {
    rug.POSITION: {
        rug.LOW: N_("in the lowest quarter"),
        rug.MIDDLE: N_("in the middle half"),
        rug.HIGH: N_("in the highest quarter"),
    },
    rug.BENCHMARK: {
        rug.LOW: N_("lower than the benchmark"),
        rug.MIDDLE: N_("no difference beyond chance"),
        rug.HIGH: N_("higher than the benchmark"),
    },
}


def legend(choice: rug.Choice) -> str:
    """What the marks of a matrix mean."""
    found = definitions.load()
    return _(LEGENDS[choice.marks]).format(
        benchmark=selectors.area_name(found, choice.benchmark_id, texts.language())
    )


def matrix(
    caption: str, rows: Sequence[RugRow], area_ids: Sequence[str], own: str, choice: rug.Choice
) -> None:
    """The matrix as a table; the reader's own area is framed."""
    found = definitions.load()
    speak = texts.language()
    apart = selectors.names_apart(found, area_ids, speak)
    names = [sheets.text(apart[one]) for one in area_ids]
    lines = tuple(
        sheets.Line(
            sheets.link_to_indicator(
                row.indicator.id,
                own,
                row.indicator.short_title[speak],
                _note(row, speak),
            ),
            tuple(_cell(cell, own, choice) for cell in row.cells),
        )
        for row in rows
    )
    sheets.show([sheets.Sheet(caption, (sheets.text(_("Indicator")), *names), lines, css="sk-rug")])
    st.caption(legend(choice))
    _take_away(caption, rows, area_ids, own, choice)


def _take_away(
    caption: str, rows: Sequence[RugRow], area_ids: Sequence[str], own: str, choice: rug.Choice
) -> None:
    found = definitions.load()
    speak = texts.language()
    columns = [
        _("Indicator"),
        _("Form of comparison"),
        _("Period"),
        *(selectors.area_name(found, one, speak) for one in area_ids),
    ]

    def frame(part: Callable[[RugCell], object]) -> pd.DataFrame:
        lines = [[*_about(row, speak), *(part(cell) for cell in row.cells)] for row in rows]
        return pd.DataFrame(lines, columns=columns)

    def taken() -> TakeAway:
        statuses = frame(lambda cell: cell.status)
        statuses[columns[:3]] = ""
        return table_taken(
            title=caption,
            values=frame(lambda cell: cell.value),
            shown=frame(lambda cell: cell.text),
            statuses=statuses,
            place=selectors.area_name(found, own, speak),
            notes=[_(measures.TITLES[choice.value])],
            indicators=[row.indicator for row in rows],
            area_ids=list(area_ids),
            file_name="side_by_side",
        )

    take_away(taken, key="rug")


def _about(row: RugRow, speak: str) -> list[str]:
    return [
        row.indicator.label(speak),
        _(measures.TITLES[row.measure.kind]),
        formats.period(row.period, speak),
    ]


def _note(row: RugRow, speak: str) -> str:
    period = formats.period(row.period, speak, "short")
    if row.measure.kind == measures.LEVEL:
        return period
    return f"{_(measures.TITLES[row.measure.kind])}, {period}"


def _cell(cell: RugCell, own: str, choice: rug.Choice) -> sheets.Cell:
    css = f"sk-{cell.mark}" if cell.mark != rug.NONE else ""
    if cell.area_id == own:
        css = f"{css} sk-own".strip()
    if cell.mark == rug.NONE:
        return sheets.text(cell.text, css=css)
    words = _(MARK_WORDS[choice.marks][cell.mark])
    mark = (
        f'<span class="sk-mark" role="img" aria-label="{sheets.escape(words)}">'
        f"{SIGNS[cell.mark]}</span>"
    )
    return sheets.Cell(f"{mark}{sheets.escape(cell.text)}", css)
