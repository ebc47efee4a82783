"""Several projects together: sums of what they tell, how many tell it, and ratios of sums.

A project counts once whatever it is given for: a basket, an area and its owner. Money of one kind
is never added to money of another, and participants together are participations, not persons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from seutukuva.definitions import Definitions, Measure, Thresholds
from seutukuva.projects import measuring, rag, splitting
from seutukuva.projects.measuring import Number, Undefined, is_number
from seutukuva.projects.model import EXISTING, NEW, PLANNED, REALISED, Project
from seutukuva.projects.pairing import Gap, Pair
from seutukuva.projects.picture import Picture, Row
from seutukuva.projects.rag import Status
from seutukuva.projects.splitting import SplitSum

# The money that is held against results: money of one kind is never added to money of another.
_MONEY = "eu_state"


@dataclass(frozen=True, slots=True)
class SumRow:
    """A measure of several projects.

    Attributes:
        planned, realised: sums of what is told; none where no project tells it.
        plan_projects: how many plan some of it; ``reported``: how many of those have reported;
            ``told``: how many have reported at all.
        unplanned: what came in projects that planned none, part of ``realised``.
        achievement: realised by planned, of the projects that plan it; not reported is none yet.
        expected: what should have come by the days of the reports; none where unknown of all;
            ``judged_expected``: of those of the projects that can be judged, where any can.
        gap: how far EU and state money is ahead of it, of the ``gap_projects`` that plan it and
            tell both up to the same day.
        sex_planned, sex_realised: women and men, of the projects that tell them;
            ``sex_both``: planned and realised, of the projects that tell both.
        women_achievement: of the projects of which both are told.
        firms: what new and existing firms have of it, by side and part.
        status: realised by expected of the projects that can be judged; ``judged``: how many.
    """

    measure: Measure
    planned: float | None
    realised: float | None
    plan_projects: int
    reported: int
    told: int
    unplanned: float
    achievement: Number
    expected: float | None
    judged_expected: float | None
    gap: Number
    gap_projects: int
    sex_planned: SplitSum
    sex_realised: SplitSum
    sex_both: tuple[SplitSum, SplitSum]
    women_achievement: Number
    firms: Mapping[tuple[str, str], float]
    status: Status
    judged: int

    @property
    def of_plans(self) -> float | None:
        """Realised in the projects that plan some of it: what a share of the plan holds.

        Where none plans it, all that is realised; none where those that plan have not reported.
        """
        if not self.plan_projects or self.realised is None:
            return self.realised
        return self.realised - self.unplanned if self.reported else None

    @property
    def besides(self) -> float:
        """What came beside that, in projects that had planned none."""
        return self.unplanned if self.plan_projects else 0.0


@dataclass(frozen=True, slots=True)
class Combined:
    """Several projects on a day.

    Attributes:
        rows: the measures of which any project has a figure, in their order.
        projects: how many they are; ``reported``: how many have reported anything.
        cost_per_job_planned, cost_per_job, cost_per_participant: public euros by counts, both of
            the projects that tell both.
        on: the newest day of their pictures; none without projects.
    """

    rows: tuple[SumRow, ...]
    projects: int
    reported: int
    absorption: Number
    absorption_public: Number
    cost_per_job_planned: Number
    cost_per_job: Number
    cost_per_participant: Number
    leverage: Number
    on: date | None

    def row(self, measure: str) -> SumRow | None:
        """The row of a measure; none where no project has a figure of it."""
        return next((one for one in self.rows if one.measure.id == measure), None)


def combined(pictures: Iterable[Picture], defs: Definitions) -> Combined:
    """Projects together, each once however often it is given."""
    each = once(pictures)
    on = max((one.on for one in each), default=None)
    rows = tuple(
        _row(measure, found, on, defs)
        for name, measure in defs.measures.items()
        if (found := [(one, row) for one in each if (row := one.row(name))])
    )
    shares = {row.measure.id: row.achievement for row in rows}
    return Combined(
        rows=rows,
        projects=len(each),
        reported=sum(any(row.realised for row in one.rows) for one in each),
        absorption=shares.get("eu_state", Undefined.NOT_PLANNED),
        absorption_public=shares.get("public", Undefined.NOT_PLANNED),
        cost_per_job_planned=measuring.cost_per(*_both(each, "public", "jobs", PLANNED)),
        cost_per_job=_cost(each, "jobs"),
        cost_per_participant=_cost(each, "participants"),
        leverage=measuring.leverage(*_both(each, "total", "public", PLANNED)),
        on=on,
    )


def once(pictures: Iterable[Picture]) -> list[Picture]:
    """Each project's picture once, in order of its key."""
    by_key = {one.project.key: one for one in pictures}
    return [by_key[key] for key in sorted(by_key)]


def amounts(
    pictures: Iterable[Picture], measure: str, side: str, group: Callable[[Project], str]
) -> dict[str, float]:
    """A measure's sums by group; every project in one group, so that they add up to the whole.

    Args:
        side: ``PLANNED`` or ``REALISED``.
        group: the group of a project, e.g. its development area.
    """
    found: dict[str, float] = {}
    for one in once(pictures):
        value = one.value(measure, side)
        if value is not None:
            name = group(one.project)
            found[name] = found.get(name, 0.0) + value
    return found


