"""The page of project ideas: board, one idea, appraisal, decisions, ageing and conversion."""

from seutukuva.ui.pipeline.became import is_due, project_of
from seutukuva.ui.pipeline.board import in_short, nothing_yet, stages
from seutukuva.ui.pipeline.changing import new_idea, open_round, working
from seutukuva.ui.pipeline.choosing import (
    chosen,
    compared,
    last_meeting,
    narrowed,
    opened,
    round_of,
)
from seutukuva.ui.pipeline.deciding import decided, deciding, follows
from seutukuva.ui.pipeline.news import since_meeting
from seutukuva.ui.pipeline.one import facts, history, way
from seutukuva.ui.pipeline.passing import ageing, going_on
from seutukuva.ui.pipeline.ranked import appraised, kept_away, ranking, round_told
from seutukuva.ui.pipeline.scoring import scoring

__all__ = [
    "ageing",
    "chosen",
    "compared",
    "decided",
    "deciding",
    "facts",
    "follows",
    "going_on",
    "history",
    "in_short",
    "is_due",
    "kept_away",
    "last_meeting",
    "narrowed",
    "new_idea",
    "nothing_yet",
    "open_round",
    "opened",
    "project_of",
    "ranking",
    "appraised",
    "round_of",
    "round_told",
    "scoring",
    "since_meeting",
    "stages",
    "way",
    "working",
]
