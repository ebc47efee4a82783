"""The page of advisers' summaries: who has given theirs, reading them, giving one."""

from seutukuva.ui.summaries.completeness import completeness
from seutukuva.ui.summaries.giving import giving
from seutukuva.ui.summaries.reading import reading

__all__ = ["completeness", "giving", "reading"]
