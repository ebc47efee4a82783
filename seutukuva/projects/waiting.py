"""What waits in the follow-up of all projects, as the register and the log have it."""

from __future__ import annotations

from datetime import date

from seutukuva import definitions
from seutukuva.projects import recorded, register, reminders
from seutukuva.projects.reminders import Reminder


def waiting(today: date) -> list[Reminder]:
    """Every matter that waits on a day, of the region's own projects.

    Raises:
        MissingData, RecordsError: it cannot be read.
    """
    found = definitions.load()
    pictures = register.pictures(None, today)
    return reminders.reminders(
        [one.project for one in pictures],
        pictures,
        recorded.reports(),
        recorded.goals(),
        recorded.deviations(),
        today,
        found.projects,
        {area.code: area.owner for area in found.programme.development_areas},
    )
