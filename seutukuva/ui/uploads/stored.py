"""The interviews that are stored: batches, their withdrawal, and the invented ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import access, definitions, formats, texts
from seutukuva.errors import RecordsError, UploadRefused
from seutukuva.interviews import batches as listed
from seutukuva.interviews import demonstration, rounds
from seutukuva.interviews.batches import Batch
from seutukuva.records import batches
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import edition, linked, refusals
from seutukuva.ui.entry import plain
from seutukuva.ui.takeaway import take_away_table
from seutukuva.ui.uploads import work
from seutukuva.ui.uploads.accepting import SOURCE, STORED
from seutukuva.ui.uploads.withdrawing import Withdrawing, withdrawing

STATES = {
    "accepted": N_("counted"),
    "withdrawn": N_("withdrawn"),
    "brought_back": N_("counted, brought back"),
}


def stored() -> None:
    """What became of the last click, the batches, and what can be done with one of them."""
    _notice()
    every = listed.every()
    if not every:
        st.info(_("No interviews are stored yet."), icon=":material/inbox:")
    else:
        _table(every)
    if not access.may_enter("interview_batch"):
        edition.kept_out(kind="interview_batch")
        return
    if every:
        _one(every)
    _demonstration()


def _notice() -> None:
    told = st.session_state.pop(work.NOTICE, None)
    if not told:
        return
    if told["kind"] == "stored":
        st.success(_(STORED).format(page=_("Company interviews")), icon=":material/check_circle:")
        linked.page_link(
            "pages/companies/interviews.py",
            label=_("Company interviews"),
            icon=":material/storefront:",
        )
    elif told["kind"] == "done":
        st.success(told["text"], icon=":material/check_circle:")
    else:
        st.warning(told["text"], icon=":material/warning:")


def _name(batch: Batch) -> str:
    speak = texts.language()
    parts = [rounds.name(batch.wave, speak)]
    organisations = definitions.load().programme.organisations
    if batch.organisation in organisations:
        parts.append(organisations[batch.organisation].short)
    interviews = ngettext("{n} interview", "{n} interviews", batch.responses)
    parts += [
        batch.file_name,
        interviews.format(n=texts.number(batch.responses)),
        formats.moment(batch.accepted_at, speak),
    ]
    return " · ".join(part for part in parts if part)


def _table(every: Sequence[Batch]) -> None:
    speak = texts.language()
    forms = definitions.load().questionnaires
    organisations = definitions.load().programme.organisations

    def form(batch: Batch) -> str:
        known = forms.get(batch.questionnaire)
        return known.title[speak] if known else batch.questionnaire

    def asked(batch: Batch) -> str:
        known = organisations.get(batch.organisation)
        return known.short if known else "–"

    def state(batch: Batch) -> str:
        words = _(STATES[batch.state])
        return f"{words} · {_('invented')}" if batch.is_demonstration else words

    values = pd.DataFrame(
        {
            _("Stored (UTC)"): [formats.moment(one.recorded_at, speak) for one in every],
            _("Round"): [rounds.name(one.wave, speak) for one in every],
            _("Questionnaire"): [form(one) for one in every],
            _("Who has interviewed"): [asked(one) for one in every],
            _("File"): [one.file_name for one in every],
            _("Interviews"): [texts.number(one.responses) for one in every],
            _("State"): [state(one) for one in every],
        }
    )
    told = _("Stored interviews with their round, file, number and state.")
    st.table(values.map(plain), hide_index=True, border="horizontal", alt=told)
    take_away_table(
        key="interview_batches",
        title=_("Stored interviews"),
        values=values.assign(**{_("Interviews"): [one.responses for one in every]}),
        shown=values,
        alternative=told,
    )


def _one(every: Sequence[Batch]) -> None:
    withdrawing(
        "batch",
        work.DESK,
        {one.id: f"{_name(one)} – {_(STATES[one.state])}" for one in every},
        {one.id for one in every if one.is_withdrawn},
        Withdrawing(
            title=_("Withdraw interviews, or bring them back"),
            choose=_("Stored interviews"),
            stays=_("They are no longer counted, and stay in the history."),
            returns=_("They are counted again, as they were."),
            why=_("Why they are withdrawn"),
            button=_("Withdraw the interviews"),
            gone=_("Withdrawn. The interviews are no longer counted."),
            back=_("Brought back. The interviews are counted again."),
            withdraw=lambda id, reason: batches.withdraw(
                id, by=access.LOCAL, reason=reason, source=SOURCE
            ),
            bring_back=lambda id: batches.bring_back(id, by=access.LOCAL, source=SOURCE),
        ),
    )


def _demonstration() -> None:
    """Invented interviews, to try the pages with, where the programme has any."""
    if not demonstration.rounds():
        return
    st.subheader(_("Demonstration interviews"), anchor=False)
    if demonstration.is_loaded():
        st.markdown(
            _(
                "Invented interviews are loaded. They are marked everywhere and never mixed "
                "with real ones."
            )
        )
        st.button(
            _("Remove the invented interviews"),
            icon=":material/delete:",
            key="demonstration_remove",
            on_click=_remove_demonstration,
            args=(texts.language(),),
        )
        return
    st.markdown(
        _(
            "Try the pages with invented firms and answers. They are marked as invented "
            "everywhere, never mixed with real ones, and go with one click."
        )
    )
    if st.button(
        _("Load invented interviews"), icon=":material/science:", key="demonstration_load"
    ):
        bar = st.progress(0.0, text=_("Making invented interviews"))
        try:
            demonstration.load(texts.language(), lambda share, _doing: _told(bar, share))
        except (RecordsError, UploadRefused) as error:
            bar.empty()
            st.error(refusals.told(error), icon=":material/error:")
            return
        st.session_state[work.NOTICE] = {"kind": "stored"}
        st.rerun()


def _told(bar: Any, share: float) -> None:
    bar.progress(min(1.0, share), text=_("Making invented interviews"))


def _remove_demonstration(language: str) -> None:
    work.use(language)
    try:
        demonstration.remove(by=access.LOCAL)
    except RecordsError as error:
        st.session_state[work.NOTICE] = {"kind": "warning", "text": refusals.told(error)}
        return
    st.session_state[work.NOTICE] = {
        "kind": "done",
        "text": _("The invented interviews are removed."),
    }
