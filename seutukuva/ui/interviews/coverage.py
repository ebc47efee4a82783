"""Who was interviewed, against how many firms there are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import rounds
from seutukuva.interviews.told import CoverageRow, WaveResults
from seutukuva.texts import _
from seutukuva.ui.interviews import names
from seutukuva.ui.interviews.choosing import Choice
from seutukuva.ui.takeaway import take_away_table


def coverage(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """Firms interviewed by municipality, industry or size, with their share of all firms."""
    dimension = choice.dimension or "municipality"
    found = {row.group: row for row in results.coverage if row.group.dimension in ("", dimension)}
    if not found:
        return
    rows = [found[group] for group in names.ordered(found, form)]
    speak = texts.language()
    has_stock = any(row.stock is not None for row in rows)
    columns = {
        _(names.DIMENSIONS[dimension]): [names.group(row.group, form) for row in rows],
        _("Interviewed"): [_firms(row) for row in rows],
    }
    if has_stock:
        columns[_("Firms there are")] = [formats.number(row.stock, 0, speak) for row in rows]
        columns[_("Share interviewed")] = [_percent(row.share) for row in rows]
        columns[_("Over or under its share of firms")] = [_points(row.difference) for row in rows]
    table = pd.DataFrame(columns)
    title = _("Who was interviewed")
    st.table(table, hide_index=True, border="horizontal", alt=title)
    notes = _notes(rows, has_stock)
    st.caption("  \n".join(notes))
    take_away_table(
        key="coverage",
        title=f"{title}, {rounds.name(results.wave, speak)}",
        values=table,
        alternative=title,
        notes=notes,
        file_name="interview_coverage",
    )


def _firms(row: CoverageRow) -> str:
    return formats.number(row.firms, 0, texts.language()) if row.firms else names.few()


def _percent(value: float | None) -> str:
    return "–" if value is None else formats.percent(value, 1, texts.language())


def _points(value: float | None) -> str:
    if value is None:
        return "–"
    speak = texts.language()
    signed = formats.number(value, 0, speak, signed=True)
    return formats.with_unit(signed, formats.percentage_points(speak), speak)


def _notes(rows: list[CoverageRow], has_stock: bool) -> list[str]:
    speak = texts.language()
    rounded = names.rounding()
    if not has_stock:
        return [_("How many firms there are by this division is not known here."), rounded]
    known = next(row for row in rows if row.stock is not None)
    indicator = definitions.load().indicators[known.stock_indicator]
    period = formats.period(known.stock_period, speak)
    return [
        _("Firms there are: {indicator}, {period}.").format(
            indicator=indicator.label(speak), period=period
        ),
        rounded,
    ]
