"""All baskets: who steers each, how many projects it holds, and what has come of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions import Measure
from seutukuva.projects import baskets
from seutukuva.projects.baskets import Held
from seutukuva.projects.measuring import is_number
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.baskets import choosing
from seutukuva.ui.fields import own_list
from seutukuva.ui.portfolio import names, sources
from seutukuva.ui.takeaway import table_taken, take_away

# What a basket is followed for: jobs before all, persons in training, money.
_SHOWN = ("jobs", "participants", "eu_state")


def basket_table(
    rows: Sequence[Held], together: Combined, pictures: Iterable[Picture], several: int, on: date
) -> None:
    """A row a basket, and all of them together.

    Args:
        together: every project of the baskets once; ``pictures``: theirs.
        several: how many projects are in more than one of them.
        on: the day looked at.
    """
    told = _("Project baskets with the group that steers each, its projects and their figures.")
    measures = [definitions.load().measures[one] for one in _SHOWN]
    columns = _columns(measures)
    lines = [_line(one, measures, columns[1:], on) for one in rows]
    if len(rows) > 1:
        lines.append(_together(together, measures, columns[1:]))
    heads = tuple(sheets.text(one) for one in columns)
    sheets.show([sheets.Sheet(told, heads, tuple(lines), css="sk-needs")])
    if several:
        words = ngettext(
            "{n} project is in several baskets; together it counts once.",
            "{n} projects are in several baskets; together each of them counts once.",
            several,
        )
        st.caption(words.format(n=texts.number(several)))
    take_away(
        lambda: table_taken(
            title=_("Project baskets"),
            subtitle=names.day(on),
            values=pd.DataFrame([_taken(one, measures, on) for one in rows]),
            alternative=told,
            notes=(
                *sources.of_pictures(pictures),
                _("A project may be in several baskets: their figures do not add up."),
            ),
            file_name="baskets",
        ),
        key="baskets",
    )


def _columns(measures: Sequence[Measure]) -> tuple[str, ...]:
    realised = _("{measure}: realised of planned")
    of_measures = (realised.format(measure=_title(one)) for one in measures)
    return _("Basket"), _("Steered by"), _("Projects"), *of_measures


def _title(measure: Measure) -> str:
    return measure.sum_title[texts.language()]


def group(held: Held) -> str:
    """The organisation that steers a basket, in words."""
    own = held.basket.owner_group
    return own_list("organisation", definitions.load()).get(own, own) or names.NOTHING


def _line(held: Held, measures: Sequence[Measure], columns: Sequence[str], on: date) -> sheets.Line:
    basket = held.basket
    state = choosing.states()[baskets.state(basket, on)]
    time = f" · {names.lasts(basket.started, basket.ended)}" if basket.started else ""
    link = f'<a href="{escape(choosing.address(basket))}" target="_self">{escape(basket.name)}</a>'
    return sheets.Line(
        sheets.Cell(f"{link}<small>{escape(state + time)}</small>"),
        (
            sheets.text(group(held), label=columns[0]),
            _counted(len(held.keys), held.combined, columns[1]),
            *_figures(held.combined, measures, columns[2:]),
        ),
    )


def _together(
    together: Combined, measures: Sequence[Measure], columns: Sequence[str]
) -> sheets.Line:
    return sheets.Line(
        sheets.Cell(f"<b>{escape(_('All baskets, each project once'))}</b>"),
        (
            sheets.Cell(""),
            _counted(together.projects, together, columns[1]),
            *_figures(together, measures, columns[2:]),
        ),
    )


def _counted(n: int, combined: Combined, label: str) -> sheets.Cell:
    reported = names.reported(combined.reported, combined.projects)
    return sheets.text(texts.number(n), reported if n else "", label=label)


def _figures(
    combined: Combined, measures: Sequence[Measure], labels: Sequence[str]
) -> list[sheets.Cell]:
    cells = []
    for measure, label in zip(measures, labels, strict=True):
        row = combined.row(measure.id)
        if row is None:
            cells.append(sheets.text(names.NOTHING, label=label))
            continue
        figures = names.of(row.realised, row.planned, measure.unit)
        share = names.percent(row.achievement) if is_number(row.achievement) else ""
        cells.append(sheets.text(figures, share, label=label))
    return cells


def _taken(held: Held, measures: Sequence[Measure], on: date) -> dict[str, str | float | None]:
    basket, combined = held.basket, held.combined
    found: dict[str, str | float | None] = {
        _("Basket"): basket.name,
        _("Steered by"): group(held),
        _("State"): choosing.states()[baskets.state(basket, on)],
        _("Start"): names.day(basket.started),
        _("End"): names.day(basket.ended),
        _("Projects"): len(held.keys),
        _("Projects that have reported"): combined.reported,
    }
    for one in measures:
        row = combined.row(one.id)
        found[f"{_title(one)}, {_('planned')}"] = row.planned if row else None
        found[f"{_title(one)}, {_('realised')}"] = row.realised if row else None
    return found
