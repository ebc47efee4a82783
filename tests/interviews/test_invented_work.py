"""Work on the needs of invented firms: a list as one in use, on whatever day it is loaded."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from seutukuva import records
from seutukuva.interviews import invented_work, needs
from seutukuva.interviews.needs import Need
from tests.interviews.needy import Firm, accepted

TODAY = dt.date(2026, 11, 22)
CHOSEN = ("training", "exports", "tourism")


def firms(day: dt.date) -> list[Firm]:
    return [Firm(f"Esimerkki {n}", CHOSEN, day=day) for n in range(25)]


def loaded(home: Path) -> list[Need]:
    for wave, day in (("2026-04", dt.date(2026, 3, 12)), ("2026-10", dt.date(2026, 10, 1))):
        folder = home / wave
        folder.mkdir()
        accepted(folder, *firms(day), wave=wave, is_demonstration=True)
    assert invented_work.load(TODAY, by="local", source="test") == 150
    return list(needs.listed(is_demonstration=True).needs)


def test_a_list_as_one_in_use(home: Path) -> None:
    found = loaded(home)
    newest = [one for one in found if one.origin["wave"] == "2026-10"]
    states = Counter(one.state for one in newest)
    assert set(states) == {"open", "in_progress", "answered", "closed"}
    assert states["answered"] + states["closed"] > len(newest) / 2
    late = [one for one in newest if one.is_overdue(TODAY)]
    waiting = [one for one in newest if one.is_waiting]
    assert 0 < len(late) < len(waiting)
    assert any(one.to_follow_up(TODAY) for one in newest)
    assert all(-21 <= (one.days_left(TODAY) or 0) <= 21 for one in waiting)
    assert {one.state for one in found if one.origin["wave"] == "2026-04"} == {"closed"}
    assert {one.outcome for one in found} > {"helped", "referred"}
    for need in found:
        days = [one for one in (need.answered, need.due, need.follow_up) if one]
        assert min(days) >= need.raised
        assert not need.answered or need.answered <= TODAY.isoformat()
        assert not need.outcome or need.answered
    before = records.latest_seq()
    assert invented_work.load(TODAY, by="local", source="test") == 0, "what is there stays"
    assert records.latest_seq() == before


def test_real_needs_are_left_alone(home: Path) -> None:
    accepted(home / "a", *firms(dt.date(2026, 10, 1))[:2])
    assert invented_work.load(TODAY, by="local", source="test") == 0
    assert {one.seq for one in needs.listed().needs} == {None}


@pytest.mark.parametrize("is_newest", [True, False])
def test_what_is_told_tomorrow_waits(is_newest: bool) -> None:
    origin = {"wave": "2026-10", "response": 1, "question": "service_needs", "option": "training"}
    need = Need("one", raised=(TODAY + dt.timedelta(days=1)).isoformat(), origin=origin)
    assert invented_work.work(need, TODAY, is_newest=is_newest) == {}
