"""The register of early signals and their reviews, as they stand in the log.

Both kinds are confidential: signals rest on what firms and advisers have told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva import access, dates, formats, settings, store
from seutukuva.definitions import Area
from seutukuva.errors import InvalidRecord
from seutukuva.interviews import rounds
from seutukuva.texts import _

KIND, REVIEW = "signal", "signal_review"
WATCHING, ACTED_ON = "watching", "acted_on"
# States in which nothing is awaited any more.
CLOSED = ("passed", "wrong")
RATINGS = (1, 2, 3, 4, 5)
# Chosen by whoever enters a signal: a rating that stands there beforehand would be nobody's.
NEEDED = ("direction", "horizon", "likelihood", "impact")


@dataclass(frozen=True, slots=True)
class Rating:
    """How a version of a signal was rated.

    Attributes:
        likelihood, impact: 1 to 5; None where the version says neither.
        day: when it was saved (UTC).
    """

    seq: int
    state: str
    likelihood: int | None
    impact: int | None
    day: dt.date


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal as it stands; "" is what was left empty.

    Attributes:
        seq: its newest row of the log.
        source, theme, direction, horizon, state, organisation, development_area: ids.
        likelihood, impact: 1 to 5; None where none is given.
        seen_on: as ``seutukuva.dates`` keeps days.
        watched: indicator and area of the series that it began with; "" without.
        ratings: of every version, the oldest first.
    """

    id: str
    seq: int
    title: str = ""
    observation: str = ""
    source: str = ""
    origin: str = ""
    url: str = ""
    theme: str = ""
    direction: str = ""
    horizon: str = ""
    likelihood: int | None = None
    likelihood_reason: str = ""
    impact: int | None = None
    impact_reason: str = ""
    area_ids: tuple[str, ...] = ()
    development_area: str = ""
    organisation: str = ""
    seen_on: str = ""
    state: str = WATCHING
    action: str = ""
    watched: tuple[str, str] = ("", "")
    ratings: tuple[Rating, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still awaited."""
        return self.state not in CLOSED

    def concerns(self, area: Area) -> bool:
        """Whether it is of an area: it names it, or one that holds it, or is of the programme."""
        holders = {area.id, area.subregion_id, area.region_id, area.country_id}
        return not self.area_ids or not holders.isdisjoint(self.area_ids)

    @property
    def is_rated(self) -> bool:
        """Whether it has its place in the matrix."""
        return self.likelihood is not None and self.impact is not None

    @property
    def day(self) -> dt.date:
        """The first day on which it may have been seen; of none, that of its first version."""
        if _is_day(self.seen_on):
            return dates.first_day(self.seen_on)
        return self.ratings[0].day if self.ratings else dt.date.max


@dataclass(frozen=True, slots=True)
class Review:
    """What became of one signal by one round."""

    id: str
    seq: int
    signal: str
    round: str
    outcome: str
    text: str


def listed(as_of: int | None = None) -> list[Signal]:
    """Every signal that is not withdrawn, those seen last first.

    Raises:
        AccessRefused: not here.
        RecordsError: the log cannot be read.
    """
    access.require("signals")
    asked = {"programme": settings.programme_id(), "as_of": as_of}
    # Ratings last: a signal that is entered between the two questions has its own, too.
    rows = store.run("records/signal", **asked).to_dict("records")
    ratings: dict[str, list[Rating]] = {}
    for row in store.run("records/signal_ratings", **asked).to_dict("records"):
        ratings.setdefault(str(row["id"]), []).append(_rating(row))
    return [_signal(row, ratings.get(str(row["id"]), ())) for row in rows]


def reviews(as_of: int | None = None) -> list[Review]:
    """Every review that is not withdrawn, the latest round first.

    Raises:
        AccessRefused, RecordsError: as `listed`.
    """
    access.require("signals")
    rows = store.run("records/signal_review", programme=settings.programme_id(), as_of=as_of)
    return [
        Review(
            id=str(row["id"]),
            seq=int(row["seq"]),
            **{name: _text(row[name]) for name in ("signal", "round", "outcome", "text")},
        )
        for row in rows.to_dict("records")
        if _is_round(_text(row["round"]))
    ]


def completed(body: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """What was typed into the form of a signal.

    Raises:
        InvalidRecord: something needed is not there, or does not agree.
    """
    problems = [
        (name, words)
        for name, words in (
            ("direction", _("Choose whether it is an opportunity or a threat.")),
            ("horizon", _("Choose when it would be felt.")),
            ("likelihood", _("Choose how likely it is.")),
            ("impact", _("Choose how large its impact would be.")),
        )
        if not body.get(name)
    ]
    seen_on = dates.read_or_empty(body.get("seen_on"))
    if seen_on and dates.first_day(seen_on) > today:
        problems.append(("seen_on", _("The day on which it was seen is still to come.")))
    if body.get("state") == ACTED_ON and not str(body.get("action") or "").strip():
        problems.append(("action", _("Write what was decided about it, then it is acted on.")))
    if problems:
        raise InvalidRecord(KIND, problems)
    return dict(body)


def completed_review(body: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into the form of a review.

    Raises:
        InvalidRecord: it says not what became of the signal, or names no round.
    """
    problems = []
    if not body.get("outcome"):
        problems.append(("outcome", _("Choose what became of it.")))
    if not _is_round(str(body.get("round") or "")):
        problems.append(("round", _("A round is a month, such as 2026-10.")))
    if problems:
        raise InvalidRecord(REVIEW, problems)
    return dict(body)


def review_id(signal_id: str, round_id: str) -> str:
    """The id of the review of a signal for a round: two who write it meet each other."""
    return f"review-{round_id}-{signal_id}"


def _signal(row: Mapping[str, Any], ratings: Iterable[Rating]) -> Signal:
    texts = (
        *("title", "observation", "source", "origin", "url", "theme", "direction", "horizon"),
        *("likelihood_reason", "impact_reason", "development_area", "organisation"),
        *("seen_on", "state", "action"),
    )
    areas = row["area_ids"].tolist() if hasattr(row["area_ids"], "tolist") else row["area_ids"]
    return Signal(
        id=str(row["id"]),
        seq=int(row["seq"]),
        **{name: _text(row[name]) for name in texts},
        likelihood=_grade(row["likelihood"]),
        impact=_grade(row["impact"]),
        area_ids=tuple(one for one in areas if isinstance(one, str))
        if isinstance(areas, list)
        else (),
        watched=(_text(row["begun_indicator"]), _text(row["begun_area"])),
        ratings=tuple(ratings),
    )


def _rating(row: Mapping[str, Any]) -> Rating:
    return Rating(
        int(row["seq"]),
        _text(row["state"]),
        _grade(row["likelihood"]),
        _grade(row["impact"]),
        # A row that was changed past the log's rules may say no day.
        dt.date.min if formats.is_missing(row["recorded_at"]) else dates.day_of(row["recorded_at"]),
    )


def _grade(value: Any) -> int | None:
    text = _text(value)
    return int(text) if text in {str(one) for one in RATINGS} else None


def _text(value: Any) -> str:
    return "" if formats.is_missing(value) else str(value)


def _is_round(text: str) -> bool:
    """Whether it is a month in which a group can have met: no year 0, no year 9999."""
    return rounds.is_round(text) and _is_day(text)


def _is_day(stored: str) -> bool:
    return bool(stored) and dates.read_or_empty(stored) == stored
