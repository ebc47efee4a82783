"""One project on a day: what was planned, what has come true, and how that stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from seutukuva.definitions import Definitions, Measure, Thresholds
from seutukuva.projects import measuring, pairing, rag, splitting
from seutukuva.projects.figures import history, in_force
from seutukuva.projects.measuring import Number, Undefined, is_number
from seutukuva.projects.model import (
    ALL,
    DECIDED,
    EXISTING,
    FORECAST,
    NEW,
    PLANNED,
    REALISED,
    WOMEN,
    Figure,
    Project,
)
from seutukuva.projects.pairing import Gap, Pair
from seutukuva.projects.rag import Status
from seutukuva.projects.splitting import Split

# Of money, the first that a project tells stands for its spending.
SPENDING = ("eu_state", "public", "total", "eu")
FINAL, OWN, LINEAR = "final", "own", "linear"


@dataclass(frozen=True, slots=True)
class Row:
    """A measure of a project on a day.

    Attributes:
        planned, realised, forecast: of all, as they are in force; forecast is the owner's own.
        decided: what was planned at the decision, before any amendment.
        sex_planned, sex_realised: women and men among them.
        firms: what new and existing firms have of it, by side and part.
        achievement: realised by planned; ``women_achievement``: the same of women.
        expected: how much should have come by ``expected_on``: the day up to which the realised
            figure is counted, or the picture's day where nothing has been reported.
        counted: share of the project's time that had gone by that day.
        pace: realised by expected.
        linear_forecast: what the whole comes to if it goes on as so far.
    """

    measure: Measure
    planned: Figure | None
    realised: Figure | None
    forecast: Figure | None
    decided: Figure | None
    sex_planned: Split
    sex_realised: Split
    firms: Mapping[tuple[str, str], float]
    achievement: Number
    women_achievement: Number
    expected: Number
    expected_on: date
    counted: Number
    pace: Number
    linear_forecast: Number
    status: Status

    @property
    def women_planned(self) -> float | None:
        """Women among what is planned; none where nobody has told."""
        return self.sex_planned.women

    @property
    def women_realised(self) -> float | None:
        """Women among what has come true; none where nobody has told or it is withheld."""
        return self.sex_realised.women

    @property
    def men_planned(self) -> float | None:
        """The others among what is planned."""
        return self.sex_planned.men

    @property
    def men_realised(self) -> float | None:
        """The others among what has come true."""
        return self.sex_realised.men

    @property
    def is_withheld(self) -> bool:
        """Whether too few of a sex are among what has come true."""
        return self.sex_realised.is_withheld

    @property
    def women_share_planned(self) -> Number:
        """Women's share of what is planned."""
        return self.sex_planned.share

    @property
    def women_share_realised(self) -> Number:
        """Women's share of what has come true."""
        return self.sex_realised.share

    @property
    def is_final(self) -> bool:
        """Whether the realised figure is of the project's end."""
        return self.realised is not None and is_number(self.counted) and self.counted >= 1

    @property
    def outcome(self) -> tuple[str, Number]:
        """What the whole comes to and who says so: the end itself, the owner, or arithmetic."""
        if self.is_final and self.realised:
            return FINAL, self.realised.value
        if self.forecast:
            return OWN, self.forecast.value
        return LINEAR, self.linear_forecast


@dataclass(frozen=True, slots=True)
class Picture:
    """A project on a day.

    Attributes:
        elapsed: share of its time that has gone.
        rows: the measures of which it has any figure, in their order.
        absorption: of EU and state money; ``absorption_public``: of all public money;
            ``absorption_other``: of public money that is neither EU's nor the state's.
        payment_gap: how far the money is ahead of the result that lags most, of those that should
            have begun to come by now; ``gap_measure``: that result.
        gaps: how far the money is ahead of each result, by the measure's id, or why it is not told.
        pairs: public money and what had come of each result by the same day, alike.
        cost_per_job_planned, cost_per_job, cost_per_participant: public euros each.
        leverage: private euros to one public euro, as planned.
    """

    project: Project
    on: date
    elapsed: Number
    rows: tuple[Row, ...]
    absorption: Number
    absorption_public: Number
    absorption_other: Number
    payment_gap: Number
    gap_measure: Measure | None
    gaps: Mapping[str, Gap | Undefined]
    pairs: Mapping[str, Pair | Undefined]
    cost_per_job_planned: Number
    cost_per_job: Number
    cost_per_participant: Number
    leverage: Number

    @property
    def gap_on(self) -> date | None:
        """The day up to which the money and the result that lags most are told."""
        widest = self.gaps.get(self.gap_measure.id) if self.gap_measure else None
        return widest.pair.on if isinstance(widest, Gap) else None

    def row(self, measure: str) -> Row | None:
        """The row of a measure; none where the project has no figure of it."""
        return next((one for one in self.rows if one.measure.id == measure), None)

    def value(self, measure: str, side: str) -> float | None:
        """The figure in force of a measure: ``PLANNED``, ``REALISED`` or ``FORECAST``."""
        found = self.row(measure)
        told = {PLANNED: found.planned, REALISED: found.realised} if found else {}
        figure = told.get(side, found.forecast if found else None)
        return figure.value if figure else None


