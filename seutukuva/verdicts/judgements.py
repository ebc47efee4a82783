"""Better or worse: only where the definition says which direction is wanted."""

from __future__ import annotations

BETTER, WORSE, NONE = "better", "worse", ""


def judgement(direction: int, polarity: str) -> str:
    """ "better", "worse", or "" where nothing moved or the indicator has no wanted direction.

    Args:
        direction: positive for more, negative for less, 0 for neither.
        polarity: of the indicator: "up", "down" or "none".
    """
    if direction == 0 or polarity not in ("up", "down"):
        return NONE
    return BETTER if (direction > 0) == (polarity == "up") else WORSE
