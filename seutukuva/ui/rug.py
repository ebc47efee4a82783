"""Areas side by side on the page: a matrix with values and marks in its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, measures, rug, selectors, texts
from seutukuva.export import TakeAway
from seutukuva.rug import Among, RugCell, RugRow
from seutukuva.texts import N_, _
from seutukuva.ui import sheets
from seutukuva.ui.events import happened
from seutukuva.ui.takeaway import table_taken, take_away

SIGNS = {rug.LOW: "▼", rug.MIDDLE: "●", rug.HIGH: "▲", rug.NONE: ""}
KINDS = {
    "municipality": N_("municipalities"),
    "subregion": N_("sub-regions"),
    "region": N_("regions"),
}
LEGENDS = {
    rug.POSITION: N_(
        "▼ among the lowest quarter of the country’s areas of the same kind, ▲ among the highest "
        "quarter, ● between. The mark and its colour show position, not whether the figure is "
        "good. No mark: fewer than half of the areas have a figure, or the form does not compare."
    ),
    rug.BENCHMARK: N_(
        "▼ lower than {benchmark}, ▲ higher, ● no difference beyond chance (95% interval). "
        "No mark: the figure has no interval, so the difference cannot be judged, or it is not "
        "shown as published. The mark does not say whether the figure is good."
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
    return _(LEGENDS[choice.marks]).format(benchmark=_benchmark(choice, texts.language()))


def matrix(
    caption: str, rows: Sequence[RugRow], area_ids: Sequence[str], own: str, choice: rug.Choice
) -> None:
    """The matrix as a table; the reader's own area is framed."""
    sheets.show([sheet(caption, rows, area_ids, own, choice)])
    st.caption(legend(choice))
    take_away(lambda: taken(caption, rows, area_ids, own, choice), key="rug")


def sheet(
    caption: str, rows: Sequence[RugRow], area_ids: Sequence[str], own: str, choice: rug.Choice
) -> sheets.Sheet:
    """The matrix as it stands on the page."""
    speak = texts.language()
    apart = selectors.names_apart(definitions.load(), area_ids, speak)
    names = [sheets.text(apart[one]) for one in area_ids]
    lines = tuple(
        sheets.Line(
            sheets.link_to_indicator(
                row.indicator.id, own, row.indicator.short_title[speak], _note(row, choice, speak)
            ),
            tuple(_cell(cell, own, choice) for cell in row.cells),
        )
        for row in rows
    )
    return sheets.Sheet(caption, (sheets.text(_("Indicator")), *names), lines, css="sk-rug")


def taken(
    caption: str, rows: Sequence[RugRow], area_ids: Sequence[str], own: str, choice: rug.Choice
) -> TakeAway:
    """The matrix for a file: also the unit, and in words the marks and what they rest on."""
    found = definitions.load()
    speak = texts.language()
    has_marks = any(cell.mark != rug.NONE for row in rows for cell in row.cells)
    about = [_("Indicator"), _("Form of comparison"), _("Unit"), _("Period")]
    columns = [*about, _("Basis of the marks")]
    names = selectors.names_apart(found, area_ids, speak)
    for one in area_ids:
        name = names[one]
        columns += [name, _("{area}: mark").format(area=name)] if has_marks else [name]

    def frame(part: Callable[[RugCell], object], *, is_status: bool = False) -> pd.DataFrame:
        lines = []
        for row in rows:
            words = _about(row, choice, speak)
            line: list[object] = [""] * len(words) if is_status else [*words]
            for cell in row.cells:
                mark = "" if is_status else _mark_words(cell, choice) or formats.EN_DASH
                line += [part(cell), mark] if has_marks else [part(cell)]
            lines.append(line)
        return pd.DataFrame(lines, columns=columns)

    return table_taken(
        title=caption,
        values=frame(lambda cell: cell.value),
        shown=frame(lambda cell: cell.text),
        statuses=frame(lambda cell: cell.status, is_status=True),
        subtitle=_(measures.TITLES[choice.value]),
        place=selectors.area_name(found, own, speak),
        notes=[legend(choice)],
        events=happened(area_ids, [row.indicator.id for row in rows]),
        indicators=[row.indicator for row in rows],
        area_ids=list(area_ids),
        file_name="side_by_side",
    )


def _about(row: RugRow, choice: rug.Choice, speak: str) -> list[str]:
    return [
        row.indicator.label(speak),
        _form(row, speak) or _(measures.TITLES[row.measure.kind]),
        _unit(row, speak),
        formats.period(row.period, speak),
        _basis(row, choice) or formats.EN_DASH,
    ]


