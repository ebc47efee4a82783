"""The head of the results: what they are of, in a sentence, and what the reader must know of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import rounds, told
from seutukuva.interviews.told import QuestionBalance, WaveResults
from seutukuva.texts import _
from seutukuva.ui.interviews import names

_MOST_SAID = 2


def nothing_yet() -> None:
    """There are no interviews: what to do."""
    st.info(
        _(
            "No interviews are stored yet. Upload a spreadsheet, or load invented interviews to "
            "see what this page shows."
        ),
        icon=":material/inbox:",
    )
    st.page_link(
        "pages/companies/upload.py", label=_("Upload interviews"), icon=":material/upload_file:"
    )


def banner(results: WaveResults) -> None:
    """That the firms are invented, and that answers wait."""
    if results.is_demonstration:
        st.warning(
            _("Demonstration: these firms and their answers are invented."),
            icon=":material/science:",
        )
    if results.waiting:
        st.info(
            _(
                "Newer interviews wait. All figures move on together when at least {n} firms "
                "have been added, removed or have answered otherwise."
            ).format(n=definitions.load().interviewing.shown),
            icon=":material/hourglass_top:",
        )
    if results.leaving:
        st.info(
            _(
                "Interviews that have been withdrawn or corrected are still in the figures as they "
                "were, until the figures move on. Until then nothing is quoted."
            ),
            icon=":material/hourglass_bottom:",
        )


def others(forms: Sequence[str]) -> None:
    """That interviews with forms of another kind are not in the figures."""
    if not forms:
        return
    known = definitions.load().questionnaires
    speak = texts.language()
    names_of = [known[one].title[speak] if one in known else one for one in forms]
    st.info(
        _("Interviews of this round with another form are not in these figures: {forms}.").format(
            forms=", ".join(names_of)
        ),
        icon=":material/info:",
    )


def in_short(results: WaveResults, form: Questionnaire) -> bool:
    """How many firms were interviewed and what they expect most; whether there is more to show."""
    speak = texts.language()
    name = rounds.name(results.wave, speak)
    if results.reason:
        few = _("{round}: too few firms were interviewed for anything to be shown.")
        st.info(few.format(round=name), icon=":material/visibility_off:")
        return False
    words = [_counted(results, name)]
    clear = [one for one in results.balances if _is_clear(one)]
    clear.sort(key=lambda one: -_value(one))
    better = [one for one in clear if _value(one) > 0][:_MOST_SAID]
    worse = [one for one in clear[::-1] if _value(one) < 0][:_MOST_SAID]
    if better:
        words.append(
            _("More firms expect better than worse: {questions}.").format(
                questions=_listed(better, form)
            )
        )
    if worse:
        words.append(
            _("More firms expect worse than better: {questions}.").format(
                questions=_listed(worse, form)
            )
        )
    if not better and not worse and results.balances:
        words.append(_("In no question is the balance beyond what chance can bring about."))
    elif results.weights:
        words.append(_("These sentences count one firm, one vote."))
    st.markdown(" ".join(words))
    return True


def _counted(results: WaveResults, name: str) -> str:
    speak = texts.language()
    words = _("**{firms}** interviewed, {round}.").format(
        firms=_("About {firms}").format(firms=names.firms(results.firms)), round=name
    )
    whole = next((row for row in results.coverage if not row.group.dimension), None)
    if whole and whole.share is not None:
        words += " " + _("{indicator} of the area, {period}: {stock}.").format(
            indicator=definitions.load().indicators[whole.stock_indicator].label(speak),
            period=formats.period(whole.stock_period, speak),
            stock=formats.number(whole.stock, 0, speak),
        )
    return words


def _is_clear(one: QuestionBalance) -> bool:
    whole = one.all
    return bool(
        whole.told == told.EXACT
        and whole.is_claimable
        and whole.balance
        and whole.balance.is_beyond_chance
    )


def _value(one: QuestionBalance) -> float:
    return one.all.balance.value if one.all.balance else 0.0


def _listed(ones: list[QuestionBalance], form: Questionnaire) -> str:
    speak = texts.language()
    return ", ".join(
        f"{names.label(form, one.question)} ({formats.number(_value(one), 0, speak, signed=True)})"
        for one in ones
    )
