"""The convener's work table: one meeting with all that it needs, treats and decides."""

from seutukuva.ui.meetings.acting import deciding, following
from seutukuva.ui.meetings.concluding import approving, concluding, edition
from seutukuva.ui.meetings.heading import in_short, lacking
from seutukuva.ui.meetings.matrix import matrix
from seutukuva.ui.meetings.noting import noting, without_agenda
from seutukuva.ui.meetings.pages import pages
from seutukuva.ui.meetings.planning import choose, planning
from seutukuva.ui.meetings.progress import (
    ACTIONS,
    AGENDA,
    CHECKLIST,
    CONCLUSIONS,
    DECIDED,
    DECISIONS,
    EDITION,
    MARKS,
    SETTINGS,
    SIGNALS,
    TITLES,
    WALK,
    progress,
)
from seutukuva.ui.meetings.round_of import marks, signals
from seutukuva.ui.meetings.settings import settings

__all__ = [
    "ACTIONS",
    "AGENDA",
    "CHECKLIST",
    "CONCLUSIONS",
    "DECIDED",
    "DECISIONS",
    "EDITION",
    "MARKS",
    "SETTINGS",
    "SIGNALS",
    "TITLES",
    "WALK",
    "approving",
    "choose",
    "concluding",
    "deciding",
    "edition",
    "following",
    "in_short",
    "lacking",
    "marks",
    "matrix",
    "noting",
    "pages",
    "planning",
    "progress",
    "settings",
    "signals",
    "without_agenda",
]
