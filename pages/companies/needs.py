"""Which firms wait for an answer, from whom, and until when?"""

import datetime as dt

import streamlit as st

from seutukuva import access, definitions, showing, texts, ui
from seutukuva.interviews import needs, rounds
from seutukuva.texts import _, ngettext
from seutukuva.ui import linked
from seutukuva.ui import needs as shown

PAGE = {
    "order": 40,
    "title": "Needs of firms",
    "icon": ":material/support_agent:",
    "confidential": "needs",
}


def every_need() -> None:
    access.require("needs")
    today = showing.today()
    told = needs.listed(is_demonstration=shown.invented())
    ui.entry.notice(needs.KIND)
    if not told.needs:
        nothing_yet()
    else:
        how_it_goes(told.needs, today)
        to_be_answered(told, today)
    st.header(_("A need that no interview has told of"), anchor=False)
    shown.entering(today)


def nothing_yet() -> None:
    st.info(
        _("No need waits. Needs come from accepted interviews, or are entered by hand below."),
        icon=":material/inbox:",
    )
    linked.page_link(
        "pages/companies/upload.py", label=_("Upload interviews"), icon=":material/upload_file:"
    )


def how_it_goes(every: tuple[needs.Need, ...], today: dt.date) -> None:
    months = definitions.load().interviewing.rounds
    coming = rounds.following(today, months)
    since = rounds.begins(coming, months)
    shown.in_short(every, today, since)
    st.caption(
        _("The round of {round} began on {day}.").format(
            round=rounds.name(coming, texts.language()), day=shown.day(since.isoformat())
        )
    )
    by_organisation, by_service_group, by_outcome = st.tabs(
        [_("By organisation"), _("By service group"), _("What came of it")]
    )
    with by_organisation:
        shown.by_organisation(every, today, since)
    with by_service_group:
        shown.by_service_group(every, today, since)
    with by_outcome:
        shown.by_outcome(every, since)


def to_be_answered(told: needs.Told, today: dt.date) -> None:
    st.header(_("List of needs"), anchor=False)
    rows = shown.chosen(told.needs, shown.shown(today))
    # Above the list: below a long one nobody would see that a need has been opened.
    if opened := shown.opened(told.needs, rows):
        with st.container(border=True):
            one_need(opened, today)
    if rows:
        shown.need_table(rows, today)
    else:
        st.info(_("No need is in this state here."), icon=":material/filter_alt_off:")
    if told.unwanted:
        words = ngettext(
            "{n} need of firms that do not want to be contacted is not listed.",
            "{n} needs of firms that do not want to be contacted are not listed.",
            told.unwanted,
        )
        st.caption(words.format(n=told.unwanted))


def one_need(need: needs.Need, today: dt.date) -> None:
    st.subheader(ui.entry.plain(shown.subject(need)), anchor=False)
    shown.facts(need, today)
    shown.steps(need, today)
    shown.working(need, today)
    st.subheader(_("History"), anchor=False)
    shown.history(need)


ui.title(
    _("Needs of firms"),
    _(
        "Which firms wait for an answer, from whom, and until when? Each need goes to a service "
        "group, whose organisation answers it in a set time."
    ),
)
ui.guarded(every_need)
