"""How many firms there are, from the official statistics that the programme names for it."""

from __future__ import annotations

from typing import Any

from seutukuva import definitions, formats, store
from seutukuva.errors import MissingData
from seutukuva.interviews.coverage import Stock
from seutukuva.interviews.told import ALL, Group


def read() -> Stock | None:
    """The firms of the programme's municipalities, all of them in one period.

    The first of the programme's indicators that has a figure for every municipality; a figure of
    some of them would make the others look better covered than they are. None where there is none.
    """
    found = definitions.load()
    programme = found.programme
    try:
        rows = store.run("shared/newest_of_areas", area_ids=list(programme.areas))
    except MissingData:
        return None
    for indicator in found.interviewing.stock:
        own = rows[rows["indicator_id"] == indicator].to_dict("records")
        if stock := _whole(own, indicator, programme.areas):
            return stock
    return None


def _whole(rows: list[dict[Any, Any]], indicator: str, areas: tuple[str, ...]) -> Stock | None:
    firms = {
        Group("municipality", str(row["area_id"])): round(value)
        for row in rows
        if (value := formats.finite(row["value"])) is not None
    }
    periods = {str(row["period"]) for row in rows}
    if len(firms) != len(areas) or len(periods) != 1:
        return None
    return Stock({ALL: sum(firms.values()), **firms}, indicator, periods.pop())
