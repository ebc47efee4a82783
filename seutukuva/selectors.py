"""What a reader would share lives in the address: area, indicator, peers, years, language.

The address holds stable ids (``?area=FI-KU729``), never labels, so that a link opens the same
view in any language. (A widget bound by Streamlit writes its label.) The address is the truth:
it fills the widget, and a change of the widget is written to the address before the page runs.
A choice is also remembered for the session, so that it survives a walk to another page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Area, Definitions, Indicator
from seutukuva.errors import MissingData
from seutukuva.texts import _

_UNKNOWN = "unknown_choices"
OWN_LIST = "own_list"
MOST_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Peers:
    """Areas to compare with: a ready group or the reader's own list."""

    group_id: str
    title: str
    description: str
    area_ids: tuple[str, ...]


def _remembered(key: str) -> str:
    return f"chosen_{key}"


def _widget(key: str) -> str:
    return f"widget_{key}"


def _write_address(key: str, default: tuple[str, ...]) -> None:
    value = st.session_state[_widget(key)]
    values = tuple(value) if isinstance(value, list | tuple) else ((value,) if value else ())
    _remember(key, values, default)


def _remember(key: str, values: tuple[str, ...], default: tuple[str, ...]) -> None:
    # Only a real choice is remembered: one view's default may be out of range in the next.
    if values == default or not values:
        st.session_state.pop(_remembered(key), None)
        if key in st.query_params:
            del st.query_params[key]
        return
    st.session_state[_remembered(key)] = values
    if tuple(st.query_params.get_all(key)) != values:
        st.query_params[key] = values[0] if len(values) == 1 else list(values)


def _from_address(
    key: str, default: tuple[str, ...], known: Callable[[str], str | None], label: str
) -> tuple[str, ...]:
    """The choice that the address makes; what it does not know is noted for a message."""
    asked = tuple(st.query_params.get_all(key))
    if not asked:
        asked = st.session_state.get(_remembered(key), default)
    found = [known(value) for value in asked]
    unknown = [value for value, hit in zip(asked, found, strict=True) if hit is None]
    if unknown:
        st.session_state.setdefault(_UNKNOWN, {})[key] = (label, unknown)
    chosen = tuple(dict.fromkeys(value for value in found if value)) or default
    _remember(key, chosen, default)
    return chosen


def unknown_choices() -> None:
    """Say what the address asked for and nobody knows; then the default is shown."""
    for label, values in st.session_state.pop(_UNKNOWN, {}).values():
        message = _(
            "The link asks for {what} “{values}”, which is not known here. A default is shown."
        )
        st.warning(
            message.format(what=label.lower(), values=", ".join(value[:60] for value in values)),
            icon=":material/link_off:",
        )


def _one(
    key: str,
    label: str,
    options: Sequence[str],
    default: str,
    name: Callable[[str], str],
    known: Callable[[str], str | None] | None = None,
) -> str:
    allowed = set(options)
    fallback = known or (lambda value: value if value in allowed else None)
    (chosen, *_rest) = _from_address(key, (default,), fallback, label)
    st.session_state[_widget(key)] = chosen
    st.selectbox(
        label,
        options,
        format_func=name,
        key=_widget(key),
        on_change=_write_address,
        args=(key, (default,)),
        placeholder=_("Choose"),
    )
    return chosen


def language() -> str:
    """The language of the interface, at the foot of the side bar; also sets it for this run."""
    known = texts.LANGUAGES
    (chosen,) = _from_address(
        "lang", (texts.DEFAULT,), lambda value: value if value in known else None, "lang"
    )[:1]
    texts.use(chosen)
    st.session_state[_widget("lang")] = chosen
    st.sidebar.selectbox(
        "Kieli · Språk · Language",
        list(known),
        format_func=known.__getitem__,
        key=_widget("lang"),
        on_change=_write_address,
        args=("lang", (texts.DEFAULT,)),
    )
    return chosen


def area_name(found: Definitions, area_id: str, language: str) -> str:
    """Name of an area; kinds other than municipality are told apart."""
    area = found.areas[area_id]
    name = area.name[language]
    if area.kind == "subregion":
        return _("{name} sub-region").format(name=name)
    return name


def _area_options(found: Definitions, language: str) -> list[str]:
    return _ordered_areas(found.fingerprint, found.programme.id, language)


