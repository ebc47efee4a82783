"""What of the interviews is looked at: round, development area, groups, weights; in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import definitions, selectors, texts
from seutukuva.interviews.batches import Wave
from seutukuva.texts import N_, _
from seutukuva.ui.interviews import names

ALL, NONE = "all", "none"
# The invented rounds are called so in the address, for they may have the same month as real ones.
INVENTED = "demo-"
WEIGHTS = {
    NONE: N_("One firm, one vote"),
    "personnel": N_("By number of staff"),
    "stock": N_("By the firms of each municipality"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at. Empty texts mean: all firms, every development area, no weights."""

    wave: Wave
    before: Wave | None
    development_area: str
    dimension: str
    weights: str


VIEWS = {
    "outlook": N_("Expectations"),
    "needs": N_("Needs and skills"),
    "plans": N_("Plans"),
    "texts": N_("Free text"),
    "coverage": N_("Who was interviewed"),
}


def view() -> str:
    """Which part of the results is looked at: ``?view=needs``; the first one by default."""
    first = next(iter(VIEWS))
    (chosen,) = selectors.from_address(
        "view", (first,), lambda one: one if one in VIEWS else None, _("View")
    )
    widget = selectors.widget_key("view")
    st.session_state[widget] = chosen
    # Not a segmented control: the chosen part of it has too little contrast on dark.
    st.radio(
        _("View"),
        list(VIEWS),
        format_func=lambda one: _(VIEWS[one]),
        horizontal=True,
        key=widget,
        on_change=selectors.write_address,
        args=("view", (first,)),
    )
    return chosen


def unweighted(choice: Choice, shown: str) -> None:
    """That the chosen weights change nothing here, where they do not."""
    if choice.weights and (shown != next(iter(VIEWS)) or choice.dimension):
        st.caption(_("Weights change the balances of all firms together; here all count alike."))


def key(round_id: str, is_demonstration: bool) -> str:
    """A round's name in the address, and in the names of files."""
    return f"{INVENTED}{round_id}" if is_demonstration else round_id


def choose(waves: Sequence[Wave]) -> Choice:
    """The selectors.

    Args:
        waves: rounds with interviews, the latest first; not empty.
    """
    by_key = {key(wave.id, wave.is_demonstration): wave for wave in waves}
    first, second, third, fourth = st.columns(4)
    with first:
        chosen = selectors.choose_one(
            "round",
            _("Round"),
            list(by_key),
            next(iter(by_key)),
            lambda one: names.wave(by_key[one].id, by_key[one].is_demonstration),
        )
    with second:
        area = _development_area()
    with third:
        dimension = selectors.choose_one(
            "by", _("By"), [ALL, *names.DIMENSIONS], ALL, _dimension_name
        )
    with fourth:
        weights = selectors.choose_one(
            "weights", _("Weights"), list(WEIGHTS), NONE, lambda one: _(WEIGHTS[one])
        )
    wave = by_key[chosen]
    earlier = [
        one for one in waves if one.is_demonstration == wave.is_demonstration and one.id < wave.id
    ]
    return Choice(
        wave,
        earlier[0] if earlier else None,
        "" if area == ALL else area,
        "" if dimension == ALL else dimension,
        "" if weights == NONE else weights,
    )


def _dimension_name(one: str) -> str:
    return _("All firms together") if one == ALL else _(names.DIMENSIONS[one])


def _development_area() -> str:
    areas = {one.code: one for one in definitions.load().programme.development_areas}

    def name(code: str) -> str:
        if code == ALL:
            return _("All development areas")
        return f"{code} {areas[code].title[texts.language()]}"

    return selectors.choose_one("development_area", _("Development area"), [ALL, *areas], ALL, name)
