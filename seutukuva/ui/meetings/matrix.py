"""The checklist of a round: a row a subject, a column an organisation."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from seutukuva.meetings import checklist
from seutukuva.meetings.checklist import EVERYBODY, Checklist, Item
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.meetings import names
from seutukuva.ui.takeaway import take_away_table


def matrix(found: Checklist) -> None:
    """Each input with its sign, its words and the page where it is mended."""
    if not found.items:
        words = _("What the round needs cannot be told: no figures have been published yet.")
        st.info(words, icon=":material/hourglass_empty:")
        return
    columns = _columns(found)
    heads = (_("What"), *(_head(one) for one in columns))
    told = _("What the round of {round} needs, and what of it is there, by organisation.").format(
        round=names.round_name(found.round)
    )
    lines = tuple(
        sheets.Line(
            sheets.Cell(names.anchor(checklist.PAGES[subject], names.subject(subject))),
            tuple(_cell(found.of(subject, own), _head(own)) for own in columns),
        )
        for subject in found.subjects
    )
    sheets.show(
        [sheets.Sheet(told, tuple(map(sheets.text, heads)), lines, css="sk-needs sk-targets")]
    )
    signs = "  ·  ".join(
        f"{names.SIGNS[state]} {words}"
        for state, words in (
            (checklist.THERE, _("there")),
            (checklist.MISSING, _("missing, there is still time")),
            (checklist.LATE, _("late: the month of the round has begun, or the day has passed")),
            (checklist.NOT_NEEDED, _("nothing is due")),
            (checklist.BEFORE_USE, _("not there: before the program was in use")),
        )
        if state != checklist.BEFORE_USE or found.count(state)
    )
    st.caption(signs)
    take_away_table(
        key="checklist",
        title=_("Checklist, {round}").format(round=names.round_name(found.round)),
        values=pd.DataFrame(_taken(found)),
        alternative=told,
    )


def _columns(found: Checklist) -> list[str]:
    whole = any(not one.organisation for one in found.items)
    return [*([EVERYBODY] if whole else []), *found.organisations]


def _head(own: str) -> str:
    return names.organisation(own) if own else _("Whole programme")


def _cell(item: Item | None, label: str) -> sheets.Cell:
    if item is None:
        # Not even awaited: no sign at all.
        return sheets.Cell("", label=label)
    css = "sk-figure" if item.lacks else ""
    return sheets.Cell(f"{names.SIGNS[item.state]} {escape(item.words)}", css, label)


def _taken(found: Checklist) -> dict[str, list[str]]:
    states = {
        checklist.THERE: _("there"),
        checklist.MISSING: _("missing"),
        checklist.LATE: _("late"),
        checklist.NOT_NEEDED: _("nothing is due"),
        checklist.BEFORE_USE: _("not there: before the program was in use"),
    }
    return {
        _("What"): [names.subject(one.subject) for one in found.items],
        _("Organisation"): [_head(one.organisation) for one in found.items],
        _("State"): [states[one.state] for one in found.items],
        _("In words"): [one.words for one in found.items],
    }