@lru_cache(maxsize=16)
def _ordered_areas(fingerprint: str, programme_id: str, language: str) -> list[str]:
    """The programme's own areas first, then the others by kind and name."""
    found = definitions.load()
    programme = found.programmes[programme_id]
    own = [*programme.compare, *programme.areas]
    order = {"country": 0, "region": 1, "subregion": 2, "municipality": 3}

    def place(area: Area) -> tuple[int, object]:
        return order[area.kind], formats.sort_key(area.name[language], language)

    rest = [
        area
        for area in found.areas.values()
        if area.id not in own and not area.valid_to and area.country_id
    ]
    return [*own, *(area.id for area in sorted(rest, key=place))]


def _known_area(found: Definitions, value: str) -> str | None:
    options = _area_options(found, texts.language())
    # A code without its country is what officials know: KU729 means FI-KU729 here.
    home = found.areas[found.programme.country].country
    # What can't be chosen can't be asked for either: merged municipalities, other countries whole.
    return next((one for one in (value, f"{home}-{value.upper()}") if one in options), None)


def area() -> str:
    """The area looked at: ``?area=FI-KU729``."""
    found = definitions.load()
    speak = texts.language()
    return _one(
        "area",
        _("Area"),
        _area_options(found, speak),
        found.programme.default_area,
        lambda area_id: area_name(found, area_id, speak),
        lambda value: _known_area(found, value),
    )


def _indicator_options(indicators: Iterable[Indicator], found: Definitions) -> list[str]:
    ordered = sorted(indicators, key=lambda one: (found.themes[one.theme].order, one.order, one.id))
    return [one.id for one in ordered]


def indicator(available: Iterable[str]) -> Indicator:
    """The indicator looked at: ``?indicator=population``; only those that have figures."""
    found = definitions.load()
    speak = texts.language()
    with_figures = [found.indicators[name] for name in available if name in found.indicators]
    options = _indicator_options(with_figures, found)

    def name(indicator_id: str) -> str:
        one = found.indicators[indicator_id]
        return f"{found.themes[one.theme].title[speak]} · {one.label(speak)}"

    if not options:
        raise MissingData("no indicator has a figure", todo="run: python -m etl run")
    default = next((one for one in found.programme.headline if one in options), options[0])
    return found.indicators[_one("indicator", _("Indicator"), options, default, name)]


def peers(area_id: str, members: Callable[[str, str], list[str]]) -> Peers:
    """The group to compare with: ``?peers=own_subregion``, or an own list ``?with=…``.

    Args:
        area_id: the area looked at.
        members: gives the members of a ready group for an area.
    """
    found = definitions.load()
    speak = texts.language()
    groups = found.peer_groups

    def name(group_id: str) -> str:
        return _("Own list") if group_id == OWN_LIST else groups[group_id].title[speak]

    options = [*groups, OWN_LIST]
    group_id = _one("peers", _("Compare with"), options, next(iter(groups)), name)
    if group_id != OWN_LIST:
        group = groups[group_id]
        ids = tuple(members(group_id, area_id))
        return Peers(group_id, group.title[speak], group.description[speak], ids)
    chosen = _own_list(found, area_id, speak)
    return Peers(OWN_LIST, _("Own list"), _("Areas that you chose yourself."), chosen)


def _own_list(found: Definitions, area_id: str, speak: str) -> tuple[str, ...]:
    default = tuple(one for one in found.programme.areas if one != area_id)
    chosen = _from_address(
        "with", default, lambda value: _known_area(found, value), _("Areas to compare with")
    )
    st.session_state[_widget("with")] = list(chosen[:MOST_COMPARED])
    st.multiselect(
        _("Areas to compare with"),
        _area_options(found, speak),
        format_func=lambda one: area_name(found, one, speak),
        key=_widget("with"),
        on_change=_write_address,
        args=("with", default),
        placeholder=_("Choose areas"),
        max_selections=MOST_COMPARED,
    )
    return chosen[:MOST_COMPARED]


def years(first: int, last: int) -> tuple[int, int]:
    """First and last year shown: ``?from=2000&to=2025``.

    Two lists and not a slider: each is set exactly, also by keyboard and on a phone.
    """
    options = [str(year) for year in range(first, last + 1)]

    def known(value: str) -> str | None:
        # A year that this indicator does not reach means its first or last one.
        if not (value.isdigit() and len(value) == 4):
            return None
        return str(min(max(int(value), first), last))

    left, right = st.columns(2)
    with left:
        start = _one("from", _("From year"), options, options[0], str, known)
    with right:
        end = _one("to", _("To year"), options[::-1], options[-1], str, known)
    low, high = sorted((int(start), int(end)))
    return low, high
