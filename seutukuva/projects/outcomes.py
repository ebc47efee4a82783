"""What ended projects came to, of what they had planned: how far a forecast may be off."""

from __future__ import annotations

from datetime import date

from seutukuva import store
from seutukuva.projects import origins
from seutukuva.projects.measuring import Ended


def outcomes(on: date) -> dict[str, Ended]:
    """Of all projects of the register that had ended before a day, by measure.

    Raises:
        MissingData, RecordsError: what is asked cannot be read.
    """
    rows = store.of_made_table(origins.made(on), "projects/outcomes", on=on)
    return {
        str(measure): Ended(int(projects), float(low), float(high))
        for measure, projects, low, high in rows.itertuples(index=False)
    }
