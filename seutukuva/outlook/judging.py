"""Hindsight of every mark there is, made once for a state of the log, a day and known figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass

from seutukuva import definitions, made, store
from seutukuva.errors import MissingData
from seutukuva.outlook import figures, hindsight, register
from seutukuva.outlook.hindsight import FigureOutcome, Outcome, Tally


# Equal to itself only: what is made of it is looked up by it.
@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Both judgements, the latest round first."""

    by_marks: tuple[Outcome, ...]
    by_figures: tuple[FigureOutcome, ...]


def by_marks(today: dt.date) -> tuple[Outcome, ...]:
    """Every mark a year ahead against the marks of a year later.

    Raises:
        RecordsError: the log cannot be read.
    """
    return made.of_log(
        lambda: tuple(hindsight.by_marks(register.marks(), today)), "hindsight by marks", today
    )


def tally(today: dt.date) -> Tally:
    """How many of them came true.

    Raises:
        RecordsError: the log cannot be read.
    """
    return made.of_log(lambda: hindsight.tally(by_marks(today)), "hindsight tally", today)


def judged(today: dt.date) -> Judged:
    """Every mark a year ahead against the marks, and the figures, of a year later.

    Raises:
        RecordsError: the log cannot be read.
    """

    def make() -> Judged:
        found = by_marks(today)
        ahead, themes = [one.mark for one in found], definitions.load().outlook.themes
        known = figures.at_rounds(ahead, themes)
        return Judged(found, tuple(hindsight.by_figures(ahead, themes, known, today)))

    return made.of_log(make, "hindsight", today, *_known_figures())


def _known_figures() -> tuple[Hashable, ...]:
    """What tells which figures are known: the version, and the editions that hold earlier ones."""
    version = ""
    with suppress(MissingData):
        version = store.current_version().id
    editions = figures.newest_editions().values()
    return version, tuple((one.round, one.name, one.version, one.seq) for one in editions)
