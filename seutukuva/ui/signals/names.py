"""What signals, their choices and what became of them are called."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from seutukuva import dates, definitions, formats, selectors, texts
from seutukuva.definitions import Kind
from seutukuva.interviews import rounds
from seutukuva.signals import register
from seutukuva.signals.register import Signal
from seutukuva.signals.rounds_of import Move
from seutukuva.texts import _
from seutukuva.ui.fields import own_list

NOTHING = "–"
SOURCE = "situation/signals"
OPENED = "signal"
_ARROWS = {"up": "↑", "down": "↓", "same": "→", "both": "↑↓"}


def kind() -> Kind:
    """What is kept of a signal."""
    return definitions.load().kinds[register.KIND]


def review_kind() -> Kind:
    """What is kept of a review."""
    return definitions.load().kinds[register.REVIEW]


def choices(field_id: str, own: Kind | None = None) -> dict[str, str]:
    """The choices of a field and their words, in the order of the form."""
    field = next(one for one in (own or kind()).fields if one.id == field_id)
    return {one: title[texts.language()] for one, title in field.choices.items()}


def choice(field_id: str, own_id: object) -> str:
    """A choice in words; "–" for none."""
    text = "" if own_id is None else str(own_id)
    return choices(field_id).get(text, text) or NOTHING


def heading(field_id: str) -> str:
    """What a field of a signal is called."""
    field = next(one for one in kind().fields if one.id == field_id)
    return field.title[texts.language()]


def outcome(own_id: str) -> str:
    """What became of a signal, in words."""
    return choices("outcome", review_kind()).get(own_id, own_id) or NOTHING


def of(field_type: str, own_id: str) -> str:
    """Name of a theme, an organisation or a development area; "–" for none."""
    return own_list(field_type, definitions.load()).get(own_id, own_id) or NOTHING


def short(organisation: str) -> str:
    """How an organisation is called in a narrow place; "–" for none."""
    known = definitions.load().programme.organisations
    return known[organisation].short if organisation in known else organisation or NOTHING


def areas(signal: Signal) -> str:
    """The areas that a signal concerns."""
    found, speak = definitions.load(), texts.language()
    names = [
        selectors.area_name(found, one, speak) if one in found.areas else one
        for one in signal.area_ids
    ]
    return ", ".join(names) or _("whole programme")


def day(stored: str) -> str:
    """A stored day in words; "–" for none. What is no day stays as it is."""
    if dates.read_or_empty(stored) != stored:
        return stored
    return dates.words(stored, texts.language()) if stored else NOTHING


def round_name(own_id: str) -> str:
    """A round in words, whatever stands in its place."""
    return rounds.name(own_id, texts.language()) if rounds.is_round(own_id) else own_id


def move(one: Move | None) -> str:
    """How a signal moved by its newest review, with an arrow; that there was none yet."""
    if one is None:
        return _("not reviewed yet")
    parts = [
        words.format(before=_grade(before), after=_grade(after))
        for words, (before, after) in (
            (_("likelihood {before} → {after}"), one.likelihood),
            (_("impact {before} → {after}"), one.impact),
        )
        if before != after
    ]
    told = ", ".join(parts) or _("rated as before")
    return f"{_ARROWS[one.direction]} {told}"


def _grade(value: int | None) -> str:
    return NOTHING if value is None else texts.number(value)


def link(signal: Signal, note: str = "") -> str:
    """A signal's title, which opens it, with a smaller note; HTML."""
    small = f"<small>{escape(note)}</small>" if note else ""
    return link_to(signal.title, **{OPENED: signal.id}) + small


def link_to(words: str, **choice: str) -> str:
    """Words that lead to this page with a choice; HTML. The rest of the view stays as it is."""
    query = {key: st.query_params.get_all(key) for key in st.query_params if key != "begin"}
    query |= {key: [value] for key, value in choice.items()} | {"lang": [texts.language()]}
    address = escape("signals?" + urlencode(query, doseq=True))
    return f'<a href="{address}" target="_self">{escape(words)}</a>'


def in_words(version: Mapping[str, Any]) -> dict[str, Any]:
    """A version of a signal without what is kept for programs."""
    return {**version, "begun_from": None}


def review_in_words(version: Mapping[str, Any]) -> dict[str, Any]:
    """A version of a review with its round in words, without the signal's id."""
    return {**version, "signal": None, "round": round_name(str(version.get("round") or ""))}


def month(period: str) -> str:
    """A month in words; "–" for none."""
    return formats.period(period, texts.language()) if period else NOTHING
