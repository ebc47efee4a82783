"""The project day: each project on a sheet of its own, with its figures, results and what follows.

Made of plain tables and texts, so that it prints as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from seutukuva import definitions, texts
from seutukuva.charts import Achieved, bullet_svg
from seutukuva.charts.bullet_words import Words
from seutukuva.projects.model import Deviation, Project, Report
from seutukuva.projects.picture import Picture
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.fields import own_list
from seutukuva.ui.plans.contributing import taken
from seutukuva.ui.plans.rows import of_picture
from seutukuva.ui.plans.year import Year
from seutukuva.ui.portfolio.names import (
    NOTHING,
    address,
    day,
    development_areas,
    lasts,
    municipalities,
    stands,
)
from seutukuva.ui.projects.names import choice
from seutukuva.ui.takeaway import take_away_table


def day_sheets(year: Year) -> None:
    """Every project of the year, in one piece: between pieces of a page no sheet can be begun."""
    sheets.put("".join(_sheet(one, year) for one in year.pictures))
    take_away_table(
        key="project_day",
        title=f"{_('Project day')}: {year.title}, {year.year}",
        values=pd.DataFrame([_taken(one, year) for one in year.pictures]).astype(object),
        file_name=f"project-day-{year.year}",
    )


def _taken(picture: Picture, year: Year) -> dict[str, str | float | None]:
    report = year.report(picture.project.key)
    return {
        **taken(picture),
        _("Key results"): report.results if report else "",
        _("Proposal for what follows"): report.continuation if report else "",
    }


def _sheet(picture: Picture, year: Year) -> str:
    own = picture.project
    report = year.report(own.key)
    link = f'<a href="{escape(address(own.code))}" target="_self">{escape(_named(own))}</a>'
    parts = (
        f"<h3>{link}</h3>",
        _facts(picture),
        _figures(picture),
        _told(_("Key results"), report.results if report else "", report),
        _told(_("Proposal for what follows"), report.continuation if report else "", report),
        _deviations(year.open_deviations(own.key)),
        _own_words(own, report),
    )
    return f'<section class="sk-day">{"".join(parts)}</section>'


def _named(project: Project) -> str:
    return " ".join(part for part in (project.code, project.name) if part)


def _facts(picture: Picture) -> str:
    own = picture.project
    organisations = own_list("organisation", definitions.load())
    told = (
        (_("Owner"), organisations.get(own.owner, own.owner)),
        (_("Implementer"), own.implementer),
        (_("Development area"), development_areas().get(own.development_area, "")),
        (_("Time"), lasts(own.start, own.end)),
        (_("State"), stands(own.state, own.state_on, own.end, picture.on)),
        (_("Fund"), own.fund),
        (_("Municipalities"), municipalities(own.areas)),
    )
    items = "".join(
        f"<div><dt>{escape(title)}</dt><dd>{escape(words or NOTHING)}</dd></div>"
        for title, words in told
    )
    return f'<dl class="sk-facts">{items}</dl>'


def _figures(picture: Picture) -> str:
    rows = of_picture(picture)
    if not rows:
        return f"<p>{escape(_('Nobody has told any figures by this day.'))}</p>"
    columns = (_("Measure"), _("Realised of planned"), _("Bar"), _("Judgement"))
    lines = tuple(_line(one, columns) for one in rows)
    heads = tuple(sheets.text(one) for one in columns)
    caption = _("Realised of planned, on {day}.").format(day=day(picture.on))
    return sheets.html(sheets.Sheet(caption, heads, lines, css="sk-needs sk-day-figures"))


def _line(one: Achieved, columns: Sequence[str]) -> sheets.Line:
    words = Words(one, texts.language(), _)
    notes = " · ".join(part for part in (words.sexes(), one.words, *words.foreseen()) if part)
    svg = bullet_svg(one, label="")
    drawn = sheets.picture(svg) if svg else NOTHING
    return sheets.Line(
        sheets.text(one.name),
        (
            sheets.text(words.figures(), notes, label=columns[1]),
            sheets.Cell(drawn, label=columns[2]),
            sheets.text(words.judged() or NOTHING, label=columns[3]),
        ),
    )


def _told(title: str, text: str, report: Report | None) -> str:
    """What the report says, in its own words; that it says nothing, where it does not."""
    head = f"<h4>{escape(title)}</h4>"
    if not text.strip():
        return f"{head}<p>{escape(_('No report of the year tells any.'))}</p>"
    whose = ""
    if report:
        came = report.received or report.until
        kind = choice("project_report", "type", report.type)
        whose = f"<small>{escape(f'{kind}, {day(came)}' if came else kind)}</small>"
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in text.splitlines() if one.strip())
    return f"{head}<blockquote>{paragraphs}{whose}</blockquote>"


def _own_words(own: Project, report: Report | None) -> str:
    """The project's summary, where no report of the year has anything newer to say."""
    if not own.summary.strip() or (report and report.results.strip()):
        return ""
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in own.summary.splitlines() if one.strip())
    head = f"<h4>{escape(_('The project in its own words'))}</h4>"
    return f'{head}<div class="sk-words-of">{paragraphs}</div>'


def _deviations(deviations: Sequence[Deviation]) -> str:
    if not deviations:
        return ""
    items = "".join(f"<li>{escape(_deviation(one))}</li>" for one in deviations)
    return f"<h4>{escape(_('Open deviations'))}</h4><ul>{items}</ul>"


def _deviation(one: Deviation) -> str:
    kind = choice("project_deviation", "type", one.type)
    words = f"{kind}: {one.text.rstrip('.')}."
    if one.action:
        words = f"{words} {_('Action: {text}').format(text=one.action)}"
    return words
