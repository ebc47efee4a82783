"""The clock in the reader's own calendar: a file, and an address to subscribe to."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import streamlit as st

from seutukuva import texts
from seutukuva.texts import _
from seutukuva.ui.takeaway import calendar
from seutukuva.yearly_clock import feed


def subscribing(today: dt.date) -> None:
    """The address, and the same once as a file."""
    st.markdown(
        _(
            "Subscribe to the address in your own calendar: it then follows the clock and the days "
            "that are agreed. It tells days and deadlines, nothing of who is late."
        )
    )
    st.code(address(), language=None, wrap_lines=True)
    calendar(
        _("Calendar file (iCalendar)"),
        feed.maker(texts.language(), today),
        feed.FILE,
        key="calendar_file",
    )


def address() -> str:
    """Where the calendar is, as whole as it is known here."""
    path = f"/{feed.FILE}?lang={texts.language()}"
    if not st.context.url:
        return path
    found = urlsplit(st.context.url)
    # Behind a proxy the pages may lie further down; the last part is the page itself.
    folder = found.path.rpartition("/")[0]
    return f"{found.scheme}://{found.netloc}{folder}{path}"
