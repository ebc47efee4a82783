"""What a meeting takes along: one pack of sections, the same as slides, document and workbook.

`making.made` reads an edition (or today) for an audience and gives a `Pack`; `slides`, `document`
and `workbook` only lay it out, so that a figure is the same in all of them.
"""

from seutukuva.pack.model import (
    AUDIENCES,
    MUNICIPALITY,
    PUBLIC,
    STEERING_GROUP,
    Listing,
    Pack,
    Section,
    Stamp,
)

__all__ = [
    "AUDIENCES",
    "MUNICIPALITY",
    "PUBLIC",
    "STEERING_GROUP",
    "Listing",
    "Pack",
    "Section",
    "Stamp",
]
