"""How an evaluation stands: grades beside those of the one before, and their spread.

Grades are an ordinal scale: they are counted, and their median is told; no mean.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva import formats, texts
from seutukuva.evaluations.frozen import Criterion
from seutukuva.evaluations.register import Evaluation, Grade, origin
from seutukuva.meetings.register import Action
from seutukuva.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with what is known of it.

    Attributes:
        before: grade of the evaluation before, where it has the criterion and the same scale.
        actions: improvements that were asked for.
    """

    criterion: Criterion
    grade: Grade | None
    before: Grade | None
    actions: tuple[Action, ...]

    @property
    def change(self) -> int | None:
        """Steps up (+) or down (−) since the evaluation before; None without one of the two."""
        if self.grade is None or self.before is None:
            return None
        return self.grade.value - self.before.value


@dataclass(frozen=True, slots=True)
class Standing:
    """All criteria of an evaluation, in their order."""

    evaluation: Evaluation
    before: Evaluation | None
    lines: tuple[Line, ...]

    @property
    def graded(self) -> tuple[Line, ...]:
        """Those that have a grade."""
        return tuple(one for one in self.lines if one.grade)

    @property
    def spread(self) -> dict[int, int]:
        """How many have each grade, the worst first, also those that nothing has."""
        counts = Counter(one.grade.value for one in self.lines if one.grade)
        return {n: counts[n] for n in range(1, len(self.evaluation.frozen.grades) + 1)}

    @property
    def median(self) -> float | None:
        """The middle one of the grades; between two steps where they are even; None of none."""
        values = [one.grade.value for one in self.lines if one.grade]
        return statistics.median(values) if values else None

    @property
    def actions(self) -> tuple[Action, ...]:
        """The improvements of all criteria."""
        return tuple(action for one in self.lines for action in one.actions)


def standing(
    evaluation: Evaluation,
    before: Evaluation | None,
    grades: Sequence[Grade],
    actions: Sequence[Action],
) -> Standing:
    """Join what is known of an evaluation.

    Args:
        before: the evaluation by the same set that came before.
        grades, actions: of all evaluations.
    """
    own = {one.criterion: one for one in grades if one.evaluation == evaluation.id}
    earlier: dict[str, Grade] = {}
    # On another scale a 3 means something else.
    if before and len(before.frozen.grades) == len(evaluation.frozen.grades):
        earlier = {one.criterion: one for one in grades if one.evaluation == before.id}
    asked: dict[str, list[Action]] = {}
    for action in actions:
        found = origin(action)
        if found.get("evaluation") == evaluation.id:
            asked.setdefault(str(found.get("criterion", "")), []).append(action)
    lines = tuple(
        Line(one, own.get(one.id), earlier.get(one.id), tuple(asked.get(one.id, ())))
        for one in evaluation.frozen.criteria
    )
    return Standing(evaluation, before, lines)


def in_short(found: Standing, today: dt.date) -> list[str]:
    """What an official reads in ten seconds, a sentence a subject."""
    one, speak = found.evaluation, texts.language()
    done, of = len(found.graded), len(found.lines)
    if not one.has_opened(today):
        days = (one.opens_on - today).days
        words = ngettext(
            "It opens in {n} day, on {day}; its {of} criteria are frozen.",
            "It opens in {n} days, on {day}; its {of} criteria are frozen.",
            days,
        )
        return [words.format(n=days, day=formats.date(one.opens_on, speak), of=of)]
    told = [_("{done} of {of} criteria are graded.").format(done=done, of=of)]
    if done:
        told[0] += " " + spread_told(found)
    told += _moves(found)
    told += _actions(found, today)
    if one.has_closed(today) and one.closes_on and done < of:
        day = formats.date(one.closes_on, speak)
        told.append(_("It closed on {day} and is not complete.").format(day=day))
    return told


def spread_told(found: Standing) -> str:
    """The counts of the grades from the best, and the median."""
    parts = [
        _("{n} × grade {grade}").format(n=n, grade=grade)
        for grade, n in reversed(found.spread.items())
        if n
    ]
    median = found.median
    if median is None:
        return ""
    said = texts.number(median, 0 if median == int(median) else 1)
    counted = ", ".join(parts)
    return _("Spread: {counted}; median {median}.").format(counted=counted, median=said)


def _moves(found: Standing) -> list[str]:
    changes = [one.change for one in found.lines if one.change is not None]
    if not changes or found.before is None:
        return []
    up, down = sum(n > 0 for n in changes), sum(n < 0 for n in changes)
    return [
        _(
            "Against “{before}”, of {n} criteria graded both times {up} rose, {down} fell and "
            "{same} stayed."
        ).format(
            before=found.before.title,
            n=len(changes),
            up=up,
            down=down,
            same=len(changes) - up - down,
        )
    ]


def _actions(found: Standing, today: dt.date) -> list[str]:
    actions = found.actions
    if not actions:
        return []
    still = [one for one in actions if one.is_open]
    late = sum(1 for one in still if one.days_late(today))
    words = ngettext(
        "{n} improvement is in the plan: {open} still open, of them {late} late.",
        "{n} improvements are in the plan: {open} still open, of them {late} late.",
        len(actions),
    )
    return [words.format(n=len(actions), open=len(still), late=late)]
