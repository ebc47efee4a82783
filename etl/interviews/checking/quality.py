"""Checks of single answers: can they be read, are they within bounds, are they all there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.checking.answers import Note
from etl.interviews.checking.case import Case
from etl.interviews.checking.given import ANSWERED, CANNOT_SAY, INVALID, REFUSED, Given
from etl.interviews.checking.problems import ERROR, NOTE, WARNING, one_of, short
from etl.interviews.reading.cells import ERROR as ERROR_CELL
from seutukuva import formats
from seutukuva.definitions import Question
from seutukuva.texts import N_, _

# Share of the questions below which an interview counts as broken off.
BROKEN_OFF = 0.2
# What was decided when a text was read as a number or a day.
_READINGS = {
    "ambiguous_mark": (
        WARNING,
        N_("“{value}” was read as {reading}; its mark may also stand between thousands."),
    ),
    "ambiguous_day": (
        WARNING,
        N_("“{value}” was read as {reading}; day and month may be the other way round."),
    ),
    "range": (NOTE, N_("“{value}” was read as {reading}, the middle of its bounds.")),
    "at_least": (NOTE, N_("“{value}” was read as {reading}, its lower bound.")),
    "at_most": (NOTE, N_("“{value}” was read as {reading}, its upper bound.")),
    "approximate": (NOTE, N_("“{value}” was read as {reading}.")),
    "percent": (NOTE, N_("“{value}” was read as {reading}.")),
    "remark": (NOTE, N_("“{value}” was read as {reading}.")),
    "serial_day": (NOTE, N_("“{value}” was read as {reading}.")),
    "month_first": (NOTE, N_("“{value}” was read as {reading}: the month stands first.")),
}
_RANK = {code: rank for rank, code in enumerate(_READINGS)}
# Roles with checks of their own, of which an unreadable value is told by those.
_TOLD_ELSEWHERE = frozenset(
    ("consent", "y_tunnus", "municipality", "industry", "industry_version", "organisation")
)


def usable(case: Case) -> tuple[Case, dict[str, np.ndarray]]:
    """The case with answers made invalid that cannot be counted as they are.

    The rest of the interview is worth keeping; a share of 150 per cent is not, nor is what a
    spreadsheet writes when it cannot calculate.

    Returns:
        The case, and by question the rows whose number is out of bounds.
    """
    outside: dict[str, np.ndarray] = {}
    places = [np.empty(0, dtype=np.int64)]
    for question in case.questionnaire.questions.values():
        wrong = _out_of_bounds(case.given, question)
        if len(wrong):
            outside[question.id] = case.given.response[wrong]
            places.append(wrong)
        places.append(_spreadsheet_errors(case, question))
    unusable = np.concatenate(places)
    return (
        (replace(case, given=_invalidated(case.given, unusable)), outside)
        if len(unusable)
        else (case, outside)
    )


def _out_of_bounds(given: Given, question: Question) -> np.ndarray:
    """Places of a question's numbers that are too low or too high."""
    if question.type != "number" or (question.low is None and question.high is None):
        return np.empty(0, dtype=np.int64)
    places = given.places(question.id, ANSWERED)
    numbers = given.long["number"].take(pa.array(places)).to_numpy()
    low = -np.inf if question.low is None else question.low
    high = np.inf if question.high is None else question.high
    return places[(numbers < low) | (numbers > high)]


def _spreadsheet_errors(case: Case, question: Question) -> np.ndarray:
    """Places of a question's answers that are "#REF!" or the like."""
    found = [np.empty(0, dtype=np.int64)]
    for column in case.columns_of.get(question.id, ()):
        is_error = case.sheet.of_kind(column, ERROR_CELL)
        if not is_error.any() or question.is_personal:
            continue
        errors = {case.sheet.cell(int(row), column) for row in np.flatnonzero(is_error)}
        places = case.given.places(question.id, ANSWERED)
        places = places[is_error[case.given.response[places]]]
        texts = case.given.long["text"].take(pa.array(places)).to_pylist()
        found.append(places[[text in errors for text in texts]])
    return np.concatenate(found)


def _invalidated(given: Given, places: np.ndarray) -> Given:
    long = given.long
    wrong = np.zeros(len(long), dtype=bool)
    wrong[places] = True
    mask = pa.array(wrong)
    state = long["state"].cast(pa.string())
    changed = {
        "state": pc.if_else(mask, INVALID, state).cast(long.schema.field("state").type),
        "number": pc.if_else(mask, pa.scalar(None, pa.float64()), long["number"]),
    }
    for name, column in changed.items():
        long = long.set_column(long.schema.get_field_index(name), long.schema.field(name), column)
    return Given(long, given.n)


