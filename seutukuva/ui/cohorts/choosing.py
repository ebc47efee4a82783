"""What is looked at and what is tried out; all of it in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from seutukuva import definitions, selectors, texts
from seutukuva.cohorts import Levers
from seutukuva.texts import _
from seutukuva.ui import printing
from seutukuva.ui.cohorts import names

MOST_AREAS = 20
# Names in the address.
ALSO, MIGRATION, FERTILITY, MORTALITY, MORE = "also", "migration", "fertility", "mortality", "more"
_NOW = 100
# More net migrants a year than this part of the inhabitants is no region that we know.
_MOST_MOVED = 0.05


@dataclass(frozen=True, slots=True)
class Choice:
    """The areas asked for.

    Attributes:
        area_ids: those whose people are added, the first chosen first.
        within: areas left out, since they are parts of another one, with that one.
    """

    area_ids: tuple[str, ...]
    within: tuple[tuple[str, str], ...]


def choose() -> Choice:
    """The area, and others whose inhabitants are added to it."""
    found = definitions.load()
    speak = texts.language()
    left, right = st.columns(2)
    with left:
        area_id = selectors.area()
    options = [
        one
        for one in selectors.area_options(found, speak)
        if found.areas[one].kind == "municipality" and one != area_id
    ]

    def name(area_id: str) -> str:
        return selectors.area_name(found, area_id, speak)

    with right:
        others = selectors.choose_several(
            ALSO, _("Together with"), options, (), name, MOST_AREAS, _known(options)
        )
    return _without_parts((area_id, *others))


def _known(options: list[str]) -> Callable[[str], str | None]:
    """The area chosen first may be among the remembered others: it is asked for once."""
    found, allowed = definitions.load(), set(options)

    def known(value: str) -> str | None:
        one = selectors.known_area(found, value)
        return one if one in allowed else ("" if one else None)

    return known


def _without_parts(area_ids: tuple[str, ...]) -> Choice:
    areas = definitions.load().areas
    within = {}
    for one in area_ids:
        around = {areas[one].subregion_id, areas[one].region_id, areas[one].country_id} - {one}
        whole = next((other for other in area_ids if other in around), None)
        if whole:
            within[one] = whole
    return Choice(tuple(one for one in area_ids if one not in within), tuple(within.items()))


def levers(inhabitants: float, net: float) -> Levers:
    """The levers.

    Args:
        inhabitants: of today; how many more may move in depends on it.
        net: net migration of a year as it is now.
    """
    most = max(10, int(_MOST_MOVED * inhabitants) // 10 * 10)
    left, right = st.columns(2)
    with left:
        migration = slider(MIGRATION, _("Net migration, % of now"), (0, 200, 10), _NOW, "%d %%")
        more = slider(
            MORE,
            _("More net migration than now, persons a year"),
            (-most, most, _step(most)),
            0,
            "%d",
        )
    with right:
        fertility = slider(FERTILITY, _("Births, % of now"), (50, 150, 5), _NOW, "%d %%")
        mortality = slider(MORTALITY, _("Risk of dying, % of now"), (50, 150, 5), _NOW, "%d %%")
    found = Levers(migration, fertility, mortality, more)
    words = _("Net migration now: {now} a year; with the levers: {then}.")
    then = net * migration / 100 + more
    now = names.persons(net, signed=True)
    st.caption(words.format(now=now, then=names.persons(then, signed=True)))
    with printing.unprinted("levers_back"):
        st.button(
            _("All as now"),
            icon=":material/restart_alt:",
            key="population_back",
            on_click=_back,
            disabled=found == Levers(),
        )
    return found


def _step(most: int) -> int:
    """About a hundred steps, of a round number of people."""
    return next((one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / one <= 50), 1000)


def _back() -> None:
    for key, usual in ((MIGRATION, _NOW), (FERTILITY, _NOW), (MORTALITY, _NOW), (MORE, 0)):
        selectors.remember(key, (str(usual),), (str(usual),))


def slider(
    key: str, label: str, extent: tuple[int, int, int], usual: int, written: str = "%d"
) -> int:
    """A whole number kept in the address; one beyond the ends means the nearest end, which is said.

    Args:
        key: its name in the address.
        extent: lowest, highest, step.
        usual: what it is where nobody chose.
        written: how the widget writes a number.
    """
    low, high, step = extent
    beyond: list[str] = []

    def known(value: str) -> str | None:
        number = value.removeprefix("-")
        if not (number.isdecimal() and len(number) < 10):
            return None
        kept = min(high, max(low, int(value)))
        if kept != int(value):
            beyond[:] = [value]
        return str(kept)

    (chosen,) = selectors.from_address(key, (str(usual),), known, label)[:1]
    widget = selectors.widget_key(key)
    st.session_state[widget] = int(chosen)

    def write() -> None:
        selectors.remember(key, (str(st.session_state[widget]),), (str(usual),))

    st.slider(label, low, high, step=step, format=written, key=widget, on_change=write)
    if beyond:
        _say_beyond(beyond[0], low, high)
    return int(chosen)


def _say_beyond(asked: str, low: int, high: int) -> None:
    """That the nearest end is taken, as after another area with more people was looked at."""
    words = _("{asked} was asked for, but this goes from {low} to {high}.")
    # Years have no thousands to be set apart.
    minus = "−"
    st.caption(
        words.format(
            asked=asked.replace("-", minus),
            low=str(low).replace("-", minus),
            high=high,
        )
    )
