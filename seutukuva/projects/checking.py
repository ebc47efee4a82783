"""Do the fields of an entry about a project agree with each other, and with what is known?

Each function takes what was typed into a form and gives it as it is to be stored, with what
follows from it. What is only odd is kept: a figure above its plan, a report of a closed project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from seutukuva import dates, definitions, records, texts
from seutukuva.errors import InvalidRecord
from seutukuva.projects.implementers import harmonised
from seutukuva.projects.model import Goal, Project, folded
from seutukuva.texts import _

Body = dict[str, Any]
Problems = Iterable[tuple[str, str]]


def project(body: Mapping[str, Any], own: str, known: Callable[[str], Project | None]) -> Body:
    """A project; one code is one project for good.

    Args:
        own: key of the project that is changed; "" for a new one.
        known: the project of a code, if the register has it.

    Raises:
        InvalidRecord: it does not fit; so do the functions below.
    """
    problems = [*_of_code(_text(body.get("code")), own, known), *_of_persons(body)]
    return _agreed("project", dict(body), problems)


def _of_code(code: str, own: str, known: Callable[[str], Project | None]) -> Problems:
    key = folded(code)
    if own and key != own:
        yield (
            "code",
            _(
                "The code stays as it is: plans, reports and goals are kept by it. Of another "
                "code, enter a new project."
            ),
        )
    elif key and not own and (there := known(code)):
        words = _(
            "The project {code} is in the register already: “{name}”. Choose it above, and "
            "change it there."
        )
        yield "code", words.format(code=there.code, name=there.name)


def _of_persons(body: Mapping[str, Any]) -> Problems:
    """Whoever carries out, leads or steers is told as an organisation or a duty."""
    roles = body.get("roles")
    written = {
        "implementer": [body.get("implementer")],
        "roles": list(roles.values()) if isinstance(roles, Mapping) else [],
    }
    for field, told in written.items():
        for text in map(_text, told):
            if harmonised(text).is_person:
                words = _(
                    "“{text}” looks like a person’s name. What is saved stays in the history: "
                    "write an organisation or a duty."
                )
                yield field, words.format(text=text)


def plan(body: Mapping[str, Any], start: date | None, end: date | None) -> Body:
    """A decision about a project that lasts from ``start`` to ``end`` before it."""
    return _agreed("project_plan", dict(body), _of_plan(body, start, end))


def _of_plan(body: Mapping[str, Any], start: date | None, end: date | None) -> Problems:
    if not any(body.get(one) for one in ("start", "end", "planned", "reason")):
        yield "planned", _("Write what was decided: days, figures, or at least the reason.")
    typed_start, typed_end = _first(body.get("start")), _last(body.get("end"))
    if typed_start and typed_end:
        # The fields see to it themselves.
        return
    first, last = typed_start or start, typed_end or end
    if (typed_start or typed_end) and first and last and last < first:
        words = _("The project would end on {end}, before it begins on {start}.")
        yield "end", words.format(end=_said(last), start=_said(first))


def report(body: Mapping[str, Any], start: date | None, today: date) -> Body:
    """A report of a project that began on ``start``; one with figures has come."""
    own = dict(body)
    if own.get("realised") and not _text(own.get("received")):
        own["received"] = today.isoformat()
    return _agreed("project_report", own, _of_report(own, start, today))


def _of_report(own: Mapping[str, Any], start: date | None, today: date) -> Problems:
    # A month or a year counts up to its last day, and so is over only after that.
    until, received = _last(own.get("until")), _last(own.get("received"))
    if own.get("realised") and not _text(own.get("until")):
        yield "until", _("Write up to which day the figures are counted.")
    if until and until > today:
        yield "until", _("The day up to which the figures are counted is still to come.")
    if until and start and until < start:
        words = _("The figures are counted up to a day before the project began on {start}.")
        yield "until", words.format(start=_said(start))
    if received and received > today:
        yield "received", _("The day on which the report came is still to come.")
    if not any(own.get(one) for one in ("due", "received", "until")):
        yield "due", _("Write when the report is due or came.")


def goal(body: Mapping[str, Any], end: date | None, before: Goal | None = None) -> Body:
    """A goal of a project that ends on ``end``.

    Args:
        before: what stood there; its day may stay, though the project's end has moved since.
    """
    return _agreed("project_goal", dict(body), _of_goal(body, end, before))


def _of_goal(body: Mapping[str, Any], end: date | None, before: Goal | None) -> Problems:
    level = definitions.load().projects.goal_levels.get(_text(body.get("level")))
    if level and level.is_measurable:
        if not (body.get("measure") or _text(body.get("indicator"))):
            words = _("“{level}” is measured: choose a figure of the project, or write what else.")
            yield "indicator", words.format(level=level.title[texts.language()])
        if not _text(body.get("due")):
            words = _("“{level}” has a day by which it is reached.")
            yield "due", words.format(level=level.title[texts.language()])
    if body.get("reached") is not None and not _text(body.get("seen_on")):
        yield "seen_on", _("Write of which day the value reached is.")
    due = _last(body.get("due"))
    stayed = before and (before.level, before.due) == (_text(body.get("level")), due)
    if level and due and end and not stayed:
        yield from _of_due(_first(body.get("due")) or due, due, end, level.years_after_end)


def _of_due(first: date, last: date, end: date, years: tuple[int, int] | None) -> Problems:
    """Args: the first and the last day that the goal's day may mean."""
    if years is None:
        if first > end:
            words = _("The project ends on {end}: what is to be reached later is an effect of it.")
            yield "due", words.format(end=_said(end))
        return
    earliest, latest = later(end, years[0]), later(end, years[1])
    if last < earliest or first > latest:
        words = _(
            "An effect is followed {least}–{most} years after the project’s end: write a day "
            "from {earliest} to {latest}."
        )
        yield (
            "due",
            words.format(
                least=texts.number(years[0]),
                most=texts.number(years[1]),
                earliest=_said(earliest),
                latest=_said(latest),
            ),
        )