def _note(row: RugRow, choice: rug.Choice, speak: str) -> str:
    period = formats.period(row.period, speak, "short")
    return " · ".join(part for part in (_form(row, speak), period, _known(row, choice)) if part)


def _known(row: RugRow, choice: rug.Choice) -> str:
    """How many areas the figures are placed among; empty where the legend says all."""
    needs_areas = choice.marks == rug.POSITION or row.measure.kind == measures.DEVIATIONS
    if not needs_areas:
        return ""
    partial = [one for one in row.among if not one.is_placed or one.known < one.of]
    return _among(partial, texts.language(), is_named=len(row.among) > 1)


def _form(row: RugRow, speak: str) -> str:
    """The form of the figures, with the period that they are related to; empty for a level."""
    kind = row.measure.kind
    if kind == measures.LEVEL:
        return ""
    if kind == measures.DEVIATIONS:
        underlying = _change(row, speak) or _(measures.TITLES[row.underlying])
        return _("Standard deviations: {form}").format(form=underlying)
    if kind == measures.INDEX:
        return index_words(row.base, speak)
    return _change(row, speak) or _(measures.TITLES[kind])


def index_words(base: str, speak: str) -> str:
    """What an index is of; or that there is none, for an empty period."""
    if not base:
        return _("No index: the areas have no earlier period in common")
    return _("Index, {period} = 100").format(period=formats.period(base, speak, "short"))


def _change(row: RugRow, speak: str) -> str:
    if not row.earlier:
        return ""
    earlier = formats.period(row.earlier, speak, "short")
    return _("Change vs {period}").format(period=earlier)


def _basis(row: RugRow, choice: rug.Choice) -> str:
    """What the marks of a row rest on; empty where the form has none."""
    speak = texts.language()
    if choice.marks == rug.BENCHMARK:
        is_level = row.measure.kind == measures.LEVEL
        return _benchmark(choice, speak) if is_level else ""
    return _among(row.among, speak, is_named=len(row.among) > 1)


def _among(among: Sequence[Among], speak: str, *, is_named: bool) -> str:
    """Whom areas are placed among; with the kinds of area where a row has several."""
    parts = []
    for is_placed in (True, False):
        chosen = [one for one in among if one.is_placed == is_placed]
        if not chosen:
            continue
        if is_named:
            words = _("Among: {counts}") if is_placed else _("Too few to compare with: {counts}")
            parts.append(words.format(counts=", ".join(_count(one, speak) for one in chosen)))
            continue
        n, of = _n_of(chosen[0], speak)
        if is_placed:
            parts.append(_("Among {n} of {of} areas").format(n=n, of=of))
        else:
            parts.append(_("Too few areas to compare with: {n} of {of}").format(n=n, of=of))
    return "; ".join(parts)


def _count(one: Among, speak: str) -> str:
    n, of = _n_of(one, speak)
    return _("{kind} {n} of {of}").format(kind=_(KINDS[one.kind]), n=n, of=of)


def _n_of(one: Among, speak: str) -> tuple[str, str]:
    return formats.number(one.known, 0, speak), formats.number(one.of, 0, speak)


def _benchmark(choice: rug.Choice, speak: str) -> str:
    return selectors.area_name(definitions.load(), choice.benchmark_id, speak)


def _unit(row: RugRow, speak: str) -> str:
    """The unit in full; an index and a deviation have none."""
    if row.measure.kind in (measures.INDEX, measures.DEVIATIONS):
        return formats.EN_DASH
    own = row.measure.unit if row.measure.kind in measures.CHANGES else ""
    return own or row.indicator.unit[speak] or formats.EN_DASH


def _mark_words(cell: RugCell, choice: rug.Choice) -> str:
    return _(MARK_WORDS[choice.marks][cell.mark]) if cell.mark != rug.NONE else ""


def _cell(cell: RugCell, own: str, choice: rug.Choice) -> sheets.Cell:
    css = f"sk-{cell.mark}" if cell.mark != rug.NONE else ""
    if cell.area_id == own:
        css = f"{css} sk-own".strip()
    words = _mark_words(cell, choice)
    if not words:
        return sheets.text(cell.text, css=css)
    mark = (
        f'<span class="sk-mark" role="img" aria-label="{sheets.escape(words)}">'
        f"{SIGNS[cell.mark]}</span>"
    )
    return sheets.Cell(f"{mark}{sheets.escape(cell.text)}", css)
