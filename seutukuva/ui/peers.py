"""The areas of a comparison group by name, each a way to the same view of it."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.peering import Peers
from seutukuva.texts import _
from seutukuva.ui import sheets

# As many columns as there is room for; links in the text's own colour, which suits both themes.
LIST = "columns:9rem;margin:0;padding:0;list-style:none"
LINK = "color:inherit"


def members(peers: Peers, page: str) -> None:
    """The names of the group's areas, to unfold; nothing where it has none.

    Args:
        page: address of the page that shows one of them as the reader's own area.
    """
    if not peers.area_ids:
        return
    found, speak = definitions.load(), texts.language()
    names = {one: selectors.area_name(found, one, speak) for one in peers.area_ids}
    ordered = sorted(names, key=lambda one: formats.sort_key(names[one], speak))
    title = f"{_('Areas of the group')} ({texts.number(len(ordered))})"
    with st.expander(title, icon=":material/groups:", type="compact"):
        items = "".join(f"<li>{_link(page, one, names[one])}</li>" for one in ordered)
        st.html(f'<ul style="{LIST}">{items}</ul>')


def _link(page: str, area_id: str, name: str) -> str:
    """The present view of another area: everything else in the address stays."""
    kept = [
        (key, value)
        for key in st.query_params
        for value in st.query_params.get_all(key)
        if key != "area"
    ]
    address = urlencode([("area", area_id), *kept])
    href = f"{page}?{sheets.escape(address)}"
    return f'<a href="{href}" target="_self" style="{LINK}">{sheets.escape(name)}</a>'
