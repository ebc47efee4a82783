"""The analysis as a document to take away, in a language of one's own choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from seutukuva import definitions, export, formats, store, texts
from seutukuva.editions import citing
from seutukuva.export import documents
from seutukuva.export.documents import (
    Block,
    Break,
    Bullets,
    Document,
    Figure,
    Grid,
    Heading,
    Notice,
    Paragraph,
    Quotation,
    Small,
)
from seutukuva.impact import analysis, answers, statements, told
from seutukuva.impact.answers import Matrix
from seutukuva.impact.model import Analysis, Listing, Section
from seutukuva.impact.statements import Statement
from seutukuva.impact.told import Rows
from seutukuva.projects import register
from seutukuva.projects.model import Project
from seutukuva.texts import _

# The first column names what the others are figures of; the last names an area, too.
_NAMING, _FIGURES, _LAST = 2.8, 1.6, 2.1


def pdf(area_id: str, language: str, link: str = "") -> bytes:
    """The analysis of an area as PDF, in any language, whatever that of the page.

    Raises:
        MissingData: nothing has been published.
        RecordsError: what people have entered cannot be read.
        DocumentError: it cannot be typeset.
    """
    return documents.pdf(document(area_id, language, link))


def document(area_id: str, language: str, link: str = "") -> Document:
    """The same, not yet typeset.

    Args:
        link: full address of the page; "" where it is not known.
    """
    with texts.speaking(language):
        own = statements.of_area(area_id)
        projects = projects_of(own)
        known = analysis.analysis(area_id)
        found = matrix(own, projects)
        version = store.current_version().id
        taken = formats.date(dt.date.today(), language)
        title = _("Consequence analysis: {area}").format(area=known.name)
        return Document(
            title=title,
            language=language,
            file_name=file_name(area_id, language),
            subtitle=_(
                "What has become of the area in ten years, where does it lead in the next ten, "
                "and what does the plan answer?"
            ),
            footer=_("{title} · data version {version} · {date}").format(
                title=title, version=citing.cited(version[:8]), date=taken
            ),
            blocks=(
                *_in_short(known, found),
                *_analysed(known),
                *_boxes(own, projects),
                *_answered(found),
                *_origins(known, version, taken, link),
            ),
        )


def file_name(area_id: str, language: str) -> str:
    """Of the document, without ending."""
    code = definitions.load().areas[area_id].code
    version = store.current_version().id[:8]
    return export.file_name("impact", code, language, version, citing.file_part())


def projects_of(own: Sequence[Statement]) -> dict[str, Project]:
    """The projects that conclusions name, by key, as far as the register knows them."""
    codes = [code for one in own for code in one.projects]
    return {one.key: one for one in register.projects(codes)} if codes else {}


def matrix(own: Sequence[Statement], projects: dict[str, Project]) -> Matrix:
    """What answers the challenges, over all development areas of the programme."""
    areas = [one.code for one in definitions.load().programme.development_areas]
    return answers.matrix(own, projects, areas)


def _in_short(known: Analysis, found: Matrix) -> Iterator[Block]:
    if lines := known.in_short:
        yield Heading(_("In short"))
        yield Bullets((*lines, told.in_short(found)))


def _analysed(known: Analysis) -> Iterator[Block]:
    for title, sections in (
        (_("The last ten years"), known.past),
        (_("The next ten years"), known.ahead),
    ):
        yield Heading(title)
        empty = [one for one in sections if one.is_empty]
        for one in sections:
            if not one.is_empty:
                yield from _section(one)
        if empty:
            yield Paragraph(nothing_known(empty))


def nothing_known(sections: Sequence[Section]) -> str:
    """What the analysis should tell and cannot, for there is not one figure."""
    named = ", ".join(one.title for one in sections)
    return _("No figures of this area are held about: {subjects}.").format(subjects=named)


def _section(one: Section) -> Iterator[Block]:
    yield Heading(one.title, 2)
    if one.sentences:
        yield Paragraph(" ".join(one.sentences))
    yield from (Notice(words) for words in one.warnings)
    # The table first: it fills the rest of a page that has no room for the chart.
    if one.listing is not None:
        yield _grid(one.listing)
    if one.chart is not None and not one.chart.is_empty:
        yield Figure.of(one.chart)
    yield from (Small(words) for words in one.remarks)
    if words := sources_told(one):
        yield Small(words)


def sources_told(one: Section) -> str:
    """The sources of a section in one line, but for those under its chart; "" for none."""
    if not one.other_sources:
        return ""
    listed = "; ".join(one.other_sources)
    if one.other_sources == one.sources:
        return _("Sources: {sources}.").format(sources=listed)
    return _("Other sources: {sources}.").format(sources=listed)


def _grid(listing: Listing) -> Grid:
    widths = (_NAMING, *(_FIGURES for _name in listing.columns[2:]), _LAST)
    return Grid(listing.caption, listing.columns, listing.shown, listing.numeric, widths)


def _boxes(own: Sequence[Statement], projects: dict[str, Project]) -> Iterator[Block]:
    if own:
        # What people have concluded can be handed out without the figures before it.
        yield Break()
    yield Heading(_("Challenges, forecasts and goals"))
    if own:
        yield Small(_(told.AS_WRITTEN))
    for box, chosen in told.by_box(own).items():
        yield Heading(_(told.BOXES[box]), 2)
        if not chosen:
            yield Paragraph(_("Nothing has been entered here yet."))
        for one in chosen:
            yield Quotation(one.text)
            facts = told.facts(one, answers.measures(one, projects))
            yield Small("\n".join(f"{name}: {value}" for name, value in facts))


def _answered(found: Matrix) -> Iterator[Block]:
    yield Heading(_("What the plan answers"))
    yield Paragraph(told.in_short(found))
    if not found.answers:
        return
    yield _table(told.challenge_rows(found), (2.6, 2, 3, 1.8))
    yield _table(told.effort_rows(found), (2, 3, 3))
    if points := told.open_points(found):
        yield Heading(_("Not answered yet"), 2)
        yield Bullets(points)


def _table(rows: Rows, widths: tuple[float, ...]) -> Grid:
    return Grid(rows.caption, rows.columns, rows.rows, (), widths)


def _origins(known: Analysis, version: str, taken: str, link: str) -> Iterator[Block]:
    yield Heading(_("Sources and version"))
    lines = dict.fromkeys(line for one in known.sections for line in one.sources)
    # The same source stands with and without the name of its table.
    whole = [one for one in lines if not any(other.startswith(f"{one} (") for other in lines)]
    if whole:
        yield Bullets(tuple(whole))
    seen = _("Seutukuva, data version {version}, retrieved {date}").format(
        version=citing.cited(version), date=taken
    )
    yield Paragraph(f"{seen}: {link}" if link else f"{seen}.")