def later(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def deviation(body: Mapping[str, Any]) -> Body:
    """A deviation; where something is done about it, it says what."""
    problems = []
    if body.get("state") in ("in_progress", "settled") and not _text(body.get("action")):
        problems.append(("action", _("Write what is done about it.")))
    return _agreed("project_deviation", dict(body), problems)


def milestone(body: Mapping[str, Any], today: date) -> Body:
    """A decision point or milestone; a decision that was made says what it was."""
    return _agreed("project_milestone", dict(body), _of_milestone(body, today))


def _of_milestone(body: Mapping[str, Any], today: date) -> Problems:
    done = _last(body.get("done"))
    if done and done > today:
        yield "done", _("The actual day is still to come.")
    if body.get("outcome") and not _text(body.get("done")):
        yield "done", _("Write on which day it was.")
    if done and body.get("type") == "decision" and not body.get("outcome"):
        yield "outcome", _("Write what was decided.")


def _agreed(kind: str, body: Body, problems: Problems) -> Body:
    """The body, with every problem of its fields and of how they agree told at once."""
    found = list(problems)
    try:
        records.fitting(kind, body)
    except InvalidRecord as error:
        found = [*error.problems, *(one for one in found if one[0] not in dict(error.problems))]
    if found:
        raise InvalidRecord(kind, found)
    return body


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _first(value: Any) -> date | None:
    return _day(value, dates.first_day)


def _last(value: Any) -> date | None:
    return _day(value, dates.last_day)


def _day(value: Any, take: Callable[[str], date]) -> date | None:
    """A day as it was typed; what is none, its own field complains of."""
    try:
        return take(dates.read(_text(value)))
    except ValueError:
        return None


def _said(day: date) -> str:
    return dates.words(day.isoformat(), texts.language())
