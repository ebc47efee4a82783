"""What a check leaves in the upload's folder: the four Parquet files, and their sums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from etl.interviews import folder as kept_in
from etl.interviews.checking.case import Case
from etl.interviews.checking.given import ANSWERED, Given
from etl.interviews.free_text import persons
from etl.interviews.free_text.cleaning import FACTS, Cleaning
from etl.interviews.matching import filemap
from seutukuva import settings
from seutukuva.definitions import Question
from seutukuva.interviews import redacted
from seutukuva.records import contacts as contact_persons

RAW = pa.schema(
    [
        ("row", pa.int32()),
        ("column", pa.int32()),
        ("heading", pa.dictionary(pa.int32(), pa.string())),
        ("text", pa.string()),
    ]
)
WORDS = pa.schema(
    [
        ("response", pa.int32()),
        ("question", pa.string()),
        ("word", pa.string()),
        ("is_part", pa.bool_()),
    ]
)
CONTACTS = "contacts.json"
_CONTACT_ROLES = {
    "name": "contact_name",
    "role": "contact_role",
    "email": "contact_email",
    "phone": "contact_phone",
}


def is_free_text(question: Question) -> bool:
    """Whether people write what they like there, names and telephone numbers too."""
    return question.type == "text" and question.role not in FACTS and not question.is_personal


def names_of(case: Case) -> list[str]:
    """The persons that the file's own columns name, and the contact persons kept here."""
    found = persons.named(case.sheet.columns, case.mapping["columns"], case.questionnaire)
    return sorted({*found, *contact_persons.names()})


def kept_answers(case: Case, kept: np.ndarray, cleaning: Cleaning) -> Given:
    """Answers of the kept responses, numbered anew, their texts redacted.

    Args:
        kept: a truth for each data row.
    """
    long = case.given.long
    if not kept.all():
        long = long.filter(pa.array(kept[case.given.response])).combine_chunks()
    fresh = (np.cumsum(kept) - 1).astype(np.int32)
    response = pa.array(fresh[long["response"].to_numpy()], pa.int32())
    long = long.set_column(0, "response", response)
    given = Given(long, int(kept.sum()))
    texts = given.long["text"].combine_chunks()
    changed = np.zeros(len(texts), dtype=bool)
    parts = []
    # In the order of the long table, which is that of the questions.
    for question in case.questionnaire.questions.values():
        places = given.places(question.id)
        if not len(places) or question.id not in case.columns_of:
            continue
        told = texts.take(pa.array(places))
        if told.null_count < len(told):
            changed[places] = True
            parts.append((places[0], cleaning.answers(told, case.column(question))))
    if parts:
        cleaned = pa.concat_arrays([one for _place, one in sorted(parts, key=lambda one: one[0])])
        texts = pc.replace_with_mask(texts, pa.array(changed), cleaned)
        long = long.set_column(long.schema.get_field_index("text"), "text", texts)
    return Given(long, given.n)


def raw(case: Case, kept: np.ndarray, cleaning: Cleaning) -> pa.Table:
    """The kept cells as they came, a row each: row and column of the file, heading, text.

    Columns about persons are left out, and nothing is left as it is but what is read as a number,
    a day or a code.
    """
    rows = case.sheet.row_numbers[kept].astype(np.int32)
    all_kept = bool(kept.all())
    parts: dict[str, list[Any]] = {"row": [], "column": [], "text": []}
    used = []
    for one in case.mapping["columns"]:
        column = one["column"]
        if column in case.personal_columns or one.get("keep") is False:
            continue
        cells = cleaning.column(column)
        cells = cells if all_kept else cells.filter(pa.array(kept))
        filled = cells.is_valid().to_numpy(zero_copy_only=False)
        texts = cells.drop_null()
        if not len(texts):
            continue
        parts["row"].append(rows[filled])
        parts["column"].append(np.full(len(texts), column, dtype=np.int32))
        parts["text"].append(texts)
        used.append(len(texts))
    if not used:
        return RAW.empty_table()
    columns = np.concatenate(parts["column"])
    headings = pa.array(case.sheet.headings, pa.string())
    return pa.table(
        [
            pa.array(np.concatenate(parts["row"])),
            pa.array(columns),
            pa.DictionaryArray.from_arrays(pa.array(columns), headings),
            pa.concat_arrays(parts["text"]),
        ],
        schema=RAW,
    )


