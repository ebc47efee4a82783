"""One basket: whose it is, whom it employed, what it holds together, and what its report says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.projects import baskets
from seutukuva.projects.baskets import Held
from seutukuva.projects.model import EXISTING, NEW, REALISED, Basket, Member
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined, SumRow
from seutukuva.texts import _, ngettext
from seutukuva.ui import entry, sheets
from seutukuva.ui.baskets import choosing
from seutukuva.ui.baskets.listing import group
from seutukuva.ui.portfolio import names, sources
from seutukuva.ui.takeaway import table_taken, take_away

# Two fit beside each other on a telephone.
_WIDTH, _WIDE = 156, 220
_MONEY, _JOBS, _PARTICIPANTS = "eu_state", "jobs", "participants"


def facts(held: Held, on: date) -> None:
    """Who steers it, since when, what for, and what of it is shown."""
    basket = held.basket
    told = (
        (_("Steered by"), group(held)),
        (_("Time"), names.lasts(basket.started, basket.ended)),
        (_("State"), choosing.states()[baskets.state(basket, on)]),
        (_("Purpose"), basket.purpose),
        (_("Figures and projects as on"), names.day(on)),
    )
    lines = [
        f"- **{name}:** {entry.plain(value)}"
        for name, value in told
        if value not in ("", names.NOTHING)
    ]
    st.markdown("\n".join(lines))
    unknown = len(held.keys) - held.combined.projects
    if unknown:
        words = ngettext(
            "{n} project of the basket is not in the register: it is in no sum.",
            "{n} projects of the basket are not in the register: they are in no sum.",
            unknown,
        )
        st.warning(words.format(n=texts.number(unknown)), icon=":material/link_off:")


def employed(combined: Combined) -> None:
    """The basket's first duty: how many jobs came about, and whom they employed."""
    st.header(_("Employment: whom it employed"), anchor=False)
    jobs = combined.row(_JOBS)
    if jobs is None:
        st.info(
            _("No project of the basket tells of jobs, planned or realised."),
            icon=":material/work_off:",
        )
        return
    sex = jobs.sex_realised
    firms = jobs.firms
    first = (
        (_("New jobs: realised of planned"), names.of(jobs.realised, jobs.planned, "jobs")),
        (_("Public money for one job"), names.money_or_reason(combined.cost_per_job)),
    )
    whom = (
        (_("Women"), names.count(sex.women)),
        (_("Men"), names.count(sex.men)),
        (_("In new firms"), names.count(firms.get((REALISED, NEW)))),
        (_("In existing firms"), names.count(firms.get((REALISED, EXISTING)))),
    )
    for figures, width in ((first, _WIDE), (whom, _WIDTH)):
        with st.container(horizontal=True):
            for label, figure in figures:
                st.metric(label, figure, width=width)
    st.caption(" ".join(_told_of(jobs)))


def _told_of(jobs: SumRow) -> list[str]:
    """Of how many projects the figures tell, and why the split may hold fewer than all."""
    told = [_reported(jobs) + "."]
    sex = jobs.sex_realised
    if sex.projects:
        words = ngettext(
            "Women and men are told of {n} project.",
            "Women and men are told of {n} projects.",
            sex.projects,
        )
        told.append(words.format(n=texts.number(sex.projects)))
    if sex.withheld:
        words = ngettext(
            "Of {n} project they are so few that they are not told.",
            "Of {n} projects they are so few that they are not told.",
            sex.withheld,
        )
        told.append(words.format(n=texts.number(sex.withheld)))
    told.append(_("The cost is a ratio of sums, of the projects that tell both."))
    return told


def _reported(row: SumRow) -> str:
    """Of how many projects a row tells, of those that plan some of it."""
    if not row.plan_projects:
        return _("planned by none")
    return names.reported(row.reported, row.plan_projects)


def figures(held: Held, pictures: Iterable[Picture], on: date) -> None:
    """A row a measure: planned, realised, of how many projects, and women and men.

    Args:
        pictures: of the projects that it holds on that day.
    """
    rows = held.combined.rows
    if not rows:
        return
    told = _("What the projects of the basket have planned and realised together.")
    columns = _columns()
    lines = tuple(_line(one, columns[1:]) for one in rows)
    css = ("", "sk-number", "sk-number", "sk-number", "", "sk-number", "sk-number")
    heads = tuple(sheets.text(name, css=own) for name, own in zip(columns, css, strict=True))
    sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs")])
    notes = [
        _("A sum holds what is told; a project that has not reported adds nothing to it."),
        _("Money of one row is part of another: public funding includes EU and state funding."),
    ]
    if any(one.measure.is_persons for one in rows):
        notes.append(
            _("One person may take part in several projects: participations, not persons.")
        )
    st.caption(" ".join(notes))
    apart = [f"{_shown(one)[_('Measure')]}: {names.besides(one)}" for one in rows if one.besides]
    take_away(
        lambda: table_taken(
            title=held.basket.name,
            subtitle=names.day(on),
            values=pd.DataFrame([_values(one) for one in rows]),
            shown=pd.DataFrame([_shown(one) for one in rows]),
            alternative=told,
            notes=[*notes, *apart, *sources.of_pictures(pictures)],
            file_name="basket-figures",
        ),
        key="basket_figures",
    )


