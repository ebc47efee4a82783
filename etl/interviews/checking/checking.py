"""The check of an upload: what would be stored, what would not, and why.

Nothing is stored here. The files that would be are left in the upload's folder, with the list of
problems and a summary; accepting them is another step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews import folder as kept_in
from etl.interviews.checking import (
    answers,
    consents,
    duplicates,
    form,
    outcome,
    quality,
    responses,
)
from etl.interviews.checking.case import Case, Sheet
from etl.interviews.checking.given import Given
from etl.interviews.checking.problems import ERROR, NOTE, WARNING, Problems
from etl.interviews.free_text.cleaning import Cleaning
from etl.interviews.matching import filemap, mapping
from etl.interviews.reading.tables import Table
from seutukuva import definitions, texts
from seutukuva.errors import UploadRefused
from seutukuva.records import batches
from seutukuva.texts import _

# Columns of responses that may hold a cell as somebody has typed it.
_AS_TYPED = ("response_id", "firm_name", "industry")
Progress = Callable[[float, str], None]


def run(folder: Path, progress: Progress) -> dict[str, Any]:
    """Check an upload whose columns have been given their meaning.

    Args:
        folder: of the upload.
        progress: takes the share done, 0 … 1, and a word for what is being done.

    Returns:
        ``read``, ``stored``, ``refused``, ``errors``, ``warnings`` and ``batch``.

    Raises:
        UploadRefused: the sheet has no row, or the questionnaire is not the programme's.
    """
    progress(0.0, "reading")
    case = opened(folder)
    progress(0.4, "checking")
    _check_lengths(case, folder)
    case, found = check(case)
    progress(0.6, "writing")
    summary = left(folder, case, found)
    progress(1.0, "checking")
    keys = ("read", "stored", "refused", "errors", "warnings", "batch", "already")
    return {key: summary[key] for key in keys}


def opened(folder: Path, today: dt.date | None = None) -> Case:
    """An upload, its sheet read and its answers understood, before anything is judged."""
    upload = kept_in.read(folder / "upload.json")
    defs = definitions.load()
    asked = defs.questionnaires.get(upload["questionnaire"])
    if asked is None:
        raise UploadRefused(
            _("the programme has no questionnaire “{questionnaire}”").format(
                questionnaire=upload["questionnaire"]
            ),
            todo=_("Choose one of: {names}.").format(names=", ".join(defs.questionnaires)),
        )
    table = mapping.opened(folder)
    means = filemap.from_json(kept_in.read(folder / filemap.FILE))
    read = answers.read(table, means, asked)
    sheet = sheet_of(table)
    if not sheet.n:
        raise UploadRefused(
            _("the sheet has no row of answers"),
            where=str(upload.get("name", "")),
            todo=_("Choose another sheet, or the row in which the headings stand."),
        )
    return Case(
        defs=defs,
        questionnaire=asked,
        upload=upload,
        sheet=sheet,
        mapping=means.as_json(),
        given=Given(read.long, sheet.n),
        notes=read.notes,
        problems=Problems(sheet.n),
        today=today or dt.date.today(),
        language=texts.language(),
    )


def sheet_of(table: Table) -> Sheet:
    """The data rows as the checks look at them."""
    return Sheet(
        list(table.headings),
        list(table.columns),
        list(table.kinds),
        np.asarray(table.row_numbers),
        len(table.blank_rows),
    )


def check(case: Case) -> tuple[Case, dict[str, Any]]:
    """Judge every row; what is wrong is in the case's problems afterwards.

    Returns:
        The case with unusable numbers taken out of its answers, and the columns of the responses
        (of all rows, refused ones too).
    """
    case, outside = quality.usable(case)
    form.check(case)
    consents.check_undecided(case)
    found = responses.columns(case)
    quality.check(case, outside)
    form.check_rows(case, case.problems.of_code("required_missing"))
    quality.check_readings(case)
    found["completeness"] = pa.array(quality.completeness(case))
    found["firm_key"] = responses.firm_keys(case, found)
    duplicates.within(case, found)
    duplicates.unidentified(case, found)
    return case, found


def left(folder: Path, case: Case, found: Mapping[str, Any]) -> dict[str, Any]:
    """Write what would be stored, the problems and the summary; returns the summary."""
    kept = ~case.problems.refused
    cleaning = Cleaning(case, outcome.names_of(case))
    outcome.redact_map(folder, case, cleaning)
    given = outcome.kept_answers(case, kept, cleaning)
    with ThreadPoolExecutor(max_workers=1) as writer:
        # Dictionaries take as long as all the rest, which leaves the interpreter alone.
        rest = writer.submit(
            lambda: outcome.write(
                folder,
                {
                    "responses": _responses(case, found, kept, cleaning),
                    "answers": given.long,
                    "raw": outcome.raw(case, kept, cleaning),
                },
            )
        )
        words = outcome.words(case, given)
        digests = rest.result() | outcome.write(folder, {"words": words})
    batch = batches.identity(case.upload, digests)
    already = duplicates.stored(case, found, batch)
    _remark_on_rows(case, kept)
    outcome.keep_contacts(folder, outcome.contacts(case, kept, found["wants_contact"]))
    written = case.problems.written(
        case.sheet.cell, case.sheet.row_numbers, case.sheet.headings, case.personal_columns
    )
    kept_in.write(folder / "problems.json", written)
    summary = {
        **_counts(case, kept),
        "batch": batch,
        "files": digests,
        "already": already,
        # What was decided when the columns were mapped: whoever accepts compares.
        "decided": kept_in.read(folder / filemap.FILE).get("decided", ""),
    }
    kept_in.write(folder / "summary.json", summary)
    return summary


def _counts(case: Case, kept: np.ndarray) -> dict[str, Any]:
    problems = case.problems
    return {
        "read": case.sheet.n,
        "stored": int(kept.sum()),
        "refused": int((~kept).sum()),
        "blank_rows": case.sheet.blank_rows,
        "errors": problems.count(ERROR),
        "warnings": problems.count(WARNING),
        "notes": problems.count(NOTE),
        "by_code": problems.by_code(),
        "severity": {one.code: one.severity for one in problems.findings},
        "columns_left_out": [
            case.sheet.headings[column] for column in sorted(case.personal_columns)
        ],
    }


def _responses(
    case: Case, found: Mapping[str, Any], kept: np.ndarray, cleaning: Cleaning
) -> pa.Table:
    whole = {
        **found,
        **{role: cleaning.facts(found[role], role) for role in _AS_TYPED},
        "response": pa.array(np.cumsum(kept) - 1, pa.int32()),
    }
    table = pa.table([whole[name] for name in responses.SCHEMA.names], schema=responses.SCHEMA)
    return table if kept.all() else table.filter(pa.array(kept))


def _check_lengths(case: Case, folder: Path) -> None:
    """Rows of a text file with more cells than headings: a comma too many shifts all after it."""
    inspected = kept_in.read(folder / "inspected.json")
    long_rows = [row for one in inspected["sheets"] for row in one.get("ragged_rows", ())]
    rows = np.flatnonzero(np.isin(case.sheet.row_numbers, long_rows))
    sentence = _(
        "The row has more cells than there are headings: its answers may stand in the wrong "
        "columns."
    )
    case.problems.rows(WARNING, "ragged_row", rows, None, sentence)


def _remark_on_rows(case: Case, kept: np.ndarray) -> None:
    if not kept.any():
        case.problems.file(
            NOTE, "nothing_left", _("No row can be stored until the errors are corrected.")
        )
