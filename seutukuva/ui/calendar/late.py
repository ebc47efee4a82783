"""What is late, under whose it is, each with a way to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.calendar import names
from seutukuva.ui.takeaway import take_away_table
from seutukuva.yearly_clock.lateness import SUBJECTS, AllLate, Late


def late_matters(late: AllLate) -> None:
    """A row a matter, whose it is first; what could not be seen is said."""
    if late.unseen:
        what = ", ".join(_(SUBJECTS[one]) for one in late.unseen)
        words = _("Not told here, as it is confidential or cannot be read: {what}.")
        st.caption(words.format(what=what))
    if not late.rows:
        st.success(_("Nothing is late."), icon=":material/task_alt:")
        return
    rows = _by_owner(late)
    told = _("What is late, by whose it is, what waits longest first.")
    heads = (_("Whose"), _("What"), _("Should have been done"), _("Mend it"))
    lines = tuple(_line(who, one, heads) for who, one in rows)
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, heads)), lines, css="sk-needs")])
    values = {
        _("Whose"): [names.organisation(who) for who, _one in rows],
        _("Subject"): [_(SUBJECTS[one.subject]) for _who, one in rows],
        _("What"): [one.words for _who, one in rows],
        _("Since"): [names.day(one.since) for _who, one in rows],
        _("Days"): [one.days for _who, one in rows],
    }
    take_away_table(
        key="late_matters",
        title=_("What is late"),
        values=pd.DataFrame(values),
        alternative=told,
        file_name="late",
    )


def _by_owner(late: AllLate) -> list[tuple[str, Late]]:
    """Each matter under everybody whose it is."""
    return [(who, one) for who in late.owners for one in late.rows if who in (one.owners or ("",))]


def _line(who: str, one: Late, heads: Sequence[str]) -> sheets.Line:
    href, where = escape(names.address(one.page)), escape(_(SUBJECTS[one.subject]))
    link = f'<a href="{href}" target="_self">{where}</a>'
    late = f'<small class="sk-late">! {escape(names.days_late(one.days))}</small>'
    return sheets.Line(
        sheets.text(names.organisation(who)),
        (
            sheets.text(one.words, label=heads[1]),
            sheets.Cell(f"{escape(names.day(one.since))}{late}", label=heads[2]),
            sheets.Cell(link, label=heads[3]),
        ),
    )
