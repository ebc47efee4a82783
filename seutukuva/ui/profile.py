"""The area profile on the page: one table a theme, with small drawings in its rows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import (
    definitions,
    export,
    formats,
    made,
    measures,
    texts,
    wording,
)
from seutukuva.charts import cells
from seutukuva.peering import Peers
from seutukuva.profile import COUNTRY, ProfileRow
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.judging import distance_printer
from seutukuva.verdicts import wording as verdict_words

LEGEND = N_(
    "Position: the upright line is the median of the comparison group. The thin bar reaches from "
    "the lowest to the highest of the country’s areas of the same kind, the box is their middle "
    "half with its median, the dot is this area. Counts are compared per 1,000 inhabitants, "
    "populations as their change. Left is lower, right is higher; neither side is good in itself."
)
COUNTRY_NOTE = N_(
    "The upright line of the tables is therefore the median of the country’s areas of the same "
    "kind, where enough of them have a figure."
)
# In a narrow cell; the whole reason stands on the indicator's own page.
SHORT_REASONS = {
    "no_figures": N_("no figures"),
    "too_few_points": N_("too few figures"),
    "gap": N_("figures missing between"),
    "break": N_("break in the series"),
    "projection": N_("a projection"),
}
UNRELIABLE = export.sign("unreliable")
OTHER_REASON = N_("does not fit the test")
COURSE_NOTE = N_(
    "Course: where the line breaks, figures are missing between, or those after cannot be compared "
    "with those before."
)
VARIES_NOTE = N_(
    "{sign} varies strongly: few people stand behind the figure, or it jumps from one period to "
    "the next. In a file the same sign stands beside it."
)
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
    if not peers.area_ids:
        st.markdown(_(COUNTRY_NOTE))
    with st.expander(_("How to read the tables"), icon=":material/help:"):
        varies = _(VARIES_NOTE).format(sign=f"**\\{UNRELIABLE}**")
        st.markdown("\n\n".join([_(LEGEND), _(COURSE_NOTE), varies, _(RANK_NOTE)]))


def _line(area_id: str, row: ProfileRow) -> sheets.Line:
    speak = texts.language()
    indicator, headline = row.indicator, row.headline
    change = wording.change_since(indicator, headline, speak)
    return sheets.Line(
        sheets.link_to_indicator(
            indicator.id, area_id, indicator.label(speak), _base_note(row, speak)
        ),
        (
            sheets.Cell(_figure(row, speak), "sk-number sk-figure", _("Figure")),
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
    """How many the share is a share of."""
    if not row.indicator.rate or row.denominator is None:
        return ""
    base = definitions.load().indicators[row.indicator.rate.denominator]
    return _("of {n} ({base})").format(
        n=formats.number(row.denominator, 0, speak), base=base.short_title[speak].lower()
    )


def _figure(row: ProfileRow, speak: str) -> str:
    """The figure, its period, and whether it varies strongly; why is told on pointing at it."""
    headline = row.headline
    value = wording.value(row.indicator, headline.value, headline.status, speak)
    period = formats.period(headline.period, speak)
    text = f"{sheets.escape(value)}<small>{sheets.escape(period)}</small>"
    if not row.variation.is_strong:
        return text
    why = verdict_words.variation_words(row.variation, distance_printer(row.indicator))
    said = f"{_('varies strongly')}{formats.NBSP}{UNRELIABLE}"
    return f'{text}<small title="{sheets.escape(why)}">{sheets.escape(said)}</small>'


def _sparkline(row: ProfileRow) -> str:
    course = cells.course(row.course)
    if len(course.values) - course.gaps < 2:
        return f"<small>{sheets.escape(_('one period'))}</small>"
    speak = texts.language()
    periods = _between(course.first, course.last, speak)
    label = _("Course {periods}").format(periods=periods)
    if course.gaps:
        label = ngettext(
            "Course {periods}, {n} period without a figure",
            "Course {periods}, {n} periods without a figure",
            course.gaps,
        ).format(periods=periods, n=texts.number(course.gaps))
    drawn = cells.sparkline_svg(course.values, width=96, label="", breaks=course.breaks)
    return sheets.picture(drawn, label)


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
    """The drawing with its figures in words, or why there is no drawing."""
    standing = row.standing
    lines = [_compared(row, speak)]
    if standing.own is not None:
        lines.append(verdict_words.marks_words(standing.marks))
    note = "".join(f"<small>{sheets.escape(line)}</small>" for line in lines if line)
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
        hollow=row.headline.status in ("preliminary", "estimated"),
    )
    return sheets.picture(drawn) + note


def _compared(row: ProfileRow, speak: str) -> str:
    standing = row.standing
    if standing.own is None:
        form = _(measures.TITLES[standing.measure.kind])
        return _("{form}: cannot be calculated").format(form=form)
    own = standing.measure.text(standing.own, row.headline.status, speak)
    if standing.benchmark is None:
        return _("here {own}").format(own=own)
    benchmark = standing.measure.text(standing.benchmark, "final", speak)
    pattern = _("here {own}, comparison {benchmark}")
    if standing.benchmark_of == COUNTRY:
        pattern = _("here {own}, country’s median {benchmark}")
    words = pattern.format(own=own, benchmark=benchmark)
    return words + _peers_range(row, speak)


def _peers_range(row: ProfileRow, speak: str) -> str:
    """The range of the peers' figures in words, after the comparison."""
    figures = row.standing.peers.values()
    if len(row.standing.peers) < 2:
        return ""
    low, high = (
        row.standing.measure.text(end, "final", speak) for end in (min(figures), max(figures))
    )
    if low == high:
        return "; " + _("all peers {value}").format(value=low)
    return "; " + _("peers from {low} to {high}").format(low=low, high=high)


def _rank(row: ProfileRow, speak: str) -> str:
    rank = row.standing.rank
    if rank is None:
        return "–"
    return f"{formats.number(rank.rank, 0, speak)} / {formats.number(rank.of, 0, speak)}"
