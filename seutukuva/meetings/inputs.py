"""What the checklist of a round counts, asked where it is kept: the only place that asks for it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from seutukuva import definitions, formats, store
from seutukuva.interviews import batches, rounds, summaries
from seutukuva.meetings import register
from seutukuva.meetings.register import Action
from seutukuva.outlook import register as outlook
from seutukuva.projects import recorded
from seutukuva.projects import register as projects
from seutukuva.projects.model import Report
from seutukuva.yearly_clock import reading

_IRREGULAR = "irregular"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A source of statistics.

    Attributes:
        looked_at: when its server was asked last with success; None: only starter figures.
        next_release: the day from which there are new figures; None where nobody says.
        has_failed: whether the last attempt failed.
        is_settled: whether nothing new is awaited of it.
    """

    id: str
    looked_at: dt.date | None
    next_release: dt.date | None
    has_failed: bool
    is_settled: bool

    def is_fresh(self, since: dt.date, today: dt.date) -> bool:
        """Whether it was looked at since a day, and since its newest release."""
        if self.has_failed:
            return False
        if self.is_settled:
            return True
        if self.looked_at is None or self.looked_at < since:
            return False
        due = self.next_release
        return due is None or due > today or self.looked_at >= due


@dataclass(frozen=True, slots=True)
class Given:
    """How many of the awaited outlook marks an organisation has given."""

    organisation: str
    n: int
    of: int


def sources() -> list[Fetched]:
    """Every source of statistics, as the version that is shown knows it.

    Raises:
        MissingData: nothing has been published.
    """
    known = definitions.load().sources
    return [
        Fetched(
            id=str(row["source_id"]),
            looked_at=_latest(row["checked_at"], row["fetched_at"]),
            next_release=_day(row["next_release"]),
            has_failed=not formats.is_missing(row["last_error_at"]),
            # What comes at no rhythm is looked at when somebody knows of something new.
            is_settled=row["rhythm"] == _IRREGULAR,
        )
        for row in store.run("shared/sources").to_dict("records")
        if row["source_id"] in known
    ]


def summaries_given(round_id: str) -> dict[str, int]:
    """How many summaries each organisation has given for a round."""
    return dict(Counter(one.organisation for one in summaries.listed() if one.round == round_id))


def interviewed(round_id: str) -> dict[str, int]:
    """How many interviews of a round are accepted, by organisation; invented ones only if alone."""
    own = [one for one in batches.standing() if one.wave == round_id]
    real = [one for one in own if not one.is_demonstration]
    counts: Counter[str] = Counter()
    if counted := real or own:
        told = batches.responses(counted)["organisation"].tolist()
        counts.update("" if formats.is_missing(one) else str(one) for one in told)
    # Whose they are nobody has said: then they stand for no organisation.
    counts.pop("", None)
    return dict(counts)


def reports() -> dict[str, list[Report]]:
    """The reports of projects, by the organisation that follows the project up."""
    found = recorded.reports()
    areas = definitions.load().programme.development_areas
    owners = {one.code: one.owner for one in areas}
    by_owner: dict[str, list[Report]] = {}
    for one in projects.projects(list(found)) if found else ():
        own = one.owner or owners.get(one.development_area, "")
        by_owner.setdefault(own, []).extend(found.get(one.key, ()))
    return by_owner


def marks(round_id: str) -> list[Given]:
    """How many outlook marks each group of authors has given for a round; none without a method."""
    return [Given(one.group, one.n, one.of) for one in outlook.completeness(round_id)]


def actions() -> list[Action]:
    """Every action."""
    return register.actions()


def is_before_use(round_id: str, today: dt.date) -> bool:
    """Whether a round began before the program was in use, by what the calendar calls late.

    Raises:
        RecordsError: the log cannot be read.
    """
    clock = definitions.load().calendar
    began = reading.known(clock, today).began
    if began is None:
        return True
    return rounds.first_day(round_id) < max(began, clock.kept_since or began)


def _latest(*moments: Any) -> dt.date | None:
    days = [day for one in moments if (day := _day(one))]
    return max(days, default=None)


def _day(value: Any) -> dt.date | None:
    if formats.is_missing(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None
