"""Population by cohorts on a page: levers, the years ahead, ages that move through them."""

from seutukuva.ui.cohorts.ages import at_year
from seutukuva.ui.cohorts.choosing import Choice, choose, levers
from seutukuva.ui.cohorts.lines import course
from seutukuva.ui.cohorts.names import missing_text
from seutukuva.ui.cohorts.told import made_of, unknown
from seutukuva.ui.cohorts.view import View, inhabitants, look, net_migration, starting
from seutukuva.ui.cohorts.yearly import year_by_year

__all__ = [
    "Choice",
    "View",
    "at_year",
    "choose",
    "course",
    "inhabitants",
    "levers",
    "look",
    "made_of",
    "missing_text",
    "net_migration",
    "starting",
    "unknown",
    "year_by_year",
]
