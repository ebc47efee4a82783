"""The monthly series that cannot be watched, and what each of them lacks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.signals.watch import BROKEN, FEW, GAP, OLD, Watch, Watched
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.signals import names
from seutukuva.ui.signals.watching import place, title
from seutukuva.ui.takeaway import take_away_table


def unwatched(seen: Watch) -> None:
    """A row for each indicator and reason, with the areas that it holds for."""
    groups = grouped([one for one in seen.series if one.reason])
    if not groups:
        return
    n = sum(map(len, groups))
    words = ngettext(
        "{n} series that cannot be watched", "{n} series that cannot be watched", n
    ).format(n=texts.number(n))
    with st.expander(words, icon=":material/visibility_off:"):
        columns = (_("Indicator"), _("Why not"), _("Months in a row"), _("Areas"))
        rows = [_row(group) for group in groups]
        lines = tuple(
            sheets.Line(
                sheets.text(row[0]),
                tuple(
                    sheets.text(cell, label=name)
                    for cell, name in zip(row[1:], columns[1:], strict=True)
                ),
            )
            for row in rows
        )
        told = _("Monthly series without limits, and why they have none.")
        sheets.show([sheets.Sheet(told, tuple(map(sheets.text, columns)), lines, css="sk-needs")])
        take_away_table(
            key="signal_unwatched",
            title=_("Series that cannot be watched"),
            values=pd.DataFrame(rows, columns=list(columns)),
            alternative=told,
        )


def grouped(series: Sequence[Watched]) -> list[list[Watched]]:
    """Series of the same indicator that lack the same."""
    groups: dict[tuple[object, ...], list[Watched]] = {}
    for one in series:
        key = (one.indicator_id, one.reason, one.stretch, one.earlier)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _row(group: Sequence[Watched]) -> tuple[str, str, str, str]:
    one = group[0]
    in_a_row = _("{figures} of {needed}").format(
        figures=texts.number(one.figures), needed=texts.number(one.needed)
    )
    return (
        title(one.indicator_id),
        why(one),
        in_a_row if one.needed else names.NOTHING,
        ", ".join(place(each.area_id) for each in group),
    )


def why(one: Watched) -> str:
    """What a series lacks, in a sentence."""
    newest = names.month(one.newest)
    first = names.month(one.stretch[0])
    if one.reason == GAP:
        words = _(
            "There is no figure between {earlier} and {first}: no limits are drawn over a gap, "
            "and those from before it say nothing of now."
        )
        return words.format(earlier=names.month(one.earlier), first=first)
    if one.reason == BROKEN:
        words = _("From {first} on it is counted in another way: there are too few months since.")
        return words.format(first=first)
    if one.reason == OLD:
        return _("Its newest figure is of {month}: it says nothing of now.").format(month=newest)
    if one.reason == FEW and one.figures > 1:
        return _("Figures from {first} on are too few.").format(first=first)
    if one.reason == FEW:
        return _("There is one month only, {month}.").format(month=newest)
    return _("There is no figure.")
