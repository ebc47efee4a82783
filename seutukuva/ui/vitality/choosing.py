"""Which areas are held side by side, by which indicators and weights; all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from seutukuva import definitions, peering, selectors, texts
from seutukuva.definitions import Composite, Definitions, Indicator
from seutukuva.definitions.composites import HIGHEST_WEIGHT
from seutukuva.peering import OWN_LIST
from seutukuva.texts import _
from seutukuva.vitality import groups, reading
from seutukuva.vitality.groups import Group

# Names in the address.
GROUP, TOWNS, PARTS, WEIGHTS = "group", "towns", "parts", "weights"
MOST_AREAS = 60
MOST_PARTS = 12
_USUAL_WEIGHT = 1
_SLIDERS_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen.

    Attributes:
        composite: what the page starts from.
        area_id: the area looked at.
        group: the areas side by side; ``title``: its name; ``about``: what it holds.
        weights: by indicator, in the order of the choice; empty before they are chosen.
        is_proposed: nothing of it is the reader's own but the areas.
        unused: why an indicator that was asked for cannot be chosen, by its id, as of `REASONS`.
    """

    composite: Composite
    area_id: str
    group: Group
    title: str
    about: str
    weights: Mapping[str, int]
    is_proposed: bool = True
    unused: Mapping[str, str] = field(default_factory=dict)


def choose_group(composite: Composite) -> Choice | None:
    """The area looked at and the group; None, said, where the group has too few areas."""
    found, speak = definitions.load(), texts.language()
    left, right = st.columns(2)
    with left:
        area_id = selectors.area()
    with right:
        group_id = selectors.choose_one(
            GROUP, _("Areas side by side"), _groups(found), composite.peer_group, _named
        )
        members = _members(found, composite, group_id, area_id)
    group = groups.group(found, area_id, members)
    if len(group.area_ids) < groups.FEWEST_AREAS:
        st.info(
            _("This group has too few areas here to be held side by side: choose another."),
            icon=":material/info:",
        )
        return None
    about = "" if group_id == OWN_LIST else found.peer_groups[group_id].description[speak]
    return Choice(composite, area_id, group, _named(group_id), about, {})


def _groups(found: Definitions) -> list[str]:
    """Ready groups but twins, who are made by indicators themselves; and a list of one's own."""
    ready = [one.id for one in found.peer_groups.values() if one.kind != "twins"]
    return [*ready, OWN_LIST]


def _named(group_id: str) -> str:
    if group_id == OWN_LIST:
        return _("Own list")
    return definitions.load().peer_groups[group_id].title[texts.language()]


def _members(
    found: Definitions, composite: Composite, group_id: str, area_id: str
) -> tuple[str, ...]:
    if group_id == OWN_LIST:
        return _own_list(found, composite)
    group = found.peer_groups[group_id]
    if group.kind == "list":
        return group.areas
    others = peering.ready_members(group_id, area_id)
    # The municipalities of a sub-region or region stand beside each other without it.
    kinds = {found.areas[one].kind for one in others}
    return (area_id, *others) if found.areas[area_id].kind in kinds else others


def _own_list(found: Definitions, composite: Composite) -> tuple[str, ...]:
    speak = texts.language()
    options = [
        one
        for one in selectors.area_options(found, speak)
        if found.areas[one].kind == "municipality"
    ]
    allowed = set(options)

    def known(value: str) -> str | None:
        one = selectors.known_area(found, value)
        return one if one in allowed else None

    return selectors.choose_several(
        TOWNS,
        _("Areas of the list"),
        options,
        tuple(one for one in found.programme.areas if one in allowed),
        lambda one: selectors.area_name(found, one, speak),
        MOST_AREAS,
        known,
    )


