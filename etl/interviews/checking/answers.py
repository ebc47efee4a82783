"""The answers of a file: a row an answer, of a multiple choice a row an option.

Everything is read once for each distinct text of a column, and spread over the rows by numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.matching import choices
from etl.interviews.matching.filemap import Column, FileMap
from etl.interviews.matching.labels import BLANK, CANNOT_SAY, ENDS, REFUSED, Meanings
from etl.interviews.matching.mapping import Table
from etl.interviews.matching.multi import Part
from etl.interviews.reading.cells import NUMBER
from etl.interviews.values import days, distinct, numbers
from etl.interviews.values.distinct import Distinct
from seutukuva.definitions.interviewing import Question, Questionnaire

ANSWERED, INVALID = "answered", "invalid"
# The order is that of the codes below.
STATES = (ANSWERED, CANNOT_SAY, REFUSED, BLANK, INVALID)
_CODE = {state: code for code, state in enumerate(STATES)}
_NAME = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("response", pa.int32()),
        ("question", _NAME),
        ("option", _NAME),
        ("number", pa.float64()),
        ("text", pa.string()),
        ("state", _NAME),
    ]
)


@dataclass(frozen=True, slots=True)
class Note:
    """Something decided in reading a column's cells: a code of ``numbers``, ``days`` or
    ``unknown_label``, and the responses that it concerns."""

    question: str
    column: int
    code: str
    rows: np.ndarray


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a file.

    ``long``: ``SCHEMA``; by question in the form's order, then by response, then by option in the
    form's order. Blank answers are no rows, nor are answers about persons. ``text`` holds free
    text, ISO days, what could not be read, and what was said beside an option or a number.
    """

    long: pa.Table
    notes: tuple[Note, ...] = ()


@dataclass
class _Rows:
    """Answers of one question, as arrays of equal length, by response and option."""

    response: np.ndarray
    state: np.ndarray
    option: np.ndarray | None = None
    number: np.ndarray | None = None
    text: pa.Array | None = None
    notes: list[Note] = field(default_factory=list)

    def table(self, question: Question) -> pa.Table:
        """As a part of the long table."""
        n = len(self.response)
        options = list(question.options)
        option = np.full(n, -1, dtype=np.int32) if self.option is None else self.option
        text = pa.nulls(n, pa.string()) if self.text is None else self.text
        number = np.full(n, np.nan) if self.number is None else self.number
        return pa.table(
            [
                pa.array(self.response, pa.int32()),
                _named(np.zeros(n, dtype=np.int32), [question.id]),
                _named(option, options),
                pa.array(number, pa.float64(), mask=np.isnan(number)),
                text,
                _named(self.state, list(STATES)),
            ],
            schema=SCHEMA,
        )


def _named(codes: np.ndarray, names: Sequence[str]) -> pa.Array:
    indices = pa.array(codes.astype(np.int32), pa.int32(), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()))


def read(table: Table, means: FileMap, questionnaire: Questionnaire) -> Answers:
    """Read a table's answers as its map says.

    Args:
        means: of this table and questionnaire.
    """
    reader = _Reader(table, means, questionnaire)
    found: dict[str, _Rows] = {}
    for question in questionnaire.questions.values():
        columns = means.columns_of(question.id)
        if columns and not question.is_personal:
            found[question.id] = reader.question(question, columns)
    _classes(reader, found)
    tables = [
        found[name].table(question)
        for name, question in questionnaire.questions.items()
        if name in found
    ]
    long = pa.concat_tables(tables).unify_dictionaries() if tables else SCHEMA.empty_table()
    notes = [
        note for name in questionnaire.questions if name in found for note in found[name].notes
    ]
    return Answers(long.combine_chunks(), tuple(notes))


