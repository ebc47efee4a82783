"""Reads JSON-stat: every version and variant the producers send, with its status flags kept."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from etl.http import parse_json
from seutukuva.errors import FetchFailed, ShapeChanged

MOST_CELLS = 200_000_000  # a larger size is a mistake or an attack, not a table
NO_STATUS = 0
# Signs of missing figures that some producers put among the values instead of into the status.
SIGNS = (".", "..", "...", "....", ".....", "......", "-", ":", "", "x", "c", "na", "n/a")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of a cube: its codes in the order of the values."""

    id: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    role: str = ""  # "time" | "geo" | "metric" | ""
    units: Mapping[str, Any] = field(default_factory=dict)
    children: Mapping[str, Sequence[str]] = field(default_factory=dict)
    extension: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cube:
    """A table of figures.

    Attributes:
        dimensions: in the order of the values; the last one varies fastest.
        values: float64, one a cell, NaN where there is no figure.
        status: one small number a cell, an index into ``words``; 0 is no status. None when the
            whole cube has none.
        words: the status codes as the producer writes them; ``words[0]`` is "".
    """

    label: str
    source: str
    updated: str
    dimensions: tuple[Dimension, ...]
    values: np.ndarray
    status: np.ndarray | None = None
    words: tuple[str, ...] = ("",)
    extension: Mapping[str, Any] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of codes of each dimension."""
        return tuple(len(d.codes) for d in self.dimensions)

    def dimension(self, id: str) -> Dimension:
        """The dimension of that id; KeyError when there is none."""
        for d in self.dimensions:
            if d.id == id:
                return d
        raise KeyError(id)

    def to_arrow(self) -> pa.Table:
        """One row a cell: a dictionary column a dimension, ``value`` (NULL = none), ``status``."""
        columns: dict[str, pa.Array] = {}
        cells = len(self.values)
        inner = cells
        for d in self.dimensions:
            inner //= max(len(d.codes), 1)
            columns[d.id] = pa.DictionaryArray.from_arrays(
                pa.array(_indices(len(d.codes), inner, cells)), pa.array(d.codes, pa.string())
            )
        columns["value"] = pa.array(self.values, from_pandas=True)
        columns["status"] = self._status_column()
        return pa.table(columns)

    def _status_column(self) -> pa.Array:
        if self.status is None:
            return pa.nulls(len(self.values), pa.dictionary(pa.int8(), pa.string()))
        words = pa.array(self.words, pa.string())
        none = self.status == NO_STATUS
        return pa.DictionaryArray.from_arrays(pa.array(self.status, mask=none), words)


def read(body: bytes, *, where: str = "") -> Cube:
    """The one dataset of a JSON-stat answer.

    Raises:
        UnreadableAnswer: not JSON.
        FetchFailed: the producer's own error in place of data.
        ShapeChanged: another class than a dataset, several datasets, or a malformed one.
    """
    cubes = read_all(parse_json(body, where=where), where=where)
    if len(cubes) != 1:
        raise ShapeChanged("one dataset", f"{len(cubes)}", where=where)
    return next(iter(cubes.values()))


def read_all(content: Any, *, where: str = "") -> dict[str, Cube]:
    """All datasets of parsed JSON-stat by name; one without a name is called "dataset"."""
    if not isinstance(content, dict):
        raise _malformed("a JSON-stat object", type(content).__name__, where)
    _check_class(content, where)
    datasets = {"dataset": content}
    if "dimension" not in content:
        datasets = {k: v for k, v in content.items() if isinstance(v, dict) and "dimension" in v}
    if not datasets:
        raise _malformed("a JSON-stat dataset", f"keys {', '.join(list(content)[:8])}", where)
    return {name: _dataset(data, where) for name, data in datasets.items()}


def read_dimensions(content: Any, *, where: str = "") -> tuple[Dimension, ...]:
    """The dimensions of a JSON-stat answer that describes a table and holds no values."""
    if not isinstance(content, dict) or "dimension" not in content:
        raise _malformed("a JSON-stat dataset", "something else", where)
    return _dimensions(content, where)


def _check_class(content: Mapping[str, Any], where: str) -> None:
    """Answers that are JSON but hold no dataset, each with its own plain error."""
    for key in ("warning", "error"):
        notes = content.get(key)
        notes = notes if isinstance(notes, list) else [notes]
        for note in notes:
            if isinstance(note, dict) and "dimension" not in content:
                said = f"{note.get('status', '')} {note.get('label', '')}".strip()
                raise FetchFailed(
                    f"the producer answered with an error instead of data: {said}",
                    where=where,
                    todo="ask for less at a time, or later",
                )
    if isinstance(content.get("error"), str):
        raise FetchFailed(
            f"the producer answered with an error instead of data: {content['error'][:200]}",
            where=where,
            todo="check table, dimensions and values of the source's definition",
        )
    kind = content.get("class", "dataset")
    if kind != "dataset":
        raise _malformed("class dataset", f"class {kind}", where)


def _dataset(data: Mapping[str, Any], where: str) -> Cube:
    dimensions = _dimensions(data, where)
    cells = math.prod(len(d.codes) for d in dimensions)
    if cells > MOST_CELLS:
        raise _malformed(f"at most {MOST_CELLS:,} cells", f"{cells:,}", where)
    values, signs = _values(data.get("value"), cells, where)
    status, words = _status(data.get("status"), cells, signs, where)
    return Cube(
        label=_text(data.get("label")),
        source=_text(data.get("source")),
        updated=_text(data.get("updated")),
        dimensions=dimensions,
        values=values,
        status=status,
        words=words,
        extension=_mapping(data.get("extension")),
    )


def _dimensions(data: Mapping[str, Any], where: str) -> tuple[Dimension, ...]:
    block = _mapping(data["dimension"])
    # version 1 keeps id, size and role inside the dimension block, version 2 beside it
    ids = data.get("id", block.get("id"))
    sizes = data.get("size", block.get("size"))
    roles = _roles(data.get("role", block.get("role")))
    if not isinstance(ids, list) or not isinstance(sizes, list) or len(ids) != len(sizes):
        raise _malformed("as many ids as sizes of dimensions", f"{ids} and {sizes}", where)
    out = []
    for id, size in zip(ids, sizes, strict=True):
        if not isinstance(id, str) or not isinstance(block.get(id), dict):
            raise _malformed(f"dimension {id}", "none of that name", where)
        d = _dimension(str(id), block[id], roles.get(str(id), ""), where)
        try:
            stated = int(size)
        except (TypeError, ValueError, OverflowError):
            raise _malformed(f"a size of dimension {id}", repr(size), where) from None
        if stated != len(d.codes):
            raise _malformed(f"{stated} codes of dimension {id}", f"{len(d.codes)}", where)
        out.append(d)
    return tuple(out)


def _dimension(id: str, data: Mapping[str, Any], role: str, where: str) -> Dimension:
    category = _mapping(data.get("category"))
    labels = _mapping(category.get("label"))
    codes = _codes(category.get("index"), labels, id, where)
    return Dimension(
        id=id,
        label=_text(data.get("label")) or id,
        codes=codes,
        labels=tuple(_text(labels.get(c)) or c for c in codes),
        role=role,
        units=_mapping(category.get("unit")),
        children=_mapping(category.get("child")),
        extension=_mapping(data.get("extension")),
    )


def _codes(index: Any, labels: Mapping[str, Any], id: str, where: str) -> tuple[str, ...]:
    """The codes in the order of the values: a list, a dict of positions, or the labels' keys."""
    if isinstance(index, list):
        codes = [str(c) for c in index]
    elif isinstance(index, dict):
        try:
            codes = sorted(index, key=lambda c: int(index[c]))
            positions = [int(index[c]) for c in codes]
        except (TypeError, ValueError, OverflowError):
            raise _malformed(f"positions of dimension {id}", "something else", where) from None
        if positions != list(range(len(codes))):
            raise _malformed(f"positions 0–{len(codes) - 1} of dimension {id}", "others", where)
    else:
        codes = list(labels)
    if not codes:
        raise _malformed(f"codes of dimension {id}", "none", where)
    if len(set(codes)) != len(codes):
        raise _malformed(f"different codes of dimension {id}", "the same twice", where)
    return tuple(codes)


