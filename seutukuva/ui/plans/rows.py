"""Planned and realised figures as rows of a chart: of one project, and of several together."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypedDict

from seutukuva import texts
from seutukuva.charts import Achieved
from seutukuva.charts.rows import Look
from seutukuva.definitions import Measure
from seutukuva.projects import rag
from seutukuva.projects.measuring import Number, is_number
from seutukuva.projects.model import Figure
from seutukuva.projects.picture import LINEAR, OWN, Picture, Row
from seutukuva.projects.rag import Status
from seutukuva.projects.splitting import SplitSum
from seutukuva.projects.sums import Combined, SumRow
from seutukuva.texts import _
from seutukuva.ui.plans.lines import basis
from seutukuva.ui.plans.words import percent, why
from seutukuva.ui.portfolio.names import lasts
from seutukuva.ui.projects.names import SHAPES

_LOOKS: dict[str, Look] = {rag.GREEN: "good", rag.AMBER: "fair", rag.RED: "poor"}


def of_picture(picture: Picture) -> tuple[Achieved, ...]:
    """A project's time and measures."""
    time = _time(_("Time elapsed"), picture.elapsed, picture.project.start, picture.project.end)
    return (*time, *(_of_row(row) for row in picture.rows))


def of_combined(combined: Combined, elapsed: Number) -> tuple[Achieved, ...]:
    """The measures of several projects together, after their time.

    Args:
        elapsed: share of the days of all projects that have gone.
    """
    time = _time(_("Time elapsed of all projects together"), elapsed, None, None)
    return (*time, *(_of_sum(row) for row in combined.rows))


def judged(status: Status) -> str:
    """A judgement in few words: the colour and the share, or why there is none."""
    if not is_number(status.ratio):
        return rag.words(status)
    if status.excess:
        return f"{rag.colour(status)}. {rag.words(status).rstrip('.')}"
    return _("{colour}: {share} of what was expected").format(
        colour=rag.colour(status), share=percent(status.ratio)
    )


def _time(name: str, elapsed: Number, start: date | None, end: date | None) -> tuple[Achieved, ...]:
    if not is_number(elapsed):
        return ()
    days = lasts(start, end) if start or end else ""
    share = 100 * elapsed
    return (Achieved("time", name, 100, share, unit="%", decimals=1, words=days, is_time=True),)


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _number(number: Number) -> float | None:
    return number if is_number(number) else None


def _unit(measure: Measure) -> str:
    return "€" if measure.unit == "euros" else ""


def _decimals(measure: Measure, *values: float | None) -> int:
    """Half a job keeps its half; money is told in whole euros."""
    if measure.unit == "euros":
        return 0
    return 0 if all(float(one).is_integer() for one in values if one is not None) else 1


def _of_row(row: Row) -> Achieved:
    planned, realised = _value(row.planned), _value(row.realised)
    who, outcome = row.outcome
    # What comes at the end only is not expected before it, and a line at zero would say nothing.
    waits = row.measure.timing == "at_end" and row.expected == 0.0
    return Achieved(
        key=row.measure.id,
        name=row.measure.title[texts.language()],
        planned=planned,
        realised=realised,
        unit=_unit(row.measure),
        decimals=_decimals(row.measure, planned, realised),
        expected=None if waits else _number(row.expected),
        women=row.women_realised,
        men=row.men_realised,
        women_planned=row.women_planned,
        men_planned=row.men_planned,
        sex_words=_("women and men: too few to be shown") if row.is_withheld else "",
        forecast=_number(outcome) if who == OWN else None,
        linear=_number(outcome) if who == LINEAR else None,
        words=why(row.achievement),
        **_status(row.status),
    )


def _of_sum(row: SumRow) -> Achieved:
    realised, own_basis = row.of_plans, basis(row)
    told = [_("{n} of {of} projects that plan it have reported.")] if row.plan_projects else []
    words = [
        one.format(n=texts.number(row.reported), of=texts.number(row.plan_projects)) for one in told
    ]
    if row.besides:
        more = _("Besides, {n} in projects that had planned none.")
        number = texts.number(row.besides, _decimals(row.measure, row.besides))
        words.append(more.format(n=number))
    if row.sex_realised.withheld:
        hidden = _("Women and men without the projects with too few of one of them: {n}.")
        words.append(hidden.format(n=texts.number(row.sex_realised.withheld)))
    sexes = _sexes(row)
    if sexes.note:
        words.append(sexes.note)
    # What is expected of all is no line for a bar and a judgement of some of them.
    waits = bool(own_basis) or (row.measure.timing == "at_end" and row.expected == 0.0)
    return Achieved(
        key=row.measure.id,
        name=row.measure.sum_title[texts.language()],
        planned=row.planned,
        realised=realised,
        unit=_unit(row.measure),
        decimals=_decimals(row.measure, row.planned, realised),
        expected=None if waits else row.expected,
        women=sexes.realised.women if sexes.realised else None,
        men=sexes.realised.men if sexes.realised else None,
        women_planned=sexes.planned.women if sexes.planned else None,
        men_planned=sexes.planned.men if sexes.planned else None,
        words=" ".join([one for one in (why(row.achievement), *words) if one]),
        **_status(row.status, own_basis),
    )


class _Sexes(NamedTuple):
    """Women and men as one line tells them, and of how many projects where not of all."""

    planned: SplitSum | None
    realised: SplitSum | None
    note: str


def _sexes(row: SumRow) -> _Sexes:
    """Realised of planned only of the projects that tell both; else the side that is told."""
    planned, realised = row.sex_both
    every = max(row.plan_projects, row.told)
    if realised.projects:
        words = _("Women and men: the {n} of {of} projects that tell both planned and realised.")
        found = _Sexes(planned, realised, _of_projects(words, realised.projects, every))
    elif row.sex_realised.projects:
        words = _("Women and men: the {n} of {of} projects that tell them.")
        n = row.sex_realised.projects
        found = _Sexes(None, row.sex_realised, _of_projects(words, n, row.told))
    else:
        found = _Sexes(row.sex_planned, None, "")
    return found


def _of_projects(words: str, n: int, of: int) -> str:
    return words.format(n=texts.number(n), of=texts.number(of)) if n < of else ""


class _Judged(TypedDict):
    status: str
    status_words: str
    look: Look


def _status(status: Status, basis: str = "") -> _Judged:
    return {
        "status": SHAPES[status.letter],
        "status_words": f"{judged(status)} ({basis})" if basis else judged(status),
        "look": _LOOKS.get(status.letter, "none"),
    }
