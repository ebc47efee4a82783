"""Where indicators lead, as the build has calculated it for every page."""

from __future__ import annotations

from collections.abc import Mapping

from seutukuva.development import targets
from seutukuva.development.projection import Led
from seutukuva.errors import MissingData
from seutukuva.projections import own
from seutukuva.projections.own import Own


def led(newest: Mapping[str, float], area: str) -> dict[str, Led]:
    """What is stored for some indicators in an area, by id.

    Args:
        newest: the newest figure of each indicator, from which its projection begins.

    Returns:
        Nothing where the version was made before projections were calculated.
    """
    try:
        found = own.projections(list(newest), [area])
    except MissingData:
        return {}
    return {one.indicator_id: _led(one, newest[one.indicator_id]) for one in found}


def _led(one: Own, newest: float) -> Led:
    if one.reason:
        return Led(one.reason)
    begun = (targets.moment(one.origin), newest, newest, newest)
    ahead = ((targets.moment(p.period), p.value, p.low80, p.high80) for p in one.points)
    return Led("", (begun, *ahead))
