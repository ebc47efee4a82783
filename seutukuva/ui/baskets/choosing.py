"""Which basket is opened, and of which day its figures are: both stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from seutukuva import selectors, texts
from seutukuva.projects import baskets
from seutukuva.projects.model import Basket
from seutukuva.texts import _
from seutukuva.ui import entry, opening

_OPENED = "basket"


def day(today: dt.date) -> dt.date:
    """The day of the figures, and of who belongs: ``?on=2026-11-22``."""
    return selectors.day("on", _("As it was on the day"), today) or today


def opened(every: Sequence[Basket], is_told: bool) -> Basket | None:
    """The basket looked at closely: ``?basket=…``; none when none is chosen.

    Args:
        is_told: whether the page has said already why it may be gone.
    """
    known = {one.id: one for one in every}
    asked = st.query_params.get(_OPENED, "")
    if asked and asked not in known:
        # Somebody else may have withdrawn it: then the form that would tell is gone.
        if not entry.notice(asked) and not is_told:
            selectors.note_unknown(_OPENED, _("Project basket"), [asked])
        st.query_params.pop(_OPENED, None)
    titles = {one.id: one.name for one in every}
    chosen = opening.opened(_OPENED, _("Basket to open"), titles, _("Choose a basket"))
    return known.get(chosen)


def all_of_them() -> None:
    """The way back to the list of all baskets."""
    st.button(_("All baskets"), key="baskets_all", on_click=_close, icon=":material/arrow_back:")


def _close() -> None:
    st.query_params.pop(_OPENED, None)


def address(basket: Basket) -> str:
    """The address that opens a basket; the day stays as it is."""
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    query |= {_OPENED: [basket.id], "lang": [texts.language()]}
    return "baskets?" + urlencode(query, doseq=True)


def as_report() -> bool:
    """Whether it is shown as a report to print: ``?report=1``."""
    return selectors.switch("report", _("As a report to print"))


def states() -> dict[str, str]:
    """What a basket's own time says on a day."""
    return {
        baskets.COMING: _("not begun yet"),
        baskets.RUNNING: _("running"),
        baskets.ENDED: _("ended"),
    }
