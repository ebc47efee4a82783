"""Every indicator of an area: its figure now and at the end of its projection, or why not."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, formats, picture, selectors, texts
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses
from seutukuva.projections import own
from seutukuva.projections.own import Own, Point
from seutukuva.texts import _, ngettext
from seutukuva.ui.projections import names, tables
from seutukuva.ui.projections.tables import Row


def overview(area_id: str) -> None:
    """What is projected of an area, and below it, to be unfolded, what is not.

    Raises:
        MissingProjections: the version was made before projections were calculated.
    """
    found = {one.indicator_id: one for one in own.of_area(area_id)}
    mine = [(one, found[one.id]) for one in picture.available() if one.id in found]
    projected = [(one, each) for one, each in mine if each.points]
    others = [(one, each) for one, each in mine if not each.points]
    if projected:
        _projected(area_id, projected)
    else:
        st.markdown(_("No indicator of this area has an own projection."))
    if others:
        words = ngettext(
            "{n} indicator without a projection, and why",
            "{n} indicators without a projection, and why",
            len(others),
        )
        with st.expander(words.format(n=texts.number(len(others))), icon=":material/block:"):
            _not_projected(area_id, others)


def _projected(area_id: str, rows: Sequence[tuple[Indicator, Own]]) -> None:
    title = _("Projections of {place}").format(place=names.place(area_id))
    columns = (
        _("Indicator"),
        _("Now"),
        _("Newest period"),
        _("Projected"),
        _("Projected for"),
        _("80% from"),
        _("80% to"),
        _("How it is made"),
    )
    now = picture.courses([one for one, _each in rows], [area_id])
    lines = [_line(one, each, now) for one, each in rows]
    notes = [
        _("80% from … to: the span that holds four cases of five."),
        _("Each is projected by itself, from its own figures: together they need not agree."),
    ]
    if any(_furthest(one, each).period[4:] != each.origin[4:] for one, each in rows):
        notes.append(_("Figures by month go up and down with the season: compare like months."))
    tables.put(
        title,
        "projections_of_area",
        columns,
        lines,
        notes,
        place=names.place(area_id),
        indicators=[one for one, _each in rows],
        area_ids=[area_id],
    )


def _line(one: Indicator, each: Own, now: Courses) -> Row:
    newest, last = now.newest(each.area_id, one), _furthest(one, each)
    value = newest.value if newest else None
    cells = (
        (names.figure(one, value), value),
        (names.period(each.origin),) * 2,
        (names.figure(one, last.value), last.value),
        (names.period(last.period),) * 2,
        (names.figure(one, last.low80), last.low80),
        (names.figure(one, last.high80), last.high80),
        (_(names.METHODS[each.method]),) * 2,
    )
    return Row(_name(one), cells, names.address(one.id, each.area_id))


def _furthest(one: Indicator, each: Own) -> Point:
    """The last period shown; of months the last that is the newest's own month, if there is one."""
    seasons = formats.periods_a_year(one.period_kind)
    return each.points[len(each.points) // seasons * seasons - 1]


def _not_projected(area_id: str, rows: Sequence[tuple[Indicator, Own]]) -> None:
    title = _("Not projected, and why")
    columns = (_("Indicator"), _("Newest period"), _("Figures"), _("Why there is no projection"))
    lines = [
        Row(
            _name(one),
            (
                (names.period(each.origin) if each.origin else names.NOTHING,) * 2,
                (texts.number(each.figures), each.figures),
                (_(names.SHORT_REASONS[each.reason]),) * 2,
            ),
            names.address(one.id, area_id),
        )
        for one, each in rows
    ]
    tables.put(title, "not_projected", columns, lines, place=names.place(area_id))


def _name(one: Indicator) -> str:
    return selectors.indicator_name(definitions.load(), one.id, texts.language())
