"""Outlook marks as they stand in the log, and how new ones get there.

One mark is of a round, an area, a theme, a horizon and a group of authors; its id follows from
these, so that two who write the same mark meet each other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from seutukuva import access, definitions, formats, made, records, settings, store
from seutukuva.definitions.outlook import HORIZONS, SCORES
from seutukuva.errors import InvalidRecord
from seutukuva.interviews import rounds
from seutukuva.texts import _, ngettext

KIND = "outlook_mark"
SOURCE = "situation/outlook"
INDICATOR, BALANCE = "indicator:", "balance:"


@dataclass(frozen=True, slots=True)
class Stood:
    """A figure as it was known when a mark that rests on it was saved.

    Attributes:
        evidence: as of `Mark.evidence`.
        period: of the figure.
        value, before: it, and that of the same time a year before; None where there is none, and
            of balances, which are confidential.
    """

    evidence: str
    period: str
    value: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as it stands.

    Attributes:
        row: its newest row of the log.
        round: month of the yearly clock, ``2026-10``.
        area, theme, group: ids; the group is an organisation.
        horizon: "now" (against a year ago), "6" or "12" months ahead.
        score: −2 … +2, plus is always good.
        evidence: ``indicator:unemployment_share``, ``balance:turnover_outlook``.
        recorded_at: when it was saved (UTC).
        versions: how often it has been saved.
        stood: figures of the evidence as they were known then.
    """

    id: str
    row: int
    round: str
    area: str
    theme: str
    horizon: str
    score: int
    reason: str
    group: str
    evidence: tuple[str, ...] = ()
    recorded_at: dt.datetime | None = None
    recorded_by: str = ""
    versions: int = 1
    stood: tuple[Stood, ...] = ()

    @property
    def cell(self) -> tuple[str, str, str]:
        """Area, theme and horizon."""
        return self.area, self.theme, self.horizon


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody wants to be stored as a mark."""

    round: str
    area: str
    theme: str
    horizon: str
    group: str
    score: int | None
    reason: str
    evidence: tuple[str, ...] = ()
    stood: tuple[Stood, ...] = ()

    @property
    def id(self) -> str:
        """The mark's id."""
        return mark_id(self.round, self.area, self.theme, self.horizon, self.group)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of a round's expected marks a group has given; ``of`` 0: none are expected."""

    group: str
    n: int
    of: int

    @property
    def is_complete(self) -> bool:
        """Whether none is missing."""
        return self.n >= self.of


def mark_id(round_id: str, area: str, theme: str, horizon: str, group: str) -> str:
    """The id of a mark, the same for everybody who writes it."""
    parts = "|".join((settings.programme_id(), round_id, area, theme, horizon, group))
    return f"outlook-{hashlib.sha256(parts.encode()).hexdigest()[:32]}"


def marks(round: str | None = None, as_of: int | None = None) -> list[Mark]:
    """Every mark that is not withdrawn, the latest round first.

    Args:
        round: only of this one.
        as_of: a row of the log; None: the newest of this run.

    Raises:
        RecordsError: the log cannot be read.
    """
    by_round = made.of_log(lambda: _by_round(as_of), KIND, as_of)
    if round is None:
        return list(chain.from_iterable(by_round.values()))
    return list(by_round.get(round, ()))


def _by_round(as_of: int | None) -> dict[str, list[Mark]]:
    """The marks of each round, the latest round first."""
    rows = store.ask("records/outlook_mark", programme=settings.programme_id(), as_of=as_of)
    found: dict[str, list[Mark]] = {}
    for one in _read(rows):
        found.setdefault(one.round, []).append(one)
    return found


def missing(round: str, known: Iterable[Mark] | None = None) -> list[tuple[str, str, str, str]]:
    """Area, group, theme and horizon of every expected mark that a round lacks.

    Args:
        known: marks to look among; by default all there are.
    """
    rules = definitions.load().outlook
    there = {
        (one.area, one.group, one.theme, one.horizon)
        for one in (marks(round) if known is None else known)
        if one.round == round
    }
    wanted = (
        (area, group, theme, horizon)
        for area in rules.expected_areas
        for group in rules.expected_from
        for theme, horizon in rules.cells
    )
    return [one for one in wanted if one not in there]


def completeness(round: str, known: Iterable[Mark] | None = None) -> list[Completeness]:
    """How far each group is that is expected to mark a round, then those that did so besides.

    Args:
        known: as of `missing`.
    """
    rules = definitions.load().outlook
    given = [one for one in (marks(round) if known is None else known) if one.round == round]
    of = len(rules.expected_areas) * len(rules.cells)
    found = [
        Completeness(
            group,
            sum(one.group == group and one.area in rules.expected_areas for one in given),
            of,
        )
        for group in rules.expected_from
    ]
    others = [one for one in rules.author_groups if one not in rules.expected_from]
    counts = ((group, sum(one.group == group for one in given)) for group in others)
    return found + [Completeness(group, n, 0) for group, n in counts if n]


def body(given: Given) -> dict[str, Any]:
    """A mark as the log keeps it.

    Raises:
        InvalidRecord: it says no score, no reason in words, or what cannot be marked.
    """
    problems = _problems(given)
    if problems:
        raise InvalidRecord(KIND, problems)
    return {
        "round": given.round,
        "area": given.area,
        "theme": given.theme,
        "horizon": given.horizon,
        "score": str(given.score),
        "reason": given.reason,
        "group": given.group,
        "evidence": list(given.evidence),
        "figures": [
            {"id": one.evidence, "period": one.period, "value": one.value, "before": one.before}
            for one in given.stood
        ],
    }


