"""What the columns of a list were taken to mean, remembered for the next list with its headings.

Light to import: the process that reads a list asks for it.
"""

from __future__ import annotations

from typing import Any

from seutukuva import records
from seutukuva.records.project_batches import KIND


def known(fingerprint: str) -> dict[str, Any]:
    """How the list accepted last with these headings was read, of the lists that count.

    Args:
        fingerprint: of the row of headings, as ``mapping.json`` of an upload has it.

    Returns:
        ``format``: the shape of list; ``columns``: heading → field, "" of a column that was left
        out. Empty where no such list was accepted.

    Raises:
        RecordsError: the log cannot be read.
    """
    same = [
        entry.body
        for entry in records.newest_of(KIND)
        if fingerprint
        and not entry.is_withdrawn
        and entry.body.get("mapping_fingerprint") == fingerprint
    ]
    if not same:
        return {}
    columns = (same[-1].get("mapping") or {}).get("columns") or ()
    return {
        "format": str(same[-1].get("format") or ""),
        "columns": {str(one.get("heading")): str(one.get("field") or "") for one in columns},
    }
