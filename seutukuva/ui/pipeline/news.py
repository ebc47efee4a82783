"""What happened in the pipeline since the last owners' meeting."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from seutukuva import texts
from seutukuva.pipeline.model import DECISION, Idea
from seutukuva.pipeline.since import News
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.pipeline import names, tables
from seutukuva.ui.pipeline.board import since_words


def since_meeting(news: News, known: Mapping[str, Idea], *, was_held: bool) -> None:
    """New ideas, moves and decisions, the latest first.

    Args:
        known: every idea by id; a decision on one that is no more is left out.
    """
    st.header(_("Since the last owners’ meeting"), anchor=False)
    st.caption(since_words(news, was_held=was_held))
    rows = _rows(news, known)
    if not rows:
        st.info(_("Nothing has happened in the pipeline since."), icon=":material/hourglass_empty:")
        return
    columns = (_("Idea"), _("Day"), _("What changed"), _("Why"))
    lines = [
        tables.line(columns, sheets.Cell(names.link(idea)), names.day(on), what, why)
        for on, idea, what, why in rows
    ]
    tables.shown(
        _("Since the last owners’ meeting"),
        _("New ideas, moves between stages and decisions since the last owners’ meeting."),
        columns,
        lines,
        {
            columns[0]: [idea.title for _on, idea, _what, _why in rows],
            columns[1]: [on for on, _idea, _what, _why in rows],
            columns[2]: [what for _on, _idea, what, _why in rows],
            columns[3]: [why for _on, _idea, _what, why in rows],
        },
        "pipeline_news",
    )


def _rows(news: News, known: Mapping[str, Idea]) -> list[tuple[str, Idea, str, str]]:
    rows = [
        (
            one.on.isoformat(),
            one.idea,
            _("new, at the stage “{stage}”").format(stage=names.stage(one.after)),
            one.reason,
        )
        for one in news.new
    ]
    for one in news.moved:
        words = _("from “{before}” to “{after}”")
        said = words.format(before=names.stage(one.before), after=names.stage(one.after))
        rows.append((one.on.isoformat(), one.idea, said, one.reason))
    for decided in news.decided:
        if decided.idea in known:
            said = f"{names.kind(DECISION).title[texts.language()]}: " + names.outcome(
                decided.outcome
            )
            idea = known[decided.idea]
            rows.append((decided.decided_on, idea, said, decided.reason))
    return sorted(rows, key=lambda row: row[0], reverse=True)
