"""One area's marks of a round, with every group's reasons; and one mark looked at closely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import access, definitions, store, texts
from seutukuva.definitions.outlook import HORIZONS
from seutukuva.outlook import cells, register
from seutukuva.outlook.cells import Cell
from seutukuva.outlook.register import Mark
from seutukuva.texts import _
from seutukuva.ui import entry, opening, sheets, versions
from seutukuva.ui.fields import plain
from seutukuva.ui.outlook import drawn, evidence, names
from seutukuva.ui.outlook.choosing import Place
from seutukuva.ui.takeaway import take_away_table

OPENED = "mark"


def area_marks(place: Place, every: Sequence[Mark]) -> None:
    """Three themes by three horizons: the mark of each, and why."""
    found = cells.cells(every, place.round, group=place.group)
    own = {key: cell for key, cell in found.items() if key[0] == place.area}
    what = _("Marks of {area}, {round}").format(
        area=names.area(place.area), round=names.round_name(place.round)
    )
    st.header(what, anchor=False)
    if not own:
        st.info(
            _("Nobody has given marks for this area and round yet."), icon=":material/edit_note:"
        )
        return
    before = cells.before(place.round, [one for one in every if one.area == place.area])
    earlier = cells.cells(every, before, group=place.group)
    sheets.show([_sheet(place, own, earlier, before, what)])
    drawn.legend()
    rows = [one for cell in own.values() for one in cell.marks]
    take_away_table(
        key="outlook_area",
        title=what,
        values=pd.DataFrame(marks_table(rows)),
        alternative=what,
        area_ids=(),
    )


def _sheet(
    place: Place,
    own: Mapping[cells.Key, Cell],
    earlier: Mapping[cells.Key, Cell],
    before: str,
    what: str,
) -> sheets.Sheet:
    heads = (sheets.text(_("Theme")), *(sheets.text(names.horizon(one)) for one in HORIZONS))
    lines = tuple(
        sheets.Line(
            sheets.text(names.theme(theme)),
            tuple(
                _cell(
                    own.get((place.area, theme, one)),
                    earlier.get((place.area, theme, one)),
                    before,
                    one,
                )
                for one in HORIZONS
            ),
        )
        for theme in definitions.load().outlook.themes
    )
    return sheets.Sheet(what, heads, lines, css="sk-needs sk-reasons")


def _cell(cell: Cell | None, earlier: Cell | None, before: str, horizon: str) -> sheets.Cell:
    label = names.horizon(horizon)
    if cell is None:
        return sheets.Cell(f"<small>{escape(_('no mark'))}</small>", "sk-none", label)
    parts = []
    if cell.n > 1:
        words = _("Median of {n} groups: {sign} {words}").format(
            n=texts.number(cell.n), sign=names.of_cell(cell), words=names.cell_words(cell)
        )
        parts.append(f"<p><b>{escape(words)}</b></p>")
    for one in cell.marks:
        who = escape(names.short_group(one.group))
        rests = evidence.stood(one.evidence, one.stood)
        small = f"<small>{escape(_('Evidence'))}: {escape(rests)}</small>" if rests else ""
        parts.append(
            f"<div>{drawn.signed(one.score)} {who}<p>{escape(one.reason)}</p>{small}</div>"
        )
    if earlier is not None:
        words = f"{names.of_cell(earlier)} {names.cell_words(earlier)}"
        parts.append(f"<small>{escape(names.round_name(before))}: {escape(words)}</small>")
    return sheets.Cell("".join(parts), "", label)


def marks_table(rows: Sequence[Mark]) -> dict[str, list[Any]]:
    """Marks for a file, one a row."""
    return {
        _("Round"): [one.round for one in rows],
        _("Area"): [names.area(one.area) for one in rows],
        _("Theme"): [names.theme(one.theme) for one in rows],
        _("Horizon"): [names.horizon(one.horizon) for one in rows],
        _("Author group"): [names.group(one.group) for one in rows],
        _("Score"): [one.score for one in rows],
        _("Mark"): [names.told(one.score) for one in rows],
        _("Reason"): [one.reason for one in rows],
        _("Evidence"): [evidence.stood(one.evidence, one.stood) for one in rows],
    }


def closely(place: Place, every: Sequence[Mark]) -> None:
    """One mark: its history, and the way to take it back."""
    entry.notice(register.KIND)
    own = [one for one in every if (one.round, one.area) == (place.round, place.area)]
    titles = {
        one.id: f"{names.both(one.theme, one.horizon)}: "
        f"{names.SIGNS[one.score]} ({names.short_group(one.group)})"
        for one in own
    }
    chosen = opening.opened(OPENED, _("Mark to open"), titles, _("Choose a mark"))
    if not chosen:
        return
    history = store.history(chosen)
    st.subheader(plain(titles[chosen]), anchor=False)
    kind = definitions.load().kinds[register.KIND]
    versions.version_table(
        kind,
        versions.of_entries(history),
        _in_words,
        told=_("Every version of the mark, the newest first."),
        key="outlook_versions",
    )
    if access.may_enter(register.KIND, history[-1].body):
        with st.expander(_("Take this mark back"), icon=":material/delete:"):
            entry.withdrawal(history[-1], register.SOURCE)


def _in_words(version: Mapping[str, Any]) -> dict[str, Any]:
    """A version without what is kept for programs."""
    known = {name: version.get(name) for name in ("score", "reason")}
    return {**version, "round": None, "theme": None, "evidence": None, "figures": None, **known}
