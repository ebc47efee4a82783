"""The page where interviews are uploaded: the file, how it was read, what is stored of it."""

from seutukuva.ui.uploads import work
from seutukuva.ui.uploads.accepting import accepting, in_short
from seutukuva.ui.uploads.matching import matching
from seutukuva.ui.uploads.problems import problems
from seutukuva.ui.uploads.reading import reading
from seutukuva.ui.uploads.starting import round_of_file, starting
from seutukuva.ui.uploads.stored import stored

__all__ = [
    "accepting",
    "in_short",
    "matching",
    "problems",
    "reading",
    "round_of_file",
    "starting",
    "stored",
    "work",
]
