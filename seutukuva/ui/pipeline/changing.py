"""Entering an idea, changing it, moving it to another stage, opening an appraisal round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import streamlit as st

from seutukuva import access, definitions, records, texts
from seutukuva.errors import InvalidRecord, RecordConflict, RecordsError
from seutukuva.pipeline import entering, locking
from seutukuva.pipeline.model import IDEA, LOCK, Idea, Lock, Score
from seutukuva.texts import N_, _
from seutukuva.ui import entry
from seutukuva.ui.pipeline import names, one

_STAGE = ("stage", "stage_on", "stage_reason")
_ASKED = (
    *("title", "description", "origin", "development_area", "node", "owner", "partners", "areas"),
    *("money_total", "money_eu_state", "jobs", "firms", "needs"),
)
OPENED_ROUND = N_("The appraisal round is open; its criteria are locked.")
MOVED = N_("Moved.")


def _shape(asked: Sequence[str], before: Idea | None, today: dt.date, **begins: Any) -> entry.Shape:
    rules = definitions.load().pipeline
    return entry.Shape(
        asked=tuple(asked),
        begins_with=begins,
        lists={"stage": names.stages(), "needs": one.need_titles()},
        complete=lambda body: entering.idea(body, before, rules, today),
        is_high=len(asked) > len(_STAGE),
    )


def new_idea(today: dt.date) -> None:
    """The form for a new idea; it begins at the first stage."""
    first = next(iter(definitions.load().pipeline.stages))
    with st.expander(_("Enter an idea"), icon=":material/add:"):
        entry.form(
            names.kind(IDEA),
            None,
            names.SOURCE,
            _shape((*_ASKED, "stage", "stage_on"), None, today, stage=first),
        )


def working(idea: Idea, today: dt.date) -> None:
    """Move it, change it, link its project, withdraw it: one form at a time."""
    if not access.may_enter(IDEA, {"owner": idea.owner}):
        return
    newest = records.history(idea.id)[-1]
    titles = {
        "move": _("Move to another stage"),
        "change": _("Change the idea"),
        "project": _("Link a project by its code"),
        "withdraw": _("Withdraw the idea"),
    }
    choice = st.selectbox(
        _("What to do with the idea"),
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        key=f"do_{idea.id}",
        placeholder=_("Choose"),
        # The forms' fields have the same names: what one held must not be saved by another.
        on_change=entry.forget,
        args=(IDEA, idea.id),
    )
    asked = {"move": _STAGE, "change": _ASKED, "project": ("project",)}.get(choice or "")
    if asked:
        entry.form(names.kind(IDEA), newest, names.SOURCE, _shape(asked, idea, today))
    elif choice == "withdraw":
        entry.withdrawal(newest, names.SOURCE)


def move_button(label: str, idea: Idea, stage: str, on: str, reason: str) -> None:
    """One click that moves an idea, as a decision on it says.

    Args:
        on: the day since which it is there, ISO text.
    """
    st.button(
        label,
        key=f"move_{idea.id}",
        icon=":material/arrow_forward:",
        on_click=_move,
        args=(idea, stage, on, reason, texts.language()),
    )


def _move(idea: Idea, stage: str, on: str, reason: str, language: str) -> None:
    texts.use(language)
    try:
        newest = records.history(idea.id)[-1]
        body = {**newest.body, "stage": stage, "stage_on": on, "stage_reason": reason[:1000]}
        records.append(
            IDEA, body, id=idea.id, by=access.LOCAL, source=names.SOURCE, expect=idea.seq
        )
    except RecordConflict:
        entry.tell(IDEA, problems=(_(entry.CHANGED_MEANWHILE),))
    except RecordsError as error:
        entry.tell(IDEA, problems=_problems(error))
    else:
        entry.forget(IDEA, idea.id)
        entry.tell(IDEA, MOVED)


def _problems(error: RecordsError) -> tuple[str, ...]:
    if isinstance(error, InvalidRecord):
        return tuple(text for _field, text in error.problems)
    return (str(error),)


def open_round(locks: Sequence[Lock], scores: Sequence[Score], today: dt.date) -> None:
    """Open an appraisal round: its criteria are locked from then on.

    Args:
        scores: the newest round can be withdrawn while it has none.
    """
    entry.notice(LOCK)
    rules = definitions.load().pipeline
    if not rules.criteria:
        st.info(
            _(
                "The programme has no common criteria yet, so ideas are not appraised. They are "
                "written in the file criteria.toml of the programme’s folder."
            ),
            icon=":material/rule:",
        )
        return
    if not access.may_enter(LOCK):
        if not locks:
            st.caption(_("No appraisal round has been opened yet."))
        return
    with st.expander(_("Open an appraisal round"), icon=":material/lock:"):
        _round_form(locks, today)
    if locks and locks[0].round not in {one.round for one in scores}:
        with st.expander(_("Withdraw the newest round"), icon=":material/delete:"):
            entry.withdrawal(records.history(locks[0].id)[-1], names.SOURCE)


def _round_form(locks: Sequence[Lock], today: dt.date) -> None:
    rules, speak = definitions.load().pipeline, texts.language()
    now = rules.on(today)
    versions = {
        one.id: f"{one.id} · {one.title[speak]}"
        for one in sorted(rules.criteria.values(), key=lambda one: one.valid_from, reverse=True)
    }
    st.caption(
        _(
            "The criteria are locked with the day and their whole content: later changes of the "
            "file do not touch the round, and its scores stay comparable."
        )
    )
    ids = list(versions)
    with st.form("open_round_form", enter_to_submit=False):
        st.text_input(
            _("Round, as a month (2026-10)"),
            value=f"{today.year}-{today.month:02d}",
            key="open_round_round",
            autocomplete="off",
        )
        st.selectbox(
            _("Version of the criteria"),
            ids,
            index=ids.index(now.id) if now else 0,
            format_func=versions.__getitem__,
            key="open_round_version",
            placeholder=_("Choose"),
        )
        st.form_submit_button(
            _("Open the round and lock its criteria"),
            type="primary",
            key="open_round_save",
            on_click=_open,
            args=(tuple(locks), today, texts.language()),
        )


def _open(locks: Sequence[Lock], today: dt.date, language: str) -> None:
    texts.use(language)
    state = st.session_state
    round_id = str(state["open_round_round"] or "").strip()
    try:
        body = locking.opened(
            state["open_round_version"], today, round_id, locks, definitions.load().pipeline
        )
        own_id = locking.lock_id(round_id)
        before = records.history(own_id)
        records.append(
            LOCK,
            body,
            id=own_id,
            by=access.LOCAL,
            source=names.SOURCE,
            # A round that was withdrawn may be opened anew.
            expect=before[-1].seq if before and before[-1].is_withdrawn else None,
        )
    except RecordConflict:
        words = _("This round is open already; its criteria stay as they are.")
        entry.tell(LOCK, problems=(words,))
    except RecordsError as error:
        entry.tell(LOCK, problems=_problems(error))
    else:
        entry.tell(LOCK, OPENED_ROUND)
