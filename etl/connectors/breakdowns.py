"""Breakdowns by age, sex or industry: which cells of a table they are, how they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from etl.connectors.table import Plan, Variable, find_total, find_value, plan, roles
from etl.connectors.wanted import Wanted, listed
from seutukuva.definitions.model import BOTH_SEXES, Breakdown, Selection, Source
from seutukuva.definitions.structures import Structure
from seutukuva.errors import ShapeChanged

# "000", "17", and the open last age as "100-", "100+" or "100 -"; never an age group as "0-4".
SINGLE_AGE = re.compile(r"(\d{1,3})\s*[-+]?")


def single_age(code: str, text: str = "") -> int | None:
    """The age that a producer's code means; None for totals and groups of ages."""
    for name in (code, text):
        if found := SINGLE_AGE.fullmatch(name.strip()):
            return int(found[1])
    return None


def cells(breakdown: Breakdown, played: Mapping[str, Variable]) -> Iterator[tuple[Selection, str]]:
    """The series of a breakdown that a table or an answer holds, each with its key.

    There are none when it has no single ages, or not the sexes that the breakdown names.
    """
    ages = played.get("age")
    if ages is None:
        return
    fixed, total = breakdown.selection, find_total(ages)
    sexes = _sexes(breakdown, played.get("sex"))
    for code, text in zip(ages.values, ages.texts, strict=True):
        age = single_age(code, text)
        if age is None or age > breakdown.oldest or code == total:
            continue
        if breakdown.ages and code not in breakdown.ages:
            continue
        for sex, part in sexes:
            select = (*fixed.select, ("age", code), *part)
            yield replace(fixed, select=tuple(sorted(select))), breakdown.series_key(age, sex)


def _sexes(
    breakdown: Breakdown, variable: Variable | None
) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each sex with what has to be selected for it; one without anything for both together."""
    if not breakdown.sexes:
        return [(BOTH_SEXES, ())]
    codes = breakdown.sexes.values()
    if variable is None or not all(
        find_value(variable.values, variable.texts, code, suffix=False) for code in codes
    ):
        return []
    return [(sex, (("sex", code),)) for sex, code in breakdown.sexes.items()]


def plans(
    variables: Sequence[Variable], source: Source, wanted: Wanted, *, where: str
) -> tuple[tuple[Plan, ...], tuple[str, ...]]:
    """What to ask for the indicators, then for each breakdown and structure; what is not there.

    Each of them is asked apart: together with the long series of the indicators its cells would
    be many times as many. One that the table does not allow is a warning, so that the
    indicators' figures still come.

    Raises:
        ShapeChanged: as `etl.connectors.table.plan`, for the indicators' series.
    """
    apart, warnings = [], []
    refused: ShapeChanged | None = None
    answered: set[Selection] = set()
    taken_apart: tuple[Breakdown | Structure, ...] = (*wanted.breakdowns, *wanted.structures)
    for one in taken_apart:
        try:
            apart.append(_plan(one, variables, source, where))
            answered |= _answered(one, source)
        except ShapeChanged as problem:
            refused = refused or problem
            warnings.append(f"{one.id}: {problem}")
    rest = tuple(one for one in wanted.selections if one not in answered)
    found = [plan(variables, source, replace(wanted, selections=rest), where=where)] if rest else []
    found += apart
    if refused and not found:
        raise refused
    return tuple(found), (*(text for whole in found for text in whole.warnings), *warnings)


def _answered(one: Breakdown | Structure, source: Source) -> set[Selection]:
    """Series that need not be asked again: an answer that held a cell twice would be refused."""
    if isinstance(one, Structure) and one.first_period <= source.time_from:
        return {selection for selection, _key in one.series()}
    return set()


def _plan(
    one: Breakdown | Structure, variables: Sequence[Variable], source: Source, where: str
) -> Plan:
    recent = replace(source, time_from=max(source.time_from, one.first_period))
    if isinstance(one, Structure):
        series = tuple(selection for selection, _key in one.series())
    else:
        series = _single_ages(one, variables, source, where)
    return plan(variables, recent, Wanted(source.id, series), where=where)


def _single_ages(
    breakdown: Breakdown, variables: Sequence[Variable], source: Source, where: str
) -> tuple[Selection, ...]:
    played = roles(variables, source, where=where)
    series = tuple(selection for selection, _key in cells(breakdown, played))
    if not series:
        ages = played.get("age")
        values = ages.values if ages else [variable.code for variable in variables]
        raise ShapeChanged("single ages of the wanted sexes", listed(values), where=where)
    return series
