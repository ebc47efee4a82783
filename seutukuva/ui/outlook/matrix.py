"""Areas by themes and horizons, areas by class, and what several groups say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions.outlook import SCORES
from seutukuva.outlook import cells
from seutukuva.outlook.cells import Cell, Counts, Key
from seutukuva.outlook.register import Mark
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.outlook import drawn, names, rows
from seutukuva.ui.outlook.choosing import Place
from seutukuva.ui.outlook.rows import Row, of_area
from seutukuva.ui.takeaway import take_away_table


def areas(place: Place, every: Sequence[Mark]) -> None:
    """Every area with its nine marks."""
    found = cells.cells(every, place.round, group=place.group)
    ids = areas_of(found)
    st.header(_("All areas, {round}").format(round=names.round_name(place.round)), anchor=False)
    if not found:
        st.caption(_("No area has a mark of this round."))
        return
    told = _("Marks of every area by theme and horizon, {round}").format(
        round=names.round_name(place.round)
    )
    named = names.areas(ids)
    own = [Row(named[one], of_area(found, one)) for one in ids]
    rows.show(own, _("Area"), told, key="outlook_matrix")
    drawn.legend()
    unmarked = [one for one in definitions.load().outlook.areas if one not in ids]
    if unmarked:
        listed = ", ".join(names.areas(unmarked).values())
        st.caption(_("Without a mark of this round: {areas}.").format(areas=listed))


def areas_of(found: Mapping[Key, Cell]) -> list[str]:
    """The areas with a mark, in the programme's order; those it no longer knows last."""
    known = definitions.load().outlook.areas
    marked = {area for area, _theme, _horizon in found}
    return [one for one in known if one in marked] + sorted(marked - set(known))


def counts(place: Place, every: Sequence[Mark]) -> None:
    """How many areas are in each class, by theme and horizon; and the net score."""
    found = cells.cells(every, place.round, group=place.group)
    if not found:
        return
    ids = areas_of(found)
    st.header(_("How many areas in each class"), anchor=False)
    told = _("Number of areas by mark, for each theme and horizon")
    columns = definitions.load().outlook.cells
    counted = {key: cells.counts(found, ids, *key) for key in columns}
    sheets.show([_counted(counted, found, ids, told)])
    st.caption(
        _(
            "An area with marks of several groups counts by their median; one whose groups stand "
            "half and half is between. The net score is the mean of the areas’ marks from −2 to "
            "2: marks are an order, so read it as a sign, not as a size."
        )
    )
    values = _counted_values(counted, found, ids)
    take_away_table(key="outlook_counts", title=told, values=pd.DataFrame(values), alternative=told)


def _counted(
    counted: Mapping[tuple[str, str], Counts],
    found: Mapping[Key, Cell],
    ids: Sequence[str],
    told: str,
) -> sheets.Sheet:
    heads = [_("Theme and horizon"), *(names.marked(one) for one in reversed(SCORES))]
    heads += [_("between"), _("Net score")]
    lines = []
    for (theme, horizon), own in counted.items():
        numbers = [own.by_score[one] for one in reversed(SCORES)]
        figures = [
            sheets.Cell(
                texts.number(n), f"sk-number {drawn.CLASSES[score] if n else 'sk-none'}", head
            )
            for n, score, head in zip(numbers, reversed(SCORES), heads[1:], strict=False)
        ]
        figures.append(sheets.text(texts.number(own.between), css="sk-number", label=heads[-2]))
        net = _net(found, ids, theme, horizon)
        score = "–" if net is None else texts.number(net, 1, signed=True)
        figures.append(sheets.text(score, css="sk-number", label=heads[-1]))
        header = sheets.text(names.short_theme(theme), names.horizon(horizon))
        lines.append(sheets.Line(header, tuple(figures)))
    css = "sk-figures sk-classes sk-needs"
    return sheets.Sheet(told, tuple(map(sheets.text, heads)), tuple(lines), css=css)


def _net(found: Mapping[Key, Cell], ids: Sequence[str], theme: str, horizon: str) -> float | None:
    own = [found[one, theme, horizon] for one in ids if (one, theme, horizon) in found]
    return cells.net_score(sum(cell.median) / 2 for cell in own)


def _counted_values(
    counted: Mapping[tuple[str, str], Counts], found: Mapping[Key, Cell], ids: Sequence[str]
) -> dict[str, list[Any]]:
    keys = list(counted)
    taken: dict[str, list[Any]] = {
        _("Theme"): [names.theme(theme) for theme, _horizon in keys],
        _("Horizon"): [names.horizon(horizon) for _theme, horizon in keys],
    }
    for score in reversed(SCORES):
        taken[names.told(score)] = [counted[key].by_score[score] for key in keys]
    taken[_("between")] = [counted[key].between for key in keys]
    taken[_("Net score")] = [_net(found, ids, *key) for key in keys]
    return taken


def spread(place: Place, every: Sequence[Mark]) -> None:
    """What each group says of the area, where several have given marks."""
    own = [one for one in every if (one.round, one.area) == (place.round, place.area)]
    groups = cells.groups_of(own, definitions.load().outlook.author_groups)
    if len(groups) < 2:
        return
    st.header(_("What each group says"), anchor=False)
    told = _("Marks of each group, {area}, {round}").format(
        area=names.area(place.area), round=names.round_name(place.round)
    )
    whole = of_area(cells.cells(own, place.round), place.area)
    found = [
        Row(names.group(one), of_area(cells.cells(own, place.round, group=one), place.area))
        for one in groups
    ]
    shown = [*found, Row(_("Median"), whole)]
    rows.show(shown, _("Group"), told, key="outlook_groups", css="sk-groups")
    apart = [
        names.both(*key)
        for key in definitions.load().outlook.cells
        if key in whole and whole[key].spread[1] - whole[key].spread[0] > 1
    ]
    if apart:
        words = _("The groups are two classes or more apart in: {marks}.")
        st.caption(words.format(marks="; ".join(apart)))
