"""Whose plans and results are looked at, and on which day; all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.projects import recorded, register
from seutukuva.projects.model import Basket, folded
from seutukuva.projects.picture import Picture
from seutukuva.texts import _
from seutukuva.ui.fields import own_list, plain
from seutukuva.ui.portfolio.names import day, development_areas

ALL = "all"
AREA, OWNER, BASKET, PROJECT, DAY = "development_area", "owner", "basket", "project", "on"
# What other pages remember of a geographic area; in a link it may mean a development area.
_PLACE = "area"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at; an empty part wants all. ``project`` is a key, and wants nothing else."""

    on: date
    development_area: str = ""
    owner: str = ""
    basket: Basket | None = None
    project: str = ""


def choose(today: date) -> Choice:
    """The selectors."""
    understood()
    baskets = {one.id: one for one in recorded.baskets()}
    with st.container(border=True):
        first, second, third = st.columns(3)
        with first:
            area = development_area()
        with second:
            owner = _one(OWNER, _("Owner"), _owners(), _("All owners"))
        with third:
            titles = {key: one.name for key, one in baskets.items()}
            basket = _one(BASKET, _("Project basket"), titles, _("All projects"))
        wide, narrow = st.columns([2, 1])
        with wide:
            project = one_project(_("All of these together"))
        with narrow:
            day = selectors.day(DAY, _("Day"), today) or today
    return Choice(day, area, owner, baskets.get(basket), project)


def understood() -> None:
    """In a link, ``?area=A1`` means the development area; so does what is no area of the map."""
    asked = st.query_params.get(_PLACE, "")
    if asked and selectors.known_area(definitions.load(), asked) is None:
        del st.query_params[_PLACE]
        st.query_params[AREA] = asked


def development_area() -> str:
    """The development area; "" for all."""
    return _one(AREA, _("Development area"), development_areas(), _("All development areas"))


def one_project(nobody: str) -> str:
    """The key of a project, also in an address that writes its code otherwise; "" for none.

    Args:
        nobody: what is looked at when no project is chosen.
    """
    titles = register.titles()
    asked = st.query_params.get(PROJECT, "")
    # A link may lead to any project, also to one that no list of choices could hold.
    if asked and folded(asked) not in titles and (known := register.project(asked)):
        titles = {**titles, known.key: f"{known.code} · {known.name}"}
    return _one(PROJECT, _("Project"), titles, nobody)


def _owners() -> dict[str, str]:
    """The programme's organisations that own a development area or a project."""
    there = set(register.choices().owners)
    return {
        one: title
        for one, title in own_list("organisation", definitions.load()).items()
        if one in there
    }


def _one(key: str, label: str, titles: Mapping[str, str], every: str) -> str:
    speak = texts.language()
    options = sorted(titles, key=lambda one: formats.sort_key(titles[one], speak))
    by_key = {folded(one): one for one in options}
    named = {ALL: every, **titles}
    value = selectors.choose_one(
        key,
        label,
        [ALL, *options],
        ALL,
        named.__getitem__,
        lambda asked: ALL if asked == ALL else by_key.get(folded(asked)),
    )
    return "" if value == ALL else value


def pictures(choice: Choice) -> list[Picture]:
    """What the chosen projects had planned and realised on the day, each project once."""
    if choice.project:
        return register.pictures([choice.project], choice.on)
    keys: Sequence[str] | None = None
    if choice.basket:
        keys = recorded.members_on(choice.basket, choice.on)
    found = register.pictures(keys, choice.on)
    return [
        one
        for one in found
        if choice.development_area in ("", one.project.development_area)
        and choice.owner in ("", one.project.owner)
    ]


def title(choice: Choice, found: Sequence[Picture]) -> str:
    """What is looked at, as a heading."""
    if choice.project and found:
        own = found[0].project
        return plain(f"{own.code} {own.name}".strip())
    parts = []
    if choice.basket:
        parts.append(plain(choice.basket.name))
    if choice.development_area:
        parts.append(development_areas()[choice.development_area])
    if choice.owner:
        parts.append(own_list("organisation", definitions.load())[choice.owner])
    return " · ".join(parts) or _("All projects of the region")


def on_day(choice: Choice) -> str:
    """Of which day the figures are."""
    return _("Planned and realised by {day}").format(day=day(choice.on))
