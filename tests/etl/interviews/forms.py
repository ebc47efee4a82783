"""Small forms and tables for the tests of maps and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews.checking import answers
from etl.interviews.matching.filemap import FileMap
from etl.interviews.reading.cells import BOOL, DATE, DATETIME, EMPTY, NUMBER, TEXT
from seutukuva.definitions import LANGUAGES
from seutukuva.definitions.forms import questionnaire
from seutukuva.definitions.interviewing import Option, Question, Questionnaire
from seutukuva.definitions.reading import toml

FOLDER = Path(__file__).parent / "questionnaires"


@dataclass
class Made:
    """A table as the reader gives it."""

    headings: list[str]
    columns: list[pa.DictionaryArray]
    kinds: list[np.ndarray | None]
    row_numbers: np.ndarray


def form(name: str) -> Questionnaire:
    """A questionnaire of this folder."""
    return questionnaire(name, toml(FOLDER / f"{name}.toml"))


def said(text: str) -> Mapping[str, str]:
    """The same text in every language."""
    return MappingProxyType(dict.fromkeys(LANGUAGES, text))


def option(name: str, title: str, *synonyms: str, **more: Any) -> Option:
    """An option of a form made up here."""
    return Option(name, said(title), synonyms, **more)


def question(name: str, type: str = "choice", *options: Option, **more: Any) -> Question:
    """A question of a form made up here."""
    more.setdefault("title", said(name.replace("_", " ").capitalize()))
    own = MappingProxyType({one.id: one for one in options})
    return Question(name, "all", type, options=own, **more)


def asking(*questions: Question, **more: Any) -> Questionnaire:
    """A form made up of these questions."""
    labels = {
        "cannot_say": ("En osaa sanoa", "En tiedä", "EOS", "Ehkä"),
        "refused": ("En halua vastata",),
        "blank": ("-", "null"),
    }
    return Questionnaire(
        "small", "small", said("Small"), said("Small"), dt.date(2026, 1, 1), MappingProxyType({}),
        MappingProxyType({one.id: one for one in questions}), **{**labels, **more},
    )  # fmt: skip


def _cell(value: Any) -> tuple[str | None, int]:
    if value is None:
        return None, EMPTY
    if isinstance(value, bool):
        return str(value).upper(), BOOL
    if isinstance(value, int | float):
        return (str(int(value)) if value == int(value) else repr(value)), NUMBER
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" "), DATETIME
    if isinstance(value, dt.date):
        return value.isoformat(), DATE
    return str(value), TEXT


def table(headings: Sequence[str], *rows: Sequence[Any]) -> Made:
    """A table of these cells: texts, numbers, days, None for an empty one."""
    columns, kinds = [], []
    for at in range(len(headings)):
        cells = [_cell(row[at]) for row in rows]
        columns.append(pa.array([text for text, _kind in cells], pa.string()).dictionary_encode())
        own = np.array([kind for _text, kind in cells], dtype=np.uint8)
        kinds.append(None if set(own.tolist()) <= {EMPTY, TEXT} else own)
    return Made(list(headings), columns, kinds, np.arange(len(rows)) + 2)


def read(made: Made, means: FileMap, asked: Questionnaire) -> dict[str, list[dict[str, Any]]]:
    """The answers of a table, by question."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in answers.read(made, means, asked).long.to_pylist():
        found.setdefault(row.pop("question"), []).append(row)
    return found
