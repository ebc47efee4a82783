"""Which round of the outlook is looked at first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from seutukuva import showing
from seutukuva.published import Version
from seutukuva.records.entries import Head
from seutukuva.ui.outlook.choosing import default_round

LATER = dt.date(2026, 11, 20)


@pytest.fixture
def held() -> Iterator[None]:
    """An edition is shown that was frozen after its round, and has a suffix."""
    version = Version("v", "v.duckdb", "2026-11-20")
    showing.hold(showing.Shown("2026-10-board", version, Head(0, ""), LATER))
    yield
    showing.hold(None)


def test_without_marks_it_is_the_round_that_comes_next() -> None:
    assert default_round([], LATER) == "2027-04"


@pytest.mark.usefixtures("held")
def test_in_an_edition_it_is_the_editions_own() -> None:
    assert default_round([], LATER) == "2026-10"
