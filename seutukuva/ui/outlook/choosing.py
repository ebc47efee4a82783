"""What is looked at: a round, an area and a group of authors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import definitions, selectors, showing
from seutukuva.interviews import rounds
from seutukuva.outlook import cells
from seutukuva.outlook.register import Mark
from seutukuva.texts import _
from seutukuva.ui.outlook import names

ROUND, AREA, GROUP = "outlook_round", "outlook_area", "outlook_group"
ALL = "all"
# An edition is called by its round, and may have a suffix.
_ROUND_LETTERS = len("2026-10")


@dataclass(frozen=True, slots=True)
class Place:
    """A round and an area; ``group`` "" means all groups."""

    round: str
    area: str
    group: str


def chosen(every: Sequence[Mark], today: dt.date) -> Place:
    """The choices of the page: ``?outlook_round=2026-10&outlook_area=FI-SK138``."""
    left, middle, right = st.columns(3)
    with left:
        round_id = _round(every, today)
    with middle:
        area = _area(every)
    with right:
        group = _group(every)
    return Place(round_id, area, group)


def _area(every: Sequence[Mark]) -> str:
    """An area that can be marked, or that an earlier list of them had."""
    own = definitions.load().outlook.areas
    titles = names.areas([*own, *sorted({one.area for one in every} - set(own))])
    return selectors.choose_one(AREA, _("Area"), list(titles), default_area(), titles.__getitem__)


def default_area() -> str:
    """The area that is looked at first."""
    found = definitions.load()
    rules = found.outlook
    own = found.programme.default_area
    return own if own in rules.areas else (*rules.expected_areas, *rules.areas)[0]


def _round(every: Sequence[Mark], today: dt.date) -> str:
    months = definitions.load().interviewing.rounds
    about = rounds.around(today, months, before=2, after=1)
    default = default_round(every, today)
    options = sorted({*about, *cells.rounds_of(every), default}, reverse=True)
    return selectors.choose_one(ROUND, _("Round"), options, default, names.round_name)


def default_round(every: Sequence[Mark], today: dt.date) -> str:
    """An edition's own round; else the latest with marks, and of none the one that comes next."""
    if shown := showing.shown():
        return shown.edition[:_ROUND_LETTERS]
    known = cells.rounds_of(every)
    return known[0] if known else rounds.following(today, definitions.load().interviewing.rounds)


def _group(every: Sequence[Mark]) -> str:
    known = cells.groups_of(every, definitions.load().outlook.author_groups)
    titles = {ALL: _("All groups (median)"), **{one: names.group(one) for one in known}}
    found = selectors.choose_one(GROUP, _("Author group"), list(titles), ALL, titles.__getitem__)
    return "" if found == ALL else found
