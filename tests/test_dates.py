"""Days as people write them, kept at the precision that was meant."""

from __future__ import annotations

import datetime as dt
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import dates, formats


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("14.3.2026", "2026-03-14"),
        (" 14. 3. 2026 ", "2026-03-14"),
        ("04.03.2026", "2026-03-04"),
        ("2026-03-14", "2026-03-14"),
        ("2026-3-4", "2026-03-04"),
        ("2026-03", "2026-03"),
        ("3.2026", "2026-03"),
        ("3/2026", "2026-03"),
        ("2026", "2026"),
        ("29.2.2024", "2024-02-29"),
        ("14 March 2026", "2026-03-14"),
        ("14. mars 2026", "2026-03-14"),
        ("Maaliskuu 2026", "2026-03"),
        ("14. maaliskuuta 2026", "2026-03-14"),
        ("6 Kesäkuuta 2026", "2026-06-06"),
    ],
)
def test_a_day_is_understood(written: str, stored: str) -> None:
    assert dates.read(written) == stored
    assert dates.read(stored) == stored


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "29.2.2025",
        "31.4.2026",
        "2026-13",
        "0.1.2026",
        "14.3.26",
        "3026",
        "1066",
        "3/14/2026",
        "14 Marz 2026",
        "31 April 2026",
    ],
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        dates.read(written)


def test_figures_of_other_scripts_are_refused() -> None:
    with pytest.raises(ValueError):
        dates.read("٢٠٢٦")


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)))
def test_every_day_comes_back(day: dt.date) -> None:
    stored = dates.read(f"{day.day}.{day.month}.{day.year}")
    assert dates.first_day(stored) == dates.last_day(stored) == day
    assert dates.first_day(stored[:7]) == day.replace(day=1)
    assert (dates.last_day(stored[:7]) + dt.timedelta(1)).day == 1
    year = dates.first_day(stored[:4]), dates.last_day(stored[:4])
    assert year == (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


@pytest.mark.parametrize(
    ("stored", "language", "words"),
    [
        ("2026-03-14", "fi", "14.3.2026"),
        ("2026-03-14", "sv", "2026-03-14"),
        ("2026-03", "fi", "maaliskuu\u00a02026"),
        ("2026", "en", "2026"),
    ],
)
def test_a_stored_day_in_words(stored: str, language: str, words: str) -> None:
    assert dates.words(stored, language) == words


@pytest.mark.parametrize("stored", ["true", "", "0000-01-01", "9999-12-31", "2026-02-30", "[1]"])
def test_what_is_no_day_is_told_as_none(stored: str) -> None:
    assert dates.words(stored, "en") == "–"


@given(
    st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)),
    st.sampled_from((4, 7, 10)),
    st.sampled_from(formats.LANGUAGES),
)
def test_what_a_form_begins_with_is_read_back(day: dt.date, precision: int, language: str) -> None:
    stored = day.isoformat()[:precision]
    written = dates.typed(stored, language)
    assert dates.read(written) == stored
    assert "\u00a0" not in written


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one time zone a machine")
@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("EET-2", "2026-12-31T22:30:00+00:00", dt.date(2027, 1, 1)),
        ("EET-2", "2026-12-31T21:30:00", dt.date(2026, 12, 31)),
        ("UTC", "2026-12-31T22:30:00", dt.date(2026, 12, 31)),
        ("WET1", "2027-01-01T00:30:00+00:00", dt.date(2026, 12, 31)),
    ],
)
def test_the_day_of_a_moment_is_that_of_this_machines_clock(
    monkeypatch: pytest.MonkeyPatch, zone: str, moment: str, day: dt.date
) -> None:
    """An idea that is saved after midnight of New Year is of the new year."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", zone)
        time.tzset()
        found = dates.day_of(dt.datetime.fromisoformat(moment))
        stamped = dates.day_of(pd.Timestamp(moment))
    time.tzset()
    assert found == stamped == day
