"""Hindsight is made once for a state of the log, and anew for a new mark, day or edition."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from seutukuva.outlook import figures, hindsight, judging, register
from tests.outlook.made import given

pytestmark = pytest.mark.usefixtures("own_log")

TODAY = dt.date(2026, 11, 2)


def times(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[str]:
    """Every call of a function from here on."""
    calls: list[str] = []
    own = getattr(module, name)

    def counted(*args: Any, **more: Any) -> Any:
        calls.append(name)
        return own(*args, **more)

    monkeypatch.setattr(module, name, counted)
    return calls


def test_it_is_made_once_until_somebody_gives_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = times(monkeypatch, hindsight, "by_figures")
    register.save([given(round="2025-10", score=2)], {})
    first = judging.judged(TODAY)
    assert judging.judged(TODAY) is first and len(calls) == 1
    assert [one.reason for one in first.by_marks] == [hindsight.NO_MARK]
    assert judging.tally(TODAY).n == 0
    # A mark of a year later is seen at once.
    register.save([given(round="2026-10", horizon="now", score=1)], {})
    (outcome,) = judging.judged(TODAY).by_marks
    assert (outcome.verdict, outcome.later) == (hindsight.OVER, (1, 1)) and len(calls) == 2
    assert judging.tally(TODAY).over == 1


def test_of_another_day_and_with_another_edition_it_is_made_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register.save([given(round="2025-10")], {})
    assert judging.by_marks(TODAY)[0].reason == hindsight.NO_MARK
    assert judging.by_marks(dt.date(2026, 9, 30))[0].reason == hindsight.NOT_DUE
    first = judging.judged(TODAY)

    class _Edition:
        round, name, version, seq = "2025-10", "2025-10", "v1", 1

    monkeypatch.setattr(figures, "newest_editions", lambda: {"2025-10": _Edition()})
    monkeypatch.setattr(figures, "at_rounds", lambda *_args: lambda *_key: hindsight.Series(()))
    assert judging.judged(TODAY) is not first
