"""Fair company for an area: ready groups, computed twins, or the reader's own list.

The group is part of the address: ``?peers=own_subregion``, ``?peers=own_list&with=…`` or
``?peers=twins&by=population&by=jobs&weight=population*3``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from seutukuva import definitions, formats, measures, selectors, store, texts
from seutukuva.definitions import Definitions, PeerGroup
from seutukuva.texts import _, ngettext
from seutukuva.twins import REASONS, Twins, twins
from seutukuva.ui import made

OWN_LIST = "own_list"
MOST_COMPARED = 12
MOST_TWIN_INDICATORS = 8
WEIGHTS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Peers:
    """Areas to compare with: a ready group, twins, or the reader's own list."""

    group_id: str
    title: str
    description: str
    area_ids: tuple[str, ...]


def peers(area_id: str, *, alike: bool = False) -> Peers:
    """Let the reader choose the group to compare an area with; draws its selectors.

    Args:
        alike: start from areas of the same level. Ready groups of a sub-region or a region are
            its own municipalities, which show it from inside and are no company to rank it in.
    """
    found = definitions.load()
    speak = texts.language()
    groups = found.peer_groups

    def name(group_id: str) -> str:
        return _("Own list") if group_id == OWN_LIST else groups[group_id].title[speak]

    options = [*groups, OWN_LIST]
    first = _first(found, area_id) if alike else options[0]
    group_id = selectors.choose_one("peers", _("Compare with"), options, first, name)
    if group_id == OWN_LIST:
        chosen = _own_list(found, area_id, speak)
        return Peers(OWN_LIST, _("Own list"), _("Areas that you chose yourself."), chosen)
    group = groups[group_id]
    if group.kind == "twins":
        return _twins(found, group, area_id, speak)

    def members() -> tuple[str, ...]:
        asked = store.rows("shared/peers", group_id=group_id, area_id=area_id)
        return tuple(row["peer_id"] for row in asked)

    chosen = made.once(members, "peers", group_id, area_id)
    return Peers(group_id, group.title[speak], group.description[speak], chosen)


def _first(found: Definitions, area_id: str) -> str:
    groups = list(found.peer_groups)
    if found.areas[area_id].kind == "municipality":
        return groups[0]
    sized = (one for one, group in found.peer_groups.items() if group.kind == "similar_size")
    return next(sized, groups[0])


def _own_list(found: Definitions, area_id: str, speak: str) -> tuple[str, ...]:
    return selectors.choose_several(
        "with",
        _("Areas to compare with"),
        selectors.area_options(found, speak),
        tuple(one for one in found.programme.areas if one != area_id),
        lambda one: selectors.area_name(found, one, speak),
        MOST_COMPARED,
        lambda value: selectors.known_area(found, value),
    )


def _twins(found: Definitions, group: PeerGroup, area_id: str, speak: str) -> Peers:
    area = found.areas[area_id]
    available = store.run("shared/available_indicators")["indicator_id"]
    options = selectors.indicator_options(
        [found.indicators[one] for one in available if one in found.indicators], found
    )
    default = tuple(one for one in group.indicators if one in set(options))
    with st.expander(
        _("Indicators and weights of the twins"), icon=":material/tune:", type="compact"
    ):
        chosen = selectors.choose_several(
            "by",
            _("Alike in"),
            options,
            default,
            lambda one: selectors.indicator_name(found, one, speak),
            MOST_TWIN_INDICATORS,
        )
        weights = _weights(found, chosen, speak)
    rows = store.run(
        "shared/newest_everywhere", indicator_ids=chosen, kind=area.kind, country=area.country
    )
    result = twins(area_id, twin_values(found, rows.to_dict("records")), weights, n=group.n)
    ids = tuple(one for one, _distance in result.nearest)
    return Peers(group.id, group.title[speak], explained(found, area_id, result, weights), ids)


def _weights(found: Definitions, chosen: tuple[str, ...], speak: str) -> dict[str, float]:
    """One list an indicator; what is not 1 stands in the address as ``population*3``."""

    def known(value: str) -> str | None:
        indicator_id, _star, weight = value.partition("*")
        good = indicator_id in found.indicators and weight in WEIGHTS
        return value if good else None

    stated = dict(
        value.split("*") for value in selectors.from_address("weight", (), known, _("Weight"))
    )

    def write() -> None:
        kept = tuple(
            f"{one}*{weight}"
            for one in chosen
            if (weight := st.session_state.get(selectors.widget_key(f"weight_{one}"), "1")) != "1"
        )
        selectors.remember("weight", kept, ())

    for one in chosen:
        key = selectors.widget_key(f"weight_{one}")
        st.session_state[key] = stated.get(one, "1")
        st.selectbox(
            _("Weight: {indicator}").format(indicator=found.indicators[one].short_title[speak]),
            WEIGHTS,
            key=key,
            on_change=write,
            placeholder=_("Choose"),
        )
    return {one: float(stated.get(one, "1")) for one in chosen}


def twin_values(found: Definitions, rows: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Figures by indicator and area, in a form in which areas of different size are alike.

    A count is taken per inhabitant, a base such as the population by its logarithm: 5,000 is as
    far from 10,000 as 20,000 is.
    """
    base_ids = measures.bases(found)
    values: dict[str, dict[str, float]] = {}
    for row in rows:
        indicator = found.indicators[row["indicator_id"]]
        form = measures.comparable(indicator, base_ids)
        if form == measures.CHANGE:
            value = math.log(row["value"]) if row["value"] > 0 else None
        else:
            value = measures.of_newest(row, form, indicator)
        if value is not None:
            values.setdefault(indicator.id, {})[row["area_id"]] = value
    return values


def explained(found: Definitions, area_id: str, result: Twins, weights: Mapping[str, float]) -> str:
    """One or two sentences: who the twins are, by what, and what could not be used."""
    speak = texts.language()
    name = _namer(found, speak)

    def weighed(indicator_id: str) -> str:
        title = found.indicators[indicator_id].short_title[speak]
        weight = weights[indicator_id]
        return f"{title} (× {formats.number(weight, 0, speak)})" if weight != 1 else title

    if not result.nearest:
        return _("No twins can be calculated for {area}: it lacks the figures chosen.").format(
            area=name(area_id)
        )
    text = ngettext(
        "The area most like {area} by {indicators}: {areas}.",
        "The {n} areas most like {area} by {indicators}: {areas}. The nearest comes first.",
        len(result.nearest),
    ).format(
        n=formats.number(len(result.nearest), 0, speak),
        area=name(area_id),
        indicators=", ".join(weighed(one) for one in result.used),
        areas=", ".join(name(one) for one, _distance in result.nearest),
    )
    for indicator_id, reason in result.unused.items():
        text += " " + _("Not used: {indicator}, because {reason}.").format(
            indicator=found.indicators[indicator_id].short_title[speak], reason=_(REASONS[reason])
        )
    return text


def _namer(found: Definitions, speak: str) -> Callable[[str], str]:
    return lambda one: selectors.area_name(found, one, speak)
