"""How new the figures are: the newest period of each, when it came, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from seutukuva import definitions, formats, store, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.narrative import Figure
from seutukuva.pack import headline
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope
from seutukuva.texts import _


def sections(scope: Scope) -> tuple[Section, ...]:
    """One section: the headline figures by their age."""
    subject = _("How new the figures are")
    told = headline.figures(scope)
    if not told:
        return (Section("freshness", subject, missing=_("No statistics are held.")),)
    states = {row["source_id"]: row for row in store.run("shared/sources").to_dict("records")}
    oldest_first = sorted(told, key=_end)
    oldest, newest = oldest_first[0], oldest_first[-1]
    speak = texts.language()
    title = _("The newest headline figure is of {newest}, the oldest of {oldest}: {indicator}")
    return (
        Section(
            "freshness",
            subject,
            title=title.format(
                newest=formats.period(newest.period, speak),
                oldest=formats.period(oldest.period, speak),
                indicator=oldest.indicator.label(speak),
            ),
            listing=_listing(told, states, _read_from(scope, told)),
            sources=(),
            notes=(
                _("The next release is the producer’s announcement or follows from its rhythm."),
            ),
            priority=5,
            area_ids=(scope.area_id,),
            indicators=tuple(one.indicator.id for one in told),
        ),
    )


def _end(one: Figure) -> str:
    return formats.period_start(formats.next_period(one.period)).isoformat()


def _read_from(scope: Scope, told: Sequence[Figure]) -> dict[str, Mapping[str, Any]]:
    """Source and day of the newest figures: an indicator may have several sources."""
    rows = store.rows(
        "pages/meetings/pack_newest",
        indicator_ids=[one.indicator.id for one in told],
        area_id=scope.area_id,
    )
    return {row["indicator_id"]: row for row in rows}


def _listing(
    told: Sequence[Figure],
    states: Mapping[str, Mapping[str, Any]],
    read_from: Mapping[str, Mapping[str, Any]],
) -> Listing:
    speak = texts.language()
    sources = definitions.load().sources
    rows = []
    for one in told:
        indicator = one.indicator
        newest = read_from.get(indicator.id)
        source = sources.get(newest["source_id"] if newest else indicator.source_id)
        updated = formats.date(newest["producer_updated"], speak) if newest else ""
        coming = _coming(indicator, states.get(indicator.source_id))
        rows.append(
            (
                indicator.label(speak),
                formats.period(one.period, speak),
                source.producer[speak] if source else "–",
                updated or "–",
                coming or "–",
            )
        )
    columns = (
        *(_("Indicator"), _("Newest period"), _("Producer")),
        *(_("Updated by the producer"), _("Next release")),
    )
    return Listing(
        _("The headline figures by period and source"),
        columns,
        tuple(rows),
        widths=(3, 1.4, 1.8, 1.5, 1.8),
        most_on_slide=14,
    )


def _coming(indicator: Indicator, state: Mapping[str, Any] | None) -> str:
    source = definitions.load().sources.get(indicator.source_id)
    if source is None or state is None:
        return ""
    return wording.next_release(source, state, texts.language(), indicator)
