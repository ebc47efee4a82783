"""What meetings concluded, and the actions that were decided with who answers for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from seutukuva import definitions, formats, made, store, texts
from seutukuva.interviews import rounds
from seutukuva.meetings import register
from seutukuva.meetings.register import Action, Conclusion
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope, place
from seutukuva.texts import _, ngettext
from seutukuva.ui.portfolio.names import owner as organisation


def sections(scope: Scope) -> tuple[Section, ...]:
    """Conclusions, and for those who act also the actions."""
    concluded = _concluded(scope)
    return (concluded,) if scope.is_public else (concluded, _actions(scope))


def conclusions(scope: Scope) -> list[Conclusion]:
    """Those of the edition's round, of a draft those of the newest round that has any."""
    every = [
        one
        for one in made.once(register.conclusions, "pack conclusions", store.current_head())
        if scope.is_whole or not one.area_ids or scope.area_id in one.area_ids
    ]
    wanted = scope.stamp.round or max((one.round for one in every), default="")
    return [one for one in every if one.round == wanted]


def _concluded(scope: Scope) -> Section:
    subject = _("Conclusions")
    found = conclusions(scope)
    if not found:
        why = _("No meeting has entered conclusions for this round.")
        return Section("conclusions", subject, missing=why)
    name = rounds.name(found[0].round, texts.language())
    words = _("Conclusions of the round {round}: {n}")
    return Section(
        "conclusions",
        subject,
        title=words.format(n=texts.number(len(found)), round=name),
        sentences=tuple(_told(one, scope) for one in found),
        notes=(_("As entered by the meeting; whole texts, unchanged."),),
        is_list=True,
        priority=9,
    )


def _told(one: Conclusion, scope: Scope) -> str:
    areas = [place(area) for area in one.area_ids] if scope.is_whole else []
    head = ", ".join(filter(None, (one.development_area, *areas)))
    return f"{head}: {one.text}" if head else one.text


def _actions(scope: Scope) -> Section:
    subject = _("Actions")
    today = scope.day
    every = made.once(register.actions, "pack actions", store.current_head())
    if not every:
        why = _("No actions have been decided on.")
        return Section("actions", subject, missing=why)
    shown = sorted(every, key=lambda one: _urgency(one, today))
    waiting = [one for one in shown if one.is_open]
    late = [one for one in waiting if one.days_late(today)]
    words = _("Actions: {open} open, {late} of them late, {done} finished")
    return Section(
        "actions",
        subject,
        title=words.format(
            open=texts.number(len(waiting)),
            late=texts.number(len(late)),
            done=texts.number(len(every) - len(waiting)),
        ),
        sentences=_owners(late, today),
        listing=_listing(shown, today),
        notes=(_("Late: past its day and not finished on the day of this pack."),),
        priority=8,
    )


def _urgency(one: Action, today: dt.date) -> tuple[bool, int, dt.date]:
    return not one.is_open, -one.days_late(today), one.due or dt.date.max


def _owners(late: Sequence[Action], today: dt.date) -> tuple[str, ...]:
    """Whose are late, and by how much."""
    owners = dict.fromkeys(one.owner for one in late)
    found = []
    for owner in owners:
        own = [one.days_late(today) for one in late if one.owner == owner]
        words = ngettext(
            "{owner}: {n} late, the oldest by {days} day.",
            "{owner}: {n} late, the oldest by {days} days.",
            max(own),
        )
        told = {"n": texts.number(len(own)), "days": texts.number(max(own))}
        found.append(words.format(owner=organisation(owner), **told))
    return tuple(found)


def _listing(shown: Sequence[Action], today: dt.date) -> Listing:
    speak = texts.language()
    rows = tuple(
        (
            one.text,
            organisation(one.owner),
            formats.date(one.due, speak) if one.due else "–",
            _state(one, today),
            one.outcome or "–",
        )
        for one in shown
    )
    columns = (_("Action"), _("Owner"), _("Due"), _("State"), _("Outcome"))
    return Listing(
        _("Actions, the late ones first"), columns, rows, widths=(3.8, 1.5, 1.5, 2.1, 2.3)
    )


def _state(one: Action, today: dt.date) -> str:
    kind = definitions.load().kinds[register.ACTION]
    field = next(each for each in kind.fields if each.id == "state")
    choices = field.choices
    words = choices[one.state][texts.language()] if one.state in choices else one.state
    late = one.days_late(today)
    if not late:
        return words
    told = ngettext("{state}, late by {days} day", "{state}, late by {days} days", late)
    return f"■ {told.format(state=words, days=texts.number(late))}"
