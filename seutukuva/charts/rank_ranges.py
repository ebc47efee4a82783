"""Ranks with how far they move: one row an area, a dot at its rank with the range around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.charts.labels import wrap
from seutukuva.charts.rows import Range
from seutukuva.charts.specification import Axis, ChartSpecification, Table, Tick
from seutukuva.charts.wording import Translate, sentences, untranslated

LABEL_WIDTH = 26
ROW_HEIGHT, LINE_HEIGHT = 22, 15  # pixels of a row, and of another line of its label
DECIMALS = 2
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Ranked:
    """An area with its rank, 1 the best, and the ranges of it; without a rank, `words` say why.

    `low` and `high` are the range with other weights, `without` that without any one indicator,
    None where there is no other. `alike` counts the areas that cannot be told apart from it.
    `is_partial`: the composite lacks a figure. `scores`: of each part, None where there is none.
    """

    key: str
    name: str
    composite: float | None = None
    rank: int | None = None
    low: int | None = None
    high: int | None = None
    without: tuple[int, int] | None = None
    alike: int = 0
    words: str = ""
    is_own: bool = False
    is_partial: bool = False
    scores: tuple[float | None, ...] = ()


def rank_ranges(
    areas: Sequence[Ranked],
    *,
    title: str,
    subtitle: str,
    language: str,
    source: str = "",
    notes: Sequence[str] = (),
    said: str = "",
    parts: Sequence[str] = (),
    _: Translate = untranslated,
) -> ChartSpecification:
    """Rows from the best rank on; those without a rank last.

    Args:
        areas: in any order; equals stand in the order given.
        said: sentences that the text alternative begins with.
        parts: what the composites are made of; each area has as many scores.
    """
    ordered = sorted(areas, key=lambda one: one.rank or len(areas) + 1)
    texts = _Texts(language, _)
    rows = tuple(_row(one, texts) for one in ordered)
    explained = [_("Dot: the rank with the chosen weights. Line: its range with other weights.")]
    if any(one.is_partial for one in areas):
        explained.append(_("Pale: a figure is missing, the composite is of the others."))
    return ChartSpecification(
        kind="ranges",
        title=title,
        subtitle=subtitle,
        unit=_("rank"),
        decimals=0,
        language=language,
        alternative=sentences(f"{title}. {subtitle}", said, _ends(ordered, texts)),
        table=_table(ordered, parts, texts),
        source=source,
        notes=(*explained, *notes),
        height=round(sum(row.height for row in rows)) if rows else 120,
        x_axis=_axis(sum(one.rank is not None for one in areas), texts),
        y_axis=Axis(0, 1, (), _("Composite")),
        ranges=rows,
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    language: str
    translate: Translate

    def count(self, value: int | None) -> str:
        """A rank or a number of areas."""
        return "–" if value is None else formats.number(value, 0, self.language)

    def composite(self, value: float | None) -> str:
        """A composite with its sign."""
        if value is None:
            return "–"
        return formats.number(value, DECIMALS, self.language, signed=True)

    def range(self, low: int, high: int) -> str:
        """From one rank to another."""
        return formats.span(low, high, 0, self.language)


def _axis(count: int, texts: _Texts) -> Axis:
    step = next((one for one in _STEPS if count / one <= _MOST_TICKS), _STEPS[-1])
    places = [1, *(at for at in range(step, count + 1, step) if at > 1)]
    ticks = tuple(Tick(float(at), texts.count(at)) for at in places)
    _ = texts.translate
    return Axis(0.3, count + 0.7, ticks, _("← best · rank · weakest →"))


def _row(one: Ranked, texts: _Texts) -> Range:
    name = f"{texts.count(one.rank)}.\u00a0{one.name}" if one.rank else one.name
    label = wrap(name, LABEL_WIDTH)
    return Range(
        key=one.key,
        label=label,
        value=None if one.rank is None else float(one.rank),
        low=None if one.low is None else float(one.low),
        high=None if one.high is None else float(one.high),
        value_text="" if one.rank else one.words,
        text="\n".join(_pointed(one, texts)),
        height=ROW_HEIGHT + LINE_HEIGHT * label.count("\n"),
        is_faint=one.is_partial,
        base=texts.composite(one.composite) if one.rank else "",
        is_own=one.is_own,
    )


def _pointed(one: Ranked, texts: _Texts) -> list[str]:
    """What is told on pointing at an area."""
    _ = texts.translate
    if one.rank is None or one.low is None or one.high is None:
        return [one.name, one.words]
    told = [
        one.name,
        _("rank {rank}, composite {value}").format(
            rank=texts.count(one.rank), value=texts.composite(one.composite)
        ),
        _("with other weights {range}").format(range=texts.range(one.low, one.high)),
    ]
    if one.without:
        told.append(_("without any one indicator {range}").format(range=texts.range(*one.without)))
    return told


def _ends(ordered: Sequence[Ranked], texts: _Texts) -> str:
    _ = texts.translate
    ranked = [one for one in ordered if one.rank]
    if not ranked:
        return _("Nothing can be shown.")
    best, last = ranked[0], ranked[-1]
    words = _("Best {best} ({best_value}), weakest {last} ({last_value}); ranked: {count}.")
    return words.format(
        best=best.name,
        best_value=texts.composite(best.composite),
        last=last.name,
        last_value=texts.composite(last.composite),
        count=texts.count(len(ranked)),
    )


def _table(ordered: Sequence[Ranked], parts: Sequence[str], texts: _Texts) -> Table:
    """Never a composite without its parts: their scores stand in the same row."""
    _ = texts.translate
    has_note = any(one.words or one.is_partial for one in ordered)
    columns = (
        *(_("Rank"), _("Area"), _("Composite")),
        *(_("With other weights, from"), _("With other weights, to")),
        *(_("Without any one indicator, from"), _("Without any one indicator, to")),
        _("Areas that cannot be told apart from it"),
        *(_("{indicator}: score").format(indicator=part) for part in parts),
        *([_("Note")] if has_note else ()),
    )
    rows, values = [], []
    for one in ordered:
        low, high = one.without or (None, None)
        alike = one.alike if one.rank else None
        partial = _("a figure is missing") if one.is_partial else ""
        note = (one.words or partial,) if has_note else ()
        counts = (one.low, one.high, low, high, alike)
        shown = (texts.count(one.rank), one.name, texts.composite(one.composite))
        rows.append((*shown, *map(texts.count, counts), *map(texts.composite, one.scores), *note))
        figures = [None if count is None else float(count) for count in counts]
        rank = None if one.rank is None else float(one.rank)
        values.append((rank, one.name, one.composite, *figures, *one.scores, *note))
    return Table(columns=columns, rows=tuple(rows), values=tuple(values))