def picture_of(project: Project, figures: Iterable[Figure], on: date, defs: Definitions) -> Picture:
    """A project as it stands on a day.

    Args:
        project: with the start and the end in force on that day.
        figures: of the project, of any day: what lies after `on` does not count.
    """
    by_measure: dict[str, list[Figure]] = {}
    for one in figures:
        by_measure.setdefault(one.measure, []).append(one)
    found = [
        _row(measure, by_measure[name], project, on, defs)
        for name, measure in defs.measures.items()
        if name in by_measure
    ]
    rows = tuple(row for row in found if row is not None)
    gone = measuring.elapsed(project.start, project.end, on)
    return _with_money(project, on, gone, rows, by_measure)


def _with_money(
    project: Project,
    on: date,
    gone: Number,
    rows: tuple[Row, ...],
    told: Mapping[str, list[Figure]],
) -> Picture:
    def money(name: str, side: str) -> float | None:
        figures = {one.measure.id: (one.planned, one.realised) for one in rows}
        figure = figures.get(name, (None, None))[side == REALISED]
        return figure.value if figure else None

    spent = {name: (money(name, REALISED), money(name, PLANNED)) for name in SPENDING}
    shares = {name: measuring.absorption(*both) for name, both in spent.items()}
    spending = next((name for name in SPENDING if is_number(shares[name])), SPENDING[0])
    used = next((one for one in rows if one.measure.id == spending), None)
    results = [one for one in rows if one.measure.kind != "money"]
    gaps = {one.measure.id: _gap(one, used, project, on, told) for one in results}
    gap, lagging = _widest(gaps, shares[spending])
    pairs = {one.measure.id: _pair("public", one.measure.id, project, on, told) for one in results}
    granted = spent["public"][1]
    return Picture(
        project=project,
        on=on,
        elapsed=gone,
        rows=rows,
        absorption=shares["eu_state"],
        absorption_public=shares["public"],
        absorption_other=measuring.absorption(
            *(_less(*both) for both in zip(spent["public"], spent["eu_state"], strict=True))
        ),
        payment_gap=gap,
        gap_measure=next((one.measure for one in results if one.measure.id == lagging), None),
        gaps=gaps,
        pairs=pairs,
        cost_per_job_planned=measuring.cost_per(granted, money("jobs", PLANNED)),
        cost_per_job=_cost(pairs.get("jobs")),
        cost_per_participant=_cost(pairs.get("participants")),
        leverage=measuring.leverage(spent["total"][1], granted),
    )


def _less(whole: float | None, part: float | None) -> float | None:
    return None if whole is None or part is None else whole - part


def _cost(pair: Pair | Undefined | None) -> Number:
    if not isinstance(pair, Pair):
        return pair or Undefined.NOT_REPORTED
    return measuring.cost_per(pair.paid, pair.came)


def _pair(
    money: str, measure: str, project: Project, on: date, told: Mapping[str, list[Figure]]
) -> Pair | Undefined:
    return pairing.pair(told.get(money, ()), told.get(measure, ()), on, project.end)


def _gap(
    row: Row, money: Row | None, project: Project, on: date, told: Mapping[str, list[Figure]]
) -> Gap | Undefined:
    """How far the money is ahead of a result that should have begun to come by now."""
    if row.measure.timing == "at_end" and not row.is_final:
        return Undefined.AT_END
    for known in (money.achievement if money else Undefined.NOT_PLANNED, row.achievement):
        if isinstance(known, Undefined):
            return known
    if money is None or money.planned is None or row.planned is None:
        return Undefined.NOT_PLANNED
    found = _pair(money.measure.id, row.measure.id, project, on, told)
    if not isinstance(found, Pair):
        return found
    return Gap(money.measure.id, money.planned.value, row.planned.value, found)


