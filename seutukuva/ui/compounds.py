"""Fields of forms that hold several values by name: figures of measures, money by source, roles.

Each value has a widget of its own; the field's value is put together when the form is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from seutukuva import texts
from seutukuva.definitions import Definitions, Field, Measure
from seutukuva.formats import typed_numbers
from seutukuva.records.bodies import FIRMS, LONGEST_ROLE
from seutukuva.texts import _

COMPOUNDS = ("figures", "funding", "roles")
_IN_A_ROW = {"figures": 4, "funding": 3, "roles": 2}


@dataclass(frozen=True, slots=True)
class Slot:
    """One value within a field: where it is kept, and what its widget is called."""

    path: tuple[str, ...]
    title: str

    def key(self, field_key: str) -> str:
        """Its place in the session."""
        return "__".join((field_key, *self.path))


def slots(field: Field, found: Definitions) -> list[list[Slot]]:
    """The values that a field may hold, in the rows in which they are asked for."""
    speak = texts.language()
    if field.type == "figures":
        counted = [one for one in found.measures.values() if one.unit != "euros"]
        money = [one for one in found.measures.values() if one.unit == "euros"]
        rows = [_parts(one) for one in counted]
        return [*rows, [Slot((one.id, "all"), _euros(one.title[speak])) for one in money]]
    if field.type == "funding":
        every = [
            Slot((one,), _euros(title[speak])) for one, title in found.projects.funding.items()
        ]
    else:
        every = [Slot((one,), title[speak]) for one, title in found.projects.roles.items()]
    width = _IN_A_ROW[field.type]
    return [every[at : at + width] for at in range(0, len(every), width)]


def _parts(measure: Measure) -> list[Slot]:
    title = measure.title[texts.language()]
    found = [Slot((measure.id, "all"), title)]
    # The measure's name goes with each: read aloud, a field stands alone.
    if measure.by_sex:
        words = _("{measure}: of which women").format(measure=title)
        found.append(Slot((measure.id, "women"), words))
    if measure.by_firm:
        in_new, in_existing = _("{measure}: in new firms"), _("{measure}: in existing firms")
        for part, words in zip(FIRMS, (in_new, in_existing), strict=True):
            found.append(Slot((measure.id, part), words.format(measure=title)))
    return found


def _euros(title: str) -> str:
    return _("{title} (€)").format(title=title)


def ask(field: Field, key: str, found: Definitions, changed: Callable[[], None] | None) -> None:
    """The widgets of a field, below its title."""
    st.markdown(f"**{field.title[texts.language()]}**")
    if field.help:
        st.caption(field.help[texts.language()])
    for row in slots(field, found):
        columns = st.columns(_IN_A_ROW[field.type], vertical_alignment="bottom")
        for column, slot in zip(columns, row, strict=False):
            with column:
                _one(field, slot, key, changed)


def _one(field: Field, slot: Slot, key: str, changed: Callable[[], None] | None) -> None:
    own = slot.key(key)
    if field.type == "roles":
        st.text_input(
            slot.title, key=own, autocomplete="off", max_chars=LONGEST_ROLE, on_change=changed
        )
    else:
        # Text: a browser's field of numbers takes the comma out of 12,5 without a word.
        st.text_input(slot.title, key=own, autocomplete="off", on_change=changed)


def keys(field: Field, key: str, found: Definitions) -> list[str]:
    """Every place in the session that a field takes."""
    return [slot.key(key) for row in slots(field, found) for slot in row]


def fill(field: Field, key: str, value: Mapping[str, Any] | None, found: Definitions) -> None:
    """Put a stored value into the widgets."""
    for row in slots(field, found):
        for slot in row:
            own: Any = value or {}
            for name in slot.path:
                own = own.get(name) if isinstance(own, Mapping) else None
            shown_first = (own or "") if field.type == "roles" else number_typed(own)
            st.session_state[slot.key(key)] = shown_first


def number_typed(value: Any) -> str:
    """A stored number as its field begins with it; what could not be read stays as typed."""
    if isinstance(value, int | float):
        return typed_numbers.typed(value, texts.language())
    return value or ""


def number_read(text: str | None) -> float | int | str | None:
    """The number that stands in a field; none in an empty one, and the text where it is none."""
    if not (text or "").strip():
        return None
    try:
        return typed_numbers.read(text or "")
    except ValueError:
        return text


def number_problem(title: str, text: str | None) -> str:
    """Why what stands in a field is no number, and what to write; "" where it is one."""
    said, speak = (text or "").strip(), texts.language()
    try:
        if said:
            typed_numbers.read(said)
    except typed_numbers.TwoWays as two:
        words = _("{field}: “{text}” can be read in two ways. Write {large} or {small}.")
        large, small = (typed_numbers.typed(one, speak) for one in (two.large, two.small))
        return words.format(field=title, text=said, large=large, small=small)
    except ValueError:
        words = _("{field}: “{text}” is not a number. Write it in digits, for example {example}.")
        example = typed_numbers.typed(1234.5, speak)
        return words.format(field=title, text=said[:40], example=example)
    return ""


def problems(field: Field, key: str, found: Definitions) -> list[str]:
    """What stands in the widgets and is no number, each in a sentence."""
    if field.type == "roles":
        return []
    every = [slot for row in slots(field, found) for slot in row]
    said = [number_problem(one.title, st.session_state.get(one.key(key))) for one in every]
    return [one for one in said if one]


def typed(field: Field, key: str, found: Definitions) -> dict[str, Any]:
    """What stands in the widgets: only what was filled in, whole numbers as such."""
    value: dict[str, Any] = {}
    for row in slots(field, found):
        for slot in row:
            own = st.session_state.get(slot.key(key))
            own = own if field.type == "roles" else number_read(own)
            if own in (None, ""):
                continue
            inner = value
            for name in slot.path[:-1]:
                inner = inner.setdefault(name, {})
            inner[slot.path[-1]] = own
    return value


def shown(field: Field, value: Mapping[str, Any], found: Definitions) -> str:
    """A stored value in words, as plain text."""
    if field.type == "figures":
        told = [_measured(one, value[one.id]) for one in found.measures.values() if one.id in value]
    elif field.type == "funding":
        told = [f"{title} {_money(own)}" for title, own in _named(found.projects.funding, value)]
    else:
        told = [f"{title}: {own}" for title, own in _named(found.projects.roles, value)]
    return "; ".join(told) or "–"


def _named(
    known: Mapping[str, Mapping[str, str]], value: Mapping[str, Any]
) -> list[tuple[str, Any]]:
    speak = texts.language()
    return [(title[speak], value[one]) for one, title in known.items() if one in value]


def _measured(measure: Measure, parts: Mapping[str, float]) -> str:
    words = {
        "women": _("of which women {n}"),
        "new": _("in new firms {n}"),
        "existing": _("in existing firms {n}"),
    }
    is_money = measure.unit == "euros"
    whole = parts.get("all")
    said = "–" if whole is None else _money(whole) if is_money else _count(whole)
    split = [text.format(n=_count(parts[one])) for one, text in words.items() if one in parts]
    told = f"{measure.title[texts.language()]} {said}"
    return f"{told} ({', '.join(split)})" if split else told


def _count(value: float) -> str:
    return texts.number(value, 0 if float(value).is_integer() else 1)


def _money(value: float) -> str:
    return f"{texts.number(value, 0 if float(value).is_integer() else 2)}\N{NO-BREAK SPACE}€"
