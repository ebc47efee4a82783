"""What every file of figures keeps to, whoever gives it: its columns, and no hidden formula."""

from __future__ import annotations

import re

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
_SIGN = "[=+@＝＋－＠-]"
# Cells begin also inside a text for who parts them otherwise than the file does: a Finnish or
# Swedish Excel at each semicolon, whatever quotes stand around it; others at tabs and line ends.
_RUN = re.compile(rf"^(?= *[\t\r\n])|^(?=\s*{_SIGN})|(?<=[;\t\r\n])(?=[\s\"]*{_SIGN})")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: ``=1+1`` gets an apostrophe before it.

    So does a part after a semicolon, a tab or a line end, where another program begins a cell:
    ``a;=1`` becomes ``a;'=1``.
    """
    return _RUN.sub("'", text)
