"""Rows that hold more than one figure: estimates with an interval, plans with results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# How a judgement looks besides its letter and words; "none": nothing is judged.
Look = Literal["good", "fair", "poor", "none"]


@dataclass(frozen=True, slots=True)
class Range:
    """One row of estimates: a dot with the interval around it.

    `height` is that of its row in pixels, `label` has its line breaks. `before` is the estimate
    of the earlier wave, a hollow dot. Without a `value`, `value_text` stands in the row. `base` is
    of how many it is, at the right. `is_faint` is an estimate from which no conclusion is drawn.
    What is not `is_own` stands back, as others' figures do.
    """

    key: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    value_text: str
    text: str
    height: float
    before: float | None = None
    is_faint: bool = False
    base: str = ""
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Marker:
    """A place on a bullet's bar: what was expected by then, or what somebody foresees.

    `label` stands under the bar, empty for a marker that the notes explain. `is_dashed`: it has
    not come true.
    """

    at: float
    label: str = ""
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """What is realised of what is planned, on a scale of its own: per cent of what is planned.

    `height` is that of its row in pixels; `bar_at` the middle of the bar from the row's top.
    `lines` are the texts above the bar: the first is the row's name, the others its figures.

    `realised` is None where no share can be told: there is no bar, and `words` say why. `women`
    is where the women's part of the bar ends. `is_cut`: the bar is longer than the axis. A row of
    time (`is_time`) is drawn in another colour. `status` is the letter or shape of the judgement,
    and `status_words` says it with its line breaks.
    """

    key: str
    lines: tuple[str, ...]
    realised: float | None
    text: str
    height: float
    bar_at: float
    words: tuple[str, ...] = ()
    women: float | None = None
    markers: tuple[Marker, ...] = ()
    status: str = ""
    status_words: str = ""
    look: Look = "none"
    is_time: bool = False
    is_cut: bool = False
