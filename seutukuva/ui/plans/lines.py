"""A measure of one project, or of several, as the table of planned and realised tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva import texts
from seutukuva.definitions import Measure
from seutukuva.projects.measuring import Number, Undefined, is_number
from seutukuva.projects.model import DECIDED
from seutukuva.projects.pairing import Gap
from seutukuva.projects.picture import FINAL, LINEAR, OWN, Picture, Row
from seutukuva.projects.rag import Status
from seutukuva.projects.sums import Combined, SumRow
from seutukuva.texts import N_, _
from seutukuva.ui import outcomes
from seutukuva.ui.plans.words import percent, why, why_money
from seutukuva.ui.portfolio.names import amount, besides, day
from seutukuva.ui.projects.names import STAGES

_OUTCOMES = {
    FINAL: N_("final"),
    OWN: N_("the owner’s own forecast"),
    LINEAR: N_("linear, from the pace so far"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; notes say what a figure alone would not.

    Attributes:
        gap: how far the money is ahead of this result; ``gap_note``: by which day and of how many
            projects, or why it is not defined.
        outcome: what the whole comes to.
        basis: of how many projects the judgement is, where it is not of all that plan it.
    """

    measure: Measure
    name: str
    planned: float | None
    planned_note: str
    realised: float | None
    realised_note: str
    achievement: Number
    expected: float | None
    pace: Number
    gap: Number
    gap_note: str
    outcome: Number
    outcome_note: str
    women_planned: Number
    women_realised: Number
    women_note: str
    status: Status
    basis: str = ""


def of_picture(picture: Picture) -> list[Line]:
    """The measures of one project."""
    return [_of_row(row, picture) for row in picture.rows]


def of_combined(combined: Combined, pictures: Sequence[Picture]) -> list[Line]:
    """The measures of several projects.

    Args:
        pictures: those of the same projects, for what they come to at their ends.
    """
    return [_of_sum(row, combined, pictures) for row in combined.rows]


def _gap(row: Row, picture: Picture) -> tuple[Number, str]:
    """How far the money is ahead of a result, and up to which day both are told."""
    found = picture.gaps.get(row.measure.id, Undefined.NOTHING)
    if isinstance(found, Gap):
        return found.share, _("both by {day}").format(day=day(found.pair.on))
    return found, _why_no_gap(row.measure, found, row.achievement, picture.absorption)


def _sum_gap(row: SumRow, spent: Number) -> tuple[Number, str]:
    if not is_number(row.gap):
        return row.gap, _why_no_gap(row.measure, row.gap, row.achievement, spent)
    if row.gap_projects == row.plan_projects:
        return row.gap, ""
    return row.gap, _projects(row.gap_projects, row.plan_projects)


def _why_no_gap(measure: Measure, gap: Number, achievement: Number, spent: Number) -> str:
    """Why no gap is told; "" of money, and where the share of the plan says the same."""
    if measure.kind == "money":
        return ""
    if gap == spent:
        return why_money(gap)
    return "" if gap == achievement else why(gap)


def _projects(n: int, of: int) -> str:
    return _("{n} of {of} projects").format(n=texts.number(n), of=texts.number(of))


def _of_row(row: Row, picture: Picture) -> Line:
    is_due = row.measure.timing != "at_end" or row.is_final
    _who, outcome = row.outcome
    planned = row.planned.value if row.planned else None
    gap, gap_note = _gap(row, picture)
    return Line(
        measure=row.measure,
        name=row.measure.title[texts.language()],
        planned=planned,
        planned_note=_planned_note(row),
        realised=row.realised.value if row.realised else None,
        realised_note=_realised_note(row),
        achievement=row.achievement,
        expected=row.expected if is_number(row.expected) and is_due else None,
        pace=row.pace,
        gap=gap,
        gap_note=gap_note,
        outcome=outcome,
        outcome_note=_outcome_note(row, picture) if is_number(outcome) else "",
        women_planned=row.women_share_planned,
        women_realised=row.women_share_realised,
        women_note=_of_women(row.women_achievement),
        status=row.status,
    )


