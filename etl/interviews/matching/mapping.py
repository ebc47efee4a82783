"""Which column answers which question, and which label means which option: proposed, corrected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from etl.interviews import folder as kept
from etl.interviews.matching import agreeing, choices, dating, evidence, remembered
from etl.interviews.matching.assigning import Assigning
from etl.interviews.matching.filemap import FILE, Column, FileMap, Label, from_json
from etl.interviews.matching.labels import TOLD, Meanings
from etl.interviews.matching.settling import check, note, settle
from etl.interviews.reading import tables
from etl.interviews.values import days, distinct, numbers
from seutukuva import definitions
from seutukuva.definitions import Definitions
from seutukuva.definitions.interviewing import Questionnaire
from seutukuva.errors import UploadRefused
from seutukuva.interviews.keys import fingerprint
from seutukuva.records import batches
from seutukuva.texts import _

__all__ = ["FileMap", "Table", "from_json", "propose", "run"]

SAMPLES, SAMPLE_LENGTH = 3, 80
# A column that is to hold numbers and holds them in fewer cells than this is looked at.
DIFFERS = 0.5


class Table(Protocol):
    """A sheet's data rows, a text a cell; see ``etl.interviews.reading.tables``."""

    @property
    def headings(self) -> Sequence[str]: ...
    @property
    def columns(self) -> Sequence[Any]: ...
    @property
    def kinds(self) -> Sequence[np.ndarray | None]: ...


def propose(
    table: Table,
    questionnaire: Questionnaire,
    maps: Sequence[Mapping[str, Any]] = (),
    synonyms: Mapping[str, Mapping[str, str]] | None = None,
    corrections: Mapping[str, Any] | None = None,
    *,
    decimal: str = "",
    places: Collection[str] = (),
) -> FileMap:
    """How a table is to be read.

    Args:
        maps: remembered ones of this questionnaire, the newest first: ``fingerprint`` and
            ``columns`` of ``heading``, ``question``, ``option``, ``keep``.
        synonyms: remembered labels: question → label → meaning.
        corrections: of the analyst: ``columns`` by position, ``headings`` by heading, ``labels``
            by question.
        decimal: the file's mark; "": each column tells its own.
        places: names of municipalities.

    Raises:
        UploadRefused: a correction names a question, an option or a column that there is not.
    """
    told = dict(corrections or {})
    check(questionnaire, told, len(table.headings))
    held = [distinct.of(column) for column in table.columns]
    meanings = _meanings(questionnaire, synonyms or {}, told.get("labels", {}))
    work = Assigning(questionnaire, meanings, table.headings, held, places)
    notes: list[dict[str, str]] = []
    keeps = settle(work, maps, told, notes)
    work.propose()
    columns = [
        _doubted(
            _with_marks(_column(at, keeps.get(at), work), table.kinds[at], work, decimal), work
        )
        for at in range(len(table.headings))
    ]
    return _filemap(work, columns, notes)


def _meanings(
    questionnaire: Questionnaire,
    synonyms: Mapping[str, Mapping[str, str]],
    corrections: Mapping[str, Mapping[str, str]],
) -> dict[str, Meanings]:
    return {
        name: Meanings(questionnaire, one, synonyms.get(name), corrections.get(name))
        for name, one in questionnaire.questions.items()
    }


def _filemap(work: Assigning, columns: list[Column], notes: list[dict[str, str]]) -> FileMap:
    asked = {one.question for one in columns}
    return FileMap(
        work.questionnaire.id,
        fingerprint(work.headings),
        tuple(columns),
        tuple(_labels(work, columns)),
        tuple(name for name in work.questionnaire.questions if name not in asked),
        (*notes, *_notes(columns, work)),
    )


def _column(at: int, keep: bool | None, work: Assigning) -> Column:
    """A column as it stands, with its question.

    Args:
        keep: whether its cells are kept, where somebody has said so.
    """
    heading, held, chosen = work.headings[at], work.columns[at], work.found.get(at)
    question = work.questionnaire.questions[chosen.question] if chosen else None
    if question:
        is_personal = question.is_personal
    else:
        is_personal = evidence.personal_heading(heading) or evidence.personal_content(held)
    texts = [text for text in held.texts[:SAMPLES].to_pylist() if text.strip()]
    return Column(
        column=at,
        heading=heading,
        question=chosen.question if chosen else None,
        option=chosen.option if chosen else None,
        how=chosen.how if chosen else work.settled.get(at, "none"),
        score=chosen.score if chosen else 0.0,
        # What a question holds of a person is never kept, and a column of no question only where
        # a person has said so.
        keep=not is_personal and keep is not False if question else bool(keep),
        is_personal=is_personal,
        sample=tuple(
            evidence.masked(text) if is_personal else text.strip()[:SAMPLE_LENGTH] for text in texts
        ),
        filled=held.filled,
        distinct=len(held.texts),
    )