def check(case: Case, outside: dict[str, np.ndarray]) -> None:
    """Add what is wrong with single answers to the problems.

    Args:
        outside: rows by question, as ``usable`` found them.
    """
    errors = _error_cells(case)
    for question in case.questionnaire.questions.values():
        columns = case.columns_of.get(question.id, [])
        if question.required and question.role != "consent":
            _required(case, question, columns)
        if not columns or question.is_personal:
            continue
        if question.id in outside:
            case.problems.rows(
                WARNING,
                "number_out_of_bounds",
                outside[question.id],
                columns[0],
                _("“{value}” is out of bounds and is not counted."),
                _bounds(question, case.language),
            )
        if question.role not in _TOLD_ELSEWHERE:
            _unreadable(case, question, outside, errors)
        if question.type == "text" and question.max_length:
            _too_long(case, question)


def check_readings(case: Case) -> None:
    """Tell what was decided when numbers and days were read, and labels that nobody knows."""
    seen: dict[int, np.ndarray] = {}
    # What says most about a cell is told, and nothing more: a range is also approximate.
    for note in sorted(case.notes, key=lambda one: _RANK.get(one.code, 0)):
        question = case.questionnaire.questions[note.question]
        if note.code == "unknown_label":
            # Of a single choice they are invalid answers, and told as such.
            if question.type == "multi":
                _unknown_parts(case, question, note)
        elif note.code in _READINGS and not _is_share(question, note.code):
            severity, sentence = _READINGS[note.code]
            told = _reading(case, question, _(sentence))
            # What is out of bounds is told as that, and not counted as anything.
            rows = np.intersect1d(note.rows, case.given.rows(question.id, ANSWERED))
            rows = np.setdiff1d(rows, seen.get(note.column, []))
            seen[note.column] = np.union1d(seen.get(note.column, []), rows)
            case.problems.rows(severity, note.code, rows, note.column, told)


def _is_share(question: Question, code: str) -> bool:
    """Whether a "%" behind a number is what the question asks for."""
    return code == "percent" and question.unit.get("en") in ("per cent", "%")


def _unknown_parts(case: Case, question: Question, note: Note) -> None:
    """What a cell names beside the options that it names."""
    _code, _sentence, allowed = _expected(question, case.language)
    places = case.given.places(question.id, ANSWERED)
    long = case.given.long
    is_unknown = long["option"].is_null().to_numpy()[places]
    places = places[is_unknown & np.isin(case.given.response[places], note.rows)]
    texts = long["text"].take(pa.array(places)).to_pylist()
    parts: dict[int, list[str]] = {}
    for row, text in zip(case.given.response[places].tolist(), texts, strict=True):
        parts.setdefault(row, []).append(text or "")
    sentence = _("{parts}: none of the answers to choose from; it is not counted.")

    def message(row: int) -> str:
        # Where options have columns of their own, another one may hold the other part.
        cell = case.sheet.cell(row, note.column)
        here = [part for part in parts[row] if part in cell] or parts[row]
        return sentence.replace("{parts}", one_of([short(part) for part in here]))

    rows = np.array(sorted(parts), dtype=np.int64)
    case.problems.rows(WARNING, "answer_unknown", rows, note.column, message, allowed)


def _reading(case: Case, question: Question, sentence: str) -> Callable[[int], str]:
    """The sentence of a row with the number or day that its text was read as."""
    numbers = case.given.numbers(question.id)
    days = case.given.texts(question.id)
    classes = _size_classes(case) if np.isnan(numbers).any() else []

    def message(row: int) -> str:
        if question.type != "number":
            return sentence.replace("{reading}", formats.date(days[row].as_py(), case.language))
        if np.isnan(numbers[row]):
            told = _("“{value}” was read as the size class “{name}”.")
            return told.replace("{name}", classes[row])
        number = float(numbers[row])
        decimals = 0 if number.is_integer() else 1
        return sentence.replace("{reading}", formats.number(number, decimals, case.language))

    return message


def _size_classes(case: Case) -> list[str]:
    """The class that each response is of; a number of persons told by its bounds is such a one."""
    question = case.questionnaire.of_role("size_class")
    if question is None:
        return []
    chosen = case.given.options(question.id).to_pylist()
    titles = {name: option.title[case.language] for name, option in question.options.items()}
    return [titles.get(option, "") for option in chosen]


def _error_cells(case: Case) -> np.ndarray:
    """Cells in which the spreadsheet itself says that something went wrong; a truth (row, column).

    Returns:
        rows that hold one in a column of a question, as pairs (row, column).
    """
    pairs = []
    for columns in case.columns_of.values():
        for column in columns:
            rows = np.flatnonzero(case.sheet.of_kind(column, ERROR_CELL))
            case.problems.rows(
                WARNING,
                "formula_error",
                rows,
                column,
                _(
                    "The cell holds the spreadsheet’s error {value} instead of an answer; it "
                    "counts as not answered."
                ),
            )
            pairs += [rows * len(case.sheet.columns) + column]
    return np.concatenate(pairs) if pairs else np.empty(0, dtype=np.int64)


