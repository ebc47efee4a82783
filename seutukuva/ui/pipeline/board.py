"""The board by stage, the head's figures, and the list of all ideas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from seutukuva import texts
from seutukuva.pipeline.board import Board, Column, Waiting
from seutukuva.pipeline.model import Decision, Idea
from seutukuva.pipeline.since import News
from seutukuva.texts import _, ngettext
from seutukuva.ui import entry, presentation, sheets
from seutukuva.ui.pipeline import names, tables

_CSS = Path(__file__).with_name("board.css")
# Two fit beside each other on a telephone.
_WIDTH = 156
# Of the stages where nothing waits any more, so many are told on the board; the list has all.
_MOST_AT_END = 5


def in_short(board: Board, decisions: Sequence[Decision], news: News, *, was_held: bool) -> None:
    """Four figures and a sentence: what waits, for how long, and for whom."""
    awaiting = board.awaiting(decisions)
    told = (
        (_("Open ideas"), board.open),
        (_("Waiting too long"), len(board.late)),
        (_("Before the steering group"), len(awaiting)),
        (_("Since the owners’ meeting"), news.n),
    )
    width = round(_WIDTH * (presentation.CHART_SCALE if presentation.is_on() else 1))
    with st.container(horizontal=True):
        for label, n in told:
            st.metric(label, texts.number(n), width=width)
    for sentence in _sentences(board, awaiting):
        st.markdown(sentence)
    st.caption(since_words(news, was_held=was_held))


def since_words(news: News, *, was_held: bool) -> str:
    """From which day on news are told, and why."""
    day = names.day(news.since)
    if was_held:
        return _("The last owners’ meeting was on {day}.").format(day=day)
    return _(
        "No owners’ meeting before today has been entered; the clock’s rhythm gives {day}."
    ).format(day=day)


def _sentences(board: Board, awaiting: Sequence[Waiting]) -> list[str]:
    found = []
    there = [
        f"{column.stage.title[texts.language()]} {texts.number(column.n)}"
        for column in board.columns
        if column.n and not column.stage.is_end
    ]
    if there:
        found.append(_("By stage: {counts}.").format(counts=entry.plain(", ".join(there))))
    if board.late:
        first = board.late[0]
        words = _("Longest beyond its time: “{title}”, {days} at the stage “{stage}”.")
        found.append(
            words.format(
                title=entry.plain(first.idea.title),
                days=names.days(first.days),
                stage=names.stage(first.idea.stage),
            )
        )
    if awaiting:
        titles = ", ".join(
            _("“{text}”").format(text=entry.plain(one.idea.title)) for one in awaiting[:3]
        )
        more = len(awaiting) - 3
        if more > 0:
            words = ngettext("{titles} and {n} other", "{titles} and {n} others", more)
            titles = words.format(titles=titles, n=texts.number(more))
        found.append(_("The steering group has to choose: {titles}.").format(titles=titles))
    return found


def nothing_yet() -> None:
    """What the pipeline is for, while it is empty."""
    st.info(
        _(
            "No idea has been entered yet. An idea begins as a firm’s need or a challenge of the "
            "area; it is screened, prepared and appraised by common criteria, the steering group "
            "chooses, and when it has become a project, its results are seen beside what it "
            "promised."
        ),
        icon=":material/inbox:",
    )


def stages(board: Board, every: Sequence[Idea], decisions: Sequence[Decision]) -> None:
    """The board by stage, with a table of all its ideas to take away.

    Args:
        decisions: every decision, the latest first; those of the stage stand with the idea.
    """
    newest: dict[str, Decision] = {}
    for decision in decisions:
        newest.setdefault(decision.idea, decision)
    sheets.put(f"<style>{_style()}</style>")
    body = "".join(_column(one, newest) for one in board.columns)
    sheets.put(f'<div class="sk-board">{body}</div>')
    for one in board.unknown:
        words = _("“{title}” stands at a stage that the programme no longer has: {stage}.")
        st.warning(words.format(title=entry.plain(one.title), stage=entry.plain(one.stage)))
    _listing(board, every)


@lru_cache(maxsize=1)
def _style() -> str:
    return _CSS.read_text(encoding="utf-8")


def _column(column: Column, newest: Mapping[str, Decision]) -> str:
    speak = texts.language()
    title = escape(column.stage.title[speak])
    allowed = (
        _("may stand here {days}").format(days=names.days(column.limit)) if column.limit else ""
    )
    most = _MOST_AT_END if column.stage.is_end else column.n
    # At an end the last to come are told, of the others those that have waited longest.
    rows = column.waiting[-most:][::-1] if column.stage.is_end else column.waiting
    cards = "".join(_card(one, newest.get(one.idea.id)) for one in rows)
    more = column.n - len(rows)
    rest = (
        ngettext("and {n} earlier one", "and {n} earlier ones", more).format(n=texts.number(more))
        if more
        else ""
    )
    held = ' class="sk-held"' if column.n else ""
    return (
        f"<section{held}><h3><span>{title}</span><b>{texts.number(column.n)}</b></h3>"
        + (f"<p>{escape(allowed)}</p>" if allowed else "")
        + (f"<ul>{cards}</ul>" if cards else "")
        + (f"<p>{escape(rest)}</p>" if rest else "")
        + "</section>"
    )


def _card(one: Waiting, decision: Decision | None) -> str:
    idea = one.idea
    note = " · ".join(
        part for part in (idea.development_area, names.short(idea.owner)) if part != names.NOTHING
    )
    css = ' class="sk-waits"' if one.is_late else ""
    time = f'<small class="sk-time">{escape(_time(one))}</small>'
    return f"<li{css}>{names.link(idea, note)}{time}{_decided(idea, decision)}</li>"


def _decided(idea: Idea, decision: Decision | None) -> str:
    """What was decided of it at its stage, while it still stands there."""
    if decision is None or decision.stage != idea.stage or decision.day < idea.since:
        return ""
    words = _("decided: {outcome}, {day}").format(
        outcome=names.outcome(decision.outcome), day=names.day(decision.decided_on)
    )
    return f"<small>{escape(words)}</small>"


def _time(one: Waiting) -> str:
    if one.limit is None:
        return _("since {day}").format(day=names.day(one.idea.since))
    days = names.days(one.days)
    if one.is_late:
        return "▲ " + _("{days} here: too long").format(days=days)
    return _("{days} here").format(days=days)


def _listing(board: Board, every: Sequence[Idea]) -> None:
    with st.expander(_("All ideas as a list"), icon=":material/list:"):
        columns = (
            *(names.heading("title"), names.heading("stage"), _("Waiting")),
            *(names.heading("development_area"), names.heading("owner"), _("Planned costs")),
        )
        waiting = {one.idea.id: one for column in board.columns for one in column.waiting}
        lines = [_line(columns, one, waiting.get(one.id)) for one in every]
        tables.shown(
            _("Ideas"),
            _("Ideas with their stage, how long they have stood there, area, owner and costs."),
            columns,
            lines,
            taken(every, waiting),
            "ideas",
        )


def _line(columns: Sequence[str], idea: Idea, waits: Waiting | None) -> sheets.Line:
    return tables.line(
        columns,
        sheets.Cell(names.link(idea, names.origin(idea.origin))),
        names.stage(idea.stage),
        _time(waits) if waits else names.NOTHING,
        names.of("development_area", idea.development_area),
        names.short(idea.owner),
        names.money(idea.money_total),
    )


def taken(every: Sequence[Idea], waiting: dict[str, Waiting]) -> dict[str, list[Any]]:
    """Everything of the ideas for a file, by heading; needs of firms are left out."""
    own = names.heading
    return {
        own("title"): [one.title for one in every],
        own("description"): [one.description for one in every],
        own("stage"): [names.stage(one.stage) for one in every],
        own("stage_on"): [one.since.isoformat() for one in every],
        _("Days at the stage"): [
            waiting[one.id].days if one.id in waiting else None for one in every
        ],
        _("Days allowed"): [waiting[one.id].limit if one.id in waiting else None for one in every],
        own("origin"): [names.origin(one.origin) for one in every],
        own("development_area"): [
            names.of("development_area", one.development_area) for one in every
        ],
        own("node"): [names.of("node", one.node) if one.node else "" for one in every],
        own("owner"): [names.of("organisation", one.owner) for one in every],
        own("partners"): [one.partners for one in every],
        own("money_total"): [one.money_total for one in every],
        own("money_eu_state"): [one.money_eu_state for one in every],
        own("jobs"): [one.jobs for one in every],
        own("firms"): [one.firms for one in every],
        own("project"): [one.project for one in every],
    }
