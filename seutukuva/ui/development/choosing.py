"""Which development area is looked at, where and on which day; in the address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from seutukuva import definitions, selectors, showing, texts
from seutukuva.definitions import DevelopmentArea
from seutukuva.texts import _
from seutukuva.ui import printing
from seutukuva.ui.development import names

ALL = "all"
# Other pages keep an area of the map under this name in the address.
_SHORT = "area"
_KEY = "development_area"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at; ``area``: None for all development areas side by side.

    Attributes:
        place: id of the area that the figures are of.
        on: the day whose targets and projects count.
    """

    area: DevelopmentArea | None
    place: str
    on: dt.date

    @property
    def is_earlier(self) -> bool:
        """Whether an earlier day than today is looked at."""
        return self.on < showing.today()


def choose() -> Choice:
    """The selectors."""
    areas = {one.code: one for one in definitions.load().programme.development_areas}
    _from_short()
    with printing.unprinted("choice"):
        first, second, third = st.columns(3)
        with first:
            code = selectors.choose_one(_KEY, _("Development area"), [ALL, *areas], ALL, _area_name)
        with second:
            place = _place()
        with third:
            today = showing.today()
            on = selectors.day("on", _("Targets and projects on"), today) or today
    return Choice(areas.get(code), place, on)


def _from_short() -> None:
    """``?area=A1`` means a development area here; so does what is no area of the map."""
    asked = st.query_params.get(_SHORT, "")
    if asked and selectors.known_area(definitions.load(), asked) is None:
        del st.query_params[_SHORT]
        st.query_params[_KEY] = asked


def _area_name(code: str) -> str:
    if code == ALL:
        return _("All development areas")
    return names.areas()[code]


def _place() -> str:
    found = definitions.load()
    programme = found.programme

    def name(area_id: str) -> str:
        return selectors.area_name(found, area_id, texts.language())

    options = [programme.subregion, *programme.areas]
    return selectors.choose_one("place", _("Area"), options, programme.subregion, name)
