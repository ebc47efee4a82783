"""The programme's yearly clock: what comes when, what is late and whose, and what will be new."""

from seutukuva.yearly_clock.occurrences import (
    COMING,
    DONE,
    LATE,
    MISSED,
    NOW,
    OVER,
    SKIPPED,
    STATES,
    Held,
    Occurrence,
    awaited,
    coming,
    occurrences,
)

__all__ = [
    "COMING",
    "DONE",
    "LATE",
    "MISSED",
    "NOW",
    "OVER",
    "SKIPPED",
    "STATES",
    "Held",
    "Occurrence",
    "awaited",
    "coming",
    "occurrences",
]
