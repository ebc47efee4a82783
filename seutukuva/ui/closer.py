"""A closer look at one indicator: usual variation of a monthly series, and all areas at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from seutukuva import charts, definitions, measures, profile, store, texts, verdicts
from seutukuva.charts import ChartSpecification
from seutukuva.definitions import Indicator
from seutukuva.texts import _
from seutukuva.ui.figures import About, draw, named, source_of
from seutukuva.verdicts.wording import band_words


def usual_variation(
    indicator: Indicator,
    area_id: str,
    course: Sequence[Mapping[str, Any]],
    history: pd.DataFrame,
    events: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Changes of a monthly or quarterly series from a year before, within their usual limits.

    Args:
        history: mergers and moved borders that touch the area.
        events: what people entered on the time axis, as `charts.trend` takes marks.
    """

    def specification() -> ChartSpecification:
        changes = verdicts.year_before_differences(course)
        limits = verdicts.usual_limits(course, rounded_to=10.0**-indicator.decimals)
        rows = pd.DataFrame(changes, columns=["period", "value", "status"])
        return charts.control(
            named(rows.assign(area_id=area_id)),
            # Those of the verdict: around no change, so that a steady rise is a signal.
            limits,
            indicator=of_changes(indicator),
            language=texts.language(),
            value_label=_("Change from the same period a year before"),
            band_note=band_words(limits, texts.language()) if limits else "",
            marks=[*history.to_dict("records"), *events],
            source=source_of(indicator, [area_id]),
            _=_,
        )

    about = About(indicator, area_id, (area_id,), "usual-variation")
    draw(specification, "control", about, repr(events))


def of_changes(indicator: Indicator) -> Indicator:
    """The same indicator for its changes: with a sign, shares in percentage points."""
    speak = texts.language()
    unit = measures.measure(indicator, measures.CHANGE_YEAR, speak).unit
    # What is drawn are differences, also of counts.
    if indicator.is_count:
        unit = indicator.unit[speak]
    return replace(indicator, display="signed", unit={**indicator.unit, speak: unit})


def in_the_country(indicator: Indicator, area_id: str, period: str) -> None:
    """All areas of the same kind at one period, each a dot; the programme's own have names."""
    found = definitions.load()
    area = found.areas[area_id]
    alike = profile.ids_of_kind(found, area.kind, area.country)

    def specification() -> ChartSpecification:
        rows = store.run(
            "pages/situation/cross_section",
            indicator_id=indicator.id,
            period=period,
            area_ids=list(alike),
        )
        return charts.strip(
            named(rows).assign(period=period),
            indicator=indicator,
            language=texts.language(),
            period=period,
            own=area_id,
            highlighted=[one for one in found.programme.areas if one != area_id],
            of=len(alike),
            source=source_of(indicator, alike),
            _=_,
        )

    draw(specification, "strip", About(indicator, area_id, alike, f"strip-{period}"), period)
