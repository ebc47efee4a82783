"""Population pyramids: age groups from the youngest up, men to the left and women to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seutukuva import formats
from seutukuva.charts import axes
from seutukuva.charts.ages import AgeGroup, Ages, ages
from seutukuva.charts.observations import Rows, as_mappings
from seutukuva.charts.specification import AgeBar, Axis, ChartSpecification, Side, Table, Tick
from seutukuva.charts.wording import Translate, sentences, untranslated

ROW_HEIGHT = 18
# On each side of zero; more would touch on a phone.
_MOST_TICKS = 3
_LARGEST = 3


def pyramid(
    rows: Rows,
    *,
    title: str,
    language: str,
    compare_rows: Rows = (),
    label: str = "",
    compare_label: str = "",
    source: str = "",
    reach: float = 0.0,
    _: Translate = untranslated,
) -> ChartSpecification:
    """Bars of five-year age groups, and a comparison as an outline.

    Args:
        rows: age (7, "0-4", "85+"), sex ("men", "women", "total"), value and, if any, period and
            status; one period of one area. Where sex is not split bars go to the right only.
        compare_rows: the same of an earlier period or another area.
        label, compare_label: what the bars and the outline are; left out, their periods.
        reach: the axis reaches at least so far, where pyramids follow each other in one place.

    Raises:
        ValueError: see `ages.ages`.
    """
    others = list(as_mappings(compare_rows))
    compared = ages(others)
    found = ages(rows, open_from=_open_from(compared))
    compared = ages(others, open_from=_open_from(found))
    fits = set(compared.groups) <= set(found.groups) and compared.sides == found.sides
    if not fits:
        # An outline of other groups would be compared with these bars all the same.
        compared = ages(())
    chart = _Pyramid(
        found,
        compared,
        label or _period(found, language),
        compare_label or _period(compared, language),
        title,
        language,
        _,
    )
    specification = _specification(chart, source, reach)
    if fits or not others:
        return specification
    note = _("Compared figures are not drawn: their age groups or sexes are others.")
    return replace(specification, notes=(*specification.notes, note))


def _open_from(found: Ages) -> int | None:
    return next((group.low for group in found.groups if group.high is None), None)


def _period(found: Ages, language: str) -> str:
    return formats.period(found.period, language) if found.period else ""


@dataclass(frozen=True, slots=True)
class _Pyramid:
    found: Ages
    compared: Ages
    label: str
    compare_label: str
    title: str
    language: str
    translate: Translate

    @property
    def unit(self) -> str:
        """What the horizontal axis counts."""
        _ = self.translate
        return _("persons")

    def text(self, value: float | None) -> str:
        """A drawn value with its unit."""
        if value is None:
            return formats.status_word("missing", self.language)
        return formats.value_with_unit(value, 0, self.unit, self.language)

    def cell(self, value: float | None) -> str:
        """A drawn value as it stands in a table."""
        return formats.number(value, 0, self.language)

    def side(self, side: Side) -> str:
        """Heading of a side."""
        _ = self.translate
        return {"men": _("Men"), "women": _("Women"), "total": _("Everyone")}[side]


def _specification(chart: _Pyramid, source: str, reach: float) -> ChartSpecification:
    bars = _bars(chart)
    drawn = any(bar.value for bar in bars) or any(bar.outline for bar in bars)
    two_sided = chart.found.sides == ("men", "women")
    return ChartSpecification(
        kind="pyramid",
        title=chart.title,
        subtitle=_subtitle(chart),
        unit=chart.unit,
        decimals=0,
        language=chart.language,
        alternative=_alternative(chart) if drawn else _nothing(chart),
        table=_table(chart),
        source=source,
        notes=tuple(_notes(chart)),
        height=ROW_HEIGHT * len(chart.found.groups) if drawn else 160,
        x_axis=_axis(bars, chart, two_sided, reach) if drawn else None,
        ages=tuple(bars) if drawn else (),
        sides=(chart.side("men"), chart.side("women")) if two_sided else (),
        fill_label=chart.label,
        outline_label=chart.compare_label if chart.compared.groups else "",
    )


def _bars(chart: _Pyramid) -> list[AgeBar]:
    bars = []
    for row, group in enumerate(chart.found.groups):
        for side in chart.found.sides:
            key = (group, side)
            value = chart.found.counts.get(key)
            outline = chart.compared.counts.get(key)
            if value is None and outline is None:
                continue
            sign = -1.0 if side == "men" else 1.0
            bars.append(
                AgeBar(
                    row=row,
                    label=group.label(),
                    side=side,
                    value=value or 0.0,
                    end=sign * (value or 0.0),
                    value_text=chart.cell(value),
                    text=_pointed(chart, group, side, value, outline),
                    outline=None if outline is None else sign * outline,
                    outline_value=outline,
                )
            )
    return bars


def _pointed(
    chart: _Pyramid, group: AgeGroup, side: Side, value: float | None, outline: float | None
) -> str:
    sex = "" if side == "total" else chart.side(side)
    head = ", ".join(part for part in (group.label(), sex) if part)
    parts = [f"{chart.label}: {chart.text(value)}" if chart.label else chart.text(value)]
    if chart.compared.groups:
        parts.append(f"{chart.compare_label}: {chart.text(outline)}")
    return "\n".join([head, *parts])


def _axis(bars: Sequence[AgeBar], chart: _Pyramid, two_sided: bool, reach: float) -> Axis:
    """From zero; on both sides alike, so that the halves can be compared."""
    longest = max(reach, *(max(bar.value, bar.outline_value or 0.0) for bar in bars))
    right = axes.value_axis(0, longest, language=chart.language, zero=True, finest=1.0)
    end = 1.04 * longest
    ticks = [tick for tick in right.ticks if 0 < tick.position <= end]
    every = -(-len(ticks) // _MOST_TICKS)
    ticks = ticks[every - 1 :: every]
    zero = Tick(0.0, formats.number(0, 0, chart.language))
    if not two_sided:
        return Axis(0.0, end, (zero, *ticks), chart.unit)
    left = [Tick(-tick.position, tick.text) for tick in reversed(ticks)]
    return Axis(-end, end, (*left, zero, *ticks), chart.unit)


def _subtitle(chart: _Pyramid) -> str:
    _ = chart.translate
    line = ", ".join(part for part in (chart.unit, chart.label) if part) + "."
    if not chart.compared.groups:
        return line
    text = _("Bars: {label}; outline: {compared}.")
    return sentences(f"{chart.unit}.", text.format(label=chart.label, compared=chart.compare_label))


def _nothing(chart: _Pyramid) -> str:
    return chart.translate("{title}: no values to show.").format(title=chart.title)


def _alternative(chart: _Pyramid) -> str:
    _ = chart.translate
    return sentences(
        f"{chart.title}.",
        _told(chart, chart.found, chart.label),
        _largest(chart),
        _told(chart, chart.compared, chart.compare_label) if chart.compared.groups else "",
    )


def _told(chart: _Pyramid, one: Ages, label: str) -> str:
    """How many, the middle age group, and the shares of the young and the old."""
    _ = chart.translate
    parts = []
    people = formats.value_with_unit(one.total, 0, _("persons"), chart.language)
    parts.append(f"{label}: {people}" if label else people)
    if median := one.median_group:
        parts.append(_("the middle person is aged {ages}").format(ages=median.label()))
    for low, high in ((0, 14), (65, None)):
        share = one.share(low, high)
        if share is not None:
            text = formats.percent(share, 1, chart.language)
            parts.append(
                _("aged {ages}: {share}").format(ages=AgeGroup(low, high).label(), share=text)
            )
    return "; ".join(parts) + "."


def _largest(chart: _Pyramid) -> str:
    _ = chart.translate
    known = [(group, chart.found.of(group)) for group in chart.found.groups]
    counted = [(group, count) for group, count in known if count]
    ordered = sorted(counted, key=lambda pair: -pair[1])[:_LARGEST]
    texts = [f"{group.label()} ({chart.text(count)})" for group, count in ordered]
    return _("Largest age groups: {groups}.").format(groups="; ".join(texts)) if texts else ""


def _notes(chart: _Pyramid) -> list[str]:
    _ = chart.translate
    notes = []
    without = [
        f"{group.label()}" if side == "total" else f"{group.label()} ({chart.side(side)})"
        for group in chart.found.groups
        for side in chart.found.sides
        if chart.found.counts.get((group, side)) is None
    ]
    if without:
        notes.append(_("No value for the ages: {ages}.").format(ages="; ".join(without)))
    if chart.found.is_uneven:
        notes.append(_("The age groups are not equally wide, so their bars cannot be compared."))
    return notes


def _table(chart: _Pyramid) -> Table:
    """Age groups down, the oldest first as in the picture; each side, both, the comparison."""
    _ = chart.translate
    parts = [(chart.found, chart.label), (chart.compared, chart.compare_label)]
    parts = [(one, label) for one, label in parts if one.groups]
    columns = [_("Age")]
    cells: dict[AgeGroup, list[float | None]] = {group: [] for group in chart.found.groups[::-1]}
    for one, label in parts:
        columns += _headings(chart, one, label)
        for group, row in cells.items():
            row += [one.counts.get((group, side)) for side in one.sides]
            row += [one.of(group)] if len(one.sides) > 1 else []
    return Table(
        columns=tuple(columns),
        rows=tuple(
            (group.label(), *(chart.cell(value) for value in row)) for group, row in cells.items()
        ),
        values=tuple((group.label(), *row) for group, row in cells.items()),
        note=f"{chart.unit}.",
    )


def _headings(chart: _Pyramid, one: Ages, label: str) -> list[str]:
    sides: tuple[Side, ...] = (*one.sides, "total") if len(one.sides) > 1 else one.sides
    return [", ".join(part for part in (chart.side(side), label) if part) for side in sides]
