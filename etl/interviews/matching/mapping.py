"""Which column answers which question, and which label means which option: proposed, corrected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from etl.interviews import folder as kept
from etl.interviews.matching import choices, evidence, remembered
from etl.interviews.matching.assigning import Assigning
from etl.interviews.matching.filemap import FILE, Column, FileMap, Label, from_json
from etl.interviews.matching.labels import STATES, UNKNOWN, Meanings
from etl.interviews.reading import tables
from etl.interviews.values import days, distinct, numbers
from etl.interviews.values.distinct import Distinct
from seutukuva import definitions
from seutukuva.definitions.interviewing import Questionnaire
from seutukuva.errors import UploadRefused
from seutukuva.interviews.keys import fingerprint, key
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
    _check(questionnaire, told, len(table.headings))
    held = [distinct.of(column) for column in table.columns]
    meanings = {
        name: Meanings(
            questionnaire, one, (synonyms or {}).get(name), told.get("labels", {}).get(name)
        )
        for name, one in questionnaire.questions.items()
    }
    work = Assigning(questionnaire, meanings, table.headings, held, places)
    notes: list[dict[str, str]] = []
    keeps = _settled(work, table.headings, maps, told, notes)
    work.propose()
    columns = [
        _column(at, heading, held[at], keeps.get(at), work)
        for at, heading in enumerate(table.headings)
    ]
    columns = [
        _with_marks(column, held[column.column], table.kinds[column.column], questionnaire, decimal)
        for column in columns
    ]
    notes += _notes(columns, held, work)
    asked = {one.question for one in columns}
    return FileMap(
        questionnaire.id,
        fingerprint(table.headings),
        tuple(columns),
        tuple(_labels(questionnaire, columns, held, meanings)),
        tuple(name for name in questionnaire.questions if name not in asked),
        tuple(notes),
    )


def _check(questionnaire: Questionnaire, told: Mapping[str, Any], n: int) -> None:
    columns, headings = told.get("columns", {}), told.get("headings", {})
    for where, one in [*columns.items(), *headings.items()]:
        name, option = one.get("question"), one.get("option")
        if name and name not in questionnaire.questions:
            _refuse(_("the form has no question “{name}”").format(name=name), str(where))
        if option and (not name or option not in questionnaire.questions[name].options):
            _refuse(_("the question has no option “{name}”").format(name=option), str(where))
    for where in columns:
        place = str(where)
        if not (place.isascii() and place.isdecimal()) or int(place) >= n:
            _refuse(_("the file has no column {number}").format(number=where), str(where))
    for name, labels in told.get("labels", {}).items():
        if name not in questionnaire.questions:
            _refuse(_("the form has no question “{name}”").format(name=name), name)
        allowed = {*questionnaire.questions[name].options, *STATES, UNKNOWN, ""}
        for label, means in labels.items():
            if means not in allowed:
                _refuse(_("the question has no option “{name}”").format(name=means), label)


def _refuse(what: str, where: str) -> None:
    raise UploadRefused(what, where=where, todo=_("Correct the map of columns and try again."))


def _settled(
    work: Assigning,
    headings: Sequence[str],
    maps: Sequence[Mapping[str, Any]],
    told: Mapping[str, Any],
    notes: list[dict[str, str]],
) -> dict[int, bool]:
    """Settle what the analyst says now, then what was said of files like this one.

    Returns:
        Whether a column is kept, where somebody has said so.
    """
    keeps: dict[int, bool] = {}
    for at, one in _by_analyst(headings, told, notes).items():
        name = one.get("question") or None
        if "question" in one and not work.settle(at, name, one.get("option") or None, "analyst"):
            message = _("“{heading}”: another column already answers this question.")
            notes.append(_note("question_twice", message, headings[at]))
            work.settle(at, None, None, "analyst")
        if one.get("keep") is not None:
            keeps[at] = bool(one["keep"])
    for at, one in _remembered(headings, maps).items():
        if at in work.settled:
            continue
        name, option = one.get("question"), one.get("option")
        question = work.questionnaire.questions.get(name or "")
        if (name and not question) or (option and question and option not in question.options):
            continue
        if name or one["is_whole"]:
            work.settle(at, name, option, "remembered")
        if one.get("keep") is not None:
            keeps.setdefault(at, bool(one["keep"]))
    return keeps


def _by_analyst(
    headings: Sequence[str], told: Mapping[str, Any], notes: list[dict[str, str]]
) -> dict[int, dict[str, Any]]:
    at_heading: dict[str, int] = {}
    for at, heading in enumerate(headings):
        at_heading.setdefault(key(heading), at)
    found: dict[int, dict[str, Any]] = {}
    for heading, one in told.get("headings", {}).items():
        if key(heading) in at_heading:
            found[at_heading[key(heading)]] = one
        else:
            message = _("“{heading}”: the file has no such column.")
            notes.append(_note("heading_not_found", message, heading))
    return found | {int(at): one for at, one in told.get("columns", {}).items()}


def _remembered(
    headings: Sequence[str], maps: Sequence[Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """What was said of the same columns: of a file of the same headings, else of the newest."""
    own = fingerprint(headings)
    for one in maps:
        if one["fingerprint"] == own and len(one["columns"]) == len(headings):
            return {at: {**column, "is_whole": True} for at, column in enumerate(one["columns"])}
    found: dict[int, dict[str, Any]] = {}
    for one in maps:
        columns = {key(column["heading"]): column for column in one["columns"]}
        for at, heading in enumerate(headings):
            if at not in found and key(heading) in columns:
                found[at] = {**columns[key(heading)], "is_whole": False}
    return found


def _column(
    at: int,
    heading: str,
    held: Distinct,
    keep: bool | None,
    work: Assigning,
) -> Column:
    chosen = work.found.get(at)
    question = work.questionnaire.questions[chosen.question] if chosen else None
    if question:
        is_personal = question.is_personal
    else:
        is_personal = evidence.personal_heading(heading) or evidence.personal_content(held)
    # What a question holds of a person is never kept, and a column of no question only where a
    # person has said so.
    if question:
        keep = not is_personal and keep is not False
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
        keep=bool(question and not is_personal)
        if keep is None or (question and is_personal)
        else keep,
        is_personal=is_personal,
        sample=tuple(
            evidence.masked(text) if is_personal else text.strip()[:SAMPLE_LENGTH] for text in texts
        ),
        filled=held.filled,
        distinct=len(held.texts),
    )


def _with_marks(
    column: Column,
    held: Distinct,
    kinds: np.ndarray | None,
    questionnaire: Questionnaire,
    decimal: str,
) -> Column:
    """With the decimal mark or the order of day and month, where the column's cells tell."""
    if column.question is None:
        return column
    question = questionnaire.questions[column.question]
    if question.type == "number":
        typed = distinct.typed(held, kinds)
        return replace(column, decimal=numbers.decimal_mark(typed) or decimal)
    if question.type == "date":
        return replace(column, day_order=days.order(distinct.typed(held, kinds)))
    return column


