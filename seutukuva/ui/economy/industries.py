"""The industries of an area on a page: their shares and location quotients."""

from __future__ import annotations

import math

import streamlit as st

from seutukuva import charts, texts
from seutukuva.charts import ChartSpecification, Part, PartFigure, PartsAbout
from seutukuva.definitions.structures import UNKNOWN_INDUSTRY
from seutukuva.economy import comparing, wording
from seutukuva.economy.comparing import Industry
from seutukuva.economy.quotients import FEW_JOBS
from seutukuva.economy.undefined import Number, is_number
from seutukuva.economy.view import View
from seutukuva.texts import _
from seutukuva.ui.economy.drawing import counted, draw, source

# A bar of eight times as common, or an eighth, is as long as one that goes beyond.
_LONGEST = 3.0


def industries(view: View) -> None:
    """What the area lives from: each industry's share of jobs, beside the reference."""
    found = comparing.beside(view.own.after, view.reference.there)
    told = wording.lives_from(found, view.short, view.name, view.last)
    st.markdown(
        told or _("No industry has a figure in both areas in {year}.").format(year=view.last)
    )
    if told:
        draw(view, shares_chart(view, found), "shares")


def quotients(view: View) -> None:
    """Of which industries the area has more than the reference."""
    found = comparing.beside(view.own.after, view.reference.there)
    st.markdown(wording.more_common(found, view.short, view.reference.name))
    draw(view, quotients_chart(view, found), "quotients")


def shares_chart(view: View, found: dict[str, Industry]) -> ChartSpecification:
    """Bars of each industry's share of jobs, with a line at that of the reference."""
    has_reference = view.reference.there is not None
    rows = [_share(name, one, view, has_reference) for name, one in found.items()]
    columns = [_("Industry"), counted(view), _("Share, %")]
    notes = list(view.notes)
    if has_reference:
        columns += [
            _("Share in the reference area, %"),
            _("Difference, percentage points"),
        ]
        notes.insert(
            0,
            _("Bar: {area}. Upright line, and the figure in brackets: {reference}.").format(
                area=view.name, reference=view.reference.name
            ),
        )
    about = PartsAbout(
        title=_("Industries’ shares, {area}").format(area=view.name),
        subtitle=f"{view.structure.title[texts.language()]}, {view.last}, %",
        unit="%",
        columns=tuple(columns),
        drawn=1,
        language=texts.language(),
        source=source(view),
        notes=tuple(notes),
    )
    return charts.parts(rows, about, _=_)


def _share(name: str, one: Industry, view: View, has_reference: bool) -> Part:
    title = view.names[name]
    figures = [PartFigure(one.jobs), _percent(one.share)]
    text = f"{title}: {wording.percent(one.share)}"
    mark, label = None, ""
    if has_reference:
        difference = (
            one.share - one.there if is_number(one.share) and is_number(one.there) else None
        )
        figures += [_percent(one.there), PartFigure(difference, 1, is_signed=True)]
        text += f", {view.reference.name} {wording.percent(one.there)}"
        mark = one.there if is_number(one.there) else None
        label = f"{wording.number(one.share, 1)} ({wording.number(one.there, 1)})"
    at = one.share if is_number(one.share) else None
    return Part(name, title, tuple(figures), text, at, mark, label, view.short[name])


def _percent(value: Number) -> PartFigure:
    return figure(value, 1, "%")


def figure(value: Number, decimals: int = 0, unit: str = "", *, signed: bool = False) -> PartFigure:
    """A figure of a chart or its table; where it is not defined, the reason."""
    if is_number(value):
        return PartFigure(value, decimals, unit, signed)
    return PartFigure(None, words=wording.why(value))


def unlabelled(value: Number) -> str:
    """What stands in place of a bar: the reason itself is longer, and in the table."""
    return "" if is_number(value) else _("not defined")


def few_told() -> str:
    """What a hollow bar means."""
    return _("Hollow bar: fewer than {n} persons or jobs.").format(n=texts.number(FEW_JOBS))


def quotients_chart(view: View, found: dict[str, Industry]) -> ChartSpecification:
    """Bars from 1, as common as in the reference; twice is as long as half."""
    known = {name: one for name, one in found.items() if name != UNKNOWN_INDUSTRY}
    ordered = sorted(known.items(), key=lambda pair: (-_size(pair[1].quotient.value), pair[0]))
    has_small = any(one.quotient.is_small for one in known.values())
    columns = [_("Industry"), _("Location quotient"), counted(view)]
    notes = [
        _(
            "The line in the middle is 1: the industry has the same share as in the "
            "reference area ({reference}). To the right more, to the left less; twice as much is "
            "as far from the line as half."
        ).format(reference=view.reference.name),
        *([few_told()] if has_small else []),
    ]
    about = PartsAbout(
        title=_("Location quotients, {area}").format(area=view.name),
        subtitle=f"{view.structure.title[texts.language()]}, {view.last}",
        unit="",
        # What is hollow in the drawing has to be said in the table, too.
        columns=(*columns, *([_("Note")] if has_small else [])),
        drawn=0,
        language=texts.language(),
        source=source(view),
        notes=(*notes, *view.notes),
        low=-_LONGEST,
        high=_LONGEST,
    )
    return charts.parts(
        [_quotient(name, one, view, has_small) for name, one in ordered], about, _=_
    )


def _size(value: Number) -> float:
    return value if is_number(value) else -1.0


def _quotient(name: str, one: Industry, view: View, has_note: bool) -> Part:
    title, quotient = view.names[name], one.quotient
    value = quotient.value
    small = _("few persons or jobs") if quotient.is_small else ""
    at = None
    if is_number(value):
        # None at all is infinitely far below; the bar is cut and its figure says it.
        at = math.log2(value) if value > 0 else -2 * _LONGEST
    shown = figure(value, 2)
    jobs = f"{counted(view)}: {texts.number(quotient.jobs)}"
    text = "; ".join(
        part for part in (f"{title}: {shown.text(texts.language())}", jobs, small) if part
    )
    note = [PartFigure(None, words=small)] if has_note else []
    figures = (shown, PartFigure(quotient.jobs), *note)
    small_name = view.short[name]
    return Part(
        name,
        title,
        figures,
        text,
        at,
        label=unlabelled(value),
        short=small_name,
        is_faint=quotient.is_small,
    )
