"""One edition: what it holds, the steps of its state, unlocking, and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import access, dates, formats, navigation, records, selectors, texts
from seutukuva.editions import names, register
from seutukuva.editions.register import Edition
from seutukuva.errors import RecordsError
from seutukuva.meetings import register as meetings
from seutukuva.texts import N_, _
from seutukuva.ui import entry, fields, sheets
from seutukuva.ui.editions import names as own
from seutukuva.ui.takeaway import table_taken, take_away

STEP, UNLOCK = "edition_step", "edition_unlock"
STEPPED = N_("The state was changed.")
UNLOCKED = N_("Unlocked: its round can be changed again.")
_TO = {
    "presented": N_("Mark as presented"),
    "approved": N_("Approve and lock"),
    "published": N_("Mark as published"),
}
_ASKED = ("state_on", "organisation", "reason")


def chosen(every: Sequence[Edition]) -> Edition:
    """The edition that is looked at: ``?frozen=2026-10``; the newest one by default."""
    known = {one.name: one for one in every}
    titles = {name: names.edition(name) for name in known}
    newest = own.in_order(every)[0].name
    name = selectors.choose_one(
        own.LOOKED_AT, _("Edition"), list(known), newest, titles.__getitem__
    )
    return known[name]


def facts(one: Edition) -> None:
    """What it holds, and what was missing."""
    told = [
        (
            own.heading("state"),
            f"{own.state(one)}, {_('since {day}').format(day=names.day(one.state_on))}",
        ),
        (_("Deciding organisation"), names.organisation(one.by) if one.by else ""),
        (_("Reason of the last step"), one.reason),
        (_("Frozen"), names.day(one.day)),
        (_("Meeting"), _meeting(one)),
        (_("Data version"), f"{own.version_day(one.version)} ({one.version})"),
        (_("Entries up to row"), texts.number(one.seq)),
        (_("Hash of the content"), register.short(one.content_hash)),
    ]
    lines = [f"- **{name}:** {entry.plain(value)}" for name, value in told if value]
    lines += _approvals(one)
    if one.missing:
        lines.append(f"- **{_('Missing, and accepted so')}:**")
        lines += [f"    - {entry.plain(each)}" for each in one.missing]
    st.markdown("\n".join(lines))
    with st.container(horizontal=True):
        st.page_link(
            "pages/situation/overview.py",
            label=_("Open the pages as of it"),
            icon=":material/history:",
            query_params={"edition": one.name, "lang": texts.language()},
        )
        if any((page.section, page.name) == ("meetings", "pack") for page in navigation.found()):
            st.page_link(
                "pages/meetings/pack.py",
                label=_("Make its pack"),
                icon=":material/folder_zip:",
                query_params={"of": one.name, "lang": texts.language()},
            )


def _meeting(one: Edition) -> str:
    found = meetings.named(one.meeting) if one.meeting else None
    return names.meeting(found) if found else ""


def _approvals(one: Edition) -> list[str]:
    """What organisations decided on it; a decision on another content says so."""
    lines = []
    for each in meetings.approvals(edition=one.name):
        decision = names.choice(meetings.APPROVAL, "decision", each.decision)
        told = f"{decision}, {names.day(each.decided_on)}"
        if each.content and each.content != register.short(one.content_hash):
            told = _("{decision}, on what was frozen earlier").format(decision=told)
        lines.append(
            f"- **{entry.plain(names.organisation(each.organisation))}:** {entry.plain(told)}"
        )
    return lines


def steps(one: Edition, today: dt.date) -> None:
    """The form of the next step, or of unlocking; where nothing can be entered, nothing."""
    entry.notice(STEP)
    entry.notice(UNLOCK)
    if not access.may_enter(register.KIND):
        return
    following = register.next_state(one.state)
    if following:
        label = _(_TO[following])
        # One of its own for each step: left open after a step, it would offer the next one where
        # the last was clicked.
        key = f"{STEP}_place_{following}"
        with st.expander(label, icon=":material/arrow_forward:", key=key):
            _step_form(one, following, label, today)
    if one.is_locked:
        with st.expander(_("Unlock"), icon=":material/lock_open:", key=f"{UNLOCK}_place"):
            _unlock_form(one)


def _step_form(one: Edition, following: str, label: str, today: dt.date) -> None:
    if following == "approved":
        st.caption(
            _(
                "From then on the marks, notes and conclusions of its round can no longer be "
                "changed. It is unlocked only with a reason, which stays in the history."
            )
        )
    known = {field.id: field for field in own.kind().fields}
    prefix = f"{STEP}_{one.id}_{one.row}"
    if f"{prefix}_state_on" not in st.session_state:
        begins: dict[str, Any] = {"state_on": dates.typed(today.isoformat(), texts.language())}
        for name in _ASKED:
            fields.fill(
                known[name], f"{prefix}_{name}", begins.get(name, fields.empty(known[name]))
            )
    with st.form(f"{STEP}_form", enter_to_submit=False):
        for name in _ASKED:
            fields.widget(known[name], f"{prefix}_{name}")
        with st.container(horizontal=True):
            st.form_submit_button(
                label,
                type="primary",
                key=f"{STEP}_save",
                on_click=_step,
                args=(one, following, prefix, texts.language()),
            )
            if one.state == "presented":
                st.form_submit_button(
                    _("Back to draft"),
                    key=f"{STEP}_back",
                    on_click=_step,
                    args=(one, "draft", prefix, texts.language()),
                )


def _step(one: Edition, following: str, prefix: str, language: str) -> None:
    texts.use(language)
    state = st.session_state
    typed = str(state[f"{prefix}_state_on"] or "").strip()
    try:
        day = dates.last_day(dates.read(typed))
    except ValueError:
        words = _("This is no day: {text}. Write it as {example}.")
        example = dates.typed(one.day.isoformat(), language)
        entry.tell(
            STEP, problems=(words.format(text=typed[:40] or names.NOTHING, example=example),)
        )
        return
    try:
        register.advance(
            one,
            following,
            on=day,
            organisation=str(state[f"{prefix}_organisation"] or ""),
            reason=str(state[f"{prefix}_reason"] or ""),
        )
    except RecordsError as error:
        own.told(STEP, error)
    else:
        entry.tell(STEP, STEPPED)


def _unlock_form(one: Edition) -> None:
    st.caption(
        _(
            "It is then presented, no longer approved, and its round can be changed. Nothing of "
            "its history is lost."
        )
    )
    key = f"{UNLOCK}_{one.id}_{one.row}_reason"
    with st.form(f"{UNLOCK}_form", enter_to_submit=False):
        st.text_area(_("Why it is unlocked (needed)"), key=key)
        st.form_submit_button(
            _("Unlock"), key=f"{UNLOCK}_save", on_click=_unlock, args=(one, key, texts.language())
        )


def _unlock(one: Edition, key: str, language: str) -> None:
    texts.use(language)
    try:
        register.unlock(one, str(st.session_state[key] or ""))
    except RecordsError as error:
        own.told(UNLOCK, error)
    else:
        entry.tell(UNLOCK, UNLOCKED)


def history(one: Edition) -> None:
    """Every state of an edition, who took the step and why, the newest first."""
    saved = {each.seq: each for each in records.history(one.id)}
    versions = register.history(one)[::-1]
    columns = (
        _("Saved"),
        own.heading("state"),
        _("Frozen"),
        _("Hash"),
        _("Deciding organisation"),
        _("Reason"),
    )
    rows = [
        (
            formats.moment(saved[each.row].recorded_at, texts.language()) + " UTC",
            f"{register.state_name(each.state)}, {names.day(each.state_on)}",
            names.day(each.day),
            register.short(each.content_hash),
            names.organisation(each.by),
            each.reason or names.NOTHING,
        )
        for each in versions
        if each.row in saved
    ]
    caption = _("Every state of the edition, the newest first.")
    lines = tuple(
        sheets.Line(
            sheets.text(row[0]),
            tuple(
                sheets.text(cell, label=label)
                for cell, label in zip(row[1:], columns[1:], strict=True)
            ),
        )
        for row in rows
    )
    with st.expander(_("History"), icon=":material/history:"):
        heads = tuple(sheets.text(name) for name in columns)
        sheets.show([sheets.Sheet(caption, heads, lines, css="sk-needs")])
        take_away(
            lambda: table_taken(
                title=_("History of the edition {edition}").format(edition=names.edition(one.name)),
                values=pd.DataFrame(rows, columns=list(columns)),
                alternative=caption,
                file_name=f"edition-{one.name}-history",
            ),
            key="edition_history",
        )
