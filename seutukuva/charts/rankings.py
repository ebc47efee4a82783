"""Areas in order: horizontal bars of one period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.charts.labels import wrap
from seutukuva.charts.observations import (
    Indicator,
    Observation,
    Rows,
    latest_period,
    observations,
    of_another_size,
)
from seutukuva.charts.specification import Axis, Bar, ChartSpecification, Role, Table
from seutukuva.charts.wording import Translate, Wording, sentences, untranslated, wording

ROW_HEIGHT = 26  # pixels of a bar and its gap
LINE_HEIGHT = 13  # of another line of its label
LABEL_WIDTH = 24
# Of more areas than this the ends and the own area's neighbourhood are drawn.
MOST_AREAS = 40
_ENDS = 5
_NEIGHBOURS = 5


def ranking(
    rows: Rows,
    *,
    indicator: Indicator,
    language: str,
    period: str | None = None,
    own: str | None = None,
    benchmarks: Sequence[str] = (),
    most_areas: int = MOST_AREAS,
    title: str | None = None,
    source: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """Bars of one period from the highest to the lowest, from zero.

    Args:
        rows: area_id, area_name, period, value, status; other periods are left aside.
        period: the period shown; None is the latest that has values.
        own: area_id of the area that is emphasised.
        benchmarks: area_ids drawn among the others, but without a rank of their own.
        most_areas: of more areas the highest and lowest five, the own area and five on both
            sides of it are drawn, and the number of the others is told.
    """
    words = wording(indicator, language, _, title=title)
    found = observations(rows)
    period = period or latest_period(found)
    chart = _Ranking([one for one in found if one.period == period], own, benchmarks, words)
    large = of_another_size({one.area_id: [one] for one in chart.found}, benchmarks, indicator)
    bars = _bars(chart, large, most_areas)
    return ChartSpecification(
        kind="ranking",
        title=words.title,
        subtitle=words.subtitle(words.period(period)) + "." if period else words.subtitle(),
        unit=words.unit,
        decimals=words.decimals,
        language=language,
        alternative=ranked_alternative(chart.ranked, chart.missing, own, words, chart.compared),
        table=_table(chart),
        source=source,
        notes=tuple(_notes(chart, large, bars)),
        height=_height(bars),
        x_axis=_axis(bars),
        zero_line=any(bar.value < 0 for bar in bars),
        bars=tuple(bars),
    )


@dataclass(frozen=True, slots=True)
class _Ranking:
    found: list[Observation]
    own: str | None
    benchmarks: Sequence[str]
    words: Wording

    @property
    def sorted(self) -> list[Observation]:
        """Everyone with a value, highest first; equals by name."""
        return highest_first(self.found, self.words.language)

    @property
    def ranked(self) -> list[Observation]:
        """The same without the benchmarks, which are wholes and have no rank."""
        return [one for one in self.sorted if self.has_rank(one)]

    @property
    def compared(self) -> list[Observation]:
        """The benchmarks."""
        return [one for one in self.sorted if not self.has_rank(one)]

    @property
    def missing(self) -> list[Observation]:
        """Everyone without a value, by name."""
        language = self.words.language
        return sorted(
            (one for one in self.found if one.value is None),
            key=lambda one: formats.sort_key(one.area_name, language),
        )

    def has_rank(self, one: Observation) -> bool:
        """True for all but the benchmarks."""
        return one.area_id == self.own or one.area_id not in self.benchmarks


def highest_first(found: Iterable[Observation], language: str) -> list[Observation]:
    """Observations with a value from the highest to the lowest; equals in order of name."""
    named = sorted(found, key=lambda one: formats.sort_key(one.area_name, language))
    return sorted(
        (one for one in named if one.value is not None),
        key=lambda one: one.value or 0.0,
        reverse=True,
    )


def ranks(ordered: Sequence[Observation], decimals: int) -> dict[str, int]:
    """Rank of each area, 1 the highest; areas with the same printed value share the better rank."""
    result: dict[str, int] = {}
    before, rank = None, 0
    for place, one in enumerate(ordered, start=1):
        printed = formats.rounded(one.value or 0.0, decimals)
        rank = rank if printed == before else place
        before = printed
        result[one.area_id] = rank
    return result


def _bars(chart: _Ranking, large: Sequence[str], most_areas: int) -> list[Bar]:
    drawn = [one for one in chart.sorted if one.area_id not in large]
    ranked = [one for one in drawn if chart.has_rank(one)]
    chosen = _chosen(ranked, chart.own, most_areas)
    place = ranks(ranked, chart.words.decimals)
    bars: list[Bar] = []
    skipped = 0
    for one in drawn:
        if chart.has_rank(one) and one.area_id not in chosen:
            skipped += 1
            continue
        if skipped:
            bars.append(_gap(skipped, len(bars), chart.words))
            skipped = 0
        bars.append(_bar(one, chart, place.get(one.area_id)))
    return bars


def _chosen(ranked: Sequence[Observation], own: str | None, most_areas: int) -> set[str]:
    everyone = [one.area_id for one in ranked]
    if len(everyone) <= most_areas:
        return set(everyone)
    chosen = {*everyone[:_ENDS], *everyone[-_ENDS:]}
    if own in everyone:
        at = everyone.index(own)
        chosen |= set(everyone[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1])
    # A gap that hides a single area takes the room of that area.
    inner = range(1, len(everyone) - 1)
    alone = [i for i in inner if {everyone[i - 1], everyone[i + 1]} <= chosen]
    return chosen | {everyone[i] for i in alone}


def _gap(count: int, at: int, words: Wording) -> Bar:
    _ = words.translate
    text = _("areas not shown: {count}").format(count=words.count(count))
    return Bar(f"gap{at}", f"⋯ {text}", "peer", 0.0, "", text, height=ROW_HEIGHT, is_gap=True)


def _bar(one: Observation, chart: _Ranking, rank: int | None) -> Bar:
    role: Role = "own" if one.area_id == chart.own else "peer" if rank else "benchmark"
    name = f"{rank}.\u00a0{one.area_name}" if rank else one.area_name
    order = list(chart.benchmarks).index(one.area_id) if role == "benchmark" else 0
    label = wrap(name, LABEL_WIDTH)
    return Bar(
        key=one.area_id,
        label=label,
        role=role,
        value=float(one.value or 0.0),
        value_text=chart.words.cell(one),
        text=chart.words.pointed(one),
        height=ROW_HEIGHT + LINE_HEIGHT * label.count("\n"),
        order=order,
        is_tentative=one.status in ("preliminary", "estimated"),
    )


def _axis(bars: Sequence[Bar]) -> Axis | None:
    """From zero, always: the length of a bar is its value. Room for the numbers at the ends."""
    if not bars:
        return None
    low, high = min(0.0, *(bar.value for bar in bars)), max(0.0, *(bar.value for bar in bars))
    width = (high - low) or 1.0
    return Axis(low - (0.22 * width if low < 0 else 0), high + (0.22 * width if high > 0 else 0))


def _height(bars: Sequence[Bar]) -> int:
    return 16 + round(sum(bar.height for bar in bars)) if bars else 160


def _notes(chart: _Ranking, large: Sequence[str], bars: Sequence[Bar]) -> list[str]:
    words = chart.words
    _ = words.translate
    left_out = [one.area_name for one in chart.found if one.area_id in large]
    notes = [words.without_value(chart.missing)]
    if any(bar.is_gap for bar in bars):
        shown = sum(bar.role != "benchmark" and not bar.is_gap for bar in bars)
        notes.append(
            _("Areas drawn: {shown} of {count}; all of them are in the table.").format(
                shown=words.count(shown), count=words.count(len(chart.ranked))
            )
        )
    if left_out:
        notes.append(words.too_large(left_out))
    if any(bar.is_tentative for bar in bars):
        notes.append(_("Hollow bar and mark * or e: preliminary or estimated figure."))
    return [note for note in notes if note]


def ranked_alternative(
    ordered: Sequence[Observation],
    missing: Sequence[Observation],
    own: str | None,
    words: Wording,
    compared: Sequence[Observation] = (),
) -> str:
    """The place of the own area, the ends, the comparison and what is missing, in words.

    `ordered` is from the highest to the lowest.
    """
    _ = words.translate
    without = words.without_value(missing)
    if not ordered:
        return words.nothing([without])
    high, low = ordered[0], ordered[-1]
    ends = _("Highest {high_area} {high}, lowest {low_area} {low}.").format(
        high_area=high.area_name,
        high=words.value(high.value, high.status),
        low_area=low.area_name,
        low=words.value(low.value, low.status),
    )
    mine = next((one for one in ordered if one.area_id == own), None)
    if mine is None:
        head = _("{title}, {period}; areas: {count}.").format(
            title=words.title, period=words.period(high.period), count=words.count(len(ordered))
        )
    else:
        head = _("{title}, {period}: {area} {value}, rank {rank} of {count} from the highest.")
        head = head.format(
            title=words.title,
            period=words.period(mine.period),
            area=mine.area_name,
            value=words.value(mine.value, mine.status),
            rank=ranks(ordered, words.decimals)[mine.area_id],
            count=words.count(len(ordered)),
        )
    return sentences(head, ends if len(ordered) > 1 else "", words.compared(compared), without)


def _table(chart: _Ranking) -> Table:
    """Everyone: those with a value by rank, then those without."""
    return ranked_table(chart.sorted, chart.ranked, chart.missing, chart.words)


def ranked_table(
    everyone: Sequence[Observation],
    ranked: Sequence[Observation],
    missing: Sequence[Observation],
    words: Wording,
) -> Table:
    """Rank, area and value of all areas; those without a value last, with their mark."""
    _ = words.translate
    place = ranks(ranked, words.decimals)
    found = [*everyone, *missing]
    heading = ", ".join(part for part in (words.title, words.unit) if part)
    return Table(
        columns=(_("Rank"), _("Area"), heading),
        rows=tuple(
            (
                words.count(place[one.area_id]) if one.area_id in place else "",
                one.area_name,
                words.cell(one),
            )
            for one in found
        ),
        values=tuple(
            (float(rank) if (rank := place.get(one.area_id)) else None, one.area_name, one.value)
            for one in found
        ),
        note=words.marks_explained(one.status for one in found),
    )
