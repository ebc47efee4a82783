"""Who has given a summary for the coming round and the ones before, and who has not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.interviews import summaries
from seutukuva.interviews.summaries import Given, Summary
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.summaries import names
from seutukuva.ui.takeaway import take_away_table


def completeness(rows: Sequence[Summary], today: dt.date) -> None:
    """A row an organisation, a column a round; first in a sentence who is missing."""
    wanted = definitions.load().interviewing.summaries_from
    known = summaries.known_rounds(today)
    given = summaries.completeness(rows, wanted, known)
    if not given:
        st.info(_("This programme has not said who writes summaries."), icon=":material/group_off:")
        return
    _in_short([one for one in given if one.organisation in wanted], known[0], today)
    told = _("Summaries given by each organisation for each round.")
    heads = (_("Organisation"), *(names.round_name(one) for one in known))
    lines = tuple(
        sheets.Line(
            sheets.text(names.organisation(one.organisation)),
            tuple(
                sheets.text(
                    _given(n, is_over=at > 0), css="sk-nowrap sk-figure" if at == 0 else "sk-nowrap"
                )
                for at, n in enumerate(one.counts)
            ),
        )
        for one in given
    )
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, heads)), lines)])
    columns = zip(*(one.counts for one in given), strict=True)
    values = {
        heads[0]: [names.organisation(one.organisation) for one in given],
        **dict(zip(heads[1:], map(list, columns), strict=True)),
    }
    take_away_table(
        key="summaries_given",
        title=_("Advisers' summaries by round"),
        values=pd.DataFrame(values),
        alternative=told,
    )


def _in_short(given: Sequence[Given], coming: str, today: dt.date) -> None:
    missing = [names.organisation(one.organisation) for one in given if one.is_missing]
    words = _("For the round of {round}, {n} of {all} have given their summary; {left}.").format(
        round=names.round_name(coming),
        n=len(given) - len(missing),
        all=len(given),
        left=names.left(coming, today),
    )
    if not missing:
        st.success(words, icon=":material/check_circle:")
        return
    lacking = _("Missing: {names}.").format(names=", ".join(missing))
    box = st.warning if summaries.days_left(coming, today) <= 30 else st.info
    box(f"{words} {lacking}", icon=":material/pending_actions:")


def _given(n: int, *, is_over: bool) -> str:
    if not n and is_over:
        return "–"
    if not n:
        return "✗ " + _("missing")
    words = "✓ " + _("given")
    return words if n == 1 else f"{words} ({texts.number(n)})"
