"""The page of interview results: what is looked at, what firms expect, need, plan and write."""

from seutukuva.ui.interviews.choosing import Choice, choose, unweighted, view
from seutukuva.ui.interviews.coverage import coverage
from seutukuva.ui.interviews.heading import banner, in_short, nothing_yet, others
from seutukuva.ui.interviews.mentions import needs, plans, themes
from seutukuva.ui.interviews.method import method
from seutukuva.ui.interviews.outlook import outlook
from seutukuva.ui.interviews.quotations import quotations

__all__ = [
    "Choice",
    "banner",
    "choose",
    "coverage",
    "in_short",
    "method",
    "needs",
    "nothing_yet",
    "others",
    "outlook",
    "plans",
    "quotations",
    "themes",
    "unweighted",
    "view",
]