def _roles(data: Any) -> dict[str, str]:
    return {
        str(id): kind
        for kind, ids in _mapping(data).items()
        if kind in ("time", "geo", "metric") and isinstance(ids, list)
        for id in ids
    }


def _values(data: Any, cells: int, where: str) -> tuple[np.ndarray, dict[int, str]]:
    """The figures, and the signs that stood in place of figures by position."""
    if isinstance(data, dict):
        values = np.full(cells, np.nan)
        given = list(data.values())
        positions = _positions(data, cells, where)
        numbers, signs = _numbers(given, where)
        values[positions] = numbers
        return values, {int(positions[n]): sign for n, sign in signs.items()}
    if not isinstance(data, list):
        raise _malformed("values", "none", where)
    if len(data) != cells:
        raise _malformed(f"{cells:,} values", f"{len(data):,}", where)
    return _numbers(data, where)


def _numbers(data: list[Any], where: str) -> tuple[np.ndarray, dict[int, str]]:
    try:
        # None becomes NaN; one pass in C, which is what makes millions of cells quick
        numbers = np.array(data, dtype=np.float64)
        if numbers.ndim == 1:
            return numbers, {}
    except (TypeError, ValueError, OverflowError):
        pass
    values, signs = np.full(len(data), np.nan), {}
    for n, cell in enumerate(data):
        if cell is None:
            continue
        try:
            values[n] = float(cell)
        except (TypeError, ValueError, OverflowError):
            if not isinstance(cell, str) or cell.strip().lower() not in SIGNS:
                raise _malformed("a number as value", repr(cell)[:40], where) from None
            signs[n] = cell.strip() or ".."
    return values, signs


