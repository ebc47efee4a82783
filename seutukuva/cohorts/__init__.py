"""Population by cohorts: where those who live here now lead, by age, and what levers change.

``stepping`` is the cohort-component step, ``survival``, ``fertility`` and ``migration`` what
happens in it, ``courses`` leads a population on, ``preparing`` decides what is borrowed from whom,
and ``reading`` alone asks for data.
"""

from seutukuva.cohorts.courses import (
    CENTRAL,
    HIGH,
    LOW,
    NOBODY_MOVES,
    SPREAD_BIRTHS,
    SPREAD_DEATHS,
    SPREAD_MOVES,
    VARIANTS,
    Course,
    Levers,
    Results,
    results,
)
from seutukuva.cohorts.known import OBSERVED, OFFICIAL, REGION
from seutukuva.cohorts.moving import COUNTED, LEFT_OVER
from seutukuva.cohorts.preparing import (
    NO_AGES,
    NO_BIRTHS,
    NO_DEMOGRAPHY,
    NO_MOVES,
    NO_SURVIVAL,
    REASONS,
    Missing,
    Prepared,
    together,
)
from seutukuva.cohorts.reading import Summary, history, of_area, official, summary

__all__ = [
    "CENTRAL",
    "COUNTED",
    "HIGH",
    "LEFT_OVER",
    "LOW",
    "NOBODY_MOVES",
    "NO_AGES",
    "NO_BIRTHS",
    "NO_DEMOGRAPHY",
    "NO_MOVES",
    "NO_SURVIVAL",
    "OBSERVED",
    "OFFICIAL",
    "REASONS",
    "REGION",
    "SPREAD_BIRTHS",
    "SPREAD_DEATHS",
    "SPREAD_MOVES",
    "VARIANTS",
    "Course",
    "Levers",
    "Missing",
    "Prepared",
    "Results",
    "Summary",
    "history",
    "of_area",
    "official",
    "results",
    "summary",
    "together",
]
