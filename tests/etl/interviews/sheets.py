"""Small sheets as the reader gives them, and the case that a check makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews.checking import answers, checking
from etl.interviews.checking.case import Case
from etl.interviews.checking.given import Given
from etl.interviews.checking.problems import Problems
from etl.interviews.matching import mapping
from etl.interviews.reading.cells import EMPTY, TEXT
from etl.interviews.reading.tables import Table
from seutukuva import definitions

FORM = "company_interview"
TODAY = dt.date(2026, 11, 2)
UPLOAD = {
    "questionnaire": FORM,
    "wave": "2026-10",
    "organisation": "SSYP",
    "is_demonstration": False,
    "name": "vastaukset.xlsx",
}
# A row of which nothing is wrong.
GOOD = {
    "Y-tunnus": "2077474-0",
    "Yrityksen nimi": "Esimerkki Oy",
    "Kunta": "Saarijärvi",
    "Toimiala": "41200",
    "Henkilöstön määrä": "12",
    "Haastattelupäivä": "2026-10-05",
    "Suostumus": "Kyllä",
    "Liikevaihto 12 kk": "kasvaa",
    "Tärkein haaste": "Osaajien saatavuus",
}
COLUMNS = {
    "Y-tunnus": "y_tunnus",
    "Yrityksen nimi": "firm_name",
    "Kunta": "municipality",
    "Toimiala": "industry",
    "Henkilöstön määrä": "personnel",
    "Haastattelupäivä": "interviewed_on",
    "Suostumus": "consent",
    "Liikevaihto 12 kk": "turnover_outlook",
}


def table(
    rows: Sequence[Mapping[str, str | None]],
    kinds: Mapping[str, Mapping[int, int]] | None = None,
    first_row: int = 2,
) -> Table:
    """A sheet of these rows; ``kinds``: heading → row → kind, where a cell is no text."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    columns, own_kinds = [], []
    for heading in headings:
        texts = [row.get(heading) or None for row in rows]
        columns.append(pa.array(texts, pa.string()).dictionary_encode())
        marked = (kinds or {}).get(heading)
        if marked is None:
            own_kinds.append(None)
        else:
            base = [TEXT if text else EMPTY for text in texts]
            own_kinds.append(
                np.array([marked.get(n, kind) for n, kind in enumerate(base)], np.uint8)
            )
    numbers = np.arange(len(rows), dtype=np.int32) + first_row
    return Table(headings, columns, own_kinds, numbers, np.array([], np.int32))


def case(
    rows: Sequence[Mapping[str, str | None]],
    *,
    columns: Mapping[str, str] = COLUMNS,
    kinds: Mapping[str, Mapping[int, int]] | None = None,
    upload: Mapping[str, Any] = UPLOAD,
) -> Case:
    """A case of these rows, not yet checked; ``columns``: heading → question."""
    defs = definitions.load()
    form = defs.questionnaires[str(upload["questionnaire"])]
    sheet = table(rows, kinds)
    told = {"headings": {heading: {"question": asked} for heading, asked in columns.items()}}
    told["headings"] = {
        heading: one for heading, one in told["headings"].items() if heading in sheet.headings
    }
    means = mapping.propose(sheet, form, corrections=told)
    read = answers.read(sheet, means, form)
    return Case(
        defs=defs,
        questionnaire=form,
        upload=upload,
        sheet=checking.sheet_of(sheet),
        mapping=means.as_json(),
        given=Given(read.long, len(rows)),
        notes=read.notes,
        problems=Problems(len(rows)),
        today=TODAY,
        language="en",
    )


def checked(rows: Sequence[Mapping[str, str | None]], **how: Any) -> tuple[Case, dict[str, Any]]:
    """A case of these rows that has been checked, and the columns of its responses."""
    return checking.check(case(rows, **how))


def told(one: Case) -> list[dict[str, Any]]:
    """The problems of a case as they are written out."""
    return one.problems.written(
        one.sheet.cell, one.sheet.row_numbers, one.sheet.headings, one.personal_columns
    )


def problem(one: Case, code: str) -> dict[str, Any]:
    """The only problem of this code."""
    [found] = [written for written in told(one) if written["code"] == code]
    return found


def good(n: int = 1, **changed: str | None) -> dict[str, str | None]:
    """A good row, the ``n``-th of different firms, with some cells changed."""
    return {**GOOD, "Y-tunnus": IDS[n - 1], **changed}


# Valid business ids of public registers.
IDS = ("2077474-0", "1074350-2", "1046216-1", "0109862-8", "0116323-1")
