"""What had been told of a project by a day: what came later changes no earlier day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from seutukuva.projects.model import Deviation, Figure, Milestone, Plan, Report


@dataclass(frozen=True, slots=True)
class Told:
    """What a project's page shows of a day.

    Attributes:
        later: how many entries and figures are of a later day, and left out or shown as open.
    """

    figures: tuple[Figure, ...]
    plans: tuple[Plan, ...]
    reports: tuple[Report, ...]
    deviations: tuple[Deviation, ...]
    milestones: tuple[Milestone, ...]
    later: int


def by_day(
    figures: Iterable[Figure],
    plans: Iterable[Plan],
    reports: Iterable[Report],
    deviations: Iterable[Deviation],
    milestones: Iterable[Milestone],
    on: date,
) -> Told:
    """What had been told by the end of a day, by the days that the entries themselves name.

    A report that was due still is, and a milestone still awaited: only what came of it is later.
    """
    every = (tuple(figures), tuple(plans), tuple(reports), tuple(deviations), tuple(milestones))
    then = (
        tuple(one for one in every[0] if one.as_of <= on),
        tuple(one for one in every[1] if one.decided_on <= on),
        tuple(own for one in every[2] if (own := _report(one, on))),
        tuple(one for one in every[3] if one.noticed <= on),
        tuple(_milestone(one, on) for one in every[4]),
    )
    # Figures of an entry that is left out are not counted a second time.
    entered = {one.id for own in (every[1], every[2]) for one in own}
    later = sum(one.as_of > on and one.source not in entered for one in every[0])
    for whole, shown in zip(every[1:], then[1:], strict=True):
        same = set(map(id, shown))
        later += sum(id(one) not in same for one in whole)
    return Told(*then, later=later)


def _report(one: Report, on: date) -> Report | None:
    """A report as it stood; none where nothing told of it by then but its coming."""
    came = one.until or one.received
    if came is None or came <= on:
        return one
    if one.due is None:
        return None
    return Report(one.id, one.seq, one.code, one.by, one.recorded_at, one.type, one.due)


def _milestone(one: Milestone, on: date) -> Milestone:
    if one.done is None or one.done <= on:
        return one
    return replace(one, done=None, outcome="", note="")
