"""Development areas on a page: KPIs against their targets, decisions on them, projects."""

from seutukuva.ui.development.choosing import Choice, choose
from seutukuva.ui.development.closer import chosen, closer
from seutukuva.ui.development.deciding import decided, enter
from seutukuva.ui.development.overview import overview
from seutukuva.ui.development.reading import heading, kpi_tables
from seutukuva.ui.development.results import results, unplaced
from seutukuva.ui.development.view import View, look

__all__ = [
    "Choice",
    "View",
    "choose",
    "chosen",
    "closer",
    "decided",
    "enter",
    "heading",
    "kpi_tables",
    "look",
    "overview",
    "results",
    "unplaced",
]