def _widest(gaps: Mapping[str, Gap | Undefined], spent: Number) -> tuple[Number, str]:
    """The largest payment gap and whose it is; without any, why there is none."""
    shares = {
        name: share
        for name, one in gaps.items()
        if isinstance(one, Gap) and is_number(share := one.share)
    }
    if shares:
        widest = max(shares, key=lambda name: shares[name])
        return shares[widest], widest
    if Undefined.OTHER_DAYS in gaps.values():
        return Undefined.OTHER_DAYS, ""
    return Undefined.TOO_EARLY if is_number(spent) else spent, ""


def _row(
    measure: Measure, told: list[Figure], project: Project, on: date, defs: Definitions
) -> Row | None:
    found = {key[1:]: one for key, one in in_force(told, on).items()}
    if not found:
        return None
    rules = defs.projects
    limits = rules.on(on)
    planned, realised = found.get((PLANNED, ALL)), found.get((REALISED, ALL))
    plan, came = _value(planned), _value(realised)
    expected_on = realised.as_of if realised else on
    gone = measuring.elapsed(project.start, project.end, on)
    counted = measuring.elapsed(project.start, project.end, expected_on)
    by_then = measuring.expected(plan, counted, measure.timing)
    sex = _splits(measure, told, found, on, rules.small_group)
    return Row(
        measure=measure,
        planned=planned,
        realised=realised,
        forecast=found.get((FORECAST, ALL)),
        decided=_decided(told, measure, on),
        sex_planned=sex[0],
        sex_realised=sex[1],
        firms={key: one.value for key, one in found.items() if key[1] in (NEW, EXISTING)},
        achievement=measuring.achievement(came, plan),
        women_achievement=_of_women(*sex),
        expected=by_then,
        expected_on=expected_on,
        counted=counted,
        pace=_pace(measure, plan, came, by_then, counted, limits),
        linear_forecast=_forecast(measure, came, counted, limits),
        status=rag.status(
            measure, plan, came, gone, realised.as_of if realised else None, on, limits, counted
        ),
    )


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _decided(told: list[Figure], measure: Measure, on: date) -> Figure | None:
    course = history(told, measure.id, PLANNED, ALL)
    return next((one for one in course if one.stage == DECIDED and one.as_of <= on), None)


def _pace(
    measure: Measure,
    planned: float | None,
    realised: float | None,
    expected: Number,
    counted: Number,
    limits: Thresholds | None,
) -> Number:
    if not planned:
        return measuring.achievement(realised, planned)
    if _before_the_end(measure, counted):
        return Undefined.AT_END
    return measuring.pace(realised, expected, counted, limits)


def _forecast(
    measure: Measure, realised: float | None, counted: Number, limits: Thresholds | None
) -> Number:
    if _before_the_end(measure, counted):
        return Undefined.AT_END
    return measuring.forecast(realised, counted, limits)


def _before_the_end(measure: Measure, counted: Number) -> bool:
    return measure.timing == "at_end" and is_number(counted) and counted < 1


def _splits(
    measure: Measure,
    told: list[Figure],
    found: Mapping[tuple[str, str], Figure],
    on: date,
    small_group: int,
) -> tuple[Split, Split]:
    if not measure.by_sex:
        return splitting.UNKNOWN, splitting.UNKNOWN
    planned = splitting.planned(_value(found.get((PLANNED, ALL))), _women(told, found, PLANNED))
    came, women = found.get((REALISED, ALL)), _women(told, found, REALISED)
    own = found.get((REALISED, WOMEN))
    if own and own in splitting.hidden(told, small_group):
        return planned, splitting.UNKNOWN if women is None else splitting.WITHHELD
    return planned, splitting.planned(_value(came), women)


def _women(told: list[Figure], found: Mapping[tuple[str, str], Figure], side: str) -> float | None:
    """Women as they belong to the whole in force; none where the whole has changed since.

    A newer list often repeats the whole without telling women apart: then they still hold. What
    another source tells as the whole of the same day is not what the women were counted among.
    """
    whole, women = found.get((side, ALL)), found.get((side, WOMEN))
    if whole is None or women is None:
        return None
    own = [
        one.value
        for one in told
        if (one.side, one.part, one.as_of) == (side, ALL, women.as_of)
        and (one.stage, one.source) == (women.stage, women.source)
    ]
    return women.value if whole.value in own else None


def _of_women(planned: Split, realised: Split) -> Number:
    if realised.is_withheld:
        return Undefined.WITHHELD
    return measuring.achievement(realised.women, planned.women)
