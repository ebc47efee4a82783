"""A year of projects: which year, whose, and the summary that their owner goes on writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from seutukuva import definitions, export, selectors, texts
from seutukuva.projects import recorded, register, summaries, summary_text
from seutukuva.projects.model import Deviation, Project, Report
from seutukuva.projects.picture import Picture
from seutukuva.texts import _
from seutukuva.ui import printing, sheets
from seutukuva.ui.fields import plain
from seutukuva.ui.plans.choosing import development_area, one_project, understood
from seutukuva.ui.portfolio.names import development_areas
from seutukuva.ui.takeaway import text_file

YEAR = "year"
_HEIGHT = 420


@dataclass(frozen=True, slots=True)
class Year:
    """What is looked at: a year's projects as they stood on its last day, or today.

    ``reports``, ``deviations``: by the project's key.
    """

    year: int
    on: date
    title: str
    pictures: tuple[Picture, ...]
    reports: dict[str, tuple[Report, ...]]
    deviations: dict[str, tuple[Deviation, ...]]

    def report(self, key: str) -> Report | None:
        """The newest final or interim report of a project in the year."""
        return summaries.newest_report(self.reports.get(key, ()), self.year, self.on)

    def open_deviations(self, key: str) -> list[Deviation]:
        """The deviations of a project that are still to be settled."""
        return [
            one
            for one in self.deviations.get(key, ())
            if one.state in summaries.OPEN and one.noticed <= self.on
        ]


def choose(today: date) -> Year:
    """The selectors, and what they choose."""
    understood()
    with st.container(border=True):
        first, second, third = st.columns([1, 2, 2])
        with second:
            area = development_area()
        with third:
            project = one_project(_("All projects of the year"))
        own = _own(project, area, today)
        with first:
            year = _year(own, today)
    on = min(date(year, 12, 31), today)
    reports, deviations = recorded.reports(), recorded.deviations()
    keys = [one.key for one in own if summaries.is_of_year(one, reports, year)]
    pictures = register.pictures(keys, on) if keys else []
    title = development_areas()[area] if area else _("The region")
    if project and own:
        title = plain(f"{own[0].code} {own[0].name}".strip())
    ordered = sorted(pictures, key=lambda one: (one.project.development_area, one.project.key))
    return Year(year, on, title, tuple(ordered), reports, deviations)


def _own(project: str, area: str, today: date) -> list[Project]:
    found = register.projects([project] if project else None, today)
    return [one for one in found if project or area in ("", one.development_area)]


def _year(own: Sequence[Project], today: date) -> int:
    """The year; at first the newest in which any of the projects ran."""
    options = [str(one) for one in summaries.years(own, today)]
    ran = (one for one in options if any(summaries.is_of_year(each, {}, int(one)) for each in own))
    default = next(ran, options[0])
    return int(selectors.choose_one(YEAR, _("Year"), options, default, str))


def summary(year: Year) -> None:
    """The draft, to be changed on the page and taken away as a file; on paper as it was changed."""
    found = definitions.load()
    told = summaries.summary(year.pictures, year.reports, year.deviations, year.year, found)
    text = summary_text.draft(told, year.title, found)
    # Another choice, or a figure that has changed, has a draft of its own.
    key = f"area_summary_{texts.language()}_{abs(hash(text))}"
    with printing.unprinted("summary"):
        st.caption(
            _(
                "A draft from figures and reports: go on writing, then take it away. It is not "
                "stored here, and leaving the page forgets what was changed."
            )
        )
        written = st.text_area(_("Summary of the year"), value=text, height=_HEIGHT, key=key)
        file_name = export.file_name("project-year", str(year.year), year.title)
        label = _("Take the text away (TXT)")
        text_file(label, written, f"{file_name}.txt", "area_summary_text")
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in written.splitlines() if one.strip())
    sheets.put(f'<div class="sk-paper">{paragraphs}</div>')
