"""The summaries of one round side by side, each with its change, withdrawal and history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import dates, formats, selectors, store, texts
from seutukuva.interviews import summaries
from seutukuva.interviews.summaries import Summary
from seutukuva.texts import _
from seutukuva.ui import entry, opening
from seutukuva.ui.summaries import names
from seutukuva.ui.takeaway import take_away_table
from seutukuva.ui.versions import of_entries, version_table

_CHANGED = "summary"


def reading(rows: Sequence[Summary], today: dt.date) -> None:
    """The round chosen, and its summaries."""
    entry.notice(summaries.KIND)
    own = {one.round for one in rows}
    options = sorted(own, reverse=True) or summaries.known_rounds(today)[:1]
    chosen = selectors.choose_one(
        "summary_round", _("Round"), options, options[0], names.round_name
    )
    shown = [one for one in rows if one.round == chosen]
    if not shown:
        st.info(_("Nobody has given a summary for this round yet."), icon=":material/inbox:")
        return
    for one in shown:
        _summary(one)
    _taken(shown, chosen)
    if opened := _opened(shown):
        _changing(opened, today)


def _summary(one: Summary) -> None:
    area = names.areas().get(one.development_area, one.development_area)
    told = (
        area,
        names.outlook(one.outlook),
        names.theme_names(one.themes),
        _("saved {day}").format(day=formats.date(dates.day_of(one.recorded_at), texts.language())),
    )
    with st.container(border=True):
        st.markdown(f"**{entry.plain(names.organisation(one.organisation))}**")
        st.caption(" · ".join(entry.plain(part) for part in told if part))
        # As it was written, line by line; nothing in it is markup.
        st.markdown("  \n".join(entry.plain(line) for line in one.text.split("\n")))
        st.page_link(
            "pages/situation/signals.py",
            label=_("Begin a signal of this"),
            icon=":material/add_alert:",
            query_params={"begin": f"summary:{one.id}"},
        )


def _taken(rows: Sequence[Summary], chosen: str) -> None:
    areas = names.areas()
    values = {
        _("Organisation"): [names.organisation(one.organisation) for one in rows],
        _("Round"): [names.round_name(one.round) for one in rows],
        _("Development area"): [areas.get(one.development_area, "") for one in rows],
        _("Outlook"): [names.outlook_taken(one.outlook) for one in rows],
        _("Themes"): [names.theme_names(one.themes) for one in rows],
        _("Summary"): [one.text for one in rows],
    }
    take_away_table(
        key="summaries",
        title=_("Advisers' summaries, {round}").format(round=names.round_name(chosen)),
        values=pd.DataFrame(values),
        notes=(_("Confidential: written for the coordination group."),),
        alternative=_("Advisers' summaries of one round."),
    )


def _opened(rows: Sequence[Summary]) -> Summary | None:
    known = {one.id: one for one in rows}
    titles = {
        one.id: " · ".join(
            part for part in (names.organisation(one.organisation), one.development_area) if part
        )
        for one in rows
    }
    asked = st.query_params.get(_CHANGED, "")
    if asked not in known:
        # Somebody else may have withdrawn it: then the form that would tell is gone.
        entry.notice(asked)
    chosen = opening.opened(_CHANGED, _("Summary to change"), titles, _("Choose a summary"))
    return known.get(chosen)


def _changing(one: Summary, today: dt.date) -> None:
    versions = store.history(one.id)
    newest = versions[-1]
    with st.expander(_("Change this summary"), icon=":material/edit:", expanded=True):
        entry.form(names.kind(), newest, names.SOURCE, names.shape(today))
    with st.expander(_("Withdraw this summary"), icon=":material/delete:"):
        entry.withdrawal(newest, names.SOURCE)
    st.subheader(_("History"), anchor=False)
    version_table(
        names.kind(),
        of_entries(versions),
        names.in_words,
        told=_("Versions of the summary, the newest first."),
        key="summary_history",
    )
