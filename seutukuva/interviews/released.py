"""Which states of a round are shown: each differs from the one before it by firms enough.

A round grows by batches, and batches are withdrawn. Were each state shown at once, yesterday's
figures less today's would be those of the one firm that came. So there is one state that all
figures are of, and it moves on to the newest only when enough firms have been added, been removed
or answered otherwise. What has been decided of a state depends on those before it alone.
"""

from __future__ import annotations

import numpy as np


def released(contents: np.ndarray, least: int) -> list[int]:
    """The states that were shown, oldest first.

    Args:
        contents: states × firms, a number for what the firm says in a state, 0 where it is not in
            it.
        least: firms by which one differs from the one shown before it; the first, from nobody.
    """
    shown: list[int] = []
    last = np.zeros(contents.shape[1], dtype=contents.dtype)
    for state, content in enumerate(contents):
        if np.count_nonzero(content != last) >= least:
            shown.append(state)
            last = content
    return shown
