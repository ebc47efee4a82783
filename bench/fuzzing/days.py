"""Every page on rare days: leap day, the nights when clocks change, the turn of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bench.fuzzing import CRASH, TAKEN, Tally
from seutukuva import settings, showing

DAYS = (
    *(dt.date(2026, 12, 31), dt.date(2027, 1, 1), dt.date(2028, 2, 29), dt.date(2026, 3, 29)),
    *(dt.date(2026, 10, 25), dt.date(2100, 2, 28), dt.date(1999, 12, 31), dt.date(2038, 1, 19)),
)


@contextmanager
def being(day: dt.date) -> Iterator[None]:
    """Inside, it is that day for every page and figure of this process."""
    before = showing.today
    showing.today = lambda: day
    try:
        yield
    finally:
        showing.today = before


def of_days(pages: Sequence[str], days: Sequence[dt.date] = DAYS) -> Tally:
    """Each page on each day, in this process."""
    from streamlit.testing.v1 import AppTest

    tally = Tally()
    for page in pages:
        for day in days:
            at = AppTest.from_file(str(settings.REPOSITORY / "app.py"), default_timeout=60)
            at.switch_page(f"pages/{page}.py")
            with being(day):
                at.run()
            wrong = [*(one.message for one in at.exception), *(one.value for one in at.error)]
            tally.note(CRASH if wrong else TAKEN, f"{page} on {day}: {wrong}")
    return tally
