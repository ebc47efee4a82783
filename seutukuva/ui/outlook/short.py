"""The page in ten seconds: what is marked, what is missing, and how well earlier marks foresaw."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions.outlook import HORIZONS
from seutukuva.outlook import cells, hindsight, register
from seutukuva.outlook.hindsight import Tally
from seutukuva.outlook.register import Mark
from seutukuva.texts import _, ngettext
from seutukuva.ui.outlook import names
from seutukuva.ui.outlook.choosing import Place


def in_short(place: Place, every: Sequence[Mark], tally: Tally) -> None:
    """The three things that somebody who has ten seconds wants to know."""
    parts = [headline(place, every), complete(place.round, every), hindsight_sentence(tally)]
    st.markdown("\n\n".join(one for one in parts if one))


def headline(place: Place, every: Sequence[Mark]) -> str:
    """What the area's marks say a year ahead, theme by theme."""
    found = cells.cells(every, place.round, group=place.group)
    themes = definitions.load().outlook.themes
    own = {one: found.get((place.area, one, HORIZONS[-1])) for one in themes}
    told = " · ".join(
        f"{names.short_theme(one)} **{names.of_cell(cell)}** {names.cell_words(cell)}"
        for one, cell in own.items()
        if cell
    )
    where = names.area(place.area)
    when = names.round_name(place.round)
    if not told:
        words = _("{area}, {round}: no mark is given for the next 12 months.")
        return words.format(area=where, round=when)
    words = _("{area}, {round}, in 12 months: {marks}.")
    return words.format(area=where, round=when, marks=told)


def complete(round_id: str, every: Sequence[Mark]) -> str:
    """How many of a round's expected marks are there."""
    of = sum(one.of for one in register.completeness(round_id, every))
    n = of - len(register.missing(round_id, every))
    words = ngettext(
        "{n} of {of} expected mark of the round is given.",
        "{n} of {of} expected marks of the round are given.",
        of,
    )
    return words.format(n=texts.number(n), of=texts.number(of)) if of else ""


def hindsight_sentence(tally: Tally) -> str:
    """How many marks a year ahead came true; why none can be judged, where none can."""
    if not tally.n:
        waiting = tally.reasons.get(hindsight.NOT_DUE, 0)
        if not waiting:
            return _("No mark a year ahead can be judged yet.")
        words = ngettext(
            "{n} mark given a year ahead waits to be judged: a year has not passed yet.",
            "{n} marks given a year ahead wait to be judged: a year has not passed yet.",
            waiting,
        )
        return words.format(n=texts.number(waiting))
    words = ngettext(
        "Of {n} mark given a year ahead, {hit} came true, {over} too hopeful, {under} too gloomy.",
        "Of {n} marks given a year ahead, {hit} came true, {over} were too hopeful, "
        "{under} too gloomy.",
        tally.n,
    )
    return words.format(
        n=texts.number(tally.n),
        hit=texts.number(tally.hit),
        over=texts.number(tally.over),
        under=texts.number(tally.under),
    )


def direction_sentence(tally: Tally) -> str:
    """How often better, as before or worse was foreseen, however strongly; "" where none can be."""
    if not tally.n:
        return ""
    words = ngettext(
        "{exact} of {n} mark came true as given; the direction was right in {right}.",
        "{exact} of {n} marks came true as given; the direction was right in {right}.",
        tally.n,
    )
    return words.format(
        exact=texts.number(tally.hit), n=texts.number(tally.n), right=texts.number(tally.right_way)
    )