def _problems(given: Given) -> list[tuple[str, str]]:
    rules = definitions.load().outlook
    found: list[tuple[str, str]] = []
    if not rounds.is_round(given.round):
        found.append(("round", _("A round is a month, such as 2026-10.")))
    if given.score not in SCORES:
        found.append(("score", _("Choose a mark, from ++ to −−.")))
    found += [("reason", one) for one in [unfit_reason(given.reason)] if one]
    for name, value, known in (
        ("area", given.area, rules.areas),
        ("group", given.group, rules.author_groups),
        ("theme", given.theme, rules.themes),
        ("horizon", given.horizon, HORIZONS),
    ):
        if value not in known:
            words = _("“{text}” is not known. Choose from the list.")
            found.append((name, words.format(text=value[:40])))
    theme = rules.themes.get(given.theme)
    if theme and not set(given.evidence) <= set(theme.evidence):
        found.append(("evidence", _("Choose the evidence from the theme’s figures and balances.")))
    return found


def unfit_reason(reason: str) -> str:
    """Why a text is no reason; "" where it is one."""
    least = definitions.load().outlook.reason_letters
    letters = sum(sign.isalpha() for sign in reason)
    if not reason.strip():
        return _("Write the reason: a mark without one is not saved.")
    if letters < least:
        words = ngettext(
            "Write the reason in words: it has less than {n} letter.",
            "Write the reason in words: it has less than {n} letters.",
            least,
        )
        return words.format(n=formats.number(least, 0, "en"))
    return ""


def save(every: Iterable[Given], seen: Mapping[str, int | None]) -> list[records.Entry]:
    """Store marks: all of them, or none.

    Args:
        seen: by id, the row that the writer looked at; None or left out: there was none.

    Raises:
        InvalidRecord: holds every problem of every mark; the field is ``theme/horizon/field``.
        RecordConflict: somebody else has saved another version of one of them meanwhile.
        RecordRefused: nothing may be entered here, or an approved edition holds the round.
        RecordsError: the log cannot be used.
    """
    bodies: dict[str, dict[str, Any]] = {}
    problems: list[tuple[str, str]] = []
    for one in every:
        try:
            bodies[one.id] = records.fitting(KIND, body(one))
        except InvalidRecord as error:
            place = f"{one.theme}/{one.horizon}"
            problems += [(f"{place}/{name}", words) for name, words in error.problems]
    if problems:
        raise InvalidRecord(KIND, problems)
    expect = {id: seen[id] for id in bodies if seen.get(id) is not None}
    return records.append_all(KIND, bodies, by=access.LOCAL, source=SOURCE, expect=expect)


def repeated(every: Iterable[Given]) -> dict[str, int]:
    """Reasons that stand in several marks word for word, with how many."""
    times: dict[str, int] = {}
    for one in every:
        text = " ".join(one.reason.split()).casefold()
        times[text] = times.get(text, 0) + 1
    return {text: n for text, n in times.items() if n > 1 and text}


_TEXTS = ("id", "round", "area", "theme", "horizon", "reason", "author_group", "recorded_by")


def _read(rows: Any) -> Iterator[Mark]:
    """The marks; a row that was changed past the log's rules and says no mark is passed by."""
    scores = {str(one): one for one in SCORES}
    is_round = {one: rounds.is_round(one) for one in rows["round"].dropna().unique()}
    # By columns: making a dictionary of every row takes longer than all the rest.
    texts = [rows[name].fillna("").tolist() for name in _TEXTS]
    others = [rows[name].fillna("").tolist() for name in ("score", "figures")]
    rest = [rows[name].tolist() for name in ("seq", "versions", "evidence", "recorded_at")]
    for row in zip(*texts, *others, *rest, strict=True):
        id, round_id, area, theme, horizon, reason, group, by = row[: len(_TEXTS)]
        score, figures, seq, versions, evidence, moment = row[len(_TEXTS) :]
        if score not in scores or not is_round.get(round_id) or horizon not in HORIZONS:
            continue
        yield Mark(
            id=id,
            row=seq,
            round=round_id,
            area=area,
            theme=theme,
            horizon=horizon,
            score=scores[score],
            reason=reason,
            group=group,
            evidence=_listed(evidence),
            recorded_at=None if formats.is_missing(moment) else moment.to_pydatetime(),
            recorded_by=by,
            versions=versions,
            stood=_stood(figures),
        )


# Marks of a theme, whoever gives them, rest on the same figures.
@lru_cache(maxsize=1024)
def _stood(text: str) -> tuple[Stood, ...]:
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Stood]:
    try:
        every = json.loads(text) if text else []
    except ValueError:
        return
    for one in every if isinstance(every, list) else []:
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            figures = (one.get(name) for name in ("value", "before"))
            value, before = (
                float(each)
                if isinstance(each, int | float) and not isinstance(each, bool)
                else None
                for each in figures
            )
            yield Stood(one["id"], str(one.get("period") or ""), value, before)


def _listed(value: Any) -> tuple[str, ...]:
    # An emptied body has not even an empty list.
    listed = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(listed, list):
        return ()
    return tuple(one for one in listed if isinstance(one, str))
