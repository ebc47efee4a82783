"""What is odd in the figures of a list, and projects that stand in it more than once."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from etl.interviews.checking.problems import ERROR, NOTE, WARNING
from etl.projects.case import Case
from etl.projects.checking import currency_rows
from etl.projects.values import Numbers
from seutukuva.definitions import ListField
from seutukuva.projects.model import PLANNED, REALISED
from seutukuva.texts import _

# Cents and rounding are no excess.
SLACK = 0.5
_OTHER_CURRENCY = re.compile(r"(?:\b|_)(?:[tm]?(?:sek|dkk|nok)|[tm]?kr)\W*$", re.IGNORECASE)


def check(case: Case) -> None:
    """Look at every figure; those that cannot be kept are gone from the case afterwards."""
    if "code" not in case.fields:
        return
    for field, read in case.figures:
        _check_one(case, field, read)
    _check_currency(case)
    _check_parts(case)
    for measure in dict.fromkeys(one.measure for one, _read in case.figures):
        _check_sides(case, measure)
    _check_public(case)
    check_twice(case)


def _check_one(case: Case, field: ListField, read: Numbers) -> None:
    case.told(
        *(WARNING, "number_unreadable", read.unreadable, field.id),
        _("This is no number; the project is kept without this figure."),
        _("Write digits alone, such as 194225."),
        flag="number_unreadable",
    )
    case.told(
        *(WARNING, "number_ambiguous", read.ambiguous, field.id),
        _("The mark and three digits after it were read as thousands."),
        _("Write thousands without a mark, such as 194225, and cents as two digits."),
    )
    case.told(
        *(NOTE, "money_as_text", read.as_text, field.id),
        _("Text with spaces or signs was read as a number."),
    )
    if case.form.codes and case.defs.measures[field.measure].kind == "money":
        cells = case.raw(field.id)
        case.told(
            *(NOTE, "figure_missing", [at for at in range(case.n) if not cells[at].strip()]),
            *(field.id, _("The amount is missing; the project is kept without it.")),
        )
    with np.errstate(invalid="ignore"):
        below = np.flatnonzero(read.values < 0)
    case.told(
        *(WARNING, "negative", below, field.id),
        _("The figure is below zero; it is kept as it stands."),
        _("Money that was paid back is told so by some funders; otherwise correct it."),
        flag="negative",
    )


def _check_currency(case: Case) -> None:
    """Amounts of another currency are not kept: nobody says at which rate they would be euros."""
    rows = currency_rows(case)
    case.told(
        *(WARNING, "currency", rows, "currency"),
        _("The amounts are not in euros and are not kept: nothing here turns them into euros."),
        _("Give the amounts in euros."),
        flag="currency",
    )
    for field, read in case.figures:
        if case.defs.measures[field.measure].unit == "euros":
            read.values[rows] = np.nan
            _check_heading(case, field, read)


def _check_heading(case: Case, field: ListField, read: Numbers) -> None:
    """A heading that ends in another currency tells it of every row that says nothing else."""
    if not _OTHER_CURRENCY.search(case.listed.headings[case.fields[field.id]]):
        return
    in_euros = np.array([bool(text) for text in case.texts("currency")], bool)
    rows = np.flatnonzero(~np.isnan(read.values) & ~in_euros)
    case.told(
        *(WARNING, "currency", rows, field.id),
        _("The amounts are not in euros and are not kept: nothing here turns them into euros."),
        _("Give the amounts in euros."),
        flag="currency",
    )
    read.values[rows] = np.nan


def _check_parts(case: Case) -> None:
    """A part above the whole would make the rest negative: the part is not kept."""
    for field, read in case.figures:
        whole = case.figure(field.measure, field.side)
        if field.part == "all" or whole is None:
            continue
        with np.errstate(invalid="ignore"):
            rows = np.flatnonzero(read.values > whole)
        case.told(
            *(WARNING, "part_above_whole", rows, field.id),
            _("The part is more than the whole and is not kept."),
            _("Correct the part or the whole."),
            flag="part_above_whole",
        )
        read.values[rows] = np.nan


def _check_sides(case: Case, measure: str) -> None:
    planned, realised = case.figure(measure, PLANNED), case.figure(measure, REALISED)
    if planned is None:
        return
    unit = case.defs.measures[measure].title[case.language]
    # Zero persons planned is a plan; zero euros granted is odd.
    if case.defs.measures[measure].kind == "money":
        case.told(
            *(NOTE, "planned_zero", np.flatnonzero(planned == 0), f"{measure}.planned.all"),
            _("{measure}: nothing was planned; no share of it can be told.").format(measure=unit),
            flag="planned_zero",
        )
    if realised is None:
        return
    with np.errstate(invalid="ignore"):
        above = np.flatnonzero((realised > planned + SLACK) & (planned > 0))
        unplanned = np.flatnonzero((realised > 0) & (planned == 0))
    case.told(
        *(WARNING, "realised_above_planned", above, f"{measure}.realised.all"),
        _("{measure}: more came true than was planned; it is kept as it stands.").format(
            measure=unit
        ),
        _("Compare it with the decision; an amended plan may be missing."),
        flag="realised_above_planned",
    )
    case.told(
        *(WARNING, "unplanned", unplanned, f"{measure}.realised.all"),
        _(
            "{measure}: something came true and nothing was planned; it is kept as it stands."
        ).format(measure=unit),
        _("Compare it with the decision."),
        flag="unplanned",
    )


def _check_public(case: Case) -> None:
    public, part = case.figure("public", PLANNED), case.figure("eu_state", PLANNED)
    if public is None or part is None:
        return
    with np.errstate(invalid="ignore"):
        rows = np.flatnonzero(part > public + SLACK)
    case.told(
        *(NOTE, "public_below_eu_state", rows, "public.planned.all"),
        _("The public funding is less than the EU and state funding that is a part of it."),
        flag="public_below_eu_state",
    )


def check_twice(case: Case) -> None:
    """Projects that stand in the list more than once, of one day."""
    first: dict[tuple[str, object], int] = {}
    groups: dict[int, list[int]] = {}
    for row, code in enumerate(case.keys):
        if not code or case.problems.refused[row]:
            continue
        at = first.setdefault((code, case.as_of[row]), row)
        groups.setdefault(at, []).append(row)
    differing: list[list[int]] = []
    same: list[list[int]] = []
    for rows in groups.values():
        if len(rows) == 1:
            continue
        contents = {tuple(_content(case, row)) for row in rows}
        (differing if len(contents) > 1 else same).append(rows)
    for rows in differing:
        named = ", ".join(str(int(case.listed.row_numbers[row])) for row in rows)
        case.told(
            *(ERROR, "twice_differing", rows, "code"),
            _("The project stands in rows {rows}, which differ.").format(rows=named),
            _("Leave the row that is right, and delete the others."),
        )
    again = [row for rows in same for row in rows[1:]]
    case.left[again] = True
    case.told(
        *(WARNING, "twice", again, "code"),
        _("The project stands here again with the same contents; it is stored once."),
        _("Delete the row, or accept that it is stored once."),
    )
    case.flag([rows[0] for rows in same], "twice")


def _content(case: Case, row: int) -> Iterator[str]:
    """What a row says, however it is written: 100 000 and 100000 are the same."""
    for _field, read in case.figures:
        yield str(read.values[row])
    for name in case.fields:
        kind = case.defs.list_fields[name].type
        if kind == "day":
            yield str(case.days(name).values[row])
        elif kind == "code":
            yield case.keys[row]
        elif kind != "number":
            yield case.texts(name)[row]
