"""Files that readers take away: true to the figures, and safe to open."""

from __future__ import annotations

import pandas as pd

# A spreadsheet takes a text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_text(value: object) -> object:
    """The value, unless it is a text that a spreadsheet would run: then with an apostrophe."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def csv(table: pd.DataFrame) -> bytes:
    """A CSV file: UTF-8 with a byte-order mark, which Excel needs to read ä and ö.

    Numbers, also negative ones, are untouched; only texts are neutralised.
    """
    texts = table.select_dtypes(exclude="number").columns
    safe = table.assign(**{str(column): table[column].map(safe_text) for column in texts})
    return safe.to_csv(index=False).encode("utf-8-sig")
