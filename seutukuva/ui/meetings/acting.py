"""Actions: those that a meeting follows up, each finished with one click, and those it decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from seutukuva import access, records, showing, texts
from seutukuva.errors import InvalidRecord, RecordConflict, RecordsError
from seutukuva.meetings import register
from seutukuva.meetings.register import Action, Meeting
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import entry, sheets
from seutukuva.ui.meetings import names
from seutukuva.ui.meetings.working import Part, part
from seutukuva.ui.printing import unprinted
from seutukuva.ui.takeaway import take_away_table

CHANGED = N_(
    "Somebody else has changed this action meanwhile. What you wrote is still in its field: "
    "read their version, then click again."
)
KEPT = N_("The action has been changed.")
# What a click makes of an action that is open.
_STEPS = (register.DOING, register.DONE, register.DROPPED)
# Each has a field and three buttons: of hundreds a page would take a minute.
MOST_WORKED = 60


def following(
    actions: Sequence[Action],
    before: Meeting | None,
    meetings: Mapping[str, Meeting],
    today: dt.date,
) -> None:
    """What was decided before, what has become of it, and the buttons that say so."""
    if not actions:
        words = _("Nothing is left from earlier meetings.")
        if before:
            words = _("The meeting before ({meeting}) decided on no actions, and none is open.")
            words = words.format(meeting=entry.plain(names.dated(before)))
        st.info(words, icon=":material/task_alt:")
        return
    _counted(actions, today)
    for one in actions[:MOST_WORKED]:
        with st.container(border=True):
            if one.is_open:
                _facts(one, meetings.get(one.meeting), today)
                if access.may_enter(register.ACTION, {"owner": one.owner}):
                    with unprinted(f"steps_{one.id}"):
                        _steps(one)
            else:
                _finished(one, meetings.get(one.meeting), today)
    _told_of_more(len(actions) - MOST_WORKED)
    table(actions, today, key="followed_actions", meetings=meetings)


def _told_of_more(left: int) -> None:
    if left > 0:
        words = ngettext(
            "{n} more action stands in the table. It comes here when others are finished.",
            "{n} more actions stand in the table. They come here when others are finished.",
            left,
        )
        st.caption(words.format(n=texts.number(left)))


def _counted(actions: Sequence[Action], today: dt.date) -> None:
    n = len(actions)
    words = ngettext("{n} action of earlier meetings", "{n} actions of earlier meetings", n)
    parts = [
        f"{names.ACTION_SIGNS[state]} {title}: "
        f"{texts.number(sum(one.state == state for one in actions))}"
        for state, title in names.choices(register.ACTION, "state").items()
    ]
    late = sum(bool(one.days_late(today)) for one in actions)
    parts.append("! " + _("late: {n}").format(n=texts.number(late)))
    st.caption(" · ".join([words.format(n=texts.number(n)), *parts]))


def _facts(one: Action, meeting: Meeting | None, today: dt.date) -> None:
    late = names.lateness(one.days_late(today))
    st.markdown(f"**{names.action_state(one)}** · {entry.plain(one.text)}")
    told = [
        _("owner {organisation}").format(organisation=names.organisation(one.owner)),
        _("due {day}").format(day=names.due(one)),
        f"! {late}" if late else "",
        _decided_by(one, meeting),
    ]
    st.caption(" · ".join(entry.plain(part) for part in told if part))
    if one.outcome:
        st.markdown(f"{_('What came of it')}: {entry.plain(one.outcome)}")


def _finished(one: Action, meeting: Meeting | None, today: dt.date) -> None:
    """What needs nobody any more takes little room; the way back stands beside it."""
    with st.container(horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch", gap=None):
            _facts(one, meeting, today)
        if access.may_enter(register.ACTION, {"owner": one.owner}):
            with st.container(width="content", key=f"unprinted_steps_{one.id}"):
                _again(one)


def _decided_by(one: Action, meeting: Meeting | None) -> str:
    if meeting:
        return names.dated(meeting)
    if one.meeting:
        return _("decided by a meeting that has been withdrawn")
    return _("from an evaluation") if "evaluation" in one.origin else _("decided by no meeting")


def _steps(one: Action) -> None:
    """One field and the states that it is not in, each a click."""
    prefix = form_id(one)
    key, state = f"{prefix}_outcome", st.session_state
    is_untouched = state.get(key) == state.get(f"{prefix}_began")
    if key not in state or (is_untouched and state[f"{prefix}_seen"] != one.row):
        state[key] = state[f"{prefix}_began"] = one.outcome
        state[f"{prefix}_seen"] = one.row
    with st.form(prefix, enter_to_submit=False, border=False):
        st.text_input(
            _("What came of it"),
            key=key,
            autocomplete="off",
            placeholder=_("Needed for done and dropped"),
        )
        with st.container(horizontal=True):
            titles = names.choices(register.ACTION, "state")
            for step in _STEPS:
                if step != one.state:
                    st.form_submit_button(
                        f"{names.ACTION_SIGNS[step]} {titles[step]}",
                        key=f"{prefix}_{step}",
                        on_click=_step,
                        args=(one.id, step, texts.language()),
                    )
    entry.notice(prefix)


def _again(one: Action) -> None:
    """The way back, of one that is finished."""
    prefix = form_id(one)
    st.session_state[f"{prefix}_seen"] = one.row
    st.button(
        _("Open again"),
        key=f"{prefix}_{register.OPEN}",
        icon=":material/undo:",
        type="tertiary",
        on_click=_step,
        args=(one.id, register.OPEN, texts.language()),
    )
    entry.notice(prefix)


def form_id(one: Action) -> str:
    """What the small form of an action is called in the session."""
    return f"follow_{one.id}"


def _step(action_id: str, state: str, language: str) -> None:
    texts.use(language)
    kept = st.session_state
    prefix = f"follow_{action_id}"
    newest = records.history(action_id)[-1]
    today = showing.today()
    outcome = kept.get(f"{prefix}_outcome", newest.body.get("outcome"))
    try:
        body = register.completed_action({**newest.body, "state": state, "outcome": outcome}, today)
        if newest.seq != kept[f"{prefix}_seen"]:
            # Whoever clicks again has been shown this version.
            kept[f"{prefix}_seen"] = newest.seq
            raise RecordConflict(body, newest, where=action_id)
        records.append(
            register.ACTION,
            body,
            id=action_id,
            by=access.LOCAL,
            source=names.SOURCE,
            expect=newest.seq,
        )
    except RecordConflict:
        entry.tell(prefix, gone=CHANGED)
    except InvalidRecord as error:
        entry.tell(prefix, problems=tuple(text for _field, text in error.problems))
    except RecordsError as error:
        entry.tell(prefix, problems=(str(error),))
    else:
        for one in (f"{prefix}_outcome", f"{prefix}_seen", f"{prefix}_began"):
            kept.pop(one, None)
        # The larger form of the same action begins with what is stored now.
        entry.forget(register.ACTION, action_id)
        entry.tell(prefix, KEPT)


def table(
    actions: Sequence[Action],
    today: dt.date,
    *,
    key: str,
    meetings: Mapping[str, Meeting] | None = None,
) -> None:
    """The files of some actions."""
    known = meetings or {}
    values = {
        names.heading(register.ACTION, "text"): [one.text for one in actions],
        names.heading(register.ACTION, "owner"): [names.organisation(one.owner) for one in actions],
        names.heading(register.ACTION, "due"): [names.due(one) for one in actions],
        names.heading(register.ACTION, "state"): [
            names.choices(register.ACTION, "state").get(one.state, one.state) for one in actions
        ],
        _("Days late"): [one.days_late(today) for one in actions],
        names.heading(register.ACTION, "outcome"): [one.outcome for one in actions],
        _("Decided by"): [
            names.dated(known[one.meeting]) if one.meeting in known else "" for one in actions
        ],
    }
    take_away_table(
        key=key,
        title=_("Actions"),
        values=pd.DataFrame(values),
        alternative=_("Actions with their owner, day, state and what came of them."),
    )


def _completed(meeting: Meeting, today: dt.date, body: entry.Body) -> entry.Body:
    # Not what the form began with: another meeting may have been chosen since.
    own = {**body, "meeting": meeting.id, "round": meeting.round}
    return register.completed_action(own, today)


def deciding(meeting: Meeting, actions: Sequence[Action], today: dt.date) -> None:
    """The actions that this meeting decides."""
    own = [one for one in actions if one.meeting == meeting.id]
    if own:
        columns = tuple(
            names.heading(register.ACTION, one) for one in ("text", "owner", "due", "state")
        )
        lines = tuple(
            sheets.Line(
                sheets.text(one.text, note=one.outcome),
                (
                    sheets.text(names.organisation(one.owner), label=columns[1]),
                    sheets.text(
                        names.due(one), note=names.lateness(one.days_late(today)), label=columns[2]
                    ),
                    sheets.text(names.action_state(one), label=columns[3]),
                ),
            )
            for one in own
        )
        told = _("Actions that the meeting decided on, with owner, day and state.")
        heads = tuple(map(sheets.text, columns))
        sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs")])
        table(own, today, key="actions", meetings={meeting.id: meeting})
    else:
        st.caption(_("No action has been decided on yet."))
    part(
        Part(
            register.ACTION,
            "action",
            {one.id: one.text for one in own},
            entry.Shape(
                asked=("text", "owner", "due", "state", "outcome", "done_on", "development_area"),
                complete=partial(_completed, meeting, today),
            ),
        ),
        new=_("Decide on an action"),
        which=_("Action to change"),
        choose=_("Choose an action"),
        change=_("Change this action"),
    )
