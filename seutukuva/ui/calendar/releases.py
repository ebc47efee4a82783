"""The statistics' release calendar, against the next meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts, wording
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.calendar import names
from seutukuva.ui.takeaway import take_away_table
from seutukuva.yearly_clock import Occurrence
from seutukuva.yearly_clock.releases import NEW, OUT, PERHAPS, SAME, UNKNOWN, Release

# Sign and words of how figures will stand at the meeting.
STATES = {
    NEW: ("✓", N_("new before the meeting")),
    PERHAPS: ("?", N_("new in the month of the meeting")),
    OUT: ("!", N_("probably out already")),
    SAME: ("=", N_("still the same")),
    UNKNOWN: ("–", N_("not known")),
}
_NAMED = 3


def release_calendar(rows: Sequence[Release], meeting: Occurrence | None) -> None:
    """In a sentence how many are new, then a row a source; what nobody knows stands folded."""
    if meeting:
        words = _("How figures will stand at: {meeting}, {when}.")
        title = meeting.event.title[texts.language()]
        st.markdown(words.format(meeting=title, when=names.when(meeting)))
    st.markdown(_in_short(rows))
    if any(one.state == OUT for one in rows):
        st.caption(
            _(
                "Probably out already: the producer's rhythm let expect them before today, and "
                "they have not been fetched. Update the statistics."
            )
        )
    dated = [one for one in rows if one.state != UNKNOWN]
    if dated:
        _table(dated)
    if unknown := [one for one in rows if one.state == UNKNOWN]:
        with st.expander(_("Not known when new figures come ({n})").format(n=len(unknown))):
            _table(unknown)
    _taken(rows)


def _in_short(rows: Sequence[Release]) -> str:
    counts = Counter(one.state for one in rows)
    parts = [
        f"{sign} {_(words)}: **{texts.number(counts[state])}**"
        for state, (sign, words) in STATES.items()
        if counts[state]
    ]
    return " · ".join(parts)


def _table(rows: Sequence[Release]) -> None:
    told = _("Sources by how their figures will stand at the meeting.")
    heads = (_("Source"), _("Newest now"), _("Next expected"), _("At the meeting"))
    lines = tuple(
        sheets.Line(
            sheets.text(_source(one), _indicators(one)),
            (
                sheets.text(_periods(one), label=heads[1]),
                sheets.text(_expected(one), label=heads[2]),
                sheets.text(" ".join(_state(one)), label=heads[3]),
            ),
        )
        for one in rows
    )
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, heads)), lines, css="sk-needs")])


def _source(one: Release) -> str:
    return definitions.load().sources[one.source].title[texts.language()]


def _indicators(one: Release) -> str:
    known = definitions.load().indicators
    titles = [known[name].short_title[texts.language()] for name in one.indicators]
    more = len(titles) - _NAMED
    words = ", ".join(titles[:_NAMED])
    if more <= 0:
        return words
    rest = ngettext("and {n} more", "and {n} more", more).format(n=texts.number(more))
    return f"{words} {rest}"


def _period(one: Release) -> str:
    return formats.period(one.period, texts.language())


def _periods(one: Release) -> str:
    """The newest period, of indicators that differ from the one that lags most."""
    if one.oldest == one.period:
        return _period(one)
    first, last = formats.period(one.oldest, texts.language()), _period(one)
    # What is of one word needs no room around the dash.
    return f"{first} – {last}" if " " in first + last else f"{first}–{last}"


def _expected(one: Release) -> str:
    speak = texts.language()
    if one.announced:
        return formats.date(one.announced, speak)
    if not one.expected:
        return _(wording.RHYTHMS[one.rhythm])
    month = formats.period(one.expected, speak)
    words = _("since {month}") if one.state == OUT else _("about {month}")
    return words.format(month=month)


def _state(one: Release) -> tuple[str, str]:
    sign, words = STATES[one.state]
    if one.state == SAME:
        return sign, _("still {period}").format(period=_period(one))
    return sign, _(words)


def _taken(rows: Sequence[Release]) -> None:
    if not rows:
        return
    values = {
        _("Source"): [_source(one) for one in rows],
        _("Indicators"): [", ".join(one.indicators) for one in rows],
        _("Newest now"): [_periods(one) for one in rows],
        _("Next expected"): [_expected(one) for one in rows],
        _("At the meeting"): [_state(one)[1] for one in rows],
    }
    take_away_table(
        key="releases",
        title=_("Release calendar of the statistics"),
        values=pd.DataFrame(values),
        alternative=_("Sources by how their figures will stand at the meeting."),
    )
