"""The clock in one line on the page that everybody opens first: for each reader their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from seutukuva import access, made, settings, store, texts
from seutukuva.interviews import summaries
from seutukuva.people.model import NOBODY, Grant, Person
from seutukuva.published import Version
from seutukuva.records.entries import EMPTY
from seutukuva.ui import sheets
from seutukuva.ui.calendar import line
from seutukuva.yearly_clock import reading

ANALYST = Person("p-00000000000000aa", grants=(Grant("analyst", "SSYP"),), is_signed_in=True)
DAY = dt.date(2026, 11, 24)


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch, own_log: None) -> Any:
    """What stands in the line, where people sign in."""
    said: list[str] = []
    monkeypatch.setattr(sheets, "put", said.append)
    monkeypatch.setattr(settings, "mode", lambda: "sign_in")
    monkeypatch.setattr(store, "current_head", lambda: EMPTY)
    monkeypatch.setattr(store, "current_version", lambda: Version("one", "one.duckdb", ""))
    # Of the statistics nothing is told here.
    monkeypatch.setattr(reading, "waiting_in_projects", lambda today: [])
    made.forget()
    texts.use("en")
    yield said
    made.forget()
    texts.use(texts.DEFAULT)


def test_a_look_of_one_reader_takes_the_line_from_nobody(
    put: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def listed() -> list[summaries.Summary]:
        access.require("summaries")
        asked.append(access.author())
        return []

    monkeypatch.setattr(summaries, "listed", listed)
    for who in (ANALYST, NOBODY, ANALYST):
        with access.acting(who):
            line(DAY)
    # Whoever may see summaries is told what is late of them, and the public all the rest.
    assert len(put) == 3 and all("Next: " in one for one in put)
    assert asked == [ANALYST.id]
