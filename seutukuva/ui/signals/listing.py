"""The list of signals, and how many there are in short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.signals.register import Signal
from seutukuva.signals.rounds_of import Move, Round
from seutukuva.signals.watch import NOW, Watch
from seutukuva.texts import _
from seutukuva.ui import linked, sheets
from seutukuva.ui.signals import names
from seutukuva.ui.takeaway import table_taken, take_away

# Two fit beside each other on a telephone.
_WIDTH = 156


def in_short(signals: Sequence[Signal], coming: Round, seen: Watch | None) -> None:
    """Four figures: open signals, rising ones, those to be reviewed, series outside."""
    outside = seen.told(NOW) if seen is not None and seen.watched else None
    rising = sum(one.state == "rising" for one in signals)
    told = (
        (_("Open signals"), sum(one.is_open for one in signals)),
        (_("Rising"), rising),
        (_("To be reviewed"), len(coming.waiting)),
        (_("Series outside now"), outside),
    )
    with st.container(horizontal=True):
        for label, n in told:
            st.metric(label, names.NOTHING if n is None else texts.number(n), width=_WIDTH)


def nothing_yet() -> None:
    """What a register is for, while it is empty."""
    st.info(
        _(
            "No signal has been entered yet. A signal is something that somebody has seen "
            "beginning to change: in the figures above, in interviews, at a Trends & Techs event, "
            "among an adviser’s clients. It is rated by likelihood and impact, each with a reason, "
            "gets an owner, and every round says what has become of it."
        ),
        icon=":material/inbox:",
    )


def kept_away() -> None:
    """Why the register is not shown where others can reach the pages."""
    st.header(_("Register of signals"), anchor=False)
    linked.kept_away(
        "signals",
        _("The register of signals rests on what firms and advisers have told in confidence."),
        _(
            "The register of signals rests on what firms and advisers have told in confidence. It "
            "is shown on the computer that serves the pages, when it serves nobody else."
        ),
    )


def listing(rows: Sequence[Signal], moves: Mapping[str, Move]) -> None:
    """The signals, those seen last first; a file holds everything of them."""
    told = _("Signals with theme, likelihood, impact, owner and state, those seen last first.")
    columns = (
        *(names.heading("title"), _("Theme"), names.heading("likelihood"), names.heading("impact")),
        *(_("Owner"), names.heading("state")),
    )
    lines = tuple(_line(one, columns, moves) for one in rows)
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, columns)), lines, css="sk-needs")])
    take_away(
        lambda: table_taken(
            title=_("Early signals"),
            values=pd.DataFrame(_taken(rows, moves)),
            alternative=told,
            notes=(_("Confidential: rests on what firms and advisers have told."),),
            file_name="signals",
        ),
        key="signals",
    )


def _line(one: Signal, columns: Sequence[str], moves: Mapping[str, Move]) -> sheets.Line:
    note = " · ".join(
        (
            names.choice("direction", one.direction),
            names.choice("horizon", one.horizon),
            names.areas(one),
        )
    )
    seen = _("seen {day}").format(day=names.day(one.seen_on))
    return sheets.Line(
        sheets.Cell(names.link(one, note)),
        (
            sheets.text(
                names.of("theme", one.theme), names.choice("source", one.source), label=columns[1]
            ),
            sheets.text(names.choice("likelihood", one.likelihood), label=columns[2]),
            sheets.text(names.choice("impact", one.impact), label=columns[3]),
            sheets.text(names.short(one.organisation), seen, label=columns[4]),
            sheets.text(
                names.choice("state", one.state), names.move(moves.get(one.id)), label=columns[5]
            ),
        ),
    )


def _taken(rows: Sequence[Signal], moves: Mapping[str, Move]) -> dict[str, list[Any]]:
    own = names.heading
    columns: dict[str, list[Any]] = {
        own("title"): [one.title for one in rows],
        own("observation"): [one.observation for one in rows],
        own("source"): [names.choice("source", one.source) for one in rows],
        own("origin"): [one.origin for one in rows],
        own("url"): [one.url for one in rows],
        own("theme"): [names.of("theme", one.theme) for one in rows],
        own("direction"): [names.choice("direction", one.direction) for one in rows],
        own("horizon"): [names.choice("horizon", one.horizon) for one in rows],
        own("likelihood"): [one.likelihood for one in rows],
        own("likelihood_reason"): [one.likelihood_reason for one in rows],
        own("impact"): [one.impact for one in rows],
        own("impact_reason"): [one.impact_reason for one in rows],
        own("areas"): [names.areas(one) for one in rows],
        own("development_area"): [
            names.of("development_area", one.development_area) for one in rows
        ],
        own("organisation"): [names.of("organisation", one.organisation) for one in rows],
        own("seen_on"): [names.day(one.seen_on) for one in rows],
        own("state"): [names.choice("state", one.state) for one in rows],
        own("action"): [one.action for one in rows],
        _("Since the newest review"): [names.move(moves.get(one.id)) for one in rows],
    }
    return {
        name: ["" if one == names.NOTHING else one for one in cells]
        for name, cells in columns.items()
    }
