"""What every file of figures keeps to, whoever gives it: its columns, and no hidden formula."""

from __future__ import annotations

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
