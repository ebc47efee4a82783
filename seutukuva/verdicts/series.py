"""The figures of one series that may be compared with each other: the newest unbroken stretch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from seutukuva import formats
from seutukuva.formats import finite

Row = Mapping[str, Any]


class Point(NamedTuple):
    """One figure and its place on the time axis (`formats.period_index`)."""

    at: int
    period: str
    value: float
    status: str


class Stretch(NamedTuple):
    """Figures of consecutive periods, oldest first, without a break between them.

    `cut` says why it does not reach further back: "gap", "break", or "" where it does not need
    to: the series begins there.
    """

    points: list[Point]
    cut: str


def newest_points(rows: Iterable[Row], most: int | None = None) -> list[Point]:
    """The figures of a series, oldest first; with `most` only the newest of them.

    Args:
        rows: mappings with `period`, `value` and `status`, all of one kind of period, in any
            order; those without a value are left out.
    """
    found: list[Point] = []
    # Periods of one kind sort as texts. Newest first, because only the newest are looked at.
    for row in sorted(rows, key=lambda row: row["period"], reverse=True):
        value = finite(row["value"])
        if value is None:
            continue
        period = row["period"]
        found.append(Point(formats.period_index(period), period, value, row.get("status", "")))
        if len(found) == most:
            break
    found.reverse()
    return found


def newest_stretch(
    points: Sequence[Point], most: int | None = None, longest_step: int = 1
) -> Stretch:
    """The newest unbroken stretch: no period missing in it, no break after its first point.

    With `longest_step` 2 a single period may be missing between two figures, and so on.

    A break is marked at the first figure of the new way of counting, which belongs to the
    stretch. With `most` it is no longer than that.
    """
    if not points:
        return Stretch([], "")
    first = len(points) - 1
    cut = ""
    while first > 0:
        if points[first].status == "break":
            cut = "break"
            break
        if points[first].at - points[first - 1].at > longest_step:
            cut = "gap"
            break
        first -= 1
    found = list(points[first:])
    if most is not None and len(found) > most:
        return Stretch(found[-most:], "")
    return Stretch(found, cut)
