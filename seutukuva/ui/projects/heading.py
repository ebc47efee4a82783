"""What a project is, whose and when; where each of it comes from, and what is odd in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import streamlit as st

from seutukuva import definitions, showing, store, texts
from seutukuva.projects import flags, recorded, register
from seutukuva.projects.model import Project
from seutukuva.projects.oddities import Oddity
from seutukuva.texts import _, ngettext
from seutukuva.ui.fields import link, plain
from seutukuva.ui.portfolio.names import amount, lasts, money, municipalities, stands
from seutukuva.ui.projects import names


def heading(project: Project, on: date) -> None:
    """The project's name, and in one line its code, fund, state and time."""
    st.header(plain(project.name or project.code), anchor=False)
    parts = (project.code, project.fund, _state(project, on), lasts(project.start, project.end))
    st.markdown(" · ".join(plain(one) for one in parts if one and one != names.NOTHING))


def _state(project: Project, on: date) -> str:
    return stands(project.state, project.state_on, project.end, on)


def odd(oddities: Iterable[Oddity]) -> None:
    """What is odd, each in a sentence: it is kept all the same."""
    told = [_explained(one) for one in oddities]
    if told:
        lines = "\n".join(f"- {plain(one)}" for one in told)
        n = len(told)
        words = ngettext(
            "One thing to look at. It is kept as it was told:",
            "{n} things to look at. They are kept as they were told:",
            n,
        )
        st.warning(f"{words.format(n=texts.number(n))}\n\n{lines}", icon=":material/flag:")


def _explained(one: Oddity) -> str:
    sentence = flags.words(one.code)
    if one.planned and one.realised:
        unit = definitions.load().measures[one.realised.measure].unit
        words = _("{measure}: {realised} realised, {planned} planned. {what}")
        return words.format(
            measure=names.measure(one.realised.measure),
            realised=amount(one.realised.value, unit),
            planned=amount(one.planned.value, unit),
            what=sentence,
        )
    if one.before and one.realised:
        unit = definitions.load().measures[one.realised.measure].unit
        words = _("{measure}: {realised} by {day}, less than {before} by {earlier}. {what}")
        return words.format(
            measure=names.measure(one.realised.measure),
            realised=amount(one.realised.value, unit),
            day=names.day(one.realised.as_of),
            before=amount(one.before.value, unit),
            earlier=names.day(one.before.as_of),
            what=sentence,
        )
    if one.report:
        kind = names.choice("project_report", "type", one.report.type)
        day = names.day(one.report.received or one.report.until)
        return f"{kind}, {day}: {sentence}"
    return sentence


def facts(project: Project, on: date) -> None:
    """Everything that is known of the project besides its figures."""
    left, right = st.columns(2)
    with left:
        _list(_whose(project, on))
    with right:
        _list(_when(project, on))
    if project.summary:
        with st.expander(names.title("summary", "project"), icon=":material/notes:"):
            st.text(project.summary)
    _list(_sources(project))


def _list(told: Iterable[tuple[str, str]]) -> None:
    lines = [f"- **{title}:** {words}" for title, words in told if words]
    if lines:
        st.markdown("\n".join(lines))


def _whose(project: Project, on: date) -> list[tuple[str, str]]:
    found = definitions.load()
    speak = texts.language()
    path = " › ".join(one.title[speak] for one in found.projects.path(project.node))
    areas = {one.code: one for one in found.programme.development_areas}
    area = areas.get(project.development_area)
    owner = found.programme.organisations.get(project.owner)
    roles = [
        f"{title[speak]}: {project.roles[role]}"
        for role, title in found.projects.roles.items()
        if role in project.roles
    ]
    told = {
        _("Development area"): _as_today(f"{area.code} {area.title[speak]}" if area else "", on),
        _("Place in the programme"): path,
        _("Place in the funder’s programme"): " › ".join(project.hierarchy),
        _("Owner"): owner.name[speak] if owner else project.owner,
        _("Implementer"): project.implementer,
        _("Partners"): ", ".join(project.partners.split("\n")),
        _("Municipalities and areas"): municipalities(project.areas),
        _("Duties (organisations)"): "; ".join(roles),
        _("Project baskets"): ", ".join(
            one.name for one in recorded.baskets() if project.key in recorded.members_on(one, on)
        ),
    }
    return [(title, plain(words)) for title, words in told.items()]


def _as_today(words: str, on: date) -> str:
    """What nobody dates, where an earlier day is looked at: a change of it counts on every day."""
    return (
        _("{what} (as it is today)").format(what=words) if words and on < showing.today() else words
    )


def later_left_out(n: int, on: date) -> None:
    """That the page shows less than has been told, where it shows an earlier day.

    Args:
        n: how many entries and figures are of later days.
    """
    if n:
        words = ngettext(
            "{n} entry or figure of a day after {day} is left out here.",
            "{n} entries and figures of days after {day} are left out here.",
            n,
        )
        st.caption(words.format(n=texts.number(n), day=names.day(on)))


def _when(project: Project, on: date) -> list[tuple[str, str]]:
    found = definitions.load()
    speak = texts.language()
    phase = found.projects.phases.get(project.phase)
    funding = [
        f"{title[speak]} {money(project.funding[one])}"
        for one, title in found.projects.funding.items()
        if one in project.funding
    ]
    told = {
        _("Time"): _time(project, on),
        _("State"): _state(project, on),
        _("Phase"): phase[speak] if phase else "",
        _("Continues the project"): _titled(project.follows),
        _("Funder"): project.authority,
        _("Funding by source"): "; ".join(funding),
        _("Basis of the aid"): project.aid_basis,
    }
    page = [(_("Web page"), link(project.url))] if project.url else []
    return [*((title, plain(words)) for title, words in told.items()), *page]


def _titled(key: str) -> str:
    return register.titles().get(key, key.upper()) if key else ""


def _time(project: Project, on: date) -> str:
    """From when to when, the end as decided at first where it was moved, and what is left."""
    told = [lasts(project.start, project.end)]
    if project.first_end and project.end and project.first_end != project.end:
        words = _("end moved, first decided {day}")
        told.append(words.format(day=names.day(project.first_end)))
    if project.start and project.end and project.start <= on <= project.end:
        left = (project.end - on).days
        words = ngettext("{n} day left", "{n} days left", left)
        told.append(words.format(n=texts.number(left)))
    return ", ".join(told)


def _sources(project: Project) -> list[tuple[str, str]]:
    """Where the facts come from: sources with their page, lists, and who entered what."""
    known = definitions.load().sources
    told = []
    for one in dict.fromkeys(project.sources):
        if one == project.record:
            continue
        title = plain(names.source(one))
        page = known[one].page if one in known else ""
        told.append(f"[{title}](<{page}>)" if page else title)
    versions = store.history(project.record) if project.record else []
    if versions:
        newest = versions[-1]
        words = _("entered by {who}").format(
            who=names.entered(newest.recorded_by, newest.recorded_at)
        )
        told.append(plain(words))
    return [(_("These facts come from"), "; ".join(told))]
