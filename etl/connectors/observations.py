"""Cubes become observations: series, area, period, value and status, alike for every source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from etl.connectors.breakdowns import cells
from etl.connectors.table import Variable, find_total, find_value, is_total, roles
from etl.connectors.wanted import Wanted, area_id, is_preliminary, listed, period
from etl.jsonstat import Cube
from seutukuva.definitions.model import Selection, Source
from seutukuva.errors import ShapeChanged

STATUSES = (
    "final",
    "preliminary",
    "estimated",
    "break",
    "missing",
    "not_applicable",
    "confidential",
    "not_published",
)
FINAL, PRELIMINARY, ESTIMATED, BREAK, MISSING = range(5)
# What a sign means beside a figure, and what in place of one.
WITH_VALUE = {"p": "preliminary", "*": "preliminary", "e": "estimated", "b": "break"}
WITH_VALUE |= {"f": "estimated", "s": "estimated", "i": "estimated"}
WITHOUT_VALUE = {
    "..": "missing",
    ":": "missing",
    "": "missing",
    ".": "not_applicable",
    "-": "not_applicable",
    "z": "not_applicable",
    "...": "confidential",
    "c": "confidential",
    "x": "not_published",
}
SCHEMA = pa.schema(
    [
        ("series", pa.dictionary(pa.int32(), pa.string())),
        ("area_id", pa.dictionary(pa.int32(), pa.string())),
        ("period", pa.dictionary(pa.int32(), pa.string())),
        ("value", pa.float64()),
        ("status", pa.dictionary(pa.int8(), pa.string())),
    ]
)


@dataclass(slots=True)
class Names:
    """Numbers for texts, in the order in which they come."""

    texts: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """The number of a text, a new one when it is new."""
        return self.texts.setdefault(text, len(self.texts))

    def numbers(self, texts: Iterable[str]) -> np.ndarray:
        """int32, one a text."""
        return np.array([self.number(t) for t in texts], dtype=np.int32)


@dataclass(slots=True)
class Collector:
    """Gathers blocks of observations and makes one table of them."""

    series: Names = field(default_factory=Names)
    areas: Names = field(default_factory=Names)
    periods: Names = field(default_factory=Names)
    blocks: list[tuple[np.ndarray, ...]] = field(default_factory=list)

    def add(
        self,
        series: str,
        areas: Sequence[str],
        periods: Sequence[str],
        values: np.ndarray,
        status: np.ndarray,
    ) -> None:
        """One series: ``values`` and ``status`` are areas × periods."""
        cells = values.size
        self.blocks.append(
            (
                np.full(cells, self.series.number(series), np.int32),
                np.repeat(self.areas.numbers(areas), len(periods)),
                np.tile(self.periods.numbers(periods), len(areas)),
                values.ravel(),
                status.ravel().astype(np.int8),
            )
        )

    def table(self) -> pa.Table:
        """The observations; columns as ``SCHEMA``."""
        if not self.blocks:
            return SCHEMA.empty_table()
        series, areas, periods, values, status = (
            np.concatenate(column) for column in zip(*self.blocks, strict=True)
        )

        def words(numbers: np.ndarray, texts: Iterable[str]) -> pa.Array:
            return pa.DictionaryArray.from_arrays(
                pa.array(numbers), pa.array(list(texts), pa.string())
            )

        columns = [
            words(series, self.series.texts),
            words(areas, self.areas.texts),
            words(periods, self.periods.texts),
            pa.array(values, pa.float64(), from_pandas=True),
            words(status, STATUSES),
        ]
        return pa.table(columns, schema=SCHEMA)


def variables_of(cube: Cube) -> tuple[Variable, ...]:
    """The dimensions of an answer as variables, so that one rule finds who plays which role."""
    out = []
    for d in cube.dimensions:
        total = str(d.extension.get("eliminationValueCode") or "")
        total = total if total in d.codes else ""
        out.append(Variable(d.id, d.label, d.codes, d.labels, True, total, d.role))
    return tuple(out)


def collect(cube: Cube, source: Source, wanted: Wanted, into: Collector, *, where: str) -> None:
    """Adds every wanted series that the cube holds; other cells are left.

    Raises:
        ShapeChanged: no time or contents in the cube, or none of its areas or periods is known.
    """
    variables = variables_of(cube)
    played = roles(variables, source, where=where)
    for role in ("time", "contents"):
        if role not in played:
            raise ShapeChanged(
                f"a dimension for {role}", listed(v.code for v in variables), where=where
            )
    axes = {v.code: n for n, v in enumerate(variables)}
    status = _statuses(cube).reshape(cube.shape)
    values = cube.values.reshape(cube.shape)
    places, ids = _areas(played.get("area"), source, where)
    moments, periods, starred = _periods(played["time"], where)
    for selection, series in _series(wanted, played):
        index = _index(selection, variables, played)
        if index is None:
            continue
        order = [axes[played[r].code] for r in ("area", "time") if r in played]
        cut = tuple(slice(None) if n in order else index[n] for n in range(len(variables)))
        block, flags = values[cut], status[cut]
        if order != sorted(order):
            block, flags = block.T, flags.T
        if "area" not in played:
            block, flags = block[None, :], flags[None, :]
        block, flags = block[np.ix_(places, moments)], flags[np.ix_(places, moments)]
        flags = np.where(starred[None, :] & (flags == FINAL), PRELIMINARY, flags)
        into.add(series, ids, periods, block, flags)


def _series(wanted: Wanted, played: dict[str, Variable]) -> Iterator[tuple[Selection, str]]:
    """Every wanted series with its key: those of indicators, of breakdowns, of structures."""
    for selection in wanted.selections:
        yield selection, selection.series_key
    for breakdown in wanted.breakdowns:
        yield from cells(breakdown, played)
    for structure in wanted.structures:
        yield from structure.series()


def _index(
    selection: Selection, variables: Sequence[Variable], played: dict[str, Variable]
) -> dict[int, int] | None:
    """The place of a series in every dimension but area and time; None when it is not there."""
    select = dict(selection.select)
    of = {v.code: role for role, v in played.items()}
    if any(role not in played and not is_total(value) for role, value in select.items()):
        return None
    index = {}
    for n, variable in enumerate(variables):
        role = of.get(variable.code, "")
        if role in ("area", "time"):
            continue
        declared = selection.contents if role == "contents" else select.get(role)
        if declared is None:
            code: str | None = find_total(variable)
        else:
            code = find_value(variable.values, variable.texts, declared, suffix=role == "contents")
        if not code:
            return None
        index[n] = variable.values.index(code)
    return index


def _areas(variable: Variable | None, source: Source, where: str) -> tuple[list[int], list[str]]:
    if variable is None:
        return [0], [f"{source.country}-SSS"]
    known = [(n, id) for n, c in enumerate(variable.values) if (id := area_id(c, source))]
    if not known:
        raise ShapeChanged("areas", listed(variable.values), where=where)
    return [n for n, _ in known], [id for _, id in known]


def _periods(variable: Variable, where: str) -> tuple[list[int], list[str], np.ndarray]:
    known, starred = [], []
    for n, (code, text) in enumerate(zip(variable.values, variable.texts, strict=True)):
        if found := period(code, text):
            known.append((n, found))
            starred.append(is_preliminary(code, text))
    if not known:
        raise ShapeChanged("periods", listed(variable.values), where=where)
    return [n for n, _ in known], [p for _, p in known], np.array(starred, dtype=bool)


def _statuses(cube: Cube) -> np.ndarray:
    """int8 index into ``STATUSES``, one a cell."""
    none = np.isnan(cube.values)
    if cube.status is None:
        return np.where(none, MISSING, FINAL).astype(np.int8)
    beside = np.array([_beside(w) for w in cube.words], dtype=np.int8)
    instead = np.array([_instead(w) for w in cube.words], dtype=np.int8)
    return np.where(none, instead[cube.status], beside[cube.status])


def _beside(word: str) -> int:
    """A sign beside a figure; of several letters the first known one counts."""
    for letter in word.lower():
        if letter in WITH_VALUE:
            return STATUSES.index(WITH_VALUE[letter])
    return FINAL


def _instead(word: str) -> int:
    """A sign in place of a figure; what no one knows is simply missing."""
    return STATUSES.index(WITHOUT_VALUE.get(word.lower(), "missing"))
