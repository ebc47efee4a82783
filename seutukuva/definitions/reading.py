"""Reading one definition file: every key is asked for, and what is left over is an error."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli

from seutukuva.definitions.model import LANGUAGES, Text
from seutukuva.errors import DefinitionError

_REQUIRED = object()
NAME = re.compile(r"[a-z][a-z0-9_]*")


class Keys:
    """The keys of one TOML table, taken one by one.

    Args:
        file: the file, for messages.
        values: the parsed table.
        path: keys that lead to this table, for messages.
    """

    def __init__(self, file: Path, values: dict[str, Any], path: str = "") -> None:
        self.file, self.path = file, path
        self._values = dict(values)
        self._asked: list[str] = []

    def error(self, key: str, problem: str, todo: str = "") -> DefinitionError:
        """An error that names this file and the full key."""
        return DefinitionError(self.file, self._full(key), problem, todo=todo)

    def _full(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _take(self, key: str, kind: type | tuple[type, ...], default: Any, name: str) -> Any:
        self._asked.append(key)
        if key not in self._values:
            if default is _REQUIRED:
                raise self.error(key, "this key is missing", f"add it: {name}")
            return default
        value = self._values.pop(key)
        wrong_bool = isinstance(value, bool) and kind is not bool
        if wrong_bool or not isinstance(value, kind):
            raise self.error(key, f"{value!r} is not {name}")
        return value

    def string(self, key: str, default: Any = _REQUIRED, *, allowed: tuple[str, ...] = ()) -> str:
        """A text; with ``allowed``, one of these."""
        value = self._take(key, str, default, "a text")
        if allowed and value not in allowed:
            raise self.error(key, f"{value!r} is not allowed", "allowed: " + ", ".join(allowed))
        return value

    def integer(
        self, key: str, default: Any = _REQUIRED, *, low: int = 0, high: int = 10**6
    ) -> int:
        """A whole number between ``low`` and ``high``."""
        value = self._take(key, int, default, "a whole number")
        if not low <= value <= high:
            raise self.error(key, f"{value} is not between {low} and {high}")
        return value

    def number(self, key: str, default: Any = _REQUIRED) -> float:
        """A number."""
        return float(self._take(key, (int, float), default, "a number"))

    def boolean(self, key: str, default: Any = _REQUIRED) -> bool:
        """``true`` or ``false``."""
        return self._take(key, bool, default, "true or false")

    def day(self, key: str) -> date | None:
        """An ISO date, as TOML's own date or as a text; none when the key is absent."""
        value = self._take(key, (str, date), None, "a date such as 2027-03-31")
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.error(key, f"{value!r} is not a date such as 2027-03-31") from None

    def text(self, key: str, default: Any = _REQUIRED) -> Text:
        """A text in every language."""
        value = self._take(key, dict, default, "a table with " + ", ".join(LANGUAGES))
        if value is default:
            return default
        inner = Keys(self.file, value, self._full(key))
        result = {language: inner.string(language) for language in LANGUAGES}
        inner.finish()
        return MappingProxyType(result)

    def strings(self, key: str, default: Any = _REQUIRED) -> tuple[str, ...]:
        """A list of texts; one text counts as a list of one."""
        value = self._take(key, (list, str, tuple), default, "a list of texts")
        values = (value,) if isinstance(value, str) else tuple(value)
        for one in values:
            if not isinstance(one, str):
                raise self.error(key, f"{one!r} is not a text")
        return values

    def integers(
        self, key: str, default: tuple[int, ...], *, low: int, high: int
    ) -> tuple[int, ...]:
        """A list of whole numbers between ``low`` and ``high``."""
        values = self._take(key, (list, tuple), default, "a list of whole numbers")
        for one in values:
            if isinstance(one, bool) or not isinstance(one, int) or not low <= one <= high:
                raise self.error(key, f"{one!r} is not a whole number from {low} to {high}")
        return tuple(values)

    def name(self) -> str:
        """The key ``id``: small letters, digits and ``_``."""
        value = self.string("id")
        if not NAME.fullmatch(value):
            raise self.error("id", f"{value!r} is no id", "write e.g. turnover_outlook")
        return value

    def table(self, key: str, default: Any = _REQUIRED) -> Keys:
        """A table within this one."""
        value = self._take(key, dict, default, "a table")
        return Keys(self.file, value, self._full(key))

    def tables(self, key: str, default: Any = _REQUIRED) -> list[Keys]:
        """A list of tables."""
        values = self._take(key, list, default, "a list of tables")
        for value in values:
            if not isinstance(value, dict):
                raise self.error(key, f"{value!r} is not a table")
        return [
            Keys(self.file, value, f"{self._full(key)}[{n}]") for n, value in enumerate(values, 1)
        ]

    def names(self) -> list[str]:
        """The keys not yet taken; for tables whose keys are ids."""
        return list(self._values)

    def finish(self) -> None:
        """Raise if a key was not asked for."""
        for key in self._values:
            raise self.error(key, "unknown key", "allowed here: " + ", ".join(self._asked))


def toml(file: Path) -> Keys:
    """The keys of a TOML file."""
    try:
        with file.open("rb") as handle:
            return Keys(file, tomli.load(handle))
    except FileNotFoundError:
        raise DefinitionError(file, "", "the file is missing") from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(file, "", f"not readable as TOML: {error}") from error


def tomls(folder: Path) -> Iterator[tuple[str, Keys]]:
    """Id (the file's stem) and keys of every TOML file of a folder, by name."""
    for file in sorted(folder.glob("*.toml")):
        yield file.stem, toml(file)


def rows(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row of a CSV file (UTF-8) that must have exactly these columns."""
    try:
        handle = file.open(encoding="utf-8", newline="")
    except FileNotFoundError:
        raise DefinitionError(file, "", "the file is missing") from None
    with handle:
        reader = csv.DictReader(handle)
        try:
            yield from _rows(file, reader, columns)
        except (UnicodeDecodeError, csv.Error) as error:
            raise DefinitionError(file, "", f"not readable as UTF-8 CSV: {error}") from error


def _rows(
    file: Path, reader: csv.DictReader[str], columns: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    if tuple(reader.fieldnames or ()) != columns:
        raise DefinitionError(
            file,
            "line 1",
            f"columns are {reader.fieldnames}",
            todo="write " + ",".join(columns),
        )
    for row in reader:
        if None in row or None in row.values():
            raise DefinitionError(
                file,
                f"line {reader.line_num}",
                f"not {len(columns)} fields",
                todo="quote commas",
            )
        yield reader.line_num, row
