"""Files that readers take away: true to the figures, and safe to open."""

from __future__ import annotations

import pandas as pd

# Columns of a file of observations, whoever gives it: the command line or the open data.
OBSERVATION_COLUMNS = (
    "area_code",
    "area_name",
    "indicator",
    "period",
    "value",
    "status",
    "unit",
    "source",
    "version",
)
# A spreadsheet takes a text that begins so for a formula; some also in its full-width form.
_FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: ``=1+1`` gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text


def csv(table: pd.DataFrame) -> bytes:
    """A CSV file: UTF-8 with a byte-order mark, which Excel needs to read ä and ö.

    Numbers, also negative ones, are untouched; only texts are neutralised.
    """

    def kept(value: object) -> object:
        return harmless(value) if isinstance(value, str) else value

    texts = table.select_dtypes(exclude="number").columns
    safe = table.assign(**{str(column): table[column].map(kept) for column in texts})
    return safe.to_csv(index=False).encode("utf-8-sig")
