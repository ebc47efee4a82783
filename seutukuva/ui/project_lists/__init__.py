"""The page where lists of projects are imported: the file, its columns, what is stored of it."""

from seutukuva.ui.project_lists.accepting import accepting, in_short
from seutukuva.ui.project_lists.matching import matching
from seutukuva.ui.project_lists.reading import problems, reading
from seutukuva.ui.project_lists.starting import starting
from seutukuva.ui.project_lists.stored import stored
from seutukuva.ui.project_lists.telling import telling
from seutukuva.ui.project_lists.totals import totals
from seutukuva.ui.project_lists.work import DESK

__all__ = [
    "DESK",
    "accepting",
    "in_short",
    "matching",
    "problems",
    "reading",
    "starting",
    "stored",
    "telling",
    "totals",
]