def _of_women(achievement: Number) -> str:
    """How much of what was planned for women has come."""
    if not is_number(achievement):
        return ""
    return _("{share} of the women planned").format(share=percent(achievement))


def _outcome_note(row: Row, picture: Picture) -> str:
    """Who says what the whole comes to, and how far ended projects were off."""
    who = _(_OUTCOMES[row.outcome[0]])
    return "; ".join(text for text in (who, outcomes.span(row, picture.on)) if text)


def _planned_note(row: Row) -> str:
    """At which stage the plan is, and what was decided at first where that was something else."""
    if row.planned is None:
        return ""
    stage = _(STAGES[row.planned.stage])
    if row.decided is None or row.decided.value == row.planned.value:
        return stage
    first = amount(row.decided.value, row.measure.unit)
    return f"{stage}; {_(STAGES[DECIDED])}: {first}"


def _realised_note(row: Row) -> str:
    if row.realised is None:
        return ""
    return f"{_(STAGES[row.realised.stage])}, {day(row.realised.as_of)}"


def _of_sum(row: SumRow, combined: Combined, pictures: Sequence[Picture]) -> Line:
    outcome, note = _outcomes(row.measure, pictures)
    known = row.sex_realised.projects
    told = _("of {n} projects that tell it").format(n=texts.number(known)) if known else ""
    # What no project is expected to have reached by now is no lag.
    is_due = row.measure.timing != "at_end" or bool(row.expected)
    gap, gap_note = _sum_gap(row, combined.absorption)
    # The pace is of the projects that are judged, and so is what stands beside it.
    due = row.judged_expected if row.judged else row.expected
    return Line(
        measure=row.measure,
        name=row.measure.sum_title[texts.language()],
        planned=row.planned,
        planned_note=_("planned by {n} of {of}").format(
            n=texts.number(row.plan_projects), of=texts.number(combined.projects)
        ),
        realised=row.of_plans,
        realised_note=_reported(row),
        achievement=row.achievement,
        expected=due if is_due else None,
        pace=row.status.ratio,
        gap=gap,
        gap_note=gap_note,
        outcome=outcome,
        outcome_note=note,
        women_planned=row.sex_planned.share,
        women_realised=row.sex_realised.share,
        women_note=" · ".join(note for note in (_of_women(row.women_achievement), told) if note),
        status=row.status,
        basis=basis(row),
    )


def basis(row: SumRow) -> str:
    """Of how many projects the judgement is; "" where it is of all that plan the measure."""
    if row.judged in (0, row.plan_projects):
        return ""
    return _projects(row.judged, row.plan_projects)


def _reported(row: SumRow) -> str:
    """How many have reported; what came where none was planned is told apart."""
    if not row.plan_projects:
        return _("{n} projects that had planned none").format(n=texts.number(row.told))
    told = _("{n} of {of} projects reported").format(
        n=texts.number(row.reported), of=texts.number(row.plan_projects)
    )
    return f"{told}; {besides(row)}" if row.besides else told


def _outcomes(measure: Measure, pictures: Sequence[Picture]) -> tuple[Number, str]:
    """What the projects that plan a measure come to, and who says so of how many of them."""
    rows = [row for one in pictures if (row := one.row(measure.id)) and row.planned]
    told_rows = [row for row in rows if is_number(row.outcome[1])]
    if not told_rows:
        reasons = {row.outcome[1] for row in rows}
        return (reasons.pop() if len(reasons) == 1 else Undefined.TOO_EARLY), ""
    counts = Counter(row.outcome[0] for row in told_rows)
    words = ", ".join(
        f"{_(_OUTCOMES[who])}: {texts.number(counts[who])}" for who in _OUTCOMES if counts[who]
    )
    told = _("of {n} of {of} projects: {words}")
    if len(told_rows) < len(rows):
        told = _("of the {planned} planned by {n} of {of} projects: {words}")
    planned = sum(row.planned.value for row in told_rows if row.planned)
    return sum(row.outcome[1] for row in told_rows if is_number(row.outcome[1])), told.format(
        planned=amount(planned, measure.unit),
        n=texts.number(len(told_rows)),
        of=texts.number(len(rows)),
        words=words,
    )
