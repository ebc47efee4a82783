"""Whether a file answers this form at all: another spreadsheet is refused as a whole."""

from __future__ import annotations

import numpy as np

from etl.interviews.checking.case import Case
from etl.interviews.checking.given import ANSWERED, CANNOT_SAY, REFUSED
from etl.interviews.checking.problems import ERROR, one_of
from etl.interviews.matching.labels import TOLD
from seutukuva import texts
from seutukuva.definitions import Question
from seutukuva.texts import _

# Below this share of its filled columns, and with fewer answered questions, nobody but an analyst
# takes a file for interviews.
SHARE, QUESTIONS = 0.25, 3
# A file of so many rows in which most lack what every interview needs has its columns wrong.
ROWS, MOST = 10, 0.5


def check(case: Case) -> None:
    """Refuse a file that is no answer to this form."""
    needed = [
        question
        for question in case.questionnaire.questions.values()
        if question.required and question.role not in ("consent", "interviewed_on")
    ]
    counted = _counted(case)
    if not case.columns_of:
        sentence = _("No column is taken for a question. Choose at least one.")
        case.problems.file(ERROR, "nothing_mapped", sentence)
    elif needed and not any(question.id in case.columns_of for question in needed):
        sentence = _(
            "None of what every interview needs has a column: {names}. Choose the columns, or "
            "another questionnaire."
        )
        names = one_of([case.title(question) for question in needed])
        case.problems.file(ERROR, "other_form", sentence.format(names=names))
    elif not counted:
        sentence = _(
            "No question of the interview has an answer in this file: it only tells of firms and "
            "dates. If it holds interviews, choose the columns of their questions."
        )
        case.problems.file(ERROR, "nothing_counted", sentence)
    elif _is_foreign(case, counted):
        sentence = _(
            "Only {n} of {all} columns fit this form: the file seems to hold something else. "
            "If it holds interviews, choose the columns of their questions."
        )
        matched, filled = map(texts.number, _columns(case))
        case.problems.file(ERROR, "other_form", sentence.format(n=matched, all=filled))


def check_rows(case: Case, lacking: np.ndarray) -> None:
    """Refuse a file of which most rows lack what every interview needs.

    Args:
        lacking: a truth for each row.
    """
    n = int(lacking.sum())
    if case.sheet.n < ROWS or n <= MOST * case.sheet.n:
        return
    sentence = _(
        "{n} of {all} rows lack what every interview needs: these are no interviews, or the "
        "columns are matched wrongly."
    )
    lack, rows = texts.number(n), texts.number(case.sheet.n)
    case.problems.file(ERROR, "mostly_refused", sentence.format(n=lack, all=rows))


def _counted(case: Case) -> list[Question]:
    """Questions that are counted as something, and have an answer."""
    questions = case.questionnaire.questions.values()
    has_topics = any(question.topic for question in questions)
    return [
        question
        for question in questions
        if (question.topic if has_topics else not question.role)
        and question.id in case.columns_of
        and len(case.given.rows(question.id, ANSWERED, CANNOT_SAY, REFUSED))
    ]


def _is_foreign(case: Case, counted: list[Question]) -> bool:
    matched, filled = _columns(case)
    is_told = any(one.get("question") and one.get("how") in TOLD for one in case.mapping["columns"])
    return not is_told and len(counted) < QUESTIONS and matched < SHARE * filled


def _columns(case: Case) -> tuple[int, int]:
    """Columns with a question, and columns that hold something."""
    columns = case.mapping["columns"]
    return sum(bool(one.get("question")) for one in columns), sum(
        bool(one.get("filled")) for one in columns
    )
