"""The page of project baskets: their list, one of them opened, its report, and its forms."""

from seutukuva.ui.baskets.choosing import all_of_them, as_report, day, opened
from seutukuva.ui.baskets.listing import basket_table
from seutukuva.ui.baskets.reading import employed, facts, figures, members, report
from seutukuva.ui.baskets.working import entering, history, working

__all__ = [
    "all_of_them",
    "as_report",
    "basket_table",
    "day",
    "employed",
    "entering",
    "facts",
    "figures",
    "history",
    "members",
    "opened",
    "report",
    "working",
]
