"""Likelihood × impact: the signals shown, each in its cell, with its horizon and how it moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.signals.matrix import Matrix, matrix
from seutukuva.signals.register import RATINGS, Signal
from seutukuva.signals.rounds_of import Move
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.fields import plain
from seutukuva.ui.signals import names
from seutukuva.ui.takeaway import take_away_table


def placing(rows: Sequence[Signal], moves: Mapping[str, Move]) -> None:
    """The matrix, the largest impact on top; a file has a row a signal."""
    placed = matrix(rows)
    told = _("Signals by likelihood, from left to right, and impact, the largest on top.")
    if placed.cells:
        sheets.show([_sheet(placed, moves, told)])
    if placed.unrated:
        words = ngettext(
            "{n} signal is not in the matrix, for it is not rated: {titles}.",
            "{n} signals are not in the matrix, for they are not rated: {titles}.",
            len(placed.unrated),
        )
        titles = ", ".join(f"“{plain(one.title)}”" for one in placed.unrated)
        st.caption(words.format(n=texts.number(len(placed.unrated)), titles=titles))
    st.caption(
        _(
            "The ratings are judgements with reasons, no calculation. An arrow says how a signal "
            "has moved since the round of its newest review began."
        )
    )
    take_away_table(
        key="signal_matrix",
        title=_("Signals by likelihood and impact"),
        values=pd.DataFrame(_taken(placed, moves)),
        alternative=told,
        notes=(_("Confidential: rests on what firms and advisers have told."),),
    )


def _sheet(placed: Matrix, moves: Mapping[str, Move], told: str) -> sheets.Sheet:
    heads = [sheets.text(names.choice("likelihood", one)) for one in RATINGS]
    corner = sheets.text(f"{names.heading('impact')} ↓  {names.heading('likelihood')} →")
    lines = tuple(
        sheets.Line(
            # On a telephone the heads of columns are gone: the row says itself what it is of.
            sheets.text(names.choice("impact", impact), names.heading("impact")),
            tuple(
                _cell(placed.at(likelihood, impact), likelihood, moves) for likelihood in RATINGS
            ),
        )
        for impact in reversed(RATINGS)
    )
    return sheets.Sheet(told, (corner, *heads), lines, css="sk-needs sk-listed sk-placing")


def _cell(own: Sequence[Signal], likelihood: int, moves: Mapping[str, Move]) -> sheets.Cell:
    if not own:
        return sheets.Cell("")
    count = ngettext("{n} signal", "{n} signals", len(own)).format(n=texts.number(len(own)))
    items = "".join(f"<li>{names.link(one, _note(one, moves))}</li>" for one in own)
    label = f"{names.heading('likelihood')} {names.choice('likelihood', likelihood)}"
    return sheets.Cell(f"<b>{escape(count)}</b><ul>{items}</ul>", label=label)


def _note(one: Signal, moves: Mapping[str, Move]) -> str:
    parts = [names.choice("horizon", one.horizon)]
    if one.id in moves:
        parts.append(names.move(moves[one.id]))
    return " · ".join(parts)


def _taken(placed: Matrix, moves: Mapping[str, Move]) -> dict[str, list[Any]]:
    rows = [
        one
        for impact in reversed(RATINGS)
        for likelihood in reversed(RATINGS)
        for one in placed.at(likelihood, impact)
    ]
    rows += placed.unrated
    return {
        names.heading("title"): [one.title for one in rows],
        names.heading("likelihood"): [one.likelihood for one in rows],
        names.heading("impact"): [one.impact for one in rows],
        names.heading("horizon"): [names.choice("horizon", one.horizon) for one in rows],
        _("Since the newest review"): [names.move(moves.get(one.id)) for one in rows],
    }
