"""Conclusions of a meeting, and decisions of organisations on its edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from seutukuva import formats, texts
from seutukuva.editions import register as editions
from seutukuva.editions.register import Edition
from seutukuva.meetings import register
from seutukuva.meetings.register import Approval, Conclusion, Meeting
from seutukuva.texts import _
from seutukuva.ui import entry, sheets
from seutukuva.ui.meetings import names
from seutukuva.ui.meetings.heading import edition_of
from seutukuva.ui.meetings.working import Part, part
from seutukuva.ui.takeaway import take_away_table


def concluding(meeting: Meeting, own: Sequence[Conclusion]) -> None:
    """What the meeting concluded, and the forms."""
    st.caption(
        _(
            "Conclusions go into the packs of the meeting: write nothing confidential. Once an "
            "edition of the round is approved they can no longer be changed."
        )
    )
    for place, one in enumerate(own, 1):
        told = (names.development_area(one.development_area), names.areas(one.area_ids))
        lines = "  \n".join(entry.plain(line) for line in one.text.split("\n"))
        st.markdown(f"**{texts.number(place)}**  {lines}")
        if any(told):
            st.caption(" · ".join(entry.plain(part) for part in told if part))
    if own:
        _conclusions_taken(meeting, own)
    else:
        st.caption(_("No conclusion has been written yet."))
    part(
        Part(
            register.CONCLUSION,
            "conclusion",
            {one.id: one.text for one in own},
            entry.Shape(
                asked=("text", "development_area", "areas"),
                complete=partial(_of_meeting, meeting),
                is_high=True,
            ),
        ),
        new=_("Write a conclusion"),
        which=_("Conclusion to change"),
        choose=_("Choose a conclusion"),
        change=_("Change this conclusion"),
    )


def _of_meeting(meeting: Meeting, body: entry.Body) -> entry.Body:
    # Not what the form began with: another meeting may have been chosen since.
    return {**body, "meeting": meeting.id, "round": meeting.round}


def _conclusions_taken(meeting: Meeting, own: Sequence[Conclusion]) -> None:
    values = {
        names.heading(register.CONCLUSION, "text"): [one.text for one in own],
        names.heading(register.CONCLUSION, "development_area"): [
            names.development_area(one.development_area) for one in own
        ],
        names.heading(register.CONCLUSION, "areas"): [names.areas(one.area_ids) for one in own],
    }
    take_away_table(
        key="conclusions",
        title=_("Conclusions: {meeting}").format(meeting=names.dated(meeting)),
        values=pd.DataFrame(values),
        alternative=_("Conclusions of the meeting with what they concern."),
    )


def approving(meeting: Meeting, own: Sequence[Approval], today: dt.date) -> None:
    """What organisations decided on the edition, and the forms."""
    if own:
        _approvals(own)
    else:
        st.caption(_("No decision on the situation picture has been recorded for this meeting."))
    known = [one for one in editions.listed() if one.round == meeting.round]
    if not known and not own:
        st.caption(_("An organisation decides on an edition: freeze one first."))
        return
    first = edition_of(meeting)
    part(
        Part(
            register.APPROVAL,
            "approval",
            {one.id: _named(one) for one in own},
            entry.Shape(
                asked=("organisation", "edition", "decided_on", "decision", "remarks"),
                begins_with={
                    "edition": first.name if first else "",
                    "decided_on": today.isoformat(),
                    "decision": "approved",
                },
                lists={"edition": {one.name: edition_name(one) for one in known}},
                complete=partial(_completed_approval, meeting),
            ),
        ),
        new=_("Record a decision"),
        which=_("Decision to change"),
        choose=_("Choose a decision"),
        change=_("Change this decision"),
    )


def _completed_approval(meeting: Meeting, body: entry.Body) -> entry.Body:
    found = register.completed_approval(body)
    edition = editions.named(str(found.get("edition") or ""))
    # The content that was decided on: an edition that is frozen anew since is another.
    content = editions.short(edition.content_hash) if edition else found.get("content")
    return {**found, "meeting": meeting.id, "content": content}


def edition_name(one: Edition) -> str:
    """An edition with its state and the hash of its content."""
    return f"{one.name} · {editions.state_name(one.state)} · {editions.short(one.content_hash)}"


def _named(one: Approval) -> str:
    return f"{names.organisation(one.organisation)} · {_decided_on(one)}"


def _decided_on(one: Approval) -> str:
    return formats.date(one.decided_on, texts.language()) if one.decided_on else names.NOTHING


def _approvals(own: Sequence[Approval]) -> None:
    kind = register.APPROVAL
    columns = tuple(
        names.heading(kind, one)
        for one in ("organisation", "decided_on", "decision", "edition", "remarks")
    )
    decisions = names.choices(kind, "decision")
    rows = [
        (
            names.organisation(one.organisation),
            _decided_on(one),
            decisions.get(one.decision, one.decision),
            " · ".join(part for part in (one.edition, one.content) if part),
            one.remarks or names.NOTHING,
        )
        for one in own
    ]
    lines = tuple(
        sheets.Line(
            sheets.text(first),
            tuple(
                sheets.text(words, label=name)
                for words, name in zip(rest, columns[1:], strict=True)
            ),
        )
        for first, *rest in rows
    )
    told = _("Decisions on the situation picture by organisation.")
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, columns)), lines, css="sk-needs")])
    take_away_table(
        key="approvals",
        title=_("Decisions on the situation picture"),
        values=pd.DataFrame(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))),
        alternative=told,
    )


def edition(meeting: Meeting) -> None:
    """The edition of this meeting, and the way to freeze it."""
    one = edition_of(meeting)
    if one is None:
        st.info(
            _(
                "Nothing of this round is frozen yet. Freezing keeps figures, texts and marks as "
                "they are, so that they can be cited and compared later."
            ),
            icon=":material/ac_unit:",
        )
    else:
        told = _("Edition {edition}: {state} since {day}, content {content}.")
        words = told.format(
            edition=one.name,
            state=editions.state_name(one.state).lower(),
            day=formats.date(one.state_on, texts.language()),
            content=editions.short(one.content_hash),
        )
        st.markdown(entry.plain(words))
        if one.missing:
            missing = "\n".join(f"- {entry.plain(each)}" for each in one.missing)
            st.caption(f"{_('Frozen without:')}\n\n{missing}")
    label = _("Freeze an edition") if one is None else _("To the editions")
    with st.container(horizontal=True):
        # Their own keys: ?edition= would show the whole program as of it.
        own = {"frozen": one.name} if one else {"round": meeting.round}
        names.to_page("meetings/editions", label, ":material/ac_unit:", **own)
        if one:
            names.to_page("meetings/pack", _("The pack"), ":material/folder_zip:", of=one.name)
