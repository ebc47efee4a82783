"""The municipalities' marks on a map of squares."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, selectors, texts
from seutukuva.charts.outlook_tiles import Marked, outlook_tiles
from seutukuva.definitions.outlook import HORIZONS, SCORES, YEAR
from seutukuva.outlook import cells
from seutukuva.outlook.register import Mark
from seutukuva.texts import _
from seutukuva.ui import figures
from seutukuva.ui.outlook import names
from seutukuva.ui.outlook.choosing import Place

THEME, HORIZON = "outlook_theme", "outlook_horizon"


def placing(place: Place, every: Sequence[Mark]) -> None:
    """The programme's municipalities by class, for one theme and horizon."""
    found = definitions.load()
    marked = cells.cells(every, place.round, group=place.group)
    own = [one for one in found.programme.areas if one in found.programme.tiles]
    if not any(area in own for area, _theme, _horizon in marked):
        return
    st.header(_("On the map"), anchor=False)
    themes = found.outlook.themes
    left, right = st.columns(2)
    with left:
        theme = selectors.choose_one(
            THEME, _("Theme"), list(themes), next(iter(themes)), names.theme
        )
    with right:
        horizon = selectors.choose_one(HORIZON, _("Horizon"), HORIZONS, YEAR, names.horizon)
    named = names.areas(own)
    rows = []
    for one in own:
        cell = marked.get((one, theme, horizon))
        score = None if cell is None else float(cell.colour)
        rows.append(Marked(one, named[one], score, names.of_cell(cell), names.cell_words(cell)))
    specification = outlook_tiles(
        rows,
        positions=found.programme.tiles,
        scale={one: names.marked(one) for one in SCORES},
        title=names.theme(theme),
        subtitle=_subtitle(theme, horizon, place),
        source=_("marks with their reasons, given in this system"),
        language=texts.language(),
        own=place.area,
        _=_,
    )
    figures.draw_own(
        specification,
        "outlook_map",
        "outlook-map",
        place.round,
        place=found.programme.title[texts.language()],
    )


def _subtitle(theme: str, horizon: str, place: Place) -> str:
    when = names.horizon(horizon).lower()
    return f"{names.theme(theme)}: {when}, {names.round_name(place.round)}"
