"""The population ahead: what is projected by whom, as the page of consequences tells it."""

from __future__ import annotations

from seutukuva import formats, made, texts
from seutukuva.impact import ahead
from seutukuva.impact.model import Listing as Projected
from seutukuva.impact.model import Section as Told
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope, place
from seutukuva.texts import _


def sections(scope: Scope) -> tuple[Section, ...]:
    """One section: the official projections with our own, drawn and as a table."""
    told: Told = made.once(
        lambda: ahead.population(scope.area_id), "pack population ahead", scope.area_id
    )
    if told.is_empty:
        why = _("No projection of the population of {area} is held.")
        return (Section("ahead", told.title, missing=why.format(area=place(scope.area_id))),)
    listing = told.listing
    return (
        Section(
            "ahead",
            told.title,
            title=_finding(listing) if listing else "",
            sentences=told.sentences,
            chart=told.chart,
            listing=_as_listing(listing) if listing else None,
            sources=told.sources,
            notes=told.remarks,
            priority=8,
            area_ids=told.area_ids,
            indicators=tuple(one.id for one in told.indicators),
        ),
    )


def _as_listing(one: Projected) -> Listing:
    widths = (2.6, *(1.2 for _name in one.columns[1:-1]), 1.8)
    values = tuple(tuple(_plain(value) for value in row) for row in one.values)
    return Listing(one.caption, one.columns, one.shown, values, one.numeric, widths)


def _plain(value: float | str | None) -> float | str | None:
    """Whatever kind of number it came as."""
    return value if value is None or isinstance(value, str) else float(value)


def _finding(one: Projected) -> str:
    """Between what the projections put the last year that they reach; without them, nothing."""
    still = _("By cohorts, if nobody moved")
    ends = [
        (last, formats.relative_change(last - change, last))
        for shown, (_name, _before, last, change, _span) in zip(one.shown, one.values, strict=True)
        if isinstance(last, float) and isinstance(change, float) and shown[0] != still
    ]
    known = sorted((last, relative) for last, relative in ends if relative is not None)
    if not known:
        return ""
    speak = texts.language()
    low, high = known[0], known[-1]
    changes = [formats.percent(each[1], 0, speak, signed=True) for each in (low, high)]
    spanned = formats.span(low[0], high[0], 0, speak)
    words = _("Projected population in {year}: {span} ({changes} from now)")
    if low == high:
        spanned, changes = texts.number(low[0]), changes[:1]
    return words.format(year=one.columns[2], span=spanned, changes=" … ".join(changes))
