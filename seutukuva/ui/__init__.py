"""The pieces pages are laid out with: the frame's parts, cards, charts, panels and tables."""

from seutukuva.ui import edition, entry, events, person, presentation, projections, unasked
from seutukuva.ui.age import age_structure
from seutukuva.ui.cards import headline_cards
from seutukuva.ui.changes import KINDS as NEWS_KINDS
from seutukuva.ui.changes import news_of_kind, news_summary, version_name
from seutukuva.ui.closer import in_the_country, usual_variation
from seutukuva.ui.events import event_history, event_table, newest_version, opened_event
from seutukuva.ui.figures import area_map, ranking, side_by_side, trend
from seutukuva.ui.frame import (
    failed_sources,
    first_sentence,
    footer,
    guarded,
    page,
    run_page,
    title,
)
from seutukuva.ui.judging import verdict
from seutukuva.ui.multiples import small_multiples
from seutukuva.ui.panels import (
    definition_panel,
    news,
    no_figures,
    no_figures_of_area,
    provenance,
    revisions,
)
from seutukuva.ui.peers import members
from seutukuva.ui.profile import legend as profile_legend
from seutukuva.ui.profile import profile
from seutukuva.ui.profile_files import profile_take_away
from seutukuva.ui.rug import MARK_TITLES, matrix
from seutukuva.ui.structure import composition
from seutukuva.ui.tables import (
    change_table,
    check_table,
    indicator_table,
    source_table,
    status_legend,
    status_table,
    version_panel,
)
from seutukuva.ui.takeaway import take_away, take_away_table

__all__ = [
    "age_structure",
    "MARK_TITLES",
    "NEWS_KINDS",
    "matrix",
    "members",
    "news_of_kind",
    "news_summary",
    "no_figures_of_area",
    "profile",
    "small_multiples",
    "profile_legend",
    "profile_take_away",
    "verdict",
    "version_name",
    "area_map",
    "change_table",
    "check_table",
    "composition",
    "definition_panel",
    "edition",
    "entry",
    "event_history",
    "event_table",
    "events",
    "failed_sources",
    "in_the_country",
    "usual_variation",
    "first_sentence",
    "footer",
    "guarded",
    "headline_cards",
    "indicator_table",
    "newest_version",
    "news",
    "no_figures",
    "page",
    "person",
    "unasked",
    "opened_event",
    "presentation",
    "projections",
    "provenance",
    "ranking",
    "revisions",
    "run_page",
    "side_by_side",
    "source_table",
    "status_legend",
    "status_table",
    "take_away",
    "take_away_table",
    "title",
    "trend",
    "version_panel",
]
