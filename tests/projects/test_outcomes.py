"""What ended projects came to, and that a forecast says how far it may be off."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutukuva.projects.outcomes import outcomes
from seutukuva.ui.outcomes import span
from tests.projects.listing import accept
from tests.projects.made import figure, pictured

pytestmark = pytest.mark.slow

ON = dt.date(2020, 1, 1)
HALF = dt.date(2010, 10, 31)
ENDED = {
    "name": "Hanke",
    "state": "ended",
    "start": dt.date(2012, 1, 1),
    "end": dt.date(2014, 1, 1),
}


def listed(n: int, measure: str = "jobs") -> None:
    """Projects of which the first realised a tenth of its plan, the next two tenths, …"""
    codes = [f"X{place}" for place in range(1, n + 1)]
    running = {**ENDED, "code": "Y1", "state": "running", "end": dt.date(2021, 1, 1)}
    plans = [(code, measure, "planned", 10.0) for code in [*codes, "Y1"]]
    came = [(f"X{place}", measure, "realised", float(place)) for place in range(1, n + 1)]
    nothing = [("X1", "firms", "planned", 0.0), ("X1", "firms", "realised", 2.0)]
    accept(
        [*({**ENDED, "code": code} for code in codes), running],
        [*plans, *came, *nothing, ("Y1", measure, "realised", 500.0)],
    )


def test_ended_projects_that_planned_and_reported_are_counted(entering: Path) -> None:
    listed(11)
    before, found = outcomes(dt.date(2014, 1, 1)), outcomes(ON)["jobs"]
    # Beside them the one that came with the program: of 20 jobs none.
    assert found.projects == 12
    assert (found.low, found.high) == pytest.approx((0.11, 0.99))
    assert before.get("jobs") is None or before["jobs"].projects == 1
    assert "degrees" not in outcomes(ON)


def test_a_forecast_tells_what_ended_projects_came_to(entering: Path) -> None:
    listed(11, "total")
    half = [figure("total", "planned", 1000.0), figure("total", "realised", 300.0, HALF)]
    row = pictured(half, HALF).row("total")
    assert row and span(row, ON) == "as ended projects did: 300–1,000\u00a0€"
    # A pace that no ended project kept is told as one.
    fast = [figure("total", "planned", 1000.0), figure("total", "realised", 700.0, HALF)]
    ahead = pictured(fast, HALF).row("total")
    assert ahead and span(ahead, ON) == "but ended projects came to 700–1,000\u00a0€"
    # What the owner expects needs no such span, and few ended projects give none.
    own = pictured([*half, figure("total", "forecast", 900.0, HALF)], HALF).row("total")
    few = pictured([figure("degrees", "planned", 9), figure("degrees", "realised", 3)], ON).row(
        "degrees"
    )
    assert own and few and (span(own, ON), span(few, ON)) == ("", "")
