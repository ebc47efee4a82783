"""The fields of forms: what is shown of a stored value, and how one is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from seutukuva import dates, definitions, selectors, texts
from seutukuva.definitions import Definitions, Field
from seutukuva.texts import _
from seutukuva.ui import compounds
from seutukuva.ui.compounds import COMPOUNDS
from seutukuva.ui.own_lists import OWN_LISTS
from seutukuva.ui.own_lists import own_list as own_list

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&\"'=])")
# Fields that hold a list, with a widget that offers one.
LISTS = ("areas", "indicators", "development_areas", "projects")
# From so many characters on a text has a high place to be written in, in pixels.
_LONG, _HIGH = 2000, 320


def plain(text: str) -> str:
    """What somebody entered, so that none of its signs is taken for markup."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def quiet(text: str) -> str:
    """What somebody entered, for the label of a widget: it is markdown on the page, and read aloud
    letter by letter, backslashes too. So the signs of markup go."""
    bare = re.sub(r"[*_`~$\[\]<>|\\#]", " ", text)
    return " ".join(re.sub(r":(?=\S)", ": ", bare).split())


def link(url: str) -> str:
    """A link to an address that somebody entered, named by its site; "" for none."""
    return f"[{plain(urlsplit(url).hostname or url)}](<{url}>)" if url else ""


def shown(field: Field, value: Any, found: Definitions) -> str:
    """A stored value of a field in words, as plain text."""
    speak = texts.language()
    value = readable(field, value)
    if value in (None, "", [], {}):
        return "–"
    if field.type in COMPOUNDS:
        return compounds.shown(field, value, found)
    if field.type == "date":
        return dates.words(value, speak)
    if field.type == "choice":
        return field.choices[value][speak] if value in field.choices else str(value)
    if field.type == "areas":
        return ", ".join(_area_name(found, one) for one in value)
    if field.type == "indicators":
        known = found.indicators
        return ", ".join(known[one].label(speak) if one in known else one for one in value)
    if field.type in ("development_areas", "projects"):
        names = own_list("development_area", found) if field.type == "development_areas" else {}
        return ", ".join(names.get(one, one) for one in value)
    if field.type == "boolean":
        return _("yes") if value else _("no")
    if field.type in OWN_LISTS:
        return own_list(field.type, found).get(value, str(value))
    return str(value)


def readable(field: Field, value: Any) -> Any:
    """A stored value as fields of its type hold it.

    What a row holds otherwise, that was changed past the log's rules, is taken for nothing.
    """
    if isinstance(value, str):
        # Halves of characters cannot be sent to a browser.
        value = value.encode("utf-8", "replace").decode("utf-8")
    if field.type == "data":
        return value
    if field.type in LISTS:
        listed = value if isinstance(value, list | tuple) else ()
        return [one for one in listed if isinstance(one, str)]
    if field.type in COMPOUNDS:
        return value if isinstance(value, Mapping) else {}
    if field.type in ("number", "boolean"):
        is_right = isinstance(value, bool) == (field.type == "boolean")
        return value if is_right and isinstance(value, int | float) else empty(field)
    return value if isinstance(value, str) else empty(field)


def _area_name(found: Definitions, area_id: str) -> str:
    # What an old row names may since have left the definitions.
    if area_id not in found.areas:
        return area_id
    return selectors.area_name(found, area_id, texts.language())


def _indicator_name(found: Definitions, indicator_id: str) -> str:
    if indicator_id not in found.indicators:
        return indicator_id
    return selectors.indicator_name(found, indicator_id, texts.language())


def empty(field: Field) -> Any:
    """What a field of a new record holds."""
    if field.type in LISTS:
        return []
    if field.type == "choice":
        return next(iter(field.choices)) if field.required else None
    if field.type in ("number", "data", "project", "basket", *OWN_LISTS):
        return None
    if field.type in COMPOUNDS:
        return {}
    return False if field.type == "boolean" else ""


def as_typed(field: Field, value: Any) -> Any:
    """A stored value as its widget begins with it: days as the reader's language writes them."""
    value = readable(field, value)
    if field.type != "date":
        return value
    return dates.typed(value, texts.language()) if dates.read_or_empty(value) else ""


def keys(field: Field, key: str) -> list[str]:
    """The places in the session that a field takes whose own is ``key``."""
    return compounds.keys(field, key, definitions.load()) if field.type in COMPOUNDS else [key]


