"""The page of all projects: filters, what is filtered together, the list page by page."""

from seutukuva.ui.portfolio.choosing import (
    LENGTH,
    chosen,
    clear,
    is_narrowed,
    order,
    page,
    pages,
    told,
)
from seutukuva.ui.portfolio.listing import project_table
from seutukuva.ui.portfolio.short import all_sums, in_short

__all__ = [
    "LENGTH",
    "all_sums",
    "chosen",
    "clear",
    "in_short",
    "is_narrowed",
    "order",
    "page",
    "pages",
    "project_table",
    "told",
]
