"""The analysis of an area: nothing is chosen but the area."""

from __future__ import annotations

from dataclasses import replace

from seutukuva import definitions, made, selectors, showing, texts
from seutukuva.impact import ages, ahead, industries, past, plan, reading
from seutukuva.impact.model import Analysis, Section

PAST = (
    plan.JOBS,
    plan.EMPLOYMENT,
    plan.POPULATION,
    plan.MIGRATION,
    plan.COMMUTING,
    plan.AGES,
    plan.EDUCATION,
    plan.MUNICIPAL,
)

AHEAD = (plan.EMPLOYMENT_AHEAD, plan.MIGRATION_AHEAD, plan.MUNICIPAL_AHEAD)


def analysis(area_id: str) -> Analysis:
    """What has become of an area in ten years, and where it leads in the next ten.

    In the language of this run; kept for every reader of the version.

    Raises:
        MissingData: nothing has been published.
    """
    year = showing.today().year
    return made.once(lambda: _made(area_id, year), "impact analysis", area_id, year)


def _made(area_id: str, this_year: int) -> Analysis:
    name = selectors.area_name(definitions.load(), area_id, texts.language())
    courses = reading.courses(PAST, area_id)
    told = [past.section(part, area_id, courses, this_year) for part in PAST]
    told = [_with_ages(one, area_id, this_year) for one in told]
    # After jobs and employment, which they are the parts of.
    told.insert(2, industries.section(area_id, this_year))
    projected = (ahead.population(area_id), *(ahead.section(part, area_id) for part in AHEAD))
    return Analysis(area_id, name, tuple(told), projected)


def _with_ages(section: Section, area_id: str, this_year: int) -> Section:
    """The pyramid instead of a course, where ages are known one by one."""
    if section.id != plan.AGES.id:
        return section
    pyramid = ages.pyramid(area_id, this_year)
    return replace(section, chart=pyramid[0], drawn=pyramid[1]) if pyramid else section
