"""What a reader would share lives in the address: area, indicator, peers, years, language.

The address holds stable ids (``?area=FI-KU729``), never labels, so that a link opens the same
view in any language. (A widget bound by Streamlit writes its label.) The address is the truth:
it fills the widget, and a change of the widget is written to the address before the page runs.
A choice is also remembered for the session, so that it survives a walk to another page.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import streamlit as st

from seutukuva import dates, definitions, formats, texts
from seutukuva.definitions import Area, Definitions, Indicator
from seutukuva.errors import MissingData
from seutukuva.texts import _

_UNKNOWN = "unknown_choices"


def _remembered(key: str) -> str:
    return f"chosen_{key}"


def widget_key(key: str) -> str:
    """The widget's name in the session, for a choice of the address."""
    return f"widget_{key}"


def write_address(key: str, default: tuple[str, ...]) -> None:
    """Write a changed widget's choice to the address; for ``on_change``."""
    value = st.session_state[widget_key(key)]
    values = tuple(value) if isinstance(value, list | tuple) else ((value,) if value else ())
    remember(key, values, default)


def remember(key: str, values: tuple[str, ...], default: tuple[str, ...]) -> None:
    """Keep a choice in the address and for the next page; the default is kept in neither."""
    # Only a real choice is remembered: one view's default may be out of range in the next.
    if values == default or not values:
        st.session_state.pop(_remembered(key), None)
        if key in st.query_params:
            del st.query_params[key]
        return
    st.session_state[_remembered(key)] = values
    if tuple(st.query_params.get_all(key)) != values:
        st.query_params[key] = values[0] if len(values) == 1 else list(values)


def from_address(
    key: str, default: tuple[str, ...], known: Callable[[str], str | None], label: str
) -> tuple[str, ...]:
    """The choice that the address makes; what it does not know is noted for a message."""
    asked = tuple(st.query_params.get_all(key))
    if not asked:
        asked = st.session_state.get(_remembered(key), default)
    found = [known(value) for value in asked]
    unknown = [value for value, hit in zip(asked, found, strict=True) if hit is None]
    if unknown:
        note_unknown(key, label, unknown)
    chosen = tuple(dict.fromkeys(value for value in found if value)) or default
    remember(key, chosen, default)
    return chosen


def note_unknown(key: str, label: str, values: Sequence[str]) -> None:
    """Note for ``unknown_choices`` what the address asks for and nobody knows."""
    st.session_state.setdefault(_UNKNOWN, {})[key] = (label, list(values))


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


def choose_one(
    key: str,
    label: str,
    options: Sequence[str],
    default: str,
    name: Callable[[str], str],
    known: Callable[[str], str | None] | None = None,
) -> str:
    """One of several, kept in the address.

    Args:
        key: its name in the address.
        options: ids in the order of the list.
        name: an id's name for people.
        known: what the address says to an id, None where it means nothing; default: an option.
    """
    allowed = set(options)
    fallback = known or (lambda value: value if value in allowed else None)
    (chosen, *_rest) = from_address(key, (default,), fallback, label)
    st.session_state[widget_key(key)] = chosen
    st.selectbox(
        label,
        options,
        format_func={one: name(one) for one in options}.__getitem__,
        key=widget_key(key),
        on_change=write_address,
        args=(key, (default,)),
        placeholder=_("Choose"),
    )
    return chosen


def choose_several(
    key: str,
    label: str,
    options: Sequence[str],
    default: tuple[str, ...],
    name: Callable[[str], str],
    most: int,
    known: Callable[[str], str | None] | None = None,
) -> tuple[str, ...]:
    """Some of several, at most ``most``, kept in the address; otherwise as ``choose_one``."""
    allowed = set(options)
    fallback = known or (lambda value: value if value in allowed else None)
    chosen = from_address(key, default, fallback, label)[:most]
    st.session_state[widget_key(key)] = list(chosen)
    st.multiselect(
        label,
        options,
        format_func={one: name(one) for one in options}.__getitem__,
        key=widget_key(key),
        on_change=write_address,
        args=(key, default),
        placeholder=_("Choose one or more"),
        max_selections=most,
    )
    return chosen


def language(*, shown: bool = True) -> str:
    """The language of the interface, at the foot of the side bar; also sets it for this run.

    Args:
        shown: whether it can be chosen here; the address may choose it in any case.
    """
    known = texts.LANGUAGES
    (chosen,) = from_address(
        "lang", (texts.DEFAULT,), lambda value: value if value in known else None, "lang"
    )[:1]
    texts.use(chosen)
    if not shown:
        return chosen
    st.session_state[widget_key("lang")] = chosen
    st.sidebar.selectbox(
        "Kieli · Språk · Language",
        list(known),
        format_func=known.__getitem__,
        key=widget_key("lang"),
        on_change=write_address,
        args=("lang", (texts.DEFAULT,)),
        placeholder=_("Choose"),
    )
    return chosen


def area_name(found: Definitions, area_id: str, language: str) -> str:
    """Name of an area; kinds other than municipality are told apart."""
    area = found.areas[area_id]
    name = area.name[language]
    if area.kind == "subregion":
        return _("{name} sub-region").format(name=name)
    return name


