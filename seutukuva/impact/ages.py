"""The ages of an area as a pyramid: the newest known or projected year, and ten years later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import age_structure, charts, definitions, formats, selectors, store, texts, wording
from seutukuva.charts import ChartSpecification
from seutukuva.definitions import Breakdown, Indicator
from seutukuva.impact.decade import YEARS
from seutukuva.texts import _

PROJECTION = "projection"
# A year ahead that is still about ten years ahead.
NEAREST, FARTHEST = 5, 15


@dataclass(frozen=True, slots=True)
class _View:
    """A year of a breakdown in an area, with the source that it was read from."""

    breakdown: Breakdown
    period: str
    state: Mapping[str, Any]

    @property
    def is_projected(self) -> bool:
        """Whether somebody has projected it."""
        return _total(self).phrase.verb == PROJECTION

    def rows(self, area_id: str) -> list[dict[str, Any]]:
        """Age, sex and value; the last age is marked as open."""
        oldest = self.breakdown.oldest
        found = store.run(
            "pages/situation/age_structure",
            breakdown_id=self.breakdown.id,
            area_ids=[area_id],
            periods=[self.period],
        )
        rows = found[["age", "sex", "value"]].to_dict("records")
        return [
            {**row, "age": f"{oldest}+" if row["age"] == oldest else int(row["age"])}
            for row in rows
        ]


def pyramid(
    area_id: str, this_year: int
) -> tuple[ChartSpecification, tuple[Indicator, ...]] | None:
    """Bars of the newest year that is not ahead, and an outline of ten years later.

    Returns:
        The chart, and the indicators that its ages add up to; None where nothing has been
        published by age for the area.
    """
    views = _views(area_id)
    bars = _newest(views, this_year)
    if bars is None:
        return None
    later = _later(views, bars)
    shown = [bars, *([later] if later else [])]
    rows = [one.rows(area_id) for one in shown]
    if len({bool(one.breakdown.sexes) for one in shown}) > 1:
        # Men and women beside both together could not be compared.
        rows = [
            _together(one, view.breakdown.oldest) for one, view in zip(rows, shown, strict=True)
        ]
    speak = texts.language()
    name = selectors.area_name(definitions.load(), area_id, speak)
    drawn = charts.pyramid(
        rows[0],
        title=_("Ages, {area}").format(area=name),
        language=speak,
        compare_rows=rows[1] if later else (),
        label=_label(bars),
        compare_label=_label(later) if later else "",
        source="; ".join(dict.fromkeys(_source(one) for one in shown)),
        _=_,
    )
    totals = {one.breakdown.total: _total(one) for one in shown}
    return drawn, tuple(totals.values())


def _total(view: _View) -> Indicator:
    return definitions.load().indicators[view.breakdown.total]


def _views(area_id: str) -> list[_View]:
    found = definitions.load()
    # A balance by age has no pyramid: it goes below nought.
    known = {
        one.id: one
        for one in found.breakdowns.values()
        if found.indicators[one.total].display != "signed"
    }
    rows = store.run("shared/breakdowns", area_id=area_id).to_dict("records")
    return [
        _View(known[row["breakdown_id"]], str(row["period"]), row)
        for row in rows
        if row["breakdown_id"] in known
    ]


def _newest(views: Sequence[_View], this_year: int) -> _View | None:
    """The newest counted year, unless a projection made since tells of a newer one."""
    reached = [one for one in views if int(one.period[:4]) < this_year]
    return max(reached, key=lambda one: (one.period, not one.is_projected), default=None)


def _later(views: Sequence[_View], bars: _View) -> _View | None:
    """A projected year about ten years later, of which the outline says which it is."""
    begun = int(bars.period[:4])
    gaps = {one.period: int(one.period[:4]) - begun for one in views if one.is_projected}
    near = [one for one in views if NEAREST <= gaps.get(one.period, 0) <= FARTHEST]
    nearest = min(near, key=lambda one: (abs(gaps[one.period] - YEARS), one.period), default=None)
    return nearest if nearest and nearest.is_projected else None


def _together(rows: Sequence[Mapping[str, Any]], oldest: int) -> list[dict[str, Any]]:
    plain = [{**row, "age": int(str(row["age"]).rstrip("+"))} for row in rows]
    return [
        {**row, "age": f"{oldest}+" if row["age"] == oldest else row["age"]}
        for row in age_structure.both_sexes(plain)
    ]


def _label(view: _View) -> str:
    speak = texts.language()
    year = formats.period(view.period, speak)
    return f"{year}, {view.breakdown.title[speak]}" if view.is_projected else year


def _source(view: _View) -> str:
    source = definitions.load().sources[view.state["source_id"]]
    return wording.source_line(source, view.state, texts.language())
