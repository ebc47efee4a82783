"""The page of evaluations: one of them with its grades, what is graded, and its forms."""

from seutukuva.ui.evaluations.choosing import chosen, facts, in_short
from seutukuva.ui.evaluations.entering import entering, history, working
from seutukuva.ui.evaluations.grades import table
from seutukuva.ui.evaluations.grading import grading

__all__ = [
    "chosen",
    "entering",
    "facts",
    "grading",
    "history",
    "in_short",
    "table",
    "working",
]
