"""Ranks over the years: one line an area, the best rank on top, the own areas before the crowd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.charts import axes, labels
from seutukuva.charts.specification import (
    Axis,
    ChartSpecification,
    Point,
    Role,
    Series,
    Table,
    Tick,
)
from seutukuva.charts.wording import Translate, sentences, untranslated

PLOT_HEIGHT = 340
LABEL_WIDTH, LINE_HEIGHT = 20, 15
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MOST_TICKS = 7
# So that others than the own areas are grey even where none is the own one.
_CROWD = 60


@dataclass(frozen=True, slots=True)
class RankCourse:
    """The ranks of an area, one a year; `low` and `high` are the ranges with other weights.

    `risen` and `fallen` are the shares of those weights with which it has, from the first year to
    the last.
    """

    key: str
    name: str
    ranks: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    is_own: bool = False
    risen: float = 0.0
    fallen: float = 0.0


def rank_courses(
    areas: Sequence[RankCourse],
    years: Sequence[str],
    *,
    title: str,
    subtitle: str,
    language: str,
    source: str = "",
    notes: Sequence[str] = (),
    said: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """Lines of ranks; with one own area, the range of its rank with other weights is shaded.

    Args:
        areas: each with a rank in every one of the years.
        years: two or more, the earliest first.
        said: sentences that the text alternative ends with.
    """
    ordered = sorted(areas, key=lambda one: (not one.is_own, one.ranks[-1]))
    chart = _Courses(tuple(ordered), tuple(years), language, _)
    own = [one for one in ordered if one.is_own]
    shade = _("Shaded: the range of the rank of {area} with other weights.")
    told = [shade.format(area=own[0].name)] if len(own) == 1 else []
    return ChartSpecification(
        kind="trend",
        title=title,
        subtitle=subtitle,
        unit=_("rank"),
        decimals=0,
        language=language,
        alternative=sentences(f"{title}. {subtitle}", said),
        table=chart.table(),
        source=source,
        notes=(*told, *notes),
        height=PLOT_HEIGHT,
        x_axis=axes.time_axis(chart.positions[0], chart.positions[-1], "year", language),
        y_axis=chart.axis,
        series=chart.series(),
        fan=chart.fan(own[0]) if len(own) == 1 else (),
    )


@dataclass(frozen=True)
class _Courses:
    """Everything drawn; a rank stands at its negative, so that the best is on top."""

    areas: tuple[RankCourse, ...]
    years: tuple[str, ...]
    language: str
    translate: Translate

    @property
    def positions(self) -> list[int]:
        return [formats.period_index(year) for year in self.years]

    @property
    def axis(self) -> Axis:
        count = len(self.areas)
        step = next((one for one in _STEPS if count / one <= _MOST_TICKS), _STEPS[-1])
        places = [1, *(at for at in range(step, count + 1, step) if at > 1)]
        ticks = tuple(Tick(float(-at), self._count(at)) for at in reversed(places))
        _ = self.translate
        return Axis(-count - 0.7, -0.3, ticks, _("rank"))

    def _count(self, value: int) -> str:
        return formats.number(value, 0, self.language)

    def series(self) -> tuple[Series, ...]:
        """The own areas first; they are labelled, and of the others the first and the last."""
        named = [one for one in self.areas if one.is_own]
        others = [one for one in self.areas if not one.is_own]
        named += [others[at] for at in dict.fromkeys((0, len(others) - 1)) if others]
        texts = {one.key: self._label(one) for one in named}
        places = self._places(named, texts)
        return tuple(
            self._line(one, at, texts.get(one.key, ""), places.get(one.key, 0.0))
            for at, one in enumerate(self.areas)
        )

    def _label(self, one: RankCourse) -> str:
        return labels.wrap(f"{self._count(one.ranks[-1])}.\u00a0{one.name}", LABEL_WIDTH)

    def _places(self, named: Sequence[RankCourse], texts: dict[str, str]) -> dict[str, float]:
        axis = self.axis
        scale = (axis.high - axis.low) / PLOT_HEIGHT
        extents = [(LINE_HEIGHT * (texts[one.key].count("\n") + 1) + 2) * scale for one in named]
        wishes = [float(-one.ranks[-1]) for one in named]
        middles = labels.spread(wishes, extents, axis.low, axis.high)
        return {one.key: at for one, at in zip(named, middles, strict=True)}

    def _line(self, one: RankCourse, at: int, label: str, label_at: float) -> Series:
        points = tuple(
            Point(position, year, float(-rank), "final", self._pointed(one, year, rank), place > 0)
            for place, (position, year, rank) in enumerate(
                zip(self.positions, self.years, one.ranks, strict=True)
            )
        )
        role: Role = "own" if one.is_own else "peer"
        return Series(
            one.key, one.name, role, at if one.is_own else _CROWD, points, label, label_at
        )

    def _pointed(self, one: RankCourse, year: str, rank: int) -> str:
        _ = self.translate
        words = _("{area}, {year}: rank {rank} of {of}")
        of = self._count(len(self.areas))
        return words.format(area=one.name, year=year, rank=self._count(rank), of=of)

    def fan(self, own: RankCourse) -> tuple[tuple[float, float, float], ...]:
        """The range of a rank, its worse end first."""
        return tuple(
            (float(at), float(-high), float(-low))
            for at, low, high in zip(self.positions, own.low, own.high, strict=True)
        )

    def table(self) -> Table:
        """Ranks by year, each with its range, and what has changed and how surely."""
        _ = self.translate
        rows: list[tuple[str, ...]] = []
        values: list[tuple[str | float | None, ...]] = []
        for one in sorted(self.areas, key=lambda one: one.ranks[-1]):
            risen = one.ranks[0] - one.ranks[-1]
            shown = formats.number(risen, 0, self.language, signed=True)
            ranks = [
                rank for year in zip(one.ranks, one.low, one.high, strict=True) for rank in year
            ]
            moved = (100 * one.risen, 100 * one.fallen)
            percents = (formats.percent(share, 0, self.language) for share in moved)
            rows.append((one.name, *map(self._count, ranks), shown, *percents))
            values.append((one.name, *map(float, ranks), float(risen), *moved))
        columns = (_("Area"), *self._years(), _("Places risen"), *self._surely())
        return Table(columns, tuple(rows), tuple(values))

    def _years(self) -> list[str]:
        _ = self.translate
        ends = (_("{year}, with other weights from"), _("{year}, with other weights to"))
        return [
            head for year in self.years for head in (year, *(e.format(year=year) for e in ends))
        ]

    def _surely(self) -> tuple[str, str]:
        _ = self.translate
        return _("Risen, % of the weights drawn"), _("Fallen, % of the weights drawn")
