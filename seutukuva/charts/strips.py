"""Where an area is among all: one dot an area, the middle half shaded, a few named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seutukuva import formats, verdicts
from seutukuva.charts import axes, labels
from seutukuva.charts.observations import (
    Indicator,
    Observation,
    Rows,
    latest_period,
    observations,
)
from seutukuva.charts.rankings import highest_first, ranked_alternative, ranks
from seutukuva.charts.specification import (
    Axis,
    Band,
    ChartSpecification,
    Dot,
    Guide,
    Role,
    Table,
)
from seutukuva.charts.wording import Translate, Wording, sentences, untranslated, wording
from seutukuva.verdicts.spreads import FEWEST

ROW_HEIGHT = 7  # pixels from dot to dot
MOST_LABELS = 3
_ACROSS = 80  # dots side by side; on a phone they cover each other by half
_MOST_ROWS = 21  # more dots of nearly the same value cover each other
_LETTER = 0.021  # share of the axis that a letter takes on the narrowest screen


def strip(
    rows: Rows,
    *,
    indicator: Indicator,
    language: str,
    period: str | None = None,
    own: str | None = None,
    highlighted: Sequence[str] = (),
    of: int | None = None,
    title: str | None = None,
    source: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """Dots of all areas on one axis.

    Quartiles and the shaded middle half need figures of at least half of the areas of the kind.

    Args:
        rows: area_id, area_name, period, value, status of all areas of a kind in the country.
        period: the period shown; None is the latest that has values.
        own: area_id of the area that is emphasised.
        highlighted: area_ids drawn with a colour and shape of their own, in order of importance.
            The own area and the first of them are named, three in all.
        of: how many areas of the kind there are, also those without a row.
    """
    words = wording(indicator, language, _, title=title)
    found = observations(rows)
    period = period or latest_period(found)
    shown = [one for one in found if one.period == period]
    chart = _Strip(shown, own, highlighted, words, len(shown) if of is None else of)
    when = words.subtitle(words.period(period)) + "." if period else words.subtitle()
    ordered = chart.ordered
    specification = ChartSpecification(
        kind="strip",
        title=words.title,
        subtitle=when,
        unit=words.unit,
        decimals=words.decimals,
        language=language,
        alternative=ranked_alternative(ordered, chart.unseen, own, words, chart.others),
        table=_table(chart),
        source=source,
        notes=tuple(_notes(chart)),
        height=160,
    )
    return _filled(specification, chart) if ordered else specification


@dataclass(frozen=True, slots=True)
class _Strip:
    found: list[Observation]
    own: str | None
    highlighted: Sequence[str]
    words: Wording
    of: int

    @property
    def ordered(self) -> list[Observation]:
        """Everyone with a value, highest first; equals by name."""
        return highest_first(self.found, self.words.language)

    @property
    def chosen(self) -> list[Observation]:
        """The own area and the highlighted ones, in that order."""
        known = {one.area_id: one for one in self.found}
        asked = dict.fromkeys([*([self.own] if self.own else []), *self.highlighted])
        return [known[area_id] for area_id in asked if area_id in known]

    @property
    def others(self) -> list[Observation]:
        """The highlighted areas that have a value."""
        return [one for one in self.chosen if one.area_id != self.own and one.value is not None]

    @property
    def unseen(self) -> list[Observation]:
        """Chosen areas without a value; the others are a number in the notes."""
        return [one for one in self.chosen if one.value is None]

    @property
    def quartiles(self) -> tuple[float, float, float] | None:
        """Lower quartile, median, upper quartile; None of too few areas."""
        found = verdicts.spread((one.value for one in self.ordered), self.of)
        return (found.q1, found.median, found.q3) if found else None

    @property
    def is_mostly_unknown(self) -> bool:
        """Fewer than half of the areas have a figure: these are no picture of them all."""
        return 2 * len(self.ordered) < self.of

    @property
    def known(self) -> str:
        """How many areas of how many have a figure, in words."""
        _ = self.words.translate
        if len(self.ordered) == self.of:
            return _("Areas: {count}.").format(count=self.words.count(self.of))
        n, of = self.words.count(len(self.ordered)), self.words.count(self.of)
        return _("Areas with a figure: {n} of {of}.").format(n=n, of=of)

    def role(self, area_id: str) -> Role:
        """What an area is to the reader."""
        if area_id == self.own:
            return "own"
        return "benchmark" if area_id in self.highlighted else "peer"


def _filled(specification: ChartSpecification, chart: _Strip) -> ChartSpecification:
    words = chart.words
    values = [one.value for one in chart.ordered if one.value is not None]
    whole = axes.axis_of(values, words)
    # Room for the dots at the ends.
    room = 0.02 * (whole.high - whole.low)
    axis = Axis(whole.low - room, whole.high + room, whole.ticks, whole.title)
    dots = _labelled(_dots(chart, axis), axis)
    rows = max((abs(dot.offset) for dot in dots), default=0.0)
    return replace(
        specification,
        alternative=sentences(
            specification.alternative,
            _spread_said(chart),
            chart.known if len(chart.ordered) < chart.of else "",
        ),
        height=round(ROW_HEIGHT * (2 * rows + 1)) + 26,
        x_axis=axis,
        dots=tuple(dots),
        bands=_band(chart),
        guides=_median(chart),
    )


def _dots(chart: _Strip, axis: Axis) -> list[Dot]:
    """Each dot in the row nearest the middle in which it covers no other.

    The chosen areas come first, so that they stand in the middle row where they can.
    """
    width = (axis.high - axis.low) / _ACROSS
    taken: list[list[float]] = []
    chosen = [one for one in chart.chosen if one.value is not None]
    ids = {one.area_id for one in chosen}
    crowd = [one for one in chart.ordered[::-1] if one.area_id not in ids]
    dots: list[Dot] = []
    for one in [*chosen, *crowd]:
        value = one.value or 0.0
        free = (
            at for at, row in enumerate(taken) if all(abs(value - other) >= width for other in row)
        )
        row = next(free, len(taken))
        if row == len(taken) and row < _MOST_ROWS:
            taken.append([])
        row = row if row < _MOST_ROWS else len(dots) % _MOST_ROWS
        taken[row].append(value)
        role = chart.role(one.area_id)
        order = list(chart.highlighted).index(one.area_id) if role == "benchmark" else 0
        text = chart.words.pointed(one)
        dots.append(Dot(one.area_id, one.area_name, role, order, value, _offset(row), text))
    return dots


def _offset(row: int) -> float:
    """Rows alternate above and below the middle: 0, 1, −1, 2, −2 …"""
    return float((row + 1) // 2 * (1 if row % 2 else -1))


def _labelled(dots: list[Dot], axis: Axis) -> list[Dot]:
    """The first three of the own area and the highlighted ones with a label."""
    named = [dot for dot in dots if dot.role != "peer"][:MOST_LABELS]
    middle = (axis.low + axis.high) / 2
    letter = _LETTER * (axis.high - axis.low)
    named = [
        replace(dot, label=labels.shortened(dot.name, 28), is_leftward=dot.value > middle)
        for dot in named
    ]
    flags = [
        labels.Flag(dot.value, (len(dot.label) + 1) * letter, dot.is_leftward) for dot in named
    ]
    rows = labels.flag_levels(flags)
    found = {dot.key: replace(dot, level=row) for dot, row in zip(named, rows, strict=True)}
    return [found.get(dot.key, dot) for dot in dots]


def _band(chart: _Strip) -> tuple[Band, ...]:
    quartiles = chart.quartiles
    return (Band(quartiles[0], quartiles[2], _spread_said(chart)),) if quartiles else ()


def _median(chart: _Strip) -> tuple[Guide, ...]:
    _ = chart.words.translate
    quartiles = chart.quartiles
    if quartiles is None:
        return ()
    text = _("Median {value}").format(value=chart.words.value(quartiles[1]))
    return (Guide(quartiles[1], text, text, 0.0, True),)


def _spread_said(chart: _Strip) -> str:
    _ = chart.words.translate
    words, quartiles = chart.words, chart.quartiles
    if quartiles is None:
        return ""
    low, middle, high = quartiles
    span = formats.span(low, high, words.decimals, words.language, signed=words.signed)
    text = _("The middle half of the areas is within {span}, the median is {median}.")
    return text.format(span=span, median=words.value(middle))


def _notes(chart: _Strip) -> list[str]:
    words = chart.words
    _ = words.translate
    notes = []
    if chart.quartiles:
        notes.append(_("Shaded: the middle half of the areas; line in it: the median."))
    elif chart.ordered and chart.is_mostly_unknown:
        notes.append(_("No quartiles: fewer than half of the areas have a figure."))
    elif chart.ordered:
        text = _("Quartiles need at least {count} areas.")
        notes.append(text.format(count=words.count(FEWEST)))
    if chart.others:
        names = [one.area_name for one in chart.others]
        notes.append(_("Diamonds: {areas}.").format(areas=words.listed(names)))
    if len(chart.ordered) < chart.of:
        notes.append(chart.known)
    return notes


def _table(chart: _Strip) -> Table:
    """The chosen areas with their ranks, then the ends and quartiles of all."""
    words = chart.words
    _ = words.translate
    place = ranks(chart.ordered, words.decimals)
    rows: list[tuple[str, float | None, float | None, str]] = []
    for one in chart.chosen:
        rank = place.get(one.area_id)
        rows.append((one.area_name, one.value, float(rank) if rank else None, words.cell(one)))
    for name, value in _summary(chart):
        rows.append((name, value, None, words.figure(value)))
    statuses = [one.status for one in chart.chosen]
    heading = ", ".join(part for part in (words.title, words.unit) if part)
    return Table(
        columns=(_("Area"), heading, _("Rank")),
        rows=tuple(
            (name, cell, words.count(int(rank)) if rank else "")
            for name, _value, rank, cell in rows
        ),
        values=tuple((name, value, rank) for name, value, rank, _cell in rows),
        note=sentences(chart.known, words.marks_explained(statuses)),
    )


def _summary(chart: _Strip) -> list[tuple[str, float]]:
    _ = chart.words.translate
    ordered, quartiles = chart.ordered, chart.quartiles
    if not ordered:
        return []
    high, low = ordered[0].value or 0.0, ordered[-1].value or 0.0
    middle = (
        [
            (_("Upper quartile"), quartiles[2]),
            (_("Median"), quartiles[1]),
            (_("Lower quartile"), quartiles[0]),
        ]
        if quartiles
        else []
    )
    return [(_("Highest"), high), *middle, (_("Lowest"), low)]
