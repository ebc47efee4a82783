"""Beside a forecast that goes on as so far: what ended projects came to."""

from __future__ import annotations

from datetime import date

from seutukuva import formats, texts
from seutukuva.projects.measuring import forecast_interval, is_number
from seutukuva.projects.outcomes import outcomes
from seutukuva.projects.picture import LINEAR, Row
from seutukuva.texts import _


def span(row: Row, on: date) -> str:
    """Between what the whole would come to as eight of ten ended projects did.

    "" where the owner has told a forecast, the end is known or too few projects have ended.
    """
    who, outcome = row.outcome
    if who != LINEAR or not is_number(outcome) or not (row.planned and row.realised):
        return ""
    ended = outcomes(on).get(row.measure.id)
    found = forecast_interval(row.planned.value, row.realised.value, ended) if ended else None
    if found is None:
        return ""
    unit = "€" if row.measure.unit == "euros" else ""
    span = formats.with_unit(formats.span(*found, 0, texts.language()), unit, texts.language())
    if not found[0] <= outcome <= found[1]:
        # A pace that few have kept to the end is a pace to be doubted.
        return _("but ended projects came to {span}").format(span=span)
    return _("as ended projects did: {span}").format(span=span)
