"""Fair company for an area: ready groups, computed twins, or the reader's own list.

The group is part of the address: ``?peers=own_subregion``, ``?peers=own_list&with=…`` or
``?peers=twins&by=population&by=jobs&weight=population*3``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from seutukuva import (
    definitions,
    formats,
    made,
    measures,
    profile,
    selectors,
    store,
    texts,
)
from seutukuva.definitions import Definitions, PeerGroup
from seutukuva.texts import N_, _, ngettext
from seutukuva.twins import REASONS, Twins, twins

OWN_LIST = "own_list"
MOST_COMPARED = 12
MOST_TWIN_INDICATORS = 8
WEIGHTS = ("1", "2", "3", "4", "5")
# Why there are no twins.
NO_OTHERS = N_(
    "No twins can be calculated for {area}: there are no other areas of the same kind here."
)
NONE_USED = N_("No twins can be calculated for {area}: none of the chosen indicators can be used.")
NO_COMPLETE = N_(
    "No twins can be calculated for {area}: no other area has all of the chosen figures."
)


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

    Returns:
        The group, never with the area itself in it; without any areas it says so.
    """
    found = definitions.load()
    speak = texts.language()
    groups = found.peer_groups

    def name(group_id: str) -> str:
        return _("Own list") if group_id == OWN_LIST else groups[group_id].title[speak]

    options = [*groups, OWN_LIST]
    first = first_group(found, area_id, alike=alike)
    group_id = selectors.choose_one("peers", _("Compare with"), options, first, name)
    if group_id == OWN_LIST:
        chosen = _own_list(found, area_id, speak)
        return _described(OWN_LIST, _("Own list"), _("Areas that you chose yourself."), chosen)
    group = groups[group_id]
    if group.kind == "twins":
        return _twins(found, group, area_id, speak)
    members = ready_members(group_id, area_id)
    return _described(group_id, group.title[speak], group.description[speak], members)


def _described(group_id: str, title: str, description: str, area_ids: tuple[str, ...]) -> Peers:
    """A group; who its areas would be is not said of a group without any."""
    said = description if area_ids else _("This group has no other areas.")
    return Peers(group_id, title, said, area_ids)


def ready_members(group_id: str, area_id: str) -> tuple[str, ...]:
    """The areas of a ready group around an area, without the area itself."""

    def members() -> tuple[str, ...]:
        asked = store.rows("shared/peers", group_id=group_id, area_id=area_id)
        return tuple(row["peer_id"] for row in asked)

    return made.once(members, "peers", group_id, area_id)


def first_group(found: Definitions, area_id: str, *, alike: bool) -> str:
    """The group to start from: the first ready one, or areas of similar size.

    Size decides where areas of the same level are wanted (`alike`) and the area is no
    municipality, and where the first group has no other areas: some municipalities are a
    sub-region alone.
    """
    usual = next(iter(found.peer_groups))
    sized = (one for one, group in found.peer_groups.items() if group.kind == "similar_size")
    similar = next(sized, usual)
    if alike and found.areas[area_id].kind != "municipality":
        return similar
    if ready_members(usual, area_id) or not ready_members(similar, area_id):
        return usual
    return similar


def _own_list(found: Definitions, area_id: str, speak: str) -> tuple[str, ...]:
    chosen = selectors.choose_several(
        "with",
        _("Areas to compare with"),
        selectors.area_options(found, speak),
        tuple(one for one in found.programme.areas if one != area_id),
        lambda one: selectors.area_name(found, one, speak),
        MOST_COMPARED,
        lambda value: selectors.known_area(found, value),
    )
    return tuple(one for one in chosen if one != area_id)


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
    result = twins(
        area_id,
        twin_values(found, rows.to_dict("records")),
        weights,
        n=group.n,
        of=profile.areas_of_kind(found, area_id),
    )
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
        if form in measures.CHANGES:
            value = math.log(row["value"]) if row["value"] > 0 else None
        else:
            value = measures.of_newest(row, form, indicator)
        if value is not None:
            values.setdefault(indicator.id, {})[row["area_id"]] = value
    return values


def explained(found: Definitions, area_id: str, result: Twins, weights: Mapping[str, float]) -> str:
    """A few sentences: who the twins are, by what, and what could not be used."""
    speak = texts.language()
    name = _namer(found, speak)
    sentences = [_(_why_none(result)).format(area=name(area_id))]
    if result.nearest:
        sentences = [_named(found, area_id, result, weights), *_left_out(result, speak)]
    # Without other areas there is nothing that an indicator could be used for.
    unused = result.unused if result.of or result.nearest else {}
    for indicator_id, reason in unused.items():
        sentences.append(
            _("Not used: {indicator}, because {reason}.").format(
                indicator=found.indicators[indicator_id].short_title[speak],
                reason=_(REASONS[reason]),
            )
        )
    return " ".join(sentences)


def _named(found: Definitions, area_id: str, result: Twins, weights: Mapping[str, float]) -> str:
    speak = texts.language()
    name = _namer(found, speak)

    def weighed(indicator_id: str) -> str:
        title = found.indicators[indicator_id].short_title[speak]
        weight = weights[indicator_id]
        return f"{title} (× {formats.number(weight, 0, speak)})" if weight != 1 else title

    return ngettext(
        "The area most like {area} by {indicators}: {areas}.",
        "The {n} areas most like {area} by {indicators}: {areas}. The nearest comes first.",
        len(result.nearest),
    ).format(
        n=formats.number(len(result.nearest), 0, speak),
        area=name(area_id),
        indicators=listed([weighed(one) for one in result.used]),
        areas=listed([name(one) for one, _distance in result.nearest]),
    )


def _left_out(result: Twins, speak: str) -> list[str]:
    """How many areas could not be twins; nothing where every area could."""
    n = result.of - result.compared
    if not n:
        return []
    text = ngettext(
        "{n} of the {of} other areas lacks a figure of these and was left out.",
        "{n} of the {of} other areas lack a figure of these and were left out.",
        n,
    )
    return [text.format(n=formats.number(n, 0, speak), of=formats.number(result.of, 0, speak))]


def _why_none(result: Twins) -> str:
    if not result.of:
        return NO_OTHERS
    return NO_COMPLETE if result.used else NONE_USED


def listed(names: Sequence[str]) -> str:
    """Names one after another, with semicolons between them where a name holds a comma."""
    return ("; " if any("," in one for one in names) else ", ").join(names)


def _namer(found: Definitions, speak: str) -> Callable[[str], str]:
    return lambda one: selectors.area_name(found, one, speak)
