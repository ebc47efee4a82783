"""What readers take away: the table or chart they see, as files that stand on their own.

Pure functions of a `TakeAway`, so that the same file comes out wherever it is asked for. Every
text in one is ready to print in the language of the reader.
"""

from seutukuva.export.citations import citation
from seutukuva.export.commas import csv
from seutukuva.export.pictures import png
from seutukuva.export.sheets import xlsx
from seutukuva.export.takeaway import (
    Cell,
    Code,
    Origin,
    TakeAway,
    cells,
    file_name,
    of_chart,
    sign,
)

__all__ = [
    "Cell",
    "Code",
    "Origin",
    "TakeAway",
    "cells",
    "citation",
    "csv",
    "file_name",
    "of_chart",
    "png",
    "sign",
    "xlsx",
]
