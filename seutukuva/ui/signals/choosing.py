"""Which signals are shown, which one is opened, and for which round: all stand in the address."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import definitions, records, selectors, texts
from seutukuva.definitions import Definitions
from seutukuva.interviews import summaries
from seutukuva.signals import register
from seutukuva.signals.register import Signal
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.fields import own_list
from seutukuva.ui.signals import names

ALL, OPEN, NOBODY = "all", "open", "none"
_IN_A_ROW = 4
_WIDGET = selectors.widget_key(names.OPENED)


def round_of(today: dt.date) -> str:
    """The round looked at: ``?signal_round=2027-04``; the one that comes next."""
    known = summaries.known_rounds(today)
    return selectors.choose_one(
        "signal_round", _("Round of the reviews"), known, known[0], names.round_name
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """The signals that pass the filters, and the filters in words."""

    rows: list[Signal]
    told: str


def chosen(signals: Sequence[Signal]) -> Shown:
    """The signals that pass the filters."""
    found = definitions.load()
    states = {OPEN: _("open"), ALL: _("all"), **names.choices("state")}
    filters = (
        ("signal_state", _("State"), states),
        ("signal_theme", _("Theme"), _every(own_list("theme", found))),
        ("signal_source", _("Source"), _every(names.choices("source"))),
        ("signal_horizon", _("When"), _every(names.choices("horizon"))),
        ("signal_owner", _("Owner"), _every(_owners(signals))),
        ("signal_area", _("Area"), _every(_areas(signals, found))),
        (
            "signal_development_area",
            names.heading("development_area"),
            _every(own_list("development_area", found)),
        ),
    )
    values = []
    for place, (key, label, titles) in enumerate(filters):
        if not place % _IN_A_ROW:
            columns = st.columns(_IN_A_ROW)
        with columns[place % _IN_A_ROW]:
            default = OPEN if titles is states else ALL
            values.append(
                selectors.choose_one(key, label, list(titles), default, titles.__getitem__)
            )
    told = "; ".join(
        f"{label}: {titles[value]}"
        for (_key, label, titles), value in zip(filters, values, strict=True)
        if value != ALL or titles is states
    )
    return Shown([one for one in signals if _passes(one, values, found)], told)


def narrowed(shown: Shown, every: Sequence[Signal]) -> None:
    """How many of all signals are shown, and by which choices: paper does not show the choices."""
    words = _("Signals shown: {shown} of {n} ({choices}).").format(
        shown=texts.number(len(shown.rows)), n=texts.number(len(every)), choices=shown.told
    )
    st.caption(f"{words} {_('Confidential: rests on what firms and advisers have told.')}")


def _passes(signal: Signal, values: Sequence[str], found: Definitions) -> bool:
    state, theme, source, horizon, owner, area, development_area = values
    wanted = (
        *((theme, signal.theme), (source, signal.source), (horizon, signal.horizon)),
        ("" if owner == NOBODY else owner, signal.organisation),
        (development_area, signal.development_area),
    )
    return (
        (signal.is_open if state == OPEN else state in (ALL, signal.state))
        and all(value in (ALL, own) for value, own in wanted)
        and (area == ALL or signal.concerns(found.areas[area]))
    )


def _areas(signals: Sequence[Signal], found: Definitions) -> dict[str, str]:
    """The programme's municipalities, and other areas that a signal names."""
    named = (area for one in signals for area in one.area_ids if area in found.areas)
    ids = dict.fromkeys([*found.programme.areas, *named])
    return {one: selectors.area_name(found, one, texts.language()) for one in ids}


def _owners(signals: Sequence[Signal]) -> dict[str, str]:
    """Who owns a signal, in the programme's order, and nobody."""
    there = {one.organisation for one in signals}
    every = own_list("organisation", definitions.load())
    owners = {one: title for one, title in every.items() if one in there}
    return owners | ({NOBODY: _("No owner named")} if "" in there else {})


def _every(titles: Mapping[str, str]) -> dict[str, str]:
    return {ALL: _("all"), **titles}


def opened(every: Sequence[Signal], listed: Sequence[Signal]) -> Signal | None:
    """The signal looked at closely: ``?signal=…``; none when none is chosen.

    Args:
        every: one that the address names is found among all, whatever the filters.
        listed: those that can be chosen.
    """
    known = {one.id: one for one in every}
    asked = st.query_params.get(names.OPENED, "")
    if asked and asked not in known:
        _gone(asked)
    options = [one.id for one in listed]
    if asked in known and asked not in options:
        options = [asked, *options]
    if not options:
        return None
    st.session_state[_WIDGET] = asked if asked in known else None
    st.selectbox(
        _("Signal to open"),
        options,
        format_func=_titles([known[one] for one in options]).__getitem__,
        key=_WIDGET,
        on_change=_write_address,
        placeholder=_("Choose a signal"),
    )
    return known.get(asked)


def _gone(asked: str) -> None:
    """Say why a signal that the address names is not among those there are."""
    # Somebody else may have withdrawn it: then the form that would tell is gone.
    entry.notice(asked)
    versions = records.history(asked)
    if versions and versions[-1].kind == register.KIND and versions[-1].is_withdrawn:
        words = _("This signal has been withdrawn. It is no longer shown, its history is kept.")
        st.info(words, icon=":material/block:")
    else:
        selectors.note_unknown(names.OPENED, _("Signal to open"), [asked])


def _titles(signals: Sequence[Signal]) -> dict[str, str]:
    """A name for each signal, unlike that of any other: a list takes the first of equal names."""
    found: dict[str, str] = {}
    times: Counter[str] = Counter()
    for one in signals:
        title = f"{names.day(one.seen_on)} · {one.title}"
        times[title] += 1
        found[one.id] = title if times[title] == 1 else f"{title} ({times[title]})"
    return found


def _write_address() -> None:
    own = st.session_state[_WIDGET]
    if own:
        st.query_params[names.OPENED] = own
    else:
        st.query_params.pop(names.OPENED, None)
