"""What meetings, their parts and their states are called, and links from one place to another."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from seutukuva import access, dates, definitions, formats, selectors, texts
from seutukuva.definitions import Kind
from seutukuva.interviews import rounds
from seutukuva.meetings import checklist, register, walking
from seutukuva.meetings.register import Action, Meeting
from seutukuva.texts import _, ngettext

NOTHING = "–"
SOURCE = "meetings/meeting"
# A state is told by a sign and a word.
SIGNS = {
    checklist.THERE: "✓",
    checklist.MISSING: "○",
    checklist.LATE: "!",
    checklist.NOT_NEEDED: NOTHING,
    checklist.BEFORE_USE: "□",
}
ACTION_SIGNS = {
    register.OPEN: "○",
    register.DOING: "→",
    register.DONE: "✓",
    register.DROPPED: "✕",
}


def kind(own: str) -> Kind:
    """What is kept of a meeting, a note, a conclusion, an action or a decision."""
    return definitions.load().kinds[own]


def heading(own: str, field_id: str) -> str:
    """What a field of a kind is called."""
    return next(one for one in kind(own).fields if one.id == field_id).title[texts.language()]


def choices(own: str, field_id: str) -> dict[str, str]:
    """The choices of a field of a kind and their words."""
    field = next(one for one in kind(own).fields if one.id == field_id)
    return {one: title[texts.language()] for one, title in field.choices.items()}


def title(one: Meeting) -> str:
    """What a meeting is called: by its own name, else by its type."""
    return one.title or choices(register.KIND, "type").get(one.type, one.type) or NOTHING


def dated(one: Meeting) -> str:
    """A meeting's name with its day."""
    return f"{title(one)} · {day(one)}"


def day(one: Meeting) -> str:
    """The day of a meeting, or the month that is agreed."""
    return dates.words(one.day, texts.language()) if one.day else NOTHING


def round_name(own_id: str) -> str:
    """A round in words, whatever stands in its place."""
    return rounds.name(own_id, texts.language()) if rounds.is_round(own_id) else own_id


def organisation(own_id: str) -> str:
    """How an organisation is called in a narrow place; "–" for none."""
    known = definitions.load().programme.organisations
    return known[own_id].short if own_id in known else own_id or NOTHING


def development_area(code: str) -> str:
    """A development area with its code; "" for none."""
    own = definitions.load().programme.development_areas
    return next((f"{code} {one.title[texts.language()]}" for one in own if one.code == code), code)


def areas(ids: tuple[str, ...]) -> str:
    """Names of areas; "" for the whole programme."""
    found = definitions.load()
    speak = texts.language()
    return ", ".join(
        selectors.area_name(found, one, speak) if one in found.areas else one for one in ids
    )


def action_state(one: Action) -> str:
    """The state of an action with its sign."""
    words = choices(register.ACTION, "state").get(one.state, one.state)
    return f"{ACTION_SIGNS.get(one.state, '?')} {words}"


def due(one: Action) -> str:
    """The day by which an action is to be finished."""
    return formats.date(one.due, texts.language()) if one.due else NOTHING


def lateness(n: int) -> str:
    """How late something is; "" of what is in time."""
    if not n:
        return ""
    return ngettext("{n} day late", "{n} days late", n).format(n=texts.number(n))


def page_title(stored: str) -> str:
    """A page of a walk, with the choices that it is opened with."""
    found = walking.steps([stored])
    if not found:
        return _("{page} (no longer there)").format(page=stored.partition("?")[0])
    told = ", ".join(_choice(one) for one in found[0].choices.values())
    name = _(found[0].page.title)
    return f"{name} ({told})" if told else name


def _choice(value: str) -> str:
    """What is chosen in an address, in words where it names a figure, an area or a round."""
    found = definitions.load()
    if value in found.indicators:
        return found.indicators[value].title[texts.language()]
    if value in found.areas:
        return selectors.area_name(found, value, texts.language())
    return round_name(value)


def anchor(page: str, words: str) -> str:
    """A link to another page within a table, as safe HTML; only the words where it is not there."""
    entry = walking.pages().get(page)
    if entry is None:
        return escape(words)
    address = f"{entry.name}?{urlencode({'lang': texts.language()})}"
    return f'<a href="{escape(address)}" target="_self">{escape(words)}</a>'


def to_page(page: str, label: str, icon: str, **query: str) -> None:
    """A link to another page; nothing where it is not there or may not be seen here."""
    entry = walking.pages().get(page)
    if entry is None or (entry.subject and not access.may_see(entry.subject)):
        return
    st.page_link(
        f"pages/{page}.py",
        label=label,
        icon=icon,
        query_params={one: value for one, value in query.items() if value},
    )


def subject(own: str) -> str:
    """What is looked at in the checklist."""
    return _(checklist.SUBJECTS[own])
