"""A development area's KPIs as tables: newest figure, target, verdict, course, one row a target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape

import streamlit as st

from seutukuva import definitions, texts
from seutukuva.charts import target_cells
from seutukuva.definitions import DevelopmentArea
from seutukuva.development import targets
from seutukuva.development.areas import Aim, Standing
from seutukuva.development.kpis import Course
from seutukuva.development.targets import Decision
from seutukuva.texts import N_, _
from seutukuva.ui import sheets
from seutukuva.ui.development import names
from seutukuva.ui.development.files import take_away
from seutukuva.ui.development.view import View
from seutukuva.ui.figures import source_of

_LEGEND = N_(
    "Expected is on the straight way from the baseline to the target, at the time of the newest "
    "figure. **On course** (circle, G): at least {green} of the way expected by then has been "
    "gone. **Somewhat behind** (triangle, A): at least {amber}. **Behind** (square, R): less. "
    "**Going the wrong way** (square with an arrow): further from the target than the baseline "
    "was. **Reached** (circle with a tick). A target that is no better than the baseline is a "
    "limit: reached at its own year at the earliest. Once a target’s year has passed, only a "
    "figure of that year or later is judged."
)
_COURSE = N_(
    "In the small picture the solid line is the course, the dashed one the way from the baseline "
    "to the target (ring), and the dotted one the projection."
)
_PROJECTION = N_(
    "The projection is no forecast of what will be done: it is where the figure would be if it "
    "went on as before. That of an indicator is the one of the page *Projections*, with the span "
    "that holds the figure in four of five cases. Of balances of interviews, and of an earlier "
    "day, the yearly step is the median of all steps between two figures, and shrinks by a tenth "
    "each year; the span widens with the years. It needs five figures that can be compared, and "
    "looks no further ahead than they reach back."
)


def heading(area: DevelopmentArea, view: View) -> None:
    """What the area is about and who owns it."""
    speak = texts.language()
    st.header(f"{area.code} {area.title[speak]}", anchor=False)
    owner, where = names.organisation(area.owner), names.place(view.choice.place)
    st.markdown(_("**Owner:** {owner}. **Figures of:** {place}.").format(owner=owner, place=where))
    st.caption(" · ".join(one[speak] for one in area.sub_themes))
    if view.choice.is_earlier:
        st.caption(names.earlier(view.choice.on))


def kpi_tables(area: DevelopmentArea, view: View) -> None:
    """Headline KPIs and leading ones apart, with their sources, how to read them, and to take."""
    for title, own in (
        (_("Headline KPIs"), [one for one in view.own if one.is_headline]),
        (_("Leading KPIs"), [one for one in view.own if not one.is_headline]),
    ):
        if own:
            st.subheader(title, anchor=False)
            sheets.put(sheets.html(_sheet(title, own, view.choice.on)))
            st.caption("  \n".join(_under(own, view.choice.place)))
    with st.expander(_("How to read the tables"), icon=":material/help:"):
        limits = definitions.load().projects.on(view.choice.on)
        words = [_(_COURSE), _(_PROJECTION)]
        if limits:
            green, amber = (_percent(one) for one in (limits.green, limits.amber))
            words.insert(0, _(_LEGEND).format(green=green, amber=amber))
        st.markdown("\n\n".join(words))
    take_away(area, view)


def _percent(share: float) -> str:
    return f"{texts.number(100 * share)}\u00a0%"


def _under(own: Sequence[Standing], place: str) -> list[str]:
    """Sources, and what must be known of the figures."""
    sources = dict.fromkeys(
        source
        for one in own
        if one.course.kpi.indicator and one.course.points
        for source in source_of(one.course.kpi.indicator, [place]).split("; ")
        if source
    )
    told = [one.course for one in own if one.course.kpi.is_balance and one.course.points]
    lines = []
    if sources:
        lines.append(_("Source: {attribution}").format(attribution="; ".join(sources)))
    if told:
        lines.append(interviews_said(told[0]))
    return lines


def interviews_said(course: Course) -> str:
    """Where balances are from, and whether they are invented."""
    point = course.newest
    when = names.period(point.period) if point else ""
    if course.is_demonstration:
        return _("Invented interviews, to try the page with; newest round: {round}.").format(
            round=when
        )
    return _(
        "Source: company interviews of the programme, newest round: {round}. Numbers of firms are "
        "rounded at random."
    ).format(round=when)


def _sheet(caption: str, own: Sequence[Standing], on: dt.date) -> sheets.Sheet:
    columns = (
        sheets.text(_("KPI")),
        sheets.text(_("Newest figure"), css="sk-number"),
        sheets.text(_("Baseline"), css="sk-number"),
        sheets.text(_("Target"), css="sk-number"),
        sheets.text(_("Expected"), css="sk-number"),
        sheets.text(_("Verdict")),
        sheets.text(_("Projection"), css="sk-number"),
        sheets.text(_("Course")),
    )
    lines = tuple(line for one in own for line in _lines(one, on))
    return sheets.Sheet(caption, columns, lines, css="sk-profile sk-targets")


def _lines(one: Standing, on: dt.date) -> list[sheets.Line]:
    """A row a target, or one that says there is none."""
    main = one.main
    rest = [aim for aim in one.aims if aim is not main]
    first = _line(one, main, on, is_first=True)
    return [first, *(_line(one, aim, on, is_first=False) for aim in rest)]


def _line(one: Standing, aim: Aim | None, on: dt.date, *, is_first: bool) -> sheets.Line:
    course = one.course
    cells = (
        _newest(course) if is_first else sheets.text("", label=_("Newest figure")),
        *_decided(course, aim, on),
        _verdict(one, aim),
        _projection(course, aim),
        sheets.Cell(_picture(one, aim) if is_first else "", label=_("Course")),
    )
    return sheets.Line(_header(course, aim, is_first), cells)


def _header(course: Course, aim: Aim | None, is_first: bool) -> sheets.Cell:
    title = names.title(course.kpi)
    if not is_first and aim:
        words = _("{kpi}: also by {year}")
        return sheets.text(words.format(kpi=title, year=names.period(aim.decision.target_period)))
    if course.kpi.indicator:
        return sheets.link_to_indicator(course.kpi.id, course.area, title)
    return sheets.text(title)


def _newest(course: Course) -> sheets.Cell:
    point = course.newest
    notes = [names.period(point.period), names.base(point)] if point else []
    css = "sk-number sk-figure" if point else "sk-soft"
    return sheets.text(
        names.newest(course), ", ".join(filter(None, notes)), css, _("Newest figure")
    )


def _decided(course: Course, aim: Aim | None, on: dt.date) -> tuple[sheets.Cell, ...]:
    """Baseline, target, expected by the figure that is judged."""
    heads = (_("Baseline"), _("Target"), _("Expected"))
    if aim is None:
        return tuple(sheets.text(names.NOTHING, css="sk-number", label=head) for head in heads)
    one, wanted = aim.decision, aim.verdict.expected
    expected = names.NOTHING if wanted is None else names.bare(course.kpi, wanted)
    told = (
        (names.bare(course.kpi, one.baseline), names.baseline_note(course, one)),
        (names.bare(course.kpi, one.target), _target_note(one, on)),
        (expected, names.by(aim.verdict.period) if wanted is not None else ""),
    )
    return tuple(
        sheets.text(words, note, "sk-number", head)
        for (words, note), head in zip(told, heads, strict=True)
    )


def _target_note(one: Decision, on: dt.date) -> str:
    """The target's period, and that nobody could know it on the day that is looked at."""
    note = names.period(one.target_period)
    return _("{period}; entered later").format(period=note) if one.is_entered_after(on) else note