def _with_marks(column: Column, kinds: np.ndarray | None, work: Assigning, decimal: str) -> Column:
    """With the decimal mark or the order of day and month, where the column's cells tell."""
    if column.question is None:
        return column
    question, held = work.questionnaire.questions[column.question], work.columns[column.column]
    if question.type == "number":
        typed = distinct.typed(held, kinds)
        return replace(column, decimal=numbers.decimal_mark(typed) or decimal)
    if question.type == "date":
        return replace(column, day_order=days.order(distinct.typed(held, kinds)))
    return column


def _labels(work: Assigning, columns: Sequence[Column]) -> Iterator[Label]:
    for name, question in work.questionnaire.questions.items():
        if question.type in ("choice", "multi"):
            held = {one: work.columns[one.column] for one in columns if one.question == name}
            yield from choices.labels(
                name,
                [
                    (texts, choices.parts(texts, work.meanings[name], one.option))
                    for one, texts in held.items()
                ],
            )


def _doubted(column: Column, work: Assigning) -> Column:
    """With what a person should look at before it is believed."""
    if column.question is None:
        held, is_open = work.columns[column.column], column.column not in work.settled
        return replace(column, is_undecided=is_open and agreeing.is_undecided(column.heading, held))
    return replace(column, is_doubtful=column.how not in TOLD and _differs(column, work))


def _differs(column: Column, work: Assigning) -> bool:
    """Whether few of a column's cells can be answers to its question."""
    held = work.columns[column.column]
    question = work.questionnaire.questions[column.question or ""]
    if column.option is not None or not held.filled or question.type == "text":
        return False
    return evidence.fit(held, question, work.meanings[question.id]) < DIFFERS


def _notes(columns: Sequence[Column], work: Assigning) -> Iterator[dict[str, str]]:
    for one in columns:
        if one.question is None:
            if one.is_personal and not one.keep:
                message = _("“{heading}” looks like personal data and is left out.")
                yield note("personal_left_out", message, one.heading)
        elif _differs(one, work):
            message = _("“{heading}”: few of its cells can be answers to this question.")
            yield note("content_differs", message, one.heading)


def run(folder: Path, progress: Callable[..., None]) -> dict[str, Any]:
    """The step ``map``: read a folder's table, write ``mapping.json``.

    Args:
        folder: of the upload, read before by the step ``inspect``.
        progress: takes the share done, 0 … 1, and a word for what is being done.

    Returns:
        How many columns have a question, how many labels nobody knows, and the fingerprint.

    Raises:
        UploadRefused: the table is gone, the questionnaire is not known, a correction is wrong.
    """
    progress(0.0, "mapping")
    # Taken before anything is read: what is decided from now on is not in the map.
    decided = batches.decided(folder)
    upload = kept.read(folder / "upload.json")
    table = opened(folder)
    found = definitions.load()
    form = _form(found, upload["questionnaire"])
    progress(0.2, "mapping")
    maps, synonyms = remembered.load(form.id, folder)
    made = propose(
        table,
        form,
        maps,
        synonyms,
        kept.read(folder / "corrections.json"),
        decimal=kept.read(folder / "choices.json").get("decimal") or "",
        places=_places(found),
    )
    dated = dating.of(table, made, form, found.interviewing.rounds, str(upload.get("name", "")))
    decided = dating.settle(folder, dated, decided)
    progress(0.9, "mapping")
    kept.write(folder / FILE, {**made.as_json(), "days": asdict(dated), "decided": decided})
    progress(1.0, "mapping")
    return {
        "columns": sum(one.question is not None for one in made.columns),
        "unknown_labels": sum(one.how == "none" for one in made.labels),
        "fingerprint": made.fingerprint,
    }


def _form(found: Definitions, name: str) -> Questionnaire:
    if name not in found.questionnaires:
        raise UploadRefused(
            _("there is no such form"),
            where=name,
            todo=_("Choose one of: {names}.").format(names=", ".join(found.questionnaires)),
        )
    return found.questionnaires[name]


def _places(found: Definitions) -> list[str]:
    """Names of municipalities, in every language."""
    return [
        text
        for area in found.areas.values()
        if area.kind == "municipality"
        for text in area.name.values()
    ]


def opened(folder: Path) -> tables.Table:
    """The table of an upload: the sheet, headings and rows that were chosen, or were proposed.

    Raises:
        UploadRefused: the file has no sheet that can be read.
    """
    choices = kept.read(folder / "choices.json")
    sheet = kept.chosen_sheet(folder)
    header_rows = choices.get("header_rows") or sheet["header_rows"]
    first_row = choices.get("first_row") or sheet["first_row"]
    return tables.open_sheet(folder, sheet["index"], header_rows, first_row)
