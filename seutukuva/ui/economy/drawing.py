"""How charts and tables of economic structure stand on a page, with source and what is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, made, store, texts, wording
from seutukuva.charts import ChartSpecification
from seutukuva.economy import reading
from seutukuva.economy.view import View
from seutukuva.export import Code, TakeAway
from seutukuva.texts import _
from seutukuva.ui import figures, sheets
from seutukuva.ui.takeaway import origin, table_taken, take_away


def counted(view: View) -> str:
    """The heading of the figures: jobs where people work, or people where they live."""
    if view.structure.counted == "residence":
        return _("Employed residents")
    return _("Jobs")


def source(view: View) -> str:
    """The sources of a view in one line."""

    def make() -> str:
        found = definitions.load().sources
        lines = [
            wording.source_line(found[row["source_id"]], row, texts.language())
            for row in _origins(view)
            if row["source_id"] in found
        ]
        return "; ".join(dict.fromkeys(lines))

    key = (view.structure.id, view.area_ids, view.first, view.last)
    return made.once(make, "structure sources", *key)


def draw(view: View, specification: ChartSpecification, key: str) -> None:
    """A chart with its words, source, table twin and what one can take away."""
    notes = {"notes": (*specification.notes, *view.caveats)}
    figures.draw_own(
        specification,
        key,
        *view.file,
        key,
        place=view.name,
        areas=view.area_ids,
        also=_own(view) | notes,
    )


def tabled(
    view: View, values: pd.DataFrame, shown: pd.DataFrame, *, title: str, subtitle: str, key: str
) -> None:
    """A table of figures, folded away, the first column naming the rows; one can take it away."""
    columns = tuple(
        sheets.text(str(name), css="sk-number" if at else "")
        for at, name in enumerate(shown.columns)
    )
    lines = tuple(
        sheets.Line(sheets.text(head), tuple(sheets.text(cell, css="sk-number") for cell in cells))
        for head, *cells in shown.to_numpy().tolist()
    )
    with st.expander(title, icon=":material/table:"):
        sheets.show([sheets.Sheet(title, columns, lines, css="sk-figures")])
    told = _("Source: {attribution}").format(attribution=source(view))
    st.caption("  \n".join([*view.notes, told]))

    def taken() -> TakeAway:
        found = table_taken(
            title=title,
            subtitle=subtitle,
            values=values,
            shown=shown,
            place=view.name,
            notes=(*view.notes, *view.caveats),
            area_ids=view.area_ids,
            file_name="-".join((*view.file, key)),
        )
        return replace(found, **_own(view))

    take_away(taken, key=key)


def _own(view: View) -> dict[str, Any]:
    """What a file says of the figures: their sources, and the codes of structure and areas."""
    found, speak = definitions.load(), texts.language()
    rows = [row for row in _origins(view) if row["source_id"] in found.sources]
    origins = tuple(origin(found.sources[row["source_id"]], row, speak) for row in rows)
    structure = view.structure
    codes = [Code("indicator", structure.id, structure.title[speak])]
    codes += [Code("area", one, found.areas[one].name[speak]) for one in view.area_ids]
    return {"origins": tuple(dict.fromkeys(origins)), "codes": tuple(codes)}


def _origins(view: View) -> list[Mapping[str, Any]]:
    """State of the sources that the figures of both years were read or made from."""
    by_year = (
        reading.table(view.structure.id, list(view.area_ids), period)
        for period in (view.first, view.last)
    )
    used = {name for areas in by_year for one in areas.values() for name in one.source_ids}
    return [row for row in store.rows("shared/sources") if row["source_id"] in used]