class _Reader:
    """Reads the columns of one table."""

    def __init__(self, table: Table, means: FileMap, questionnaire: Questionnaire) -> None:
        self._table, self._means = table, means
        self.questionnaire = questionnaire
        self._held: dict[int, Distinct] = {}

    def held(self, column: Column) -> Distinct:
        """The distinct texts of a column."""
        if column.column not in self._held:
            self._held[column.column] = distinct.of(self._table.columns[column.column])
        return self._held[column.column]

    def meanings(self, question: Question) -> Meanings:
        """The labels of a question, with what analysts have told of them."""
        return Meanings(self.questionnaire, question, *self._means.told(question.id))

    def question(self, question: Question, columns: Sequence[Column]) -> _Rows:
        """The answers of one question."""
        if question.type in ("choice", "multi"):
            return self._choice(question, columns)
        [column] = columns[:1]
        reading = {"number": self._number, "date": self._day, "text": self._text}
        return reading[question.type](question, column)

    def _choice(self, question: Question, columns: Sequence[Column]) -> _Rows:
        meanings = self.meanings(question)
        place = {name: at for at, name in enumerate(question.options)}
        parted = []
        for column in columns:
            held = self.held(column)
            split = choices.parts(held, meanings, column.option)
            parted.append(_spread(held, split, place, question.type == "multi", column))
        rows = _joined(parted)
        return _once(rows, len(place)) if len(columns) > 1 else rows

    def _number(self, question: Question, column: Column) -> _Rows:
        held, kinds = self.held(column), self._table.kinds[column.column]
        values, readings = numbers.read_all(held.texts, column.decimal)
        said = self._said(question, held, np.flatnonzero(np.isnan(values)))
        number = held.spread(values, np.nan)
        if kinds is not None:
            # A cell that is a number is written with a point, whatever the column's mark is.
            native = (kinds == NUMBER) & (held.codes >= 0)
            own = np.unique(held.codes[native])
            exact = np.full(len(held.texts) + 1, np.nan)
            exact[own] = pc.cast(held.texts.take(pa.array(own)), pa.float64()).to_numpy()
            number = np.where(native, exact[held.codes], number)
        typed = {
            at: found for at, found in readings.items() if found.number is not None and found.notes
        }
        keep = np.isin(held.codes, list(typed)) & (held.codes >= 0)
        if kinds is not None:
            keep &= kinds != NUMBER
        rows = self._valued(held, said, ~np.isnan(number), keep)
        rows.number = number[rows.response]
        rows.notes = list(_notes(column, held, kinds, {at: one.notes for at, one in typed.items()}))
        return rows

    def _day(self, question: Question, column: Column) -> _Rows:
        held, kinds = self.held(column), self._table.kinds[column.column]
        values, readings = days.read_all(held.texts, column.day_order)
        is_day = np.asarray(values.is_valid().to_numpy(zero_copy_only=False), dtype=bool)
        said = self._said(question, held, np.flatnonzero(~is_day))
        rows = self._valued(held, said, held.spread(is_day, False), held.codes < -1)
        shown = pc.coalesce(values, held.texts)
        text = _taken(shown, held.codes[rows.response])
        rows.text = pc.if_else(pa.array(rows.state <= _CODE[ANSWERED]), text, rows.text)
        noted = {at: one.notes for at, one in readings.items() if one.day is not None}
        rows.notes = list(_notes(column, held, kinds, noted))
        return rows

    def _text(self, question: Question, column: Column) -> _Rows:
        held = self.held(column)
        plain = pc.utf8_lower(pc.utf8_trim(held.texts, characters=ENDS))
        # Texts are many and all different: only those that say nothing are looked at one by one.
        sayings = pa.array(sorted(self.meanings(question).sayings), pa.string())
        likely = pc.is_in(plain, sayings)
        said = self._said(question, held, np.flatnonzero(likely.to_numpy(zero_copy_only=False)))
        is_text = held.spread(said == _CODE[ANSWERED], False)
        return self._valued(held, said, is_text, is_text)

    def _said(self, question: Question, held: Distinct, asked: np.ndarray) -> np.ndarray:
        """The state of each distinct text: some are asked, the others are answers."""
        meanings = self.meanings(question)
        found = np.full(len(held.texts), _CODE[ANSWERED], dtype=np.int8)
        otherwise = ANSWERED if question.type == "text" else INVALID
        for at in asked:
            state = meanings.state(held.texts[int(at)].as_py(), question.type != "text")
            found[at] = _CODE[state or otherwise]
        return found

    def _valued(
        self, held: Distinct, said: np.ndarray, has_value: np.ndarray, keep: np.ndarray
    ) -> _Rows:
        """Rows of a column of numbers, days or texts.

        Args:
            has_value: rows with something that could be read, whatever their text says.
            keep: rows whose text is kept beside it.
        """
        state = np.where(has_value, _CODE[ANSWERED], held.spread(said, _CODE[BLANK]))
        response = np.flatnonzero((held.codes >= 0) & (state != _CODE[BLANK]))
        state = state[response]
        texts = _taken(held.texts, held.codes[response])
        shown = keep[response] | (state == _CODE[INVALID])
        return _Rows(
            response, state, text=pc.if_else(pa.array(shown), texts, pa.scalar(None, pa.string()))
        )


def _taken(texts: pa.Array, codes: np.ndarray) -> pa.Array:
    return texts.take(pa.array(codes, pa.int64()))


