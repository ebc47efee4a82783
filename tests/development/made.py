"""Decisions and courses that every test of development areas builds on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from seutukuva import definitions
from seutukuva.definitions import Thresholds
from seutukuva.development.targets import Decision

TODAY = dt.date(2026, 6, 1)
LIMITS = Thresholds(dt.date(2007, 1, 1), 0.85, 0.65, 0.1, 0.2, 0.25, 6, definitions.model.EMPTY)
JOBS = Decision(
    id="a",
    seq=1,
    development_area="A2",
    kpi="jobs",
    area="FI-SK138",
    baseline=100.0,
    baseline_period="2020",
    target=200.0,
    target_period="2030",
    decided_on=dt.date(2020, 5, 1),
)


def decision(**more: Any) -> Decision:
    """The decision on jobs, otherwise."""
    return replace(JOBS, **more)
