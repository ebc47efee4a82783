"""The page of the consequence analysis: its sections, three boxes, what answers them, the file."""

from seutukuva.ui.impact.answered import answered
from seutukuva.ui.impact.boxes import boxes
from seutukuva.ui.impact.entering import entering, history, opened, working
from seutukuva.ui.impact.files import take_the_analysis_away
from seutukuva.ui.impact.sections import in_short, sections

__all__ = [
    "answered",
    "boxes",
    "entering",
    "history",
    "in_short",
    "opened",
    "sections",
    "take_the_analysis_away",
    "working",
]