def _status(
    data: Any, cells: int, signs: Mapping[int, str], where: str
) -> tuple[np.ndarray | None, tuple[str, ...]]:
    """Status by cell from a list, a dict by position, one string for all, or nothing."""
    if isinstance(data, dict) and isinstance(data.get("value"), list | dict):
        data = data["value"]  # an older Eurostat form keeps the meanings beside the codes
    words: dict[str, int] = {"": NO_STATUS}
    status = np.zeros(cells, dtype=np.int8)
    if isinstance(data, str):
        status[:] = _word(data, words, where)
    elif isinstance(data, list):
        if len(data) not in (0, 1, cells):
            raise _malformed(f"{cells:,} status codes", f"{len(data):,}", where)
        found = np.fromiter((_word(s, words, where) for s in data), np.int8, len(data))
        if len(found):
            status[:] = found
    elif isinstance(data, dict) and data:
        given = np.fromiter((_word(s, words, where) for s in data.values()), np.int8, len(data))
        status[_positions(data, cells, where)] = given
    elif data:
        raise _malformed("status as list, object or text", type(data).__name__, where)
    for position, sign in signs.items():
        status[position] = _word(sign, words, where)
    if len(words) == 1:
        return None, ("",)
    return status, tuple(words)


def _word(status: Any, words: dict[str, int], where: str) -> int:
    word = "" if status is None else str(status)
    number = words.setdefault(word, len(words))
    if number > 127:
        raise _malformed("status codes", "more than 127 different ones", where)
    return number


def _positions(data: Mapping[str, Any], cells: int, where: str) -> np.ndarray:
    """The positions that are the keys of a sparse object, all of them within the cube."""
    try:
        positions = np.fromiter(map(int, data), np.int64, len(data))
    except (TypeError, ValueError, OverflowError):
        raise _malformed("positions as keys of values", "something else", where) from None
    if len(positions) and (positions.min() < 0 or positions.max() >= cells):
        raise _malformed(f"positions 0–{cells - 1}", f"{positions.max()}", where)
    return positions


def _indices(size: int, inner: int, cells: int) -> np.ndarray:
    """The code number of every cell along one dimension; ``inner`` cells lie between changes."""
    kind = np.int8 if size <= 127 else np.int16 if size <= 32_767 else np.int32
    block = np.repeat(np.arange(size, dtype=kind), inner)
    return np.tile(block, cells // len(block)) if len(block) else block


def _mapping(data: Any) -> Mapping[str, Any]:
    return data if isinstance(data, dict) else {}


def _text(data: Any) -> str:
    return data if isinstance(data, str) else ""


def _malformed(expected: str, got: str, where: str) -> ShapeChanged:
    return ShapeChanged(
        expected, got, where=where, todo="nothing was stored; the last good figures stay"
    )
