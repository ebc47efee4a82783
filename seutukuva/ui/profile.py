"""The area profile on the page: one table a theme, with small drawings in its rows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, formats, texts, wording
from seutukuva.charts import cells
from seutukuva.peering import Peers
from seutukuva.profile import ProfileRow
from seutukuva.texts import N_, _
from seutukuva.ui import made, sheets
from seutukuva.verdicts import wording as verdict_words

LEGEND = N_(
    "Position: the upright line is the median of the comparison group. The thin bar reaches from "
    "the lowest to the highest of the country’s areas of the same kind, the box is their middle "
    "half with its median, the dot is this area. Counts are compared per 1,000 inhabitants, "
    "populations as their change. Left is lower, right is higher; neither side is good in itself."
)
# In a narrow cell; the whole reason stands on the indicator's own page.
SHORT_REASONS = {
    "no_figures": N_("no figures"),
    "too_few_points": N_("too few figures"),
    "gap": N_("figures missing between"),
    "break": N_("break in the series"),
    "projection": N_("a projection"),
}
OTHER_REASON = N_("does not fit the test")
RANK_NOTE = N_("Rank 1 is the highest figure of the comparison group and this area together.")


def profile(caption: str, area_id: str, peers: Peers, rows: Sequence[ProfileRow]) -> None:
    """The rows of a theme as a table."""
    ids = tuple(row.indicator.id for row in rows)
    choice = ("profile table", sheets.theme(), caption, area_id, peers.area_ids, ids)
    sheets.put(made.once(lambda: profile_html(caption, area_id, rows), *choice))


def profile_html(caption: str, area_id: str, rows: Sequence[ProfileRow]) -> str:
    """The same as HTML, to be made once for every reader."""
    columns = (
        sheets.text(_("Indicator")),
        sheets.text(_("Figure"), css="sk-number"),
        sheets.text(_("Change")),
        sheets.text(_("Course")),
        sheets.text(_("Trend")),
        sheets.text(_("Position")),
        sheets.text(_("Rank"), css="sk-number"),
    )
    lines = tuple(_line(area_id, row) for row in rows)
    return sheets.html(sheets.Sheet(caption, columns, lines, css="sk-profile"))


def legend(peers: Peers) -> None:
    """Whom the area is compared with, and how the tables are read."""
    st.markdown(f"**{_('Comparison group')}: {peers.title}.** {peers.description}")
    with st.expander(_("How to read the tables"), icon=":material/help:"):
        st.markdown(f"{_(LEGEND)}\n\n{_(RANK_NOTE)}")


def _line(area_id: str, row: ProfileRow) -> sheets.Line:
    speak = texts.language()
    indicator, headline = row.indicator, row.headline
    change = wording.change_since(indicator, headline, speak)
    return sheets.Line(
        sheets.link_to_indicator(
            indicator.id, area_id, indicator.label(speak), _base_note(row, speak)
        ),
        (
            sheets.text(
                wording.value(indicator, headline.value, headline.status, speak),
                formats.period(headline.period, speak),
                "sk-number sk-figure",
                _("Figure"),
            ),
            sheets.text(
                change.text if change else "–", change.since if change else "", "", _("Change")
            ),
            sheets.Cell(_sparkline(row), label=_("Course")),
            sheets.Cell(_trend(row), label=_("Trend")),
            sheets.Cell(_position(row, speak), "sk-wide", _("Position")),
            sheets.text(_rank(row, speak), css="sk-number", label=_("Rank")),
        ),
    )


def _base_note(row: ProfileRow, speak: str) -> str:
    """How many the share is a share of, and whether it varies strongly for that reason."""
    notes = []
    if row.indicator.rate and row.denominator is not None:
        base = definitions.load().indicators[row.indicator.rate.denominator]
        notes.append(
            _("of {n} ({base})").format(
                n=formats.number(row.denominator, 0, speak), base=base.short_title[speak].lower()
            )
        )
    if row.variation.is_strong:
        notes.append(_("varies strongly"))
    return "; ".join(notes)


def _sparkline(row: ProfileRow) -> str:
    values = [
        None if formats.is_missing(one["value"]) else float(one["value"]) for one in row.course
    ]
    if len([value for value in values if value is not None]) < 2:
        return f"<small>{sheets.escape(_('one period'))}</small>"
    first, last = str(row.course[0]["period"]), str(row.course[-1]["period"])
    speak = texts.language()
    label = _("Course {periods}").format(periods=_between(first, last, speak))
    return sheets.picture(cells.sparkline_svg(values, width=96, label=""), label)


def _trend(row: ProfileRow) -> str:
    trend = row.trend
    words = verdict_words.state_words(trend)
    whole = sheets.escape(verdict_words.trend_words(trend, row.indicator))
    if not trend.is_calculated:
        reason = _(SHORT_REASONS.get(trend.reason, OTHER_REASON))
        return f'<small title="{whole}">{sheets.escape(words)}: {sheets.escape(reason)}</small>'
    note = ""
    if trend.first_period != trend.last_period:
        speak = texts.language()
        note = _between(trend.first_period, trend.last_period, speak)
    small = f"<small>{sheets.escape(note)}</small>" if note else ""
    icon = sheets.picture(cells.trend_svg(trend.state, label="", judgement=trend.judgement))
    return (
        f'<span class="sk-trend" title="{whole}">{icon}'
        f"<span>{sheets.escape(words)}{small}</span></span>"
    )


def _between(first: str, last: str, speak: str) -> str:
    """Two periods; between words the dash stands apart, between bare years it does not."""
    ends = [formats.period(one, speak, "short") for one in (first, last)]
    return ("–" if ends[0].isdigit() else " – ").join(ends)


def _position(row: ProfileRow, speak: str) -> str:
    standing = row.standing
    if standing.own is None or standing.benchmark is None:
        return f"<small>{sheets.escape(_('no figure to compare with'))}</small>"
    own = standing.measure.text(standing.own, "final", speak)
    benchmark = standing.measure.text(standing.benchmark, "final", speak)
    words = _("here {own}, comparison {benchmark}").format(own=own, benchmark=benchmark)
    span = _peers_range(row, speak)
    note = f"<small>{sheets.escape(words)}{sheets.escape(span)}</small>"
    place = standing.marks.place
    if place is None:
        return note
    drawn = cells.spine_svg(
        place.minimum,
        place.q1,
        place.median,
        place.q3,
        place.maximum,
        place.position,
        width=170,
        label="",
    )
    return sheets.picture(drawn) + note


def _peers_range(row: ProfileRow, speak: str) -> str:
    """The range of the peers' figures in words, after the comparison."""
    figures = row.standing.peers.values()
    if len(row.standing.peers) < 2:
        return ""
    low, high = (
        row.standing.measure.text(end, "final", speak) for end in (min(figures), max(figures))
    )
    return "; " + _("peers from {low} to {high}").format(low=low, high=high)


def _rank(row: ProfileRow, speak: str) -> str:
    rank = row.standing.rank
    if rank is None:
        return "–"
    return f"{formats.number(rank.rank, 0, speak)} / {formats.number(rank.of, 0, speak)}"
