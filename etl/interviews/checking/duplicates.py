"""The same firm or the same response twice: within a file, and against what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from etl.interviews.checking.case import Case
from etl.interviews.checking.problems import ERROR, WARNING
from etl.interviews.values import distinct
from seutukuva.records import batch_files, batches
from seutukuva.texts import _

CONTENT, RESPONSE, FIRM = "duplicate_content", "duplicate_response", "duplicate_firm"
STORED_FIRM, STORED_RESPONSE = "firm_interviewed_already", "response_stored_already"


def within(case: Case, found: Mapping[str, Any]) -> None:
    """Later rows of a response or firm that the file has already are errors.

    Args:
        found: columns of the responses.
    """
    response = case.asked("response_id")
    if response:
        stated = case.given.texts(response.id)
        _later(
            case,
            stated,
            RESPONSE,
            case.column(response),
            _("The response “{value}” stands on row {row} already."),
        )
    firm = case.asked("y_tunnus")
    if firm:
        _later(
            case,
            found["y_tunnus"],
            FIRM,
            case.column(firm),
            _("The firm “{value}” stands on row {row} already; its first interview is kept."),
        )


def unidentified(case: Case, found: Mapping[str, Any]) -> None:
    """Warn of rows without a business ID that count as one firm with an earlier row.

    Args:
        found: columns of the responses, with firm_key.
    """
    without = found["y_tunnus"].is_null().to_numpy(zero_copy_only=False) & ~case.problems.refused
    named = found["firm_name"].is_valid().to_numpy(zero_copy_only=False)
    nameless = int((without & ~named).sum())
    if nameless > 1:
        sentence = _(
            "{n} rows give neither a business ID nor a name: they count as one firm, with the "
            "newest answers."
        )
        case.problems.file(WARNING, "firms_unnamed", sentence.format(n=nameless))
    rows = np.flatnonzero(without & named)
    codes = distinct.of(found["firm_key"]).codes[rows]
    _unique, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    earlier = rows[first[inverse]]
    before = dict(zip(rows.tolist(), earlier.tolist(), strict=True))
    sentence = _(
        "No business ID, and the same name and municipality as on row {row}: they count as one "
        "firm, with the newest answers."
    )

    def message(row: int) -> str:
        return sentence.replace("{row}", str(case.sheet.row_numbers[before[row]]))

    question = case.asked("firm_name")
    column = case.column(question) if question else None
    case.problems.rows(WARNING, "firm_name_repeated", rows[rows != earlier], column, message)


def _later(case: Case, values: pa.Array, code: str, column: int, sentence: str) -> None:
    codes = np.where(case.problems.refused, -1, distinct.of(values).codes)
    rows = np.flatnonzero(codes >= 0)
    _unique, first, inverse = np.unique(codes[rows], return_index=True, return_inverse=True)
    earlier = rows[first[inverse]]
    later = rows[rows != earlier]
    first_row = dict(zip(rows.tolist(), earlier.tolist(), strict=True))

    def message(row: int) -> str:
        return sentence.replace("{row}", str(case.sheet.row_numbers[first_row[row]]))

    case.problems.rows(ERROR, code, later, column, message)


def alike(case: Case, repeats: np.ndarray, business_id: pa.Array) -> None:
    """Rows that say word for word what an earlier one says, and name no firm."""
    nameless = business_id.is_null().to_numpy(zero_copy_only=False)
    case.problems.rows(
        WARNING,
        CONTENT,
        repeats[nameless[repeats]],
        None,
        _("The row says word for word the same as an earlier one; both are counted."),
    )


def stored(case: Case, found: Mapping[str, Any], batch: str) -> bool:
    """Warn of firms and responses that a standing batch of the same round has already.

    Args:
        found: columns of the responses, all rows.
        batch: hash of this upload's own batch, which is no duplicate of itself.

    Returns:
        Whether this very batch is stored already.
    """
    standing = batches.standing()
    if batches.record_id(batch) in standing:
        return True
    firms: set[str] = set()
    responses: set[str] = set()
    for entry in standing.values():
        if _is_alike(case, entry.body):
            file = batch_files.file_of(str(entry.body["batch"]), "responses")
            if file.exists():
                table = parquet.read_table(file, columns=["y_tunnus", "response_id"])
                firms.update(table["y_tunnus"].drop_null().to_pylist())
                responses.update(table["response_id"].drop_null().to_pylist())
    _warn(
        case,
        found["y_tunnus"],
        firms,
        "y_tunnus",
        STORED_FIRM,
        _(
            "The firm “{value}” has been interviewed in this round already; the newer interview "
            "will count."
        ),
    )
    nameless = pa.compute.if_else(found["y_tunnus"].is_null(), found["response_id"], None)
    _warn(
        case,
        nameless,
        responses,
        "response_id",
        STORED_RESPONSE,
        _("This response is stored in this round already; the newer one will count."),
    )
    return False


def _is_alike(case: Case, body: Mapping[str, Any]) -> bool:
    """A batch of the same round and the same family of forms; invented ones apart."""
    form = case.defs.questionnaires.get(str(body.get("questionnaire")))
    family = form.family if form else body.get("questionnaire")
    return (
        body.get("wave") == case.upload["wave"]
        and family == case.questionnaire.family
        and bool(body.get("is_demonstration")) == bool(case.upload.get("is_demonstration"))
    )


def _warn(
    case: Case, values: pa.Array, known: set[str], role: str, code: str, sentence: str
) -> None:
    if not known:
        return
    question = case.asked(role)
    is_known = pa.compute.is_in(values, value_set=pa.array(sorted(known), pa.string()))
    rows = np.flatnonzero(is_known.to_numpy(zero_copy_only=False) & ~case.problems.refused)
    case.problems.rows(WARNING, code, rows, case.column(question) if question else None, sentence)
