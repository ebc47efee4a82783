"""What projects, their states and their figures are called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from seutukuva import definitions, formats, texts
from seutukuva.projects.measuring import Number, Undefined, is_number
from seutukuva.projects.model import PLANNED, REALISED
from seutukuva.projects.sums import SumRow
from seutukuva.texts import _

NOTHING = "–"


def states() -> dict[str, str]:
    """Every state of a project in words, by id."""
    kind = definitions.load().kinds["project"]
    field = next(one for one in kind.fields if one.id == "state")
    return {one: title[texts.language()] for one, title in field.choices.items()}


def state(own_id: str) -> str:
    """A project's state in words; "" where nobody has said."""
    return states().get(own_id, own_id)


def stands(own_id: str, told_on: date | None, end: date | None, on: date) -> str:
    """A project's state with the day that it is of; "" where nobody has said.

    Args:
        told_on: of which day it is told; an end stays one, so that of an earlier day needs none.
        end: the project's last day: where it is over by ``on``, an older state says less.
    """
    words = state(own_id)
    is_over = own_id in ("ended", "interrupted")
    if words and told_on and told_on != on and (told_on > on or not is_over):
        words = _("{state} (as of {day})").format(state=words, day=day(told_on))
    if words and not is_over and end and end < on:
        words = _("{state}, its end has passed").format(state=words)
    return words


def owner(own_id: str) -> str:
    """How an organisation of the programme is called in a narrow place; "" for none."""
    known = definitions.load().programme.organisations
    return known[own_id].short if own_id in known else own_id


def development_areas() -> dict[str, str]:
    """The programme's development areas by code, each with its code and title."""
    speak = texts.language()
    every = definitions.load().programme.development_areas
    return {one.code: f"{one.code} {one.title[speak]}" for one in every}


def municipalities(area_ids: Sequence[str]) -> str:
    """Names of areas; what the definitions do not know is its code."""
    speak = texts.language()
    known = definitions.load().areas
    return ", ".join(known[one].name[speak] if one in known else one for one in area_ids)


def day(own: date | None) -> str:
    """A day in words; "" for none."""
    return formats.date(own.isoformat(), texts.language()) if own else ""


def lasts(start: date | None, end: date | None) -> str:
    """From when to when; "–" where neither is known."""
    if not (start or end):
        return NOTHING
    return f"{day(start)}{formats.NBSP}–{formats.NBSP}{day(end)}".strip()


def money(value: float | None) -> str:
    """Whole euros; "–" where nobody tells."""
    return NOTHING if value is None else f"{texts.number(value)}{formats.NBSP}€"


def count(value: float | None) -> str:
    """Persons, jobs, firms or degrees; half a job keeps its half."""
    if value is None:
        return NOTHING
    return texts.number(value, 0 if float(value).is_integer() else 1)


def amount(value: float | None, unit: str) -> str:
    """A figure of a measure, by the measure's unit."""
    return money(value) if unit == "euros" else count(value)


def realised_of_plans(row: SumRow) -> str:
    """What came where some was planned, as a share of the plan has it; the rest is told apart."""
    told = amount(row.of_plans, row.measure.unit)
    return f"{told}; {besides(row)}" if row.besides else told


def besides(row: SumRow) -> str:
    """What came beside the plans."""
    more = _("besides, {n} in projects that had planned none")
    return more.format(n=amount(row.besides, row.measure.unit))


def of(realised: float | None, planned: float | None, unit: str) -> str:
    """A realised figure of a planned one, by the measure's unit."""
    words = _("{realised} of {planned}")
    return words.format(realised=amount(realised, unit), planned=amount(planned, unit))


def per_cent(share: Number) -> float | None:
    """A share as a number in per cent; none where it is not defined."""
    return share * 100 if is_number(share) else None


def percent(share: Number) -> str:
    """A share in per cent; where it is not defined, why."""
    if not is_number(share):
        return why(share)
    return formats.percent(share * 100, 1, texts.language())


def money_or_reason(amount: Number) -> str:
    """Whole euros; where they are not defined, why."""
    return money(amount) if is_number(amount) else why(amount)


def why(reason: Number) -> str:
    """Why a figure is not defined, in two words or three."""
    words: dict[Number, str] = {
        Undefined.NOT_REPORTED: _("not reported"),
        Undefined.NOT_PLANNED: _("no plan told"),
        Undefined.UNPLANNED: _("not planned"),
        Undefined.NONE_REALISED: _("none yet"),
        Undefined.WITHHELD: _("too few to tell"),
        Undefined.OTHER_DAYS: _("not told by the same day"),
    }
    return words.get(reason, _("not defined"))


def measure(own_id: str) -> str:
    """What a measure of one project is called."""
    return definitions.load().measures[own_id].title[texts.language()]


def sides() -> dict[str, str]:
    """What was planned and what has come, in words, for a column."""
    return {PLANNED: _("planned"), REALISED: _("realised")}


def address(code: str) -> str:
    """The address of a project's own page."""
    return "project?" + urlencode({"project": code, "lang": texts.language()})


def reported(n: int, of: int) -> str:
    """Of how many projects a sum of realised figures tells."""
    return _("{n} of {of} projects reported").format(n=texts.number(n), of=texts.number(of))
