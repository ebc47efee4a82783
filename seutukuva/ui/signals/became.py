"""What became of the signals by a round, and which of them wait for somebody to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.interviews import rounds, summaries
from seutukuva.signals.register import Signal
from seutukuva.signals.rounds_of import Round
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.signals import names
from seutukuva.ui.takeaway import take_away_table


def reminder(coming: Round, today: dt.date) -> None:
    """Which signals nobody has looked at again for the round that comes next."""
    if not coming.n:
        return
    name = names.round_name(coming.id)
    if not coming.waiting:
        words = _("Every signal of earlier rounds has been reviewed for {round}.")
        st.success(words.format(round=name), icon=":material/check_circle:")
        return
    words = ngettext(
        "{n} signal of earlier rounds waits for its review for {round}",
        "{n} signals of earlier rounds wait for their review for {round}",
        len(coming.waiting),
    ).format(n=texts.number(len(coming.waiting)), round=name)
    days = summaries.days_left(coming.id, today)
    if days > 0:
        left = ngettext("{n} day left", "{n} days left", days).format(n=texts.number(days))
    else:
        left = _("the month of the meeting has begun")
    box = st.warning if days <= 30 else st.info
    box(f"{words}; {left}.", icon=":material/pending_actions:")


def became(one: Round) -> None:
    """How many signals came out how by a round, and those that wait."""
    months = definitions.load().interviewing.rounds
    since = formats.date(rounds.begins(one.id, months), texts.language())
    name = names.round_name(one.id)
    if not one.n:
        st.info(
            _("No open signal was seen before {day}: {round} has none to look at again.").format(
                day=since, round=name
            ),
            icon=":material/inbox:",
        )
    else:
        words = _(
            "{reviewed} of {n} signals seen before {day} have been reviewed for {round}."
        ).format(
            reviewed=texts.number(len(one.reviewed)), n=texts.number(one.n), day=since, round=name
        )
        st.markdown(words)
        _table(one, name)
    if one.fresh:
        words = ngettext(
            "{n} signal was seen in this round’s own time: the next round looks at it again.",
            "{n} signals were seen in this round’s own time: the next round looks at them again.",
            one.fresh,
        )
        st.caption(words.format(n=texts.number(one.fresh)))


def _table(one: Round, name: str) -> None:
    counts, known = one.outcomes(), names.choices("outcome", names.review_kind())
    columns = (_("What became of them"), _("Signals"), _("Which"))
    lines = [
        _line(title, columns, [signal for signal, review in one.reviewed if review.outcome == own])
        for own, title in known.items()
        if counts[own]
    ]
    if others := [signal for signal, review in one.reviewed if review.outcome not in known]:
        lines.append(_line(_("reviewed, in words that are not known here"), columns, others))
    if one.waiting:
        lines.append(_line(_("not reviewed yet"), columns, one.waiting))
    told = _("Signals of earlier rounds by what became of them.")
    sheets.show(
        [
            sheets.Sheet(
                told, tuple(map(sheets.text, columns)), tuple(lines), css="sk-needs sk-listed"
            )
        ]
    )
    take_away_table(
        key="signal_outcomes",
        title=_("What became of the signals, {round}").format(round=name),
        values=pd.DataFrame(_taken(one)),
        alternative=told,
        notes=(_("Confidential: rests on what firms and advisers have told."),),
    )


def _line(title: str, columns: Sequence[str], signals: Sequence[Signal]) -> sheets.Line:
    links = "".join(f"<li>{names.link(signal)}</li>" for signal in signals)
    return sheets.Line(
        sheets.text(title),
        (
            sheets.text(texts.number(len(signals)), label=columns[1]),
            sheets.Cell(f"<ul>{links}</ul>", label=columns[2]),
        ),
    )


def _taken(one: Round) -> dict[str, list[str]]:
    lines = [
        (signal, names.outcome(review.outcome), review.text) for signal, review in one.reviewed
    ]
    lines += [(signal, _("not reviewed yet"), "") for signal in one.waiting]
    return {
        names.heading("title"): [signal.title for signal, _outcome, _text in lines],
        _("What became of it"): [outcome for _signal, outcome, _text in lines],
        _("What shows it"): [text for _signal, _outcome, text in lines],
        _("Owner"): [
            names.of("organisation", signal.organisation) for signal, _outcome, _text in lines
        ],
    }
