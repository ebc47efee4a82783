"""The pieces pages are laid out with: the frame's parts, cards, charts, panels and tables."""

from seutukuva.ui.cards import headline_cards
from seutukuva.ui.figures import area_map, ranking, side_by_side, trend
from seutukuva.ui.frame import (
    failed_sources,
    first_sentence,
    footer,
    guarded,
    run_page,
    title,
)
from seutukuva.ui.panels import definition_panel, news, no_figures, provenance, revisions
from seutukuva.ui.tables import (
    change_table,
    check_table,
    indicator_table,
    source_table,
    status_legend,
    status_table,
    version_panel,
)

__all__ = [
    "area_map",
    "change_table",
    "check_table",
    "definition_panel",
    "failed_sources",
    "first_sentence",
    "footer",
    "guarded",
    "headline_cards",
    "indicator_table",
    "news",
    "no_figures",
    "provenance",
    "ranking",
    "revisions",
    "run_page",
    "side_by_side",
    "source_table",
    "status_legend",
    "status_table",
    "title",
    "trend",
    "version_panel",
]