def _plain(column: pa.Array) -> pa.Array:
    return column.cast(pa.string())


def words(case: Case, given: Given) -> pa.Table:
    """The words of the kept free text, in dictionary form.

    A text of nothing but ordinary words has `redacted.QUOTABLE` among them.
    """
    from etl.interviews.free_text import ordinary
    from etl.interviews.free_text import words as vocabulary

    country = case.defs.areas[case.defs.programme.country].country
    language = {"SE": "sv", "NO": "nb"}.get(country, "fi")
    texts = given.long["text"].combine_chunks()
    found = [WORDS.empty_table()]
    # Question by question: the words of all texts at once take hundreds of megabytes.
    for question in case.questionnaire.questions.values():
        places = given.places(question.id, ANSWERED)
        if is_free_text(question) and len(places):
            told = texts.take(pa.array(places))
            of_question = vocabulary.of_answers(
                given.response[places], [question.id] * len(places), told, language
            )
            found.append(of_question.cast(WORDS))
            plain = given.response[places][ordinary.are_ordinary(told, language)]
            found.append(_marks(plain, question))
    return pa.concat_tables(found)


def _marks(responses: np.ndarray, question: Question) -> pa.Table:
    n = len(responses)
    said = [[question.id] * n, [redacted.QUOTABLE] * n, [False] * n]
    return pa.table([pa.array(responses, pa.int32()), *said], schema=WORDS)


def contacts(case: Case, kept: np.ndarray, wants_contact: pa.Array) -> list[dict[str, Any]]:
    """Contact persons of the kept responses that want contact; of none where nobody asked."""
    asked = {
        key: question for key, role in _CONTACT_ROLES.items() if (question := case.asked(role))
    }
    if not asked or not case.asked("wants_contact"):
        return []
    wanted = kept & wants_contact.to_numpy(zero_copy_only=False)
    fresh = np.cumsum(kept) - 1
    rows = np.flatnonzero(wanted)
    cells = {
        key: _plain(case.sheet.columns[case.column(question)]).take(pa.array(rows)).to_pylist()
        for key, question in asked.items()
    }
    return [
        {"response": int(fresh[row]), **{key: values[at] or "" for key, values in cells.items()}}
        for at, row in enumerate(rows.tolist())
        if any(values[at] for values in cells.values())
    ]


def write(folder: Path, tables: dict[str, pa.Table]) -> dict[str, str]:
    """Write a Parquet file for each table; returns part → SHA-256."""
    digests = {}
    for part, table in tables.items():
        file = folder / f"{part}.parquet"
        parquet.write_table(table, file, compression="zstd", store_schema=True)
        with file.open("rb") as handle:
            digests[part] = hashlib.file_digest(handle, "sha256").hexdigest()
    return digests


def redact_map(folder: Path, case: Case, cleaning: Cleaning) -> None:
    """Note in ``mapping.json`` which of the file's own words name a person, and how they stand
    without: ``redacted``. What is written down of the file for good is written so."""
    file, told = folder / filemap.FILE, folder / "corrections.json"
    content, said = kept_in.read(file), kept_in.read(told)
    words = [
        str(case.upload.get("name") or ""),
        *(one["heading"] for one in content["columns"]),
        *(one["label"] for one in content["labels"]),
        *(label for labels in said.get("labels", {}).values() for label in labels),
    ]
    kept_in.write(file, {**content, "redacted": cleaning.found_in(words)})


def keep_contacts(folder: Path, found: Iterable[dict[str, Any]]) -> None:
    """Leave the contact persons for the moment of acceptance, where they are kept at all."""
    (folder / CONTACTS).unlink(missing_ok=True)
    if settings.keeps_contacts():
        kept_in.write(folder / CONTACTS, list(found))
