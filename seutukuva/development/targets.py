"""Targets of KPIs: decisions that stay as they were, and which of them count on a day.

A decision is a baseline, a target and by when. Another decision on the same KPI, area and target
year takes its place from its own day on; targets of other years stand beside it. Nothing that is
decided or withdrawn later changes what counted before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seutukuva import dates, formats

IN_FORCE, REPLACED, WITHDRAWN, TO_COME = "in_force", "replaced", "withdrawn", "to_come"
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a target.

    Attributes:
        seq: row of the log; of decisions of the same day the later row counts.
        development_area: its code; ``area``: id of the area that the figures are of.
        baseline_period, target_period: "2030", "2026M04" or "2026Q2".
        decided_on: the first day it counts.
        by, recorded_at, source: who entered it, when (ISO text, UTC) and where.
        withdrawn_on: the first day it no longer counts; None while it stands.
    """

    id: str
    seq: int
    development_area: str
    kpi: str
    area: str
    baseline: float
    baseline_period: str
    target: float
    target_period: str
    decided_on: dt.date
    reason: str = ""
    by: str = ""
    recorded_at: str = ""
    source: str = ""
    withdrawn_on: dt.date | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""

    @property
    def subject(self) -> tuple[str, str, str, float]:
        """What it is a target of: decisions with the same subject replace each other."""
        return (self.development_area, self.kpi, self.area, moment(self.target_period))

    def is_entered_after(self, day: dt.date) -> bool:
        """Whether it was entered later than a day, however early it was decided."""
        entered = dates.day_saved(self.recorded_at)
        return entered is not None and entered > day

    def counts_on(self, day: dt.date) -> bool:
        """Whether it was decided by then and not withdrawn; another may have replaced it."""
        is_gone = self.withdrawn_on is not None and self.withdrawn_on <= day
        return self.decided_on <= day and not is_gone


def period(text: str) -> str:
    """A stored year or month as periods are written: "2026-04" gives "2026M04".

    Raises:
        ValueError: it is neither a year, a quarter nor a month.
    """
    if match := _MONTH.fullmatch(text):
        text = f"{match[1]}M{match[2]}"
    formats.period_kind(text)
    return text


def moment(text: str) -> float:
    """The middle of a period in years: 2026.5 of "2026", 2026.29 of April 2026.

    So years, months and rounds of interviews stand on one axis.
    """
    a_year = formats.periods_a_year(formats.period_kind(text))
    return (formats.period_index(text) + 0.5) / a_year


def last_day(text: str) -> dt.date:
    """The last day of a period: 31 December 2026 of "2026"."""
    return formats.period_start(formats.next_period(text)) - dt.timedelta(days=1)


def in_force(decisions: Iterable[Decision], on: dt.date) -> tuple[Decision, ...]:
    """The targets that count on a day, by subject, the nearest target year first."""
    newest: dict[tuple[str, str, str, float], Decision] = {}
    for one in sorted(decisions, key=lambda one: (one.decided_on, one.seq)):
        if one.counts_on(on):
            newest[one.subject] = one
    return tuple(newest[subject] for subject in sorted(newest))


def of(decisions: Iterable[Decision], area: str, kpi: str, place: str) -> tuple[Decision, ...]:
    """The decisions on a KPI of a development area in a place."""
    wanted = (area, kpi, place)
    return tuple(one for one in decisions if (one.development_area, one.kpi, one.area) == wanted)


def history(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """All decisions, the one decided last first."""
    return tuple(sorted(decisions, key=lambda one: (one.decided_on, one.seq), reverse=True))


def state(one: Decision, decisions: Sequence[Decision], on: dt.date) -> str:
    """What has become of a decision by a day: one of the states above."""
    if one.decided_on > on:
        return TO_COME
    if not one.counts_on(on):
        return WITHDRAWN
    return IN_FORCE if one in in_force(decisions, on) else REPLACED


def expected(one: Decision, at: str) -> float | None:
    """What a decision expects in a period: the straight way from its baseline to its target.

    The target itself after its year; None before the baseline, where nothing was aimed at.
    """
    begun, due, now = moment(one.baseline_period), moment(one.target_period), moment(at)
    if now < begun:
        return None
    if now >= due:
        return one.target
    return one.baseline + (one.target - one.baseline) * (now - begun) / (due - begun)