def _spread(
    held: Distinct,
    split: list[list[Part]],
    place: Mapping[str, int],
    is_multi: bool,
    column: Column,
) -> _Rows:
    """The parts of each distinct text as rows of the responses that hold it."""
    # Text that is no option comes after the options.
    split = [
        sorted(
            (part for part in parts if part.meaning.means != BLANK),
            key=lambda part: place.get(part.meaning.means or "", len(place)),
        )
        for parts in split
    ]
    flat = [part for parts in split for part in parts]
    counts = np.array([len(parts) for parts in split] + [0], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(counts[:-1])]).astype(np.int64)
    each = counts[held.codes]
    response = np.repeat(np.arange(len(held.codes)), each)
    first = np.repeat(starts[held.codes], each)
    within = np.arange(len(response)) - np.repeat(np.cumsum(each) - each, each)
    at = first + within
    option = np.array([place.get(part.meaning.means or "", -1) for part in flat], dtype=np.int32)
    # What no option explains is said all the same where several things may be said.
    nobody_knows = _CODE[ANSWERED if is_multi else INVALID]
    state = np.array([_state(part, nobody_knows) for part in flat], dtype=np.int8)
    text = pa.array([part.text if _is_kept(part) else None for part in flat], pa.string())
    rows = _Rows(response, state[at], option[at], text=_taken(text, at))
    unknown = response[np.array([part.meaning.means is None for part in flat], dtype=bool)[at]]
    if len(unknown):
        rows.notes.append(
            Note(column.question or "", column.column, "unknown_label", np.unique(unknown))
        )
    return rows


def _state(part: Part, nobody_knows: int) -> int:
    if part.meaning.means is None:
        return nobody_knows
    return _CODE.get(part.meaning.means, _CODE[ANSWERED])


def _is_kept(part: Part) -> bool:
    return part.meaning.means is None or part.meaning.is_longer


def _joined(parted: Sequence[_Rows]) -> _Rows:
    """Several columns of one question."""
    if len(parted) == 1:
        return parted[0]
    return _Rows(
        np.concatenate([one.response for one in parted]),
        np.concatenate([one.state for one in parted]),
        np.concatenate([one.option for one in parted]),
        text=pa.concat_arrays([one.text for one in parted]),
        notes=[note for one in parted for note in one.notes],
    )


def _once(rows: _Rows, n_options: int) -> _Rows:
    """Each option of a response once, though two columns name it."""
    assert rows.option is not None and rows.text is not None
    label = rows.response.astype(np.int64) * (n_options + 1) + rows.option
    label = np.where(rows.option < 0, -1 - np.arange(len(label)), label)
    _labels, first = np.unique(label, return_index=True)
    rank = np.where(rows.option[first] < 0, n_options, rows.option[first])
    first = first[np.lexsort((first, rank, rows.response[first]))]
    return _Rows(
        rows.response[first], rows.state[first], rows.option[first],
        text=rows.text.take(pa.array(first)), notes=rows.notes,
    )  # fmt: skip


def _notes(
    column: Column,
    held: Distinct,
    kinds: np.ndarray | None,
    noted: Mapping[int, tuple[str, ...]],
) -> Iterator[Note]:
    for code in sorted({code for codes in noted.values() for code in codes}):
        chosen = np.zeros(len(held.texts), dtype=bool)
        chosen[[at for at, codes in noted.items() if code in codes]] = True
        rows = held.rows(chosen)
        if kinds is not None and code != days.SERIAL:
            rows = rows[kinds[rows] != NUMBER]
        if len(rows):
            yield Note(column.question or "", column.column, code, rows)


def _classes(reader: _Reader, found: dict[str, _Rows]) -> None:
    """Personnel given as a class ("5–9") is the answer to the question of the size class.

    The number itself stays open: nobody has said it, and the middle of a class is not it.
    """
    number, size = (reader.questionnaire.of_role(role) for role in ("personnel", "size_class"))
    if not number or not size or number.id not in found or size.id in found:
        return
    rows = found[number.id]
    assert rows.text is not None and rows.number is not None
    texts = rows.text.dictionary_encode()
    meanings = reader.meanings(size)
    place = {name: at for at, name in enumerate(size.options)}
    read = [meanings.by_class(text) for text in texts.dictionary.to_pylist()]
    codes = np.array([place.get(name or "", -1) for name in read] + [-1], dtype=np.int32)
    option = codes[texts.indices.fill_null(len(read)).to_numpy(zero_copy_only=False)]
    chosen = option >= 0
    if not chosen.any():
        return
    state = np.full(int(chosen.sum()), _CODE[ANSWERED], dtype=np.int8)
    found[size.id] = _Rows(rows.response[chosen], state, option[chosen])
    rows.number = np.where(chosen, np.nan, rows.number)
    rows.state = np.where(chosen, _CODE[ANSWERED], rows.state)
