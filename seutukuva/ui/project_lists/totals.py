"""Sums of what was read, a row a fund: to be held against those of whoever made the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions import Measure
from seutukuva.texts import _
from seutukuva.ui.entry import plain
from seutukuva.ui.project_lists.work import DESK, field_titles

_PROJECTS = "projects"


def totals() -> None:
    """The sums of the list, with the sum of all funds where there are several."""
    found = DESK.read("summary").get("totals") or {}
    table = sums(found)
    if table.empty:
        return
    st.subheader(_("Check totals"), anchor=False)
    st.table(
        table,
        hide_index=True,
        border="horizontal",
        alt=_("Number of projects and sums of money of the list by fund."),
    )
    st.caption(
        _("Compare them with the sums of whoever made the list: where they agree, all was read.")
    )


def sums(found: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """The sums as they are shown: funds, projects, and every figure that any fund has."""
    names = _names(found)
    rows = [
        {_("Fund"): plain(fund) or _("(not told)")}
        | {names[key]: _shown(one, key) for key in names}
        for fund, one in found.items()
    ]
    if len(found) > 1:
        every = {
            key: sum(one[key] for one in found.values() if one.get(key) is not None)
            for key in names
        }
        rows.append({_("Fund"): _("Together")} | {names[key]: _shown(every, key) for key in names})
    return pd.DataFrame(rows)


def _names(found: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """What is summed → its heading, in the order of the measures."""
    titles, measures = field_titles(), definitions.load().measures
    told = {key for one in found.values() for key in one}
    names = {_PROJECTS: _("Projects")} if _PROJECTS in told else {}
    for side in ("planned", "realised", "forecast"):
        for measure in sorted(measures.values(), key=_money_first):
            key = f"{measure.id}_{side}"
            if key in told:
                names[key] = titles.get(f"{measure.id}.{side}.all", key)
    return names


def _money_first(measure: Measure) -> tuple[bool, int]:
    return measure.unit != "euros", measure.order


def _shown(sums_of: Mapping[str, Any], key: str) -> str:
    value = sums_of.get(key)
    if value is None:
        return "–"
    is_money = key.rpartition("_")[0] in _money()
    # No line ends between a sum and its unit.
    return f"{texts.number(value)}\N{NO-BREAK SPACE}€" if is_money else texts.number(value)


def _money() -> set[str]:
    measures = definitions.load().measures
    return {name for name, one in measures.items() if one.unit == "euros"}
