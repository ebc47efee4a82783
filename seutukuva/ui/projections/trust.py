"""How far our own projection can be trusted: its tests in sentences, and by years ahead."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import formats, texts
from seutukuva.projections import own
from seutukuva.projections.own import Own, Skill
from seutukuva.texts import N_, _
from seutukuva.ui.projections import names, sentences, tables
from seutukuva.ui.projections.tables import Cell, Row
from seutukuva.ui.projections.view import View

_HOW = N_(
    "The projection goes on as the series has gone: it knows nothing of decisions, of new firms or "
    "of ages. Each series is projected from many moments of its past with what was known then, and "
    "held against what came; the way that did best is taken. It is always compared with the "
    "assumption that nothing changes (of months: as the same month a year before), and shown only "
    "as far ahead as it is better. The spans are as wide as the errors of the tests were."
)
_ERROR = N_(
    "Error: mean absolute scaled error (MASE). 1 is as large as the usual change from one year to "
    "the next; smaller is better. Spans should hold 80 and 95 of a hundred. Tests of neighbouring "
    "periods overlap: many of them are worth less than their number."
)


def trust(view: View) -> None:
    """The tests of the projection; nothing more than a sentence where there is none."""
    one = view.own
    if one is None or not one.points:
        st.markdown(_("There is no own projection here that could be tested."))
        return
    skills = own.skill(view.indicator.id, one.pool)
    told = (
        sentences.tested(one),
        sentences.covered(skills, one, view.indicator.period_kind),
        sentences.made(one),
    )
    st.markdown("\n".join(f"- {each}" for each in told if each))
    if skills:
        _skill_table(view, one, skills)
    with st.expander(_("How the projection is made and tested"), icon=":material/help:"):
        st.markdown(_(_HOW))


def _skill_table(view: View, one: Own, skills: Sequence[Skill]) -> None:
    title = _("Tests by how far ahead: {pool}").format(pool=_(names.POOLS[one.pool]))
    columns = (
        _("Ahead"),
        _("Error of the projection"),
        _("Error if nothing changed"),
        _("Smaller by"),
        _("80% span held"),
        _("95% span held"),
        _("Projected figures tested"),
        _("Shown for this area"),
    )
    rows = [_row(view, one, each) for each in skills]
    st.subheader(title, anchor=False)
    tables.put(
        title,
        "projection_skill",
        columns,
        rows,
        [_(_ERROR)],
        subtitle=view.indicator.label(texts.language()),
        indicators=[view.indicator],
        area_ids=[view.area_id],
    )


def _row(view: View, one: Own, each: Skill) -> Row:
    smaller = 1 - each.mase / each.mase_naive if each.mase_naive else None
    cells: tuple[Cell, ...] = (
        (texts.number(each.mase, 2), each.mase),
        (texts.number(each.mase_naive, 2), each.mase_naive),
        _percent(smaller),
        _percent(each.coverage80),
        _percent(each.coverage95),
        (texts.number(each.errors), each.errors),
        _yes(each.horizon <= one.shown),
    )
    ahead = names.ahead(each.horizon, view.indicator.period_kind)
    return Row(ahead.replace(" ", formats.NBSP), cells)


def _percent(share: float | None) -> Cell:
    return names.percent(share), None if share is None else 100 * share


def _yes(is_shown: bool) -> Cell:
    words = _("yes") if is_shown else _("no")
    return words, words
