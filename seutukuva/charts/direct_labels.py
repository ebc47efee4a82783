"""Labels that stand at the ends of their lines, none on top of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from seutukuva.charts import labels
from seutukuva.charts.specification import Axis, Series

LINE_HEIGHT = 15  # pixels of one line of a label


def labelled(
    found: Sequence[Series], axis: Axis, *, width: int, height: int
) -> tuple[tuple[Series, ...], int]:
    """The series with their labels in places of their own, and the height that these need.

    Args:
        axis: of the values, up.
        width: characters of a label before it is broken.
        height: pixels that the plot has in any case.
    """
    texts = [labels.wrap(one.label, width) for one in found]
    pixels = [LINE_HEIGHT * (text.count("\n") + 1) + 2 for text in texts]
    needed = max(height, sum(pixels))
    scale = (axis.high - axis.low) / needed
    middles = labels.spread(
        [float((one.end and one.end.value) or 0.0) for one in found],
        [extent * scale for extent in pixels],
        axis.low,
        axis.high,
    )
    named = zip(found, texts, middles, strict=True)
    return tuple(replace(one, label=text, label_at=at) for one, text, at in named), needed
