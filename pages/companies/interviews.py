"""What do the interviewed firms expect, need and plan, and who are they?"""

import streamlit as st

from seutukuva import access, ui
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import batches, reports
from seutukuva.interviews.told import WaveResults
from seutukuva.texts import _
from seutukuva.ui import interviews, themes

PAGE = {
    "order": 10,
    "title": "Company interviews",
    "icon": ":material/storefront:",
    "confidential": "interviews",
}
SOURCE = "companies/interviews"


def outlook(results: WaveResults, form: Questionnaire, choice: interviews.Choice) -> None:
    ui.guarded(interviews.outlook, results, form, choice)


def needs(results: WaveResults, form: Questionnaire, choice: interviews.Choice) -> None:
    st.header(_("What firms need"), anchor=False)
    ui.guarded(interviews.needs, results, form, choice)


def plans(results: WaveResults, form: Questionnaire, choice: interviews.Choice) -> None:
    st.header(_("What firms plan"), anchor=False)
    ui.guarded(interviews.plans, results, form, choice)


def written(results: WaveResults, form: Questionnaire, choice: interviews.Choice) -> None:
    st.header(_("What firms write about"), anchor=False)
    ui.guarded(interviews.themes, results, form, choice)
    if not access.why_not_enter("theme_words"):
        # Unopened it costs the page nothing: the words of a round are many.
        words = st.expander(
            _("Words of the themes"), icon=":material/edit:", key="theme_words", on_change="rerun"
        )
        if words.open:
            with words:
                ui.guarded(word_list, choice)
    st.header(_("In their own words"), anchor=False)
    ui.guarded(interviews.quotations, results, form)


def word_list(choice: interviews.Choice) -> None:
    themes.editor(reports.spoken(choice.wave), SOURCE)


def coverage(results: WaveResults, form: Questionnaire, choice: interviews.Choice) -> None:
    st.header(_("Who was interviewed"), anchor=False)
    ui.guarded(interviews.coverage, results, form, choice)


VIEWS = {
    "outlook": outlook,
    "needs": needs,
    "plans": plans,
    "texts": written,
    "coverage": coverage,
}


def shown() -> None:
    access.require("interviews")
    waves = batches.waves()
    if not waves:
        interviews.nothing_yet()
        return
    choice = interviews.choose(waves)
    report = reports.of(choice.wave, choice.before, choice.weights, choice.development_area)
    results, form = report.results, report.form
    interviews.banner(results)
    interviews.others(report.others)
    if not interviews.in_short(results, form):
        return
    view = interviews.view()
    interviews.unweighted(choice, view)
    VIEWS[view](results, form, choice)
    interviews.method()


ui.title(
    _("Company interviews"),
    _(
        "What the interviewed firms of the area expect, need and plan. Numbers of firms are "
        "rounded at random: nobody can know for certain from them what a firm has answered."
    ),
)
ui.guarded(shown)
