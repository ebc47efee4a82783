"""The chart of planned and realised figures, for one project and for several together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import streamlit as st

from seutukuva import charts, definitions, texts
from seutukuva.charts import ChartSpecification
from seutukuva.projects import summaries
from seutukuva.projects.model import RECORDED
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined
from seutukuva.texts import _
from seutukuva.ui.figures import draw_own
from seutukuva.ui.plans.rows import of_combined, of_picture
from seutukuva.ui.portfolio.names import day, reported
from seutukuva.ui.projects import names


def chart(picture: Picture, title: str, key: str) -> None:
    """One project's planned and realised figures; says so where it has none.

    Args:
        key: unlike any other on the page; also in the names of files.
    """
    if not picture.rows:
        _nothing()
        return
    draw_own(specification(picture, title), key, key, place=title)


def sum_chart(combined: Combined, pictures: Iterable[Picture], title: str, key: str) -> None:
    """What several projects had planned and realised together; otherwise as ``chart``.

    Args:
        pictures: those of the same projects: how much of their time has gone.
    """
    if not combined.rows:
        _nothing()
        return
    draw_own(sum_specification(combined, pictures, title), key, key, place=title)


def specification(picture: Picture, title: str) -> ChartSpecification:
    """The chart of one project."""
    return charts.bullets(
        of_picture(picture),
        title=title,
        subtitle=_subtitle(picture.on),
        language=texts.language(),
        source=sources([picture]),
        _=_,
    )


def sum_specification(
    combined: Combined, pictures: Iterable[Picture], title: str
) -> ChartSpecification:
    """The chart of several projects together."""
    own = list(pictures)
    told = reported(combined.reported, combined.projects)
    return charts.bullets(
        of_combined(combined, summaries.elapsed(own)),
        title=title,
        subtitle=f"{_subtitle(combined.on)} {told}.",
        language=texts.language(),
        source=sources(own),
        notes=_counted_twice(combined),
        _=_,
    )


def _subtitle(on: date | None) -> str:
    return _("Realised of planned, on {day}.").format(day=day(on))


def _counted_twice(combined: Combined) -> list[str]:
    if not any(row.measure.is_persons for row in combined.rows):
        return []
    return [
        _(
            "One person may take part in several projects: figures of several projects are "
            "participations and not persons."
        )
    ]


def sources(pictures: Iterable[Picture]) -> str:
    """Where the figures come from, in one line: sources, accepted lists, what was entered."""
    figures = (
        figure
        for one in pictures
        for row in one.rows
        for figure in (row.planned, row.realised, row.forecast)
        if figure
    )
    # Each list once, however many figures it tells: what it is called is asked of the log.
    places = {(one.origin, "" if one.origin == RECORDED else one.source): None for one in figures}
    return "; ".join(dict.fromkeys(_source(*one) for one in places))


def _source(origin: str, own_id: str) -> str:
    if origin == RECORDED:
        return _("entries of those who follow the projects")
    known = definitions.load().sources.get(own_id)
    return known.attribution[texts.language()] if known else names.source(own_id)


def _nothing() -> None:
    st.info(_("Nobody has told any figures by this day."), icon=":material/inbox:")
