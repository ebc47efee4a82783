"""What a check of a list leaves in the upload's folder: three Parquet files and their sums."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from etl.interviews.values.municipalities import Municipalities
from etl.projects import values
from etl.projects.case import Case
from etl.projects.checking import business_ids_of, day_of, states_of
from seutukuva.definitions.project_lists import HIERARCHY
from seutukuva.interviews.keys import key

PROJECTS = pa.schema(
    [
        *((name, pa.string()) for name in ("code", "name", "programme", "fund")),
        ("hierarchy", pa.list_(pa.string())),
        *((name, pa.string()) for name in ("authority", "state")),
        *((name, pa.date32()) for name in ("start", "end")),
        *((name, pa.string()) for name in ("implementer", "implementer_key", "organisation")),
        *((name, pa.string()) for name in ("municipality", "business_id")),
        ("municipalities", pa.list_(pa.string())),
        ("location", pa.string()),
        ("flags", pa.list_(pa.string())),
        ("row", pa.int32()),
    ]
)
FIGURES = pa.schema(
    [
        *((name, pa.string()) for name in ("code", "measure", "side", "part")),
        ("value", pa.float64()),
        ("as_of", pa.date32()),
        ("stage", pa.string()),
        ("row", pa.int32()),
    ]
)
RAW = pa.schema(
    [
        ("row", pa.int32()),
        ("column", pa.int32()),
        ("heading", pa.dictionary(pa.int32(), pa.string())),
        ("text", pa.string()),
    ]
)


def projects(case: Case, kept: Sequence[int]) -> pa.Table:
    """A row a project.

    Args:
        kept: positions of the rows that are stored. Of a project with several, for figures of
            several days, the newest tells its attributes.
    """
    newest: dict[str, int] = {}
    for row in kept:
        before = newest.get(case.keys[row])
        if before is None or _day(case, before) <= _day(case, row):
            newest[case.keys[row]] = row
    rows = sorted(newest.values())
    columns = _attributes(case)
    return pa.table(
        [pa.array([columns[name][row] for row in rows], kind) for name, kind in _typed(PROJECTS)],
        schema=PROJECTS,
    )


def _typed(schema: pa.Schema) -> list[tuple[str, pa.DataType]]:
    return [(one.name, one.type) for one in schema]


def _day(case: Case, row: int) -> dt.date:
    return case.as_of[row] or dt.date.min


def _attributes(case: Case) -> dict[str, list[Any]]:
    starts = [day_of(day) for day in case.days("start").values]
    ends = [day_of(day) for day in case.days("end").values]
    people = case.implementers
    programmes = [text or case.form.programme for text in case.texts("programme")]
    authorities = {
        text: values.spelled(text, case.form) or None for text in set(case.texts("authority"))
    }
    ids = business_ids_of(case)
    return {
        "code": case.texts("code"),
        "name": [n or c for n, c in zip(case.texts("name"), case.texts("code"), strict=True)],
        "programme": [text or None for text in programmes],
        "fund": [text or None for text in _funds(case)],
        "hierarchy": _hierarchies(case, programmes),
        "authority": [authorities[text] for text in case.texts("authority")],
        "state": [state or None for state in states_of(case)],
        "start": starts,
        "end": [
            None if start and end and end < start else end
            for start, end in zip(starts, ends, strict=True)
        ],
        "implementer": [
            None if one.is_person else told or None
            for told, one in zip(case.named, people, strict=True)
        ],
        "implementer_key": [one.key or None for one in people],
        "organisation": [one.organisation or None for one in people],
        "municipality": [one.municipality or None for one in people],
        # The number of a sole trader leads to the person.
        "business_id": [None if one.is_person else id for id, one in zip(ids, people, strict=True)],
        "municipalities": _municipalities(case),
        "location": [text or None for text in case.texts("location")],
        "flags": case.flags,
        "row": case.listed.row_numbers.tolist(),
    }


def _funds(case: Case) -> list[str]:
    """Funds as they are called here; where no column tells one, as the code begins."""
    known = {key(text): fund for fund, names in case.form.funds.items() for text in names}
    prefixes = {prefix.casefold(): fund for prefix, fund in case.form.codes.items()}
    found = []
    for text, code in zip(case.texts("fund"), case.keys, strict=True):
        of_code = next((fund for one, fund in prefixes.items() if code.startswith(one)), "")
        found.append(known.get(key(text), text) if text else of_code)
    return found


def _hierarchies(case: Case, programmes: Sequence[str]) -> list[list[str]]:
    levels = [programmes, *(case.texts(name) for name in HIERARCHY[1:])]
    return [[text for text in row if text] for row in zip(*levels, strict=True)]


def _municipalities(case: Case) -> list[list[str]]:
    cells = case.raw("municipalities")
    if not any(cells):
        return [[] for _row in cells]
    reader = Municipalities(case.defs, case.language)
    found: dict[str, list[str]] = {}
    for text in set(cells):
        names = [one.strip() for one in text.replace(";", ",").split(",") if one.strip()]
        areas = [reader.read(name).area_id for name in names]
        found[text] = list(dict.fromkeys(area for area in areas if area))
    return [found[text] for text in cells]


def figures(case: Case, kept: Sequence[int]) -> pa.Table:
    """A row a figure that the list tells."""
    rows = np.asarray(kept, dtype=np.int64)
    codes = pa.array(case.texts("code"), pa.string())
    days = pa.array(case.as_of, pa.date32())
    parts = []
    for field, read in case.figures:
        told = rows[~np.isnan(read.values[rows])]
        at = pa.array(told)
        n = len(told)
        parts.append(
            pa.table(
                [
                    codes.take(at),
                    *(pa.array([text] * n) for text in (field.measure, field.side, field.part)),
                    pa.array(read.values[told]),
                    days.take(at),
                    pa.array([case.form.stages[field.side]] * n, pa.string()),
                    pa.array(case.listed.row_numbers[told], pa.int32()),
                ],
                schema=FIGURES,
            )
        )
    return pa.concat_tables(parts).combine_chunks() if parts else FIGURES.empty_table()


def raw(case: Case, kept: Sequence[int]) -> pa.Table:
    """The cells of the stored rows as they came, of columns that have a field.

    What leads to a person stays out, and what a list glues to a firm's name: it may be somebody.
    """
    headings = pa.array(case.listed.headings, pa.string())
    persons = {row for row in kept if case.implementers[row].is_person}
    parts = []
    for name, column in sorted(case.fields.items(), key=lambda one: one[1]):
        cells = _kept_cells(case, name, column)
        hidden = persons if name in ("implementer", "business_id") else set()
        rows = [row for row in kept if cells[row].strip() and row not in hidden]
        numbers = pa.array(case.listed.row_numbers[rows], pa.int32())
        columns = pa.array([column] * len(rows), pa.int32())
        texts = pa.array([cells[row] for row in rows], pa.string())
        heads = pa.DictionaryArray.from_arrays(columns, headings)
        parts.append(pa.table([numbers, columns, heads, texts], schema=RAW))
    return pa.concat_tables(parts) if parts else RAW.empty_table()


def _kept_cells(case: Case, name: str, column: int) -> list[str]:
    if name == "contact_role":
        return [values.role(text) for text in case.listed.cells[column]]
    return case.named if name == "implementer" else case.listed.cells[column]


def totals(found: pa.Table, listed: pa.Table) -> dict[str, dict[str, float]]:
    """Fund → ``projects``, how many, and ``<measure>_<side>``, the sum of the newest of each."""
    funds = dict(zip(listed["code"].to_pylist(), listed["fund"].to_pylist(), strict=True))
    whole = {
        key: found[key].to_pylist() for key in ("code", "measure", "side", "part", "value", "as_of")
    }
    newest: dict[tuple[str, str], tuple[dt.date, float]] = {}
    for code, measure, side, part, value, day in zip(*whole.values(), strict=True):
        place = (code, f"{measure}_{side}")
        if part == "all" and (place not in newest or newest[place][0] <= day):
            newest[place] = (day, value)
    terms: dict[str, dict[str, list[float]]] = {}
    for (code, name), (_newest, value) in newest.items():
        terms.setdefault(funds.get(code) or "", {}).setdefault(name, []).append(value)
    counts = Counter(fund or "" for fund in funds.values())
    return {
        fund: {
            "projects": counts[fund],
            **{name: _sum(parts) for name, parts in sorted(terms.get(fund, {}).items())},
        }
        for fund in sorted(counts)
    }


def _sum(parts: Sequence[float]) -> float:
    total = math.fsum(parts)
    return int(total) if total.is_integer() else round(total, 2)


def write(folder: Path, tables: dict[str, pa.Table]) -> dict[str, str]:
    """Write a Parquet file for each table; returns part → SHA-256."""
    digests = {}
    for part, table in tables.items():
        file = folder / f"{part}.parquet"
        parquet.write_table(table, file, compression="zstd", store_schema=True)
        with file.open("rb") as handle:
            digests[part] = hashlib.file_digest(handle, "sha256").hexdigest()
    return digests
