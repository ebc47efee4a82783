"""A day of the audit begins and ends at midnight by this machine's clock, however long it is."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from seutukuva import audit, texts
from seutukuva.audit import ledger, telling
from seutukuva.audit.telling import Wish
from seutukuva.people.model import LOCAL_PERSON
from seutukuva.ui.audit.listing import _when
from tests.audit.conftest import Home, Whoever


@pytest.fixture
def in_finland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("Windows has one time zone a machine")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Europe/Helsinki")
        time.tzset()
        yield
    time.tzset()
    texts.use(texts.DEFAULT)


def _noted(monkeypatch: pytest.MonkeyPatch, *moments: str) -> None:
    """A row at each of these moments (UTC), named by it."""
    for moment in moments:
        at = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
        clock = SimpleNamespace(now=lambda _zone, at=at: at)
        monkeypatch.setattr(ledger, "dt", SimpleNamespace(datetime=clock, UTC=dt.UTC))
        audit.note("change", "people", moment)


# The last second of a day, the first of the next and its last, the first of the one after (UTC).
DAYS = {
    "2026-07-01": ("06-30T20:59:59.9", "06-30T21:00:00", "07-01T20:59:59.9", "07-01T21:00:00"),
    "2026-12-31": ("12-30T21:59:59.9", "12-30T22:00:00", "12-31T21:59:59.9", "12-31T22:00:00"),
    # 23 hours, and 25.
    "2026-03-29": ("03-28T21:59:59.9", "03-28T22:00:00", "03-29T20:59:59.9", "03-29T21:00:00"),
    "2026-10-25": ("10-24T20:59:59.9", "10-24T21:00:00", "10-25T21:59:59.9", "10-25T22:00:00"),
}


@pytest.mark.parametrize("day", DAYS)
def test_a_day_is_the_machines(
    home: Home, asks: Whoever, in_finland: None, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    asks.person = LOCAL_PERSON
    before, first, last, after = (f"2026-{moment}" for moment in DAYS[day])
    _noted(monkeypatch, before, first, last, after)
    own = dt.date.fromisoformat(day)

    def told(**wish: dt.date) -> list[str]:
        return [one.what for one in telling.listed(Wish(**wish)).events]  # type: ignore[arg-type]

    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")
    assert told(since=own, until=own) == [last, first]
    assert told(since=own) == [after, last, first]
    assert told(until=own) == [last, first, before]
    assert len(told(since=dt.date.min, until=dt.date.max)) == 4
    # And the page says of each row the time that its day is of.
    texts.use("en")
    rows = {one.what: _when(one) for one in telling.listed(Wish()).events}
    shown = f"{own.day} {own.strftime('%B')} 2026"
    said = {what: words.replace("\N{NO-BREAK SPACE}", " ") for what, words in rows.items()}
    assert {what for what, words in said.items() if shown in words} == {first, last}
    assert "00:00" in said[first] and "23:59" in said[last]
