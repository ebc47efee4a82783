"""Evaluations and their grades as they stand in the log, and what may be entered of them.

The form is that of the yearly programme status evaluation of Norwegian restructuring programmes:
criteria beforehand, grades 1–5 with a unanimous reason, improvements for the next plan.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import dates, definitions, formats, settings, store, texts
from seutukuva.errors import InvalidRecord
from seutukuva.evaluations import frozen
from seutukuva.evaluations.frozen import Frozen
from seutukuva.meetings.register import Action
from seutukuva.texts import _

KIND, GRADE = "evaluation", "evaluation_grade"
SELF, EXTERNAL = "self", "external"
OCCASIONS = ("midterm", "final", "yearly")
# A reason of fewer letters names no fact.
FEWEST_LETTERS = 15


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One evaluation with the criteria that were frozen for it.

    Attributes:
        row: its newest row of the log.
        criteria: id of the set; the criteria themselves are ``frozen``.
        doer: ``SELF`` or ``EXTERNAL``.
        convener: organisation that answers for it.
        closes_on: None where it was left open.
        entered_on: day of its first row; None where the log does not say.
    """

    id: str
    row: int
    title: str
    criteria: str
    doer: str
    occasion: str
    convener: str
    frozen_on: dt.date
    opens_on: dt.date
    closes_on: dt.date | None
    facts: str
    frozen: Frozen
    entered_on: dt.date | None = None

    @property
    def is_entered_late(self) -> bool:
        """Whether the criteria reached the log only when it was open already."""
        return self.entered_on is not None and self.entered_on >= self.opens_on

    def has_opened(self, today: dt.date) -> bool:
        """Whether grades can be given."""
        return today >= self.opens_on

    def has_closed(self, today: dt.date) -> bool:
        """Whether its last day has passed."""
        return self.closes_on is not None and today > self.closes_on


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, 1 the worst, with its reason."""

    id: str
    row: int
    evaluation: str
    criterion: str
    value: int
    reason: str
    recorded_on: dt.date | None = None


def listed(as_of: int | None = None) -> list[Evaluation]:
    """Every evaluation that is not withdrawn, the one that opens last first.

    One whose criteria cannot be read any more is left out.

    Raises:
        RecordsError: the log cannot be read.
    """
    found = (_evaluation(row) for row in _rows("records/evaluation", as_of))
    return [one for one in found if one is not None]


def grades(evaluation_id: str = "", as_of: int | None = None) -> list[Grade]:
    """The grades of an evaluation, or of all.

    Raises:
        RecordsError: the log cannot be read.
    """
    found = (_grade(row) for row in _rows("records/evaluation_grade", as_of))
    return [one for one in found if one and evaluation_id in ("", one.evaluation)]


def improvements(evaluation_id: str, every: Iterable[Action]) -> list[Action]:
    """The actions that an evaluation asked for, of those of all meetings."""
    return [one for one in every if origin(one).get("evaluation") == evaluation_id]


def origin(action: Action) -> dict[str, str]:
    """Which evaluation and criterion an action comes from; empty where from none."""
    try:
        found = json.loads(action.origin) if action.origin else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def before(evaluation: Evaluation, every: Sequence[Evaluation]) -> Evaluation | None:
    """The one by the same set that opened last before it; None where it is the first."""
    earlier = [
        one
        for one in every
        if one.criteria == evaluation.criteria
        and one.id != evaluation.id
        and (one.opens_on, one.row) < (evaluation.opens_on, evaluation.row)
    ]
    return max(earlier, key=lambda one: (one.opens_on, one.row), default=None)


def is_changed_since(evaluation: Evaluation) -> bool:
    """Whether the file of its criteria says something else now, or is gone."""
    own = definitions.load().evaluations.get(evaluation.criteria)
    return own is None or frozen.fingerprint(frozen.content(own)) != evaluation.frozen.fingerprint


def grade_id(evaluation_id: str, criterion_id: str) -> str:
    """The id of a grade: two who give it meet each other."""
    return f"{evaluation_id[:33]}-{criterion_id}"


def completed(body: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """What was typed into the form of an evaluation, with its criteria frozen.

    Raises:
        InvalidRecord: the set is not known, or the criteria would be frozen too late.
    """
    found, problems = dict(body), []
    own = definitions.load().evaluations.get(str(found.get("criteria") or ""))
    if own is None:
        problems.append(("criteria", _("Choose a set of criteria.")))
    frozen_on, opens_on = _day(found.get("frozen_on")), _day(found.get("opens_on"))
    if frozen_on and frozen_on > today:
        words = _("The day on which the criteria were frozen is still to come.")
        problems.append(("frozen_on", words))
    if frozen_on and opens_on and opens_on <= frozen_on:
        words = _("Criteria are frozen before an evaluation opens: write a later day of opening.")
        problems.append(("opens_on", words))
    if problems or own is None:
        raise InvalidRecord(KIND, problems)
    found["frozen"] = frozen.content(own)
    return found


def completed_grade(
    body: Mapping[str, Any], evaluation: Evaluation, criterion_id: str, today: dt.date
) -> dict[str, Any]:
    """What was typed into the form of a grade.

    Raises:
        InvalidRecord: it is not open yet, the grade is not of its scale, or no fact is named.
    """
    problems = []
    if not evaluation.has_opened(today):
        day = formats.date(evaluation.opens_on, texts.language())
        words = _("The evaluation opens on {day}: before it no grades are given.")
        problems.append(("grade", words.format(day=day)))
    if _value(body.get("grade"), evaluation.frozen) is None:
        problems.append(("grade", _("Choose a grade.")))
    if sum(sign.isalpha() for sign in str(body.get("reason") or "")) < FEWEST_LETTERS:
        words = _("Write what shows the grade: a reason of at least {n} letters.")
        problems.append(("reason", words.format(n=FEWEST_LETTERS)))
    if evaluation.frozen.criterion(criterion_id) is None:
        problems.append(("criterion", _("This evaluation has no such criterion.")))
    if problems:
        raise InvalidRecord(GRADE, problems)
    return {**body, "evaluation": evaluation.id, "criterion": criterion_id}


def _rows(name: str, as_of: int | None) -> list[dict[str, Any]]:
    found = store.run(name, programme=settings.programme_id(), as_of=as_of)
    rows: list[dict[str, Any]] = found.to_dict("records")
    return rows


def _evaluation(row: Mapping[str, Any]) -> Evaluation | None:
    criteria = frozen.read(_text(row["frozen"]))
    frozen_on, opens_on = _day(row["frozen_on"]), _day(row["opens_on"])
    if criteria is None or frozen_on is None or opens_on is None:
        return None
    texts_of = ("title", "criteria", "doer", "occasion", "convener", "facts")
    entered = row["first_recorded_at"]
    return Evaluation(
        id=str(row["id"]),
        row=int(row["seq"]),
        **{name: _text(row[name]) for name in texts_of},
        frozen_on=frozen_on,
        opens_on=opens_on,
        closes_on=_day(row["closes_on"], is_last=True),
        frozen=criteria,
        entered_on=None if formats.is_missing(entered) else dates.day_of(entered),
    )


def _grade(row: Mapping[str, Any]) -> Grade | None:
    text = _text(row["grade"])
    if not (text.isdecimal() and int(text)):
        return None
    recorded = row["recorded_at"]
    return Grade(
        id=str(row["id"]),
        row=int(row["seq"]),
        evaluation=_text(row["evaluation"]),
        criterion=_text(row["criterion"]),
        value=int(text),
        reason=_text(row["reason"]),
        recorded_on=None if formats.is_missing(recorded) else dates.day_of(recorded),
    )


def _value(stored: Any, criteria: Frozen) -> int | None:
    text = str(stored or "")
    allowed = [str(n) for n in range(1, len(criteria.grades) + 1)]
    return int(text) if text in allowed else None


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _day(stored: Any, *, is_last: bool = False) -> dt.date | None:
    day = dates.read_or_empty(stored)
    if not day:
        return None
    return dates.last_day(day) if is_last else dates.first_day(day)
