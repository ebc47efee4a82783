"""Which signals are shown, which one is opened, and for which round: all stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import definitions, selectors, store, texts
from seutukuva.definitions import Definitions
from seutukuva.interviews import summaries
from seutukuva.signals import register
from seutukuva.signals.register import Signal
from seutukuva.texts import _
from seutukuva.ui import entry, opening
from seutukuva.ui.fields import own_list
from seutukuva.ui.signals import names

ALL, OPEN, NOBODY = "all", "open", "none"
_IN_A_ROW = 4


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
    options = {one.id: f"{names.day(one.seen_on)} · {one.title}" for one in listed}
    if asked in known and asked not in options:
        options = {asked: f"{names.day(known[asked].seen_on)} · {known[asked].title}", **options}
    chosen = opening.opened(names.OPENED, _("Signal to open"), options, _("Choose a signal"))
    return known.get(chosen)


def _gone(asked: str) -> None:
    """Say why a signal that the address names is not among those there are."""
    # Somebody else may have withdrawn it: then the form that would tell is gone.
    entry.notice(asked)
    versions = store.history(asked)
    if versions and versions[-1].kind == register.KIND and versions[-1].is_withdrawn:
        words = _("This signal has been withdrawn. It is no longer shown, its history is kept.")
        st.info(words, icon=":material/block:")
    else:
        selectors.note_unknown(names.OPENED, _("Signal to open"), [asked])
