"""The table of responses: who answered, where, in which industry, when, and with what consent."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.checking import consents, duplicates, firms, roles
from etl.interviews.checking.case import Case
from etl.interviews.checking.problems import WARNING, one_of
from etl.interviews.values import distinct
from seutukuva import formats
from seutukuva.definitions import Question
from seutukuva.interviews import firm_names, rounds
from seutukuva.texts import _

SCHEMA = pa.schema(
    [
        ("response", pa.int32()),
        ("row", pa.int32()),
        ("response_id", pa.string()),
        ("y_tunnus", pa.string()),
        ("firm_key", pa.string()),
        ("firm_name", pa.string()),
        ("municipality", pa.string()),
        ("industry", pa.string()),
        ("industry_version", pa.string()),
        ("section", pa.string()),
        ("personnel", pa.float64()),
        ("size_class", pa.string()),
        ("interviewed_on", pa.date32()),
        ("organisation", pa.string()),
        ("consent", pa.string()),
        ("quotation", pa.bool_()),
        ("wants_contact", pa.bool_()),
        ("completeness", pa.float64()),
    ]
)
OLDEST = dt.date(2000, 1, 1)
_OUTSIDE = "date_outside_round"
_FIRM = ("y_tunnus", "firm_name", "municipality")
_ROUND = re.compile(r"\b20\d\d-(0[1-9]|1[0-2])\b")
_AT_ONCE = 10_000
_SEPARATOR = "\x1f"


def columns(case: Case) -> dict[str, Any]:
    """Every column of ``SCHEMA`` but response, firm_key and completeness, for all data rows.

    What is wrong is added to ``case.problems``.
    """
    interviewed_on = _interviewed_on(case)
    response_id, repeats = _response_ids(case)
    business_id = firms.business_id(case)
    duplicates.alike(case, repeats, business_id)
    personnel = _personnel(case)
    _check_wave(case)
    industry, version, section = firms.industry(case, interviewed_on)
    return {
        "row": pa.array(case.sheet.row_numbers, pa.int32()),
        "response_id": response_id,
        "y_tunnus": business_id,
        "firm_name": roles.text(case, "firm_name"),
        "municipality": firms.municipality(case),
        "industry": industry,
        "industry_version": version,
        "section": section,
        "personnel": personnel,
        "size_class": _size_class(case, personnel),
        "interviewed_on": interviewed_on,
        "organisation": _organisation(case),
        "consent": consents.consent(case),
        "quotation": consents.agreed(case, "quotation"),
        "wants_contact": consents.agreed(case, "wants_contact"),
    }


def firm_keys(case: Case, found: Mapping[str, Any]) -> pa.Array:
    """What statistics count as one firm: a hash of its business ID, else of name and municipality.

    Rows of a round that give neither ID nor name count as one firm together: whether they are
    several nobody knows, and twelve rows of one firm are not to pass for twelve firms.

    Args:
        found: columns of the responses: y_tunnus, firm_name, municipality.

    The programme is part of it, so that two programmes' results cannot be joined by it.
    """
    programme, wave = case.defs.programme.id, case.upload["wave"]
    nameless = f"{programme}|{case.questionnaire.family}|{wave}"
    rows = zip(*(found[name].to_pylist() for name in _FIRM), strict=True)
    return pa.array(
        [
            _hash(
                f"{programme}|{own}"
                if own
                else f"{programme}|{firm_names.key(name)}|{place or ''}"
                if name and firm_names.key(name)
                else nameless
            )
            for own, name, place in rows
        ],
        pa.string(),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _response_ids(case: Case) -> tuple[pa.Array, np.ndarray]:
    """What names each response, and rows that say word for word what an earlier one says."""
    question = case.asked("response_id")
    stated = case.given.texts(question.id) if question else roles.nothing(case)
    if not stated.null_count:
        return stated, np.empty(0, dtype=np.int64)
    # Personal columns are no part of it: a hash of a telephone number can be guessed.
    kept = [
        column
        for place, column in enumerate(case.sheet.columns)
        if place not in case.personal_columns
    ]
    seen: dict[str, int] = {}
    own, repeats = [], []
    for row, text in enumerate(_joined(kept, case.sheet.n)):
        name = _hash(text)[:32]
        again = seen[name] = seen.get(name, 0) + 1
        own.append(name if again == 1 else _hash(f"{name}{_SEPARATOR}{again}")[:32])
        if again > 1:
            repeats.append(row)
    without = np.flatnonzero(stated.is_null().to_numpy(zero_copy_only=False))
    named = pc.coalesce(stated, pa.array(own, pa.string()))
    return named, np.intersect1d(np.array(repeats, dtype=np.int64), without)


def _joined(columns: list[pa.Array], n: int) -> Iterator[str]:
    """The cells of each row as one text, a few thousand rows at a time."""
    if not columns:
        yield from [""] * n
        return
    for start in range(0, n, _AT_ONCE):
        parts = [column.slice(start, _AT_ONCE).cast(pa.string()) for column in columns]
        joined = pc.binary_join_element_wise(
            *parts, _SEPARATOR, null_handling="replace", null_replacement=""
        )
        yield from joined.to_pylist()


def _personnel(case: Case) -> pa.Array:
    question = case.asked("personnel")
    if question is None:
        return roles.nothing(case, pa.float64())
    numbers = case.given.numbers(question.id)
    return pa.array(numbers, mask=np.isnan(numbers))


def _size_class(case: Case, personnel: pa.Array) -> pa.Array:
    """The class of size that was chosen, else the one into which the personnel falls."""
    question = case.questionnaire.of_role("size_class")
    if question is None:
        return roles.nothing(case)
    # A class may also have been said where the number was asked.
    chosen = case.given.options(question.id)
    numbers = personnel.to_numpy(zero_copy_only=False)
    codes = np.full(case.sheet.n, -1, dtype=np.int64)
    options = list(question.options.values())
    for code, option in enumerate(options):
        if option.low is None and option.high is None:
            continue
        low = -np.inf if option.low is None else option.low
        high = np.inf if option.high is None else option.high
        codes[(numbers >= low) & (np.floor(numbers) <= high)] = code
    return pc.coalesce(chosen, roles.spread([one.id for one in options], codes))


def _interviewed_on(case: Case) -> pa.Array:
    question = case.asked("interviewed_on")
    if question is None:
        return roles.nothing(case, pa.date32())
    texts = distinct.of(case.given.texts(question.id))
    days = [_day(text) for text in texts.values]
    first, last = rounds.near(str(case.upload["wave"]))
    remarks = [_day_remark(day, case.today, first, last) for day in days]
    told = roles.Told(case, case.column(question), remarks, texts.codes)
    told.tell(
        WARNING, "date_future", _("“{value}” has not come yet."), _("a day that is not to come")
    )
    told.tell(
        WARNING, "date_too_old", _("“{value}” is before the year 2000."), _("a day from 2000 on")
    )
    allowed = f"{formats.date(first, case.language)} – {formats.date(last, case.language)}"
    if len(told.rows(_OUTSIDE)) > case.sheet.n / 2:
        # Not the days are wrong then, but the round.
        told_of_round = _(
            "Most interviews were made more than half a year from the round {round}. Is it the "
            "right round?"
        ).format(round=rounds.name(str(case.upload["wave"]), case.language))
        case.problems.file(WARNING, "wrong_round", told_of_round, allowed)
    else:
        message = _("“{value}” is more than half a year from the round of the file.")
        told.tell(WARNING, _OUTSIDE, message, allowed)
    return roles.spread(days, texts.codes, pa.date32())


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _day_remark(day: dt.date | None, today: dt.date, first: dt.date, last: dt.date) -> str:
    if day is None:
        return ""
    if day > today:
        return "date_future"
    if day < OLDEST:
        return "date_too_old"
    return "" if first <= day <= last else _OUTSIDE


def _organisation(case: Case) -> pa.Array:
    question = case.asked("organisation")
    own = str(case.upload.get("organisation") or "") or None
    if question is None:
        return pa.array([own] * case.sheet.n, pa.string())
    if question.options:
        chosen = case.given.options(question.id)
    else:
        chosen = _named_organisations(case, question)
    return pc.fill_null(chosen, own) if own else chosen


def _named_organisations(case: Case, question: Question) -> pa.Array:
    organisations = case.defs.programme.organisations.values()
    known = {
        name.casefold(): one.id
        for one in organisations
        for name in (one.id, one.short, *one.name.values())
    }
    texts, codes = roles.rows_of(case, question)
    values = texts.to_pylist()
    found = [known.get(" ".join(value.split()).casefold()) for value in values]
    remarks = ["" if one else "organisation_unknown" for one in found]
    told = roles.Told(case, case.column(question), remarks, codes)
    told.tell(
        WARNING,
        "organisation_unknown",
        _("The programme has no organisation “{value}”."),
        one_of([one.name[case.language] for one in organisations]),
    )
    return roles.spread(found, codes)


def _check_wave(case: Case) -> None:
    """A row that names another round than the file's is probably in the wrong file."""
    question = case.asked("wave")
    if question is None or question.options:
        return
    texts, codes = roles.rows_of(case, question)
    values = texts.to_pylist()
    wave = str(case.upload["wave"])
    named = [_ROUND.search(value) for value in values]
    remarks = ["other_round" if one and one[0] != wave else "" for one in named]
    told = roles.Told(case, case.column(question), remarks, codes)
    told.tell(
        WARNING, "other_round", _("The row names the round “{value}”, the file another."), wave
    )
