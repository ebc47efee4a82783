"""The industries of an area: what it lives from, and what ten years have made of them."""

from __future__ import annotations

from seutukuva import definitions, economy, formats, texts
from seutukuva.definitions import Indicator
from seutukuva.economy.summaries import Summary
from seutukuva.economy.undefined import is_number
from seutukuva.errors import MissingStructures
from seutukuva.impact.decade import YEARS
from seutukuva.impact.model import Listing, Section
from seutukuva.impact.past import all_old
from seutukuva.texts import N_, _
from seutukuva.ui.economy.drawing import counted, source
from seutukuva.ui.economy.industries import shares_chart

TITLE = N_("Industries")
NOTHING = "–"


def section(area_id: str, this_year: int) -> Section:
    """The newest structure of an area, beside a wider one where it has figures.

    Raises:
        MissingData: nothing has been published.
    """
    try:
        found = economy.summary(area_id, YEARS)
    except MissingStructures:
        found = None
    if found is None:
        return Section("industries", _(TITLE))
    view = found.view
    indicators = _indicators(found)
    in_short = (*found.sentences[:1], *economy.heading(view))
    return Section(
        id="industries",
        title=_(TITLE),
        sentences=in_short,
        in_short=in_short,
        warnings=all_old(int(view.last[:4]), this_year),
        chart=shares_chart(view, found.industries),
        listing=_listing(found),
        remarks=_explained(found, in_short),
        # As the figures were made: a sub-region's of those of its municipalities.
        sources=tuple(one for one in source(view).split("; ") if one),
        indicators=indicators,
        area_ids=view.area_ids,
        drawn=indicators,
    )


def _explained(found: Summary, told: tuple[str, ...]) -> tuple[str, ...]:
    """What the change came from, in one remark, and what must be known of the structure."""
    more = " ".join(one for one in found.sentences if one not in told)
    return (more, *found.view.caveats) if more else found.view.caveats


def _indicators(found: Summary) -> tuple[Indicator, ...]:
    """Those whose figures the structure is made of, its total first; it may have none."""
    structure, known = found.view.structure, definitions.load().indicators
    ids = (structure.total, *(one.share for one in structure.industries))
    return tuple(known[one] for one in dict.fromkeys(ids) if one in known)


def _listing(found: Summary) -> Listing:
    """Industry by industry: then, now, the change, the share here and elsewhere."""
    view, speak = found.view, texts.language()
    columns = [_("Industry"), formats.period(view.last, speak), _("Share")]
    is_compared, has_reference = view.first != view.last, view.reference.there is not None
    if is_compared:
        columns[1:1] = [formats.period(view.first, speak)]
        columns[3:3] = [_("Change")]
    if has_reference:
        columns.append(view.reference.name)
    shown, values = [], []
    for industry, one in found.industries.items():
        before, now = view.own.before.get(industry), view.own.after.get(industry)
        share = one.share if is_number(one.share) else None
        there = one.there if is_number(one.there) else None
        change = formats.relative_change(before, now)
        told = [texts.number(now), _percent(share)]
        row: list[float | None] = [now, share]
        if is_compared:
            told[:1] = [texts.number(before), texts.number(now), _percent(change, signed=True)]
            row[:1] = [before, now, change]
        if has_reference:
            told.append(_percent(there))
            row.append(there)
        shown.append((view.names[industry], *told))
        values.append((view.names[industry], *row))
    caption = _("{title}: {contents}").format(title=_(TITLE), contents=counted(view).lower())
    numeric = (False, *(True for _name in columns[1:]))
    return Listing(caption, tuple(columns), tuple(shown), tuple(values), numeric)


def _percent(value: float | None, *, signed: bool = False) -> str:
    if value is None:
        return NOTHING
    return formats.percent(value, 1, texts.language(), signed=signed)
