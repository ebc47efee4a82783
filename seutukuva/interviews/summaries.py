"""Advisers' summaries of their clients' situation: which are there, and which are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import access, definitions, formats, settings, store
from seutukuva.errors import InvalidRecord
from seutukuva.interviews import rounds
from seutukuva.texts import _

KIND = "adviser_summary"


@dataclass(frozen=True, slots=True)
class Summary:
    """One summary of one organisation for one round.

    Attributes:
        seq: its newest row of the log; ``versions`` how often it has been saved.
        round: the month of the meeting that it is for, ``2027-04``.
        development_area: its code, or "" for all of them.
        outlook: id of the choice, or "".
        themes: ids of themes of free text.
    """

    id: str
    seq: int
    organisation: str
    round: str
    development_area: str
    outlook: str
    themes: tuple[str, ...]
    text: str
    versions: int
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What one organisation has given for each of some rounds: how many summaries."""

    organisation: str
    counts: tuple[int, ...]

    @property
    def is_missing(self) -> bool:
        """Whether nothing is there for the first of the rounds."""
        return not self.counts[0]


def listed(as_of: int | None = None) -> list[Summary]:
    """Every summary that is not withdrawn, the latest round first.

    Raises:
        AccessRefused: not here.
        RecordsError: the log cannot be read.
    """
    access.require("summaries")
    rows = store.run("records/adviser_summary", programme=settings.programme_id(), as_of=as_of)
    return [_summary(row) for row in rows.to_dict("records")]


def completeness(
    rows: Iterable[Summary], organisations: Sequence[str], of_rounds: Sequence[str]
) -> list[Given]:
    """What each organisation has given, in the order of the organisations.

    Args:
        organisations: those that write one each round; others that have are added.
        of_rounds: the round looked at first, then earlier ones.
    """
    given: dict[tuple[str, str], int] = {}
    for one in rows:
        given[one.organisation, one.round] = given.get((one.organisation, one.round), 0) + 1
    others = sorted({who for who, when in given if when in of_rounds} - set(organisations))
    return [
        Given(who, tuple(given.get((who, when), 0) for when in of_rounds))
        for who in (*organisations, *others)
    ]


def completed(body: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into the form.

    Raises:
        InvalidRecord: it names no round.
    """
    if body.get("round") and not rounds.is_round(str(body["round"])):
        words = _("A round is a month, such as 2026-10.")
        raise InvalidRecord(KIND, [("round", words)])
    return dict(body)


def days_left(round_id: str, today: dt.date) -> int:
    """Days until the month of the round begins; zero or less when it has begun."""
    return (rounds.first_day(round_id) - today).days


def known_rounds(today: dt.date) -> list[str]:
    """The rounds that a summary can be for, the one that comes next first."""
    months = definitions.load().interviewing.rounds
    coming = rounds.following(today, months)
    return [coming, *rounds.around(rounds.first_day(coming), months, before=4, after=0)]


def _summary(row: Mapping[str, Any]) -> Summary:
    return Summary(
        id=str(row["id"]),
        seq=int(row["seq"]),
        organisation=_own(row["organisation"]),
        round=_own(row["round"]),
        development_area=_own(row["development_area"]),
        outlook=_own(row["outlook"]),
        themes=_themes(row["themes"]),
        text=_own(row["text"]),
        versions=int(row["versions"]),
        recorded_at=row["recorded_at"],
    )


def _themes(value: Any) -> tuple[str, ...]:
    # An emptied body has not even an empty list.
    listed = value.tolist() if hasattr(value, "tolist") else value
    return tuple(str(one) for one in listed) if isinstance(listed, list) else ()


def _own(value: Any) -> Any:
    return "" if formats.is_missing(value) else value