def _columns() -> tuple[str, ...]:
    return (
        *(_("Measure"), _("Planned"), _("Realised"), _("Share of the plan")),
        *(_("Reported"), _("Of which women"), _("Of which men")),
    )


def _shown(row: SumRow) -> dict[str, str]:
    unit = row.measure.unit
    sex = row.sex_realised if row.measure.by_sex else None
    cells = (
        row.measure.sum_title[texts.language()],
        names.amount(row.planned, unit),
        names.realised_of_plans(row),
        names.percent(row.achievement),
        _reported(row),
        names.count(sex.women) if sex else "",
        names.count(sex.men) if sex else "",
    )
    return dict(zip(_columns(), cells, strict=True))


def _values(row: SumRow) -> dict[str, str | float | None]:
    sex = row.sex_realised
    share = names.per_cent(row.achievement)
    shown = _shown(row)
    told = (row.planned, row.of_plans, share, None, sex.women, sex.men)
    figures = dict(zip(_columns()[1:], told, strict=True))
    return {**shown, **figures, _columns()[4]: shown[_columns()[4]]}


def _line(row: SumRow, labels: Sequence[str]) -> sheets.Line:
    title, *cells = _shown(row).values()
    number = {0, 1, 2, 4, 5}
    return sheets.Line(
        sheets.text(title),
        tuple(
            sheets.text(words, css="sk-number" if at in number else "", label=label)
            for at, (words, label) in enumerate(zip(cells, labels, strict=True))
        ),
    )


def members(basket: Basket, pictures: Mapping[str, Picture], on: date) -> None:
    """Who is in the basket on the day, and who is not any more or not yet."""
    inside, outside = baskets.times(basket, on)
    if not basket.members:
        st.info(_("No project has been put into this basket."), icon=":material/inbox:")
        return
    told = _("Projects of the basket with the time in which each belongs to it.")
    columns = (
        *(_("Project"), _("In the basket"), _("Jobs: realised of planned")),
        *(_("Participants: realised of planned"), _("EU and state funding: paid of granted")),
    )
    heads = tuple(sheets.text(one) for one in columns)
    if inside:
        lines = tuple(_member(one, pictures, columns[1:]) for one in inside)
        sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs")])
    else:
        st.info(_("No project is in this basket on the day chosen."), icon=":material/event_busy:")
    if outside:
        st.markdown("**" + _("Not in the basket on this day, and in no figure above") + "**")
        lines = tuple(_member(one, pictures, columns[1:], is_inside=False) for one in outside)
        sheets.show([sheets.Sheet(told, heads[:2], lines, css="sk-needs")])
    take_away(
        lambda: table_taken(
            title=_("Projects of the basket: {basket}").format(basket=basket.name),
            subtitle=names.day(on),
            values=pd.DataFrame([_taken(one, pictures, one in inside) for one in basket.members]),
            alternative=told,
            notes=sources.of_pictures(pictures.values()),
            file_name="basket-projects",
        ),
        key="basket_projects",
    )


def _member(
    member: Member,
    pictures: Mapping[str, Picture],
    labels: Sequence[str],
    *,
    is_inside: bool = True,
) -> sheets.Line:
    picture = pictures.get(member.code)
    time = sheets.text(names.lasts(member.since, member.until), member.note, label=labels[0])
    cells = [
        sheets.text(_figure(picture, measure), label=label)
        for measure, label in zip((_JOBS, _PARTICIPANTS, _MONEY), labels[1:], strict=True)
    ]
    return sheets.Line(_project(member, picture), (time, *(cells if is_inside else ())))


def _project(member: Member, picture: Picture | None) -> sheets.Cell:
    if picture is None:
        return sheets.text(member.code.upper(), _("not in the register"))
    code, name = picture.project.code, picture.project.name
    link = f'<a href="{escape(names.address(code))}" target="_self">{escape(name)}</a>'
    return sheets.Cell(f"{link}<small>{escape(code)}</small>")


def _figure(picture: Picture | None, measure: str) -> str:
    row = picture.row(measure) if picture else None
    if row is None:
        return names.NOTHING
    realised, planned = (one.value if one else None for one in (row.realised, row.planned))
    return names.of(realised, planned, row.measure.unit)


def _taken(
    member: Member, pictures: Mapping[str, Picture], is_inside: bool
) -> dict[str, str | float | None]:
    picture = pictures.get(member.code)
    found: dict[str, str | float | None] = {
        _("Code"): picture.project.code if picture else member.code.upper(),
        _("Name"): picture.project.name if picture else "",
        _("In the basket from"): names.day(member.since),
        _("In the basket until"): names.day(member.until),
        _("In the basket on this day"): _("yes") if is_inside else _("no"),
        _("Remark"): member.note,
    }
    for measure in (_JOBS, _PARTICIPANTS, _MONEY):
        title = names.measure(measure)
        for side, words in names.sides().items():
            value = picture.value(measure, side) if picture and is_inside else None
            found[f"{title}, {words}"] = value
    return found


def report(basket: Basket) -> None:
    """What is written of the basket; its figures stand above."""
    st.header(_("Report"), anchor=False)
    if not basket.report:
        st.caption(_("No report has been written yet."))
        return
    for part in basket.report.split("\n"):
        if part.strip():
            st.markdown(entry.plain(part))
