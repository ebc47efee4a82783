"""The page of the yearly clock: its head, the wheel, what comes, what is late, what will be new."""

from seutukuva.ui.calendar.coming import DAYS, listing
from seutukuva.ui.calendar.heading import in_short
from seutukuva.ui.calendar.late import late_matters
from seutukuva.ui.calendar.line import line
from seutukuva.ui.calendar.releases import release_calendar
from seutukuva.ui.calendar.subscribing import subscribing
from seutukuva.ui.calendar.year import year

__all__ = [
    "DAYS",
    "in_short",
    "late_matters",
    "line",
    "listing",
    "release_calendar",
    "subscribing",
    "year",
]
