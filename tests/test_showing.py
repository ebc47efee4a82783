"""What a run shows: the newest state, or that of a version, a row of the log and its day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutukuva import events, made, records, showing, store
from tests.records.conftest import SAWMILL

DAY = dt.date(2025, 4, 15)


@pytest.fixture(autouse=True)
def own_log(starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The starter's statistics with a log of the test's own."""
    (tmp_path / "build").symlink_to(starter_folder / "build", target_is_directory=True)
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))


def _enter(title: str) -> None:
    records.append("event", {**SAWMILL, "title": title}, by="local")


def _titles() -> set[str]:
    return {row["title"] for row in events.listed()}


def _edition() -> showing.Shown:
    return showing.Shown("2025-04", store.current_version(), records.head(), DAY)


def test_today_is_the_editions_day_while_one_is_shown() -> None:
    assert showing.shown() is None and showing.today() == dt.date.today()
    edition = _edition()
    showing.hold(edition)
    assert showing.shown() == edition and showing.today() == DAY
    showing.hold(None)
    assert showing.today() == dt.date.today()


def test_what_is_made_once_is_made_anew_for_another_day() -> None:
    days: list[dt.date] = []

    def make() -> dt.date:
        days.append(showing.today())
        return days[-1]

    now = made.once(make, "a test's own")
    showing.hold(_edition())
    assert made.once(make, "a test's own") == DAY != now
    assert made.once(make, "a test's own") == DAY and days == [now, DAY]


def test_inside_an_edition_rows_entered_later_are_not_told() -> None:
    _enter("before")
    edition = _edition()
    _enter("after")
    store.hold_version()
    with store.at(edition.version, edition.head):
        assert _titles() == {"before"}
        now = store.run_now("records/event", programme="saarijarvi-viitasaari")
        assert set(now["title"]) == {"before", "after"}
    assert _titles() == {"before", "after"}


def test_editions_within_each_other_give_back_the_one_around() -> None:
    _enter("first")
    outer = _edition()
    _enter("second")
    inner = _edition()
    _enter("third")
    with store.at(outer.version, outer.head):
        with store.at(inner.version, inner.head):
            assert _titles() == {"first", "second"}
        assert _titles() == {"first"}
        with pytest.raises(ValueError), store.at(inner.version, inner.head):
            raise ValueError
        assert _titles() == {"first"}
    store.hold_version()
    assert _titles() == {"first", "second", "third"}


def test_a_held_edition_stays_until_the_newest_is_held_again() -> None:
    edition = _edition()
    _enter("after")
    store.hold_edition(edition.version, edition.head)
    assert _titles() == set() and store.current_version() == edition.version
    store.hold_version()
    assert _titles() == {"after"}
