"""What is ahead of one indicator of an area, shortly, with the way to the whole page."""

from __future__ import annotations

import streamlit as st

from seutukuva import texts
from seutukuva.definitions import Indicator
from seutukuva.projections import official
from seutukuva.texts import _
from seutukuva.ui.projections import sentences
from seutukuva.ui.projections.record import too_new
from seutukuva.ui.projections.view import View, look, subject


def ahead(indicator: Indicator, area_id: str) -> None:
    """Where it leads and how far that can be trusted; of an official projection its record."""
    st.header(_("What is ahead"))
    projected = subject(indicator)
    view = look(projected, area_id)
    told = _of_official(indicator, view) if indicator.official else _of_own(view)
    st.markdown("  \n".join(filter(None, told)))
    st.page_link(
        "pages/situation/projections.py",
        label=_("Projections and their record"),
        icon=":material/arrow_forward:",
        query_params={"indicator": projected.id, "area": area_id, "lang": texts.language()},
    )


def _of_own(view: View) -> list[str]:
    told = [sentences.where(view)]
    if view.own and view.own.points:
        told.append(sentences.tested(view.own))
    if official.projecting(view.indicator.id):
        newest = sentences.newest_held(view.records)[:1]
        told += [sentences.held(one, view.indicator) for one in newest]
    return told


def _of_official(indicator: Indicator, view: View) -> list[str]:
    """How the official projection itself has hit so far."""
    held = [one for one in sentences.newest_held(view.records) if one.indicator_id == indicator.id]
    if held:
        return [sentences.held(one, view.indicator) for one in held]
    mine = [one for one in view.vintages if one.indicator_id == indicator.id]
    return [too_new(one) for one in mine]