def concentration(
    pictures: Iterable[Picture], measure: str, side: str, group: Callable[[Project], str]
) -> dict[str, Number]:
    """The share of a measure's sum that each group has, the largest first; see ``amounts``."""
    return measuring.concentration(amounts(pictures, measure, side, group))


def _row(
    measure: Measure, told: list[tuple[Picture, Row]], on: date | None, defs: Definitions
) -> SumRow:
    rows = [row for _picture, row in told]
    plans = [one for one in rows if one.planned and one.planned.value > 0]
    reported = [one for one in rows if one.realised]
    planned, realised = _sum(rows, PLANNED), _sum(rows, REALISED)
    of_plans = _sum(plans, REALISED)
    due = [one.expected for one in plans if is_number(one.expected)]
    of_planned = measuring.achievement(of_plans if plans else realised, planned)
    judged = [one for one in plans if one.status.reason == rag.JUDGED]
    gap, gap_projects = _gap(measure, told)
    both = _of_both(rows)
    return SumRow(
        measure=measure,
        planned=planned,
        realised=realised,
        plan_projects=len(plans),
        reported=sum(one.realised is not None for one in plans),
        told=len(reported),
        unplanned=_sum([one for one in reported if one not in plans], REALISED) or 0.0,
        achievement=of_planned,
        expected=sum(due) if due else None,
        judged_expected=_due(judged) if judged else None,
        gap=gap,
        gap_projects=gap_projects,
        sex_planned=splitting.summed(one.sex_planned for one in rows),
        sex_realised=splitting.summed(one.sex_realised for one in rows),
        sex_both=both,
        women_achievement=_of_women(both),
        firms=_firms(rows),
        status=_status(measure, plans, judged, of_planned, defs.projects.on(on) if on else None),
        judged=len(judged),
    )


def _sum(rows: Iterable[Row], side: str) -> float | None:
    figures = [one.planned if side == PLANNED else one.realised for one in rows]
    told = [one.value for one in figures if one]
    return sum(told) if told else None


def _status(
    measure: Measure,
    plans: Iterable[Row],
    judged: list[Row],
    achievement: Number,
    limits: Thresholds | None,
) -> Status:
    """Realised by expected of the projects that can be judged, by the limits of that day."""
    if not judged:
        reasons = {one.status.reason for one in plans}
        if len(reasons) == 1:
            return rag.grey(reasons.pop())
        if not reasons and isinstance(achievement, Undefined):
            return rag.grey(achievement)
        return rag.grey(rag.NONE_JUDGED)
    came = _sum(judged, REALISED)
    ratio = measuring.achievement(came, _due(judged))
    share = measuring.achievement(came, _sum(judged, PLANNED))
    return rag.by_ratio(ratio, limits, measure, share)


def _due(rows: Iterable[Row]) -> float:
    return sum(one.expected for one in rows if is_number(one.expected))


def _gap(measure: Measure, told: Iterable[tuple[Picture, Row]]) -> tuple[Number, int]:
    """How far EU and state money is ahead of a result, and of how many projects that is.

    Money and result are of the same projects: else the money of one would run ahead of another.
    """
    gaps = [one.gaps.get(measure.id) for one, row in told if row.planned and row.planned.value > 0]
    found = [one for one in gaps if isinstance(one, Gap) and one.money == _MONEY]
    if not found:
        reasons = {one for one in gaps if isinstance(one, Undefined)}
        return (reasons.pop() if len(reasons) == 1 else Undefined.NOT_REPORTED), 0
    spent = measuring.achievement(
        sum(one.pair.paid for one in found), sum(one.granted for one in found)
    )
    came = measuring.achievement(
        sum(one.pair.came for one in found), sum(one.planned for one in found)
    )
    return measuring.payment_gap(spent, came), len(found)


def _of_both(rows: Iterable[Row]) -> tuple[SplitSum, SplitSum]:
    """Women and men planned and realised, of the projects that tell both: the same projects."""
    both = [one for one in rows if one.women_planned is not None and one.women_realised is not None]
    return (
        splitting.summed(one.sex_planned for one in both),
        splitting.summed(one.sex_realised for one in both),
    )


def _of_women(both: tuple[SplitSum, SplitSum]) -> Number:
    planned, realised = both
    if not planned.projects:
        return Undefined.NOT_REPORTED
    return measuring.achievement(realised.women, planned.women)


def _firms(rows: Iterable[Row]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for one in rows:
        for key in ((side, part) for side in (PLANNED, REALISED) for part in (NEW, EXISTING)):
            if key in one.firms:
                found[key] = found.get(key, 0.0) + one.firms[key]
    return found


def _cost(pictures: Iterable[Picture], measure: str) -> Number:
    """Public euros by a count, of the projects that tell both up to the same day."""
    every = [one.pairs.get(measure) for one in pictures]
    pairs = [one for one in every if isinstance(one, Pair)]
    if not pairs:
        return Undefined.OTHER_DAYS if Undefined.OTHER_DAYS in every else Undefined.NOT_REPORTED
    return measuring.cost_per(sum(one.paid for one in pairs), sum(one.came for one in pairs))


def _both(
    pictures: Iterable[Picture], first: str, second: str, side: str
) -> tuple[float | None, float | None]:
    """The sums of two measures, of the projects that tell both."""
    pairs = [(one.value(first, side), one.value(second, side)) for one in pictures]
    told = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not told:
        return None, None
    return sum(a for a, _b in told), sum(b for _a, b in told)
