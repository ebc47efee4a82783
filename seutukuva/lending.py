"""Kept rows lent to whoever asks: nobody changes what others get, and lending leaves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Dead notes of a column that may wait for being thrown away.
MOST_NOTES = 4


def lent(kept: pd.DataFrame) -> pd.DataFrame:
    """A frame of one's own over the kept values; pandas copies what is written to.

    pandas notes beside each column who shares it, and throws notes of frames that are gone away
    at five hundred of them only: 40 KB a column, of thousands of kept answers hundreds of
    megabytes. Here they go sooner.
    """
    for block in kept._mgr.blocks:
        if len(block.refs.referenced_blocks) > MOST_NOTES:
            block.refs.has_reference()
    return kept.copy(deep=False)
