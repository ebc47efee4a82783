"""What is wrong or odd in a list of projects: every row is kept, kept and flagged, or refused.

Refused is a row that cannot be told apart from another: without a code, with a code that stands
for two things, or whose cells are in no order. Everything else is kept as it is told, with a flag
that the register shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from etl.interviews.checking.problems import ERROR, NOTE, WARNING
from etl.interviews.values import business_id
from etl.projects import values
from etl.projects.case import Case
from seutukuva import texts
from seutukuva.interviews.keys import key
from seutukuva.texts import _, ngettext

EURO = ("eur", "euro", "euros", "€")
_NAMED = 5
_TEXTS = ("text", "implementer")


def check(case: Case) -> None:
    """Look at the whole list; what is wrong is in its problems and flags afterwards.

    Of a list whose columns nobody has told apart yet, no row is looked at.
    """
    if not _check_file(case):
        return
    _check_cells(case)
    _check_codes(case)
    _check_names(case)
    _check_lengths(case)
    _check_days(case)
    _check_states(case)
    _check_implementers(case)
    _check_business_ids(case)


def _check_file(case: Case) -> bool:
    """Look at the list as a whole; whether its rows can be looked at."""
    lacking = [one for one in case.defs.list_fields.values() if one.is_required]
    lacking = [one for one in lacking if one.id not in case.fields]
    if lacking:
        names = ", ".join(one.title[case.language] for one in lacking)
        sentence = _("No column holds what every project needs: {names}.").format(names=names)
        case.problems.file(ERROR, "fields_missing", sentence, _("Choose the columns of the list."))
    if case.list_date is None and not any(case.as_of):
        sentence = _("Nothing says of which day the list is, and figures need a day.")
        case.problems.file(ERROR, "list_date_missing", sentence, _("Give the day of the list."))
    elif case.list_date and case.list_date > case.today:
        sentence = _("The list would be of a day that has not come yet.")
        case.problems.file(
            ERROR, "list_date_future", sentence, _("Give the day on which the list was made.")
        )
    if case.listed.footers:
        _tell_footers(case)
    return not lacking


def _tell_footers(case: Case) -> None:
    rows = ", ".join(str(row) for row, _text in case.listed.footers[:_NAMED])
    n = len(case.listed.footers)
    sentence = ngettext(
        "{n} row below the last project is no project and was left out: row {rows}.",
        "{n} rows below the last project are no projects and were left out: rows {rows}.",
        n,
    ).format(n=texts.number(n), rows=rows)
    case.problems.file(NOTE, "footer", sentence)


def _check_cells(case: Case) -> None:
    case.told(
        *(NOTE, "cells_joined", case.listed.joined, None),
        _("The row had more cells than there are headings; its texts were put together again."),
    )
    case.told(
        *(ERROR, "cells_uneven", case.listed.uneven, None),
        _("The row has more cells than there are headings, and its texts cannot be told apart."),
        _("Put texts with commas into quotation marks, or save the list as an XLSX workbook."),
    )


def _check_codes(case: Case) -> None:
    missing = [at for at, code in enumerate(case.keys) if not code]
    if "code" in case.fields:
        case.told(
            *(ERROR, "code_missing", missing, "code"),
            _("The project has no code, and nothing else tells projects apart."),
            _("Write the project’s public code, or a code of your own."),
        )
    most = case.longest("code")
    case.told(
        *(ERROR, "code_too_long", _longer(case.texts("code"), most), "code"),
        _("The code has more than {n} characters.").format(n=texts.number(most)),
        _("Write the project’s public code, or a code of your own."),
    )
    others = {
        prefix.casefold()
        for form in case.defs.project_lists.values()
        for prefix in form.codes
        if prefix not in case.form.codes
    }
    own = tuple(prefix.casefold() for prefix in case.form.codes)
    if own and others:
        foreign = tuple(others)
        rows = [
            at
            for at, code in enumerate(case.keys)
            if code.startswith(foreign) and not code.startswith(own)
        ]
        case.told(
            *(WARNING, "other_programme", rows, "code"),
            _("The code is one of another programme’s list; the project is kept."),
            _("See that the row belongs to this list."),
            flag="other_programme",
        )


def _longer(found: Sequence[str], most: int) -> list[int]:
    return [at for at, text in enumerate(found) if len(text) > most]


def _check_lengths(case: Case) -> None:
    for name in case.fields:
        if name == "code" or case.defs.list_fields[name].type not in _TEXTS:
            continue
        most = case.longest(name)
        written = [values.written(text, case.form) for text in case.raw(name)]
        case.told(
            *(WARNING, "text_too_long", _longer(written, most), name),
            _("The text is longer than {n} characters; its beginning is kept.").format(
                n=texts.number(most)
            ),
            _("Shorten it."),
        )


def _check_names(case: Case) -> None:
    if "name" not in case.fields:
        return
    rows = [at for at, name in enumerate(case.texts("name")) if not name and case.keys[at]]
    case.told(
        *(WARNING, "name_missing", rows, "name"),
        _("The project has no name; its code stands for it."),
        _("Write the project’s name."),
        flag="name_missing",
    )


def _check_days(case: Case) -> None:
    for name in ("start", "end", "as_of"):
        if name not in case.fields:
            continue
        unreadable = case.days(name).unreadable
        is_needed = name == "as_of"
        case.told(
            *(ERROR if is_needed else WARNING, f"{name}_unreadable", unreadable, name),
            _("This is no day, and figures need one.")
            if is_needed
            else _("This is no day; the project is kept without it."),
            _("Write a day such as 31.12.2026."),
            flag="date_unreadable",
        )
    starts, ends = case.days("start"), case.days("end")
    pairs = list(zip(starts.values, ends.values, strict=True))
    turned = [at for at, (start, end) in enumerate(pairs) if start and end and end < start]
    case.told(
        *(WARNING, "end_before_start", turned, "end"),
        _("The project ends before it starts: it is kept without its end."),
        _("Correct the day on which it starts or ends."),
        flag="end_before_start",
    )
    _check_no_dates(case, pairs)
    _check_as_of(case)


def _check_no_dates(case: Case, pairs: Sequence[tuple[str | None, str | None]]) -> None:
    starts, ends = case.days("start"), case.days("end")
    bad = {*starts.unreadable.tolist(), *ends.unreadable.tolist()}
    none = [at for at, (start, end) in enumerate(pairs) if not (start and end) and at not in bad]
    if not {"start", "end"} & set(case.fields):
        # Said once, not of every row.
        sentence = _("The list does not say when projects start and end.")
        case.problems.file(NOTE, "no_days", sentence)
        case.flag(none, "no_dates")
        return
    case.told(
        *(NOTE, "no_dates", none, None),
        _("The list does not say when the project starts and ends: no share of time can be told."),
        flag="no_dates",
    )


def _check_as_of(case: Case) -> None:
    if "as_of" not in case.fields:
        return
    # What cannot be read has been told of; an empty cell is of the list's day, where it has one.
    empty = [at for at, text in enumerate(case.raw("as_of")) if not text.strip()]
    undated = [at for at in empty if case.as_of[at] is None]
    case.told(
        *(ERROR, "as_of_missing", undated, "as_of"),
        _("Nothing says of which day the figures are."),
        _("Write a day such as 31.12.2026, or give the day of the list."),
    )
    later = [at for at, day in enumerate(case.as_of) if day and day > case.today]
    case.told(
        *(ERROR, "as_of_future", later, "as_of"),
        _("The figures would be of a day that has not come yet."),
        _("Write the day up to which they were counted."),
    )


def states_of(case: Case) -> list[str]:
    """Each row's state; "" where it is unknown or not told.

    A list that names a project's end and no state leaves the state open.
    """
    known = {key(text): state for state, names in case.form.states.items() for text in names}
    return [known.get(key(text), "") for text in case.texts("state")]


def _check_states(case: Case) -> None:
    told = case.texts("state")
    rows = [at for at, state in enumerate(states_of(case)) if told[at] and not state]
    case.told(
        *(NOTE, "state_unknown", rows, "state"),
        _("The state is not known; the project is kept without one."),
    )


def _check_implementers(case: Case) -> None:
    if "implementer" not in case.fields:
        return
    nobody = [at for at, name in enumerate(case.named) if not name]
    case.told(
        *(WARNING, "unknown_implementer", nobody, "implementer"),
        _("The list does not say who carries the project out."),
        _("Write the organisation, or accept that it is unknown."),
        flag="unknown_implementer",
    )
    persons = [at for at, one in enumerate(case.implementers) if one.is_person]
    case.told(
        *(NOTE, "person", persons, None),
        _("A person or a sole trader carries the project out: the name is not kept."),
        flag="person",
    )
    if case.form.is_own:
        known = {one.organisation for one in case.defs.implementers.values() if one.organisation}
        new = [
            at
            for at, one in enumerate(case.implementers)
            if one.name and one.organisation not in known and not one.municipality
        ]
        case.told(
            *(NOTE, "implementer_new", new, "implementer"),
            _("No organisation of the programme is called so; the name is kept as it is written."),
            flag="unknown_implementer",
        )


def business_ids_of(case: Case) -> list[str | None]:
    """Each row's business ID; none where there is none or a wrong one."""
    found: dict[str, str | None] = {"": None}
    for text in set(case.texts("business_id")) - {""}:
        found[text] = business_id.read(text, country=_country(case)).id or None
    return [found[text] for text in case.texts("business_id")]


def _check_business_ids(case: Case) -> None:
    told = case.texts("business_id")
    ids = business_ids_of(case)
    rows = [at for at, one in enumerate(ids) if told[at] and not one]
    rows = [at for at in rows if not case.implementers[at].is_person]
    case.told(
        *(NOTE, "business_id_wrong", rows, "business_id"),
        _("This is no business ID; the project is kept without it."),
    )


def _country(case: Case) -> str:
    return case.defs.areas[case.defs.programme.country].country


def currency_rows(case: Case) -> np.ndarray:
    """Positions of rows whose amounts are not in euros."""
    rows = [at for at, text in enumerate(case.texts("currency")) if text and not _is_euro(text)]
    return np.array(rows, dtype=np.int64)


def _is_euro(text: str) -> bool:
    return text.strip().casefold() in EURO


def day_of(text: str | None) -> dt.date | None:
    """A day of its ISO text."""
    return dt.date.fromisoformat(text) if text else None
