"""A checked upload as the check leaves it, a few rows large: what ``batches.accept`` takes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from seutukuva import records, settings
from seutukuva.records import batches

RESPONSES = {
    "response": pa.int32(),
    "row": pa.int32(),
    "response_id": pa.string(),
    "y_tunnus": pa.string(),
    "firm_key": pa.string(),
    "firm_name": pa.string(),
    "municipality": pa.string(),
    "industry": pa.string(),
    "industry_version": pa.string(),
    "section": pa.string(),
    "personnel": pa.float64(),
    "size_class": pa.string(),
    "interviewed_on": pa.date32(),
    "organisation": pa.string(),
    "consent": pa.string(),
    "quotation": pa.bool_(),
    "wants_contact": pa.bool_(),
    "completeness": pa.float64(),
}
_WORD = pa.dictionary(pa.int32(), pa.string())
ANSWERS = {
    "response": pa.int32(),
    "question": _WORD,
    "option": _WORD,
    "number": pa.float64(),
    "text": pa.string(),
    "state": _WORD,
}
RAW = {"row": pa.int32(), "column": pa.int32(), "heading": _WORD, "text": pa.string()}
WORDS = {"response": pa.int32(), "question": _WORD, "word": pa.string(), "is_part": pa.bool_()}


def upload(
    folder: Path,
    firms: dict[str, str] | None = None,
    *,
    warnings: int = 0,
    contacts: list[dict[str, Any]] | None = None,
    day: dt.date | None = dt.date(2026, 10, 7),
    consent: str = "yes",
    padding: int = 0,
    **choices: Any,
) -> Path:
    """Write an upload; the same arguments give the same batch.

    Args:
        firms: firm → the option that it chose for ``turnover_outlook``.
        padding: bytes that the raw cells take besides, so that copying them takes time.
        choices: of the analyst: wave, questionnaire, organisation, is_demonstration, name.
    """
    firms = {"1234567-1": "grows", "7654321-2": "shrinks"} if firms is None else firms
    folder.mkdir(parents=True, exist_ok=True)
    numbers = range(len(firms))
    tables = {
        "responses": (RESPONSES, [_response(n, firm, day, consent) for n, firm in _each(firms)]),
        "answers": (ANSWERS, [_answer(n, firms[firm]) for n, firm in _each(firms)]),
        "raw": (RAW, [_raw(n, firms[firm]) for n, firm in _each(firms)]),
        "words": (WORDS, [_word(n) for n in numbers]),
    }
    if padding:
        noise = random.Random(0).randbytes(padding // 2).hex()
        tables["raw"][1].append({"row": 1, "column": 9, "heading": "Padding", "text": noise})
    files = {}
    for part, (columns, rows) in tables.items():
        file = folder / f"{part}.parquet"
        parquet.write_table(pa.Table.from_pylist(rows, schema=pa.schema(columns.items())), file)
        files[part] = hashlib.sha256(file.read_bytes()).hexdigest()
    told = {
        "id": "0" * 32,
        "name": "Haastattelut syksy.xlsx",
        "sha256": hashlib.sha256(repr(firms).encode()).hexdigest(),
        "questionnaire": "seutuprove-2026",
        "wave": "2026-10",
        "organisation": "",
        "is_demonstration": False,
        **choices,
    }
    summary = {
        "read": len(firms),
        "stored": len(firms),
        "refused": 0,
        "warnings": warnings,
        "by_code": {"late": warnings, "remark": 1} if warnings else {},
        "severity": {"late": "warning", "remark": "note"},
        "files": files,
        "batch": batches.identity(told, files),
    }
    mapping = {
        "fingerprint": "f" * 64,
        "columns": [
            {"column": 0, "heading": "Liikevaihto", "question": "turnover_outlook", "how": "exact"}
        ],
        "labels": [],
    }
    (folder / "upload.json").write_text(json.dumps(told), encoding="utf-8")
    summary["decided"] = batches.decided(folder)
    for name, content in (("summary", summary), ("mapping", mapping)):
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    if contacts is not None:
        (folder / "contacts.json").write_text(json.dumps(contacts), encoding="utf-8")
    return folder


def accepted(folder: Path, **more: Any) -> records.Entry:
    """Write an upload and store it, with all its warnings accepted."""
    return batches.accept(upload(folder, **more), by="local", accepted_warnings=True)


def stored_files() -> list[str]:
    """Names of the batches' files that readers may see."""
    return sorted(file.name for file in settings.batches_folder().glob("[!.]*"))


def _each(firms: dict[str, str]) -> list[tuple[int, str]]:
    return list(enumerate(firms))


def _response(number: int, firm: str, day: dt.date | None, consent: str) -> dict[str, Any]:
    return {
        "response": number,
        "row": number + 2,
        "response_id": f"R{number}",
        "y_tunnus": firm,
        "firm_key": hashlib.sha256(firm.encode()).hexdigest(),
        "firm_name": f"Firm {firm}",
        "municipality": "FI-KU729",
        "industry": "16",
        "industry_version": "2025",
        "section": "C",
        "personnel": 4.0,
        "size_class": "1_4",
        "interviewed_on": day,
        "organisation": "kehittamisyhtio",
        "consent": consent,
        "quotation": False,
        "wants_contact": True,
        "completeness": 1.0,
    }


def _answer(number: int, option: str) -> dict[str, Any]:
    return {
        "response": number,
        "question": "turnover_outlook",
        "option": option,
        "number": None,
        "text": None,
        "state": "answered",
    }


def _raw(number: int, option: str) -> dict[str, Any]:
    return {"row": number + 2, "column": 0, "heading": "Liikevaihto", "text": option}


def _word(number: int) -> dict[str, Any]:
    return {"response": number, "question": "free", "word": "saha", "is_part": False}


def main(*folders: str) -> None:
    """Accept uploads in a process of its own: ``python -m tests.records.tiny_batch FOLDER …``.

    Prints "ready" when it begins, and the row of each once it is stored.
    """
    print("ready", flush=True)
    for folder in folders:
        print(batches.accept(Path(folder), by="local", source="test").seq, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