def _verdict(one: Standing, aim: Aim | None) -> sheets.Cell:
    state = aim.verdict.state if aim else one.state
    shape = sheets.picture(target_cells.verdict_svg(state))
    note = names.why(aim.verdict, is_invented=one.course.is_demonstration) if aim else ""
    small = f"<small>{escape(note)}</small>" if note else ""
    words = f"<span>{escape(names.verdict(state))}{small}</span>"
    return sheets.Cell(f'<span class="sk-trend">{shape}{words}</span>', "sk-verdict", _("Verdict"))


def _projection(course: Course, aim: Aim | None) -> sheets.Cell:
    label = _("Projection")
    if aim is None or not course.valued:
        return sheets.text(names.NOTHING, css="sk-number", label=label)
    one = aim.projection
    return sheets.text(
        names.projected(course.kpi, one), names.span(course.kpi, one), "sk-number", label
    )


def _picture(one: Standing, aim: Aim | None) -> str:
    """The course with its target, and which way it goes beyond its usual variation."""
    recent = one.recent
    figures = [(targets.moment(each.period), each.value or 0.0) for each in recent]
    words = names.trend(one.course)
    small = f"<small>{escape(words)}</small>" if words else ""
    if len(figures) + (2 if aim else 0) < 2:
        return small
    aims, leads = [], []
    if aim:
        own = aim.decision
        begun = (targets.moment(own.baseline_period), own.baseline)
        aims = [(begun, (targets.moment(own.target_period), own.target))]
        leads = [(at, value) for at, value, _low, _high in aim.projection.path]
    drawn = target_cells.course_svg(figures, aims, leads, label="")
    if not figures:
        return sheets.picture(drawn, _("No figures yet, only the target."))
    first, last = (names.period(each.period) for each in (recent[0], recent[-1]))
    between = _("Course {periods}").format(periods=f"{first} – {last}")
    return sheets.picture(drawn, between) + small
