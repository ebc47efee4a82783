"""What each composite is made of: figures with their scores, in words and colour."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from seutukuva import formats, texts
from seutukuva.charts import labels
from seutukuva.export import TakeAway
from seutukuva.texts import N_, _
from seutukuva.ui import sheets
from seutukuva.ui.takeaway import table_taken, take_away
from seutukuva.ui.vitality import told
from seutukuva.ui.vitality.standing import file_name
from seutukuva.ui.vitality.view import View, form, when

# Of a score's size in standard deviations: from here on it is told, and from here on as much.
TOLD, MUCH = 0.5, 1.5
LEGEND = N_(
    "In each cell the figure, and below it how it stands beside the country’s areas of the same "
    "kind: in words, and in standard deviations from their mean, where plus is always the better "
    "side. As usual: less than half a standard deviation from the mean; much: one and a half or "
    "more."
)


def parts(view: View) -> None:
    """The table of parts, the best area first, with what one can take away."""
    st.caption(_(LEGEND))
    sheets.show([sheet(view)])
    take_away(lambda: taken(view), key="vitality_parts")


def taken(view: View) -> TakeAway:
    """The table for files: figures and scores in columns of their own, with weights and years."""
    composite = view.choice.composite.title[texts.language()]
    return table_taken(
        title=_("{composite}: parts").format(composite=composite),
        subtitle=view.choice.title,
        values=_frame(view, is_shown=False),
        shown=_frame(view, is_shown=True),
        notes=[*told.method(view), *told.unused(view), *_weights_and_years(view)],
        indicators=view.indicators,
        area_ids=view.assessed.area_ids,
        file_name="-".join(file_name(view, "parts")),
    )


def score_words(score: float) -> tuple[str, str]:
    """How a score is called, and the class of its cell; as it reads when it is printed."""
    printed = float(formats.rounded(score, 1))
    if abs(printed) < TOLD:
        return _("as usual"), ""
    if printed > 0:
        return (_("much better") if printed >= MUCH else _("better")), "sk-high"
    return (_("much weaker") if printed <= -MUCH else _("weaker")), "sk-low"


def sheet(view: View) -> sheets.Sheet:
    """The table as it stands on the page."""
    composite = sheets.text(_breakable(_("Composite")), _("rank, and its range"))
    heads = [sheets.text(_("Area")), composite]
    for indicator, weight in zip(view.indicators, view.assessed.weights, strict=True):
        weighs = f"×{formats.NBSP}{texts.number(weight)}"
        note = f"{when(view.assessed.figures[indicator.id])} · {weighs}"
        title = _breakable(indicator.short_title[texts.language()])
        heads.append(sheets.link_to_indicator(indicator.id, view.choice.area_id, title, note))
    lines = tuple(_line(view, at) for at in view.order)
    return sheets.Sheet(_("Composites and their parts"), tuple(heads), lines, css="sk-rug sk-vital")


def _breakable(title: str) -> str:
    """Long words would make the table wider than the page."""
    return title if texts.language() == "en" else labels.hyphenated(title)


def _line(view: View, at: int) -> sheets.Line:
    name = sheets.escape(view.name(at))
    mine = "sk-mine" if view.is_own(at) else ""
    header = sheets.Cell(f"<strong>{name}</strong>" if mine else name)
    cells = [sheets.text(*_composite(view, at), css=mine)]
    for column, indicator in enumerate(view.indicators):
        figure = _figure(view, at, indicator.id)
        score = view.assessed.scores[at, column]
        if not np.isfinite(score):
            cells.append(sheets.text(figure, _missing(view, at, indicator.id), css=mine))
            continue
        words, css = score_words(score)
        note = f"{words} {texts.number(score, 1, signed=True)}"
        cells.append(sheets.text(figure, note, css=f"{css} {mine}".strip()))
    return sheets.Line(header, tuple(cells))


def _composite(view: View, at: int) -> tuple[str, str]:
    ranking = view.assessed.ranking
    if not view.has_rank(at):
        return "–", _("too few figures")
    span = formats.span(ranking.low[at], ranking.high[at], 0, texts.language())
    note = f"{texts.number(ranking.rank[at])} ({span})"
    return texts.number(ranking.values[at], 2, signed=True), note


def _figure(view: View, at: int, indicator_id: str) -> str:
    figures, area_id = view.assessed.figures[indicator_id], view.assessed.area_ids[at]
    status = figures.statuses.get(area_id, "missing")
    return form(figures).text(figures.values.get(area_id), status, texts.language())


def _missing(view: View, at: int, indicator_id: str) -> str:
    is_elsewhere = view.assessed.area_ids[at] in view.assessed.figures[indicator_id].elsewhere
    return _("only of another time") if is_elsewhere else _("no figure")


def _frame(view: View, *, is_shown: bool) -> pd.DataFrame:
    """The table for files: figures and scores in columns of their own."""
    speak = texts.language()
    columns = [_("Area"), _("Rank"), *map(_, _RANGE), _("Composite")]
    for one in view.indicators:
        figures = view.assessed.figures[one.id]
        parts_of = (one.short_title[speak], when(figures), form(figures).unit)
        about = ", ".join(part for part in parts_of if part)
        columns += [about, _("{indicator}: score").format(indicator=about)]
    line = _shown_line if is_shown else _values_line
    return pd.DataFrame([line(view, at) for at in view.order], columns=columns, dtype=object)


_RANGE = (N_("With other weights, from"), N_("With other weights, to"))


def _values_line(view: View, at: int) -> list[Any]:
    ranking, area_id = view.assessed.ranking, view.assessed.area_ids[at]
    own = (ranking.rank[at], ranking.low[at], ranking.high[at], ranking.values[at])
    line: list[Any] = [view.name(at), *map(_known, own)]
    for column, name in enumerate(view.assessed.indicators):
        line.append(view.assessed.figures[name].values.get(area_id))
        line.append(_known(view.assessed.scores[at, column]))
    return line


def _shown_line(view: View, at: int) -> list[Any]:
    name, *own, composite = _values_line(view, at)[:5]

    def printed(value: float | None, decimals: int, signed: bool) -> str:
        return "–" if value is None else texts.number(value, decimals, signed=signed)

    line: list[Any] = [name, *(printed(one, 0, False) for one in own), printed(composite, 2, True)]
    for column, indicator_id in enumerate(view.assessed.indicators):
        line.append(_figure(view, at, indicator_id))
        line.append(printed(_known(view.assessed.scores[at, column]), 1, True))
    return line


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _weights_and_years(view: View) -> list[str]:
    """For files: each indicator with its weight, its time and what is better."""
    told_of = []
    for one, weight in zip(view.indicators, view.assessed.weights, strict=True):
        words = (
            _("{indicator}: weight {weight}, {period}; more is better.")
            if view.field.better[one.id] > 0
            else _("{indicator}: weight {weight}, {period}; less is better.")
        )
        told_of.append(
            words.format(
                indicator=one.label(texts.language()),
                weight=texts.number(weight),
                period=when(view.assessed.figures[one.id]),
            )
        )
    return told_of
