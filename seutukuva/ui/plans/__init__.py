"""Planned and realised figures: what is looked at, the chart, the tables and what they say."""

from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined
from seutukuva.ui.plans.choosing import Choice, choose, on_day, pictures, title
from seutukuva.ui.plans.contributing import concentration, firms, projects
from seutukuva.ui.plans.day import day_sheets
from seutukuva.ui.plans.drawn import chart, specification, sum_chart, sum_specification
from seutukuva.ui.plans.heading import limits, limits_told, of_project, of_several
from seutukuva.ui.plans.lines import Line
from seutukuva.ui.plans.tables import measures, money_table
from seutukuva.ui.plans.tables import of as lines_of
from seutukuva.ui.plans.words import why
from seutukuva.ui.plans.year import Year
from seutukuva.ui.plans.year import choose as choose_year
from seutukuva.ui.plans.year import summary as year_summary

__all__ = [
    "Choice",
    "Combined",
    "Line",
    "Picture",
    "Year",
    "chart",
    "choose",
    "choose_year",
    "concentration",
    "day_sheets",
    "firms",
    "limits",
    "limits_told",
    "lines_of",
    "measures",
    "money_table",
    "of_project",
    "of_several",
    "on_day",
    "pictures",
    "projects",
    "specification",
    "sum_chart",
    "sum_specification",
    "title",
    "why",
    "year_summary",
]
