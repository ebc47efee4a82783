"""CSV: the table that is shown, for programs and for people.

UTF-8 with a byte-order mark, which Excel needs to read ä and ö; commas, and decimal points, so
that every program reads the same numbers. What a reader must know of the figures stands in
columns of its own on every row: lines above or below the table would be read as figures.
"""

from __future__ import annotations

import csv as comma_separated
import io
from dataclasses import replace

from seutukuva import texts
from seutukuva.downloads import harmless
from seutukuva.export.citations import contents, origin_line
from seutukuva.export.takeaway import Cell, TakeAway, sign_told, unlike


def csv(take: TakeAway) -> bytes:
    """The file. A number is written in full, one that is missing is an empty cell.

    A column with any status is followed by one that says it: "[p] preliminary".
    """
    marked = [bool(take.statuses(at)) for at in range(len(take.columns))]
    about = _about(take)
    written = io.StringIO()
    writer = comma_separated.writer(written, lineterminator="\r\n")
    writer.writerow(unlike(harmless(name) for name in [*take.headings(marked), *about]))
    constant = [harmless(text) for text in about.values()]
    for row in take.rows:
        writer.writerow([*_row(row, marked, take.language), *constant])
    return written.getvalue().encode("utf-8-sig")


def _row(row: tuple[Cell, ...], marked: list[bool], language: str) -> list[str]:
    texts_of_row = []
    for cell, has_status in zip(row, marked, strict=True):
        texts_of_row.append(_text(cell))
        if has_status:
            texts_of_row.append(sign_told(cell.status, language))
    return texts_of_row


def _text(cell: Cell) -> str:
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return harmless(cell.value)
    # repr() gives the shortest text that reads back as the same number.
    return str(int(cell.value)) if float(cell.value).is_integer() else repr(float(cell.value))


def _about(take: TakeAway) -> dict[str, str]:
    """Columns that are the same on every row; none that would be empty on all."""
    _ = texts.translator(take.language)
    licences = (f"{one.licence} {one.licence_address}".strip() for one in take.origins)
    told = [one for one in dict.fromkeys([*take.notes, *take.events]) if one]
    columns = {
        _("Contents"): contents(take),
        _("Notes"): " ".join(one if one.endswith((".", "!", "?")) else f"{one}." for one in told),
        _("Source"): _sources(take),
        _("Licence"): "; ".join(dict.fromkeys(licences)),
        _("Data version"): take.version,
        _("Retrieved"): take.taken,
        _("Link"): take.link,
    }
    return {name: text for name, text in columns.items() if text}


def _sources(take: TakeAway) -> str:
    """The sources with the days of their last update; of one also its table."""
    if len(take.origins) == 1:
        return origin_line(replace(take.origins[0], licence=""), take.language)
    named = (
        f"{one.attribution} ({one.updated})" if one.updated else one.attribution
        for one in take.origins
    )
    return "; ".join(dict.fromkeys(named))
