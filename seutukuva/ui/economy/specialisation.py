"""How one-sided an area is, and how unevenly industries lie over the municipalities around."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from seutukuva import definitions, selectors, texts
from seutukuva.economy import comparing, concentration, reading, references, wording
from seutukuva.economy.comparing import Concentrated, Specialisation
from seutukuva.economy.undefined import Number, is_number
from seutukuva.economy.view import View, jobs
from seutukuva.texts import _
from seutukuva.ui.economy.drawing import counted, tabled


def specialisation(view: View) -> None:
    """The measures of both years in words and as a table."""
    there = view.reference.there
    if there is None:
        return
    found = {
        period: comparing.specialisation(own, other)
        for period, own, other in zip((view.first, view.last), view.own, there, strict=True)
    }
    st.markdown(" ".join(wording.specialised(found[view.last], view.reference.name, view.last)))
    _measures(view, found)


def _measures(view: View, found: Mapping[str, Specialisation]) -> None:
    names = {
        "otherwise": _("Would have to be in other industries, %"),
        "krugman": _("Krugman coefficient, 0–2"),
        "gini": _("Gini coefficient of specialisation"),
        "herfindahl": _("Herfindahl index"),
        "normalised": _("Herfindahl index, normalised, 0–1"),
        "alike": _("Equivalent number of industries of equal size"),
        "alike_there": _("The same in the reference area"),
    }
    decimals = {"otherwise": 1, "alike": 1, "alike_there": 1}
    values: dict[str, list[float | str]] = {_("Measure"): list(names.values())}
    shown: dict[str, list[str]] = {_("Measure"): list(names.values())}
    for period, one in found.items():
        figures: list[Number] = [getattr(one, name) for name in names]
        values[period] = [_value(figure) for figure in figures]
        shown[period] = [
            _printed(figure, decimals.get(name, 3))
            for name, figure in zip(names, figures, strict=True)
        ]
    tabled(
        view,
        pd.DataFrame(values, dtype=object),
        pd.DataFrame(shown),
        title=_("Specialisation, {area}").format(area=view.name),
        subtitle=_("reference area: {reference}").format(reference=view.reference.name),
        key="specialisation",
    )


def _value(figure: Number) -> float | str:
    return figure if is_number(figure) else wording.why(figure)


def concentrated(view: View) -> None:
    """Over the municipalities of the sub-region or region: how unevenly each industry lies."""
    found = definitions.load()
    wider, inside = references.parts(
        found, view.area_id, reading.areas(view.structure.id, view.last)
    )
    if not wider:
        st.markdown(_("Too few municipalities around have figures to tell how jobs lie."))
        return
    here = reading.table(view.structure.id, list(inside), view.last)
    tables = {area: jobs(here, area) for area in inside}
    names = selectors.names_apart(found, inside, texts.language())
    by_industry = comparing.concentrations(tables)
    uneven = wording.lies(by_industry, view.short, names)
    st.markdown(" ".join((_told(view, wider, tables, names), uneven)))
    _by_industry(view, by_industry, names, wider)


def _told(
    view: View, wider: str, tables: Mapping[str, comparing.Table], names: Mapping[str, str]
) -> str:
    speak = texts.language()
    every = {area: sum(value or 0.0 for value in one.values()) for area, one in tables.items()}
    largest = max(every, key=lambda one: every[one])
    whole = sum(every.values())
    gini = concentration.gini_normalised(list(every.values()))
    return _(
        "{area}, {period}, {what}: of {n} municipalities with figures {most} has the most, "
        "{share} (Gini coefficient {gini}; 0 is as many in each, 1 all in one)."
    ).format(
        area=selectors.area_name(definitions.load(), wider, speak),
        period=view.last,
        what=counted(view).lower(),
        n=texts.number(len(every)),
        share=wording.percent(100 * every[largest] / whole if whole else 0.0),
        most=names[largest],
        gini=wording.number(gini, 2),
    )


def _by_industry(
    view: View, found: Mapping[str, Concentrated], names: Mapping[str, str], wider: str
) -> None:
    ordered = sorted(found.items(), key=lambda one: (-_size(one[1].hoover), one[0]))
    heads = (
        _("Industry"),
        counted(view),
        _("Would have to be elsewhere, %"),
        _("Gini coefficient"),
        _("Most are in"),
        _("Share there, %"),
    )
    values, shown = [], []
    for name, one in ordered:
        title, most = view.names[name], names[one.most] if one.jobs else "–"
        figures = (one.hoover, one.gini, one.share)
        values.append([title, one.jobs, *map(_value, figures[:2]), most, _value(one.share)])
        printed = [
            _printed(figure, places) for figure, places in zip(figures, (1, 3, 1), strict=True)
        ]
        shown.append([title, texts.number(one.jobs), *printed[:2], most, printed[2]])
    tabled(
        view,
        pd.DataFrame(values, columns=list(heads), dtype=object),
        pd.DataFrame(shown, columns=list(heads)),
        title=_("How unevenly industries lie over municipalities"),
        subtitle=f"{selectors.area_name(definitions.load(), wider, texts.language())}, {view.last}",
        key="concentration",
    )


def _printed(figure: Number, decimals: int) -> str:
    return wording.number(figure, decimals) if is_number(figure) else wording.why(figure)


def _size(figure: Number) -> float:
    return figure if is_number(figure) else -1.0