def fill(field: Field, key: str, value: Any) -> None:
    """Put a value, as it is typed, into the session for the field's widget."""
    if field.type in COMPOUNDS:
        compounds.fill(field, key, value, definitions.load())
    elif field.type == "number":
        st.session_state[key] = compounds.number_typed(value)
    else:
        st.session_state[key] = value


def typed(field: Field, key: str) -> Any:
    """What stands in the field's widget by now."""
    if field.type in COMPOUNDS:
        return compounds.typed(field, key, definitions.load())
    if field.type == "number":
        return compounds.number_read(st.session_state[key])
    return st.session_state[key]


def problems(field: Field, key: str) -> list[str]:
    """What stands in the field's widget and cannot be read, each in a sentence."""
    if field.type in COMPOUNDS:
        return compounds.problems(field, key, definitions.load())
    if field.type != "number":
        return []
    said = compounds.number_problem(field.title[texts.language()], st.session_state[key])
    return [said] if said else []


def _label(field: Field) -> str:
    """Title, whether it is needed, and what to write: in sight, not behind a question mark.

    Without markup, which a screen reader would read aloud.
    """
    title = field.title[texts.language()]
    if field.required:
        title = _("{field} (needed)").format(field=title)
    return f"{title} – {field.help[texts.language()]}" if field.help else title


def widget(
    field: Field,
    key: str,
    titles: Mapping[str, str] | None = None,
    changed: Callable[[], None] | None = None,
) -> None:
    """Ask for a field.

    Args:
        key: in the session, where its value stands already.
        titles: stored values and their words, of a field whose kind has no list of its own.
        changed: called when another value has been chosen or typed; never within a form.
    """
    label = _label(field)
    titles = _offered(field, titles)
    if field.type in COMPOUNDS:
        compounds.ask(field, key, definitions.load(), changed)
    elif titles is not None:
        _listed(field, key, label, titles, changed)
    elif field.type in ("areas", "indicators"):
        _several(field, key, label, changed)
    elif field.type == "boolean":
        st.checkbox(label, key=key, on_change=changed)
    elif field.is_long:
        height = _HIGH if field.max_length > _LONG else None
        st.text_area(label, key=key, height=height, on_change=changed)
    else:
        st.text_input(label, key=key, autocomplete="off", on_change=changed)


def _offered(field: Field, titles: Mapping[str, str] | None) -> Mapping[str, str] | None:
    """The list to choose from; what the form offers, where it does not offer all of it."""
    if field.type == "choice":
        return {choice: title[texts.language()] for choice, title in field.choices.items()}
    if field.type == "projects":
        return titles or {}
    own = "development_area" if field.type == "development_areas" else field.type
    return titles or own_list(own, definitions.load()) if own in OWN_LISTS else titles


def _listed(
    field: Field,
    key: str,
    label: str,
    titles: Mapping[str, str],
    changed: Callable[[], None] | None,
) -> None:
    """A list to choose from: of several, where the field holds a list."""

    def name(value: str) -> str:
        return titles.get(value, value)

    state = st.session_state
    chosen = state[key]
    if field.type in ("data", *LISTS):
        listed = chosen if isinstance(chosen, list | tuple) else ()
        state[key] = chosen = [one for one in listed if isinstance(one, str)]
        # What an older version names may since have left the lists.
        options = list(dict.fromkeys([*titles, *chosen]))
        st.multiselect(
            label,
            options,
            format_func=name,
            key=key,
            placeholder=_("Choose one or more"),
            select_all=False,
            on_change=changed,
        )
        return
    state[key] = chosen = chosen or None
    options = list(dict.fromkeys([*titles, *([chosen] if chosen else [])]))
    # Only what may be left empty can be emptied. The same in every run: it is what a widget is
    # known by, and one that is not known forgets what was chosen.
    index = 0 if field.required and field.type == "choice" else None
    st.selectbox(
        label,
        options,
        index=index,
        format_func=name,
        key=key,
        placeholder=_("Choose"),
        on_change=changed,
    )


def _several(field: Field, key: str, label: str, changed: Callable[[], None] | None) -> None:
    found = definitions.load()
    if field.type == "areas":
        name = partial(_area_name, found)
        options = selectors.area_options(found, texts.language())
    else:
        name = partial(_indicator_name, found)
        options = selectors.indicator_options(found.indicators.values(), found)
    st.multiselect(
        label,
        # What an older version names may since have left the lists.
        list(dict.fromkeys([*options, *st.session_state[key]])),
        format_func=name,
        key=key,
        placeholder=_("Choose one or more"),
        select_all=False,
        on_change=changed,
    )
