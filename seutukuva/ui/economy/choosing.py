"""Which structure of which area is looked at, beside whom and in which years; in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from seutukuva import definitions, selectors, texts
from seutukuva.economy import reading, references
from seutukuva.economy.reading import Known
from seutukuva.economy.view import (
    View,
    common,
    look,
    reference_name,
    usual_start,
    usual_structure,
)
from seutukuva.texts import _


def choose(area_id: str, left: DeltaGenerator, right: DeltaGenerator) -> View | None:
    """The selectors beside that of the area.

    Args:
        left, right: where they are drawn: what is counted, and in which years beside whom.

    Returns:
        None, said, where nothing is known of the area's industries.
    """
    every = reading.structures(area_id)
    known = {one.structure.id: one for one in every if one.periods}
    if not known:
        st.info(_nothing(every), icon=":material/info:")
        return None
    with left:
        chosen = known[_structure(known)]
    with right:
        # Which areas can be compared with depends on the years, so these are chosen first.
        reference, years = st.container(), st.container()
        with years:
            first, last = _years(chosen, area_id)
        with reference:
            reference_id = _reference(area_id, common(chosen.structure.id, first, last))
    return look(chosen.structure, area_id, reference_id, first, last)


def _nothing(known: Sequence[Known]) -> str:
    """Why nothing can be shown: no figure at all, or never one of every industry."""
    if known:
        return _("In no year is there a figure of every industry of this area.")
    return _("Nothing is known of the industries of this area.")


def _structure(known: dict[str, Known]) -> str:
    speak = texts.language()

    def name(structure_id: str) -> str:
        one = known[structure_id]
        ends = "–".join(dict.fromkeys((one.periods[0], one.periods[-1])))
        return f"{one.structure.title[speak]} ({one.structure.classification}, {ends})"

    newest = usual_structure(list(known.values())).structure.id
    return selectors.choose_one(
        "structure",
        _("Figures and classification"),
        list(known),
        newest,
        name,
        lambda value: _here(value, known, newest),
    )


def _here(value: str, known: dict[str, Known], newest: str) -> str | None:
    """What the address asks for; another area's structure means this one's newest."""
    if value in known:
        return value
    return newest if value in definitions.load().structures else None


def _years(chosen: Known, area_id: str) -> tuple[str, str]:
    """Two of the years of one classification: others could not be compared."""
    periods = list(chosen.periods)
    usual = usual_start(chosen, area_id, periods)

    def year(value: str) -> str | None:
        # A year that this structure does not reach means its nearest one.
        if not (value.isdecimal() and len(value) == 4):
            return None
        return min(periods, key=lambda one: (abs(int(one) - int(value)), one))

    left, right = st.columns(2)
    with left:
        start = selectors.choose_one("from", _("From year"), periods, usual, str, year)
    with right:
        end = selectors.choose_one("to", _("To year"), periods[::-1], periods[-1], str, year)
    if chosen.partly:
        told = _("Years in which an industry lacks a figure cannot be chosen: {years}.")
        st.caption(told.format(years=", ".join(chosen.partly)))
    first, last = sorted((start, end))
    return first, last


def _reference(area_id: str, with_figures: frozenset[str]) -> str:
    found = definitions.load()
    options = references.choices(found, area_id, with_figures)
    if not options:
        return ""
    area = found.areas[area_id]
    count = len(references.known(found, area.country, with_figures))

    def meant(value: str) -> str | None:
        if value in options:
            return value
        # One that this area has not, or that lacks figures in these years, means the first.
        return options[0] if value in (*found.areas, references.KNOWN) else None

    chosen = selectors.choose_one(
        "beside",
        _("Reference area"),
        options,
        options[0],
        lambda one: reference_name(one, count),
        meant,
    )
    if area.country_id not in with_figures:
        st.caption(_("The whole country has no figures in both of these years."))
    return chosen
