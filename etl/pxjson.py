"""Reads PX-JSON, PxWeb's own format: rows of a key and values that are text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from etl.http import parse_json
from etl.jsonstat import MOST_CELLS, NO_STATUS, SIGNS, Cube, Dimension
from seutukuva.errors import ShapeChanged

CONTENTS = "contents"  # the measures are columns here; this is the id of their dimension
UNLISTED = ".."  # the sign of a cell that no row gives


def is_pxjson(content: Any) -> bool:
    """Whether parsed JSON is PX-JSON (and not JSON-stat)."""
    return isinstance(content, dict) and {"columns", "data"} <= content.keys()


def read(body: bytes, *, where: str = "") -> Cube:
    """A cube whose last dimension is the measures, id "contents".

    Periods that the comments call preliminary (``*``) have the sign in their label.

    Raises:
        UnreadableAnswer: not JSON.
        ShapeChanged: not PX-JSON, or rows that do not fit its columns.
    """
    return read_content(parse_json(body, where=where), where=where)


def read_content(content: Any, *, where: str = "") -> Cube:
    """The same from parsed JSON."""
    if not is_pxjson(content):
        raise _malformed("PX-JSON with columns and data", "something else", where)
    columns, rows = content["columns"], content["data"]
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise _malformed("lists of columns and rows", "something else", where)
    if not all(isinstance(c, dict) and isinstance(c.get("code"), str) for c in columns):
        raise _malformed("columns with codes", "something else", where)
    keyed = [c for c in columns if c.get("type") != "c"]
    measures = [c for c in columns if c.get("type") == "c"]
    if not rows or not measures:
        raise _malformed("rows of figures", "none", where)
    keys, texts = _rows(rows, len(keyed), len(measures), where)
    marked = _marked(content.get("comments"))
    dimensions = [_dimension(c, codes, marked) for c, codes in zip(keyed, keys, strict=True)]
    dimensions.append(
        Dimension(
            id=CONTENTS,
            label=CONTENTS,
            codes=tuple(str(c["code"]) for c in measures),
            labels=tuple(str(c.get("text") or c["code"]) for c in measures),
            role="metric",
        )
    )
    values, status, words = _cells(dimensions, keys, texts, where)
    about = _first(content.get("metadata"))
    return Cube(
        label=str(about.get("label") or ""),
        source=str(about.get("source") or ""),
        updated=iso_time(str(about.get("updated") or "")),
        dimensions=tuple(dimensions),
        values=values,
        status=status,
        words=words,
    )


def _first(metadata: Any) -> dict[str, Any]:
    """What is said about the table; empty where nothing is."""
    found = metadata[0] if isinstance(metadata, list) and metadata else {}
    return found if isinstance(found, dict) else {}


def iso_time(text: str) -> str:
    """``2026-05-29T05.00.00Z`` → ``2026-05-29T05:00:00Z``; anything else unchanged."""
    date, t, clock = text.partition("T")
    return date + t + clock.replace(".", ":", 2) if t else text


def _rows(
    rows: list[Any], keyed: int, measures: int, where: str
) -> tuple[list[tuple[str, ...]], list[str]]:
    """The keys by dimension, and all values in one line, row after row."""
    try:
        lengths = {(len(r["key"]), len(r["values"])) for r in rows}
        keys = list(zip(*(r["key"] for r in rows), strict=True))
        texts = [v for r in rows for v in r["values"]]
    except (KeyError, TypeError, ValueError):
        raise _malformed("rows with key and values", "something else", where) from None
    if any(set(map(type, codes)) != {str} for codes in keys):
        raise _malformed("texts as keys", "something else", where)
    if lengths != {(keyed, measures)}:
        raise _malformed(f"{keyed} keys and {measures} values a row", f"{lengths}", where)
    return keys, texts


def _dimension(column: dict[str, Any], codes: Sequence[str], marked: set[Any]) -> Dimension:
    id = str(column.get("code"))
    found = tuple(dict.fromkeys(codes))
    return Dimension(
        id=id,
        label=str(column.get("text") or id),
        codes=found,
        labels=tuple(c + "*" if (id, c) in marked else c for c in found),
        role="time" if column.get("type") == "t" else "",
    )


def _marked(comments: Any) -> set[Any]:
    """(variable, value) of all values whose comment starts with ``*`` (preliminary)."""
    return {
        (str(c.get("variable")), str(c.get("value")))
        for c in (comments if isinstance(comments, list) else ())
        if isinstance(c, dict) and str(c.get("comment", "")).lstrip().startswith("*")
    }


def _cells(
    dimensions: list[Dimension], keys: list[tuple[str, ...]], texts: list[str], where: str
) -> tuple[np.ndarray, np.ndarray | None, tuple[str, ...]]:
    size = math.prod(len(d.codes) for d in dimensions)
    if size > MOST_CELLS:
        raise _malformed(f"at most {MOST_CELLS:,} cells", f"{size:,}", where)
    measures = len(dimensions[-1].codes)
    rows = np.zeros(len(texts) // measures, dtype=np.int64)
    for d, codes in zip(dimensions, keys, strict=False):
        place = {c: n for n, c in enumerate(d.codes)}
        rows = rows * len(d.codes) + np.fromiter((place[c] for c in codes), np.int64, len(codes))
    if len(np.unique(rows)) != len(rows):
        raise _malformed("one row a key", "the same key twice", where)
    positions = (rows[:, None] * measures + np.arange(measures)).ravel()
    numbers, signs, words = _numbers(texts, where)
    values = np.full(size, np.nan)
    values[positions] = numbers
    status = np.full(size, words.index(UNLISTED), dtype=np.int8)
    status[positions] = signs
    used = np.unique(status)
    return values, (None if used.tolist() == [NO_STATUS] else status), words


def _numbers(texts: list[str], where: str) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    words = ["", UNLISTED]
    values = np.full(len(texts), np.nan)
    signs = np.zeros(len(texts), dtype=np.int8)
    for n, text in enumerate(texts):
        try:
            values[n] = float(text)
            if math.isfinite(values[n]):
                continue
            raise ValueError(text)
        except (TypeError, ValueError):
            sign = str(text or "").strip().lower()
        if sign not in SIGNS:
            raise _malformed("a number or a sign as value", repr(text)[:40], where) from None
        values[n] = np.nan
        sign = sign or UNLISTED
        if sign not in words:
            words.append(sign)
        signs[n] = words.index(sign)
    return values, signs, tuple(words)


def _malformed(expected: str, got: str, where: str) -> ShapeChanged:
    return ShapeChanged(
        expected, got, where=where, todo="nothing was stored; the last good figures stay"
    )
