"""What a firm has agreed to: its answers being kept, being quoted, being contacted."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.interviews.checking.case import Case
from etl.interviews.checking.problems import ERROR, WARNING, letter, one_of, short
from etl.interviews.values import distinct
from seutukuva.definitions import Question
from seutukuva.texts import _

YES, NO, UNKNOWN = "yes", "no", "unknown"


def check_undecided(case: Case) -> None:
    """Refuse a file with a column in which firms agree to something, until somebody has said to
    what: a consent that nobody looked at is none."""
    for one in case.mapping["columns"]:
        if one.get("is_undecided"):
            sentence = _(
                "Column {letter} “{heading}” looks like a consent. Choose what it means: that "
                "answers may be kept, something else, or nothing that is stored."
            )
            told = sentence.format(letter=letter(one["column"]), heading=short(one["heading"]))
            case.problems.file(ERROR, "consent_undecided", told)


def consent(case: Case) -> pa.Array:
    """Whether each firm has agreed to its answers being kept: yes, no or unknown.

    A row that does not say yes is an error; a file that does not ask needs one yes for all.
    """
    question = case.asked("consent")
    if question is None:
        if not any(one.get("is_undecided") for one in case.mapping["columns"]):
            sentence = _(
                "No column says that the firms have agreed to their answers being kept. By "
                "accepting you answer for their having agreed."
            )
            case.problems.file(WARNING, "consent_not_asked", sentence)
        return pa.array([UNKNOWN] * case.sheet.n, pa.string())
    said = _yes_or_no(case, question)
    yes = [one for one in question.options.values() if _meaning(question, one.id) == YES]
    allowed = one_of([one.title[case.language] for one in yes])
    for code, answer, sentence in (
        ("consent_refused", NO, _("The firm has not agreed to its answers being kept.")),
        (
            "consent_missing",
            UNKNOWN,
            _("It is not said that the firm has agreed to its answers being kept."),
        ),
    ):
        rows = np.flatnonzero(said == answer)
        case.problems.rows(ERROR, code, rows, case.column(question), sentence, allowed)
    return pa.array(said.tolist(), pa.string())


def agreed(case: Case, role: str) -> pa.Array:
    """Whether each row says yes to a question of this role; only a clear yes is one."""
    question = case.asked(role)
    if question is None:
        return pa.array(np.zeros(case.sheet.n, dtype=bool))
    return pa.array(_yes_or_no(case, question) == YES)


def _yes_or_no(case: Case, question: Question) -> np.ndarray:
    """Yes, no or unknown for each response; only a clear yes is one."""
    if question.options:
        chosen = distinct.of(case.given.options(question.id))
        said = [_meaning(question, option) for option in chosen.values]
    else:
        chosen = distinct.of(case.given.texts(question.id))
        said = [_plain_meaning(text) for text in chosen.values]
    return np.array([*said, UNKNOWN], dtype=object)[chosen.codes]


def _meaning(question: Question, option: str) -> str:
    meaning = question.options[option].meaning or option
    return meaning if meaning in (YES, NO) else UNKNOWN


def _plain_meaning(text: str) -> str:
    bare = text.strip().casefold()
    if bare in ("kyllä", "ja", "yes", "true", "1", "x", "k"):
        return YES
    return NO if bare in ("ei", "nej", "nei", "no", "false", "0", "e", "n") else UNKNOWN
