"""The summary of an area's year as a text that its owner goes on writing.

Plain text: headings on lines of their own, a dash before what is listed. What a project says
itself is quoted as it stands, with whose report it is of.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from seutukuva import formats, texts
from seutukuva.definitions import Definitions, Measure
from seutukuva.projects.measuring import Number, Undefined, is_number
from seutukuva.projects.model import Deviation, Project
from seutukuva.projects.summaries import Quoted, Summary
from seutukuva.projects.sums import SumRow
from seutukuva.texts import N_, _, ngettext

_WHY = {
    Undefined.NOTHING: N_("none was planned and none has come, so a share is not defined"),
    Undefined.UNPLANNED: N_("none was planned, so a share is not defined"),
    Undefined.NOT_PLANNED: N_("no plan is known"),
    Undefined.NOT_REPORTED: N_("nothing has been reported yet"),
    Undefined.NONE_REALISED: N_("not defined, for none has come"),
}


def draft(summary: Summary, title: str, defs: Definitions) -> str:
    """The whole text, in the language of this run.

    Args:
        title: whose year it is.
    """
    parts = [
        _("{title}: the projects of {year}").format(title=title, year=summary.year),
        _counted(summary),
    ]
    if summary.projects:
        parts += [
            _section(_("What was gained"), _gained(summary)),
            _section(_("Money"), _money(summary)),
            _section(_("What went otherwise than planned"), _otherwise(summary, defs)),
            _section(_("Results, as the projects tell them"), _results(summary, defs)),
            _section(_("What is proposed to follow"), _proposals(summary, defs)),
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, sentences: Iterable[str]) -> str:
    told = [one for one in sentences if one]
    return "\n".join([title, *told]) if told else ""


def _counted(summary: Summary) -> str:
    n = len(summary.projects)
    if not n:
        return _("No project ran or reported in {year}.").format(year=summary.year)
    words = ngettext(
        "{n} project ran or reported in {year}.", "{n} projects ran or reported in {year}.", n
    ).format(n=texts.number(n), year=summary.year)
    turned = _("Begun in the year: {begun}. Ended by {day}: {ended}.").format(
        begun=texts.number(len(summary.begun)),
        ended=texts.number(len(summary.ended)),
        day=_day(summary.on),
    )
    reported = _("By that day {n} of {of} projects have reported something.").format(
        n=texts.number(summary.combined.reported), of=texts.number(n)
    )
    gone = ""
    if is_number(summary.elapsed):
        gone = _("Of the time of all of them {share} has gone.").format(
            share=_percent(summary.elapsed)
        )
    return " ".join(part for part in (words, turned, reported, gone) if part)


def _gained(summary: Summary) -> list[str]:
    rows = [row for row in summary.combined.rows if row.measure.kind != "money"]
    if not rows:
        return [_("No results have been planned or reported as figures.")]
    told = [_measured(row) for row in rows]
    if any(row.measure.is_persons for row in rows):
        told.append(
            _(
                "One person may take part in several projects: these are participations and not "
                "persons."
            )
        )
    return told


def _money(summary: Summary) -> list[str]:
    own = summary.combined
    told = [_measured(row) for row in own.rows if row.measure.kind == "money"]
    if not told:
        return [_("No funding has been told.")]
    cost = own.cost_per_job
    if is_number(cost):
        words = _("A realised job took {amount} of public money.")
        told.append(_line(words.format(amount=_euros(cost))))
    elif cost == Undefined.NONE_REALISED:
        told.append(_line(_("What a realised job cost is not defined, for none has come.")))
    if is_number(own.cost_per_job_planned):
        words = _("By the plans a job takes {amount} of public money.")
        told.append(_line(words.format(amount=_euros(own.cost_per_job_planned))))
    return told


def _measured(row: SumRow) -> str:
    """A measure in a sentence: realised of planned, women among them, and who has reported."""
    measure = row.measure
    parts = [_realised(row)]
    if isinstance(row.achievement, Undefined):
        parts.append(_(_WHY.get(row.achievement, _WHY[Undefined.NOT_REPORTED])))
    if is_number(row.sex_realised.share):
        women = _("women {women} of {all} ({share})").format(
            women=_amount(row.sex_realised.women, measure),
            all=_amount(row.sex_realised.whole, measure),
            share=_percent(row.sex_realised.share),
        )
        parts.append(f"{women}{_of_sex(row)}")
    if row.besides:
        more = _("besides, {n} in projects that had planned none")
        parts.append(more.format(n=_amount(row.besides, measure)))
    if row.plan_projects:
        parts.append(
            _("{n} of {of} projects that plan it have reported").format(
                n=texts.number(row.reported), of=texts.number(row.plan_projects)
            )
        )
    return _line("; ".join(parts) + ".")


def _of_sex(row: SumRow) -> str:
    """Of how many of the projects women and men are told; "" where of all that have reported."""
    sex = row.sex_realised
    if sex.projects == row.told:
        return ""
    told = _("told by {n} of {of} projects").format(
        n=texts.number(sex.projects), of=texts.number(row.told)
    )
    if sex.withheld:
        few = _("in {n} too few of a sex to be told").format(n=texts.number(sex.withheld))
        told = f"{told}, {few}"
    return f", {told}"


def _realised(row: SumRow) -> str:
    measure = row.measure
    title, planned = measure.sum_title[texts.language()], _amount(row.planned, measure)
    if row.of_plans is None:
        return _("{measure}: {planned} planned").format(measure=title, planned=planned)
    words = _("{measure}: {realised} of {planned} planned").format(
        measure=title, realised=_amount(row.of_plans, measure), planned=planned
    )
    return f"{words} ({_percent(row.achievement)})" if is_number(row.achievement) else words


def _otherwise(summary: Summary, defs: Definitions) -> list[str]:
    told = []
    for one in summary.behind:
        measures = ", ".join(measure.title[texts.language()] for measure in one.measures)
        words = _("{project}: far below what was expected: {measures}.")
        told.append(_line(words.format(project=_named(one.project), measures=measures)))
    told += [_deviation(project, one, defs) for project, one in summary.deviations]
    return told or [_("No project is far below what was expected, and no deviation is entered.")]


def _deviation(project: Project, one: Deviation, defs: Definitions) -> str:
    kind, state = (
        _choice(defs, "project_deviation", field, value)
        for field, value in (("type", one.type), ("state", one.state))
    )
    parts = [
        f"{_named(project)}: {_sentence(one.text)} ({kind}, {_day(one.noticed)}; {state})",
        _("Cause: {text}").format(text=_sentence(one.cause)) if one.cause else "",
        _("Action: {text}").format(text=_sentence(one.action)) if one.action else "",
    ]
    return _line(" ".join(part for part in parts if part))


def _results(summary: Summary, defs: Definitions) -> list[str]:
    told = [_quoted(one, one.report.results, defs) for one in summary.results]
    if summary.silent:
        names = "; ".join(_named(one) for one in summary.silent)
        n, of = (texts.number(len(one)) for one in (summary.silent, summary.projects))
        words = _("{n} of {of} projects have told no results in a report of the year: {projects}.")
        told.append(words.format(n=n, of=of, projects=names))
    return told


def _proposals(summary: Summary, defs: Definitions) -> list[str]:
    told = [_quoted(one, one.report.continuation, defs) for one in summary.proposals]
    return told or [_("No report of the year proposes anything.")]


def _quoted(one: Quoted, text: str, defs: Definitions) -> str:
    kind = _choice(defs, "project_report", "type", one.report.type)
    day = one.report.received or one.report.until
    told = f"{kind}, {_day(day)}" if day else kind
    return _line(f"{_named(one.project)} ({told}): “{' '.join(text.split())}”")


def _choice(defs: Definitions, kind: str, field: str, value: str) -> str:
    known = next(one for one in defs.kinds[kind].fields if one.id == field).choices.get(value)
    return known[texts.language()] if known else value


def _named(project: Project) -> str:
    return " ".join(part for part in (project.code, project.name) if part)


def _sentence(text: str) -> str:
    plain = " ".join(text.split())
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _line(text: str) -> str:
    return f"– {text}"


def _day(day: date) -> str:
    return formats.date(day.isoformat(), texts.language())


def _percent(number: Number) -> str:
    return formats.percent(100 * number if is_number(number) else None, 1, texts.language())


def _euros(number: float) -> str:
    return formats.value_with_unit(number, 0, "€", texts.language())


def _amount(value: float | None, measure: Measure) -> str:
    if value is None:
        return "–"
    if measure.unit == "euros":
        return _euros(value)
    return texts.number(value, 0 if float(value).is_integer() else 1)
