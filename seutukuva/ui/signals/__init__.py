"""The page of early signals: what the figures show, the register, and what became of it."""

from seutukuva.ui.signals.became import became, reminder
from seutukuva.ui.signals.beginning import KEY as BEGIN
from seutukuva.ui.signals.beginning import button, came_for, entering
from seutukuva.ui.signals.choosing import chosen, narrowed, opened, round_of
from seutukuva.ui.signals.listing import in_short, kept_away, listing, nothing_yet
from seutukuva.ui.signals.names import OPENED
from seutukuva.ui.signals.placing import placing
from seutukuva.ui.signals.unwatched import unwatched
from seutukuva.ui.signals.watching import chosen as chosen_series
from seutukuva.ui.signals.watching import closely, watch, watching
from seutukuva.ui.signals.working import facts, working

__all__ = [
    "BEGIN",
    "OPENED",
    "became",
    "button",
    "came_for",
    "chosen",
    "chosen_series",
    "closely",
    "entering",
    "facts",
    "in_short",
    "kept_away",
    "listing",
    "narrowed",
    "nothing_yet",
    "opened",
    "placing",
    "reminder",
    "round_of",
    "unwatched",
    "watch",
    "watching",
    "working",
]
