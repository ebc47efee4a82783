"""One idea: what is known of it, its way through the stages, the needs that it answers."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from seutukuva import access, definitions, selectors, store, texts
from seutukuva.errors import MissingData, RecordsError
from seutukuva.interviews import needs
from seutukuva.pipeline import board
from seutukuva.pipeline.model import IDEA, Idea
from seutukuva.texts import _, ngettext
from seutukuva.ui import entry, linked, sheets
from seutukuva.ui.needs import names as need_names
from seutukuva.ui.pipeline import names, tables
from seutukuva.ui.versions import of_entries, version_table


def facts(one: Idea, today: dt.date) -> None:
    """Everything that was written of an idea, and how long it has stood where it stands."""
    st.header(entry.plain(one.title), anchor=False)
    st.markdown(f"**{_standing(one, today)}**")
    st.markdown(entry.plain(one.description))
    own = names.heading
    told = [
        (own("origin"), names.origin(one.origin)),
        (own("development_area"), names.of("development_area", one.development_area)),
        (own("node"), names.of("node", one.node) if one.node else ""),
        (own("owner"), names.of("organisation", one.owner)),
        (own("partners"), ", ".join(one.partners.splitlines())),
        (own("areas"), _areas(one)),
        (own("money_total"), names.money(one.money_total)),
        (own("money_eu_state"), names.money(one.money_eu_state)),
        (own("jobs"), names.count(one.jobs)),
        (own("firms"), names.count(one.firms)),
    ]
    lines = [
        f"- **{name}:** {entry.plain(value)}"
        for name, value in told
        if value not in ("", names.NOTHING)
    ]
    st.markdown("\n".join(lines))
    _answered(one)


def _standing(one: Idea, today: dt.date) -> str:
    rules = definitions.load().pipeline
    stage = rules.stages.get(one.stage)
    words = _("{stage} since {day}").format(
        stage=entry.plain(names.stage(one.stage)), day=names.day(one.since)
    )
    most = board.limit(stage, rules) if stage else None
    if most is None:
        return words
    days = max(0, (today - one.since).days)
    told = _("{days}, allowed {most}").format(days=names.days(days), most=names.days(most))
    late = _("too long") if days > most else _("in time")
    return f"{words}: {told} – {'▲ ' if days > most else ''}{late}"


def _areas(one: Idea) -> str:
    found, speak = definitions.load(), texts.language()
    told = [
        selectors.area_name(found, area, speak) if area in found.areas else area
        for area in one.area_ids
    ]
    return ", ".join(told) or _("whole programme")


def need_titles() -> dict[str, str]:
    """The needs that an idea can answer, by id, without the firms' names; {} where none is seen."""
    if not access.may_see("needs"):
        return {}
    try:
        _invented, has_real = needs.has_demonstration()
        told = needs.listed(is_demonstration=not has_real).needs
    except (MissingData, RecordsError):
        # The page of needs says what is wrong with them; an idea can be written all the same.
        return {}
    return {
        one.id: " · ".join(
            part
            for part in (
                need_names.subject(one),
                need_names.of("service_group", one.service_group),
                need_names.of("municipality", one.municipality),
                names.day(one.raised),
            )
            if part != names.NOTHING
        )
        for one in told
    }


def _answered(one: Idea) -> None:
    """The firms' needs that it answers; elsewhere only how many there are."""
    if not one.needs:
        return
    n = len(one.needs)
    words = ngettext("It answers {n} need of firms.", "It answers {n} needs of firms.", n)
    st.markdown(words.format(n=texts.number(n)))
    if not access.may_see("needs"):
        return
    titles = need_titles()
    lines = [
        f"- {entry.plain(titles.get(need, _('a need that is no longer known')))}"
        for need in one.needs
    ]
    st.markdown("\n".join(lines))
    linked.page_link(
        "pages/companies/needs.py", label=_("Firms’ needs"), icon=":material/handshake:"
    )


def way(one: Idea, today: dt.date) -> None:
    """Its stages with their days, and why it moved."""
    columns = (_("Stage"), _("From"), _("To"), _("Days"), _("Why it moved there"))
    rows = one.stays[::-1]
    lines = [
        tables.line(
            columns,
            sheets.text(names.stage(stay.stage)),
            names.day(stay.since),
            names.day(stay.until) if stay.until else _("still here"),
            texts.number(((stay.until or today) - stay.since).days),
            stay.reason or names.NOTHING,
        )
        for stay in rows
    ]
    tables.shown(
        _("Way through the stages"),
        _("The idea’s stages, the newest first, with days and reasons."),
        columns,
        lines,
        {
            columns[0]: [names.stage(stay.stage) for stay in rows],
            columns[1]: [stay.since.isoformat() for stay in rows],
            columns[2]: [stay.until.isoformat() if stay.until else "" for stay in rows],
            columns[3]: [((stay.until or today) - stay.since).days for stay in rows],
            columns[4]: [stay.reason for stay in rows],
        },
        "idea_stages",
    )


def history(one: Idea) -> None:
    """Every version of what was written of it."""
    versions = store.history(one.id)
    with st.expander(_("History"), icon=":material/history:"):
        version_table(
            names.kind(IDEA),
            of_entries(versions),
            lambda version: {
                **version,
                "stage": names.stage(str(version.get("stage") or "")),
                "needs": None,
            },
            told=_("Versions of the idea, the newest first."),
            key="idea_history",
        )