def _cells(case: Case, rows: np.ndarray, columns: list[int]) -> Iterator[tuple[int, np.ndarray]]:
    """Each column of a question with those of the rows whose first filled cell is there."""
    left = rows
    for column in columns:
        filled = case.sheet.filled(column)
        here = left[filled[left]]
        left = left[~filled[left]]
        yield column, here


def _unreadable(
    case: Case, question: Question, outside: dict[str, np.ndarray], errors: np.ndarray
) -> None:
    rows = case.given.rows(question.id, INVALID)
    if question.id in outside:
        rows = np.setdiff1d(rows, outside[question.id])
    if not len(rows):
        return
    code, sentence, allowed = _expected(question, case.language)
    for column, here in _cells(case, rows, case.columns_of[question.id]):
        told = np.isin(here * len(case.sheet.columns) + column, errors)
        case.problems.rows(WARNING, code, here[~told], column, sentence, allowed)


def _expected(question: Question, language: str) -> tuple[str, str, str]:
    """Code, sentence, and what is allowed, for an answer that cannot be read."""
    if question.options:
        options = [one.title[language] for one in question.options.values()]
        sentence = _("“{value}” is none of the answers to choose from; it is not counted.")
        return "answer_unknown", sentence, one_of(options)
    if question.type == "number":
        sentence = _("“{value}” is not a number; it is not counted.")
        return "number_unreadable", sentence, _bounds(question, language)
    if question.type == "date":
        sentence = _("“{value}” is not a day; it is not counted.")
        return "date_unreadable", sentence, _("a day such as 5.10.2026 or 2026-10-05")
    return "text_unreadable", _("“{value}” cannot be read; it is not counted."), ""


def _bounds(question: Question, language: str) -> str:
    low, high = (
        None if one is None else formats.number(one, 0 if one == int(one) else 1, language)
        for one in (question.low, question.high)
    )
    unit = question.unit.get(language, "")
    if low is not None and high is not None:
        return (
            _("a number from {low} to {high} {unit}").format(low=low, high=high, unit=unit).strip()
        )
    if low is not None:
        return _("a number of {low} {unit} or more").format(low=low, unit=unit)
    if high is not None:
        return _("a number of {high} {unit} or less").format(high=high, unit=unit)
    return _("a number")


def _required(case: Case, question: Question, columns: list[int]) -> None:
    title = case.title(question)
    if not columns:
        sentence = _(
            "No column holds “{question}”, which every interview should tell. Choose its column, "
            "or go on without it."
        )
        case.problems.file(WARNING, "required_not_asked", sentence.format(question=title))
        return
    blank = ~(
        case.sheet.filled(columns[0])
        if question.is_personal
        else case.given.has(question.id, ANSWERED, CANNOT_SAY, REFUSED, INVALID)
    )
    case.problems.rows(
        ERROR,
        "required_missing",
        np.flatnonzero(blank),
        columns[0],
        _("“{question}” has no answer; every interview needs it.").replace("{question}", title),
    )


def _too_long(case: Case, question: Question) -> None:
    length = pc.utf8_length(case.given.texts(question.id)).fill_null(0).to_numpy()
    allowed = _("at most {n} characters").format(
        n=formats.number(question.max_length, 0, case.language)
    )
    case.problems.rows(
        NOTE,
        "text_long",
        np.flatnonzero(length > question.max_length),
        case.column(question),
        _("The text is longer than usual; it is kept whole."),
        allowed,
    )


def completeness(case: Case) -> np.ndarray:
    """Share of the asked questions that each response answered, 0 to 1; 1 where none is asked.

    Who and where the firm is counts for nothing; "cannot say" is an answer.
    """
    asked = [
        question
        for question in case.questionnaire.questions.values()
        if not question.role and question.id in case.columns_of
    ]
    if not asked:
        return np.ones(case.sheet.n)
    found = np.zeros(case.sheet.n)
    for question in asked:
        found += case.given.has(question.id, ANSWERED, CANNOT_SAY, REFUSED)
    share = found / len(asked)

    def broken_off(row: int) -> str:
        return _("The interview broke off: {n} of {all} questions have an answer.").format(
            n=int(found[row]), all=len(asked)
        )

    case.problems.rows(WARNING, "broken_off", np.flatnonzero(share < BROKEN_OFF), None, broken_off)
    return share