def _labels(
    questionnaire: Questionnaire,
    columns: Sequence[Column],
    held: Sequence[Distinct],
    meanings: Mapping[str, Meanings],
) -> Iterator[Label]:
    for name, question in questionnaire.questions.items():
        if question.type not in ("choice", "multi"):
            continue
        own = [one for one in columns if one.question == name]
        yield from choices.labels(
            name,
            [
                (held[one.column], choices.parts(held[one.column], meanings[name], one.option))
                for one in own
            ],
        )


def _notes(
    columns: Sequence[Column], held: Sequence[Distinct], work: Assigning
) -> Iterator[dict[str, str]]:
    for one in columns:
        if one.question is None:
            if one.is_personal and not one.keep:
                message = _("“{heading}” looks like personal data and is left out.")
                yield _note("personal_left_out", message, one.heading)
            continue
        question = work.questionnaire.questions[one.question]
        if one.option is None and held[one.column].filled and question.type != "text":
            share = evidence.fit(held[one.column], question, work.meanings[question.id])
            if share < DIFFERS:
                message = _("“{heading}”: few of its cells can be answers to this question.")
                yield _note("content_differs", message, one.heading)


def _note(code: str, message: str, heading: str) -> dict[str, str]:
    return {"code": code, "message": message.format(heading=heading), "where": heading}


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
    name = upload["questionnaire"]
    if name not in found.questionnaires:
        raise UploadRefused(
            _("there is no such form"),
            where=name,
            todo=_("Choose one of: {names}.").format(names=", ".join(found.questionnaires)),
        )
    progress(0.2, "mapping")
    maps, synonyms = remembered.load(name, folder)
    made = propose(
        table,
        found.questionnaires[name],
        maps,
        synonyms,
        kept.read(folder / "corrections.json"),
        decimal=kept.read(folder / "choices.json").get("decimal") or "",
        places=[
            text
            for area in found.areas.values()
            if area.kind == "municipality"
            for text in area.name.values()
        ],
    )
    progress(0.9, "mapping")
    kept.write(folder / FILE, {**made.as_json(), "decided": decided})
    progress(1.0, "mapping")
    return {
        "columns": sum(one.question is not None for one in made.columns),
        "unknown_labels": sum(one.how == "none" for one in made.labels),
        "fingerprint": made.fingerprint,
    }


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
