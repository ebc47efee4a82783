"""What has happened in the pipeline since a day, as an owners' meeting goes through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from seutukuva.pipeline.board import MONTH
from seutukuva.pipeline.model import Decision, Idea


@dataclass(frozen=True, slots=True)
class Move:
    """An idea's way from one stage to another; ``before`` is "" for a new idea."""

    idea: Idea
    before: str
    after: str
    on: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What happened after a day, that day included: new ideas, moves and decisions.

    The latest first.
    """

    since: dt.date
    new: tuple[Move, ...]
    moved: tuple[Move, ...]
    decided: tuple[Decision, ...]

    @property
    def n(self) -> int:
        """How many things happened."""
        return len(self.new) + len(self.moved) + len(self.decided)


def news(ideas: Iterable[Idea], decisions: Iterable[Decision], since: dt.date) -> News:
    """What happened from a day on."""
    new: list[Move] = []
    moved: list[Move] = []
    for idea in ideas:
        before = ""
        for stay in idea.stays:
            if stay.since >= since:
                step = Move(idea, before, stay.stage, stay.since, stay.reason)
                (moved if before else new).append(step)
            before = stay.stage
    decided = [one for one in decisions if one.day >= since]
    return News(
        since,
        tuple(sorted(new, key=lambda one: one.on, reverse=True)),
        tuple(sorted(moved, key=lambda one: one.on, reverse=True)),
        tuple(sorted(decided, key=lambda one: one.day, reverse=True)),
    )


def last_meeting(held: Iterable[dt.date], months: float, today: dt.date) -> tuple[dt.date, bool]:
    """The owners' meeting before a day, and whether it is one that was held.

    Args:
        held: days of meetings; with none before today, one by the clock's rhythm is taken.
        months: between two meetings.
    """
    before = [one for one in held if one < today]
    if before:
        return max(before), True
    return today - dt.timedelta(days=round(months * MONTH)), False