def choose_parts(choice: Choice) -> Choice:
    """The indicators and how much each weighs, folded away: the result comes first."""
    found = definitions.load()
    choosable = reading.choosable(choice.group.area_ids)
    usual = tuple(one for one in choice.composite.indicators if one in choosable) or choosable[:5]
    # The same words whatever is chosen: with other words an open panel would close itself.
    panel = st.expander(_("Indicators and weights"), icon=":material/tune:")
    with panel:
        names, refused = _indicators(choosable, usual)
        stated, at_first = _stated(found), dict(choice.composite.weights)
        weights = {one: stated.get(one, at_first.get(one, _USUAL_WEIGHT)) for one in names}
        columns = st.columns(_SLIDERS_A_ROW, gap="medium")
        for at, one in enumerate(names):
            with columns[at % _SLIDERS_A_ROW]:
                _weigher(found, names, one, weights[one], at_first)
        st.button(
            _("All as at first"),
            icon=":material/restart_alt:",
            key="vitality_back_button",
            on_click=_back,
            disabled=not stated and names == usual,
        )
    if names == usual:
        refused = [*refused, *(one for one in choice.composite.indicators if one not in choosable)]
    return replace(
        choice,
        weights=weights,
        is_proposed=names == choice.composite.indicators and weights == at_first,
        unused={one: _refusal(found.indicators[one]) for one in refused},
    )


def _indicators(
    choosable: Sequence[str], usual: tuple[str, ...]
) -> tuple[tuple[str, ...], list[str]]:
    """The chosen indicators, and those that the address asks for and these areas cannot have."""
    found, speak = definitions.load(), texts.language()
    asked: list[str] = []
    refused: list[str] = []

    def known(value: str) -> str | None:
        if value in choosable:
            asked.append(value)
            return value
        if value not in found.indicators:
            return None
        # An indicator that these areas have no figures of is none of theirs, but is no error.
        refused.append(value)
        return ""

    names = selectors.choose_several(
        PARTS,
        _("Indicators"),
        choosable,
        usual,
        lambda one: selectors.indicator_name(found, one, speak),
        MOST_PARTS,
        known,
    )
    count = len(set(asked))
    if count > MOST_PARTS:
        words = _("The link asks for {n} indicators: the first {most} of them are used.")
        st.caption(words.format(n=texts.number(count), most=texts.number(MOST_PARTS)))
    return names, list(dict.fromkeys(refused))


def _refusal(indicator: Indicator) -> str:
    """Why areas cannot be held side by side by an indicator that is known."""
    if indicator.polarity == "none":
        return "no_side"
    return "projection" if indicator.phrase.verb == "projection" else "few_here"


def _stated(found: Definitions) -> dict[str, int]:
    """The weights that the address states: ``population*3``."""

    def known(value: str) -> str | None:
        indicator_id, _star, weight = value.partition("*")
        is_weight = weight in {str(one) for one in range(HIGHEST_WEIGHT + 1)}
        return value if indicator_id in found.indicators and is_weight else None

    values = selectors.from_address(WEIGHTS, (), known, _("Weight"))
    return {one: int(weight) for one, weight in (value.split("*") for value in values)}


def _weigher(
    found: Definitions,
    names: tuple[str, ...],
    indicator_id: str,
    weight: int,
    at_first: Mapping[str, int],
) -> None:
    key = selectors.widget_key(f"weigh_{indicator_id}")
    st.session_state[key] = weight

    def write() -> None:
        kept = []
        for one in names:
            usual = at_first.get(one, _USUAL_WEIGHT)
            chosen = st.session_state.get(selectors.widget_key(f"weigh_{one}"), usual)
            if chosen != usual:
                kept.append(f"{one}*{chosen}")
        selectors.remember(WEIGHTS, tuple(kept), ())

    title = found.indicators[indicator_id].short_title[texts.language()]
    st.slider(
        _("Weight: {indicator}").format(indicator=title),
        0,
        HIGHEST_WEIGHT,
        step=1,
        key=key,
        on_change=write,
    )


def _back() -> None:
    for key in (PARTS, WEIGHTS):
        selectors.remember(key, (), ())
