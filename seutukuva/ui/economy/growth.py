"""What the change of an area's jobs came from: shift-share on a page, in words and bars."""

from __future__ import annotations

import streamlit as st

from seutukuva import charts, selectors, texts
from seutukuva.charts import ChartSpecification, Part, PartFigure, PartsAbout
from seutukuva.economy import comparing, wording
from seutukuva.economy.comparing import Growth
from seutukuva.economy.quotients import FEW_JOBS
from seutukuva.economy.shift_share import Effects, ShiftShare, Split
from seutukuva.economy.summaries import not_comparable, parts_told
from seutukuva.economy.undefined import Number, Undefined, is_number
from seutukuva.economy.view import View
from seutukuva.texts import _
from seutukuva.ui import printing
from seutukuva.ui.economy.drawing import draw, source
from seutukuva.ui.economy.industries import few_told, figure, unlabelled

CLASSIC, ESTEBAN = "classic", "esteban"
# Per cent of the reference from which on the area draws it noticeably towards itself.
LARGE_PART = 5.0


def growth(view: View) -> None:
    """Sentences, the parts of the change, and each industry's."""
    there = view.reference.there
    if there is None or view.first == view.last:
        st.markdown(_("Choose two different years: growth needs both."))
        return
    if view.broken:
        st.markdown(not_comparable(view))
        return
    found = comparing.growth(view.own, there)
    st.markdown(" ".join(parts_told(view, found)))
    if isinstance(found.parts, Undefined):
        return
    with printing.unprinted("split"):
        form = selectors.choose_one(
            "split", _("Parts of the change"), (CLASSIC, ESTEBAN), CLASSIC, _form_name
        )
    if form == ESTEBAN:
        st.markdown(wording.allocated(found.parts, view.short))
    draw(view, change_chart(view, found, found.parts, form), "change")
    st.subheader(_("By industry"), anchor=False)
    draw(view, industries_chart(view, found.parts, form), "by_industry")


def _form_name(form: str) -> str:
    if form == ESTEBAN:
        return _("Own development split further (Esteban)")
    return _("Three parts (classic shift-share)")


def change_chart(view: View, found: Growth, parts: ShiftShare, form: str) -> ChartSpecification:
    """The change and its parts as bars from zero; the parts make up the change.

    Args:
        parts: those of ``found``.
        form: ``CLASSIC`` or ``ESTEBAN``.
    """
    total = parts.total
    rows = [
        _row("change", _("Change"), found.after - found.before, is_whole=True),
        _row("national", _("Growth of the reference area"), total.national),
        _row("mix", _("The area’s industries"), total.mix),
    ]
    if form == ESTEBAN:
        rows += [
            _row(
                "competitive",
                _("Own development, as if with the reference area’s industries"),
                parts.split.regional,
            ),
            _row("allocation", _("Having more of what does better here"), parts.split.allocation),
        ]
    else:
        rows.append(_row("regional", _("The area’s own development"), total.regional))
    if found.unknown is not None:
        rows.append(_row("unknown", _("Of unknown industry"), found.unknown))
    about = PartsAbout(
        title=_("What the change came from, {area}").format(area=view.name),
        subtitle=_subtitle(view),
        unit=view.structure.unit[texts.language()],
        columns=(_("Part of the change"), view.structure.unit[texts.language()]),
        drawn=0,
        language=texts.language(),
        source=source(view),
        notes=(*_notes(view, parts, form), *view.notes),
        has_whole=True,
    )
    return charts.parts(rows, about, _=_)


def _subtitle(view: View) -> str:
    years = f"{view.first}–{view.last}"
    beside = _("reference area: {reference}").format(reference=view.reference.name)
    return f"{view.structure.title[texts.language()]}, {years}, {beside}"


def _notes(view: View, parts: ShiftShare, form: str) -> list[str]:
    notes = [_("The parts add up to the change; rounded, they may miss it by one or two.")]
    if view.within >= LARGE_PART:
        told = _(
            "The area is itself {share} of the reference area ({year}), and so differs less from "
            "it than from the rest."
        )
        notes.append(told.format(share=wording.percent(view.within), year=view.last))
    if form == ESTEBAN:
        notes.append(
            _(
                "Split after Esteban-Marquillas (1972): an industry that the area did not have at "
                "first has no rate of growth, and the split is then not defined."
            )
        )
        return notes
    indices = parts.indices
    if all(is_number(one) for one in indices):
        notes.append(
            _(
                "As indices (1 is as in the reference area): industries {structure}, own "
                "development {region}, together {whole}."
            ).format(
                structure=wording.number(indices.structure, 3),
                region=wording.number(indices.region, 3),
                whole=wording.number(indices.whole, 3),
            )
        )
    return notes


def _row(key: str, name: str, value: Number, *, is_whole: bool = False) -> Part:
    shown = figure(value, signed=True)
    text = f"{name}: {shown.text(texts.language())}"
    at = value if is_number(value) else None
    return Part(key, name, (shown,), text, at, label=unlabelled(value), is_whole=is_whole)


def industries_chart(view: View, parts: ShiftShare, form: str) -> ChartSpecification:
    """Bars of each industry's own development; the table has its other parts, too."""
    ordered = sorted(parts.industries.items(), key=lambda one: (-_size(one[1].regional), one[0]))
    small = {name for name, one in ordered if max(one.before, one.after) < FEW_JOBS}
    rows = [
        _industry(name, one, parts.splits[name], view, form, is_small=name in small)
        for name, one in ordered
    ]
    columns = [
        _("Industry"),
        _("Own development"),
        view.first,
        view.last,
        _("Change"),
        _("As the reference area grew"),
        _("Because the industry grew otherwise"),
    ]
    if form == ESTEBAN:
        columns += [
            _("Own development, as if with the reference area’s industries"),
            _("Having more of what does better here"),
        ]
    about = PartsAbout(
        title=_("Own development by industry, {area}").format(area=view.name),
        subtitle=_subtitle(view),
        unit=view.structure.unit[texts.language()],
        columns=tuple(columns),
        drawn=0,
        language=texts.language(),
        source=source(view),
        notes=(
            _(
                "To the right the industry did better here than in the reference area, to the "
                "left worse: the difference in number. The table has the other parts of its change."
            ),
            *([few_told()] if small else []),
            *view.notes,
        ),
    )
    return charts.parts(rows, about, _=_)


def _industry(
    name: str, one: Effects, split: Split, view: View, form: str, *, is_small: bool
) -> Part:
    title = view.names[name]
    shown = figure(one.regional, signed=True)
    figures = [
        shown,
        PartFigure(one.before),
        PartFigure(one.after),
        PartFigure(one.change, is_signed=True),
        figure(one.national, signed=True),
        figure(one.mix, signed=True),
    ]
    if form == ESTEBAN:
        figures += [figure(split.regional, signed=True), figure(split.allocation, signed=True)]
    change = figures[3].text(texts.language())
    text = f"{title}: {shown.text(texts.language())} ({_('Change').lower()} {change})"
    text += f"; {_('few persons or jobs')}" if is_small else ""
    at = one.regional if is_number(one.regional) else None
    return Part(
        name,
        title,
        tuple(figures),
        text,
        at,
        label=unlabelled(one.regional),
        short=view.short[name],
        is_faint=is_small,
    )


def _size(value: Number) -> float:
    return value if is_number(value) else float("-inf")
