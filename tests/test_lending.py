"""Kept rows are lent without anybody changing them, and without a trace of those who had them."""

from __future__ import annotations

import pandas as pd

from seutukuva.lending import MOST_NOTES, lent


def _kept() -> pd.DataFrame:
    return pd.DataFrame({"area": ["a", "b"], "n": [1, 2], "value": [1.5, None]})


def test_nobody_changes_what_the_others_get() -> None:
    kept = _kept()
    first = lent(kept)
    first.loc[0, "n"] = 99
    first["more"] = 1
    first["area"] = first["area"].str.upper()
    pd.testing.assert_frame_equal(lent(kept), _kept())


def test_one_who_still_has_it_is_safe_after_many_others() -> None:
    kept = _kept()
    held = lent(kept)
    for _turn in range(10 * MOST_NOTES):
        lent(kept)["n"].sum()
    kept.loc[0, "n"] = 99
    pd.testing.assert_frame_equal(held, _kept())


def test_lending_leaves_nothing_behind() -> None:
    kept = _kept()
    for _turn in range(1_000):
        mine = lent(kept)
        mine["n"].sum()
        del mine
    notes = [len(block.refs.referenced_blocks) for block in kept._mgr.blocks]
    assert notes and max(notes) <= MOST_NOTES + 3
