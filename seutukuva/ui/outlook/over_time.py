"""An area's marks over rounds."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva.outlook import cells
from seutukuva.outlook.register import Mark
from seutukuva.texts import _
from seutukuva.ui.outlook import names, rows
from seutukuva.ui.outlook.choosing import Place
from seutukuva.ui.outlook.rows import Row, of_area


def history(place: Place, every: Sequence[Mark]) -> None:
    """The area's marks of every round, the latest on top."""
    own = [one for one in every if one.area == place.area and place.group in ("", one.group)]
    known = cells.rounds_of(own)
    st.header(_("From round to round: {area}").format(area=names.area(place.area)), anchor=False)
    if not known:
        st.caption(_("No round has a mark for this area."))
        return
    told = _("Marks of {area} by round, the latest on top").format(area=names.area(place.area))
    of_round: dict[str, list[Mark]] = {one: [] for one in known}
    for one in own:
        of_round[one.round].append(one)
    by_round = [
        Row(names.round_name(one), of_area(cells.cells(of_round[one], one), place.area))
        for one in known
    ]
    rows.show(by_round, _("Round"), told, key="outlook_history")
