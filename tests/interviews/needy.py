"""Accepted interviews in which firms tell of needs: what the check leaves, a few rows large."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from seutukuva import records
from seutukuva.records import batches
from tests.records import tiny_batch

FORM = "company_interview"
QUESTION = "service_needs"
DAY = dt.date(2026, 10, 7)


@dataclass(frozen=True)
class Firm:
    """A firm and the options of ``service_needs`` that it chose."""

    name: str
    needs: tuple[str, ...]
    wants_contact: bool | None = True
    day: dt.date | None = DAY
    municipality: str | None = "FI-KU729"


def accepted(folder: Path, *firms: Firm, **choices: Any) -> records.Entry:
    """Accept interviews with these firms.

    Args:
        choices: of the analyst: wave, organisation, is_demonstration.
    """
    tiny_batch.upload(folder, {one.name: "grows" for one in firms})
    responses = parquet.read_table(folder / "responses.parquet").to_pylist()
    for row, firm in zip(responses, firms, strict=True):
        row["firm_name"] = firm.name
        row["wants_contact"] = firm.wants_contact
        row["interviewed_on"] = firm.day
        row["municipality"] = firm.municipality
    answers = [
        {"response": at, "question": QUESTION, "option": option, "state": "answered"}
        for at, firm in enumerate(firms)
        for option in firm.needs
    ]
    tables = {
        "responses": (tiny_batch.RESPONSES, responses),
        "answers": (tiny_batch.ANSWERS, answers),
    }
    upload = json.loads((folder / "upload.json").read_text(encoding="utf-8"))
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    for part, (columns, rows) in tables.items():
        file = folder / f"{part}.parquet"
        parquet.write_table(pa.Table.from_pylist(rows, schema=pa.schema(columns.items())), file)
        summary["files"][part] = hashlib.sha256(file.read_bytes()).hexdigest()
    upload |= {"questionnaire": FORM, **choices}
    summary["batch"] = batches.identity(upload, summary["files"])
    (folder / "upload.json").write_text(json.dumps(upload), encoding="utf-8")
    summary["decided"] = batches.decided(folder)
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    return batches.accept(folder, by="local", source="test", accepted_warnings=True)
