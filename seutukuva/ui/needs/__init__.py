"""The page of firms' needs: how the work is going, the list, and one need worked on."""

from seutukuva.ui.needs.choosing import chosen, invented, opened, shown
from seutukuva.ui.needs.counts import by_organisation, by_outcome, by_service_group, in_short
from seutukuva.ui.needs.listing import need_table
from seutukuva.ui.needs.names import day, subject
from seutukuva.ui.needs.working import entering, facts, history, steps, working

__all__ = [
    "by_organisation",
    "by_outcome",
    "by_service_group",
    "chosen",
    "day",
    "entering",
    "facts",
    "history",
    "in_short",
    "invented",
    "need_table",
    "opened",
    "shown",
    "steps",
    "subject",
    "working",
]
