"""Three boxes side by side: challenges, forecasts and goals, as people have entered them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from seutukuva import texts
from seutukuva.impact import answers, told
from seutukuva.impact.statements import Statement
from seutukuva.projects.model import Project
from seutukuva.texts import _


def boxes(
    own: Sequence[Statement], projects: Mapping[str, Project], elsewhere: Mapping[str, int]
) -> None:
    """What has been concluded of the area, each box with its question.

    Args:
        projects: those that the conclusions name, by key.
        elsewhere: how many conclusions there are about each other area.
    """
    for column, (box, chosen) in zip(st.columns(3), told.by_box(own).items(), strict=True):
        with column:
            st.subheader(_(told.BOXES[box]), anchor=False)
            st.caption(_(told.ASKED[box]))
            if not chosen:
                st.markdown(_("Nothing has been entered here yet."))
            for one in chosen:
                with st.container(border=True):
                    _statement(one, projects)
    if own:
        st.caption(_(told.AS_WRITTEN))
    if others := told.of_others(elsewhere):
        st.caption(others)


def _statement(one: Statement, projects: Mapping[str, Project]) -> None:
    indicator = told.indicator(one)
    # With its own line breaks, and nothing of it read as markup.
    lines = [f'<p style="font-weight:600;white-space:pre-line">{escape(one.text)}</p>']
    for name, value in told.facts(one, answers.measures(one, projects)):
        shown = escape(value)
        if indicator and value == indicator.label(texts.language()):
            query = {"indicator": indicator.id, "area": one.area_id, "lang": texts.language()}
            address = escape(f"indicator?{urlencode(query)}")
            shown = f'<a href="{address}" target="_self">{shown}</a>'
        lines.append(f"<div><small><b>{escape(name)}:</b> {shown}</small></div>")
    body = "".join(lines)
    # A word that is longer than the box, such as an address, stays within it.
    st.html(f'<div style="overflow-wrap:anywhere">{body}</div>')