def names_apart(found: Definitions, area_ids: Iterable[str], language: str) -> dict[str, str]:
    """Names of areas shown together: a sub-region called like its town is told apart from it."""
    ids = list(dict.fromkeys(area_ids))
    plain = [found.areas[one].name[language] for one in ids]
    times = Counter(plain)
    return {
        one: name if times[name] == 1 else area_name(found, one, language)
        for one, name in zip(ids, plain, strict=True)
    }


def area_options(found: Definitions, language: str) -> list[str]:
    """Areas that can be chosen: the programme's own first, then by kind and name."""
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


def known_area(found: Definitions, value: str) -> str | None:
    """The area that the address means; None where it can't be chosen."""
    options = area_options(found, texts.language())
    # A code without its country is what officials know: KU729 means FI-KU729 here.
    home = found.areas[found.programme.country].country
    # What can't be chosen can't be asked for either: merged municipalities, other countries whole.
    return next((one for one in (value, f"{home}-{value.upper()}") if one in options), None)


def area() -> str:
    """The area looked at: ``?area=FI-KU729``."""
    found = definitions.load()
    speak = texts.language()
    return choose_one(
        "area",
        _("Area"),
        area_options(found, speak),
        found.programme.default_area,
        lambda area_id: area_name(found, area_id, speak),
        lambda value: known_area(found, value),
    )


def indicator_options(indicators: Iterable[Indicator], found: Definitions) -> list[str]:
    """Indicator ids by theme and place within it."""
    return [one.id for one in definitions.by_theme(found, indicators)]


def indicator_name(found: Definitions, indicator_id: str, language: str) -> str:
    """Theme and title, as they stand in a list of indicators."""
    one = found.indicators[indicator_id]
    return f"{found.themes[one.theme].title[language]} · {one.label(language)}"


def indicator(available: Iterable[str]) -> Indicator:
    """The indicator looked at: ``?indicator=population``; only those that have figures."""
    found = definitions.load()
    speak = texts.language()
    with_figures = [found.indicators[name] for name in available if name in found.indicators]
    options = indicator_options(with_figures, found)

    if not options:
        raise MissingData("no indicator has a figure", todo="run: python -m etl run")
    default = next((one for one in found.programme.headline if one in options), options[0])
    chosen = choose_one(
        "indicator",
        _("Indicator"),
        options,
        default,
        lambda one: indicator_name(found, one, speak),
    )
    return found.indicators[chosen]


def theme(whole: str = "") -> str:
    """The theme looked at: ``?theme=housing``; empty for all of them, called ``whole``."""
    found = definitions.load()
    speak = texts.language()
    everything = "all"

    def name(theme_id: str) -> str:
        if theme_id == everything:
            return whole or _("All themes")
        return found.themes[theme_id].title[speak]

    options = [everything, *found.themes]
    chosen = choose_one("theme", _("Theme"), options, everything, name)
    return "" if chosen == everything else chosen


def switch(key: str, label: str) -> bool:
    """Something that is shown or not: ``?mean=1``."""
    on = ("1",)
    chosen = from_address(key, ("0",), lambda value: value if value in ("0", "1") else None, label)
    st.session_state[widget_key(key)] = chosen == on

    def write() -> None:
        remember(key, on if st.session_state[widget_key(key)] else ("0",), ("0",))

    st.toggle(label, key=widget_key(key), on_change=write)
    return chosen == on


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
        start = choose_one("from", _("From year"), options, options[0], str, known)
    with right:
        end = choose_one("to", _("To year"), options[::-1], options[-1], str, known)
    low, high = sorted((int(start), int(end)))
    return low, high


def day(key: str, label: str, default: dt.date | None = None) -> dt.date | None:
    """A day: ``?on=2026-11-22``, typed as the reader writes days.

    Args:
        default: where none is chosen; none: then there may be none.

    Returns:
        Of what was typed as a month or a year, its last day.
    """
    usual = (default.isoformat() if default else "",)
    (chosen,) = from_address(key, usual, _read_day, label)[:1]
    widget, wrong = widget_key(key), f"wrong_{key}"
    unread = st.session_state.pop(wrong, "")
    st.session_state[widget] = dates.typed(chosen, texts.language()) if chosen else ""

    def write() -> None:
        typed = st.session_state[widget].strip()
        read = _read_day(typed)
        if read is None:
            st.session_state[wrong] = typed
        else:
            remember(key, (read,) if read else usual, usual)

    st.text_input(label, key=widget, on_change=write, autocomplete="off")
    if unread:
        told = _("This is no day: {text}. Write it as {example}.")
        example = dates.typed(dt.date.today().isoformat(), texts.language())
        # Nothing of it is to be taken for markup.
        bare = re.sub(r"[^\w .,/-]", " ", unread)[:60]
        st.warning(told.format(text=bare, example=example), icon=":material/event_busy:")
    return dt.date.fromisoformat(chosen) if chosen else None


def _read_day(text: str) -> str | None:
    """ISO text of a day; "" for nothing typed, none for what is no day."""
    if not text:
        return ""
    try:
        return dates.last_day(dates.read(text)).isoformat()
    except ValueError:
        return None
