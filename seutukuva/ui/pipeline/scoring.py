"""The form in which one organisation scores an idea: points and a reason for each criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import access, records, selectors, store, texts
from seutukuva.definitions.criteria import Criteria, Criterion
from seutukuva.errors import InvalidRecord, RecordConflict, RecordsError
from seutukuva.pipeline import entering, register
from seutukuva.pipeline.model import SCORE, Idea, Lock, Mark, Score
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.pipeline import names
from seutukuva.ui.versions import of_entries, version_table

_CONFLICT = "score_conflict"


def scoring(idea: Idea, lock: Lock, scores: Sequence[Score]) -> None:
    """Choose the assessor, then score; what they have saved stands in the form.

    Args:
        lock: of the newest round; in earlier ones scores stay as they are.
    """
    criteria = lock.criteria
    if criteria is None or not access.may_enter(SCORE):
        return
    with st.expander(_("Score this idea"), icon=":material/checklist:"):
        everybody = access.own_of(SCORE, criteria.everybody())
        if not everybody:
            st.caption(_("The organisation of your role is not one of the assessors."))
            return
        who = selectors.choose_one(
            "assessor", _("Assessor"), everybody, everybody[0], lambda one: _assessor(one)
        )
        if who == idea.owner:
            st.caption(_("This organisation owns the idea; its scores are told with its name."))
        own = next(
            (
                one
                for one in scores
                if (one.round, one.idea, one.assessor) == (lock.round, idea.id, who)
            ),
            None,
        )
        _form(idea, lock, who, own)
        entry.notice(SCORE)
        if own:
            with st.expander(
                _("Withdraw these scores, see the history"), icon=":material/history:"
            ):
                entry.withdrawal(records.history(own.id)[-1], names.SOURCE)
                _history(own, criteria)


def _assessor(own_id: str) -> str:
    return names.of("organisation", own_id)


def _form(idea: Idea, lock: Lock, who: str, own: Score | None) -> None:
    assert lock.criteria is not None
    record_id = entering.score_id(lock.round, idea.id, who)
    asked = lock.criteria.of(who)
    _open(record_id, asked, own)
    with st.form(f"{record_id}_form", enter_to_submit=False):
        st.caption(
            _(
                "Choose the points and say why, so that others understand. What is left empty is "
                "not scored yet. Write no names of persons: what is saved stays in the history."
            )
        )
        for criterion in asked:
            _asked(record_id, criterion)
        st.form_submit_button(
            _("Save the scores"),
            type="primary",
            key=f"{record_id}_save",
            on_click=_save,
            args=(idea.id, who, lock, texts.language()),
        )
    entry.notice(record_id)
    _told_conflict(record_id, asked)


def _asked(record_id: str, criterion: Criterion) -> None:
    speak = texts.language()
    titles = {step.value: f"{step.value} {step.title[speak]}" for step in criterion.scale}
    title = criterion.title[speak]
    if criterion.is_mandatory:
        title = _("{criterion} (mandatory)").format(criterion=title)
    left, right = st.columns([2, 3])
    left.selectbox(
        f"{title} – {criterion.question[speak]}",
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        key=_key(record_id, criterion, "value"),
        placeholder=_("Choose"),
    )
    right.text_area(
        _("Why – {criterion}").format(criterion=criterion.title[speak]),
        key=_key(record_id, criterion, "reason"),
        height=68,
    )


def _key(record_id: str, criterion: Criterion, part: str) -> str:
    return f"{record_id}_{criterion.id}_{part}"


def _open(record_id: str, asked: Sequence[Criterion], own: Score | None) -> None:
    """Fill a form that was not on the page a moment ago."""
    state = st.session_state
    if not asked or _key(record_id, asked[0], "reason") in state:
        return
    for criterion in asked:
        mark = own.marks.get(criterion.id) if own else None
        steps = [step.value for step in criterion.scale]
        value = mark.value if mark and mark.value in steps else None
        state[_key(record_id, criterion, "value")] = value
        state[_key(record_id, criterion, "reason")] = mark.reason if mark else ""
    # Scores that were taken back may be given anew.
    versions = records.history(record_id)
    state[f"{record_id}_seen"] = versions[-1].seq if versions else None


def _save(idea_id: str, who: str, lock: Lock, language: str) -> None:
    # A callback runs before the page has said which language it speaks.
    texts.use(language)
    state, record_id = st.session_state, entering.score_id(lock.round, idea_id, who)
    asked = lock.criteria.of(who) if lock.criteria else ()
    typed = {
        one.id: (
            state.get(_key(record_id, one, "value")),
            state.get(_key(record_id, one, "reason")) or "",
        )
        for one in asked
    }
    try:
        # Asked anew: a newer round may have been opened since the page was shown.
        newest = register.locks()[0].round
        body = entering.score(idea_id, who, lock, typed, newest)
        records.append(
            SCORE,
            body,
            id=record_id,
            by=access.LOCAL,
            source=names.SOURCE,
            expect=state.get(f"{record_id}_seen"),
        )
    except RecordConflict as conflict:
        # Whoever saves again has been shown this version.
        state[f"{record_id}_seen"] = conflict.theirs.seq
        state[_CONFLICT] = (record_id, conflict.mine, conflict.theirs)
    except InvalidRecord as error:
        entry.tell(record_id, problems=tuple(text for _field, text in error.problems))
    except RecordsError as error:
        entry.tell(record_id, problems=(str(error),))
    else:
        for one in asked:
            for part in ("value", "reason"):
                state.pop(_key(record_id, one, part), None)
        entry.tell(record_id, entry.SAVED)


def _told_conflict(record_id: str, asked: Sequence[Criterion]) -> None:
    """Say that somebody of the same organisation has saved other scores meanwhile."""
    told = st.session_state.get(_CONFLICT)
    if not told or told[0] != record_id:
        return
    del st.session_state[_CONFLICT]
    _id, mine, theirs = told
    st.warning(
        _(
            "Somebody else has saved scores of this organisation meanwhile. Nothing is lost: yours "
            "are still in the form. Compare them, change yours where needed, and save again."
        ),
        icon=":material/compare_arrows:",
    )
    speak = texts.language()
    columns = {
        _("Criterion"): [one.title[speak] for one in asked],
        _("Yours"): [entry.plain(_written(mine, one.id)) for one in asked],
        _("Saved meanwhile"): [entry.plain(_written(theirs.body, one.id)) for one in asked],
    }
    st.table(
        pd.DataFrame(columns),
        hide_index=True,
        border="horizontal",
        alt=_("Your version beside the one that was saved meanwhile, field by field."),
    )


def _written(body: Mapping[str, Any], criterion: str) -> str:
    one = (body.get("scores") or {}).get(criterion)
    if not isinstance(one, Mapping):
        return names.NOTHING
    mark = Mark(int(one.get("value") or 0), str(one.get("reason") or ""))
    return f"{mark.value}: {mark.reason}"


def _history(own: Score, criteria: Criteria) -> None:
    titles = {one.id: one.title[texts.language()] for one in criteria.criteria}

    def in_words(version: Mapping[str, Any]) -> str:
        kept = version.get("scores") or {}
        return "; ".join(f"{titles.get(one, one)} {_written(version, one)}" for one in kept)

    version_table(
        names.kind(SCORE),
        of_entries(store.history(own.id)),
        lambda one: {**one, "scores": in_words(one), "idea": None},
        told=_("Versions of these scores, the newest first."),
        key="score_history",
    )
